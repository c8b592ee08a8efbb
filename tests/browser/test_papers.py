"""The office makes the papers and sees which one is being made; a paper that lacks something needs a name and a reason."""

import re

import pytest
from docx import Document
from playwright.sync_api import expect

from kiosk.papers.docx.fill import FOLDER

pytestmark = pytest.mark.browser
SLOW = "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(5) %}{% endfor %}{% endfor %}{% endfor %}"


@pytest.fixture
def folder(folder, fill):
    """A template of the office's own that takes seconds, so that it can be seen being filled, and a question without a unit."""
    with fill(folder) as write:
        write.question(unit="")
    (folder / FOLDER).mkdir()
    document = Document()
    document.add_paragraph(SLOW)
    document.save(str(folder / FOLDER / "press.docx"))
    return folder


SEEN = """addEventListener("DOMContentLoaded", () => {
  const busy = document.querySelector("#busy");
  const keep = () => { sessionStorage.seen = `${sessionStorage.seen ?? ""}${busy.textContent}\\n`; };
  if (busy) new MutationObserver(keep).observe(busy, { childList: true, characterData: true, subtree: true });
})"""
"""Keeps what the page says while it waits for the answer, when Playwright looks at nothing."""


def test_from_the_button_to_the_number(server, open_page, faults):
    faults.expected += ["400"]
    page = open_page(server.links["office"], 1366, 900)
    page.add_init_script(SEEN)
    page.goto(f"{server.address}/office/papers")
    page.set_default_timeout(60_000)
    page.get_by_role("button", name="Lập văn bản").click()
    page.wait_for_url("**/office/papers#made")
    assert "Đang lập văn bản 6/6: Thông tin báo chí" in page.evaluate("() => sessionStorage.seen").split("\n")
    page.goto(f"{server.address}/office/signing")
    table = page.get_by_label("Bảng số văn bản")
    table.fill(re.sub(r"\A\S+\.docx", r"\g<0>\t15\t27/4/2026", table.input_value()))
    page.get_by_role("button", name="Ghi số và lập lại văn bản").click()
    expect(page.get_by_role("alert")).to_contain_text("Văn bản còn thiếu nội dung")
    page.get_by_label("Người quyết định trình ký khi còn thiếu").fill("Bà Thử, Chánh Văn phòng")
    page.get_by_label("Lý do").fill("Đã điền trong Word")
    page.get_by_role("button", name="Ghi số và lập lại văn bản").click()
    page.wait_for_url("**/office/signing#numbers")
    page.get_by_text("Quyết định khi còn thiếu nội dung").click()
    expect(page.get_by_text("Bà Thử, Chánh Văn phòng: Đã điền trong Word: bao-cao.docx")).to_be_visible()
