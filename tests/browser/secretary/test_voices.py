"""The secretary's page with several voices: one key each, a promise in four, the date in words, a question answered again."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.waiting import drawn, hold, until_so

pytestmark = pytest.mark.browser
HOUR = "15:00"
TEXT = "[name=text]"
DONE = "Đã ghi xong"


@pytest.fixture
def opened(server, open_page):
    """opened(width, height, …) → the secretary's page with the first question open."""

    def open_it(width=1366, height=768, **options) -> Page:
        made = open_page(server.links["secretary"], width, height, **options)
        expect(made.locator("#kn")).to_have_text("KN số 1")
        return made

    return open_it


@pytest.fixture
def page(opened) -> Page:
    return opened()


@pytest.fixture
def beside(server, open_page):
    """beside() → the same page on another device, with the question on the floor open."""

    def open_it() -> Page:
        made = open_page(server.links["office"], 1366, 768)
        made.goto(f"{server.address}/secretary")
        expect(made.locator("#kn")).to_have_text("KN số 1")
        return made

    return open_it


def stored(page: Page) -> None:
    page.locator(TEXT).blur()
    expect(page.locator("#saved")).to_contain_text("Đã lưu")


def test_a_promise_costs_four_keys_beyond_the_text(page: Page) -> None:
    page.keyboard.press("Alt+0")
    expect(page.locator(TEXT)).to_be_focused()
    page.keyboard.type("Chi cục sẽ trả lời bằng văn bản.")
    page.keyboard.press("Alt+7")
    for key in ("Alt+p", "1", "2", "Control+Enter"):
        page.keyboard.press(key)
    expect(page.locator("#saved")).to_contain_text(DONE)
    expect(page.locator("#until [name=due]")).to_have_value("2026-05-15")


KEYS = [
    ("Alt+1", "form", "live"), ("Alt+2", "form", "writing"), ("Alt+3", "form", "forwarded"), ("Alt+4", "form", "out"),
    ("Alt+7", "result", "explained"), ("Alt+8", "result", "settled"), ("Alt+9", "result", "considered"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "name", "value"), KEYS)
def test_one_key_chooses_form_and_result_while_the_text_is_typed(page: Page, key: str, name: str, value: str) -> None:
    page.locator(TEXT).press_sequentially("a")
    page.keyboard.press(key)
    expect(page.locator(f"[name={name}][value={value}]")).to_be_checked()
    expect(page.locator(TEXT)).to_have_value("a")


def test_the_date_stands_in_words(page: Page) -> None:
    page.keyboard.press("Alt+p")
    page.keyboard.type("10")
    expect(page.locator("#due-words")).to_have_text("thứ Tư, ngày 13 tháng 5 năm 2026")
    page.fill("#until [name=due]", "2027-02-05")
    expect(page.locator("#due-words")).to_have_text("thứ Sáu, ngày 05 tháng 02 năm 2027")


def test_p_alone_begins_a_promise_where_nothing_is_typed_and_is_a_letter_in_a_text(page: Page) -> None:
    page.locator(TEXT).press_sequentially("phí")
    expect(page.locator(TEXT)).to_have_value("phí")
    page.locator("[name=result]").first.focus()
    page.keyboard.press("p")
    expect(page.locator("#days")).to_be_focused()


def test_another_person_is_one_key_and_both_are_on_record(page: Page) -> None:
    page.fill(TEXT, "Bà Ngọc nói")
    stored(page)
    page.keyboard.press("Alt+n")
    page.keyboard.type("Ông Bình")
    page.fill(TEXT, "Ông Bình nói")
    stored(page)
    expect(page.locator("[data-voice]")).to_have_count(2)
    page.reload()
    page.wait_for_selector("#sheet:not([hidden])")
    expect(page.locator("[data-voice] .who")).to_have_text(["Bà Hoàng Thị Hồng Ngọc, Chi cục trưởng", "Ông Bình"])
    page.click('[data-voice="1"]')
    expect(page.locator(TEXT)).to_have_value("Bà Ngọc nói")
    page.keyboard.press("Alt+PageDown")
    expect(page.locator(TEXT)).to_have_value("Ông Bình nói")


