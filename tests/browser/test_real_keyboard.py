"""Scans and typing through a real X server and real Vietnamese input methods, as keys of a scanner and of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from badges.keystrokes import JOIN_MS
from tests.browser.at_desk import outcome, three_guests, told
from tests.browser.waiting import hand, nothing_more, until
from tests.support.real_keyboard import RealKeyboard, missing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Playwright

pytestmark = pytest.mark.browser
LISTEN = """() => {
    window.pressed = [];
    if (window.listens) return;
    window.listens = true;
    for (const kind of ["keydown", "input"]) window.addEventListener(kind, (e) => window.pressed.push(e.timeStamp), true);
}"""
LONGEST_GAP = "Math.max(0, ...window.pressed.slice(1).map((at, n) => at - window.pressed[n]))"
TELEX = {
    "Nguyeenx Thij Phuwowng": "Nguyễn Thị Phương",
    "Traanf Vawn Thanhf": "Trần Văn Thành",
    "Phofng Ddoongf": "Phòng Đồng",
}


@pytest.fixture
def people(folder: Path) -> dict[str, str]:
    return three_guests(folder)


@pytest.fixture(params=["none", "fcitx5", "ibus"])
def keyboard(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RealKeyboard]:
    if absent := missing(request.param):
        pytest.skip(f"the input method {request.param} is not tried here, these are not installed: {', '.join(absent)}")
    real = RealKeyboard(tmp_path / "home", request.param)
    yield real
    real.stop()


@pytest.fixture
def desk(keyboard: RealKeyboard, people: Any, server: Any, playwright: Playwright) -> Iterator[Page]:
    browser = keyboard.browser(playwright)
    page = browser.new_context(no_viewport=True, locale="vi-VN").new_page()
    page.goto(server.links["desk"])
    page.wait_for_url(lambda address: "/enrol/" not in address)
    until(page, "document.querySelector('#saved span')?.textContent.startsWith('3/3')", 20)
    keyboard.click(page, "#typed")
    yield page
    browser.close()


def rest(page: Page) -> None:
    """No field has the focus, and the last scan is over."""
    page.evaluate("document.activeElement.blur()")
    hand(page, 400)


def reads(keyboard: RealKeyboard, page: Page, code: str, name: str, **how: Any) -> None:
    """A card is scanned, and its guest is shown: welcome at first, then already in.

    It is scanned again only where the page saw the keys further apart than any scanner sends them.
    """
    shown = "['welcome', 'already_in'].includes(document.querySelector('#outcome').dataset.outcome)"
    for _attempt in range(5):
        page.evaluate("document.querySelector('#outcome').dataset.outcome = 'waiting'")
        page.evaluate(LISTEN)
        keyboard.scan(code, **how)
        end = page.evaluate("performance.now()") + 5000
        until(page, f"{shown} || performance.now() > {end}")
        if page.evaluate(shown) or page.evaluate(LONGEST_GAP) <= JOIN_MS:
            break
        hand(page, 3100)
    until(page, shown)
    assert told(page)[1] == name
    assert page.input_value("#typed") == ""
    hand(page, 3100)  # the desk shows a card that is held still once in three seconds


def test_cards_and_names_with_a_real_keyboard(keyboard: RealKeyboard, desk: Page, people: dict[str, str]) -> None:
    name = "Ông Nguyễn Văn An"
    rest(desk)
    reads(keyboard, desk, people["an"], name)
    rest(desk)
    reads(keyboard, desk, people["an"], name, end=("Return", "ctrl+j"))
    for gap in (2, 12, 62):
        keyboard.click(desk, "#typed")
        reads(keyboard, desk, people["an"], name, gap=gap)
    keyboard.click(desk, "#typed")
    keyboard.type("nguyen van")
    until(desk, "document.querySelectorAll('#found li').length > 0")
    assert told(desk)[0] != "Quét lại"
    desk.keyboard.press("Escape")
    for layout in ("vn", "fr", "cz"):
        keyboard.layout(layout)
        rest(desk)
        reads(keyboard, desk, people["hoa"], "Bà Đặng Thị Hòa")
    keyboard.layout("us")


def test_a_typed_name_stands_as_it_was_typed(keyboard: RealKeyboard, desk: Page, people: dict[str, str]) -> None:
    before = told(desk)
    desk.keyboard.press("F4")
    for typed, telex in TELEX.items():
        desk.fill("#walk-in [name=name]", "")
        keyboard.click(desk, "#walk-in [name=name]")
        keyboard.type(typed)
        wanted = typed if keyboard.method == "none" else telex
        until(desk, f"document.querySelector('#walk-in [name=name]').value.normalize() === {wanted!r}")
    assert told(desk) == before
    hand(desk, 400)  # the hand goes from the keyboard to the scanner
    keyboard.scan(people["minh"])
    outcome(desk, "welcome", "Ông Trần Minh")
    nothing_more(desk, 1500)  # what the method holds back comes within a second
    assert desk.input_value("#walk-in [name=name]") == wanted
