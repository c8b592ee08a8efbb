"""Files of lists as offices, mail programs and chats give them: letters and tables of Word, texts, several sheets. All names are invented."""

# ruff: noqa: E501  a table of shapes, one on each line

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml import OxmlElement
from openpyxl import Workbook

from tests.kiosk.intake.reader.test_encodings import to_tcvn3, to_vni
from tests.kiosk.intake.shapes_of_files import T, ods, text
from tests.kiosk.intake.shapes_of_guests import H, L, P, W, only

if TYPE_CHECKING:
    from collections.abc import Callable

A, B, C, D = (person[2] for person in P)
HQ = ["STT", "Doanh nghiệp", "Nội dung kiến nghị"]
Rows = list[list[Any]]


def word(build: Callable[[Any], Any]) -> Callable[[], bytes]:
    """A Word file that a function fills."""

    def make() -> bytes:
        document, file = docx.Document(), io.BytesIO()
        build(document)
        document.save(file)
        return file.getvalue()

    return make


def table(document: Any, rows: Rows) -> Any:
    """A table of these texts at the end of a document."""
    made = document.add_table(len(rows), max(map(len, rows)))
    for row, values in zip(made.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=False):
            cell.text = "" if value is None else str(value)
    return made


def paragraphs(*lines: str) -> Callable[[], bytes]:
    """A Word file of text alone."""
    return word(lambda document: [document.add_paragraph(line) for line in lines])


def _sections(document: Any) -> None:
    document.add_paragraph("DANH SÁCH ĐẠI BIỂU")
    for title, rows in (("I. Khối sở ngành", L[:2]), ("II. Khối doanh nghiệp", L[2:])):
        document.add_paragraph(title)
        table(document, [H, *rows])


def _letter(document: Any) -> None:
    table(
        document, [["SỞ CÔNG THƯƠNG\nSố: 12/SCT-VP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"]]
    )
    document.add_paragraph("Kính gửi: Sở Khoa học và Công nghệ")
    document.add_paragraph("Sở Công Thương cử cán bộ tham dự Hội nghị như sau:")
    table(document, [H, *L])
    document.add_paragraph("Trân trọng./.")
    table(document, [["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\nBùi Văn Ký"]])


