"""Lists written at random and read back: columns in any order, headings from the synonyms or none, noise between the rows."""

import csv
import io
import string
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kiosk.intake.conftest import make_xlsx, read_here
from tests.kiosk.intake.reader.test_encodings import to_tcvn3, to_vni
from tests.kiosk.intake.shapes_of_files import ods

pytestmark = pytest.mark.whole

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
MIDDLES = ("Văn", "Thị", "Đức", "Minh", "Thu")
GIVEN = ("An", "Bình", "Cường", "Dung", "Hà", "Hải", "Lan", "Nam", "Oanh", "Phúc", "Quân", "Sơn")
FIRMS = ("Công ty TNHH", "Công ty CP", "Hợp tác xã", "Doanh nghiệp tư nhân")
POSITIONS = ("Giám đốc", "Phó Giám đốc", "Kế toán trưởng", "Trưởng phòng Kỹ thuật", "Chủ tịch HĐQT")
HEADINGS = {
    "name": ("Họ và tên", "Họ tên", "HỌ VÀ TÊN ĐẠI BIỂU", "Full name", "Đại biểu tham dự", "hoTen"),
    "position": ("Chức vụ", "Chức danh", "Position", "CHUC VU"),
    "organisation": ("Đơn vị", "Đơn vị công tác", "Tên doanh nghiệp", "Company", "donVi"),
    "phone": ("Điện thoại", "SĐT", "Số điện thoại", "Phone", "Di động"),
    "email": ("Email", "E-mail", "Địa chỉ email", "Thư điện tử"),
}
NOISE = ([], [None, None], ["---"], [" "])
TITLES = (["DANH SÁCH ĐẠI BIỂU"], [], ["(Kèm theo Giấy mời số 45)"], ["SỞ KHOA HỌC VÀ CÔNG NGHỆ"])
FEET = ([], [["Tổng cộng: 12 người"]], [["(Danh sách gồm 12 đại biểu)"]], [[], ["NGƯỜI LẬP BIỂU"]])

Rows = list[list[Any]]


def word(rows: Rows) -> bytes:
    """A table of Word."""
    document, file = docx.Document(), io.BytesIO()
    table = document.add_table(len(rows), max(map(len, rows)))
    for made, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(made.cells, values, strict=False):
            cell.text = "" if value is None else str(value)
    document.save(file)
    return file.getvalue()


def html(rows: Rows) -> bytes:
    """A table of a page, as the clipboard of Excel has it."""
    written = (("" if value is None else str(value) for value in row) for row in rows)
    return f"<table>{''.join('<tr>' + ''.join(f'<td>{text}</td>' for text in row) + '</tr>' for row in written)}</table>".encode()


def delimited(rows: Rows, mark: str) -> str:
    """Text with a separator."""
    file = io.StringIO()
    csv.writer(file, delimiter=mark).writerows(rows)
    return file.getvalue()


def old(rows: Rows, encode: Any) -> bytes:
    """Text with tabs, in the letters of an old encoding."""
    return encode(delimited(rows, "\t")).encode()


CARRIERS = {
    "xlsx": make_xlsx,
    "docx": word,
    "ods": ods,
    "html": html,
    "csv": lambda rows: delimited(rows, ",").encode("utf-8-sig"),
    "csv with semicolons": lambda rows: delimited(rows, ";").encode(),
    "pasted cells": lambda rows: delimited(rows, "\t").encode(),
    "unicode text": lambda rows: delimited(rows, "\t").encode("utf-16"),
    "TCVN3": lambda rows: old(rows, to_tcvn3),
    "VNI": lambda rows: old(rows, to_vni),
}
"""Ways in which one list arrives; each must come out as the workbook does."""

person = st.builds(
    lambda family, middle, given, firm, letter, number, position: {
        "name": f"{family} {middle} {given}", "organisation": f"{firm} {letter} {number}", "position": position,
        "phone": f"09{number:08d}", "email": f"n{number}@vidu.example",
    },
    st.sampled_from(FAMILIES), st.sampled_from(MIDDLES), st.sampled_from(GIVEN), st.sampled_from(FIRMS),
    st.sampled_from(string.ascii_uppercase), st.integers(10_000_000, 99_999_999), st.sampled_from(POSITIONS),
)  # fmt: skip
people = st.lists(person, min_size=3, max_size=12, unique_by=lambda one: one["phone"])


