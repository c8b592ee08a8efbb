"""A sheet as a grid of values with the address of each: what every reader of files hands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from kiosk.intake.reader import limits

if TYPE_CHECKING:
    from collections.abc import Iterator


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


@dataclass(slots=True)
class Grid:
    """The values of one sheet. `rows[0]` is row 1; rows may be of different lengths.

    `uncalculated` holds the cells (row, column) with a formula whose result the file does not hold.
    """

    rows: list[list[Value]]
    spans: list[Span] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    width: int = field(init=False)
    """Number of columns of the longest row."""

    def __post_init__(self) -> None:
        self.width = max(map(len, self.rows), default=0)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text with the address of its cell."""
        for row, values in enumerate(self.rows, 1):
            for column, value in enumerate(values, 1):
                if isinstance(value, str):
                    yield address(row, column), value

    def at(self, row: int, column: int) -> Value:
        """The value of a cell, both counted from 1; None outside and for empty text."""
        if not 1 <= row <= len(self.rows) or not 1 <= column <= len(self.rows[row - 1]):
            return None
        value = self.rows[row - 1][column - 1]
        return None if isinstance(value, str) and not value.strip() else value


def address(row: int, column: int) -> str:
    """What people call a cell: B12."""
    return f"{get_column_letter(column)}{row}"


def trimmed(rows: list[list[Value]]) -> list[list[Value]]:
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
    return Span(top, left, bottom, right) if top <= bottom and left <= right else None
