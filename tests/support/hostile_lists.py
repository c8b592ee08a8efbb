"""Files meant to do harm, made when they are needed: none of them lies in the repository."""

import io
import os
import random
import zipfile
from collections.abc import Iterable, Iterator

import xlwt
from openpyxl import Workbook

from kiosk.intake.reader import limits

SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = f'<worksheet xmlns="{SPACE}"><sheetData>'
FOOT = "</sheetData></worksheet>"
ONE_TEXT = '<row r="1"><c r="A1" t="inlineStr"><is><t>'
END_TEXT = "</t></is></c></row>"


def plain() -> bytes:
    workbook = Workbook()
    workbook.active.append(["Họ và tên", "Đơn vị"])
    workbook.active.append(["Lê An", "Công ty A"])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def old() -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("DS")
    for row, values in enumerate([["Họ và tên", "Đơn vị"], ["Lê An", "Công ty A"]]):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def text() -> bytes:
    return "Họ và tên;Đơn vị\r\nLê An;Công ty A\r\n".encode()


def with_part(name: str, content: Iterable[str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The plain workbook with one part replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as source, zipfile.ZipFile(file, "w", method) as archive:
        for other in source.namelist():
            if other != name:
                archive.writestr(other, source.read(other))
        with archive.open(name, "w") as part:
            for piece in content:
                part.write(piece.encode())
    return file.getvalue()


def one_cell_of_476_megabytes() -> bytes:
    return with_part(SHEET, [HEAD, ONE_TEXT, *["a" * 2**20] * 476, END_TEXT, FOOT])


def one_cell_in_the_last_row() -> bytes:
    return with_part(SHEET, [HEAD, '<row r="1048576"><c r="A1048576"><v>1</v></c></row>', FOOT])


def one_cell_in_the_last_column() -> bytes:
    return with_part(SHEET, [HEAD, '<row r="1"><c r="XFD1"><v>1</v></c></row>', FOOT])


def a_million_rows() -> bytes:
    def rows() -> Iterator[str]:
        yield HEAD
        for thousand in range(1000):
            yield "".join(
                f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>'
                for row in range(thousand * 1000 + 1, thousand * 1000 + 1001)
            )
        yield FOOT

    return with_part(SHEET, rows())


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY b{n} "{(f"&b{n - 1};" if n else "ha") * 10}">' for n in range(9))
    return with_part(SHEET, [f"<!DOCTYPE x [{entities}]>", HEAD, ONE_TEXT, "&b8;", END_TEXT, FOOT])


def entity_of_a_file() -> bytes:
    return with_part(
        SHEET, ['<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>', HEAD, ONE_TEXT, "&a;", END_TEXT, FOOT]
    )


def many_empty_strings() -> bytes:
    return with_part("xl/sharedStrings.xml", [f'<sst xmlns="{SPACE}">', *["<si/>" * 100_000] * 20, "</sst>"])


def deep_tags() -> bytes:
    return with_part(SHEET, [HEAD, "<a>" * 600_000, "</a>" * 600_000, FOOT])


def a_tag_of_many_attributes() -> bytes:
    return with_part(SHEET, [HEAD, "<row ", " ".join(f'a{n}="{n}"' for n in range(200_000)), "/>", FOOT])


def many_wide_merges() -> bytes:
    spans = "".join(f'<mergeCell ref="A{2 + n % 9}:AD{4000 + n % 999}"/>' for n in range(15_000))
    row = ONE_TEXT + "Họ và tên" + "</t></is></c>" + '<c r="B1" t="inlineStr"><is><t>Đơn vị' + END_TEXT
    return with_part(SHEET, [HEAD, row, "</sheetData><mergeCells>", spans, "</mergeCells></worksheet>"])


def many_members() -> bytes:
    file = io.BytesIO(plain())
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(300):
            archive.writestr(f"xl/x{number}.xml", "<a/>")
    return file.getvalue()


def packed_by(method: int) -> bytes:
    """A part in a packing whose pieces unpack without bound, kept below the ratio."""
    noise = random.Random(1)
    rows = (f'<row r="{n}"><c r="A{n}"><v>{noise.random()}</v></c></row>' for n in range(1, 3000))
    return with_part(SHEET, [HEAD, *rows, FOOT], method)


HOSTILE = {
    "one cell of 476 MB": (one_cell_of_476_megabytes, "unpacks to more"),
    "one cell in the last row": (one_cell_in_the_last_row, "Cell A1048576 lies outside"),
    "one cell in the last column": (one_cell_in_the_last_column, "Cell XFD1 lies outside"),
    "a million rows": (a_million_rows, "unpacks to more"),
    "billion laughs": (billion_laughs, "damaged"),
    "an entity of a file": (entity_of_a_file, "damaged"),
    "many empty strings": (many_empty_strings, "unpacks to more"),
    "deep tags": (deep_tags, "unpacks to more"),
    "many attributes": (a_tag_of_many_attributes, "unpacks to more"),
    "many wide merges": (many_wide_merges, "unpacks to more"),
    "many members": (many_members, "unpacks to more"),
    "bzip2": (lambda: packed_by(zipfile.ZIP_BZIP2), "damaged"),
    "lzma": (lambda: packed_by(zipfile.ZIP_LZMA), "damaged"),
    "one quotation mark": (lambda: b'Ho ten,Don vi\r\n"' + b"a,b\r\n" * 20_000, "Cell A5001 lies outside"),
    "nothing but commas": (lambda: b"," * 4_000_000, "cannot be told apart"),
    "nothing but lines": (lambda: b"a,b\n" * 1_000_000, "unpacks to more"),
    "one cell of 4 MB": (lambda: b"a,b\nc," + b"x" * 4_000_000, "quotation mark"),
    "more rows than are read": (lambda: "Họ và tên,Đơn vị\n".encode() + b"a,b\n" * 5000, "Cell A5001 lies outside"),
    "more columns than are read": (lambda: ("Họ và tên,Đơn vị" + ",x" * limits.MOST_COLUMNS).encode(), "lies outside"),
    "too many bytes": (lambda: os.urandom(limits.MOST_BYTES + 1), "larger than 5 MB"),
}
