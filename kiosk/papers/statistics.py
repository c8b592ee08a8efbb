"""The report's numbers. Each person and each question falls into exactly one class, so that every sum is its parts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from badges.vietnamese import letters_key
from kiosk.papers.record import UNASSIGNED
from live import outcomes
from live.answers import Result
from live.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.papers.record import Attendee, Matter, Record


@dataclass(frozen=True)
class Attendance:
    """One row of the attendance table: of a block, or of all.

    invited - absent + walk_ins = present, and substitutes are among the present. `persons` counts who came along, too.
    """

    name: str
    invited: int
    confirmed: int
    declined: int
    present: int
    substitutes: int
    absent: int
    walk_ins: int
    persons: int

    @property
    def listed(self) -> int:
        """Invited guests that are in."""
        return self.present - self.walk_ins

    @property
    def companions(self) -> int:
        """Persons who came along on somebody's card."""
        return self.persons - self.present


@dataclass(frozen=True)
class Questions:
    """received = advance + hall + carried; distinct = the sum of all outcomes but merged."""

    received: int
    advance: int
    hall: int
    carried: int
    outcomes: dict[Outcome, int]

    @property
    def distinct(self) -> int:
        """Without those merged into another."""
        return self.received - self.outcomes[Outcome.MERGED]

    @property
    def answered(self) -> int:
        """Answered by the end of the conference: at it, or in writing before."""
        return self.outcomes[Outcome.LIVE] + self.outcomes[Outcome.BEFORE]


@dataclass(frozen=True)
class Statistics:
    """All of them. `by_field` and `by_unit`: (name, its questions), merged ones counted in neither."""

    blocks: tuple[Attendance, ...]
    everybody: Attendance
    businesses_invited: int
    businesses_present: int
    business_persons: int
    questions: Questions
    by_field: tuple[tuple[str, Questions], ...]
    by_unit: tuple[tuple[str, Questions], ...]
    by_result: dict[str, int]
    """Class of result (`RESULT_CLASSES`) → its questions; the sum is `questions.distinct`."""
    promised: int
    promised_live: int
    """Of `promised`, those answered at the conference already."""
    promised_otherwise: int
    """Of `promised`, those neither answered at the conference nor in writing after it."""
    settled_promised: tuple[int, ...]
    """Numbers of questions that are settled and still have a written reply due."""
    withheld: int
    withheld_live: int
    """Of `withheld`, those answered at the conference: the press sheet leaves them out of its list."""


RESULT_CLASSES = (*Result, "elsewhere", "none")
"""The results that a secretary notes; `elsewhere`: forwarded, out of competence, withdrawn; `none`: no result noted yet."""


def result_class(matter: Matter) -> str:
    """The one class of result that a question counts in."""
    if matter.outcome in (Outcome.FORWARDED, Outcome.OUT, Outcome.WITHDRAWN):
        return "elsewhere"
    return matter.answer.result or "none"


def count(record: Record) -> Statistics:
    """Count the record."""
    settings = record.settings
    known = [a for a in record.attendees if a.counts]
    blocks = sorted(settings.blocks, key=lambda block: block.rank)
    rows = tuple(
        attendance(block.name, [a for a in known if settings.block(a.guest.block).code == block.code])
        for block in blocks
    )
    business = [a for a in known if settings.block(a.guest.block).kind == "business"]
    came = [a for a in business if a.arrival]
    distinct = [m for m in record.matters if m.outcome is not Outcome.MERGED]
    return Statistics(
        tuple(row for row in rows if row.invited or row.present),
        attendance("Tổng cộng", known),
        len({a.organisation.id for a in business if not a.guest.walk_in}),
        len({a.organisation.id for a in came}),
        sum(a.arrival.party for a in came if a.arrival),
        questions(record.matters),
        _grouped([(record.field(m.question.field), m) for m in distinct], [f.name for f in settings.fields]),
        _grouped([(record.responsible(m), m) for m in distinct], [u.name for u in settings.units]),
        dict(Counter(result_class(m) for m in distinct)),
        *_promises(distinct),
        sum(bool(m.question.withheld) for m in record.matters),
        sum(bool(m.question.withheld) and m.outcome is Outcome.LIVE for m in record.matters),
    )


def _promises(distinct: list[Matter]) -> tuple[int, int, int, tuple[int, ...]]:
    due = [m for m in distinct if m.due]
    live = sum(m.outcome is Outcome.LIVE for m in due)
    written = sum(m.outcome is Outcome.WRITING for m in due)
    return len(due), live, len(due) - live - written, tuple(m.number for m in due if m.answer.result == Result.SETTLED)


def attendance(name: str, people: Iterable[Attendee]) -> Attendance:
    """Count people into one row."""
    everyone = list(people)
    asked = [a for a in everyone if not a.guest.walk_in]
    present = [a for a in everyone if a.arrival]
    return Attendance(
        name,
        invited=len(asked),
        confirmed=sum(a.guest.rsvp in ("coming", "substitute") for a in asked),
        declined=sum(a.guest.rsvp == "declined" for a in asked),
        present=len(present),
        substitutes=sum(a.arrival.substitute for a in present if a.arrival),
        absent=sum(a.arrival is None for a in asked),
        walk_ins=sum(a.guest.walk_in for a in present),
        persons=sum(a.arrival.party for a in present if a.arrival),
    )


def questions(matters: Iterable[Matter]) -> Questions:
    """Count questions."""
    everything = list(matters)
    sources = Counter(m.question.source for m in everything)
    classes = Counter(m.outcome for m in everything)
    advance, carried = sources["advance"], sources["carried"]
    return Questions(
        len(everything),
        advance,
        len(everything) - advance - carried,
        carried,
        {o: classes[o] for o in outcomes.Outcome},
    )


def _grouped(named: list[tuple[str, Matter]], order: list[str]) -> tuple[tuple[str, Questions], ...]:
    """By name, in the settings' order, names that they do not have at the end; empty groups are left out."""
    others = sorted({name for name, _ in named} - set(order), key=lambda name: (name == UNASSIGNED, letters_key(name)))
    names = [*order, *others]
    groups = ((name, [m for n, m in named if n == name]) for name in names)
    return tuple((name, questions(matters)) for name, matters in groups if matters)
