"""How many keys each act of the secretary takes, counted while it is done, and held against the table of docs/keys.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.keystrokes import Hand, budget

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser
HOUR = "15:00"
TEXT = "[name=text]"
TABLE = budget("keys.md", "Secretary")


def to_the_floor(hand: Hand) -> None:
    hand.press("Alt+0")
    expect(hand.page.locator("#kn")).to_have_text("KN số 1")
    expect(hand.page.locator(TEXT)).to_be_focused()


def copy(hand: Hand) -> None:
    hand.press("Alt+c")
    expect(hand.page.locator(TEXT)).to_have_value("Dự thảo")


def record(hand: Hand) -> None:
    hand.type(" – đã trả lời.")
    hand.press("Alt+7", "Control+Enter")
    expect(hand.page.locator("#saved")).to_contain_text("Đã ghi xong")


def another_voice(hand: Hand) -> None:
    hand.press("Alt+n")
    hand.type("Ông Bình")
    expect(hand.page.locator("[data-voice]")).to_have_count(2)
    expect(hand.page.locator("[data-voice][aria-current] .who")).to_have_text("Ông Bình")


def promise(hand: Hand) -> None:
    hand.page.locator(TEXT).focus()
    hand.type("Sẽ trả lời bằng văn bản.")
    hand.page.locator("[name=result][value=considered]").check()
    hand.press("Alt+p", "1", "0", "Control+Enter")
    expect(hand.page.locator("#due-words")).to_have_text("thứ Tư, ngày 13 tháng 5 năm 2026")
    expect(hand.page.locator("#saved")).to_contain_text("Đã ghi xong")


def further(hand: Hand) -> None:
    hand.press("Alt+h")
    expect(hand.page.locator("[name=asked]")).to_be_focused()


def task(hand: Hand) -> None:
    hand.press("Alt+k")
    hand.type("Chi cục")
    hand.press("Tab")
    hand.type("Rà soát danh mục")
    hand.press("Control+Enter")
    expect(hand.page.locator("#task")).to_be_hidden()
    expect(hand.page.locator("[data-task]")).to_contain_text("Rà soát danh mục")


ACTS: dict[str, Callable[[Hand], None]] = {
    "go to the floor": to_the_floor, "copy the draft": copy, "record an answer": record, "another voice": another_voice,
    "promise": promise, "asked further": further, "a task": task,
}  # fmt: skip


def test_no_act_takes_more_keys_than_the_page_says(server: Any, open_page: Any) -> None:
    page = open_page(server.links["secretary"], 1366, 768)
    expect(page.locator("#kn")).to_have_text("KN số 1")
    page.click("[data-open='2']")
    expect(page.locator("#kn")).to_have_text("KN số 2")
    taken = {}
    for name, act in ACTS.items():
        hand = Hand(page)
        act(hand)
        taken[name] = hand.keys
    assert taken == TABLE
