"""Where the headings of a sheet are: below titles, in one row or up to three, wider headings above narrower ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from badges import person_names
from kiosk.intake.reader.columns import Head, Heads, Mapping, assign, candidates, weigh
from kiosk.intake.reader.encodings import Encoding, decode
from kiosk.intake.reader.grid import Fault

if TYPE_CHECKING:
    from kiosk.intake.reader.grid import Grid
    from kiosk.intake.reader.table import Kind

LOOKED_AT: Final = 25
"""Rows in which the headings are sought."""
FEWEST_BELOW: Final = 2
"""So many sure headings make a second or third row of headings."""
LONGEST_HONORIFIC: Final = 30
LONGEST: Final = 250
"""Characters; a longer text is no heading, whatever its encoding."""


@dataclass(frozen=True, slots=True)
class Header:
    """The heading rows, what stands above each column, and field → column."""

    rows: tuple[int, ...]
    heads: Heads
    mapping: Mapping
    weight: float


def find(grid: Grid, kind: Kind) -> Header | None:
    """Return the headings of a sheet, or None where fewer than two are recognised in its first rows."""
    best: tuple[float, int, int] = (0.0, 0, 0)
    chosen: tuple[tuple[int, ...], Heads] | None = None
    for row in range(1, min(LOOKED_AT, len(grid.rows)) + 1):
        for rows in ((row,), (row, row + 1), (row, row + 1, row + 2)):
            heads = _single(grid, row) if len(rows) == 1 else _stacked(grid, rows, kind)
            rank = (round(weigh(heads, kind), 3), -len(rows), -row)
            if rank[0] and rank > best:
                best, chosen = rank, (rows, heads)
    return _header(grid, *chosen, kind) if chosen else None


def _header(grid: Grid, rows: tuple[int, ...], heads: Heads, kind: Kind) -> Header:
    mapping = assign(heads, kind)
    name = mapping.get("name")
    if name is not None and _is_split(grid, rows[-1], name):
        mapping["family"], mapping["given"] = mapping.pop("name"), name + 1
    _settle_titles(grid, rows[-1], mapping)
    return Header(rows, heads, mapping, weigh(heads, kind))


def _settle_titles(grid: Grid, row: int, mapping: Mapping) -> None:
    """Tell by its cells what "Ông/Bà" and "Title" mean: the honorific, else the name, else the position.

    A column of honorifics is one under any heading. Under "Ông/Bà" most other lists have the names, under "Title" the
    positions; where these have a column of their own it stays the honorific, and each strange value is told.
    """
    for heading, field in (("called", "name"), ("title", "position")):
        column = mapping.pop(heading, None)
        if column is None:
            continue
        texts = [text for below in range(row + 1, len(grid.rows) + 1) if (text := _text(grid, below, column).strip())]
        honorifics = sum(map(_is_honorific, texts))
        wide = sum(len(text.split()) > 1 for text in texts) - honorifics
        is_other = 2 * wide > len(texts) if heading == "called" else 2 * honorifics < len(texts)
        is_free = not {"name", "family"} & mapping.keys() if heading == "called" else field not in mapping
        mapping.setdefault(field if is_other and is_free else "honorific", column)


def _is_honorific(text: str) -> bool:
    return len(text) <= LONGEST_HONORIFIC and any(person_names.is_honorific(decode(text, how)) for how in Encoding)


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


def _stacked(grid: Grid, rows: tuple[int, ...], kind: Kind) -> Heads:
    """Headings in several rows, or nothing where the lowest of them looks like the first of the data.

    A column's own heading is its lowest text; the text above it, or left of that where the upper heading is a wide one,
    is its parent. Some column must have no text in the lowest row, and two there must be sure headings.
    """
    heads: Heads = {}
    standing, sure = 0, 0
    parents = [""] * len(rows)
    for column in range(1, grid.width + 1):
        texts = [_text(grid, row, column) for row in rows]
        if grid.at(rows[-1], column) is not None and not texts[-1]:
            return {}  # a number: data
        level = _lowest(texts, parents)
        if level < 0:
            continue
        heads[column] = Head(texts[level], next((text for text in reversed(parents[:level]) if text), ""))
        meant = candidates(heads[column], kind)
        if level == len(rows) - 1:
            sure += bool(meant) and meant[0].exact
        else:
            standing += bool(meant)
            parents[level] = ""  # it stands for itself and spans nothing
    return heads if standing and sure >= FEWEST_BELOW else {}


def _lowest(texts: list[str], parents: list[str]) -> int:
    """The row of the column's own heading, -1 for none. Carries wide headings on to the right, in `parents`."""
    for level, text in enumerate(texts):
        if text:
            parents[level:] = [text] + [""] * (len(texts) - level - 1)
    level = max((level for level, text in enumerate(texts) if text), default=-1)
    if level < 0:
        parents[:] = [""] * len(texts)
    return level


def _is_split(grid: Grid, row: int, column: int) -> bool:
    """Say whether "Họ và tên" is one heading over two columns, the family part in one and the given name in the other."""
    return any(
        span.top <= row <= span.bottom and span.left == column and span.right == column + 1 for span in grid.spans
    )
