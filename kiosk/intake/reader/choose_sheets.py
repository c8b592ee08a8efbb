"""Which sheets of a workbook are the list: every one that looks like a part of it, but for examples and older versions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from badges.vietnamese import fold
from kiosk.intake.reader import cells
from kiosk.intake.reader.columns import NEEDED
from kiosk.intake.reader.table import Unreadable

if TYPE_CHECKING:
    from kiosk.intake.reader.grid import Grid
    from kiosk.intake.reader.header_rows import Header
    from kiosk.intake.reader.table import Request


ALL_SHEETS = "*"
"""Names all sheets that look like lists, where one is asked for."""


@dataclass(slots=True)
class Candidate:
    """A sheet with its tables, or why it cannot be read."""

    name: str
    hidden: bool
    grid: Grid | None
    tables: list[Header] = field(default_factory=list)
    fault: Unreadable | None = None

    @property
    def weight(self) -> float:
        return max((one.weight for one in self.tables), default=0.0)

    @property
    def headings(self) -> int:
        return max((len(one.mapping) for one in self.tables), default=0)


_SAMPLES = (
    "mau",
    "bieu mau",
    "template",
    "huong dan",
    "vi du",
    "example",
    "sample",
    "mau danh sach",
    "form",
    "danh muc",
    "lua chon",
)


def is_template(one: Candidate) -> bool:
    """Say whether a sheet is an empty form or a filled-in example: by its name, or by Nguyễn Văn A."""
    name = fold(one.name)
    if any(name == word or name.startswith(f"{word} ") for word in _SAMPLES):
        return True
    values = [
        fold(str(value)) for row in (one.grid.rows if one.grid else [])[:60] for value in row if isinstance(value, str)
    ]
    people = [text for text in values if text.startswith(("nguyen van ", "tran thi ", "nguyen thi ", "le van "))]
    return 0 < len(people) <= 3 and all(len(text.split()[-1]) == 1 for text in people)


def choose(found: list[Candidate], request: Request) -> list[Candidate]:
    """The sheet asked for; otherwise every visible sheet that is a list, but for examples and for the same list again."""
    if request.sheet is not None and request.sheet != ALL_SHEETS:
        named = [one for one in found if cells.line(one.name) == cells.line(request.sheet)]
        if not named:
            raise Unreadable("The workbook has no sheet “{sheet}”. Choose one of its sheets.", sheet=request.sheet)
        return named[:1]
    lists = [one for one in found if not one.hidden and _has_rows(one) and _names_somebody(one, request)]
    real = [one for one in lists if not is_template(one)] or lists
    real = _of_this_year(real)
    if request.kind == "guests" and any(map(_has_names, real)):
        real = [one for one in real if _has_names(one) or not _holds_questions(one)]
    if not real:
        ranks = [(one.weight > 0, not one.hidden, one.weight, one.fault is not None, -n) for n, one in enumerate(found)]
        return [found[ranks.index(max(ranks))]]
    best = max(real, key=lambda one: one.weight)
    if request.header or request.mapping:
        return [best]
    alike = [one for one in real if one.weight >= 0.5 * best.weight and not _repeats(one, best)]
    return sorted({id(one): one for one in [*alike, best]}.values(), key=found.index)


def _names_somebody(one: Candidate, request: Request) -> bool:
    """Say whether a sheet has what a list of its kind needs; one of numbers alone is no part of it."""
    return any(NEEDED[request.kind] & table_.mapping.keys() for table_ in one.tables)


def _has_names(one: Candidate) -> bool:
    return any({"name", "family"} & table_.mapping.keys() for table_ in one.tables)


def _holds_questions(one: Candidate) -> bool:
    """Say whether a sheet is the list of questions beside that of the guests."""
    return any("asked" in table_.mapping for table_ in one.tables)


_YEAR: Final = re.compile(r"\b20\d\d\b")


def _of_this_year(lists: list[Candidate]) -> list[Candidate]:
    """The sheets without those of earlier years, where all are called by a year: "2025 | 2026"."""
    years = [_YEAR.findall(one.name) for one in lists]
    if not all(len(found) == 1 for found in years):
        return lists
    last = max((found[0] for found in years), default="")
    return [one for one, found in zip(lists, years, strict=True) if found[0] == last]


def _has_rows(one: Candidate) -> bool:
    return any(look.filled for table_ in one.tables for look in table_.profiles.values()) or bool(
        one.grid and one.grid.known
    )


def _repeats(one: Candidate, best: Candidate) -> bool:
    """Say whether a sheet holds many of the people of the best one again: an older version of the list, or a part of it."""
    if one is best:
        return False
    mine, others = _keys(one), _keys(best)
    return len(mine & others) > 0.2 * max(1, min(len(mine), len(others)))


def _keys(one: Candidate) -> set[str]:
    """Folded names of persons, organisations where there are none, and questions of a sheet."""
    found: set[str] = set()
    for table_ in one.tables:
        column = next(
            (table_.mapping[name] for name in ("name", "text", "organisation", "given") if name in table_.mapping), 0
        )
        rows = one.grid.rows[table_.top - 1 : table_.last or None] if one.grid and column else []
        found |= {fold(str(row[column - 1])) for row in rows if len(row) >= column and row[column - 1] is not None}
    return found - {""}
