"""Spreadsheets going out: sheets of text cells, so that nothing in them is ever calculated (trust.md S10)."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

CELL_LIMIT = 32_000
"""Excel cuts a longer text without a word; what is left goes on in the rows below."""
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its columns with their widths in letters, its rows."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]


def write(sheets: Sequence[Sheet], title: str) -> bytes:
    """The sheets as an .xlsx."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = title, ""
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    for n, (name, width) in enumerate(sheet.columns, 1):
        head = _put(page, 1, n, name)
        head.font, head.fill = Font(name="Times New Roman", size=12, bold=True), PatternFill("solid", "EDEDED")
        page.column_dimensions[get_column_letter(n)].width = width
    at = 2
    for row in sheet.rows:
        pieces = [_pieces(text) for text in row]
        for n, parts in enumerate(pieces, 1):
            for below, part in enumerate(parts):
                _put(page, at + below, n, part).font = Font(name="Times New Roman", size=12)
        at += max(map(len, pieces))
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{max(at - 1, 1)}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    page.print_title_rows = "1:1"


def _put(page: Worksheet, row: int, column: int, text: str):  # type: ignore[no-untyped-def]
    """A cell of the type text, whatever the text looks like."""
    from openpyxl.styles import Alignment

    cell = page.cell(row, column)
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", text)
    cell.data_type, cell.number_format = "s", "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _pieces(text: str) -> list[str]:
    return [text[n : n + CELL_LIMIT] for n in range(0, len(text), CELL_LIMIT)] or [""]
