"""The secretary writes what was said in a speech; the text survives a cut line and stands in the list."""

import pytest
from playwright.sync_api import Page, expect

from live import speeches
from live.speeches import Speech
from tests.browser.waiting import drawn

pytestmark = pytest.mark.browser
HOUR = "15:00"
TEXT = "#speech-form [name=said]"


@pytest.fixture
def folder(folder, fill):
    with fill(folder) as write:
        write.question("Hỏi gì?")
        with write.writing() as writing:
            speeches.begin(writing, Speech("speech-1", "Bà Nguyễn Thị Hoa", "Phó Chủ tịch Ủy ban nhân dân thành phố"))
    return folder


def test_a_text_outlives_a_cut_line_and_is_on_record_once(server, open_page, faults) -> None:
    faults.expected += ["ERR_FAILED", "Failed to load"]
    page: Page = open_page(server.links["secretary"], 1366, 768)
    page.click("[data-speech]")
    expect(page.locator("#speech-title")).to_have_text("Bà Nguyễn Thị Hoa, Phó Chủ tịch Ủy ban nhân dân thành phố")
    page.fill(TEXT, "Thành phố sẽ đồng hành cùng doanh nghiệp.")
    page.route("**/secretary/speeches", lambda route: (route.fetch(), route.abort()))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#speech-says")).to_contain_text("Nội dung vẫn được giữ")
    page.unroute("**/secretary/speeches")
    page.reload()
    page.click("[data-speech]")
    expect(page.locator(TEXT)).to_have_value("Thành phố sẽ đồng hành cùng doanh nghiệp.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#speech")).to_be_hidden()
    expect(page.locator("[data-speech][data-version='1'] .words")).to_have_text(
        "Thành phố sẽ đồng hành cùng doanh nghiệp."
    )
    drawn(page)
