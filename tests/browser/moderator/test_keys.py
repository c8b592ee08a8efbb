"""How many keys each act of the moderator takes, counted while it is done, and held against the table of docs/keys.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.keystrokes import Hand, budget
from tests.browser.moderator.steps import SCALES, line, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
TABLE = budget("keys.md", "Moderator")


def on_floor(page: Page, number: int) -> None:
    expect(page.locator(".now .kn")).to_have_text(f"KN {number}")


def waiting(page: Page, *numbers: int) -> None:
    expect(line(page)).to_have_text([*map(str, numbers)])


def stands(page: Page) -> None:
    expect(page.locator(".now small").first).to_have_text("Đồng hồ đang dừng")


def dark(page: Page, on: bool) -> None:
    expect(page.locator("[data-blank]")).to_have_attribute("aria-pressed", str(on).lower())


def insert(hand: Hand) -> None:
    hand.press("i")
    hand.type("Ẵng")
    expect(hand.page.locator("#speakers li")).to_have_count(2)
    hand.press("Enter")
    expect(hand.page.locator(".speaking")).to_contain_text("Đặng Thị Ẵng")


def raised(hand: Hand) -> None:
    hand.press("f")
    hand.type("can dien tu")
    expect(hand.page.locator("#businesses li").first).to_contain_text(SCALES)
    hand.press("Enter")
    hand.type("Cân mới kiểm định ở đâu?")
    hand.press("Control+Enter")
    expect(hand.page.locator("#raising")).to_be_hidden()
    expect(hand.page.locator("#kn-5")).to_be_visible()


def key(name: str, then: Callable[[Page], None]) -> Callable[[Hand], None]:
    """One key, and what is to be seen after it."""

    def act(hand: Hand) -> None:
        hand.press(name)
        then(hand.page)

    return act


ACTS: list[tuple[str, Callable[[Hand], None]]] = [
    ("call next", key("n", lambda page: on_floor(page, 1))),
    ("hold", key("h", stands)),
    ("undo", key("u", lambda page: expect(page.locator(".now [data-since]")).to_have_count(1))),
    ("redo", key("Shift+U", stands)),
    ("called by mistake", key("p", lambda page: waiting(page, 1, 2, 3, 4))),
    ("call next", key("n", lambda page: on_floor(page, 1))),
    ("to the end", key("l", lambda page: waiting(page, 2, 3, 4, 1))),
    ("call next", key("n", lambda page: on_floor(page, 2))),
    ("absent", key("x", lambda page: waiting(page, 3, 4, 1, 2))),
    ("call next", key("n", lambda page: on_floor(page, 3))),
    ("to writing", key("w", lambda page: waiting(page, 4, 1, 2))),
    ("call next", key("n", lambda page: on_floor(page, 4))),
    ("insert a speaker", insert),
    ("end the speech", key("n", lambda page: expect(page.locator(".speaking")).to_have_count(0))),
    ("blank", key("b", lambda page: dark(page, True))),
    ("show again", key("b", lambda page: dark(page, False))),
    ("question from the floor", raised),
    ("answered", key("a", lambda page: expect(page.locator(".now .kn")).to_have_count(0))),
]  # fmt: skip


def test_no_act_takes_more_keys_than_the_page_says(console: Any) -> None:
    page = console()
    taken: dict[str, int] = {}
    for name, act in ACTS:
        hand = Hand(page)
        act(hand)
        settled(page)
        taken[name] = max(hand.keys, taken.get(name, 0))
    assert taken | {"turn a page": 1} == TABLE, "turning a page: tests/browser/moderator/test_late.py"


KEYDOWN = """(facts) => document.body.dispatchEvent(new KeyboardEvent("keydown", {...facts, bubbles: true, cancelable: true}))"""


def test_an_input_method_hides_no_key_in_silence(console: Callable[..., Page]) -> None:
    """The place of the key tells which it was; where there is none either, the page says why nothing was done."""
    page = console()
    page.evaluate(KEYDOWN, {"key": "Process", "code": "KeyN"})
    settled(page)
    on_floor(page, 1)
    for shown in ("ư", "à"):  # what W, and F behind an A, become
        page.evaluate(KEYDOWN, {"key": shown, "code": ""})
        expect(page.locator("#said")).to_contain_text("Bộ gõ tiếng Việt đang bật")
    on_floor(page, 1)
