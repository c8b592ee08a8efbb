"""The reader of old .xls workbooks, by xlrd."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import xlrd
from xlrd.biffh import error_text_from_code

from kiosk.intake.reader import limits
from kiosk.intake.reader.grid import Fault, Grid, Marks, Span, Value, clipped, trimmed

if TYPE_CHECKING:
    from xlrd.sheet import Cell
    from xlrd.sheet import Sheet as OldSheet


class OldBook:
    """An opened .xls. `names` are its sheets, each with whether it is hidden."""

    def __init__(self, data: bytes) -> None:
        self._book = _open(data)
        sheets = [self._book.sheet_by_index(index) for index in range(self._book.nsheets)]
        self.names = [(sheet.name, bool(sheet.visibility)) for sheet in sheets]

    def whole(self, index: int) -> Grid:
        """All of a sheet. Raises `Unreadable` where it is larger than what is read."""
        sheet = self._book.sheet_by_index(index)
        if sum(map(sheet.row_len, range(sheet.nrows))) > limits.MOST_TAGS:
            raise limits.too_large()
        rows = [[self._value(cell) for cell in sheet.row(row)] for row in range(sheet.nrows)]
        return Grid(trimmed(rows), _spans(sheet), self._marks(sheet))

    def _marks(self, sheet: OldSheet) -> Marks:
        """What the sheet tells beside its values; of formats nothing where they could not be read."""
        marks = Marks()
        marks.hidden_rows = sorted(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden)
        marks.hidden_columns = sorted(
            column + 1 for column, info in sheet.colinfo_map.items() if info.hidden and column < limits.MOST_COLUMNS
        )
        for (row, column), note in sheet.cell_note_map.items():
            if note.text.strip():
                marks.comments[row + 1, column + 1] = note.text.partition(":\n")[2].strip() or note.text.strip()
        if not self._book.formatting_info:
            return marks
        for row in range(min(sheet.nrows, limits.MOST_ROWS)):
            for column in range(min(sheet.row_len(row), limits.MOST_COLUMNS)):
                style = self._book.xf_list[sheet.cell_xf_index(row, column)]
                if self._book.font_list[style.font_index].struck_out:
                    marks.struck.add((row + 1, column + 1))
                if style.background.fill_pattern == 1 and style.background.pattern_colour_index not in (9, 64, 65):
                    marks.fills[row + 1, column + 1] = f"indexed{style.background.pattern_colour_index}"
        return marks

    def _value(self, cell: Cell) -> Value:
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return Fault(error_text_from_code.get(cell.value, "#N/A"))
        if cell.ctype == xlrd.XL_CELL_DATE:
            return _moment(cell.value, self._book.datemode)
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        kept: str | float | None = cell.value if cell.ctype in {xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER} else None
        return kept


def _open(data: bytes) -> Any:
    """Open with formats, which merged ranges need; without them where the formats themselves are broken."""
    options = {"file_contents": data, "ragged_rows": True, "logfile": io.StringIO()}
    try:
        return xlrd.open_workbook(formatting_info=True, **options)
    except Exception as fault:
        if "encrypted" in str(fault).lower():
            raise limits.locked() from fault
        return xlrd.open_workbook(**options)


def _moment(serial: float, datemode: int) -> Value:
    try:
        moment: Value = xlrd.xldate_as_datetime(serial, datemode)
    except (xlrd.XLDateError, ValueError, OverflowError):
        return serial
    return moment


def _spans(sheet: OldSheet) -> list[Span]:
    spans = (clipped(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    return [span for span in spans if span]
