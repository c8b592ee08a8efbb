"""The presenter's list in a real browser: order by keyboard and by drag, marks, late arrivals, both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.waiting import hand, nothing_more

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def folder(folder, fill):
    """Three of the departments and a leader are in."""
    with fill(folder) as write:
        for name in ("Nguyễn Văn Một", "Trần Thị Hai", "Lê Văn Ba"):
            guest = write.guest(name, write.organisation(f"Sở của {name}"), block="agency", position="Phó Giám đốc")
            write.arrive(guest)
        write.arrive(write.guest("Hoàng Minh Cường", block="city", honorific="Đ/c", position="Phó Chủ tịch"))
    return folder


def names(page):
    return page.locator(".people[data-block=agency] .who strong")


def test_the_order_changes_by_keyboard_and_stays(server, open_page):
    page = open_page(server.links["presenter"], 1180, 820)
    page.wait_for_url("**/presenter")
    expect(names(page)).to_have_text(["Nguyễn Văn Một", "Trần Thị Hai", "Lê Văn Ba"])
    mark = page.locator(".line-of", has_text="Lê Văn Ba").locator(".mark")
    mark.focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(names(page)).to_have_text(["Nguyễn Văn Một", "Lê Văn Ba", "Trần Thị Hai"])
    expect(page.locator("#moved")).to_have_text("Lê Văn Ba: vị trí 2 / 3")
    expect(mark).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(names(page)).to_have_text(["Lê Văn Ba", "Nguyễn Văn Một", "Trần Thị Hai"])
    page.reload()
    expect(names(page)).to_have_text(["Lê Văn Ba", "Nguyễn Văn Một", "Trần Thị Hai"])


def test_the_order_changes_by_drag(server, open_page):
    page = open_page(server.links["presenter"], 1180, 820)
    page.wait_for_url("**/presenter")
    page.locator("#order").click()
    handles = page.locator(".people[data-block=agency] .handle")
    handles.nth(2).drag_to(handles.nth(0))
    expect(names(page)).to_have_text(["Lê Văn Ba", "Nguyễn Văn Một", "Trần Thị Hai"])
    page.reload()
    expect(names(page)).to_have_text(["Lê Văn Ba", "Nguyễn Văn Một", "Trần Thị Hai"])


def test_space_marks_the_one_whose_turn_it_is(server, open_page):
    page = open_page(server.links["presenter"], 1180, 820)
    page.wait_for_url("**/presenter")
    for name in ("Hoàng Minh Cường", "Nguyễn Văn Một"):
        expect(page.locator(".line-of.next strong")).to_have_text(name)
        page.locator("body").press("Space")
        hand(page, 500)  # the name is read out
    expect(page.locator(".introduced strong")).to_have_text(["Hoàng Minh Cường", "Nguyễn Văn Một"])


@pytest.mark.parametrize(
    "button", [".line-of .mark", "[data-size='1']", "#order", "[data-move=down]", "[data-alert-seen]"]
)
def test_space_goes_on_to_the_next_one_after_any_click(server, open_page, button):
    page = open_page(server.links["presenter"], 1180, 820)
    page.wait_for_url("**/presenter")
    if button == "[data-move=down]":
        page.locator("#order").click()
    pressed = page.locator(button).first
    pressed.click()
    expect(page.locator("button:focus")).to_have_count(0)
    done = 1 if button == ".line-of .mark" else 0
    expect(page.locator(".introduced")).to_have_count(done)
    page.keyboard.press("Space")
    expect(page.locator(".introduced")).to_have_count(done + 1)
    assert page.locator(".line-of.next").count() == 1


def test_who_works_by_keyboard_keeps_the_focus(server, open_page):
    page = open_page(server.links["presenter"], 1180, 820)
    page.wait_for_url("**/presenter")
    mark = page.locator(".line-of .mark").first
    mark.press("Space")
    expect(page.locator(".introduced")).to_have_count(1)
    expect(mark).to_be_focused()
    larger = page.locator("[data-size='1']")
    larger.press("Enter")
    expect(larger).to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(server, open_page, theme):
    page = open_page(server.links["presenter"], 1180, 820, color_scheme=theme)
    page.wait_for_url("**/presenter")
    expect(page.locator("[data-alert]")).to_have_count(1)
    page.locator("#order").click()
    assert Axe().run(page, options=RULES).response["violations"] == []


def test_a_nervous_space_and_a_double_click_introduce_one(server, open_page):
    page = open_page(server.links["presenter"], 1180, 820)
    page.wait_for_url("**/presenter")
    expect(page.locator(".line-of.next strong")).to_have_text("Hoàng Minh Cường")
    page.locator("body").press("Space")
    expect(page.locator(".introduced strong")).to_have_text(["Hoàng Minh Cường"])
    page.locator("body").press("Space")
    line = page.locator(".line-of", has_text="Lê Văn Ba")
    line.locator(".mark").dblclick()
    nothing_more(page, 500)
    expect(page.locator(".introduced strong")).to_have_text(["Hoàng Minh Cường", "Lê Văn Ba"])
    page.locator("body").press("Space")
    expect(page.locator(".introduced strong")).to_have_text(["Hoàng Minh Cường", "Nguyễn Văn Một", "Lê Văn Ba"])
