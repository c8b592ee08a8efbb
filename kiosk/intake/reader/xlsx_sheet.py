"""One sheet of an .xlsx, in one pass: values, merged ranges, what is hidden, and formulas that were never calculated."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

from kiosk.intake.reader import limits
from kiosk.intake.reader.grid import Fault, Grid, Marks, Span, Value, address, column_of, span_of

if TYPE_CHECKING:
    from kiosk.intake.reader.xlsx_styles import Styles

MOST_SPANS: Final = 20_000
_LETTERS: Final = re.compile("[A-Z]+")
_WHOLE: Final = re.compile(r"-?[0-9]{1,15}")


class SheetReader:
    """Gathers a sheet from the events of its markup; `grid` gives it in the end."""

    def __init__(self, shared: list[tuple[str, str]], styles: Styles) -> None:
        self._shared, self._styles = shared, styles
        self._rows: dict[int, dict[int, Value]] = {}
        self._cells: dict[int, Value] = {}
        self._marks, self._spans = Marks(), list[Span]()
        self._row = self._column = self._right = self._total = 0
        self._columns: dict[str, int] = {}
        self._type = self._style = ""
        self._formula = self._in_value = self._in_text = self._is_struck = self._is_phonetic = False
        self._value: list[str] = []
        self._kept: list[str] = []
        self._struck: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Called for every element."""
        if name == "c":
            self._start_cell(attributes)
        elif name == "v":
            self._in_value = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "f":
            self._formula = True
        elif name == "t":
            self._in_text = not self._is_phonetic
        elif name == "strike":
            self._is_struck = attributes.get("val", "1") not in {"0", "false"}
        elif name == "rPh":
            self._is_phonetic = True
        elif name == "mergeCell":
            span = span_of(attributes.get("ref", ""))
            if span and len(self._spans) < MOST_SPANS:
                self._spans.append(span)
        elif name == "col" and attributes.get("hidden") in {"1", "true"}:
            first, last = int(attributes.get("min", 0)), int(attributes.get("max", 0))
            self._marks.hidden_columns += range(max(first, 1), min(last, limits.MOST_COLUMNS) + 1)

    def text(self, data: str) -> None:
        """Called for every text."""
        if self._in_value:
            self._value.append(data)
        elif self._in_text:
            (self._struck if self._is_struck else self._kept).append(data)

    def end(self, name: str) -> None:
        """Called at the end of every element."""
        if name == "c":
            self._end_cell()
        elif name == "v":
            self._in_value = False
        elif name == "t":
            self._in_text = False
        elif name == "r":
            self._is_struck = False
        elif name == "rPh":
            self._is_phonetic = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self._row = int(float(number)) if number else self._row + 1
        self._column = 0
        self._cells = self._rows.setdefault(self._row, {}) if self._row <= limits.MOST_ROWS else {}
        if attributes.get("hidden") in {"1", "true"}:
            self._marks.hidden_rows.append(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference:
            found = _LETTERS.match(reference)
            letters = found[0] if found else ""
            column = self._columns.get(letters)
            if column is None:
                column = self._columns[letters] = column_of(letters)
            self._column = column or self._column + 1
        else:
            self._column += 1
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._formula = self._is_struck = False
        if self._value:
            self._value = []
        if self._kept or self._struck:
            self._kept, self._struck = [], []

    def _end_cell(self) -> None:
        value, removed = self._settled()
        if value is None or value == "":
            if self._formula and self._type != "str" and self._column <= limits.MOST_COLUMNS:
                self._marks.uncalculated.add((self._row, self._column))
            elif not self._formula or self._type == "str":
                return
        if isinstance(value, str) and not value.strip() and not isinstance(value, Fault):
            return
        if self._row > limits.MOST_ROWS or self._column > limits.MOST_COLUMNS:
            raise limits.outside(address(self._row, self._column))
        place = self._row, self._column
        if isinstance(value, str):
            self._total = limits.add_text(self._total, lambda: address(*place), value)
        self._cells[self._column] = value
        self._right = max(self._right, self._column)
        if removed:
            self._marks.removed[place] = removed
        if self._formula and value == 0 and not isinstance(value, bool):
            self._marks.zeros.add(place)
        style = self._styles.marked(self._style)
        if style:
            if style.is_struck:
                self._marks.struck.add(place)
            if style.fill:
                self._marks.fills[place] = style.fill

    def _settled(self) -> tuple[Value, str]:
        """The value of the cell that ends, and what of its text was struck through and is left out."""
        kind = self._type
        if kind == "inlineStr" or (not self._value and (self._kept or self._struck)):
            return settled("".join(self._kept), "".join(self._struck))
        text = "".join(self._value)
        if kind == "s":
            return self._shared[int(text)] if text else (None, "")
        if kind == "str":
            return text, ""
        if kind == "e":
            return Fault(text), ""
        if kind == "b":
            return (text.strip() in {"1", "true"} if text else None), ""
        return (self._number(text.strip()) if text.strip() else None), ""

    def _number(self, text: str) -> Value:
        if self._type == "d":
            return _iso(text)
        try:
            number: int | float = int(text) if _WHOLE.fullmatch(text) else float(text)
        except ValueError:
            return text
        if number != number or number in (float("inf"), float("-inf")):
            return None
        return self._styles.moment(number) if self._styles.is_date(self._style) else number

    def grid(self) -> Grid:
        """The sheet, without what is empty below and to the right."""
        bottom = max((row for row, cells in self._rows.items() if cells), default=0)
        rows: list[list[Value]] = []
        for number in range(1, bottom + 1):
            cells = self._rows.get(number)
            rows.append([cells.get(column) for column in range(1, max(cells) + 1)] if cells else [])
        return Grid(rows, self._spans, self._marks)


def _iso(text: str) -> Value:
    try:
        return datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return text


def settled(kept: str, struck: str) -> tuple[str, str]:
    """Return what counts of a text, and what of it is struck through: where all of it is struck, all of it counts."""
    return (kept, struck) if kept.strip() or not struck else (struck, "")
