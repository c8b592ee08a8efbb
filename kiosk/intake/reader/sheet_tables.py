"""The tables of a sheet: below each other, side by side, on their side, or known by their cells alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.intake.reader import cells
from kiosk.intake.reader.column_roles import Heads
from kiosk.intake.reader.columns import Assigned, Mapping, Profiles, assign_all, shown, weigh
from kiosk.intake.reader.content import Look, profile
from kiosk.intake.reader.encodings import decode, of_file
from kiosk.intake.reader.header_rows import Header, cell_text, find, header, profiles_of, single, stacked
from kiosk.intake.reader.heading_synonyms import is_heading

MOST_ABOVE = 40
"""Rows that may stand above a list without known headings."""

if TYPE_CHECKING:
    from kiosk.intake.reader.grid import Grid
    from kiosk.intake.reader.table import Kind


def tables(grid: Grid, kind: Kind) -> list[Header]:
    """Return every table of a sheet, from top to bottom and from left to right; none where nothing is recognised."""
    if grid.known:
        return [lines_table(grid)]
    first = find(grid, kind)
    turned = _lies_on_its_side(grid, kind) if first is None or first.weight < 2.5 else None
    if turned is not None or first is None:
        return []
    above = next((row for row in range(1, first.rows[0] - 1) if _begins_table(grid, row, kind)), 0) if first.rows else 0
    return below(grid, header(grid, *_rows_at(grid, above, kind), kind) if above else first, kind)


def _rows_at(grid: Grid, row: int, kind: Kind) -> tuple[tuple[int, ...], Heads]:
    """The heading rows that begin in a row, one or two, and what stands above each column."""
    one, two = single(grid, row), stacked(grid, (row, row + 1), kind)
    return ((row, row + 1), two) if weigh(two, kind) > weigh(one, kind) else ((row,), one)


def lines_table(grid: Grid) -> Header:
    """The table that the reader made out of lines: it knows its columns."""
    return Header((), {}, dict(grid.known), float(len(grid.known)), Assigned(dict(grid.known)), 1)


def below(grid: Grid, first: Header, kind: Kind) -> list[Header]:
    """Return a table, cut where others begin below it or beside it, and these."""
    found: list[Header] = []
    current, row = first, first.top
    while row <= len(grid.rows):
        if _begins_table(grid, row, kind) and not _is_repeated(grid, row, current):
            rows, heads = _rows_at(grid, row, kind)
            found.append(_ending(grid, current, row - 1, kind))
            current = header(grid, rows, heads, kind)
            row = current.top
            continue
        row += 1
    found.append(current)
    return [part for table in found for part in _beside(grid, table, kind)]


def _ending(grid: Grid, table: Header, last: int, kind: Kind) -> Header:
    """The table with its true end, below which another one begins."""
    return header(grid, table.rows, table.heads, kind, last)


def _begins_table(grid: Grid, row: int, kind: Kind) -> bool:
    """Say whether headings of another table stand in a row: most of its cells are known headings as a whole."""
    values = [value for value in grid.rows[row - 1] if value is not None]
    if len(values) < 2 or not isinstance(values[0], str) or not all(isinstance(value, str) for value in values):
        return False
    texts = [str(value).strip() for value in values if str(value).strip()]
    known = sum(is_heading(text, kind) for text in texts)
    return known >= 2 and 2 * known > len(texts) and weigh(single(grid, row), kind) >= 2


def _is_repeated(grid: Grid, row: int, table: Header) -> bool:
    """Say whether a row repeats the headings of the table that it stands in."""
    heads = single(grid, row)
    known = {column: head.text.strip().casefold() for column, head in table.heads.items()}
    return all(known.get(column) == head.text.strip().casefold() for column, head in heads.items())


def _beside(grid: Grid, table: Header, kind: Kind) -> list[Header]:
    """Return a table, cut where another one with the same headings begins to its right, and these."""
    columns = sorted(table.heads)
    names = {column: table.heads[column].text.strip().casefold() for column in columns}
    firsts = [column for column in columns if names[column] == names[columns[0]]] if columns else []
    if len(firsts) < 2:
        return [table]
    parts: list[Header] = []
    for place, left in enumerate(firsts):
        right = firsts[place + 1] - 1 if place + 1 < len(firsts) else grid.width
        heads = {column: head for column, head in table.heads.items() if left <= column <= right}
        if weigh(heads, kind) < 1.5:
            return [table]
        seen = {column: look for column, look in table.profiles.items() if left <= column <= right}
        assigned = assign_all(heads, kind, seen)
        part = replace(
            table, heads=heads, mapping=assigned.mapping, assigned=assigned, left=left, right=right, profiles=seen
        )
        parts.append(part)
    return parts


def _lies_on_its_side(grid: Grid, kind: Kind) -> Header | None:
    """The table of the sheet turned round, where its headings stand down a column and make more of it that way."""
    if grid.width < 2 or len(grid.rows) > 200 or len(grid.rows) < 2:
        return None
    other = grid.other_way()
    found = find(other, kind, looked_at=4)
    if found is None or len(found.rows) != 1 or not any(look.filled for look in found.profiles.values()):
        return None
    heads = [text for column in range(1, other.width + 1) if (text := cell_text(other, found.rows[0], column).strip())]
    sure = sum(is_heading(text.rstrip(" :*"), kind) for text in heads)
    own = find(grid, kind)
    return found if sure >= 2 and 2 * sure >= len(heads) and (own is None or found.weight > own.weight + 0.5) else None


def turned(grid: Grid, kind: Kind) -> bool:
    """Say whether a list lies on its side."""
    return not grid.known and _lies_on_its_side(grid, kind) is not None


def without_headings(grid: Grid, kind: Kind) -> Header | None:
    """Return a table by its cells alone, or None where they do not show who is meant.

    At least two columns must be sure, one of them names or organisations; of a list of questions, the questions.
    """
    profiles = profiles_of(grid, 1, len(grid.rows))
    assigned = assign_all({}, kind, profiles)
    mapping = assigned.mapping
    if kind == "questions":
        longest = [
            column
            for column, seen in profiles.items()
            if seen.filled > 1 and shown(seen, kind) == "" and seen.is_surely(Look.LONG, Look.WORDS)
        ]
        if longest:
            mapping["text"] = max(longest, key=lambda column: _letters(grid, column))
        if "text" not in mapping or not {"organisation", "asker"} & mapping.keys():
            return None
    elif len(mapping) < 2 or not {"name", "organisation"} & mapping.keys() or not _several(profiles, mapping):
        return None
    numbered = next((c for c in sorted(profiles) if c not in mapping.values() and _counts(grid, c)), None)
    if numbered:
        mapping["ordinal"] = numbered
    first = _first_of_data(grid, mapping, kind)
    heads = single(grid, first - 1) if first > 1 else {}
    rows = (first - 1,) if len(heads) > 1 else ()
    return Header(rows, heads if rows else {}, mapping, 0.5 * len(mapping), assigned, first, profiles=profiles)


def _first_of_data(grid: Grid, mapping: Mapping, kind: Kind) -> int:
    """The first row in which two recognised columns look like what they are: what stands above it are headings or titles."""
    how = of_file(str(value) for row in grid.rows[:MOST_ABOVE] for value in row if isinstance(value, str))
    for row in range(1, min(len(grid.rows), MOST_ABOVE) + 1):
        texts = {
            name: decode(cell_text(grid, row, column), how) for name, column in mapping.items() if name != "ordinal"
        }
        fitting = sum(shown(profile([text]), kind) == name for name, text in texts.items() if text)
        if fitting >= min(2, len(texts)) or (kind == "questions" and sum(map(bool, texts.values())) >= 2):
            return row
    return 1


def _several(profiles: Profiles, mapping: Mapping) -> bool:
    """Say whether at least two rows, or one with three sure columns, stand behind what was recognised."""
    return max(profiles[column].filled for column in mapping.values()) >= 2 or len(mapping) >= 3


def _letters(grid: Grid, column: int) -> int:
    return sum(len(str(row[column - 1] or "")) for row in grid.rows if len(row) >= column)


def _counts(grid: Grid, column: int) -> bool:
    """Say whether a column counts its rows from 1."""
    numbers = [
        int(value)
        for row in grid.rows
        if len(row) >= column and (value := cells.text(row[column - 1])).isdigit() and len(value) < 6
    ]
    return len(numbers) > 0 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 1
