"""What taking a list in would change, worked out before anything is changed; then all of it in one transaction, or nothing.

The same list again changes nothing: a row is compared with who is on record by tax code and by folded names. An empty
cell never takes away what is known. What may be a duplicate but is not surely one is said and added; people merge.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from badges import guests
from badges.refusal import Refusal
from kiosk.intake import files, sheets
from kiosk.intake.fields import label
from kiosk.intake.match import People, Questions
from kiosk.words import _
from live import questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badges.guests import Guest, Organisation
    from badges.store import Row
    from kiosk.day import Day
    from kiosk.db import Writing
    from kiosk.devices import Device
    from kiosk.intake.table import Kind, Table
    from live.questions import Question


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the list: added, changed (with the fields that differ) or unchanged; `doubt` says what it may repeat."""

    cell: str
    state: str
    what: Any
    name: str
    fields: tuple[str, ...] = ()
    doubt: str = ""


@dataclass
class Plan:
    """All that an import would do. `organisations` are the new and the changed ones."""

    kind: Kind
    file: str
    digest: str
    table: Table[Any]
    organisations: list[Organisation] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def of(self, state: str) -> list[Change]:
        """The rows in this state: added, changed or unchanged."""
        return [change for change in self.changes if change.state == state]

    @property
    def doubts(self) -> list[Change]:
        """The rows that may repeat another one."""
        return [change for change in self.changes if change.doubt]

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.of("added") or self.of("changed") or self.organisations)

    def summary(self) -> str:
        """The counts in one line."""
        return _("{added} added, {changed} changed, {unchanged} unchanged, {doubts} in doubt").format(
            added=len(self.of("added")), changed=len(self.of("changed")), unchanged=len(self.of("unchanged")),
            doubts=len(self.doubts),
        )  # fmt: skip

    def lines(self) -> Iterator[str]:
        """What there is to say, as sentences for a terminal."""
        table = self.table
        yield _("{file}, sheet {sheet}: {count} rows").format(file=self.file, sheet=table.sheet, count=len(table.rows))
        for column in table.columns:
            if column.field:
                yield f"  {column.letter}  {column.heading}  →  {label(column.field, self.kind)}  ({column.encoding})"
        for message in table.messages:
            yield f"{message.cell}: {message.text}"
        for change in self.doubts:
            yield f"{change.cell}: {change.doubt}"
        yield self.summary()


def from_file(
    day: Day,
    kind: Kind,
    file: Path | bytes,
    *,
    name: str = "",
    sheet: str | None = None,
    mapping: dict[str, str] | None = None,
) -> Plan:
    """Read a list and work out what it would change. Raises `Refusal` when the file cannot be read."""
    content = file if isinstance(file, bytes) else files.content(file)
    table: Table[Any] = sheets.read(content, kind, sheet=sheet, mapping=mapping)
    called = name or (file.name if isinstance(file, Path) else "")
    plan = Plan(kind, called, hashlib.sha256(content).hexdigest(), table)
    known = People(day.db, day.settings)
    if kind == "guests":
        _plan_guests(plan, known)
    else:
        _plan_questions(plan, known, Questions(day.db, day.settings))
    plan.organisations = known.touched
    return plan


def _plan_guests(plan: Plan, known: People) -> None:
    for row in plan.table.rows:
        organisation = known.organisation(row)
        guest, doubt = known.guest(row, organisation)
        wanted = known.wanted(row, organisation, guest)
        fields = known.differences(guest, wanted)
        state = "added" if guest is None else "changed" if fields else "unchanged"
        known.remember(wanted)
        plan.changes.append(Change(row.cell, state, wanted, wanted.called or organisation.name, fields, doubt))