def _letter_in_text(document: Any) -> None:
    table(document, [["SỞ CÔNG THƯƠNG\nSố: 12/SCT-VP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]])
    document.add_paragraph("Sở Công Thương cử các đồng chí sau tham dự:")
    for number, person in enumerate(P, 1):
        document.add_paragraph(f"{number}. Đồng chí {person[0]} – {person[1]} – SĐT: {person[3]}.")
    document.add_paragraph("Trân trọng./.")
    table(document, [["Nơi nhận:\n- Như trên;", "GIÁM ĐỐC\n\nBùi Văn Ký"]])


def _nested(document: Any) -> None:
    inner = document.add_table(1, 1).cell(0, 0).add_table(len(L) + 1, 5)
    for row, values in zip(inner.rows, [H, *L], strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = str(value)


def _wide_sections(document: Any) -> None:
    made = table(document, [H, ["I. KHỐI SỞ NGÀNH"], *L[:2], ["II. KHỐI DOANH NGHIỆP"], *L[2:]])
    for row in (1, 4):
        made.cell(row, 0).merge(made.cell(row, 4))


def _controls(document: Any) -> None:
    """One cell in a content control, and the text of another one."""
    made = table(document, [H, *L])
    for inside in (made.cell(2, 1)._tc, made.cell(3, 1).paragraphs[0]._p.r_lst[0]):
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        inside.addprevious(control)
        control.append(content)
        content.append(inside)


def _tracked(document: Any) -> None:
    """A position that was changed with tracking: the old one deleted, the new one inserted."""
    old = table(document, [H, *L]).cell(1, 2).paragraphs[0].runs[0]._r
    deleted, inserted, run, written = (OxmlElement(f"w:{name}") for name in ("del", "ins", "r", "t"))
    old.addprevious(deleted)
    deleted.append(old)
    for part in old.findall(f"{T}t"):
        part.tag, part.text = f"{T}delText", "Kế toán"
    written.text = P[0][1]
    run.append(written)
    inserted.append(run)
    deleted.addnext(inserted)


def _merged_down(document: Any) -> None:
    made = table(
        document,
        [
            ["STT", "Đơn vị", "Họ và tên", "Chức vụ", "SĐT"],
            [1, A, P[0][0], P[0][1], P[0][3]],
            ["", "", P[1][0], P[1][1], P[1][3]],
            [2, C, P[2][0], P[2][1], P[2][3]],
        ],
    )
    for column in (0, 1):
        made.cell(1, column).merge(made.cell(2, column))


def _paragraphs_in_a_cell(document: Any) -> None:
    made = table(document, [[*HQ, "Trả lời"], [1, A, "Công ty có 3 cân ô tô.", ""], [2, B, "Xin hỏi B?", "Theo luật."]])
    made.cell(1, 2).add_paragraph("Đề nghị hướng dẫn kiểm định.")


def delimited(rows: Rows, mark: str = ",", how: str = "utf-8", end: str = "\r\n") -> bytes:
    """Rows as text, quoted where they must be."""

    def written(value: Any) -> str:
        content = "" if value is None else str(value)
        return '"' + content.replace('"', '""') + '"' if any(one in content for one in (mark, "\n", '"')) else content

    return end.join(mark.join(map(written, row)) for row in rows).encode(how)


def recoded(encode: Callable[[str], str]) -> str:
    """The list by tabs, in the letters of an old encoding."""
    return "\r\n".join("\t".join(encode(str(value)) for value in row) for row in [H, *L])


def book(*sheets: tuple[str, Rows], hidden: str = "") -> Callable[[], bytes]:
    """A workbook of these sheets."""

    def make() -> bytes:
        workbook, file = Workbook(), io.BytesIO()
        workbook.remove(workbook.active)
        for title, rows in sheets:
            sheet = workbook.create_sheet(title)
            sheet.sheet_state = "hidden" if title == hidden else "visible"
            for row in rows:
                sheet.append(row)
        workbook.save(file)
        return file.getvalue()

    return make


MAILS = [{"name": p[0], "email": f"n{n}@vidu.example"} for n, p in enumerate(P, 1)]
OLD = [H, [1, "Bùi Văn Cũ", "GĐ", "Công ty Cũ", "0912345699"]]
BY_BLOCK = [w | {"block": "Khối sở ngành" if n < 2 else "Khối doanh nghiệp"} for n, w in enumerate(W)]

FILES_OF_SECRETARIES: dict[str, tuple[Any, ...]] = {
    "docx tables below headings of sections": (word(_sections), BY_BLOCK),
    "docx letter with table": (word(_letter), W),
    "docx letter in text": (word(_letter_in_text), [w | {"honorific": "Đồng chí", "organisation": "Sở Công Thương"} for w in only("name", "position", "phone")]),
    "docx nested table": (word(_nested), W),
    "docx wide section rows": (word(_wide_sections), [w | {"block": "KHỐI SỞ NGÀNH"} for w in W[:2]] + [w | {"block": "KHỐI DOANH NGHIỆP"} for w in W[2:]]),
    "docx controls in cells": (word(_controls), W),
    "docx tracked cell": (word(_tracked), W, "Kế toán"),
    "docx merged down": (word(_merged_down), [W[0], W[1] | {"organisation": A}, W[2]]),
    "docx lines": (paragraphs("DANH SÁCH", *[f'{n}. Ông {p[0]}, {p[1]}, {p[2]}, điện thoại {p[3]};' for n, p in enumerate(P, 1)]), W),
    "docx tab separated": (paragraphs(*["\t".join(map(str, r)) for r in [H, *L]]), W),
    "csv semicolon quoted newline bom": (lambda: delimited([H, [1, P[0][0], "Giám đốc\nkiêm Chủ tịch", P[0][2], P[0][3]], *L[1:]], ";", "utf-8-sig"), [W[0] | {"position": "Giám đốc kiêm Chủ tịch"}, *W[1:]]),
    "csv utf-16 commas": (lambda: delimited([H, *L], ",", "utf-16"), W),
    "csv tab utf-16 be": (lambda: b'\xfe\xff' + delimited([H, *L], "\t", "utf-16-be"), W),
    "tcvn3 text": (lambda: recoded(to_tcvn3).encode("latin-1", "replace"), W),
    "tcvn3 text utf8": (lambda: recoded(to_tcvn3).encode(), W),
    "vni text utf8": (lambda: recoded(to_vni).encode(), W),
    "pipes": (lambda: delimited([H, *L], "|"), W),
    "csv with title lines": (lambda: delimited([["DANH SÁCH ĐẠI BIỂU, HỘI NGHỊ"], [], H, *L]), W),
    "csv excel quotes everything": (lambda: "\r\n".join(",".join("\"" + str(v) + "\"" for v in r) for r in [H, *L]).encode(), W),
    "csv trailing separators": (lambda: "\r\n".join(";".join(map(str, r)) + ";;;" for r in [H, *L]).encode(), W),
    "old mac line ends": (lambda: "\r".join(";".join(map(str, r)) for r in [H, *L]).encode(), W),
    "outlook addresses": (text("; ".join((f'{p[0]} <n{n}@vidu.example>' for n, p in enumerate(P, 1)))), MAILS),
    "outlook addresses on lines": (text(*[f'{p[0]} <n{n}@vidu.example>' for n, p in enumerate(P, 1)]), MAILS),
    "zalo chat with senders": (text(*[f'[10:3{n}, 12/04/2026] Vũ Thị Gửi: Ông {p[0]} - {p[1]} - {p[2]} - {p[3]}' for n, p in enumerate(P, 1)]), W),
    "zalo chat with senders above": (text(*[x for n, p in enumerate(P, 1) for x in ("Vũ Thị Gửi", f'10:3{n}', f'Ông {p[0]} - {p[1]} - {p[2]} - {p[3]}')]), W),
    "zalo counted bodies": (text(f'1. {A}: 02 đồng chí', f'- Ông {P[0][0]} - GĐ', f'- Bà {P[1][0]} - KTT', f'2. {C}: 01 đồng chí', f'- Ông {P[2][0]} - Chủ nhiệm'), [{"name": P[0][0], "organisation": A, "position": "GĐ"}, {"name": P[1][0], "organisation": A, "position": "KTT"}, {"name": P[2][0], "organisation": C, "position": "Chủ nhiệm"}]),
    "zalo bodies with people in one line": (text(*[f'{n}. {p[2]}: ông {p[0]} – {p[1]}, SĐT {p[3]}' for n, p in enumerate(P, 1)]), W),
    "all in brackets": (text(*[f'{p[0]} ({p[1]} {p[2]}, {p[3]})' for p in P]), W),
    "labels in lower case": (text(*[f'- Ông {p[0]}, chức vụ: {p[1]}, đơn vị: {p[2]}, sđt: {p[3]}' for p in P]), W),
    "emoji labels": (text(*[x for p in P for x in (f'👤 Họ tên: {p[0]}', f'💼 Chức vụ: {p[1]}', f'🏢 Đơn vị: {p[2]}', f'📞 SĐT: {p[3]}', "")]), W),
    "excel paste quoted newline": (lambda: "\r\n".join("\t".join(r) for r in [H, ["1", "\"Phạm Văn Thử\n\"", "Giám đốc", A, "0912345601"], *[[str(v) for v in r] for r in L[1:]]]).encode(), W),
    "paste without headings": (lambda: "\n".join("\t".join(map(str, r)) for r in L).encode(), W),
    "last year's sheet beside": (book(("2026", [H, *L]), ("2025", OLD)), W, "2025"),
    "hidden old sheet": (book(("DS", [H, *L]), ("Cũ", OLD), hidden="Cũ"), W, "Cũ"),
    "summary sheet of numbers": (book(("Tổng hợp", [["STT", "Khối", "Số lượng"], [1, "Sở ngành", 2], [2, "Doanh nghiệp", 2]]), ("Chi tiết", [H, *L])), W),
    "sheets with other columns": (book(("Sở ngành", [H, *L[:2]]), ("Doanh nghiệp", [["TT", "Tên doanh nghiệp", "Người đại diện", "SĐT", "Chức danh"], *[[n, p[2], p[0], p[3], p[1]] for n, p in enumerate(P[2:], 1)]])), W),
    "sheets by block": (book(("Khối sở ngành", [H, *L[:2]]), ("Khối doanh nghiệp", [H, *L[2:]])), BY_BLOCK),
    "guests and questions sheets": (book(("Đại biểu", [H, *L]), ("Câu hỏi", [HQ, [1, A, "Xin hỏi A?"]])), W),
    "ods": (lambda: ods([["DANH SÁCH"], H, *[[n, *p[:3], int(p[3])] for n, p in enumerate(P, 1)]]), W),
}  # fmt: skip
"""Name → the file, people as they must come out, and where needed a pattern that must be told."""

QUESTION_FILES: dict[str, tuple[Any, ...]] = {
    "docx numbered questions below bodies": (paragraphs("TỔNG HỢP KIẾN NGHỊ", f'{A}:', "1. Đề nghị Sở hướng dẫn thủ tục kiểm định cân ô tô.", "2. Xin hỏi thời hạn cấp giấy chứng nhận?", f'{B}:', "1. Phí thử nghiệm cao, đề nghị giảm phí."), [{"organisation": A, "text": "Đề nghị Sở hướng dẫn thủ tục kiểm định cân ô tô."}, {"organisation": A, "text": "Xin hỏi thời hạn cấp giấy chứng nhận?"}, {"organisation": B, "text": "Phí thử nghiệm cao, đề nghị giảm phí."}]),
    "docx sentences that ask": (paragraphs(f'1. {A} đề nghị Sở hướng dẫn thủ tục kiểm định cân ô tô.', f'2. {B} kiến nghị giảm phí thử nghiệm.', f'3. {C}: Xin hỏi thời hạn cấp giấy chứng nhận?'), [{"organisation": A}, {"organisation": B}, {"organisation": C, "text": "Xin hỏi thời hạn cấp giấy chứng nhận?"}]),
    "docx table with paragraphs": (word(_paragraphs_in_a_cell), [{"organisation": A, "text": "Công ty có 3 cân ô tô.\nĐề nghị hướng dẫn kiểm định."}, {"organisation": B, "text": "Xin hỏi B?", "prepared": "Theo luật."}]),
    "docx bodies in numbered rows": (word(lambda d: table(d, [["STT", "Nội dung kiến nghị", "Cơ quan trả lời"], ["1", A, ""], ["1.1", "Xin hỏi A?", "Sở KHCN"], ["1.2", "Xin hỏi B?", "Sở KHCN"], ["2", B, ""], ["2.1", "Xin hỏi C?", "Sở Công Thương"]])), [{"organisation": A, "text": "Xin hỏi A?", "unit": "Sở KHCN"}, {"organisation": A, "text": "Xin hỏi B?"}, {"organisation": B, "text": "Xin hỏi C?", "unit": "Sở Công Thương"}]),
    "csv quoted newlines": (lambda: delimited([HQ, [1, A, "Kính gửi Sở,\nXin hỏi \"A\"?"], [2, B, "Xin hỏi B?"]], ","), [{"organisation": A, "text": "Kính gửi Sở,\nXin hỏi \"A\"?"}, {"organisation": B}]),
    "zalo questions": (text(f'{A}: Xin hỏi thời hạn kiểm định?', f'{B}: Đề nghị giảm phí thử nghiệm.', f'Ông {P[2][0]} ({C}): Xin hướng dẫn ghi nhãn hàng hóa.'), [{"organisation": A}, {"organisation": B}, {"asker": "Ông " + P[2][0], "organisation": C}]),
    "guests and questions sheets": (book(("Đại biểu", [H, *L]), ("Câu hỏi", [HQ, [1, A, "Xin hỏi A?"]])), [{"organisation": A, "text": "Xin hỏi A?"}]),
    "questions by sheet of units": (book(("Sở KHCN", [HQ, [1, A, "Xin hỏi A?"]]), ("Sở Công Thương", [HQ, [1, B, "Xin hỏi B?"]])), [{"organisation": A}, {"organisation": B}]),
}  # fmt: skip
"""Name → the file, questions as they must come out, and where needed a pattern that must be told."""
