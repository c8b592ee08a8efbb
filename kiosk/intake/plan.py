"""What taking a list in would change, worked out before anything is changed; then all of it in one transaction, or nothing.

The same list again changes nothing, whatever people did meanwhile: a list wins only in cells that differ from what was
said last time (`kiosk.intake.memory`). What may be a duplicate but is not surely one is asked; unanswered it is added.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from badges import guests
from badges.refusal import Refusal, Stale
from badges.vietnamese import fold
from kiosk.i18n import _
from kiosk.intake import sandbox
from kiosk.intake.changes import Change
from kiosk.intake.match_guests import Organisations, People
from kiosk.intake.match_questions import Questions
from kiosk.intake.memory import Told
from kiosk.intake.reader import limits
from kiosk.intake.reader.block_names import match_block
from kiosk.intake.reader.table import Message
from live import questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from badges.guests import Guest, Organisation
    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.conference.devices import Device
    from kiosk.intake.reader.table import Kind, Table
    from kiosk.storage.database import Writing
    from live.questions import Question

TURN = 50
TABLES = ("organisation", "guest", "question", "listed")
"""What a list is compared with."""


@dataclass
class Plan:
    """All that an import would do. `organisations` are the new and the changed ones, `messages` what the day adds to
    those of the table."""

    kind: Kind
    file: str
    digest: str
    table: Table[Any]
    told: Told
    seq: int = 0
    """The log's number when the record was read."""
    organisations: list[Organisation] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    new_organisations: frozenset[str] = frozenset()
    """Which of the organisations are new."""
    added: dict[str, int] = field(default_factory=dict)
    """What the list adds, by `ref`: its place among the changes."""

    def of(self, state: str) -> list[Change]:
        """The rows in this state: added, changed or unchanged."""
        return [change for change in self.changes if change.state == state]

    @property
    def doubts(self) -> list[Change]:
        """The rows that may repeat another one."""
        return [change for change in self.changes if change.doubts]

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.of("added") or self.of("changed") or self.organisations)

    @property
    def counts(self) -> dict[str, int]:
        """State → number of rows."""
        return {state: len(self.of(state)) for state in ("added", "changed", "unchanged")}

    @property
    def fingerprint(self) -> str:
        """Another one as soon as the plan is another one: what was looked at is what is carried out."""
        seen = [(c.cell, c.state, c.ref if c.state != "added" else "", c.differences, c.doubts) for c in self.changes]
        return hashlib.sha256(repr((self.digest, self.table.mapping, seen)).encode()).hexdigest()[:24]

    def summary(self) -> str:
        """The counts in one line."""
        return _("{added} added, {changed} changed, {unchanged} unchanged, {doubts} in doubt").format(
            **self.counts, doubts=len(self.doubts)
        )

    @property
    def wrong_kind(self) -> bool:
        """Whether this is a list of questions that was read as one of guests."""
        said = _("This looks like a list of questions, not of guests.")
        return any(message.text == said for message in self.table.messages)

    @property
    def doubtful(self) -> bool:
        """Whether a person should look before the list is taken in: warnings, or rows that may repeat others."""
        messages = (*self.table.messages, *self.messages)
        return bool(self.doubts) or any(message.level == "warning" for message in messages)


def from_file(
    conference: Conference,
    kind: Kind,
    file: Path | bytes,
    *,
    name: str = "",
    sheet: str | None = None,
    mapping: dict[str, str] | None = None,
    header: int | None = None,
    meanings: Mapping[str, str] | None = None,
    choices: Mapping[str, str] | None = None,
) -> Plan:
    """Read a list and work out what it would change. Raises `Refusal` when the file cannot be read."""
    content = file if isinstance(file, bytes) else limits.content(file)
    table: Table[Any] = sandbox.read(content, kind, sheet=sheet, mapping=mapping, header=header, meanings=meanings)
    called = name or (file.name if isinstance(file, Path) else "")
    return of_table(conference, table, called, hashlib.sha256(content).hexdigest(), choices or {})


def of_table(conference: Conference, table: Table[Any], file: str, digest: str, choices: Mapping[str, str]) -> Plan:
    """Work out what a table would change. `choices`: key of a doubt → key of what the row means."""
    seq, told = conference.db.seq, Told(conference.db)
    organisations = Organisations(conference.db, conference.settings, told, choices)
    plan = Plan(table.kind, file, digest, table, told, seq)
    if table.kind == "guests":
        _plan_guests(plan, organisations, People(conference.db, organisations))
    else:
        _plan_questions(plan, organisations, Questions(conference.db, organisations))
    plan.organisations, plan.new_organisations = list(organisations.touched.values()), frozenset(organisations.cells)
    return plan


def _in_turn(rows: Iterable[Any]) -> Iterator[Any]:
    """The rows; a long list lets the door and the hall have their turn in between."""
    for n, row in enumerate(rows):
        if n % TURN == 0:
            time.sleep(0)
        yield row