def arranged(rows: list[dict[str, str]], order: tuple[str, ...], data: st.DataObject) -> Rows:
    """A sheet of these people, with titles, numbers, blocks and noise as they fall."""
    chosen = [data.draw(st.sampled_from(HEADINGS[name])) for name in order]
    titles = data.draw(st.lists(st.sampled_from(TITLES), max_size=4))
    numbered = data.draw(st.booleans())
    sheet: Rows = [*(list(title) for title in titles), (["STT"] if numbered else []) + chosen]
    for number, row in enumerate(rows, 1):
        sheet.append(([number] if numbered else []) + [row[name] for name in order])
        sheet += [list(one) for one in data.draw(st.lists(st.sampled_from(NOISE), max_size=1))]
    return sheet + [list(one) for one in data.draw(st.sampled_from(FEET))]


def fields_of(table: Any) -> list[dict[str, str]]:
    """The people that were read, with the fields that a list has here."""
    return [{name: getattr(row, name) for name in HEADINGS} for row in table.rows]


@settings(max_examples=20)
@given(people, st.permutations(tuple(HEADINGS)), st.data())
def test_a_list_with_headings_in_any_order_comes_back(rows, order, data) -> None:
    table = read_here(make_xlsx(arranged(rows, order, data)))
    assert fields_of(table) == rows
    assert table.read + table.left_out + table.above == table.filled


@pytest.mark.parametrize("carrier", CARRIERS)
@settings(max_examples=10)
@given(people, st.permutations(tuple(HEADINGS)), st.data())
def test_a_list_is_the_same_whatever_carries_it(carrier, rows, order, data) -> None:
    sheet = arranged(rows, order, data)
    table = read_here(CARRIERS[carrier](sheet))
    assert fields_of(table) == rows
    assert table.read + table.left_out + table.above == table.filled
    assert not table.errors


@pytest.mark.parametrize("carrier", CARRIERS)
@settings(max_examples=5)
@given(people, st.permutations(("name", "organisation", "phone", "position")))
def test_a_list_without_headings_is_the_same_whatever_carries_it(carrier, rows, order) -> None:
    table = read_here(CARRIERS[carrier]([[row[name] for name in order] for row in rows]))
    assert [{name: getattr(row, name) for name in order} for row in table.rows] == [
        {name: row[name] for name in order} for row in rows
    ]


@pytest.mark.parametrize("carrier", CARRIERS)
@settings(max_examples=5)
@given(people, st.permutations(("text", "organisation", "asker")), st.data())
def test_questions_are_the_same_whatever_carries_them(carrier, rows, order, data) -> None:
    heads = {
        "text": ("Nội dung kiến nghị", "Câu hỏi", "Khó khăn, vướng mắc"),
        "organisation": HEADINGS["organisation"][2:4],
        "asker": ("Người kiến nghị", "Người hỏi"),
    }
    asked = [
        {
            "text": f"Đề nghị hướng dẫn thủ tục số {n}, thời hạn và lệ phí?",
            "organisation": row["organisation"],
            "asker": row["name"],
        }
        for n, row in enumerate(rows, 1)
    ]
    sheet: Rows = [["STT", *(data.draw(st.sampled_from(heads[name])) for name in order)]]
    sheet += [[n, *(one[name] for name in order)] for n, one in enumerate(asked, 1)]
    table = read_here(CARRIERS[carrier](sheet), "questions")
    assert [{name: getattr(row, name) for name in asked[0]} for row in table.rows] == asked


@settings(max_examples=20)
@given(people, st.permutations(tuple(HEADINGS)))
def test_a_list_without_headings_comes_back_and_it_is_told(rows, order) -> None:
    table = read_here(make_xlsx([[row[name] for name in order] for row in rows]))
    assert [{name: getattr(row, name) for name in HEADINGS} for row in table.rows] == rows
    assert any(message.level == "warning" for message in table.messages)


@settings(max_examples=20)
@given(people, st.permutations(("position", "organisation", "phone")), st.sampled_from((" - ", " – ", "; ", " | ")))
def test_lines_come_back_in_any_order_of_their_parts(rows, order, mark) -> None:
    lines = [mark.join([row["name"], *(row[name] for name in order)]) for row in rows]
    table = read_here("\n".join(lines).encode())
    found = [{name: getattr(row, name) for name in ("name", *order)} for row in table.rows]
    assert found == [{name: row[name] for name in ("name", *order)} for row in rows]
