"""Which sheets of a workbook are the list: every one that looks like a part of it, but for examples and older versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from badges.vietnamese import fold
from kiosk.intake.reader import cells
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
    lists = [one for one in found if one.tables and not one.hidden and _has_rows(one)]
    real = [one for one in lists if not is_template(one)] or lists
    if not real:
        ranks = [(one.weight > 0, not one.hidden, one.weight, one.fault is not None, -n) for n, one in enumerate(found)]
        return [found[ranks.index(max(ranks))]]
    best = max(real, key=lambda one: one.weight)
    if request.header or request.mapping:
        return [best]
    alike = [one for one in real if one.weight >= 0.5 * best.weight and not _repeats(one, best)]
    return sorted({id(one): one for one in [*alike, best]}.values(), key=found.index)


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
