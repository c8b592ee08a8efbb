"""Every page of the office, filled and empty, in both themes on a laptop: accessible, named, whole on paper, nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from kiosk.conference.devices import Role
from kiosk.web.access import COOKIE
from tests.browser.waiting import until
from tests.support import contract_page
from tests.support.trials.hostile import House, addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
LAPTOP = {"width": 1366, "height": 768}
TYPED = "Gõ"
TOOLS = {"/office/scanner"}
"""A page to try a scanner with: there is nothing to print or to keep."""
PRESSED = (
    "button, .button, .no-print, .search, nav, option, script, template, .seen-only-by-readers, .alerts, .saved, "
    "details:not([open]) > summary, .guests summary"
)
"""What the screen shows to be pressed, and what it says of the last press, is not for paper."""
ON_SCREEN = """
(pressed) => {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  window.onScreen = [];
  while (texts.nextNode()) {
    const part = texts.currentNode.parentElement;
    const shown = texts.currentNode.textContent.trim() && part.checkVisibility({ visibilityProperty: true });
    if (shown && !part.closest(pressed)) window.onScreen.push(part);
  }
}
"""
MISSING = """
() => window.onScreen.filter((part) => !part.checkVisibility({ visibilityProperty: true })).map((part) => part.textContent.slice(0, 60))
"""
FIELDS = (
    "main form:not([role=search]) :is(input:is(:not([type]), [type=text], [type=tel], [type=email]), textarea):visible"
)


@pytest.fixture(scope="module")
def secret(house: House) -> str:
    """The cookie of the office's device."""
    return str(house.enrolled(house.links[Role.OFFICE][1]).cookies[COOKIE])


@pytest.fixture
def office(house: House, chromium: Any, secret: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The office's browser; the test's parameter may be the theme."""
    theme = request.node.callspec.params.get("theme", "light")
    context = chromium.new_context(viewport=LAPTOP, locale="vi-VN", color_scheme=theme)
    context.add_cookies([{"name": COOKIE, "value": secret, "url": house.server.address}])
    yield context.new_page()
    context.close()


def office_pages(house: House) -> list[str]:
    """One address of each of the office's pages; all tables of the settings are one page."""
    first: dict[str, str] = {}
    for route, address in addresses(house):
        if route.startswith("/office") and route not in TOOLS:
            first.setdefault(route, address)
    return list(first.values())


def wrong(page: Page, theme: str) -> list[str]:
    """What is wrong with the page that is open. In the dark only colours can differ."""
    page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
    options = {"runOnly": ["color-contrast"]} if theme == "dark" else {}
    found = Axe().run(page, options=options).response["violations"]
    faults = [f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]}" for one in found]
    if theme == "dark":
        return faults
    page.evaluate(ON_SCREEN, PRESSED)
    page.emulate_media(media="print")
    faults += [f"not on paper: {text}" for text in page.evaluate(MISSING)]
    page.emulate_media(media="screen")
    return faults


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_accessible_and_whole_on_paper(house: House, office: Page, theme: str) -> None:
    page, faults = office, []
    titles: dict[str, list[str]] = {}
    for address in office_pages(house):
        page.goto(house.server.address + address)
        faults += [f"{address}: {fault}" for fault in wrong(page, theme)]
        titles.setdefault(page.title(), []).append(address)
    faults += [f"one title: {same}" for same in titles.values() if len(same) > 1]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_empty_page_too(server: Any, open_page: Any, theme: str) -> None:
    page, faults = open_page(server.links["office"], 1366, 768, color_scheme=theme), []
    for route in contract_page.pages():
        if route.startswith("/office") and route not in TOOLS and "{" not in route:
            page.goto(server.address + route)
            faults += [f"{route}: {fault}" for fault in wrong(page, theme)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("leave", ["back", "reload"])
def test_what_was_typed_is_there_again(house: House, office: Page, leave: str) -> None:
    page, lost, tried = office, [], 0
    page.on("dialog", lambda dialog: dialog.accept())
    for address in office_pages(house):
        page.goto(house.server.address + address)
        field = page.locator(FIELDS).first
        if not page.locator(FIELDS).count() or not field.is_editable():
            continue
        name = field.get_attribute("name")
        field.fill(TYPED)
        tried += 1
        if leave == "back":
            page.goto(f"{house.server.address}/office/checklist")
            page.go_back()
        else:
            page.reload()
        page.wait_for_load_state()
        if page.locator(FIELDS).first.input_value() != TYPED:
            lost.append((address, name))
    assert lost == []
    assert tried > 10


def test_what_was_refused_can_be_corrected_and_is_taken_in_once(server: Any, open_page: Any, faults: Any) -> None:
    faults.expected.append("400")
    page = open_page(server.links["office"], 1366, 768)
    page.goto(f"{server.address}/office/questions/new")
    page.locator("[name=business]").fill("Công ty A")
    page.locator("[name=text]").fill("ab")
    page.get_by_role("button", name="Tiếp nhận", exact=True).click()
    expect(page.locator("body")).to_contain_text("Hãy ghi")
    page.get_by_role("button", name="Quay lại").click()
    expect(page.locator("[name=business]")).to_have_value("Công ty A")
    page.locator("[name=text]").fill("Kiểm định cân ô tô ở đâu?")
    page.get_by_role("button", name="Tiếp nhận", exact=True).click()
    expect(page.locator("h1")).to_contain_text("KN số 1 · Công ty A")
    page.go_back()
    expect(page.locator("[name=text]")).to_have_value("Kiểm định cân ô tô ở đâu?")
    page.get_by_role("button", name="Tiếp nhận", exact=True).click()
    expect(page.locator("h1")).to_contain_text("KN số 1 · Công ty A")
    page.go_back()
    page.locator("[name=text]").fill("Phí kiểm định là bao nhiêu?")
    page.get_by_role("button", name="Tiếp nhận", exact=True).click()
    expect(page.locator("h1")).to_contain_text("KN số 2 · Công ty A")


@pytest.fixture
def asked(folder: Any, fill: Any) -> Any:
    """Forty questions of one business."""
    with fill(folder) as write:
        house = write.organisation("Công ty A")
        for n in range(40):
            write.question(f"Câu hỏi thứ {n} về cân ô tô {'vàng' if n == 7 else ''}", house)
    return folder


def test_rows_are_ticked_counted_and_handled_where_one_is(asked: Any, server: Any, open_page: Any) -> None:
    page = open_page(server.links["office"], 1366, 768)
    page.goto(f"{server.address}/office/questions?show=waiting")
    said, act = page.locator("[data-none]"), page.get_by_role("button", name="Trả lời bằng văn bản")
    expect(act).to_be_disabled()
    boxes = page.locator("[name=numbers]")
    boxes.nth(0).check()
    boxes.nth(3).click(modifiers=["Shift"])
    expect(said).to_have_text("Đã chọn 4")
    boxes.nth(3).press("Enter")
    page.locator("#find").fill("vang")
    page.locator("#find").press("Enter")
    expect(said).to_have_text("Đã chọn 4 (4 mục đang ẩn)")
    page.locator("#find").fill("")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(act).to_be_in_viewport()
    act.click()
    expect(page.locator(".card.good")).to_have_text("Đã sửa 4 kiến nghị.")
    expect(page.locator(".places [aria-current]")).to_contain_text("36")
    until(page, "!document.querySelector('[name=numbers]:checked')")
