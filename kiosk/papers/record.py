"""The record: everything a paper may say of the conference, read from the database once, cleaned, and joined.

Papers are drawn from this alone, so that all of them tell the same story.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from badges import guests
from badges.guests import Guest, Organisation
from kiosk.arrivals import admission
from kiosk.arrivals.arrival_rows import Arrival
from kiosk.conference import units
from kiosk.conference.conference import refuse_rehearsal
from kiosk.i18n import N_
from kiosk.papers import issued as issued_papers
from kiosk.papers.happenings import Happening, happenings
from kiosk.papers.text.wording import clean
from kiosk.storage.kept import kept_rows
from live import answers, conclusions, floor_times, programme, questions, remarks
from live.answers import Answer, Form
from live.conclusions import Conclusion
from live.outcomes import Outcome, outcome
from live.questions import Question
from live.voices import Voice, empty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.papers.issued import Issued
    from kiosk.settings.load import Settings
    from kiosk.settings.schema import Item

NOBODY = Organisation("", "")
UNASSIGNED = "Chưa phân công"
T = TypeVar("T")


@dataclass(frozen=True)
class Attendee:
    """An invited person or a walk-in, and whether he is in."""

    guest: Guest
    organisation: Organisation
    arrival: Arrival | None

    @property
    def counts(self) -> bool:
        """Whether the papers know this person: a cancelled invitation is none, unless its guest came before that."""
        return not self.guest.cancelled or self.arrival is not None


@dataclass(frozen=True)
class Step:
    """One thing that happened to a question in the dialogue, at its hour in the conference's time zone."""

    at: datetime
    move: str
    question: int | None
    reason: str
    by: str


@dataclass(frozen=True)
class Owing:
    """A reply in writing that is owed: for which voice of the answer, and by which day."""

    voice: Voice
    due: date


@dataclass(frozen=True)
class Matter:
    """A question with its answer, its business, its class in the report, and when it first had the floor.

    `owed`: the replies in writing that its business waits for, one for each voice that owes one.
    """

    question: Question
    answer: Answer
    organisation: Organisation
    outcome: Outcome
    called: datetime | None = None
    owed: tuple[Owing, ...] = ()

    @property
    def due(self) -> date | None:
        """Return the day by which the last reply owed is due, None where none is."""
        return max((one.due for one in self.owed), default=None)

    @property
    def number(self) -> int:
        """Its KN number."""
        return self.question.number


@dataclass(frozen=True)
class Ran:
    """A programme item with the hours at which it really started and ended, where somebody said so."""

    number: int
    item: Item
    started: datetime | None
    ended: datetime | None
    skipped: bool


@dataclass(frozen=True)
class Record:
    """One conference as it stands at the moment `made`."""

    settings: Settings
    made: datetime
    attendees: tuple[Attendee, ...]
    organisations: dict[str, Organisation]
    matters: tuple[Matter, ...]
    steps: tuple[Step, ...]
    conclusions: tuple[Conclusion, ...]
    programme: tuple[Ran, ...]
    happenings: tuple[Happening, ...] = ()
    remarks: dict[str, str] = field(default_factory=dict)
    """What was said in a speech: "item:5" or "speech:<id>" → text."""
    issued: dict[str, Issued] = field(default_factory=dict)
    """Numbers and days of papers that the clerk's office has entered, by `issued.key`."""

    def local(self, stamp: str) -> datetime:
        """A stored moment in the conference's time zone."""
        return datetime.fromisoformat(stamp).astimezone(self.made.tzinfo)

    def matter(self, number: int | None) -> Matter | None:
        """The question of this number."""
        return self._by_number.get(number)

    @cached_property
    def _by_number(self) -> dict[int | None, Matter]:
        return {matter.number: matter for matter in self.matters}

    @cached_property
    def twins(self) -> dict[int, list[int]]:
        """Question → those that were merged into it, directly or through another."""
        found: dict[int, list[int]] = {}
        for matter in self.matters:
            if (carrier := self.carrier(matter)) is not matter:
                found.setdefault(carrier.number, []).append(matter.number)
        return found

    def carrier(self, matter: Matter) -> Matter:
        """The question whose answer stands for this one: itself, or the one it was merged into."""
        seen = {matter.number}
        while matter.outcome is Outcome.MERGED:
            target = self.matter(matter.question.merged_into)
            if target is None or target.number in seen:
                return matter
            seen.add(target.number)
            matter = target
        return matter

    def asker(self, matter: Matter) -> str:
        """Who gets the letter in which this question is answered: its business, or whoever asked without one."""
        return matter.organisation.id or f"asker:{matter.question.asker}"

    def unit(self, code: str) -> str:
        """A unit's full name; the text itself where the settings know no such unit."""
        return units.name(self.settings, code)

    def answering(self, matter: Matter) -> str:
        """The unit that answered, or that is to answer."""
        return self.unit(matter.answer.unit or matter.question.unit)

    def referred(self, matter: Matter) -> str:
        """To whom a question was sent."""
        return self.unit(matter.answer.referred_to or matter.question.referred_to) or "cơ quan có thẩm quyền"

    def responsible(self, matter: Matter) -> str:
        """The one body that a question counts for: of a merged one its carrier's, of a forwarded one the body it went to."""
        carrier = self.carrier(matter)
        if carrier.outcome is Outcome.FORWARDED:
            to = self.referred(carrier)
            return to[:1].upper() + to[1:]
        return self.answering(carrier) or UNASSIGNED

    def owing(self, matter: Matter, voice: Voice) -> str:
        """Return the unit that owes the reply of this voice."""
        return self.unit(voice.unit) or self.responsible(matter)

    def field(self, code: str) -> str:
        """A field's name; what belongs nowhere is Khác."""
        field = self.settings.field(code)
        return field.name if field else "Khác"


