"""Where the headings of a sheet are: below titles, in one row or up to three, wider headings above narrower ones.

A sheet may hold several tables, below each other or side by side, each with headings of its own; a list may lie on its
side, with its headings down the first column; and some have none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from badges import numbers
from badges import person_names as people
from kiosk.intake.reader import cells
from kiosk.intake.reader.column_roles import Head, Heads, candidates
from kiosk.intake.reader.columns import NEEDED, Assigned, Mapping, Profiles, assign_all, weigh
from kiosk.intake.reader.content import Look, look, profile
from kiosk.intake.reader.encodings import Encoding, decode, of_file
from kiosk.intake.reader.grid import Fault
from kiosk.intake.reader.heading_synonyms import is_heading
from kiosk.intake.reader.rsvp import understood

if TYPE_CHECKING:
    from kiosk.intake.reader.grid import Grid
    from kiosk.intake.reader.table import Kind

LOOKED_AT: Final = 40
"""Rows in which the first headings are sought."""
FEWEST_BELOW: Final = 2
"""So many sure headings make a second or third row of headings."""
LONGEST_HONORIFIC: Final = 30
LONGEST: Final = 250
"""Characters; a longer text is no heading, whatever its encoding."""
MOSTLY: Final = 0.7
PROFILED: Final = 300
"""Rows below the headings whose cells are looked at."""


@dataclass(frozen=True, slots=True)
class Header:
    """One table of a sheet: its heading rows, what stands above each column, and what the columns are.

    `rows` is empty for a table without headings. `last` is the last row of the table, 0 for that of the sheet; `left` and
    `right` are its first and last column, 0 for those of the sheet.
    """

    rows: tuple[int, ...]
    heads: Heads
    mapping: Mapping
    weight: float
    assigned: Assigned = field(default_factory=Assigned)
    top: int = 1
    """First row below the headings."""
    last: int = 0
    left: int = 0
    right: int = 0
    profiles: Profiles = field(default_factory=dict)


def find(grid: Grid, kind: Kind, first: int = 1, looked_at: int = LOOKED_AT) -> Header | None:
    """Return the first table by its headings, or None where fewer than two are recognised in the rows looked at."""
    best: tuple[float, int, int] = (0.0, 0, 0)
    chosen: tuple[tuple[int, ...], Heads] | None = None
    for row in range(first, min(first + looked_at - 1, len(grid.rows)) + 1):
        for rows in ((row,), (row, row + 1), (row, row + 1, row + 2)):
            heads = single(grid, row) if len(rows) == 1 else stacked(grid, rows, kind)
            weight = round(weigh(heads, kind), 3) if len(heads) > 1 else 0.0
            if weight > 0 and len(rows) > 1 and _are_choices(grid, rows[-1]):
                weight += 0.5  # what is chosen from is part of the headings
            elif weight > 0 and len(rows) > 1 and _stand_below_wide(grid, rows, len(heads)):
                weight += 1.0
            if weight > 0 and _is_data(grid, rows, heads, kind):
                continue
            rank = (weight, -len(rows), -row)
            if rank[0] and rank > best:
                best, chosen = rank, (rows, heads)
    return header(grid, *chosen, kind) if chosen else None


_SURE: Final = frozenset({Look.PHONE, Look.EMAIL, Look.TAX_CODE, Look.PERSON, Look.DATE})


def _is_data(grid: Grid, rows: tuple[int, ...], heads: Heads, kind: Kind) -> bool:
    """Say whether a row that uses words of headings is a row of data: numbers, people or telephones stand in it."""
    values = [grid.at(rows[-1], column) for column in range(1, grid.width + 1)]
    texts = [value for value in values if isinstance(value, str)]
    known = sum(is_heading(text.strip(), kind) for text in texts)
    data = sum(
        not is_heading(text.strip(), kind) and (look(text) in _SURE or _says_value(text, kind)) for text in texts
    )
    data += sum(value is not None and not isinstance(value, str) for value in values)
    return data > 0 and data >= known - (len(rows) == 1)


def _says_value(text: str, kind: Kind) -> bool:
    """Say whether a text holds what a heading never does: a telephone number among words, a value behind its label."""
    label, colon, value = text.partition(":")
    return bool(numbers.take_out(text)[1]) or (
        bool(colon) and len(value.split()) > 1 and is_heading(label.strip(), kind)
    )


def header(grid: Grid, rows: tuple[int, ...], heads: Heads, kind: Kind, last: int = 0) -> Header:
    """The table below these headings, with what its columns are by headings and cells."""
    below = rows[-1] + 1
    while below <= len(grid.rows) and _repeats(grid, below, heads, kind):
        rows, below = (*rows, below), below + 1
    profiles = profiles_of(grid, below, last or len(grid.rows))
    if apart := _apart(grid, heads, kind, profiles):
        heads = {column: head for column, head in heads.items() if column < apart}
        profiles = {column: seen for column, seen in profiles.items() if column < apart}
    assigned = assign_all(heads, kind, profiles)
    mapping = assigned.mapping
    name = mapping.get("name")
    if name is not None and _is_split(grid, rows[0], rows[-1], name):
        mapping["family"], mapping["given"] = mapping.pop("name"), name + 1
    _settle_titles(grid, rows[-1], mapping)
    _settle_parts(grid, below, mapping)
    return Header(rows, heads, mapping, weigh(heads, kind), assigned, below, last, profiles=profiles)


def _apart(grid: Grid, heads: Heads, kind: Kind, profiles: Profiles) -> int:
    """The first column of a smaller table that stands to the right, behind an empty column, and names nobody; 0 for none."""
    for gap in range(2, grid.width):
        if gap in heads or profiles[gap].filled or gap + 1 not in heads:
            continue
        left = {column: head for column, head in heads.items() if column < gap}
        right = {column: head for column, head in heads.items() if column > gap}
        most = max((profiles[column].filled for column in left), default=0)
        rest = max(profiles[column].filled for column in range(gap + 1, grid.width + 1))
        names = NEEDED[kind] | {"business", "asker", "either"}
        is_nobody = not any(match.field in names for head in right.values() for match in candidates(head, kind))
        if weigh(left, kind) >= 1.5 and is_nobody and 2 * rest <= most:
            return gap + 1
    return 0


def _settle_parts(grid: Grid, first: int, mapping: Mapping) -> None:
    """Exchange family part and given name where the cells show that "First name" holds the family names."""
    if not {"family", "given"} <= mapping.keys():
        return
    opening = {part: _families(grid, first, mapping[part]) for part in ("family", "given")}
    if opening["given"] >= MOSTLY and opening["family"] < 1 - MOSTLY:
        mapping["family"], mapping["given"] = mapping["given"], mapping["family"]


def _families(grid: Grid, first: int, column: int) -> float:
    """The share of a column's cells that open with a family name."""
    rows = range(first, min(first + PROFILED, len(grid.rows)) + 1)
    words = [text.split()[0].lower() for row in rows if (text := cell_text(grid, row, column).strip())]
    return sum(word in people.FAMILIES for word in words) / len(words) if words else 0.0


