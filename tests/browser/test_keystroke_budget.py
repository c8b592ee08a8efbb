"""How many keys each act at the desk takes, counted while it is done, and held against the table of docs/scanners.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.at_desk import outcome, paused, ready, rested, told, wedge
from tests.browser.keystrokes import Hand, budget
from tests.browser.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PAGE = "scanners.md"
NAMES = [f"Nguyễn Thị {name}" for name in ("An", "Bích", "Cúc", "Dung", "Đào")]


def companion(desk: Page, hand: Hand) -> None:
    hand.press("2")
    outcome(desk, "amended")
    assert desk.inner_text(".facts .party dd") == "2/3"


def group(desk: Page, hand: Hand) -> None:
    hand.press("F6", "Enter")
    until(desk, "document.querySelector('.more').textContent.startsWith('Cả đoàn vào cùng lúc: 4')")


def undo(desk: Page, hand: Hand) -> None:
    hand.press("F7", "Enter")
    outcome(desk, "undone")


def goes_out(desk: Page, hand: Hand) -> None:
    hand.press("F3")
    outcome(desk, "left")


def substitute(desk: Page, hand: Hand) -> None:
    """For the guest who was just scanned."""
    hand.press("F8")
    hand.type("Phạm Hoa")
    hand.press("Enter")
    outcome(desk, "amended", "Phạm Hoa")


def walk_in(desk: Page, hand: Hand) -> None:
    hand.press("F4")
    hand.type("Công ty TNHH Sao Mai")
    hand.press("Tab")
    hand.type("Trịnh Văn Lập")
    hand.press("Enter")
    outcome(desk, "welcome", "Trịnh Văn Lập")


def by_name(desk: Page, hand: Hand) -> None:
    """A guest without a card: letters go to the search box by themselves."""
    hand.type("dao")
    hand.press("Enter")
    outcome(desk, "welcome", f"Bà {NAMES[4]}")


def back_in(desk: Page, hand: Hand) -> None:
    """The guest on the page has gone out and comes back with the card."""
    desk.keyboard.press("F3")
    outcome(desk, "left")
    paused(desk)
    wedge(desk, desk.evaluate("globalThis.firstCode"))
    outcome(desk, "returned")


def scan(desk: Page, hand: Hand) -> None:
    """The scan alone, which has been made."""
    assert told(desk)[0] == "Mời vào"


ACTS: dict[str, Callable[[Page, Hand], None]] = {
    "scan": scan, "companion": companion, "substitute": substitute, "walk-in": walk_in, "undo": undo,
    "group of five": group, "goes out": goes_out, "back in": back_in, "by name": by_name,
}  # fmt: skip


def test_the_page_names_every_act() -> None:
    assert set(budget(PAGE)) == set(ACTS)


@pytest.fixture
def codes(folder: Any, fill: Any) -> list[str]:
    """Five of one business; the first card is good for three."""
    with fill(folder) as write:
        house = write.organisation("Công ty CP Thép Cửa Cấm")
        found = [write.guest(name, house, honorific="Bà", seats=1 if n else 3) for n, name in enumerate(NAMES)]
        return [write.code(guest) for guest in found]


@pytest.mark.parametrize("act", ACTS)
def test_no_act_takes_more_keys_than_the_page_says(act: str, codes: list[str], server: Any, open_page: Any) -> None:
    """Each on a desk that has just let in the first guest."""
    desk = ready(server, open_page, listed=len(NAMES))
    desk.evaluate("code => { globalThis.firstCode = code; }", codes[0])
    wedge(desk, codes[0])
    outcome(desk, "welcome")
    rested(desk)
    hand = Hand(desk)
    ACTS[act](desk, hand)
    assert hand.keys <= budget(PAGE)[act]
