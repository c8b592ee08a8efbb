"""Undo: take back one operation of the dialogue, field by field, unless somebody built on it. Nothing leaves the log.

Each operation that can be taken back leaves a row in `step`: who did it, and what is said of it. Taking it back is a step
of its own, so that it can be taken back too. `turn` gets a row of the move "undo", so that time and minutes leave out what
never counted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from badges.ports import first, row_of
from badges.refusal import Refusal, Stale
from live import hall_mode, turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from badges.ports import Row, Store, Writing

KEYS = {
    "question": "number", "item": "number", "hall": "id", "speech": "id", "note": "id", "organisation": "id",
}  # fmt: skip
"""Table → its key: what an operation of the dialogue may change and what is put back."""
BOOKKEEPING = frozenset({"at", "by"})
"""Fields that each change writes: put back with the others, but no reason to refuse."""
UNDO = "undo"
TURNED = frozenset({hall_mode.PAGE, hall_mode.SLIDE, hall_mode.BESIDE})
"""Rows of the hall that only say which page is shown: turning on builds on nothing, and taking back leaves the page."""


@dataclass(frozen=True, slots=True)
class Step:
    """One operation. `kind` says what was done ("call", "hall", "item.start" …); `number` is its question or item, or 0."""

    op: str
    kind: str
    number: int = 0
    text: str = ""
    at: str = ""
    by: str = ""
    device: str = ""
    undoes: str = ""


class Blocked(Stale):
    """Somebody built on this step since; `later` is the step that would have to be taken back first, where it can be."""

    def __init__(self, text: str, later: Step | None = None, **facts: object) -> None:
        super().__init__(text, **facts)
        self.later = later


def record(writing: Writing, op: str, kind: str, number: int = 0, text: str = "", undoes: str = "") -> None:
    """Note that this operation can be taken back, in words a person knows it by."""
    step = Step(op, kind, number, text[:200], writing.at, writing.by, writing.device, undoes)
    writing.put(f"step.{kind}", "step", row_of(step))


def steps(db: Store | Writing) -> list[Step]:
    """All steps in the order in which they were made. A note that was read, or recalled, can no more be taken back."""
    return [Step(**row) for row in db.query(STEPS)]


STEPS = (
    "select op, kind, number, text, at, by, device, undoes from step where not (kind = 'note' and exists (select 1 from note"
    " where note.id = step.op and (note.receipt_at != '' or note.recalled != ''))) order by rowid"
)


def standing(all_steps: Sequence[Step]) -> list[Step]:
    """The steps that were not taken back, the newest first, without those that took back."""
    gone = turns.taken_back((step.op, step.undoes) for step in all_steps)
    return [step for step in reversed(all_steps) if step.op not in gone and not step.undoes]


def offer(all_steps: Sequence[Step], device: str) -> Step | None:
    """The step that undo takes back for this device: its own newest one, otherwise the newest of all."""
    left = standing(all_steps)
    own = next((step for step in left if step.device == device), None)
    return own or next(iter(left), None)


def again(all_steps: Sequence[Step], device: str) -> Step | None:
    """The undo that redo takes back for this device: its last one that stands, unless it did something else since."""
    gone = turns.taken_back((step.op, step.undoes) for step in all_steps)
    depth: dict[str, int] = {}
    for step in all_steps:
        depth[step.op] = depth.get(step.undoes, 0) + 1 if step.undoes else 0
    for step in reversed([one for one in all_steps if one.device == device]):
        if not depth[step.op]:
            return None
        if depth[step.op] % 2 and step.op not in gone:
            return step
    return None


def take_back(writing: Writing, op: str, target: str) -> Step:
    """Take back the operation `target`: what it changed is as it was before, and its time does not count.

    Raises `Blocked` (409) where another step changed the same since, or the office or a secretary worked on it;
    `Refusal` where there is no such step.
    """
    known = {step.op: step for step in steps(writing)}
    step = known.get(target)
    if step is None:
        raise Refusal("There is nothing to undo.")
    if target in turns.taken_back((one.op, one.undoes) for one in known.values()):
        raise Stale("This step was taken back already.")
    log = list(writing.query(LOG))
    changes = [one for one in _changes(log, target) if one.table != "hall" or one.key not in TURNED]
    _check(writing, log, changes, known, step)
    for change in sorted(changes, key=_order):
        _restore(writing, change)
    if step.kind == "raised":
        discard_number(writing, op, step.number)
    row = first(
        writing.query("select question from turn where op = ? and question is not null order by rowid", (target,))
    )
    turns.put(writing, op, 0, UNDO, row["question"] if row else None, undoes=target)
    record(writing, op, UNDO, step.number, step.text, undoes=target)
    return step


def take_back_last(writing: Writing, op: str) -> Step:
    """Take back the last thing that this device did, otherwise the newest of all. Raises as `take_back` does."""
    step = offer(steps(writing), writing.device)
    return take_back(writing, op, step.op if step else "")


def do_again(writing: Writing, op: str) -> Step:
    """Do again what this device took back last, where it did nothing else since. Raises as `take_back` does."""
    step = again(steps(writing), writing.device)
    return take_back(writing, op, step.op if step else "")


LOG = (
    "select seq, kind, tab, key, row, op, at from event where tab in ('question', 'item', 'hall', 'speech', 'note', 'organisation')"
    " order by seq"
)


@dataclass(frozen=True, slots=True)
class Change:
    """What one operation did to one row; `None` where the row was not there. `seq` is the log's of its last change."""

    table: str
    key: str
    before: Row | None
    after: Row | None
    seq: int

    @property
    def fields(self) -> set[str]:
        """The fields that differ."""
        return differs(self.before, self.after)


