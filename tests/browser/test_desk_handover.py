"""Two desks: a guest who is not green goes to the help desk by one key, and the name is there before the guest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.at_desk import outcome, ready, rested, three_guests, told, wedge
from tests.browser.waiting import hand, until

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser
UNKNOWN = "27182818284590452353602874713526624977513"


@pytest.fixture
def people(folder: Path) -> dict[str, str]:
    return three_guests(folder)


def test_a_yellow_guest_goes_to_the_help_desk_and_is_taken_on_there(
    people: dict[str, str], server: Any, open_page: Any
) -> None:
    helping = ready(server, open_page)
    steward = ready(server, open_page, "steward")
    wedge(steward, people["an"])
    outcome(steward, "welcome")
    assert steward.locator("[data-do=hand]").is_hidden()
    rested(steward)
    hand(steward, 2500)
    wedge(steward, people["an"])
    outcome(steward, "already_in")
    rested(steward)
    steward.keyboard.press("F10")
    until(steward, "document.querySelector('.more').textContent.includes('Đã báo Bàn 1')")
    steward.keyboard.press("F10")
    line = helping.locator("#handed li")
    line.wait_for()
    assert "Ông Nguyễn Văn An" in line.inner_text() and line.count() == 1
    helping.keyboard.press("F10")
    outcome(helping, "already_in", "Ông Nguyễn Văn An")
    assert helping.locator("#handed").is_hidden() and "chuyển lúc" in told(helping)[2]
    assert helping.locator("[data-do=hand]").is_hidden(), "the help desk sends nobody to itself"
    helping.reload()
    until(helping, "document.querySelector('#saved').hasAttribute('data-saved')", 20)
    assert helping.locator("#handed").is_hidden()


def test_a_card_that_nobody_knows_takes_the_typed_name_along_and_a_cut_line_is_said(
    people: dict[str, str], server: Any, open_page: Any, faults: Any
) -> None:
    helping = ready(server, open_page)
    steward = ready(server, open_page, "steward")
    wedge(steward, UNKNOWN)
    outcome(steward, "unknown")
    rested(steward)
    steward.click("[data-do=hand]")
    helping.locator("#handed li").wait_for()
    helping.click("#handed button")
    outcome(helping, "unknown")
    faults.cut()
    server.kill()
    wedge(steward, UNKNOWN)
    outcome(steward, "unverified")
    rested(steward)
    steward.keyboard.press("F10")
    until(steward, "document.querySelector('.more').textContent.includes('Chưa báo được')")
