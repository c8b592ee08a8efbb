"""The reader of .ods, LibreOffice's own format, in one pass over its content.

Repeated rows and cells are counted before anything is multiplied; an empty tail of a million rows costs nothing.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta
from typing import Final

from kiosk.intake.reader import limits, markup
from kiosk.intake.reader.grid import Fault, Grid, Marks, Span, Value, address, clipped

MOST_BLANKS: Final = 1000
MOST_SHEETS: Final = 100
Attributes = dict[str, str]


class OpenSheet:
    """An opened .ods. `names` are its sheets, each with whether it is hidden."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = archive.read("content.xml")
        reader = _Reader()
        markup.parse(content, reader.start, reader.end, reader.text)
        self.names = [(name, name in reader.hidden) for name in reader.names]
        self._sheets = reader.sheets

    def whole(self, index: int) -> Grid:
        """All of a sheet. Raises `Unreadable` where it is larger than what is read."""
        found = self._sheets[index]
        if isinstance(found, Grid):
            return found
        raise limits.outside(found)


class _Reader:
    """Gathers the sheets. A sheet that is too large is its first address outside, so that the others can be read."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.hidden: set[str] = set()
        self.sheets: list[Grid | str] = []
        self._invisible: set[str] = set()
        self._struck: set[str] = set()
        self._style = ""
        self._depth = self._skip = self._total = 0
        self._rows: list[list[Value]] = []
        self._blank = 0
        """Empty rows that have been seen and not been added, as nothing has followed them yet."""
        self._marks, self._spans, self._outside = Marks(), list[Span](), ""
        self._row: list[Value] = []
        self._row_attributes: Attributes = {}
        self._cell: Attributes | None = None
        self._lines: list[str] = []
        self._note: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if self._skip or name in {"tracked-changes", "shapes", "ruby-text"}:
            self._skip += 1
        elif name == "table":
            self._depth += 1
            if self._depth == 1:
                self._start_table(attributes)
        elif self._depth > 1:
            return
        elif name == "annotation":
            self._note = []
        elif name == "table-row":
            self._row, self._row_attributes = [], attributes
        elif name in {"table-cell", "covered-table-cell"}:
            self._cell, self._lines = attributes, []
        elif name == "table-column":
            pass
        elif name == "p":
            (self._lines if self._note is None else self._note).append("")
        elif name in {"s", "tab", "line-break"}:
            self._white(name, attributes)
        elif name == "style":
            self._style = attributes.get("style:name", "")
        elif name == "text-properties" and attributes.get("style:text-line-through-style", "none") != "none":
            self._struck.add(self._style)
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self._invisible.add(self._style)

    def _white(self, name: str, attributes: Attributes) -> None:
        count = attributes.get("text:c", "1")
        blanks = min(int(count), MOST_BLANKS) if count.isdigit() and len(count) < 12 else MOST_BLANKS
        self.text({"s": " " * blanks, "tab": "\t"}.get(name, "\n"))

    def text(self, data: str) -> None:
        if self._skip or self._depth != 1:
            return
        lines = self._lines if self._note is None else self._note
        if lines and self._cell is not None:
            lines[-1] += data

    def end(self, name: str) -> None:
        if self._skip:
            self._skip -= 1
        elif name == "table":
            self._depth -= 1
            if self._depth == 0:
                self.sheets.append(self._outside or Grid(self._rows, self._spans, self._marks))
        elif self._depth > 1:
            return
        elif name == "annotation":
            place = len(self._rows) + self._blank + 1, len(self._row) + 1
            text = "\n".join(self._note or []).strip()
            if text:
                self._marks.comments[place] = text
            self._note = None
        elif name in {"table-cell", "covered-table-cell"} and self._cell is not None:
            self._end_cell(self._cell, is_covered=name != "table-cell")
            self._cell = None
        elif name == "table-row" and not self._outside:
            self._end_row()

    def _start_table(self, attributes: Attributes) -> None:
        name = attributes.get("table:name", "")
        if len(self.names) >= MOST_SHEETS:
            raise limits.too_large()
        self.names.append(name)
        if attributes.get("table:style-name") in self._invisible:
            self.hidden.add(name)
        self._rows, self._blank, self._total = [], 0, 0
        self._marks, self._spans, self._outside = Marks(), [], ""

    def _end_cell(self, attributes: Attributes, *, is_covered: bool) -> None:
        value = None if is_covered else _value(attributes, "\n".join(self._lines))
        times = _times(attributes.get("table:number-columns-repeated"))
        left, room = len(self._row) + 1, limits.MOST_COLUMNS - len(self._row)
        if value is None or (isinstance(value, str) and not value.strip()):
            self._row += [None] * min(times, max(room, 0))
            if "table:formula" in attributes and attributes.get("office:value-type") is None and times <= room:
                self._marks.uncalculated.add((len(self._rows) + self._blank + 1, left))
            return
        if times > room:
            self._outside = self._outside or address(len(self._rows) + self._blank + 1, limits.MOST_COLUMNS + 1)
            return
        self._row += [value] * times
        self._mark(attributes, left)

    def _mark(self, attributes: Attributes, left: int) -> None:
        top = len(self._rows) + self._blank + 1
        if attributes.get("table:style-name") in self._struck:
            self._marks.struck.add((top, left))
        wide, high = (_times(attributes.get(f"table:number-{name}-spanned")) for name in ("columns", "rows"))
        span = clipped(top, left, top + high - 1, left + wide - 1) if wide > 1 or high > 1 else None
        if span:
            self._spans.append(span)

    def _end_row(self) -> None:
        while self._row and self._row[-1] is None:
            self._row.pop()
        times = _times(self._row_attributes.get("table:number-rows-repeated"))
        first = len(self._rows) + self._blank + 1
        if self._row_attributes.get("table:visibility", "visible") != "visible" and self._row:
            self._marks.hidden_rows += range(first, min(first + times, limits.MOST_ROWS + 1))
        if not self._row:
            self._blank += times
            return
        if self._blank + len(self._rows) + times > limits.MOST_ROWS:
            self._outside = address(limits.MOST_ROWS + 1, 1)
            return
        for value in self._row:
            if isinstance(value, str):
                self._total = limits.add_text(self._total, lambda: address(first, 1), value, times)
        self._rows += [[] for _ in range(self._blank)]
        self._blank = 0
        self._rows += [list(self._row) for _ in range(times)]


def _times(text: str | None) -> int:
    """How often something repeats: 1 where nothing sound is said."""
    return int(text) if text and text.isdigit() and len(text) <= 9 and int(text) > 0 else 1


def _value(attributes: Attributes, text: str) -> Value:
    """The value of a cell by its type; of a text what is seen."""
    kind = attributes.get("office:value-type") or attributes.get("calcext:value-type") or ""
    if attributes.get("calcext:value-type") == "error":
        return Fault(text or "#N/A")
    if kind in {"float", "percentage", "currency"}:
        if kind == "percentage":
            return text
        number = float(attributes.get("office:value", "nan"))
        if number != number:
            return text
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    if kind == "boolean":
        return attributes.get("office:boolean-value") == "true"
    if kind == "date":
        return _moment(attributes.get("office:date-value", ""), text)
    if kind == "time":
        return text
    return text or attributes.get("office:string-value") or None


def _moment(written: str, text: str) -> Value:
    try:
        found = datetime.fromisoformat(written.removesuffix("Z"))
    except ValueError:
        return text
    found = (found + timedelta(milliseconds=500)).replace(microsecond=0, tzinfo=None)
    return f"{found:%H:%M}" if found.year <= 1900 and found.month in (12, 1) and found.year < 1901 else found
