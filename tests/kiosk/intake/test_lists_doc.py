"""docs/lists.md says what the reader does: each example that it quotes is read here, and none stands there that is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.intake.reader import name_cell
from kiosk.intake.reader.rsvp import understood
from kiosk.intake.reader.table import Table
from tests.kiosk.intake.conftest import make_xlsx, read_here
from tests.kiosk.intake.shapes_of_files import excel_2003
from tests.kiosk.intake.shapes_of_guests import H, L, P
from tests.kiosk.intake.test_unseen_shapes import said

if TYPE_CHECKING:
    from collections.abc import Callable

DOCUMENT = Path(__file__).parents[3] / "docs" / "lists.md"
BODY = P[0][2]
ASKS = ["STT", "Doanh nghiệp", "Khó khăn", "Kiến nghị"]


def sheet(*rows: list[Any]) -> Table[Any]:
    """A guest list of one sheet."""
    return read_here(make_xlsx(list(rows)))


def asked(*rows: list[Any]) -> Table[Any]:
    """A list of questions of one sheet."""
    return read_here(make_xlsx(list(rows)), "questions")


def lines(*texts: str) -> Table[Any]:
    """A message with one person a line."""
    return read_here("\n".join(texts).encode())


def people(table: Table[Any]) -> list[tuple[str, str]]:
    """Names and organisations, where nothing stops the list."""
    assert not table.errors
    return [(row.name, row.organisation) for row in table.rows]


def names_nobody(text: str) -> bool:
    """Say whether a cell of names invites the organisation alone."""
    return people(sheet(H, [1, text, None, BODY, None], L[1])) == [("", BODY), tuple(P[1][0:3:2])]


def is_ditto(text: str) -> bool:
    """Say whether a word stands for the cell above."""
    return people(sheet(H, L[0], [2, P[1][0], None, text, None], *L[2:]))[1] == (P[1][0], BODY)


def goes_to_the_note(heading: str) -> bool:
    """Say whether people below a heading are told and kept in the note."""
    table = sheet([*H, heading], *[[*row, "Vũ Thị Gọi"] for row in L])
    return len(table.rows) == len(L) and "Vũ Thị Gọi" in table.rows[0].note and heading in said(table)


def is_asked(text: str) -> bool:
    """Say whether an answer to the invitation is neither yes nor no."""
    return understood(text).state == "none" and not understood(text).is_sure


def message(form: str) -> Table[Any]:
    """Two people in lines of one form, with {name}, {office}, {body} and {phone}."""
    return lines(*(form.format(name=p[0], office=p[1], body=p[2], phone=p[3]) for p in P))


EVERYBODY = [(p[0], p[2]) for p in P]
EXAMPLES: dict[str, Callable[[], bool]] = {
    "XML Spreadsheet 2003": lambda: people(read_here(excel_2003())) == EVERYBODY,
    "Ông A – Giám đốc – Công ty B – 09…": lambda: people(message("Ông {name} – {office} – {body} – {phone}")) == EVERYBODY,
    "Công ty B cử ông A, Giám đốc, …": lambda: people(message("{body} cử ông {name}, {office}, {phone}")) == EVERYBODY,
    "Họ tên: …; Đơn vị: …": lambda: people(message("Họ tên: {name}; Đơn vị: {body}")) == EVERYBODY,
    "Quý đơn vị có tham dự không?": lambda: (
        sheet([*H, "Quý đơn vị có tham dự không?"], [*L[0], "Có"], [*L[1], "Không"]).rows[1].rsvp == "declined"
    ),
    "hoTen": lambda: people(sheet(["stt", "hoTen", "chucVu", "donVi", "soDienThoai"], *L)) == EVERYBODY,
    "Khối sở ngành": lambda: (
        [row.block for row in read_here(make_xlsx([], **{"Khối sở ngành": [H, *L]})).rows] == ["Khối sở ngành"] * len(L)
    ),
    "☑ Có ☐ Không": lambda: understood("☑ Có ☐ Không").state == "coming" and understood("☐ Có ☑ Không").state == "declined",
    "Ý kiến của Sở Công Thương": lambda: [
        row.prepared
        for row in asked(["STT", "Doanh nghiệp", "Kiến nghị", "Ý kiến của Sở Công Thương"], [1, BODY, "Xin hỏi A?", "Theo luật."]).rows
    ]
    == ["Theo luật."],
    "Công ty A đề nghị …": lambda: (
        asked(["STT", "Nội dung"], [1, f"{BODY} đề nghị hướng dẫn kiểm định."]).rows[0].organisation == BODY
    ),
    "nt": lambda: is_ditto("nt"),
    "như trên": lambda: is_ditto("như trên"),
    "Nam | Nữ": lambda: [
        row.honorific
        for row in sheet(["Họ và tên", "Nam", "Nữ", "Đơn vị"], [P[0][0], "x", None, BODY], [P[1][0], None, "x", BODY]).rows
    ]
    == ["Ông", "Bà"],
    "Người gọi điện": lambda: goes_to_the_note("Người gọi điện"),
    "Đại biểu năm 2025": lambda: goes_to_the_note("Đại biểu năm 2025"),
    "Chưa cử": lambda: names_nobody("Chưa cử"),
    "Lãnh đạo công ty": lambda: names_nobody("Lãnh đạo công ty"),
    "Giám đốc": lambda: names_nobody("Giám đốc"),
    "-": lambda: names_nobody("-"),
    "NULL": lambda: names_nobody("NULL"),
    "Không nghe máy": lambda: (understood("Không nghe máy").state, understood("Không nghe máy").is_sure) == ("none", True),
    "Ban lãnh đạo tham dự": lambda: understood("Ban lãnh đạo tham dự").state == "coming",
    "bận": lambda: understood("bận").state == "declined",
    "Có việc bận": lambda: is_asked("Có việc bận"),
    "Đi họp Hà Nội": lambda: is_asked("Đi họp Hà Nội"),
    "Dự phòng": lambda: is_asked("Dự phòng"),
    "Khó khăn": lambda: asked(ASKS, [1, BODY, "Kiểm định chậm.", "Đề nghị rút ngắn."]).rows[0].text == "Kiểm định chậm.",
    "Kiến nghị": lambda: asked(ASKS, [1, BODY, "Kiểm định chậm.", "Đề nghị rút ngắn."]).rows[0].proposal == "Đề nghị rút ngắn.",
    "Trả lời: …": lambda: [
        row.prepared
        for row in asked(["STT", "Doanh nghiệp", "Nội dung"], [1, BODY, "Xin hỏi A?"], [None, None, "Trả lời: Theo luật."]).rows
    ]
    == ["Theo luật."],
    "x": lambda: "“x”" in said(sheet([*H, "Tham dự"], *[[*row, "x" if n % 2 else "v"] for n, row in enumerate(L)])),
    "v": lambda: "“v”" in said(sheet([*H, "Tham dự"], *[[*row, "x" if n % 2 else "v"] for n, row in enumerate(L)])),
    "Danh sách dự phòng": lambda: "Danh sách dự phòng" in said(sheet(H, *L[:2], ["Danh sách dự phòng"], *L[2:])),
    "Ph?m V?n Th?": lambda: bool(sheet(H, *[[n, "Ph?m V?n Th?", *p[1:]] for n, p in enumerate(P, 1)]).errors),
    "Đại diện lãnh đạo": lambda: people(sheet(["STT", "Đơn vị"], [1, BODY], [2, P[1][2]])) == [("", BODY), ("", P[1][2])],
    "Đã trả lời bằng văn bản": lambda: (
        asked(
            ["STT", "Doanh nghiệp", "Kiến nghị", "Nội dung trả lời", "Hình thức trả lời"],
            [1, BODY, "Xin hỏi A?", "Theo luật.", "Đã trả lời bằng văn bản"],
        )
        .rows[0]
        .answered
    ),
    "Nguyễn Văn⏎Cường": lambda: (
        people(sheet(H, [1, "Nguyễn Văn\nCường", *P[0][1:]], *L[1:]))[0][0] == "Nguyễn Văn Cường"
    ),
    "(không dự)": lambda: (name_cell.read("Phạm Văn Thử (không dự)").note, name_cell.read("Phạm Văn Thử (không dự)").who.position)
    == ("không dự", ""),
    "Ông/Bà": lambda: people(sheet(["STT", "Ông/Bà", "Đơn vị"], *[[n, p[0], p[2]] for n, p in enumerate(P, 1)])) == EVERYBODY,
}  # fmt: skip
"""Example of the document → does the reader do what is said of it?"""


def quoted() -> set[str]:
    """What the document quotes, and names of columns in code."""
    text = " ".join(DOCUMENT.read_text(encoding="utf-8").split())
    return {
        *re.findall("“([^”]+)”", text),
        *re.findall("joined? them \\(`(\\w+)`\\)|join them \\(`(\\w+)`\\)", text)[0],
    } - {""}


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_reader_does_what_the_document_says(example: str) -> None:
    assert EXAMPLES[example]()


def test_every_example_of_the_document_is_read_here() -> None:
    assert quoted() == EXAMPLES.keys()
