"""A sheet as every reader gives it: values in rows, merged ranges, and what only the eye sees of its cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from kiosk.intake.reader import limits

if TYPE_CHECKING:
    from collections.abc import Iterator

Place = tuple[int, int]
"""Row and column, both counted from 1."""


class Fault(str):
    """What a cell shows instead of a value: #REF!, #N/A and their like."""

    __slots__ = ()


Value = str | int | float | bool | datetime | date | Fault | None


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range. Rows and columns count from 1, the ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def turned(self) -> Span:
        """The same range with rows and columns exchanged."""
        return Span(self.left, self.top, self.right, self.bottom)


@dataclass(slots=True)
class Marks:
    """What a sheet tells beside its values.

    `uncalculated`: formulas whose result the file does not hold; `zeros`: formulas whose stored result is the number 0,
    which some writers store for want of a better one. `struck`: cells struck through as a whole. `removed`: texts struck
    through, deleted by tracking or hidden inside a cell, and left out of its value. `fills`: background colours. `dropped`:
    whole rows that were deleted by tracking, each with the number of the row that stands in its place.
    """

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    uncalculated: set[Place] = field(default_factory=set)
    zeros: set[Place] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    removed: dict[Place, str] = field(default_factory=dict)
    comments: dict[Place, str] = field(default_factory=dict)
    fills: dict[Place, str] = field(default_factory=dict)
    dropped: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """The values of one sheet. `rows[0]` is row 1; rows may be of different lengths.

    `turned` says that rows and columns were exchanged after reading: addresses are those of the file all the same.
    """

    rows: list[list[Value]]
    spans: list[Span] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    turned: bool = False
    sheet: str = ""
    """What stands before an address where several sheets are read together."""
    known: dict[str, int] = field(default_factory=dict)
    """Field → column where the reader knows what each column is, because it made them out of lines."""
    one_column: int = 0
    """The column of the file in which all of it stands, where columns were made out of lines."""
    width: int = field(init=False)
    """Number of columns of the longest row."""

    def __post_init__(self) -> None:
        self.width = max(map(len, self.rows), default=0)

    def texts(self) -> Iterator[tuple[int, int, str]]:
        """Every text with its row and column."""
        for row, values in enumerate(self.rows, 1):
            for column, value in enumerate(values, 1):
                if isinstance(value, str):
                    yield row, column, value

    def at(self, row: int, column: int) -> Value:
        """The value of a cell, both counted from 1; None outside and for empty text."""
        if not 1 <= row <= len(self.rows) or not 1 <= column <= len(self.rows[row - 1]):
            return None
        value = self.rows[row - 1][column - 1]
        return None if isinstance(value, str) and not value.strip() else value

    def address(self, row: int, column: int) -> str:
        """What people call a cell: B12, or DS!B12 where several sheets are read together."""
        column = self.one_column or column
        place = address(column, row) if self.turned else address(row, column)
        return f"{self.sheet}!{place}" if self.sheet else place

    def letter(self, column: int) -> str:
        """What people call a column of the list: its letter, or the number of a row where the list lies on its side."""
        return str(column) if self.turned else letter(column)

    def other_way(self) -> Grid:
        """The sheet with rows and columns exchanged."""
        rows: list[list[Value]] = [
            [values[column] if column < len(values) else None for values in self.rows] for column in range(self.width)
        ]
        old = self.marks
        marks = Marks(old.hidden_columns, old.hidden_rows)
        marks.uncalculated, marks.zeros, marks.struck = (
            {(column, row) for row, column in places} for places in (old.uncalculated, old.zeros, old.struck)
        )
        marks.removed, marks.comments, marks.fills = (
            {(column, row): text for (row, column), text in texts.items()}
            for texts in (old.removed, old.comments, old.fills)
        )
        return Grid(rows, [span.turned for span in self.spans], marks, not self.turned, self.sheet)


def letter(column: int) -> str:
    """What people call a column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """Return the number of a column from its letters; 0 where they are none."""
    if not re.fullmatch("[A-Za-z]{1,3}", letters):
        return 0
    number = 0
    for char in letters.upper():
        number = number * 26 + ord(char) - 64
    return number


_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def place_of(reference: str) -> Place | None:
    """Return row and column of an address such as B12 or $B$12; None for anything else."""
    found = _REFERENCE.fullmatch(reference)
    return (int(found[2]), column_of(found[1])) if found else None


def span_of(reference: str) -> Span | None:
    """Return a range such as A1:C4 as far as it lies inside the area that is read; None for none."""
    first, _colon, second = reference.partition(":")
    top, bottom = place_of(first), place_of(second or first)
    return clipped(*top, *bottom) if top and bottom else None


def address(row: int, column: int) -> str:
    """What people call a cell: B12."""
    return f"{letter(column)}{row}"


def trimmed(rows: list[list[Value]], sheet: str = "") -> list[list[Value]]:
    """Cut off what is formatted but empty, below and to the right. Raises `Unreadable` for a value too far out."""
    bottom = right = 0
    for row, cells in enumerate(rows, 1):
        for column, value in enumerate(cells, 1):
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            if row > limits.MOST_ROWS or column > limits.MOST_COLUMNS:
                raise limits.outside(address(row, column))
            bottom, right = row, max(right, column)
    return [cells[:right] for cells in rows[:bottom]]


def clipped(top: int, left: int, bottom: int, right: int) -> Span | None:
    """A merged range as far as it lies inside the area that is read, or None."""
    bottom, right = min(bottom, limits.MOST_ROWS), min(right, limits.MOST_COLUMNS)
    return Span(top, left, bottom, right) if 1 <= top <= bottom and 1 <= left <= right else None
