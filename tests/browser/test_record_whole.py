"""The secretary's page in a real browser: nothing empty is called complete, and the open sheet follows where the question goes."""

import pytest
from playwright.sync_api import expect

from live import questions
from live.queue import Move, Place
from tests.support.drive import Device

pytestmark = pytest.mark.browser
HOUR = "15:00"


@pytest.fixture
def folder(folder, fill):
    """A question on the floor, with a draft, and one that waits."""
    with fill(folder) as write:
        for n in range(2):
            write.question(f"Hỏi {n}?", place=Place.WAITING, prepared="Dự thảo của Chi cục", basis="Luật Đo lường")
        with write.writing() as writing:
            questions.turn(writing, "call", Move.CALL, 1)
    return folder


@pytest.fixture
def page(server, open_page):
    """The secretary's page with the first question open."""
    opened = open_page(server.links["secretary"], 1366, 768)
    expect(opened.locator("#kn")).to_have_text("KN số 1")
    return opened


def complete(page):
    """Ctrl+Enter from wherever the page has led."""
    page.locator("[name=answerer]").press("Control+Enter")


def test_the_page_leads_to_what_is_missing_until_the_record_is_whole(page):
    complete(page)
    expect(page.locator("#lacks")).to_contain_text("bấm Alt+C để chép dự thảo")
    expect(page.locator("[name=text]")).to_be_focused()
    page.keyboard.press("Alt+c")
    expect(page.locator("[name=text]")).to_have_value("Dự thảo của Chi cục")
    expect(page.locator("#lacks")).to_be_hidden()
    complete(page)
    expect(page.locator("#lacks")).to_have_text("Hãy chọn kết quả.")
    page.keyboard.press("Space")
    page.locator("[name=promised]").check(force=True)
    page.fill("#until [name=due]", "2020-01-01")
    complete(page)
    expect(page.locator("#lacks")).to_have_text("Ngày hẹn trả lời sớm hơn ngày Hội nghị. Hãy chọn ngày sau đó.")
    expect(page.locator("#until [name=due]")).to_be_focused()
    expect(page.locator("#row-1 .tag.good")).to_have_count(0)
    page.fill("#until [name=due]", "2026-05-08")
    complete(page)
    expect(page.locator("#saved")).to_contain_text("Đã ghi xong")
    expect(page.locator("#row-1 .tag.good")).to_have_count(1)


def test_an_untouched_sheet_follows_the_question_to_writing(page, server):
    Device(server, "moderator").turn("writing", 1)
    expect(page.locator("#place")).to_have_text("Trả lời bằng văn bản sau Hội nghị")
    expect(page.locator("[name=form][value=writing]")).to_be_checked()
    expect(page.locator("#misfit")).to_be_hidden()


def test_what_was_written_is_kept_and_the_fitting_form_offered(page, server):
    page.fill("[name=text]", "Đang ghi dở")
    page.locator("[name=result][value=explained]").check(force=True)
    Device(server, "moderator").turn("writing", 1)
    expect(page.locator("#misfit span")).to_have_text(
        "Kiến nghị hiện ở «Trả lời bằng văn bản sau Hội nghị», phần ghi lại là «Trực tiếp»."
    )
    complete(page)
    expect(page.locator("#fit")).to_be_focused()
    expect(page.locator("#row-1 .tag.good")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("#misfit")).to_be_hidden()
    assert page.input_value("[name=text]") == "Đang ghi dở"
    assert page.input_value("#until [name=due]") == "2026-05-13"
    page.locator("[name=text]").press("Control+Enter")
    expect(page.locator("#row-1 .tag.good")).to_have_count(1)