def _plan_guests(plan: Plan, organisations: Organisations, people: People) -> None:
    for row in _in_turn(plan.table.rows):
        organisation, organisation_doubt = organisations.of(row)
        name = people.name(row, organisation)
        known, doubt = people.find(name, row, organisation)
        wanted, differences, kept = people.wanted(name, row, organisation, known)
        if row.block and not match_block(row.block, organisations.settings.blocks):
            block = organisations.settings.block(wanted.block).name
            text = _("“{text}” is no block of the conference; put down as: {block}.").format(
                text=row.block, block=block
            )
            plan.messages.append(Message("warning", row.cell, text))
        if known and known.cancelled:
            plan.messages.append(Message("note", row.cell, _("This guest was cancelled and stays so.")))
        doubts = tuple(filter(None, (organisation_doubt, doubt)))
        state = "added" if known is None else "changed" if differences else "unchanged"
        change = Change(row.cell, state, wanted, wanted.called, wanted.id, organisation.name, differences, kept, doubts)
        _take(plan, change)


def _plan_questions(plan: Plan, organisations: Organisations, asked: Questions) -> None:
    for row in _in_turn(plan.table.rows):
        organisation, organisation_doubt = organisations.of(row)
        name = asked.name(row, organisation)
        known, ref, doubt = asked.find(name, row, organisation)
        wanted, differences, kept = asked.wanted(name, row, organisation, known, ref)
        plan.messages += asked.remarks(row, known)
        doubts = tuple(filter(None, (organisation_doubt, doubt)))
        state = "added" if known is None else "changed" if differences else "unchanged"
        change = Change(row.cell, state, wanted, wanted.shown, ref, organisation.called, differences, kept, doubts)
        _take(plan, change)


def _take(plan: Plan, change: Change) -> None:
    """Take a row's change in. A row that means one that this very list adds only adds to it."""
    first = plan.added.get(change.ref)
    if change.state == "added":
        plan.added[change.ref] = len(plan.changes)
    elif first is not None:
        plan.changes[first] = replace(plan.changes[first], what=change.what)
        change = replace(change, state="unchanged", differences=())
    plan.changes.append(change)


def carry_out(
    conference: Conference,
    plan: Plan,
    *,
    by: str = "",
    op: str = "",
    device: Device | None = None,
    seen: str = "",
    anyway: bool = False,
) -> Row:
    """Do what the plan says, all of it or nothing; returns the counts. Raises `Refusal` where the list has errors.

    `seen`: fingerprint of the plan that a person looked at; `Stale` where this is another one. `anyway`: also where the
    list looks like one of questions.
    """
    errors = plan.table.errors
    if errors:
        raise Refusal("{cell}: {text} Nothing was imported.", cell=errors[0].cell or plan.file, text=errors[0].text)
    if plan.wrong_kind and not anyway:
        raise Refusal(
            "This looks like a list of questions, not of guests. Nothing was imported: read it as a list of questions."
        )
    if seen and seen != plan.fingerprint:
        raise changed()
    if plan.empty and not plan.told.news:
        return plan.counts
    name = op or f"import-{conference.clock.stamp()}-{plan.digest}"
    return conference.perform(
        name, "import", plan.digest, lambda writing: store(conference, plan, writing, name, by), device
    )[0]


def changed() -> Stale:
    """What was looked at is no longer true."""
    return Stale("The record has changed meanwhile. Nothing was imported: look through the list once more.")


def store(conference: Conference, plan: Plan, writing: Writing, batch: str, by: str = "") -> Row:
    """The plan's rows into an open transaction, and the import itself."""
    write(conference, plan, writing, batch)
    row = {
        "id": batch, "kind": plan.kind, "file": plan.file, "digest": plan.digest, "at": writing.at,
        "by": by or writing.by, "summary": json.dumps(plan.counts), "undone": "",
    }  # fmt: skip
    writing.put("batch.imported", "batch", row)
    return plan.counts


def write(conference: Conference, plan: Plan, writing: Writing, batch: str) -> None:
    """The plan's rows, all of them, into an open transaction. `batch` is empty for what is no import of a list.

    Raises `Stale` where the record is no longer the one with which the list was compared.
    """
    since = f"select 1 from event where seq > ? and tab in ({', '.join('?' * len(TABLES))})"  # noqa: S608  only marks
    if next(writing.query(since, (plan.seq, *TABLES)), None):
        raise changed()
    for organisation in plan.organisations:
        if organisation.id in plan.new_organisations:
            guests.put_organisation(writing, replace(organisation, batch=batch), "organisation.imported")
        else:
            guests.put_organisation(writing, organisation, "organisation.changed")
    numbers: dict[str, str] = {}
    for change in plan.changes:
        if change.state != "unchanged":
            numbers[change.ref] = _store(conference, writing, plan.kind, change, batch)
    plan.told.write(writing, batch, numbers)


def _store(conference: Conference, writing: Writing, kind: Kind, change: Change, batch: str) -> str:
    """Store one row; returns by what it is known from now on."""
    added = change.state == "added"
    if kind == "guests":
        guest: Guest = replace(change.what, batch=batch) if added else change.what
        if added:
            guests.put(writing, guest, conference.key, conference.settings.id, "guest.imported")
        else:
            writing.put(
                "guest.changed", "guest", guests.to_row(replace(guest, fold=fold(f"{guest.name} {guest.position}")))
            )
        return guest.id
    question: Question = change.what
    if added:
        return str(questions.add(writing, replace(question, batch=batch), "question.imported").number)
    writing.put("question.changed", "question", questions.to_row(question))
    return str(question.number)
