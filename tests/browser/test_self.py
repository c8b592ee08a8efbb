"""The unattended tablet in a real browser: a scanner that types, six seconds, upright and across."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.waiting import hand, hold, nothing_more

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def code(folder, fill):
    with fill(folder) as write:
        return write.code(write.guest("Lê Thu Hà", honorific="Bà", seat="C7"))


@pytest.fixture
def server(code, server):
    return server


def wedge(page, text):
    """A scanner types: all keys at once, and Enter."""
    page.evaluate(
        """text => [...text, "Enter"].forEach(key => document.body.dispatchEvent(
            new KeyboardEvent("keydown", { key, code: key === "Enter" ? key : `Digit${key}`, bubbles: true, cancelable: true })))""",
        text,
    )


def test_a_card_is_greeted_and_forgotten_after_six_seconds(server, code, open_page):
    page = open_page(server.links["self"], 1180, 820)
    wedge(page, code)
    expect(page.locator("#name")).to_have_text("Bà Lê Thu Hà")
    expect(page.locator("#seat")).to_have_text("C7")
    expect(page.locator("#rest")).to_be_visible(timeout=8000)
    assert "Lê Thu Hà" not in page.content()
    wedge(page, code)
    expect(page.locator("#greeting")).to_contain_text("Quý vị đã được xác nhận có mặt lúc")


def test_who_is_unknown_is_sent_to_the_help_desk_and_so_is_everybody_without_a_server(server, open_page, faults):
    faults.cut()
    page = open_page(server.links["self"], 1180, 820)
    wedge(page, "1" * 39 + "23")
    expect(page.locator("#told")).to_be_visible()
    server.kill()
    wedge(page, "1" * 39 + "08")
    expect(page.locator("#greeting")).to_have_text("Mời Quý vị đến Bàn 1")


@pytest.mark.parametrize(("theme", "width", "height"), [("light", 1180, 820), ("dark", 820, 1180)])
def test_nothing_stands_in_anybodys_way(server, code, open_page, theme, width, height):
    page = open_page(server.links["self"], width, height, color_scheme=theme)
    assert Axe().run(page, options=RULES).response["violations"] == []
    wedge(page, code)
    expect(page.locator("#name")).to_have_text("Bà Lê Thu Hà")
    assert Axe().run(page, options=RULES).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


@pytest.fixture
def other(folder, fill):
    with fill(folder) as write:
        return write.code(write.guest("Trần Văn Bình", honorific="Ông", seat="C8"))


def test_a_card_read_twice_is_greeted_once_and_who_comes_meanwhile_waits_his_turn(other, server, code, open_page):
    page = open_page(server.links["self"], 1180, 820)
    wedge(page, code)
    expect(page.locator("#name")).to_have_text("Bà Lê Thu Hà")
    hand(page, 400)
    wedge(page, code)
    nothing_more(page, 300)
    expect(page.locator("#greeting")).to_contain_text("Kính chào")
    hand(page, 3000)
    held = hold(page, "**/self/scans")
    wedge(page, code)
    held.come()
    expect(page.locator("#rest")).to_be_visible()  # nobody reads another's greeting as his own
    wedge(page, other)
    held.let_go()
    expect(page.locator("#name")).to_have_text("Ông Trần Văn Bình")
