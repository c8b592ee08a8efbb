"""Ways in which a list arrives beyond those that the readers were built on. All names are invented."""

# ruff: noqa: E501  a table of shapes, one on each line

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx

from tests.kiosk.intake.shapes_of_guests import H, L, P, W, only

if TYPE_CHECKING:
    from collections.abc import Callable

T = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def html(extra: str = "", head: str = "") -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{value}" for value in row) for row in [H, *L])
    return f"<html><head>{head}</head><body>{extra}<table border=1>{rows}</table></body></html>".encode()


def word(change: Callable[[Any, Any], None] = lambda document, table: None) -> bytes:
    document = docx.Document()
    document.add_paragraph("DANH SÁCH ĐẠI BIỂU")
    table = document.add_table(len(L) + 1, 5)
    for cells, values in zip(table.rows, [H, *L], strict=True):
        for cell, value in zip(cells.cells, values, strict=True):
            cell.text = str(value)
    change(document, table)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _in_a_control(_document: Any, table: Any) -> None:
    """The second person's row in a content control, which python-docx does not see."""
    from docx.oxml import OxmlElement

    row = table.rows[2]._tr
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    row.addprevious(control)
    control.append(content)
    content.append(row)


def _struck(_document: Any, table: Any) -> None:
    run = table.rows[1].cells[4].paragraphs[0].runs[0]
    run.text = "0912345601"
    old = table.rows[1].cells[4].paragraphs[0].add_run("0999999999")
    old.font.strike = True


def _numbered_by_word(_document: Any, table: Any) -> None:
    for row in table.rows[1:]:
        row.cells[0].text = ""


def _second_table(document: Any, table: Any) -> None:
    """A table of titles above, as official papers have it."""
    above = document.add_table(1, 2)
    above.rows[0].cells[0].text, above.rows[0].cells[1].text = (
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    )
    table._tbl.addprevious(above._tbl)


def _cut_in_two(document: Any, table: Any) -> None:
    """The list goes on in a second table without headings, as after a page break."""
    document.add_paragraph("")
    rest = document.add_table(2, 5)
    for cells, values in zip(rest.rows, L[2:], strict=True):
        for cell, value in zip(cells.cells, values, strict=True):
            cell.text = str(value)
    for row in table.rows[3:]:
        table._tbl.remove(row._tr)


def _deleted_row(_document: Any, table: Any) -> None:
    from docx.oxml import OxmlElement

    table.rows[2]._tr.get_or_add_trPr().append(OxmlElement("w:del"))


def ods(rows: list[list[Any]], between: str = "") -> bytes:
    def cell(value: Any) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, int):
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    body = between.join(f"<table:table-row>{between.join(map(cell, row))}</table:table-row>" for row in rows)
    tail = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in ("office", "table", "text"))
    content = f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="DS">{body}{tail}</table:table></office:spreadsheet></office:body></office:document-content>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return file.getvalue()


def excel_2003() -> bytes:
    rows = "".join(
        "<Row>"
        + "".join(
            f'<Cell><Data ss:Type="{"Number" if isinstance(v, int) else "String"}">{v}</Data></Cell>' for v in row
        )
        + "</Row>"
        for row in [H, *L]
    )
    return f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="DS"><Table>{rows}</Table></Worksheet></Workbook>'.encode()


def text(*lines: str) -> Callable[[], bytes]:
    return lambda: "\n".join(lines).encode()


