"""Conclusions: tasks given by the chair or the city's leader, with the unit that does them and the date."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from badges.store import Row, Store, Writing


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One task. `due` is a date, or empty; `withdrawn` says why it no longer holds."""

    id: str
    giver: str
    unit: str
    task: str
    due: str = ""
    at: str = ""
    by: str = ""
    withdrawn: str = ""


def every(db: Store | Writing) -> list[Conclusion]:
    """All tasks that hold, in the order in which they were given."""
    return [Conclusion(**row) for row in db.query("select * from conclusion where withdrawn = '' order by rowid")]


def write(writing: Writing, conclusion: Conclusion) -> Row:
    """Record a task, or a later wording of it under the same id."""
    row = asdict(conclusion) | {"at": conclusion.at or writing.at, "by": writing.by}
    writing.put("conclusion.written", "conclusion", row)
    return row