def _plan_questions(plan: Plan, known: People, questions_: Questions) -> None:
    for row in plan.table.rows:
        organisation = known.organisation(row)
        question, doubt = questions_.find(row, organisation)
        wanted = questions_.wanted(row, organisation, question)
        fields = questions_.differences(question, wanted)
        state = "added" if question is None else "changed" if fields else "unchanged"
        if question is None:
            questions_.remember(wanted)
        plan.changes.append(Change(row.cell, state, wanted, organisation.called, fields, doubt))


def carry_out(day: Day, plan: Plan, *, by: str = "", op: str = "", device: Device | None = None) -> Row:
    """Do what the plan says, all of it or nothing; returns the counts. Raises `Refusal` where the list has errors."""
    errors = plan.table.errors
    if errors:
        raise Refusal("{cell}: {text} Nothing was imported.", cell=errors[0].cell, text=errors[0].text)
    counts = {state: len(plan.of(state)) for state in ("added", "changed", "unchanged")}
    if plan.empty:
        return counts

    def action(writing: Writing) -> Row:
        batch = op or f"{writing.at}-{plan.digest[:12]}"
        for organisation in plan.organisations:
            kind = "organisation.changed" if organisation.batch else "organisation.imported"
            guests.put_organisation(writing, replace(organisation, batch=organisation.batch or batch), kind)
        for change in plan.changes:
            if change.state != "unchanged":
                _store(day, writing, plan.kind, change, batch)
        writing.put(
            "batch.imported",
            "batch",
            {
                "id": batch, "kind": plan.kind, "file": plan.file, "digest": plan.digest, "at": writing.at,
                "by": by or writing.by, "summary": json.dumps(counts), "undone": "",
            },
        )  # fmt: skip
        return counts

    answer, _replay = day.perform(
        op or f"import-{day.clock.stamp()}-{plan.digest}", "import", plan.digest, action, device
    )
    return answer


def _store(day: Day, writing: Writing, kind: Kind, change: Change, batch: str) -> None:
    added = change.state == "added"
    if kind == "guests":
        guest: Guest = replace(change.what, batch=batch) if added else change.what
        guests.put(writing, guest, day.key, day.settings.id, f"guest.{'imported' if added else 'changed'}")
        return
    question: Question = change.what
    if added:
        questions.add(writing, replace(question, batch=batch), "question.imported")
    else:
        writing.put("question.changed", "question", questions.to_row(question))


def batches(day: Day) -> list[Row]:
    """All imports, the newest first."""
    return list(day.db.query("select * from batch order by rowid desc"))


def undo(day: Day, op: str, device: Device | None = None) -> Row:
    """Take the last import back: what it added goes. What it changed stays changed; the log has what it was.

    Raises `Refusal` when one of its guests arrived or one of its questions was called.
    """
    last = next((batch for batch in batches(day) if not batch["undone"]), None)
    if last is None:
        raise Refusal("There is no import to take back.")

    def action(writing: Writing) -> Row:
        if next(
            writing.query("select 1 from scan s join guest g on g.id = s.guest where g.batch = ?", (last["id"],)), None
        ):
            raise Refusal("A guest of this list has arrived: the list can no longer be taken back.")
        if next(
            writing.query(
                "select 1 from turn t join question q on q.number = t.question where q.batch = ?", (last["id"],)
            ),
            None,
        ):
            raise Refusal("A question of this list was already handled: the list can no longer be taken back.")
        count = 0
        for table, key in (("question", "number"), ("guest", "id"), ("organisation", "id")):
            for row in list(writing.query(f"select {key} as k from {table} where batch = ?", (last["id"],))):  # noqa: S608
                if table == "organisation" and _still_used(writing, row["k"]):
                    continue
                writing.drop("import.undone", table, row["k"])
                count += 1
        writing.put("batch.undone", "batch", last | {"undone": writing.at})
        return {"removed": count}

    return day.perform(op, "import.undo", last["id"], action, device)[0]


def _still_used(writing: Writing, organisation: str) -> bool:
    used = "select 1 from guest where organisation = ? union select 1 from question where organisation = ?"
    return next(writing.query(used, (organisation, organisation)), None) is not None
