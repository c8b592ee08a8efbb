"""Questions and items as the moderator reads them: with business, presence, units, and how an item really runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from badges import guests
from badges.vietnamese import fold
from kiosk.arrivals import heads
from kiosk.conference import units
from kiosk.storage.kept import kept, kept_rows
from live import duplicates, programme, questions
from live.floor_times import standing

if TYPE_CHECKING:
    from badges.guests import Organisation
    from kiosk.arrivals.heads import Presence
    from kiosk.conference.conference import Conference
    from kiosk.settings.schema import Item, Settings
    from kiosk.storage.database import Db
    from live.duplicates import Pair
    from live.programme import Run
    from live.questions import Question


@dataclass(frozen=True, slots=True)
class Row:
    """A question as the moderator reads it. `absent`: when it was last called in vain; `written`: proposed for writing.

    `business` is the asker where no business stands behind it. `presence` is of its own business; where that is not in, of
    the first one merged into it that is, named by `of`. `expected`: somebody of it is on the guest list, so that "not
    arrived" says something.
    """

    question: Question
    business: str
    short: str
    field: str
    unit: str
    unit_short: str
    presence: Presence | None
    others: tuple[str, ...]
    absent: str
    fold: str
    of: str = ""
    written: bool = False
    expected: bool = True
    co_units: tuple[str, ...] = ()
    co_short: tuple[str, ...] = ()

    @property
    def away(self) -> bool:
        """Return True where somebody is awaited and not here."""
        return self.presence is None and self.expected


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of the programme: planned and real. `starts`, `ends`: its hours where they were moved."""

    number: int
    item: Item
    run: Run | None
    on: bool
    late: int
    """Minutes between the planned and the real start; 0 where nobody started it by hand."""
    starts: str
    ends: str
    follows: str
    """What comes on when it ends."""


TURNS = "select question, at, op, move, undoes from turn order by rowid"
AWAITED = "select distinct organisation from guest where cancelled = ''"


def question_rows(conference: Conference) -> list[Row]:
    """Return all questions by number. A row that says the same as before is the same object: pages keep what they drew of it."""
    db = conference.db
    everything = all_questions(db)
    organisations = kept_rows(db, "organisation", guests.organisation_from_row)
    here = kept(db, "presence", ("arrival", "guest"), lambda: heads.presence(db))
    awaited = kept(db, "awaited", ("guest",), lambda: {row["organisation"] for row in db.query(AWAITED)})
    vain = kept(db, "vain", ("turn",), lambda: _called_in_vain(db))
    merged: dict[int, list[Question]] = {}
    for question in everything:
        if question.merged_into:
            merged.setdefault(question.merged_into, []).append(question)
    before: dict[int, tuple[_Known, Row]] = (db.versions.recall("rows") or (0, {}))[1]
    found: dict[int, tuple[_Known, Row]] = {}
    for question in everything:
        known = _known(conference, question, organisations, here, merged.get(question.number, []), vain, awaited)
        old = before.get(question.number)
        found[question.number] = old if old and old[0] == known else (known, _row(known))
    db.versions.keep("rows", 0, found)
    return [row for _known, row in found.values()]


def proposed_in_writing(conference: Conference, waiting: list[Row], chosen: set[int]) -> list[Row]:
    """Return the rows that wait, those of the chosen numbers marked `written`; the same object again for the same row."""
    versions = conference.db.versions
    before: dict[int, tuple[Row, Row]] = (versions.recall("written") or (0, {}))[1]
    found: dict[int, tuple[Row, Row]] = {}
    for row in waiting:
        number = row.question.number
        if number in chosen:
            old = before.get(number)
            found[number] = old if old and old[0] is row else (row, replace(row, written=True))
    versions.keep("written", 0, found)
    return [found[row.question.number][1] if row.question.number in chosen else row for row in waiting]


def all_questions(db: Db) -> list[Question]:
    """Return all questions by number; of those that did not change the very same objects as before."""
    return sorted(kept_rows(db, "question", questions.from_row).values(), key=lambda question: question.number)


def alike(db: Db) -> list[Pair]:
    """Return the pairs of questions that look the same; weighed anew after a question changed."""
    return kept(
        db, "alike", ("question", "apart"), lambda: duplicates.proposals(all_questions(db), duplicates.apart(db))
    )


def _called_in_vain(db: Db) -> dict[int, str]:
    return {row["question"]: row["at"] for row in standing(list(db.query(TURNS))) if row["move"] == "absent"}


class _Known(NamedTuple):
    """All that a row is made of."""

    question: Question
    organisation: Organisation | None
    merged: tuple[Question, ...]
    others: tuple[Organisation, ...]
    own: Presence | None
    other: tuple[str, Presence] | None
    """Of the first business merged into it that is in: its name, and who."""
    absent: str
    expected: bool
    settings: Settings


def _known(
    conference: Conference, question: Question, organisations: dict[str, Organisation], here: dict[str, Presence],
    merged: list[Question], vain: dict[int, str], awaited: set[str],
) -> _Known:  # fmt: skip
    own = here.get(question.organisation)
    other = None if own else next((q.organisation for q in merged if q.organisation in here), None)
    return _Known(
        question, organisations.get(question.organisation), tuple(merged),
        tuple(organisations[q.organisation] for q in merged if q.organisation in organisations), own,
        (organisations[other].name, here[other]) if other else None, vain.get(question.number, ""),
        question.organisation in awaited or any(q.organisation in awaited for q in merged), conference.settings,
    )  # fmt: skip


def _row(known: _Known) -> Row:
    question, organisation, settings = known.question, known.organisation, known.settings
    field = settings.field(question.field)
    others = {other.name for other in known.others} - {organisation.name if organisation else ""}
    name = organisation.name if organisation else question.asker
    text = f"{question.number} {name} {organisation.short_name if organisation else ''} {question.shown} {question.text} {question.asker}"
    return Row(
        question, name, organisation.called if organisation else question.asker, field.name if field else "",
        units.name(settings, question.unit), units.short(settings, question.unit), known.other[1] if known.other else known.own,
        tuple(sorted(others)), known.absent, fold(text), known.other[0] if known.other else "", expected=known.expected,
        co_units=tuple(units.name(settings, code) for code in question.co_units),
        co_short=tuple(units.short(settings, code) for code in question.co_units),
    )  # fmt: skip


def item_rows(conference: Conference) -> list[ItemRow]:
    """Return the programme, planned and real."""
    ran, on = conference.runs(), conference.on()
    rows = []
    for slot, item in zip(conference.slots, conference.settings.programme, strict=True):
        run = ran.get(slot.number)
        began = conference.clock.local(run.started) if run and run.started else slot.start
        late = int((began - slot.start).total_seconds() // 60)
        hours = (
            conference.clock.hour(run.since) if run and run.since else "",
            conference.clock.hour(run.until) if run and run.until else "",
        )
        rows.append(ItemRow(slot.number, item, run, slot.number == on, late, *hours, _follows(conference, slot.number)))
    return rows


def _follows(conference: Conference, number: int) -> str:
    """The title of what comes on when this item ends now; empty for the end of the conference."""
    ran = conference.runs()
    back = programme.returning(
        conference.slots, ran, number, conference.clock.now(), conference.floor_item() is not None
    )
    after = programme.upcoming(conference.slots, ran, number)
    follows = back if back is not None else after.number if after else None
    return conference.settings.programme[follows].title if follows is not None else ""