def test_a_new_voice_begins_without_result_and_promise(page: Page) -> None:
    page.fill(TEXT, "một")
    page.keyboard.press("Alt+8")
    page.keyboard.press("Alt+p")
    page.keyboard.press("Alt+n")
    expect(page.locator("[name=result]:checked")).to_have_count(0)
    expect(page.locator("[name=promised]")).not_to_be_checked()
    expect(page.locator("[name=form][value=live]")).to_be_checked()


def test_what_is_asked_further_hangs_on_its_question(page: Page) -> None:
    page.fill(TEXT, "một")
    stored(page)
    page.keyboard.press("Alt+h")
    expect(page.locator("[name=asked]")).to_be_focused()
    expect(page.locator("[data-voice][aria-current] b")).to_have_text("KN 1.1")
    page.locator(TEXT).fill("Phí theo quy định")
    page.keyboard.press("Alt+7")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#lacks")).to_have_text("Hãy ghi nội dung hỏi thêm.")
    expect(page.locator("[name=asked]")).to_be_focused()
    page.keyboard.type("Phí bao nhiêu?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text(DONE)


def test_a_voice_taken_out_is_gone_and_stays_in_the_history(page: Page) -> None:
    page.fill(TEXT, "một")
    stored(page)
    page.keyboard.press("Alt+n")
    page.fill(TEXT, "ghi nhầm")
    stored(page)
    page.click("#drop-voice")
    page.locator("#dropping button[value=drop]").click()
    expect(page.locator("[data-voice]")).to_have_count(1)
    expect(page.locator(TEXT)).to_have_value("một")
    page.click("#show-history")
    expect(page.locator("#editions .reading")).to_have_text(["ghi nhầm", "một"])


def test_another_question_begins_without_the_result_of_the_last(page: Page) -> None:
    page.fill(TEXT, "một")
    page.keyboard.press("Alt+8")
    page.click("[data-open='2']")
    expect(page.locator("#kn")).to_have_text("KN số 2")
    expect(page.locator("[name=result]:checked")).to_have_count(0)


@pytest.fixture
def slowly(page: Page):
    """slowly(number) → what lets the page have a question that it asked for; until then it is on its way."""
    return lambda number: hold(page, f"**/secretary/questions/{number}").let_go


def another_picture(page: Page) -> None:
    """The page draws a picture that it had before, as it does when anybody anywhere did something."""
    page.evaluate("document.dispatchEvent(new CustomEvent('picture'))")


def test_a_question_that_was_chosen_stays_though_a_picture_came_while_it_was_on_its_way(page: Page, slowly) -> None:
    let_go = slowly(2)
    page.click("[data-open='2']")
    another_picture(page)
    let_go()
    expect(page.locator("#kn")).to_have_text("KN số 2")
    another_picture(page)
    expect(page.locator("#moved")).to_be_visible()
    expect(page.locator("#kn")).to_have_text("KN số 2")


def test_the_last_question_chosen_is_the_one_that_opens(page: Page, slowly, faults) -> None:
    faults.expected += ["ERR_FAILED"]
    let_go = slowly(2)
    page.click("[data-open='2']")
    page.click("[data-open='1']")
    with page.expect_response("**/secretary/questions/2"):
        let_go()
    drawn(page)
    expect(page.locator("#kn")).to_have_text("KN số 1")
    page.route("**/secretary/questions/2", lambda route: route.abort())
    page.click("[data-open='2']")
    page.unroute("**/secretary/questions/2")
    page.click("[data-open='2']")
    expect(page.locator("#kn")).to_have_text("KN số 2")


def again(page: Page, number: int) -> None:
    """The moderator brings a question back and calls it again."""
    page.evaluate(
        """async ([number, ids]) => {
            for (const [n, move] of ['answered', 'reopen', 'call'].entries()) {
                const {number: seen} = await (await fetch('/moderator/picture')).json();
                const body = JSON.stringify({id: ids[n], question: number, move, seen});
                await fetch('/moderator/turns', {method: 'POST', headers: {'Content-Type': 'application/json'}, body});
            }
        }""",
        [number, [f"again-op-{n}-000000" for n in range(3)]],
    )


def test_a_question_called_again_opens_a_record_of_its_own(page: Page, open_page, server) -> None:
    page.fill(TEXT, "trả lời lần đầu")
    page.keyboard.press("Alt+7")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text(DONE)
    again(open_page(server.links["moderator"], 1366, 768), 1)
    expect(page.locator("[data-voice]")).to_have_count(2)
    expect(page.locator(TEXT)).to_have_value("")
    page.fill(TEXT, "trả lời lần hai")
    page.keyboard.press("Alt+8")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text(DONE)
    page.click('[data-voice="1"]')
    expect(page.locator(TEXT)).to_have_value("trả lời lần đầu")
    page.click('[data-voice="1:2"]')
    expect(page.locator(TEXT)).to_have_value("trả lời lần hai")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1280, 720), (1920, 1080)])
