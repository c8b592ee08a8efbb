"""Files of lists as offices, mail programs and chats give them: letters and tables of Word, texts, several sheets. All names are invented."""

# ruff: noqa: E501, DTZ001  a table of shapes, one on each line

from __future__ import annotations

import io
import zipfile
from datetime import datetime
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


def _forms(document: Any) -> None:
    for person in P[:3]:
        document.add_paragraph("PHIẾU ĐĂNG KÝ THAM DỰ")
        labels = ("Tên đơn vị", "Họ và tên người tham dự", "Chức vụ", "Số điện thoại")
        values = (person[2], person[0], person[1], person[3])
        table(document, [list(pair) for pair in zip(labels, values, strict=True)])


def _repeated(document: Any) -> None:
    table(document, [H, *L[:2]])
    document.add_page_break()
    table(document, [H, *L[2:]])


def _two_rows_of_headings(document: Any) -> None:
    made = table(
        document,
        [
            ["TT", "Doanh nghiệp", "Người tham dự", "", "SĐT"],
            ["", "", "Họ và tên", "Chức vụ", ""],
            *[[number, p[2], p[0], p[1], p[3]] for number, p in enumerate(P, 1)],
        ],
    )
    made.cell(0, 2).merge(made.cell(0, 3))
    for column in (0, 1, 4):
        made.cell(0, column).merge(made.cell(1, column))


def _form_of_a_question(document: Any) -> None:
    document.add_paragraph("PHIẾU KIẾN NGHỊ")
    table(
        document,
        [
            ["Tên doanh nghiệp", A],
            ["Người kiến nghị", P[0][0]],
            ["Nội dung kiến nghị", "Xin hỏi thời hạn kiểm định?"],
            ["Đề xuất", "Rút ngắn."],
        ],
    )


def _fields_above(document: Any) -> None:
    for title, row in (
        ("I. LĨNH VỰC ĐO LƯỜNG", [1, A, "Xin hỏi A?"]),
        ("II. LĨNH VỰC CHẤT LƯỢNG", [2, B, "Xin hỏi B?"]),
    ):
        document.add_paragraph(title)
        table(document, [HQ, row])


def word_clipboard() -> bytes:
    """The table as Word puts it on the clipboard."""

    def row(values: list[Any]) -> str:
        cells = (
            f"<td style='width:10pt'><p class=MsoNormal><span lang=VI>{v}<o:p></o:p></span></p></td>" for v in values
        )
        return f"<tr>{''.join(cells)}</tr>"

    rows = "".join(map(row, [H, *L]))
    return f"<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style><!-- p.MsoNormal {{margin:0}} --></style></head><body><!--StartFragment--><table class=MsoNormalTable>{rows}</table><!--EndFragment--></body></html>".encode()


def ods_merged() -> bytes:
    """Two people of one organisation, whose cell goes over both rows; a telephone number without its zero."""
    sound = ods([H, [1, P[0][0], P[0][1], A, 912345601], [2, P[1][0], P[1][1], "-", P[1][3]]])
    body = f'<table:table-cell office:value-type="string"><text:p>{A}<'.encode()
    source, file = zipfile.ZipFile(io.BytesIO(sound)), io.BytesIO()
    content = source.read("content.xml").replace(
        body, body.replace(b"<table:table-cell ", b'<table:table-cell table:number-rows-spanned="2" ')
    )
    covered = b'<table:table-cell office:value-type="string"><text:p>-</text:p></table:table-cell>'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", source.read("mimetype"))
        archive.writestr("content.xml", content.replace(covered, b"<table:covered-table-cell/>"))
    return file.getvalue()


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


def changed(rows: Rows, change: Callable[[Any], Any]) -> Callable[[], bytes]:
    """A workbook of one sheet that a function changes."""

    def make() -> bytes:
        workbook, file = Workbook(), io.BytesIO()
        for row in rows:
            workbook.active.append(row)
        change(workbook.active)
        workbook.save(file)
        return file.getvalue()

    return make


def _padded(sheet: Any) -> None:
    for row in range(2, 6):
        sheet.cell(row, 5).number_format = "0000000000"


def _linked(sheet: Any) -> None:
    for row in range(2, 6):
        sheet.cell(row, 6).hyperlink = f"mailto:n{row - 1}@vidu.example"


