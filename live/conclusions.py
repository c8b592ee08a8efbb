"""Conclusions: tasks given by the chair or the city's leader, with the unit that does them and the date."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from badges.ports import first, row_of
from badges.refusal import Refusal, Stale

if TYPE_CHECKING:
    from badges.ports import Row, Store, Writing


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One task. `due` is a date, or empty; `withdrawn` says why it no longer holds.

    `unit` is a unit's code, or a name that the settings do not know; `at` the moment it was given; `version` counts its
    wordings, and a later wording must name the one it saw.
    """

    id: str
    giver: str
    unit: str
    task: str
    due: str = ""
    at: str = ""
    by: str = ""
    withdrawn: str = ""
    version: int = 0


class Reworded(Stale):
    """Somebody worded this task anew in between; `known` is what is on record now."""

    def __init__(self, known: Conclusion) -> None:
        super().__init__(
            "{by} changed this task in the meantime. Your text is still on your screen: compare and save again.",
            by=known.by,
        )
        self.known = known


def every(db: Store | Writing) -> list[Conclusion]:
    """All tasks that hold, in the order in which they were given."""
    return [from_row(row) for row in db.query("select * from conclusion where withdrawn = '' order by at, rowid")]


def from_row(row: Row) -> Conclusion:
    """A task from its row."""
    return Conclusion(**row)


def write(writing: Writing, conclusion: Conclusion) -> Conclusion:
    """Record a task, or a later wording of it under the same id; it keeps the moment at which it was given.

    Raises `Refusal` where unit or task are missing, `Reworded` (409) when another wording came in between.
    """
    if not conclusion.unit or not conclusion.task:
        raise Refusal("Write the unit and what it is to do.")
    row = first(writing.query("select * from conclusion where id = ?", (conclusion.id,)))
    known = from_row(row) if row else None
    if known and known.version != conclusion.version:
        raise Reworded(known)
    kept = replace(
        conclusion, at=known.at if known else writing.at, by=writing.by, version=(known.version if known else 0) + 1
    )
    writing.put("conclusion.written", "conclusion", row_of(kept))
    return kept


def history(db: Store, conclusion: str) -> list[Conclusion]:
    """All wordings of a task, oldest first."""
    rows = db.query("select row from event where tab = 'conclusion' and key = ? order by seq", (conclusion,))
    return [from_row(json.loads(row["row"])) for row in rows if row["row"].startswith("{")]
