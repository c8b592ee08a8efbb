"""The slips of a full hall at the desk: two things at once, late refusals, what is typed by halves or in another way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.at_desk import outcome, paused, ready, rested, told, wedge
from tests.browser.waiting import nothing_more, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def other(people: dict[str, str], server: Any, open_page: Any) -> Page:
    """A second desk: the office's."""
    return ready(server, open_page, "office")


def test_undo_names_the_guest_whom_it_takes_back_and_not_the_next_one(
    desk: Page, other: Page, people: dict[str, str]
) -> None:
    wedge(other, people["an"])
    outcome(other, "welcome")
    wedge(desk, people["an"])
    outcome(desk, "already_in")
    desk.click("[data-do=undo]")
    wedge(desk, people["hoa"])
    outcome(desk, "welcome", "Bà Đặng Thị Hòa")
    desk.click("#undo [data-reason='Nhầm người']")
    outcome(desk, "undone", "Ông Nguyễn Văn An")
    assert desk.inner_text(".facts .seat dd") == "B12"


def test_a_second_press_of_f4_keeps_what_is_typed(desk: Page) -> None:
    desk.keyboard.press("F4")
    desk.fill("#walk-in [name=name]", "Nguyễn Văn Gõ Dở")
    desk.keyboard.press("F4")
    assert desk.input_value("#walk-in [name=name]") == "Nguyễn Văn Gõ Dở"
    assert desk.evaluate("document.activeElement.name") == "name"


def test_two_presses_on_a_leader_are_one(desk: Page) -> None:
    desk.click("#tab-leaders")
    desk.dblclick("#leaders button")
    outcome(desk, "welcome")
    nothing_more(desk, 300)
    assert told(desk)[:2] == ("Mời vào", "Ông Trần Minh")
    assert desk.locator("#last li").count() == 1


def test_a_label_is_for_who_is_in_only_and_never_cuts_the_name(desk: Page, people: dict[str, str]) -> None:
    desk.evaluate("""() => {
        globalThis.printed = 0;
        globalThis.print = () => { printed += 1; };
    }""")
    long = {
        "house": "Công ty Trách nhiệm hữu hạn Một thành viên Thương mại Dịch vụ Xuất nhập khẩu và Kiểm định Kỹ thuật "
        "an toàn công nghiệp khu vực Duyên hải Bắc Bộ Hải Phòng",
        "name": "Công Tằng Tôn Nữ Thị Hoàng Phương Thảo",
        "position": "Phó Tổng Giám đốc phụ trách Tiêu chuẩn, Đo lường, Chất lượng và Thử nghiệm",
    }
    desk.keyboard.press("F4")
    for field, text in long.items():
        desk.fill(f"#walk-in [name={field}]", text)
    desk.keyboard.press("Enter")
    outcome(desk, "welcome")
    desk.keyboard.press("F9")
    until(desk, "printed === 1")
    desk.emulate_media(media="print")
    inside = """() => {
        const frame = document.getElementById("label").getBoundingClientRect();
        return ["name", "what", "house", "foot"].map(name => {
            const part = document.querySelector(`.label-${name}`);
            const {top, bottom} = part.getBoundingClientRect();
            return top >= frame.top && bottom <= frame.bottom && (name === "house" || part.scrollHeight <= part.clientHeight + 1);
        });
    }"""
    assert desk.evaluate(inside) == [True] * 4
    desk.emulate_media(media="screen")
    desk.evaluate("dispatchEvent(new Event('afterprint'))")
    wedge(desk, people["an"])
    outcome(desk, "welcome", "Ông Nguyễn Văn An")
    desk.click("[data-do=undo]")
    desk.click("#undo [data-reason='Nhầm người']")
    outcome(desk, "undone")
    rested(desk)
    desk.keyboard.press("F9")
    nothing_more(desk, 100)
    assert desk.evaluate("printed") == 1


def test_what_the_server_refuses_late_is_named_and_stays_until_it_is_seen(
    desk: Page, other: Page, people: dict[str, str], faults: Any
) -> None:
    """Two guests on a cut line: one whom the other desk has taken back, one whose organisation is no name."""
    faults.cut()
    faults.expected += ["status of 400"]
    wedge(other, people["an"])
    outcome(other, "welcome")
    until(desk, "document.querySelector('[data-came=\"\"]').textContent === '1'")
    desk.context.set_offline(True)
    desk.wait_for_selector("#state[data-state=lost]")
    other.click("#last button:text-is('Hoàn tác')")
    other.click("#undo [data-reason='Nhầm người']")
    outcome(other, "undone")
    desk.fill("#typed", "nguyen van an")
    desk.keyboard.press("F8")
    desk.fill("#coming [name=came_name]", "Vũ Thị Mới")
    desk.keyboard.press("Enter")
    outcome(desk, "amended")
    paused(desk)
    desk.keyboard.press("F4")
    desk.fill("#walk-in [name=house]", "Công ty Thử")
    desk.fill("#walk-in [name=name]", "Bùi Mai")
    desk.evaluate("document.querySelector('#walk-in [name=position]').maxLength = 400")
    desk.fill("#walk-in [name=position]", "Phó " * 90)
    desk.keyboard.press("Enter")
    outcome(desk, "welcome", "Bùi Mai")
    desk.context.set_offline(False)
    outcome(desk, "refused", "Bùi Mai")
    desk.wait_for_selector("#refused:has-text('Máy chủ không nhận: 2')")
    assert told(desk)[2].startswith("Đại biểu phát sinh")
    lines = desk.locator("#last li.outcome-refused")
    assert lines.locator("b").all_inner_texts() == ["Bùi Mai", "Ông Nguyễn Văn An"]
    assert "Dự thay, đi cùng: Vũ Thị Mới · Đại biểu này chưa có mặt." in lines.nth(1).inner_text()
    assert lines.locator("button").all_inner_texts() == ["Đã xem", "Đã xem"]
    desk.reload()
    lines.nth(1).locator("button").click()
    until(desk, "document.querySelectorAll('#last .outcome-refused').length === 1")
    assert desk.inner_text("#refused") == "Máy chủ không nhận: 1"
    lines.locator("button").click()
    desk.wait_for_selector("#refused", state="hidden")
    assert lines.locator("button").count() == 0