def gather(conference: Conference, *, people: bool = True) -> Record:
    """Read everything once; without `people` no guest, for what speaks of questions alone.

    Raises `Refusal` for a rehearsal: no paper is ever made of one.
    """
    refuse_rehearsal(conference, N_("This is a rehearsal: no papers are made of it."))
    db = conference.db
    organisations = kept_rows(db, "organisation", _organisation)
    come = kept_rows(db, "arrival", _arrival) if people else {}
    listed = kept_rows(db, "guest", _guest) if people else {}
    attendees = tuple(Attendee(g, organisations.get(g.organisation, NOBODY), come.get(g.id)) for g in listed.values())
    turns = list(conference.db.query("select * from turn order by rowid"))
    tasks = tuple(_cleaned(task) for task in conclusions.every(conference.db))
    return Record(
        conference.settings, conference.clock.local(), attendees, organisations, tuple(_matters(conference, organisations, turns)),
        _steps(conference, turns), tasks, _programme(conference), happenings(conference),
        {ident: clean(remark.text) for ident, remark in remarks.every(conference.db).items()},
        issued_papers.every(conference.db),
    )  # fmt: skip


def _organisation(row: Row) -> Organisation:
    return _cleaned(guests.organisation_from_row(row))


def _arrival(row: Row) -> Arrival:
    return _cleaned(admission.arrival_from_row(row))


def _guest(row: Row) -> Guest:
    return _cleaned(guests.from_row(row))


def _question(row: Row) -> Question:
    return _cleaned(questions.from_row(row))


def _cleaned(noun: T) -> T:
    texts = {f.name: getattr(noun, f.name) for f in fields(noun)}  # type: ignore[arg-type]
    changed: dict[str, Any] = {n: clean(t) for n, t in texts.items() if type(t) is str}
    return replace(noun, **changed)  # type: ignore[type-var]


def _steps(conference: Conference, turns: list[Row]) -> tuple[Step, ...]:
    """What happened in the dialogue and was not taken back, in the log's order; no slips, and nothing that was discarded."""
    slips = floor_times.slip_ops(turns)
    known = {row["number"] for row in conference.db.query("select number from question")}
    kept = [
        row for row in floor_times.standing(turns)
        if (row["question"] is None or row["question"] in known)
        and row["move"] != "put_back" and not (row["move"] == "call" and (row["op"], row["question"]) in slips)
    ]  # fmt: skip
    return tuple(
        Step(conference.clock.local(row["at"]), row["move"], row["question"], clean(row["reason"]), clean(row["by"]))
        for row in kept
    )


def _matters(conference: Conference, organisations: dict[str, Organisation], turns: list[Row]) -> Iterator[Matter]:
    given = {
        number: Answer(number, tuple(_cleaned(voice) for voice in answer.voices))
        for number, answer in answers.every(conference.db).items()
    }
    on_floor = floor_times.hours(turns)
    everything = kept_rows(conference.db, "question", _question).values()
    for question in sorted(everything, key=lambda question: question.number):
        known = given.get(question.number)
        kind = outcome(question, known)
        answer = known or Answer(question.number)
        organisation = organisations.get(question.organisation, NOBODY)
        called = conference.clock.local(on_floor[question.number].start) if question.number in on_floor else None
        yield Matter(question, answer, organisation, kind, called, _owed(conference.settings, answer, kind))


def _owed(settings: Settings, answer: Answer, kind: Outcome) -> tuple[Owing, ...]:
    """Return the replies that the business waits for: one for each voice that promised one or named a day for it.

    A question that is answered in writing as a whole owes one where no voice says which. Nothing is owed for what owes no
    reply of its own, whatever was noted before it ended so; a merged question waits for its carrier's replies.
    """
    if kind in (Outcome.WITHDRAWN, Outcome.OUT, Outcome.MERGED):
        return ()
    heard = max((voice.called for voice in answer.voices if voice.form == Form.LIVE), default="")
    voices = [
        voice
        for voice in answer.voices
        if (voice.promised or voice.due or voice.form == Form.WRITING)
        and not (voice.form == Form.WRITING and voice.called < heard)  # called again since, and answered aloud
    ]
    if not voices and kind is Outcome.WRITING:
        voices = list(answer.voices[:1]) or [empty(answer.question)]
    usual = units.due(settings, settings.reply_working_days)
    return tuple(Owing(voice, date.fromisoformat(voice.due[:10]) if voice.due else usual) for voice in voices)


def _programme(conference: Conference) -> tuple[Ran, ...]:
    runs = programme.runs(conference.db)
    found = []
    for number, item in enumerate(conference.settings.programme):
        run = runs.get(number, programme.Run(number))
        started, ended = (conference.clock.local(at) if at else None for at in (run.started, run.ended))
        found.append(Ran(number, item, started, ended, run.skipped))
    return tuple(found)
