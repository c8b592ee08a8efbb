"""Where the headings of a sheet are: below titles, in one row or in two, with wider headings above narrower ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kiosk.intake.columns import Head, Heads, Mapping, assign, candidates, weigh
from kiosk.intake.grid import Fault

if TYPE_CHECKING:
    from kiosk.intake.grid import Grid
    from kiosk.intake.table import Kind

LOOKED_AT: Final = 25
"""Rows in which the headings are sought."""
LONGEST: Final = 250
"""Characters; a longer text is no heading, whatever its encoding."""


@dataclass(frozen=True, slots=True)
class Header:
    """The heading row or the two of them, what stands above each column, and field → column."""

    rows: tuple[int, ...]
    heads: Heads
    mapping: Mapping
    weight: float


def find(grid: Grid, kind: Kind) -> Header | None:
    """Return the headings of a sheet, or None where fewer than two are recognised in its first rows."""
    best: tuple[float, int, int] = (0.0, 0, 0)
    chosen: tuple[tuple[int, ...], Heads] | None = None
    for row in range(1, min(LOOKED_AT, len(grid.rows)) + 1):
        for rows, heads in ((((row,), _single(grid, row))), ((row, row + 1), _pair(grid, row, kind))):
            rank = (round(weigh(heads, kind), 3), -len(rows), -row)
            if rank[0] and rank > best:
                best, chosen = rank, (rows, heads)
    return _header(grid, *chosen, kind) if chosen else None


def _header(grid: Grid, rows: tuple[int, ...], heads: Heads, kind: Kind) -> Header:
    mapping = assign(heads, kind)
    name = mapping.get("name")
    if name is not None and _is_split(grid, rows[-1], name):
        mapping["family"], mapping["given"] = mapping.pop("name"), name + 1
    return Header(rows, heads, mapping, weigh(heads, kind))


def at(grid: Grid, row: int, kind: Kind) -> Header:
    """The headings taken to be in one row, because a person says so or for want of better ones."""
    return _header(grid, (row,), _single(grid, row), kind)


def fullest(grid: Grid) -> int:
    """The row with the most texts among the first: what to show when no headings are recognised. 0 for an empty sheet."""
    rows = range(1, min(LOOKED_AT, len(grid.rows)) + 1)
    return max(rows, key=lambda row: (len(_single(grid, row)), -row), default=0)


def _text(grid: Grid, row: int, column: int) -> str:
    value = grid.at(row, column)
    return value if isinstance(value, str) and not isinstance(value, Fault) and len(value) <= LONGEST else ""


def _single(grid: Grid, row: int) -> Heads:
    texts = {column: _text(grid, row, column) for column in range(1, grid.width + 1)}
    return {column: Head(text) for column, text in texts.items() if text}


def _pair(grid: Grid, row: int, kind: Kind) -> Heads:
    """Headings in two rows, or nothing where the lower row looks like the first of the data."""
    heads: Heads = {}
    standing, below = 0, 0
    parent = ""
    for column in range(1, grid.width + 1):
        upper, lower = _text(grid, row, column), _text(grid, row + 1, column)
        if grid.at(row + 1, column) is not None and not lower:
            return {}  # a number: data
        parent = upper or parent
        if lower:
            heads[column] = Head(lower, parent)
            best = candidates(heads[column], kind)
            below += bool(best) and best[0].exact
            continue
        parent = ""
        if upper:
            heads[column] = Head(upper)
            standing += bool(candidates(heads[column], kind))
    return heads if standing and below >= 2 else {}


def _is_split(grid: Grid, row: int, column: int) -> bool:
    """Say whether "Họ và tên" is one heading over two columns, the family part in one and the given name in the other."""
    return any(
        span.top <= row <= span.bottom and span.left == column and span.right == column + 1 for span in grid.spans
    )
