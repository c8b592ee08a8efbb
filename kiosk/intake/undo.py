"""Taking the last import back: what it added goes, what it changed becomes what it was, as far as nobody wrote since.

All of that is read from the log, which has every row as it stood before and after.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from badges.refusal import Refusal
from kiosk.i18n import N_
from kiosk.storage.verify import ERASED

if TYPE_CHECKING:
    from badges.ports import Row, Store, Writing
    from kiosk.conference.conference import Conference
    from kiosk.conference.devices import Device

TABLES = {"listed": "id", "question": "number", "guest": "id", "organisation": "id"}
"""What an import writes, in the order in which it is taken back."""


class Step(NamedTuple):
    """One row that the import wrote: as it was before (None: it was not there) and after."""

    table: str
    key: str
    before: Row | None
    after: Row


USED = (
    (
        "select 1 from scan where guest = ?",
        "guest",
        N_("A guest of this list has arrived: the list can no longer be taken back."),
    ),
    (
        "select 1 from question where guest = ?",
        "guest",
        N_("A guest of this list has sent a question: the list can no longer be taken back."),
    ),
    (
        "select 1 from turn where question = ?",
        "question",
        N_("A question of this list was already handled: the list can no longer be taken back."),
    ),
    (
        "select 1 from answer where question = ?",
        "question",
        N_("A question of this list was already answered: the list can no longer be taken back."),
    ),
    (
        "select 1 from question where merged_into = ?",
        "question",
        N_("Another question was merged into one of this list: the list can no longer be taken back."),
    ),
)
"""What ends the time in which an import can be taken back."""


def batches(conference: Conference) -> list[Row]:
    """All imports, the newest first."""
    return list(conference.db.query("select * from batch order by rowid desc"))


def last(conference: Conference) -> Row | None:
    """The import that can be taken back next, or None."""
    return next((batch for batch in batches(conference) if not batch["undone"]), None)


def why_not(db: Store | Writing, batch: str) -> Refusal | None:
    """Why an import can no longer be taken back; None where it can."""
    if next(iter(db.query("select 1 from event where op = ? and row = ?", (batch, ERASED))), None):
        return Refusal("Personal data were erased since: the list can no longer be taken back.")
    for step in _steps(db, batch):
        if step.before is None:
            for used, table, sentence in USED:
                if step.table == table and next(iter(db.query(used, (_key(step),))), None):
                    return Refusal(sentence)
    return None


def undo(conference: Conference, op: str, device: Device | None = None, batch: str = "") -> Row:
    """Take the last import back; returns how many rows went and how many became what they were.

    `batch`: the import that the person looked at. Raises `Refusal` when one of its guests arrived, one of its questions
    was handled, or another import came after it.
    """

    def action(writing: Writing) -> Row:
        newest = last(conference)
        if newest is None:
            raise Refusal("There is no import to take back.")
        if batch and batch != newest["id"]:
            raise Refusal("Another list was taken in after this one. Take that one back first.")
        if fault := why_not(writing, newest["id"]):
            raise fault
        steps = list(_steps(writing, newest["id"]))
        removed = sum(_take_back(writing, step) for step in steps if step.before is None)
        restored = sum(_restore(writing, step) for step in steps if step.before is not None)
        writing.put("batch.undone", "batch", newest | {"undone": writing.at})
        return {"removed": removed, "restored": restored}

    return conference.perform(op, "import.undo", batch, action, device)[0]


def _steps(db: Store | Writing, batch: str) -> list[Step]:
    """Every row that the import wrote, once."""
    before: dict[tuple[str, str], str] = {}
    first: dict[tuple[str, str], str] = {}
    after: dict[tuple[str, str], str] = {}
    for event in db.query(
        "select tab, key, row, op from event where tab in ('listed', 'question', 'guest', 'organisation') order by seq"
    ):
        name = event["tab"], event["key"]
        if event["op"] == batch:
            first.setdefault(name, before.get(name, ""))
            after[name] = event["row"]
        before[name] = event["row"]
    steps = [
        Step(*name, json.loads(first[name]) if first[name] else None, json.loads(row)) for name, row in after.items()
    ]
    return sorted(steps, key=lambda step: list(TABLES).index(step.table))


def _key(step: Step) -> str | int:
    return int(step.key) if step.table == "question" else step.key


def _now(writing: Writing, step: Step) -> Row | None:
    sql = f"select * from {step.table} where {TABLES[step.table]} = ?"  # noqa: S608  both names are ours
    return next(iter(writing.query(sql, (_key(step),))), None)


def _take_back(writing: Writing, step: Step) -> bool:
    if _now(writing, step) is None or (step.table == "organisation" and _still_used(writing, step.key)):
        return False
    writing.drop("import.undone", step.table, _key(step))
    return step.table != "listed"


def _restore(writing: Writing, step: Step) -> bool:
    """What people wrote since stays; all else becomes what it was."""
    now = _now(writing, step)
    if now is None or step.before is None:
        return False
    was = {name: step.before[name] if now[name] == step.after[name] else now[name] for name in now}
    if was != now:
        writing.put("import.undone", step.table, was)
    return was != now and step.table != "listed"


def _still_used(writing: Writing, organisation: str) -> bool:
    used = "select 1 from guest where organisation = ? union select 1 from question where organisation = ?"
    return next(iter(writing.query(used, (organisation, organisation))), None) is not None
