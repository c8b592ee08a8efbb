"""Answers that are late, hands that are fast, two moderators: a step acts on what was seen, or says that it did not."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.moderator.steps import line, press, settled
from tests.browser.waiting import hand, hold, slow, until, until_so

pytestmark = pytest.mark.browser
LONG = "Lý do của doanh nghiệp rất dài, " * 60 + ". Đề nghị Sở hướng dẫn thủ tục."
HELD = "**/moderator/{}"


def test_undo_pressed_three_times_takes_back_three_steps_though_each_answer_is_late(console):
    page = console()
    for _ in range(3):
        press(page, "n")
    slow(page, HELD.format("turns"), 300)
    for _ in range(3):
        page.keyboard.press("u")
    expect(line(page)).to_have_text(["1", "2", "3", "4"])
    settled(page)
    expect(page.locator("#refused")).to_be_hidden()


def test_a_picture_drawn_before_the_step_is_not_taken_for_what_came_of_it(console):
    """The page asked for a picture a moment before: it comes first, and the step's own after it."""
    page = console()
    page.route_web_socket("**/socket.io/**", lambda socket: socket.close())
    page.reload()
    press(page, "n"), press(page, "n")
    old = page.evaluate("async () => JSON.stringify(await (await fetch('/moderator/picture')).json())")
    held = []
    page.route(HELD.format("picture"), lambda route: route.continue_() if held else held.append(route))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    until_so(page, lambda: held)
    page.keyboard.press("u")
    page.keyboard.press("u")
    hand(page, 300)
    held[0].fulfill(body=old, content_type="application/json")
    expect(line(page)).to_have_text(["1", "2", "3", "4"])
    settled(page)
    expect(page.locator("#refused")).to_be_hidden()


def test_two_next_pressed_while_the_first_is_on_its_way_call_one(console):
    page = console()
    held = hold(page, HELD.format("turns"))
    page.keyboard.press("n")
    held.come()
    page.keyboard.press("n")
    expect(page.locator("#said")).to_have_text("Thao tác trước đang được gửi.")
    held.let_go()
    settled(page)
    expect(line(page)).to_have_text(["2", "3", "4"])


def test_the_row_that_was_moved_does_not_take_the_keyboard_from_who_types_by_then(console):
    page = console()
    held = hold(page, HELD.format("turns"))
    page.locator("#kn-2 .down").click()
    held.come()
    page.keyboard.press("/")
    held.let_go()
    settled(page)
    expect(line(page)).to_have_text(["1", "3", "2", "4"])
    page.keyboard.type("nhua")
    expect(page.locator("#find")).to_have_value("nhua")
    expect(page.locator(".now .kn")).to_have_count(0)


def test_a_dialog_that_was_opened_anew_is_not_closed_by_the_answer_to_the_one_before(console):
    page = console()
    held = hold(page, HELD.format("turns"))
    page.locator("#kn-2 .more").click()
    page.check("[value=later]")
    page.click("#more .main")
    held.come()
    page.keyboard.press("Escape")
    page.locator("#kn-3 .more").click()
    page.check("[value=out]")
    page.fill("#reason", "thuộc tòa án")
    held.let_go()
    settled(page)
    expect(page.locator("#more-title")).to_contain_text("KN 3")
    expect(page.locator("#reason")).to_have_value("thuộc tòa án")
    page.click("#more .main")
    expect(line(page)).to_have_text(["1", "4", "2"])


def test_a_question_that_another_called_meanwhile_is_not_moved_by_a_dialog_opened_before(console, faults):
    faults.expected.append("409")
    lan, minh = console("Bà Lan"), console("Ông Minh")
    lan.locator("#kn-1 .more").click()
    lan.check("[value=writing]")
    press(minh, "n")
    expect(lan.locator(".now .kn")).to_have_text("KN 1")
    lan.click("#more .main")
    expect(lan.locator("#more .refused")).to_contain_text("Ông Minh")
    expect(minh.locator(".now .kn")).to_have_text("KN 1")
    lan.click("#more .main")
    expect(minh.locator(".now .kn")).to_have_count(0)


PRESSES = """() => {
    globalThis.pressed = new Promise((done) => document.addEventListener("picture", function press() {
        if (document.querySelector("#queue > li").id === "kn-1") return;
        document.removeEventListener("picture", press);
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
        done();
    }));
}"""
"""N, the moment that a picture puts another question first."""


def test_a_key_does_not_do_what_another_hand_has_only_just_made_of_it(console):
    lan, minh = console("Bà Lan"), console("Ông Minh")
    lan.evaluate(PRESSES)
    minh.locator("#kn-4 [data-before=first], #kn-2 .up").first.click()
    lan.evaluate("globalThis.pressed")
    expect(lan.locator("#said")).to_contain_text("vừa thay đổi từ trang khác")
    expect(line(lan)).to_have_text(["2", "1", "3", "4"])
    hand(lan, 450)
    press(lan, "n")
    expect(lan.locator(".now .kn")).to_have_text("KN 2")