FILES: dict[str, tuple[Callable[[], bytes], list[dict[str, Any]], str]] = {
    "html with cells not closed": (html, W, ""),
    "html that declares another code page": (lambda: html(head='<meta charset="iso-8859-1">'), W, ""),
    "html with a table of layout first": (lambda: html("<table><tr><td>Sở Khoa học và Công nghệ</td></tr></table>"), W, ""),
    "html with no-break spaces and breaks": (lambda: html().replace("Phó Giám đốc".encode(), b"Ph\xc3\xb3&nbsp;Gi\xc3\xa1m<br>\xc4\x91\xe1\xbb\x91c"), [W[0], {"name": P[1][0], "position": "Phó Giám đốc"}, *W[2:]], ""),
    "xml of excel 2003": (excel_2003, W, ""),
    "word table": (word, W, ""),
    "word row in a content control": (lambda: word(_in_a_control), W, ""),
    "word with a number struck through": (lambda: word(_struck), W, "0999999999"),
    "word numbers its rows by itself": (lambda: word(_numbered_by_word), W, ""),
    "word with a table of titles": (lambda: word(_second_table), W, ""),
    "ods with an endless tail": (lambda: ods([H, *L]), W, ""),
    "ods with white space between cells": (lambda: ods([["DANH SÁCH"], H, *L], "\n  "), W, ""),
    "zalo with dashes of all lengths": (text("Dạ em gửi ds ạ:", *[f"{n}/ Ông {p[0]} – {p[1]} – {p[2]} – {p[3]}" for n, p in enumerate(P, 1)]), W, ""),
    "zalo with commas": (text(*[f"{p[0]}, {p[1]}, {p[2]}, {p[3]}" for p in P]), W, ""),
    "zalo phone first": (text(*[f"{p[3]} - {p[0]} - {p[1]} - {p[2]}" for p in P]), W, ""),
    "zalo organisation above its people": (text(f"{P[0][2]}:", f"- {P[0][0]} - {P[0][1]} - {P[0][3]}", f"- {P[1][0]} - {P[1][1]} - {P[1][3]}", f"{P[2][2]}:", f"- {P[2][0]} - {P[2][1]}"), [W[0], W[1] | {"organisation": P[0][2]}, {"name": P[2][0], "organisation": P[2][2]}], ""),
    "zalo with labels": (text("Họ tên: Phạm Văn Thử", "Chức vụ: Giám đốc", "Đơn vị: Công ty TNHH Hải Đăng Phát", "SĐT: 0912345601", "", "Họ tên: Lê Thị Mẫu", "Chức vụ: Phó Giám đốc", "Đơn vị: Công ty CP Sông Cấm Xanh", "SĐT: 0912 345 602"), W[:2], ""),
    "semicolons and a hint": (text("sep=;", ";".join(H), *[";".join(map(str, row)) for row in L]), W, ""),
    "equals signs of a web export": (text(",".join(H), *[f'{n},{p[0]},{p[1]},{p[2]},="{p[3]}"' for n, p in enumerate(P, 1)]), W, ""),
    "table of a wiki": (text("|" + "|".join(H) + "|", "|:--|---|---|---|--:|", *["|" + "|".join(map(str, row)) + "|" for row in L]), W, ""),
    "floats of a program": (text("STT,Họ và tên,Đơn vị,Điện thoại", *[f"{n}.0,{p[0]},{p[2]},{int(p[3])}.0" for n, p in enumerate(P, 1)]), only("name", "organisation", "phone"), ""),
    "unicode text of Excel": (lambda: ("\ufeff" + "\r\n".join("\t".join(map(str, row)) for row in [H, *L])).encode("utf-16-le"), W, ""),
    "columns kept apart by blanks": (text("   ".join(H), *["   ".join(map(str, row)) for row in L]), W, ""),
    "two lines for each person": (text(*[line for n, p in enumerate(P, 1) for line in (f"{n}. {p[0]} - {p[1]}", f"{p[2]} - {p[3]}")]), W, ""),
    "labels in one line": (text(*[f"Họ tên: {p[0]}; Chức vụ: {p[1]}; Đơn vị: {p[2]}; SĐT: {p[3]}" for p in P]), W, ""),
    "organisation before its person": (text(*[f"{p[2]}: {p[0]} - {p[1]} - {p[3]}" for p in P]), W, ""),
    "sentences that send somebody": (text(*[f"{p[2]} cử ông {p[0]}, {p[1]}, số điện thoại {p[3]} tham dự hội nghị." for p in P]), W, ""),
    "word table cut in two": (lambda: word(_cut_in_two), W, "continuation|tiếp"),
    "word row deleted by tracking": (lambda: word(_deleted_row), [W[0], *W[2:]], "Lê Thị Mẫu"),
    "html of two pages, headings once": (lambda: html().split(b"<tr>", 3)[0] + b"<table>" + b"".join(b"<tr>" + row for row in html().split(b"<tr>")[1:4]) + b"</table><table>" + b"".join(b"<tr>" + row for row in html().split(b"<tr>")[4:]), W, "continuation|tiếp"),
    "html of google sheets on the clipboard": (lambda: b"<google-sheets-html-origin>" + html()[12:], W, ""),
}  # fmt: skip
"""Name → the file, people as they must come out, and a pattern that must be told."""
