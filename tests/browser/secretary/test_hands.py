"""The secretary's hands: a key pressed twice, a number half typed, a browser without room, an answer that was cut off."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.waiting import answers_sent, nothing_more

pytestmark = pytest.mark.browser
HOUR = "15:00"
TEXT = "[name=text]"
DONE = "Đã ghi xong"
NO_ROOM = """() => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""


@pytest.fixture
def page(server, open_page) -> Page:
    """The secretary's page with the first question open."""
    made = open_page(server.links["secretary"], 1366, 768)
    expect(made.locator("#kn")).to_have_text("KN số 1")
    made.keyboard.press("Alt+0")
    made.keyboard.type("Sở đã trả lời")
    made.keyboard.press("Alt+7")
    return made


def test_the_second_enter_of_a_task_does_not_complete_the_answer_below_it(page: Page) -> None:
    page.keyboard.press("Alt+k")
    page.fill("#task-form [name=unit]", "Ban Đo lường")
    page.fill("#task-form [name=task]", "Rà soát danh mục")
    page.focus("#task-form [name=task]")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#task")).to_be_hidden()
    page.keyboard.press("Control+Enter")
    answers_sent(page)
    nothing_more(page, 300)
    expect(page.locator("#saved")).not_to_contain_text(DONE)


def test_the_second_enter_of_an_answer_does_not_complete_the_next_one(page: Page, server, open_page) -> None:
    answers_sent(page)
    office = open_page(server.links["office"], 1366, 768)
    office.goto(f"{server.address}/secretary")
    office.click('[data-open="2"]')
    expect(office.locator("#kn")).to_have_text("KN số 2")
    office.fill(TEXT, "Ghi dở dang")
    office.keyboard.press("Alt+1")
    office.keyboard.press("Alt+7")
    answers_sent(office)
    moderator = open_page(server.links["moderator"], 1366, 768)
    moderator.locator("body").press("n")
    expect(page.locator("#moved")).to_be_visible()
    page.focus(TEXT)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#kn")).to_have_text("KN số 2")
    page.focus(TEXT)
    page.keyboard.press("Control+Enter")
    nothing_more(page, 400)
    expect(page.locator("#saved")).not_to_contain_text(DONE)


@pytest.mark.parametrize(
    ("typed", "due", "shown"),
    [("10", "2026-05-13", "10"), ("0", "2026-04-24", "0"), ("", "", ""), ("1000", "2026-07-22", "60"), ("-3", "", "")],
)
def test_a_number_of_days_that_is_none_promises_nothing(page: Page, typed: str, due: str, shown: str) -> None:
    page.keyboard.press("Alt+p")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(typed)
    page.keyboard.press("Tab")
    assert (page.input_value("[name=due]"), page.input_value("#days")) == (due, shown)


def test_a_browser_without_room_loses_nothing_while_the_page_is_open(page: Page) -> None:
    answers_sent(page)
    page.evaluate(NO_ROOM)
    page.focus(TEXT)
    page.keyboard.type(", đủ căn cứ")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text(DONE)
    page.reload()
    expect(page.locator(TEXT)).to_have_value("Sở đã trả lời, đủ căn cứ")


def test_an_answer_of_the_server_that_was_cut_off_is_asked_for_again(page: Page) -> None:
    answers_sent(page)
    cut = []

    def answer(route: Route) -> None:
        if cut:
            return route.continue_()
        cut.append(route.fetch().status)
        return route.fulfill(status=200, content_type="application/json", body='{"number": 1')

    page.route("**/secretary/answers", answer)
    page.focus(TEXT)
    page.keyboard.type(", đủ căn cứ")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text(DONE, timeout=15_000)
    page.keyboard.type(" và biểu mẫu")
    page.keyboard.press("Alt+8")
    answers_sent(page)
    expect(page.locator("#conflict")).to_be_hidden()
    assert cut == [200]


def test_a_voice_that_was_only_begun_gives_its_place_to_the_next_one(page: Page) -> None:
    answers_sent(page)
    page.keyboard.press("Alt+h")
    page.keyboard.press("Alt+h")
    expect(page.locator("[data-voice] b")).to_have_text(["KN 1", "KN 1.1"])
    page.keyboard.press("Alt+n")
    page.keyboard.press("Alt+h")
    page.keyboard.type("Hỏi thêm về phí")
    answers_sent(page)
    expect(page.locator("[data-voice] b")).to_have_text(["KN 1", "KN 1.1"])
    page.keyboard.press("Alt+h")
    expect(page.locator("[data-voice] b")).to_have_text(["KN 1", "KN 1.1", "KN 1.2"])