def _repeats(grid: Grid, row: int, heads: Heads, kind: Kind) -> bool:
    """Say whether the row below the headings says them once more, in another language or in short."""
    texts = {column: cell_text(grid, row, column).strip() for column in range(1, grid.width + 1)}
    filled = {column: text for column, text in texts.items() if text}
    values = sum(grid.at(row, column) is not None for column in range(1, grid.width + 1))
    if len(filled) < 2 or values != len(filled) or set(filled) - heads.keys():
        return False
    same = 0
    for column, text in filled.items():
        if is_heading(text, kind):
            fields = {match.field for match in candidates(heads[column], kind)}
            same += bool(fields & {match.field for match in candidates(Head(text), kind)})
    return 2 * same > len(filled) and same >= 2


def profiles_of(grid: Grid, first: int, last: int) -> Profiles:
    """Return what the cells of each column look like between two rows."""
    rows = grid.rows[first - 1 : min(last, first - 1 + PROFILED)]
    raw = {
        column: [cells.text(row[column - 1]) for row in rows if len(row) >= column and row[column - 1] is not None]
        for column in range(1, grid.width + 1)
    }
    how = of_file(text for texts in raw.values() for text in texts[:60])
    if how is not Encoding.UNICODE:
        raw = {column: [decode(text, how) for text in texts] for column, texts in raw.items()}
    return {column: profile(texts) for column, texts in raw.items()}