def test_blanks_are_no_name_and_no_reason(desk: Page, people: dict[str, str]) -> None:
    desk.keyboard.press("F4")
    desk.fill("#walk-in [name=house]", "Công ty Thử")
    desk.fill("#walk-in [name=name]", " \u200b ")
    desk.keyboard.press("Enter")
    assert desk.inner_text("#walk-in .fault") == "Hãy ghi họ và tên đại biểu."
    assert desk.get_attribute("#outcome", "data-outcome") == "ready"
    desk.keyboard.press("Escape")
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    rested(desk)
    desk.click("[data-do=undo]")
    desk.fill("#undo [name=reason]", "   ")
    desk.press("#undo [name=reason]", "Enter")
    assert desk.inner_text("#undo .fault") == "Hãy ghi lý do."
    assert desk.get_attribute("#outcome", "data-outcome") == "welcome"


def walk_in(page: Page, house: str, name: str = "") -> None:
    """Open the form and say who stands there, up to Enter."""
    page.keyboard.press("F4")
    page.fill("#walk-in [name=house]", house)
    page.fill("#walk-in [name=name]", name)


def test_another_spelling_is_the_same_business_and_another_form_is_asked_about(desk: Page) -> None:
    walk_in(desk, "Cty Cổ phần Thép Cửa Cấm", "Bùi Mai")
    assert desk.inner_text("#walk-in .same") == "Đã có: Công ty CP Thép Cửa Cấm"
    desk.fill("#walk-in [name=house]", "Thép Cửa Cấm JSC")
    assert desk.locator("#walk-in .same > *").all_inner_texts() == [
        "Có phải đơn vị này?", "Công ty CP Thép Cửa Cấm", "Đơn vị khác",
    ]  # fmt: skip
    desk.press("#walk-in [name=name]", "Enter")
    assert desk.inner_text("#walk-in .fault") == "Hãy chọn đúng đơn vị."
    desk.keyboard.press("Enter")
    assert desk.input_value("#walk-in [name=house]") == "Công ty CP Thép Cửa Cấm"
    desk.keyboard.press("Enter")
    outcome(desk, "welcome", "Bùi Mai")
    assert desk.inner_text("#outcome .what") == "Công ty CP Thép Cửa Cấm"
    walk_in(desk, "Thép Cửa Cấm Corporation", "Bùi Mận")
    desk.click("#walk-in .same button:text-is('Đơn vị khác')")
    assert desk.inner_text("#walk-in .same") == "Đơn vị mới: Thép Cửa Cấm Corporation"
    desk.keyboard.press("Enter")
    outcome(desk, "welcome", "Bùi Mận")
    assert desk.inner_text("#outcome .what") == "Thép Cửa Cấm Corporation"


def test_an_unknown_tax_code_is_no_name(desk: Page) -> None:
    walk_in(desk, "MST 0209 998 887", "Bùi Mai")
    assert desk.inner_text("#walk-in .same") == "Chưa có đơn vị nào mang số 0209998887. Hãy ghi thêm tên đơn vị."
    desk.keyboard.press("Enter")
    assert desk.inner_text("#walk-in .fault") == "Hãy ghi tên doanh nghiệp, cơ quan, không chỉ ghi số."
    assert desk.evaluate("document.activeElement.name") == "called"
    desk.keyboard.type("Công ty TNHH Mới", delay=60)
    desk.keyboard.press("Enter")
    outcome(desk, "welcome", "Bùi Mai")
    assert desk.inner_text("#outcome .what") == "Công ty TNHH Mới"
    walk_in(desk, "0209998887")
    assert desk.inner_text("#walk-in .same") == "Đã có: Công ty TNHH Mới"


def test_a_second_guest_of_one_name_and_organisation_is_asked_about(desk: Page, people: dict[str, str]) -> None:
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    rested(desk)
    walk_in(desk, "0200167782", "nguyen van an")
    assert re.fullmatch(
        "Ông Nguyễn Văn An, Công ty CP Thép Cửa Cấm: đã có mặt lúc 13h4. tại Bàn 1", desk.inner_text("#walk-in .same b")
    )
    desk.press("#walk-in [name=name]", "Enter")
    desk.wait_for_selector("#ask[open]")
    assert desk.inner_text("#ask p").endswith("Ghi thêm một đại biểu nữa cùng tên, cùng đơn vị?")
    desk.click("#ask [value=no]")
    paused(desk)
    assert desk.input_value("#walk-in [name=name]") == "nguyen van an"
    desk.press("#walk-in [name=name]", "Enter")
    desk.click("#ask [value=yes]")
    outcome(desk, "welcome", "nguyen van an")
