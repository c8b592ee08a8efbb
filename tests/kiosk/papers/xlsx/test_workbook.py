"""The spreadsheet of everything: text only, and nothing lost."""

import io
import re
from typing import Any

import pytest
from openpyxl import load_workbook

from kiosk.conference.conference import Conference
from kiosk.papers import record
from kiosk.papers.record import Record
from kiosk.papers.xlsx import everything, workbook
from kiosk.papers.xlsx.workbook import Sheet

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "=cmd|' /C calc'!A0",
    "_x0041_",
]


def read(data: bytes) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(data))
    return {page.title: [[cell.value for cell in row] for row in page.iter_rows()] for page in book}


def types(data: bytes) -> set[str]:
    book = load_workbook(io.BytesIO(data))
    return {cell.data_type for page in book for row in page.iter_rows() for cell in row if cell.value is not None}


@pytest.mark.parametrize("file", ["tong-hop.xlsx", "cong-thong-tin.xlsx"])
def test_every_cell_is_text(papers: dict[str, bytes], file: str) -> None:
    assert types(papers[file]) == {"s"}


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    data = workbook.write([Sheet("S", [("A", 10)], [[text]])], "x")
    assert types(data) == {"s"}
    assert re.sub(r"_x005F_", "_", read(data)["S"][1][0]) == text


def test_a_text_longer_than_a_cell_goes_on_below() -> None:
    long = "kiến nghị " * 5000
    rows = read(workbook.write([Sheet("S", [("A", 10), ("B", 10)], [["1", long], ["2", "b"]])], "x"))["S"]
    assert "".join(row[1] for row in rows[1:-1]) == long
    assert [row[0] for row in rows] == ["A", "1", None, "2"]


def test_all_of_the_day_is_in_it(kept: Record) -> None:
    sheets = read(workbook.write(everything.sheets(kept), "x"))
    assert {name: len(rows) - 1 for name, rows in sheets.items()} == {
        "Kiến nghị": 40, "Đại biểu": 27, "Cơ quan, doanh nghiệp": 15, "Diễn biến": len(kept.steps), "Kết luận": 2,
        "Thống kê": 38,
    }  # fmt: skip
    assert [row[7] for row in sheets["Kiến nghị"][1:]] == [m.question.text for m in kept.matters]
    first = sheets["Đại biểu"][3]
    assert first[1:10] == [
        "Ông", "Nguyễn Văn An", "Giám đốc", "Công ty Cổ phần Cân điện tử Hải Phòng", "Doanh nghiệp", "Tham dự", "Có",
        "13h45", "Bàn 1",
    ]  # fmt: skip


def test_an_empty_day_has_its_headings(conference: Conference) -> None:
    sheets = read(workbook.write(everything.sheets(record.gather(conference)), "x"))
    assert [len(rows) for rows in sheets.values()] == [1, 1, 1, 1, 1, 39]