def _settle_titles(grid: Grid, row: int, mapping: Mapping) -> None:
    """Tell by its cells what "Ông/Bà" and "Title" mean: the honorific, else the name, else the position.

    A column of honorifics is one under any heading. Under "Ông/Bà" most other lists have the names, under "Title" the
    positions; where these have a column of their own it stays the honorific, and each strange value is told.
    """
    for heading, name in (("called", "name"), ("title", "position")):
        column = mapping.pop(heading, None)
        if column is None:
            continue
        texts = [
            text for below in range(row + 1, len(grid.rows) + 1) if (text := cell_text(grid, below, column).strip())
        ]
        honorifics = sum(map(_is_honorific, texts))
        wide = sum(len(text.split()) > 1 for text in texts) - honorifics
        is_other = 2 * wide > len(texts) if heading == "called" else 2 * honorifics < len(texts)
        is_free = not {"name", "family"} & mapping.keys() if heading == "called" else name not in mapping
        mapping.setdefault(name if is_other and is_free else "honorific", column)


def _is_honorific(text: str) -> bool:
    return len(text) <= LONGEST_HONORIFIC and any(people.is_honorific(decode(text, how)) for how in Encoding)


def at(grid: Grid, row: int, kind: Kind) -> Header:
    """The headings taken to be in one row, because a person says so or for want of better ones."""
    return header(grid, (row,), single(grid, row), kind)


def fullest(grid: Grid) -> int:
    """The row with the most texts among the first: what to show when no headings are recognised. 0 for an empty sheet."""
    rows = range(1, min(LOOKED_AT, len(grid.rows)) + 1)
    return max(rows, key=lambda row: (len(single(grid, row)), -row), default=0)


def cell_text(grid: Grid, row: int, column: int) -> str:
    value = grid.at(row, column)
    return value if isinstance(value, str) and not isinstance(value, Fault) and len(value) <= LONGEST else ""


def single(grid: Grid, row: int) -> Heads:
    texts = {column: cell_text(grid, row, column) for column in range(1, grid.width + 1)}
    return {column: Head(text) for column, text in texts.items() if text}


def stacked(grid: Grid, rows: tuple[int, ...], kind: Kind) -> Heads:
    """Headings in several rows, or nothing where the lowest of them looks like the first of the data.

    A column's own heading is its lowest text; the text above it, or left of that where the upper heading is a wide one,
    is its parent. Some column must have no text in the lowest row, and two there must be sure headings.
    """
    heads: Heads = {}
    standing, sure = 0, 0
    parents = [""] * len(rows)
    for column in range(1, grid.width + 1):
        texts = [cell_text(grid, row, column) for row in rows]
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
    is_sure = sure >= FEWEST_BELOW or _are_choices(grid, rows[-1]) or _stand_below_wide(grid, rows, standing)
    return heads if standing and is_sure else {}


def _stand_below_wide(grid: Grid, rows: tuple[int, ...], standing: int) -> bool:
    """Say whether the lowest row holds nothing but words below headings over several columns: "Nam | Nữ" below "Giới tính"."""
    if standing < FEWEST_BELOW:
        return False
    upper, lower = rows[-2:]
    texts = {column: text for column in range(1, grid.width + 1) if (text := cell_text(grid, lower, column).strip())}
    if len(texts) < FEWEST_BELOW or any(look(text) in _SURE or any(map(str.isdigit, text)) for text in texts.values()):
        return False
    group: list[int] = []
    for column in range(1, grid.width + 2):
        if column <= grid.width and not cell_text(grid, upper, column).strip() and group and column in texts:
            group.append(column)
            continue
        if group and len(group) < FEWEST_BELOW:
            return False  # a lone word below a heading: data
        group = [column] if column in texts else []
    return True


def _are_choices(grid: Grid, row: int) -> bool:
    """Say whether a row holds nothing but answers to choose from, as "Dự | Vắng" below "Xác nhận"."""
    texts = [text for column in range(1, grid.width + 1) if (text := cell_text(grid, row, column).strip())]
    states = [understood(text) for text in texts]
    return (
        len(texts) > 1
        and all(one.is_sure and look(text) is not Look.TICK for one, text in zip(states, texts, strict=True))
        and (len({one.state for one in states} - {"none"}) > 1)
    )


def _lowest(texts: list[str], parents: list[str]) -> int:
    """The row of the column's own heading, -1 for none. Carries wide headings on to the right, in `parents`."""
    for level, text in enumerate(texts):
        if text:
            parents[level:] = [text] + [""] * (len(texts) - level - 1)
    level = max((level for level, text in enumerate(texts) if text), default=-1)
    if level < 0:
        parents[:] = [""] * len(texts)
    return level


def _is_split(grid: Grid, first: int, row: int, column: int) -> bool:
    """Say whether "Họ và tên" is one heading over two columns, the family part in one and the given name in the other."""
    return any(
        span.top <= row and span.bottom >= first and span.left == column and span.right == column + 1
        for span in grid.spans
    )
