"""The dialogs of the moderator's page: what is typed fast names the right business, and nothing typed is lost or doubled."""

import pytest
from playwright.sync_api import expect

from tests.browser.moderator.steps import CEMENT, SCALES, line, press, settled
from tests.browser.waiting import until_so

pytestmark = pytest.mark.browser
OPTIONS = "#businesses [role=option]"


@pytest.fixture
def raising(console):
    """The page with the dialog open and the keyboard in its first field."""
    page = console()
    page.locator("body").press("f")
    expect(page.locator("#business")).to_be_focused()
    return page


def test_what_was_found_for_another_text_is_not_taken(raising):
    raising.keyboard.type("xi mang")
    expect(raising.locator(OPTIONS).first).to_contain_text(CEMENT)
    held = []
    raising.route("**/moderator/businesses*", lambda route: held.append(route))
    with raising.expect_request(lambda request: request.url.endswith("moi")):
        raising.keyboard.type(" moi")
        expect(raising.locator("#businesses")).to_have_attribute("aria-busy", "true")
        raising.keyboard.press("Tab")
        expect(raising.locator("#business")).to_have_value("xi mang moi")
    until_so(raising, lambda: held and held[-1].request.url.endswith("moi"))
    held[-1].continue_()
    expect(raising.locator(OPTIONS)).to_have_text(["Không tìm thấy. Sẽ ghi là doanh nghiệp mới."])
    expect(raising.locator("#business")).to_have_value("xi mang moi")


def test_enter_and_tab_that_come_before_the_answer_take_the_only_one_that_fits(raising):
    held = []
    raising.route("**/moderator/businesses*", lambda route: held.append(route))
    with raising.expect_request(lambda request: request.url.endswith("hai")):
        raising.keyboard.type("dien tu dong hai")
    raising.keyboard.press("Enter")
    held[-1].continue_()
    expect(raising.locator("#business")).to_have_value(SCALES)
    expect(raising.locator("#asked")).to_be_focused()


def test_of_several_tab_takes_only_what_an_arrow_chose(raising):
    raising.keyboard.type("cong ty")
    expect(raising.locator(OPTIONS)).to_have_count(3)
    raising.keyboard.press("Tab")
    expect(raising.locator("#business")).to_have_value("cong ty")
    raising.keyboard.press("Shift+Tab")
    raising.keyboard.press("ArrowDown")
    raising.keyboard.press("Tab")
    expect(raising.locator("#business")).to_have_value(SCALES)


def test_a_few_letters_are_a_new_business_only_when_somebody_says_so(raising, faults):
    faults.expected += ["400"]
    raising.keyboard.type("cong")
    expect(raising.locator(OPTIONS)).to_have_count(3)
    raising.locator("#asked").fill("Hỏi thử một câu")
    raising.keyboard.press("Control+Enter")
    refused = raising.locator("#raising .refused")
    expect(refused).to_have_text("Hãy chọn trong danh sách, hoặc chọn «Ghi là doanh nghiệp mới».")
    expect(raising.locator("#asked")).to_have_value("Hỏi thử một câu")
    expect(raising.locator(OPTIONS).last).to_have_text("Ghi là doanh nghiệp mới: cong")
    raising.locator("#business").fill("Công ty Mới")
    expect(raising.locator(OPTIONS)).to_have_count(1)
    raising.locator("#asked").press("Control+Enter")
    expect(line(raising)).to_have_text(["1", "2", "3", "4", "5"])
    expect(raising.locator("#raising")).to_be_hidden()


