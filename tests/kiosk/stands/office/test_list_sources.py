"""Pasted lists, rows corrected on the page, and the empty lists that come back in."""

import io
import re

import pytest
from openpyxl import load_workbook

from badges import guests
from kiosk.conference.devices import Role
from tests.kiosk.stands.office.test_lists import HERE, form, take

pytestmark = pytest.mark.whole

LINES = """Dạ em gửi ds ạ:
1. Ông Phạm Văn Thử – Giám đốc – Công ty TNHH Hải Đăng Phát – 0912345601
2. Lê Thị Mẫu - 0912345602 - Phó GĐ - Công ty CP Sông Cấm Xanh
"""
PAGE = "<table><tr><td>Họ và tên<td>Đơn vị<tr><td>Phạm Văn Thử<td>Công ty A<tr><td>Lê Thị Mẫu<td>Công ty B</table>"


@pytest.fixture
def office(enrolled):
    return enrolled(Role.OFFICE, "Văn phòng")


def pasted(office, **sent):
    """Where a pasted list is shown to be corrected."""
    return office.post("/office/lists/paste", data={"kind": "guests", "page": "", "text": ""} | sent, headers=HERE)


def test_a_message_is_pasted_corrected_and_taken_in(office, conference):
    answer = pasted(office, text=LINES)
    address = answer.headers["Location"]
    page = office.get(address)
    assert "Dạ em gửi ds ạ" in page.text
    sent = dict(re.findall(r'name="(\w+-\d+)" value="([^"]*)"', page.text))
    assert (sent["name-0"], sent["phone-1"], sent["organisation-1"]) == (
        "Phạm Văn Thử",
        "0912345602",
        "Công ty CP Sông Cấm Xanh",
    )
    office.post(address, data=sent | {"name-1": "Lê Thị Mẫu Đơn"}, headers=HERE)
    take(office, address.removesuffix("/cells"))
    assert sorted(guest.name for guest in guests.every(conference.db)) == ["Lê Thị Mẫu Đơn", "Phạm Văn Thử"]


def test_a_table_on_the_clipboard_keeps_its_columns_and_an_emptied_row_is_left_out(office, conference):
    address = pasted(office, page=PAGE, text="Họ và tên Đơn vị").headers["Location"]
    sent = dict.fromkeys(("name-1", "organisation-1"), "") | {
        "name-0": "Phạm Văn Thử",
        "organisation-0": "Công ty A",
    }
    office.post(address, data=sent, headers=HERE)
    take(office, address.removesuffix("/cells"))
    assert [guest.name for guest in guests.every(conference.db)] == ["Phạm Văn Thử"]


@pytest.mark.parametrize(
    ("text", "said"), [("", "Hãy dán danh sách"), ("một dòng không có gì", "Không phân biệt được")]
)
def test_what_is_no_list_is_refused_with_a_sentence(office, text, said):
    answer = pasted(office, text=text)
    assert answer.status_code >= 400
    assert said in answer.text


@pytest.mark.parametrize("kind", ["guests", "questions"])
def test_an_empty_list_comes_back_in_without_a_question(office, conference, kind):
    from kiosk.intake import plan

    data = office.get(f"/office/lists/template/{kind}").data
    book = load_workbook(io.BytesIO(data))
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[1]}
    filled = {"STT": "1", "Họ và tên": "Phạm Văn Thử", "Đơn vị": "Công ty A", "Điện thoại": "0912345601", "Xác báo": "Tham dự",
              "Doanh nghiệp": "Công ty A", "Nội dung kiến nghị": "Xin hỏi thủ tục?", "Lĩnh vực": conference.settings.fields[0].name,
              "Khối": conference.settings.blocks[0].name}  # fmt: skip
    for head, text in filled.items():
        if head in heads:
            sheet.cell(2, heads[head], text)
    file = io.BytesIO()
    book.save(file)
    found = plan.from_file(conference, kind, file.getvalue())
    assert (found.table.messages, found.messages, len(found.table.rows)) == ((), [], 1)
    assert len(sheet.data_validations.dataValidation) == (3 if kind == "guests" else 2)


def test_the_preview_accounts_for_every_row_and_lets_answers_be_corrected(office, conference):
    heads, first = "Họ và tên\tĐơn vị\tXác báo\tBiển số xe", "Phạm Văn Thử\tCông ty A\tSếp bận\t15A-12345"
    rows = f"{heads}\n{first}\nLê Thị Mẫu\tCông ty B\tCó\t\nTổng cộng: 2\n"
    address = pasted(office, text=rows).headers["Location"].removesuffix("/cells")
    page = office.get(address)
    assert "4 dòng có nội dung: đọc 2, bỏ qua 1, 1 dòng tiêu đề" in page.text
    assert "1 cột với 1 ô có nội dung không được đọc" in page.text
    sent = form(page, address)
    number = next(name.removeprefix("answer-") for name, value in sent.items() if value == "Sếp bận")
    office.post(address, data=sent | {f"meaning-{number}": "declined"}, headers=HERE)
    take(office, address)
    assert {guest.name: guest.rsvp for guest in guests.every(conference.db)} == {
        "Phạm Văn Thử": "declined",
        "Lê Thị Mẫu": "coming",
    }
