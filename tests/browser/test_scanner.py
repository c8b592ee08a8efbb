"""Scanners at the stands in a real browser: other codes, the focus band, endings, held keys, and the page to try one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from badges.codes import TEST_CARD
from tests.browser.at_desk import outcome, ready, rows, sent, three_guests, told, wedge
from tests.browser.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
OTHER_CODES = (
    "https://hoinghi.example/menu?table=12",
    "WIFI:S:HoiNghi;T:WPA;P:12345678;;",
    "8930000000008",
    "VE-2026-00123",
)


@pytest.fixture
def people(folder: Path) -> dict[str, str]:
    return three_guests(folder)


@pytest.fixture
def server(people: dict[str, str], server: Any) -> Any:
    return server


@pytest.fixture
def desk(server: Any, open_page: Any) -> Page:
    return ready(server, open_page)


@pytest.mark.parametrize("code", OTHER_CODES)
def test_another_code_is_no_invitation_and_is_not_logged(desk: Page, people: Any, code: str) -> None:
    desk.fill("#typed", "hoa")
    desk.focus("#typed")
    wedge(desk, code)
    outcome(desk, "foreign")
    assert told(desk)[0] == "Không phải thẻ mời"
    assert desk.input_value("#typed") == "hoa"
    assert desk.inner_text("#last") == "Chưa có ai"
    wedge(desk, people["an"])
    outcome(desk, "welcome")


def test_the_test_card_lets_nobody_in(desk: Page) -> None:
    wedge(desk, TEST_CARD)
    outcome(desk, "tested")
    assert desk.inner_text("#last") == "Chưa có ai"


def test_a_band_says_that_the_scanner_does_not_reach_the_page(desk: Page) -> None:
    band = desk.locator("#no-focus")
    expect(band).to_be_hidden()
    desk.evaluate("() => { document.hasFocus = () => false; window.dispatchEvent(new Event('blur')); }")
    expect(band).to_be_visible()
    desk.evaluate("() => { document.hasFocus = () => true; window.dispatchEvent(new Event('focus')); }")
    expect(band).to_be_hidden()


def test_at_rest_no_field_has_the_focus_and_what_is_typed_goes_to_the_search(desk: Page) -> None:
    assert desk.evaluate("document.activeElement.tagName") == "BODY"
    desk.keyboard.type("hoa", delay=60)
    desk.wait_for_selector("#found-0")
    assert desk.input_value("#typed") == "hoa"
    desk.keyboard.press("Escape")
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.type("5678", delay=60)
    until(desk, "document.querySelector('#typed').value === '5678'")


def test_a_line_feed_is_kept_from_the_browser_and_opens_nothing(desk: Page, people: Any) -> None:
    desk.evaluate(
        "() => addEventListener('keydown', (e) => { if (e.code === 'KeyJ') globalThis.fed = e.defaultPrevented; })"
    )
    wedge(desk, people["an"])
    desk.keyboard.press("Control+j")
    assert desk.evaluate("globalThis.fed") is True
    outcome(desk, "welcome")


def test_a_held_key_acts_once_and_a_second_enter_reaches_no_other_form(desk: Page, server: Any, faults: Any) -> None:
    faults.cut()
    desk.fill("#typed", "nguyen")
    desk.wait_for_selector("#found-0")
    desk.focus("#typed")
    desk.keyboard.press("F8")
    desk.fill("#coming [name=came_name]", "Đỗ Văn Khải")
    for _ in range(4):
        desk.keyboard.down("Enter")
    desk.keyboard.up("Enter")
    desk.keyboard.press("Enter")
    outcome(desk, "welcome", "Đỗ Văn Khải")
    sent(desk)
    server.kill()
    assert rows(server, "select count(*) from arrival") == [(1,)]


def try_scanner(page: Page, **how: Any) -> None:
    """Scan the test card three times."""
    for scan in range(1, 4):
        wedge(page, TEST_CARD, **how)
        expect(page.locator(f"#scans li:nth-child({scan})")).to_have_attribute("data-kind", "scan")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_slow_scanner_is_tried_and_its_setting_saved(server: Any, open_page: Any, theme: str) -> None:
    page = ready(server, open_page, color_scheme=theme)
    page.click("a[href='/desk/scanner']")
    page.wait_for_url("**/desk/scanner")
    try_scanner(page, gap=50)
    expect(page.locator("#said")).to_have_text("Máy quét đọc được. Nên chỉnh thêm:")
    assert page.inner_text("[data-of=longest_gap]") == "50 ms"
    assert page.inner_text("[data-of=ending]") == "Enter"
    assert Axe().run(page, options=RULES).response["violations"] == []
    page.click("header .button")
    until(page, """JSON.parse(document.getElementById("desk").textContent).gap === 62""")
    office = open_page(server.links["office"])
    office.goto(f"{server.address}/office/doctor")
    expect(office.locator("main")).to_contain_text("khoảng phím dài nhất 50 ms")


def test_a_good_scanner_is_said_to_be_right_also_in_a_field(server: Any, open_page: Any) -> None:
    page = ready(server, open_page)
    page.goto(f"{server.address}/desk/scanner")
    page.focus("#field")
    try_scanner(page)
    expect(page.locator("#said")).to_have_text("Máy quét tốt.")
    assert page.input_value("#field") == ""