def test_what_was_asked_first_is_not_done_to_something_else(console):
    lan, minh = console("Bà Lan"), console("Ông Minh")
    press(lan, "n")
    lan.keyboard.press("s")
    lan.locator("#programme li.on [data-do=end]").click()
    expect(lan.locator("#sure-text")).to_contain_text("KN số 1")
    press(minh, "n")
    expect(line(lan)).to_have_text(["3", "4"])
    lan.locator("#sure button.main").click()
    expect(lan.locator("#refused")).to_contain_text("vừa thay đổi từ trang khác")
    expect(lan.locator("#programme li.on")).to_contain_text("Đối thoại")


def test_both_moderators_blank_and_the_hall_is_dark(console, open_page, server):
    lan, minh = console("Bà Lan"), console("Ông Minh")
    hall = open_page(server.links["hall"], 1920, 1080)
    held = hold(lan, HELD.format("hall/blank"))
    lan.keyboard.press("b")
    held.come()
    press(minh, "b")
    expect(hall.locator("#scene-blank")).to_have_count(1)
    held.let_go()
    settled(lan)
    expect(hall.locator("#scene-blank")).to_have_count(1)
    press(lan, "b")
    expect(hall.locator("#scene-blank")).to_have_count(0)


@pytest.fixture
def two_guests(folder, fill):
    """A second guest is expected, who is not here yet."""
    with fill(folder) as write:
        write.guest("Lê Minh Đức", write.organisation("Sở Công Thương"))


@pytest.mark.usefixtures("two_guests")
def test_enter_before_the_speakers_are_there_takes_the_only_one_that_fits_and_no_other(console):
    page = console()
    held = hold(page, HELD.format("speakers?q=*"))
    page.keyboard.press("i")
    page.keyboard.press("Enter")
    held.let_go()
    expect(page.locator("#speakers li").first).to_contain_text("Đặng Thị Ẵng")
    settled(page)
    hand(page, 300)
    assert (page.locator("#inserting").is_visible(), page.locator(".speaking").count()) == (True, 0)
    page.keyboard.press("Enter")
    expect(page.locator(".speaking")).to_contain_text("Đặng Thị Ẵng")
    settled(page)
    press(page, "n")
    expect(page.locator(".speaking")).to_have_count(0)
    page.keyboard.press("i")
    page.keyboard.type("ang")
    page.keyboard.press("Enter")
    expect(page.locator(".speaking")).to_contain_text("Đặng Thị Ẵng")


@pytest.fixture
def long_floor(folder, fill):
    """A fifth question, of several pages, is called before the server starts."""
    from live import questions
    from live.queue import Move, Place

    with fill(folder) as write:
        write.question(LONG, write.organisation("Công ty Dài"), place=Place.WAITING)
        with write.writing() as writing:
            questions.turn(writing, "call", Move.CALL, 5)


@pytest.mark.usefixtures("long_floor")
def test_pages_of_a_long_question_are_turned_as_often_as_pressed_also_while_a_step_is_on_its_way(
    console, open_page, server
):
    page = console()
    hall = open_page(server.links["hall"], 1920, 1080)
    shown = page.locator(".hall-pages b")
    expect(shown).to_contain_text("trang 1/")
    held = hold(page, HELD.format("turns"))
    page.keyboard.press("h")
    held.come()
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(shown).to_contain_text("trang 3/")
    expect(hall.locator("#scene-question")).to_contain_text("trang 3/")
    held.let_go()
    settled(page)
    page.keyboard.press("PageUp")
    expect(shown).to_contain_text("trang 2/")
    expect(page.locator(".now small")).to_contain_text("Đồng hồ đang dừng")
    assert re.fullmatch(r"Hội trường đang đọc trang 2/\d+.*", shown.inner_text())


def test_the_line_of_words_of_one_moderator_outlives_the_choice_of_the_other(console, open_page, server):
    lan, minh = console("Bà Lan"), console("Ông Minh")
    hall = open_page(server.links["hall"], 1920, 1080)
    lan.keyboard.press("s")
    lan.locator("[data-open=saying]").click()
    lan.fill("#message", "Mời nhận tài liệu")
    lan.keyboard.press("Enter")
    expect(hall.locator("body")).to_contain_text("Mời nhận tài liệu")
    minh.keyboard.press("s")
    minh.locator("[data-mode=pause]").click()
    expect(hall.locator("#scene-pause")).to_contain_text("Mời nhận tài liệu")
    until(lan, "!document.querySelector('#saying').open")