def _dated(sheet: Any) -> None:
    sheet["E3"] = datetime(2026, 4, 10)


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
    "docx forms below each other": (word(_forms), W[:3]),
    "docx form in text": (paragraphs("PHIẾU ĐĂNG KÝ THAM DỰ HỘI NGHỊ", f'1. Tên đơn vị: {A}', f'2. Họ và tên người tham dự: {P[0][0]}', f'3. Chức vụ: {P[0][1]}\tĐiện thoại: {P[0][3]}', "Hải Phòng, ngày 10 tháng 4 năm 2026"), W[:1]),
    "docx tables with the same headings": (word(_repeated), W),
    "docx bullets": (paragraphs("Danh sách đại biểu:", *[f'Ông {p[0]} – {p[1]} {p[2]} (ĐT: {p[3]})' for p in P]), W),
    "docx bodies with stars": (paragraphs(*[line for p in P[:3] for line in (f'* {p[2]}', f'- Ông {p[0]}, {p[1]}, ĐT {p[3]}')]), W[:3]),
    "docx headings in two rows": (word(_two_rows_of_headings), W),
    "docx short lines": (paragraphs(*[f'{p[0]}, {p[2]}' for p in P]), only("name", "organisation")),
    "html ordered list": (lambda: ("<html><body><p>Danh sách:</p><ol>" + "".join(f'<li>Ông {p[0]} – {p[1]} – {p[2]} – {p[3]}</li>' for p in P) + "</ol></body></html>").encode(), W),
    "html of a mail by lines": (lambda: ("<div>" + "</div><div>".join(" - ".join(p) for p in P) + "</div>").encode(), W),
    "html of a mail by breaks": (lambda: ("<p>" + "<br>".join((f'{n}. ' + " - ".join(p) for n, p in enumerate(P, 1))) + "</p>").encode(), W),
    "html of the clipboard of Word": (word_clipboard, W),
    "html with cells over rows": (lambda: f'<table><tr><th>STT<th>Đơn vị<th>Họ và tên<th>Chức vụ</tr><tr><td rowspan=2>1<td rowspan=2>{A}<td>{P[0][0]}<td>{P[0][1]}</tr><tr><td>{P[1][0]}<td>{P[1][1]}</tr><tr><td>2<td>{C}<td>{P[2][0]}<td>{P[2][1]}</tr></table>'.encode(), [W[0] | {"phone": ""}, {"name": P[1][0], "organisation": A}, {"name": P[2][0], "organisation": C}]),
    "ods with merged and numbers": (ods_merged, [W[0], W[1] | {"organisation": A}]),
    "a sheet of instructions first": (book(("Hướng dẫn", [["Hướng dẫn điền danh sách"], ["1. Điền họ và tên"], ["2. Điền chức vụ"]]), ("Danh sách", [H, *L])), W),
    "an empty sheet first": (book(("Sheet1", []), ("Sheet2", [H, *L]), ("Sheet3", [])), W),
    "zalo: role first": (text(*[f'{p[1]}: {p[0]} - {p[2]} - {p[3]}' for p in P]), W),
    "zalo: phone behind a colon, no dashes": (text(*[f'{n}. {p[0]} {p[1]} {p[2]} sđt {p[3]}' for n, p in enumerate(P, 1)]), only("name", "phone", "organisation")),
    "zalo: polite words around": (text("Em chào chị ạ", "Bên em gửi danh sách tham dự hội nghị:", *[f'- {p[0]} - {p[1]} - {p[2]} - {p[3]}' for p in P], "Em cảm ơn chị ạ!"), W),
    "zalo: one person with labels on one line each": (text("Tên công ty: " + A, "Người tham dự: " + P[0][0], "Chức vụ: " + P[0][1], "Sđt: " + P[0][3]), W[:1]),
    "zalo: names only": (text(*[f'{n}. {p[0]}' for n, p in enumerate(P, 1)]), only("name")),
    "zalo: names, one firm in the first line": (text(f'{A} đăng ký 2 người:', f'1. {P[0][0]} - Giám đốc - {P[0][3]}', f'2. {P[1][0]} - Phó Giám đốc - {P[1][3]}'), [W[0], W[1] | {"organisation": A}]),
    "zalo: firm in the last line": (text(f'1. {P[0][0]} - Giám đốc - {P[0][3]}', f'2. {P[1][0]} - Phó Giám đốc - {P[1][3]}', A), [W[0], W[1] | {"organisation": A}]),
    "mail signature": (text(P[0][0], P[0][1], A, f'Mobile: {P[0][3]}', "Email: n1@vidu.example", "", "---", "", P[1][0], P[1][1], B, f'Mobile: {P[1][3]}', "Email: n2@vidu.example"), W[:2]),
    "csv with an empty first column": (lambda: delimited([["", *H], *[["", *r] for r in L]]), W),
    "csv with comments": (lambda: b'# export 10/4/2026\r\n' + delimited([H, *L]), W),
    "csv with headings in capitals without marks": (lambda: delimited([["STT", "HO VA TEN", "CHUC VU", "DON VI", "DIEN THOAI"], *L]), W),
    "csv saved twice with semicolons in quotes": (lambda: "\r\n".join("\"" + ";".join(map(str, r)) + "\"" for r in [H, *L]).encode(), W),
    "csv of a data base with types": (lambda: delimited([["id", "ho_ten", "chuc_vu", "ten_don_vi", "so_dt", "created_at", "is_deleted"], *[[n, *p, "2026-04-10 08:00:00", "false"] for n, p in enumerate(P, 1)]]), W),
    "phones padded by their format": (changed([H, *[[n, *p[:3], int(p[3])] for n, p in enumerate(P, 1)]], _padded), W),
    "mail addresses as links": (changed([[*H, "Email"], *[[*r, f'n{r[0]}@vidu.example'] for r in L]], _linked), [w | {"email": f'n{n}@vidu.example'} for n, w in enumerate(W, 1)]),
    "a date where a telephone stands": (changed([H, *L], _dated), [W[0], {"name": P[1][0], "organisation": B}, *W[2:]], "E3"),
    "blank rows and columns before all": (book(("DS", [[], [], [], [None, None, *H], [], *[[None, None, *r] for r in L]])), W),
    "list goes on in the next sheet": (book(("DS", [H, *L[:2]]), ("Trang 2", L[2:])), W),
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
    "docx form of one question": (word(_form_of_a_question), [{"organisation": A, "asker": P[0][0], "text": "Xin hỏi thời hạn kiểm định?", "proposal": "Rút ngắn."}]),
    "docx tables by fields": (word(_fields_above), [{"organisation": A, "field": "LĨNH VỰC ĐO LƯỜNG"}, {"organisation": B, "field": "LĨNH VỰC CHẤT LƯỢNG"}]),
    "zalo numbered with bodies behind": (text("1. Xin hỏi thời hạn kiểm định? (" + A + ")", "2. Đề nghị giảm phí thử nghiệm. (" + B + ")"), [{"organisation": A}, {"organisation": B}]),
    "text with roman sections of businesses": (text("I. " + A, "1. Xin hỏi thời hạn kiểm định?", "2. Đề nghị giảm phí.", "II. " + B, "1. Xin hướng dẫn ghi nhãn."), [{"organisation": A}, {"organisation": A}, {"organisation": B}]),
    "csv semicolons": (lambda: delimited([HQ, [1, A, "Xin hỏi A; và B?"], [2, B, "Xin hỏi C?"]], ";"), [{"organisation": A, "text": "Xin hỏi A; và B?"}, {"organisation": B}]),
    "mail of one business": (text("Kính gửi: Sở Khoa học và Công nghệ", A + " xin gửi câu hỏi:", "1. Xin hỏi thời hạn kiểm định?", "2. Đề nghị giảm phí thử nghiệm.", "Trân trọng cảm ơn."), [{"organisation": A, "text": "Xin hỏi thời hạn kiểm định?"}, {"organisation": A}]),
    "labels of question and business": (text("Doanh nghiệp: " + A, "Câu hỏi: Xin hỏi A?", "Doanh nghiệp: " + B, "Câu hỏi: Xin hỏi B?"), [{"organisation": A, "text": "Xin hỏi A?"}, {"organisation": B, "text": "Xin hỏi B?"}]),
    "docx questions and answers": (paragraphs(f'Câu 1. {A}: Xin hỏi thời hạn kiểm định?', "Trả lời: Theo quy định tại Nghị định 105.", f'Câu 2. {B}: Đề nghị giảm phí.', "Trả lời: Sẽ rút ngắn."), [{"organisation": A, "text": "Xin hỏi thời hạn kiểm định?", "prepared": "Theo quy định tại Nghị định 105."}, {"organisation": B, "text": "Đề nghị giảm phí.", "prepared": "Sẽ rút ngắn."}]),
}  # fmt: skip
"""Name → the file, questions as they must come out, and where needed a pattern that must be told."""