def test_the_text_has_room_and_no_button_covers_the_promise(opened, width: int, height: int) -> None:
    page = opened(width, height)
    page.keyboard.press("Alt+p")
    text, due, main = (page.locator(one).bounding_box() for one in (TEXT, "#until [name=due]", "#answer button.main"))
    assert text and due and main
    assert text["height"] > height * 0.15
    assert due["y"] + due["height"] <= main["y"]
    assert main["y"] + main["height"] <= height


def test_two_pages_with_voices_are_usable_without_seeing(page: Page) -> None:
    page.fill(TEXT, "một")
    page.keyboard.press("Alt+h")
    page.keyboard.press("Alt+p")
    source = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
    page.evaluate(source)
    assert [found["id"] for found in page.evaluate("axe.run()")["violations"]] == []


def voice(page: Page, key: str, text: str) -> None:
    page.keyboard.press(key)
    page.fill(TEXT, text)
    stored(page)


def test_escape_leaves_a_voice_where_it_is_also_after_one_was_taken_out(page: Page) -> None:
    page.fill(TEXT, "một")
    stored(page)
    for text in ("hai", "ba"):
        voice(page, "Alt+n", text)
    page.click("#drop-voice")
    page.locator("#dropping button[value=drop]").click()
    expect(page.locator("[data-voice]")).to_have_count(2)
    page.click("#drop-voice")
    page.keyboard.press("Escape")
    expect(page.locator("#dropping")).to_be_hidden()
    drawn(page)
    expect(page.locator("[data-voice]")).to_have_count(2)


def test_a_voice_taken_out_while_its_text_is_on_its_way_is_gone(page: Page) -> None:
    page.fill(TEXT, "một")
    stored(page)
    page.keyboard.press("Alt+n")
    held = hold(page, "**/secretary/answers")
    page.fill(TEXT, "ghi nhầm")
    page.click("#drop-voice")
    held.come()
    page.locator("#dropping button[value=drop]").click()
    held.let_go()
    expect(page.locator("[data-voice]")).to_have_count(1)
    page.reload()
    expect(page.locator("[data-voice]")).to_have_count(1)
    expect(page.locator(TEXT)).to_have_value("một")


def test_the_page_stays_where_it_asks_and_drops_what_was_asked_about(page: Page, open_page, server) -> None:
    page.fill(TEXT, "một")
    page.keyboard.press("Alt+7")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text(DONE)
    page.keyboard.press("Alt+n")
    page.fill(TEXT, "hai")
    page.keyboard.press("Alt+7")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text(DONE)
    page.click("#drop-voice")
    open_page(server.links["moderator"], 1366, 768).locator("body").press("n")
    expect(page.locator("[data-floor='2']")).to_have_count(1)
    expect(page.locator("#kn")).to_have_text("KN số 1")
    page.locator("#dropping button[value=drop]").click()
    expect(page.locator("#kn")).to_have_text("KN số 2")
    page.click("[data-open='1']")
    expect(page.locator("[data-voice]")).to_have_count(1)
    expect(page.locator(TEXT)).to_have_value("một")