def differs(one: Row | None, other: Row | None) -> set[str]:
    """The fields in which two states of a row differ."""
    names = set(one or {}) | set(other or {})
    return {name for name in names if (one or {}).get(name) != (other or {}).get(name)} - BOOKKEEPING


def _row(text: str) -> Row | None:
    return json.loads(text) if text.startswith("{") else None


def _changes(log: Sequence[Row], op: str) -> list[Change]:
    """What an operation did, row by row."""
    before: dict[tuple[str, str], Row | None] = {}
    found: dict[tuple[str, str], Change] = {}
    last: dict[tuple[str, str], Row | None] = {}
    for event in log:
        key = event["tab"], event["key"]
        if event["op"] == op:
            before.setdefault(key, last.get(key))
            found[key] = Change(*key, before[key], _row(event["row"]), event["seq"])
        last[key] = _row(event["row"])
    return list(found.values())


def _check(writing: Writing, log: Sequence[Row], changes: list[Change], known: dict[str, Step], step: Step) -> None:
    """Raise `Blocked` where somebody built on it."""
    rows = [(one.op, one.undoes) for one in known.values()]
    without = turns.taken_back(rows) | {op for op, undoes in rows if undoes}
    for change in changes:
        if change.table == "organisation":
            continue
        previous = change.after
        for event in log:
            if (event["tab"], event["key"]) != (change.table, change.key) or event["seq"] <= change.seq:
                continue
            row, earlier = _row(event["row"]), previous
            previous = row
            if event["op"] in without:
                continue
            touched = differs(earlier, row)
            screened = event["kind"].startswith("question.screened")
            if touched & change.fields or screened or change.before is None:
                raise _blocked(known.get(event["op"]), change, step)
        _check_answered(writing, change)
        _check_read(change, writing)


def _blocked(later: Step | None, change: Change, step: Step) -> Blocked:
    if later:
        return Blocked("{by} went on from this step: take back the later step first.", later, by=later.by or "…")
    number = change.key if change.table == "question" else step.number
    return Blocked("The office changed question {number} since: this cannot be undone.", number=number)


def _check_answered(writing: Writing, change: Change) -> None:
    """What is answered already is not discarded with the question."""
    if change.table == "question" and change.before is None and _answered(writing, change.key):
        raise Blocked(ANSWERED, number=change.key)


ANSWERED = (
    "The secretary has written down an answer to question {number}: it cannot be discarded. Set it aside instead."
)


def _answered(writing: Writing, number: str | int) -> bool:
    return first(writing.query("select 1 from answer where question = ?", (int(number),))) is not None


def _check_read(change: Change, writing: Writing) -> None:
    """A note that was read cannot be recalled."""
    if change.table == "note" and change.before is None:
        row = first(writing.query("select receipt_at from note where id = ?", (change.key,)))
        if row and row["receipt_at"]:
            raise Blocked("The chair has read this note: it cannot be recalled. Send another one.")


def _order(change: Change) -> tuple[bool, bool]:
    """The floor is cleared before somebody is put on it again: the database holds one at most at every moment. A business
    comes last: whether it stays depends on who still belongs to it."""
    return change.table == "organisation", bool(change.before and change.before.get("place") == "floor")


def _restore(writing: Writing, change: Change) -> None:
    """Put back the fields that were changed; drop what was made, make again what was dropped."""
    key = KEYS[change.table]
    now = first(writing.query(f"select * from {change.table} where {key} = ?", (_typed(change),)))  # noqa: S608
    if change.before is None:
        if now is not None and not _in_use(writing, change):
            writing.drop(f"{change.table}.discarded", change.table, _typed(change))
        return
    restored: dict[str, Any] = dict(now or change.before)
    for name in (change.fields | BOOKKEEPING) & set(change.before):
        restored[name] = change.before[name]
    writing.put(f"{change.table}.undone", change.table, restored)


def _typed(change: Change) -> str | int:
    return int(change.key) if KEYS[change.table] == "number" else change.key


def _in_use(writing: Writing, change: Change) -> bool:
    """A business that was taken in with a question stays when somebody else belongs to it."""
    if change.table != "organisation":
        return False
    sql = "select 1 from question where organisation = :id union all select 1 from guest where organisation = :id"
    return first(writing.query(sql, {"id": change.key})) is not None


def discard_number(writing: Writing, op: str, number: int) -> None:
    """Remember the number of a discarded question, so that no other one gets it."""
    writing.put("step.number", "step", row_of(Step(f"{op}.number", "number", number, at=writing.at, undoes=NEVER)))


NEVER = "-"
"""No operation: what is no step that a person made, and takes nothing back."""