def test_a_question_whose_answer_was_lost_is_taken_in_once_as_it_is_worded_at_last(raising, faults):
    faults.expected += ["ERR_FAILED", "Failed to load"]
    raising.keyboard.type("Công ty Mới Hẳn")
    raising.locator("#asked").fill("Hỏi lúc mất mạng")

    def eat(route):
        route.fetch()
        route.abort()

    raising.route("**/moderator/questions", eat)
    raising.locator("#asked").press("Control+Enter")
    refused = raising.locator("#raising .refused")
    expect(refused).to_have_text("Thao tác chưa đến máy chủ. Hãy bấm lại khi có kết nối.", timeout=40_000)
    raising.unroute("**/moderator/questions")
    raising.keyboard.press("Escape")
    expect(raising.locator("#raising")).to_be_hidden()
    settled(raising)
    raising.locator("body").press("f")
    expect(raising.locator("#asked")).to_have_value("Hỏi lúc mất mạng")
    raising.locator("#asked").fill("Hỏi lúc mất mạng, sửa chữ")
    raising.locator("#asked").press("Control+Enter")
    expect(raising.locator("#kn-5 .sum")).to_have_text("Hỏi lúc mất mạng, sửa chữ")
    expect(line(raising)).to_have_text(["1", "2", "3", "4", "5"])
    expect(raising.locator("#raising")).to_be_hidden()
    press(raising, "f")
    expect(raising.locator("#asked")).to_have_value("")


def test_what_is_refused_leaves_the_dialog_as_it_was_with_the_sentence_inside(console, faults):
    faults.expected += ["400"]
    page = console()
    page.locator("#kn-2 [data-more]").click()
    page.locator("#more [value=merge]").check()
    page.locator("#target").fill("999")
    page.locator("#reason").fill("trùng nội dung kiểm định cân")
    page.locator("#more button[value=send]").click()
    expect(page.locator("#more .refused")).to_have_text(
        "Hãy chọn kiến nghị khác để gộp vào, không chọn kiến nghị đã rút."
    )
    expect(page.locator("#reason")).to_have_value("trùng nội dung kiểm định cân")
    page.locator("#target").fill("3")
    page.locator("#more button[value=send]").click()
    expect(line(page)).to_have_text(["1", "3", "4"])
    expect(page.locator("#more")).to_be_hidden()


def test_words_field_and_unit_are_put_right_in_the_queue_and_on_the_floor(console):
    page = console()
    page.locator("#kn-4 [data-more]").click()
    page.locator("#more [value=words]").check()
    page.locator("#new-unit").select_option("tdc")
    page.locator("#more button[value=send]").click()
    expect(page.locator("#kn-4 .meta")).to_contain_text("Chi cục")
    settled(page)
    press(page, "n")
    page.locator(".now [data-more]").click()
    expect(page.locator("#more [value=merge]")).to_be_hidden()
    page.locator("#more [value=words]").check()
    expect(page.locator("#new-text")).to_have_value("Bao giờ có quy chuẩn mới?")
    page.locator("#new-text").fill("Bao giờ có quy chuẩn mới về xi măng?")
    page.locator("#more button[value=send]").click()
    expect(page.locator(".now > .text")).to_have_text("Bao giờ có quy chuẩn mới về xi măng?")


def test_what_was_typed_is_there_again_after_escape_and_gone_after_cancel(console):
    page = console()
    page.locator("body").press("f")
    page.locator("#business").press_sequentially("Cân Điện tử", delay=20)
    expect(page.locator("#businesses li").first).to_contain_text(SCALES)
    page.keyboard.press("Enter")
    page.keyboard.type("Phí kiểm định quá cao")
    page.keyboard.press("Escape")
    expect(page.locator("#raising")).to_be_hidden()
    page.locator("body").press("f")
    expect(page.locator("#asked")).to_be_focused()
    expect(page.locator("#asked")).to_have_value("Phí kiểm định quá cao")
    expect(page.locator("#raising .half")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#queue > li").last).to_contain_text("Phí kiểm định quá cao")
    settled(page)
    page.locator("body").press("f")
    expect(page.locator("#asked")).to_have_value("")
    expect(page.locator("#raising .half")).to_be_hidden()
    page.fill("#asked", "nhầm")
    page.click("#raising [data-close]")
    page.locator("body").press("f")
    expect(page.locator("#asked")).to_have_value("")
