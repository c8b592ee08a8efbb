"""Who really comes, at a desk in a real browser: the announced substitute, or the guest himself after all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.at_desk import ready

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
SENT = {
    "rsvp": "substitute", "substitute": "Phạm Hoa", "substitute_honorific": "Đồng chí", "substitute_title": "Phó Giám đốc",
}  # fmt: skip


@pytest.fixture
def folder(folder: Any, fill: Any) -> Any:
    with fill(folder) as write:
        write.guest("Vũ Dũng", position="Giám đốc", **SENT)
        write.guest("Trần Minh", block="city", position="Phó Chủ tịch", **SENT)
    return folder


@pytest.fixture
def desk(server: Any, open_page: Any) -> Page:
    return ready(server, open_page, listed=2)


def shown(desk: Page) -> Any:
    return desk.locator("#outcome[data-outcome=welcome] .name")


def test_the_guest_himself_and_then_the_announced_substitute(desk: Page) -> None:
    desk.fill("#typed", "vu dung")
    desk.press("#typed", "F8")
    assert desk.input_value("#coming [name=came_name]") == "Phạm Hoa"
    desk.get_by_text("Chính Ông Vũ Dũng đến").click()
    desk.press("#coming button.main", "Enter")
    expect(shown(desk)).to_have_text("Ông Vũ Dũng")
    desk.click("[data-do=coming]")
    assert desk.input_value("#coming [name=came_name]") == "", "he is in himself: nothing turns him into another"
    desk.fill("#coming [name=came_name]", "Phạm Hoa")
    desk.press("#coming [name=came_name]", "Enter")
    expect(desk.locator("#outcome[data-outcome=amended] .name")).to_have_text("Phạm Hoa")


def test_the_form_holds_what_was_announced(desk: Page) -> None:
    desk.fill("#typed", "vu dung")
    desk.press("#typed", "F8")
    parts = ("came_honorific", "came_name", "came_title")
    assert [desk.input_value(f"#coming [name={part}]") for part in parts] == ["Đồng chí", "Phạm Hoa", "Phó Giám đốc"]
    desk.press("#coming [name=came_name]", "Enter")
    expect(shown(desk)).to_have_text("Đồng chí Phạm Hoa")


@pytest.mark.parametrize(
    ("button", "who"), [("Trực tiếp đến", "Ông Trần Minh"), ("Người dự thay đến", "Đồng chí Phạm Hoa")]
)
def test_a_leader_who_announced_a_substitute_has_two_buttons(desk: Page, button: str, who: str) -> None:
    desk.click("#tab-leaders")
    assert desk.locator("#leaders button").all_inner_texts() == ["Người dự thay đến", "Trực tiếp đến"]
    desk.get_by_role("button", name=button).press("Enter")
    expect(shown(desk)).to_have_text(who)