def test_a_record_that_is_complete_does_not_lead_away_from_what_was_chosen_meanwhile(page: Page, slowly) -> None:
    page.fill(TEXT, "một")
    page.keyboard.press("Alt+7")
    held = hold(page, "**/secretary/answers")
    page.keyboard.press("Control+Enter")
    held.come()
    let_go = slowly(2)
    page.click("[data-open='2']")
    held.let_go()
    expect(page.locator("#row-1 .tag").first).to_be_visible()
    drawn(page)
    let_go()
    expect(page.locator("#kn")).to_have_text("KN số 2")
    drawn(page)
    expect(page.locator("#kn")).to_have_text("KN số 2")


def test_what_is_typed_while_another_question_is_on_its_way_goes_into_neither(page: Page, slowly) -> None:
    page.locator(TEXT).focus()
    let_go = slowly(2)
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.type("nhp")
    page.keyboard.press("Alt+n")
    let_go()
    expect(page.locator("#kn")).to_have_text("KN số 2")
    expect(page.locator(TEXT)).to_be_focused()
    expect(page.locator(TEXT)).to_have_value("")
    expect(page.locator("[data-voice]")).to_have_count(1)
    page.click("[data-open='1']")
    expect(page.locator("#kn")).to_have_text("KN số 1")
    expect(page.locator(TEXT)).to_have_value("")
    expect(page.locator("[data-voice]")).to_have_count(1)


def test_an_answer_read_before_the_last_saving_does_not_bring_the_older_text_back(page: Page, beside, faults) -> None:
    faults.expected.append("409")
    page.fill(TEXT, "một")
    stored(page)
    old: list[tuple[Route, str]] = []

    def keep(route: Route) -> None:
        if old:
            route.continue_()
        else:
            old.append((route, route.fetch().text()))

    page.route("**/secretary/questions/1", keep)
    other = beside()
    other.fill("[name=basis]", "Luật mới")
    stored(other)
    until_so(page, lambda: old)
    page.fill(TEXT, "một hai ba")
    stored(page)
    route, body = old[0]
    route.fulfill(body=body, content_type="application/json")
    expect(page.locator("[name=basis]")).to_have_value("Luật mới")
    drawn(page)
    expect(page.locator(TEXT)).to_have_value("một hai ba")


def test_the_text_that_gave_way_is_offered_in_its_own_voice_alone(page: Page, beside, faults) -> None:
    faults.expected.append("409")
    other = beside()
    held = hold(page, "**/secretary/answers")
    page.fill(TEXT, "của tôi")
    other.fill(TEXT, "của bạn")
    stored(other)
    held.come()
    held.let_go()
    page.click("[data-settle=theirs]")
    expect(page.locator("#bring-back")).to_be_visible()
    page.click("[data-open='2']")
    expect(page.locator("#kn")).to_have_text("KN số 2")
    expect(page.locator("#bring-back")).to_be_hidden()


def test_a_task_written_down_late_does_not_take_the_place_of_the_one_that_is_open(page: Page) -> None:
    for text in ("việc một", "việc hai"):
        page.keyboard.press("Alt+k")
        page.fill("#task [name=unit]", "Chi cục")
        page.fill("#task [name=task]", text)
        page.keyboard.press("Control+Enter")
        expect(page.locator("[data-task]", has_text=text)).to_be_visible()
    held = hold(page, "**/secretary/conclusions")
    page.locator("[data-task]", has_text="việc một").click()
    page.fill("#task [name=task]", "việc một, lời mới")
    page.keyboard.press("Control+Enter")
    held.come()
    page.keyboard.press("Escape")
    page.locator("[data-task]", has_text="việc hai").click()
    page.fill("#task [name=task]", "việc hai, lời mới")
    held.let_go()
    expect(page.locator("[data-task]", has_text="việc một, lời mới")).to_be_attached()
    expect(page.locator("#task [name=task]")).to_have_value("việc hai, lời mới")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#task")).to_be_hidden()
    expect(page.locator("[data-task]")).to_contain_text(["việc một, lời mới", "việc hai, lời mới"])
