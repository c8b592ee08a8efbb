"""The .xlsx reader: openpyxl in read-only mode, and beside it one pass over the sheet for what that mode leaves out.

Read-only mode takes a third of the memory and stops at the row it is told to, but knows no merged ranges, no hidden
rows, and shows a formula that was never calculated as an empty cell. The pass finds these and the true extent of the
sheet, whatever extent it declares.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from xml.sax.handler import ContentHandler

import defusedxml.sax
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from kiosk.intake.reader import limits
from kiosk.intake.reader.grid import Fault, Grid, Span, Value, address, clipped

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesImpl

HEAD: Final = 30
"""Rows that are read of a sheet to look for its headings."""
MOST_SPANS: Final = 20_000


class Workbook:
    """An opened .xlsx. `names` are its sheets, each with whether it is hidden."""

    def __init__(self, data: bytes) -> None:
        reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        reader.read()
        self._archive = reader.archive
        self._sheets = reader.wb.worksheets
        self._parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
        self.names = [(sheet.title, sheet.sheet_state != "visible") for sheet in self._sheets]

    def head(self, index: int) -> Grid:
        """The first rows of a sheet, without its merged ranges."""
        rows = self._sheets[index].iter_rows(max_row=HEAD, max_col=limits.MOST_COLUMNS)
        return Grid([[_value(cell) for cell in row] for row in rows])

    def whole(self, index: int) -> Grid:
        """All of a sheet. Raises `Unreadable` where it is larger than what is read."""
        sheet = self._sheets[index]
        with self._archive.open(self._parts[sheet.title]) as part:
            extent = Extent()
            defusedxml.sax.parse(part, extent)
        if not extent.bottom:
            return Grid([])
        rows = sheet.iter_rows(max_row=extent.bottom, max_col=extent.right)
        values = [[_value(cell) for cell in row] for row in rows]
        return Grid(values, extent.spans, extent.hidden_rows, extent.uncalculated)


def _value(cell: object) -> Value:
    value = getattr(cell, "value", None)
    if getattr(cell, "data_type", "") == "e":
        return Fault(value)
    if value is None or isinstance(value, (str, int, float, datetime, date)):
        return value
    return str(value)


class Extent(ContentHandler):
    """One pass over a sheet: how far it is written on, what is merged, what is hidden, what was never calculated."""

    def __init__(self) -> None:
        super().__init__()
        self.bottom = self.right = 0
        self.spans: list[Span] = []
        self.hidden_rows: list[int] = []
        self.uncalculated: set[tuple[int, int]] = set()
        self._row = self._column = 0
        self._formula = self._valued = self._is_text = self._in_value = False

    def startElement(self, name: str, attributes: AttributesImpl) -> None:
        """Called by the parser."""
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._start_cell(attributes.get("r"))
            self._is_text = attributes.get("t") == "str"
        elif tag == "is" or (tag == "v" and self._is_text):
            self._valued = True
        elif tag == "v":
            self._in_value = True
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def endElement(self, name: str) -> None:
        """Called by the parser."""
        self._in_value = False
        if name.rpartition(":")[2] == "c":
            self._end_cell()

    def characters(self, content: str) -> None:
        """Called by the parser. A formula that was never calculated has an empty value, unless its result is a text."""
        if self._in_value:
            self._valued = True

    def _start_row(self, attributes: AttributesImpl) -> None:
        self._row = int(float(attributes.get("r") or self._row + 1))
        self._column = 0
        if attributes.get("hidden") in {"1", "true"}:
            self.hidden_rows.append(self._row)

    def _start_cell(self, reference: str | None) -> None:
        if reference:
            letters, self._row = coordinate_from_string(reference)
            self._column = column_index_from_string(letters)
        else:
            self._column += 1
        self._formula = self._valued = False

    def _end_cell(self) -> None:
        if not self._valued and not self._formula:
            return
        if self._row > limits.MOST_ROWS or self._column > limits.MOST_COLUMNS:
            raise limits.outside(address(self._row, self._column))
        self.bottom, self.right = max(self.bottom, self._row), max(self.right, self._column)
        if self._formula and not self._valued:
            self.uncalculated.add((self._row, self._column))

    def _merge(self, reference: str) -> None:
        left, top, right, bottom = range_boundaries(reference)
        span = clipped(top, left, bottom, right)
        if span and len(self.spans) < MOST_SPANS:
            self.spans.append(span)
