"""Debts: everything that waits for the office, of every kind and in every week. An empty list means that all is well.

Each kind is one function that counts what is owed now. `tests/kiosk/test_debts.py` plants each kind and demands its line.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kiosk.arrivals import open_matters
from kiosk.closing import erasure
from kiosk.dialogue.rows import alike, all_questions
from kiosk.guests import contacts, guest_list
from kiosk.i18n import N_
from kiosk.intake import uploads
from kiosk.papers import follow_up
from kiosk.papers import made as papers_made
from kiosk.recording import chunks
from kiosk.stands.office import door, steps
from kiosk.storage.kept import kept
from live import answers
from live.queue import OPEN, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.conference.conference import Conference
    from kiosk.papers.follow_up import Owed
    from live.questions import Question

BEFORE, DURING, AFTER = "before", "during", "after"
ALWAYS: Final = (BEFORE, DURING, AFTER)
QUESTIONS: Final = "/office/questions"
CARDS_BY: Final = timedelta(days=7)
"""Cards that are not sent are a debt from so long before the conference."""
PREPARED_BY: Final = timedelta(days=7)
OWED_FROM: Final = (
    "organisation", "question", "answer", "turn", "promise", "conclusion", "item", "speech", "remark", "issued", "step",
)  # fmt: skip
"""Tables from which the replies owed are read: nobody's arrival changes them."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for the office: how many, in words, where to do it, and whether it cannot wait."""

    text: str
    count: int
    path: str
    urgent: bool = False
    key: str = ""


@dataclass
class Situation:
    """What the debts are counted from, each part read at most once."""

    conference: Conference
    now: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.now = self.conference.clock.now()

    @property
    def phase(self) -> str:
        """Before the first item of the programme, during it, or after its last."""
        return phase(self.conference)

    @property
    def left(self) -> timedelta:
        """Time until the conference begins."""
        return self.conference.slots[0].start - self.now

    @cached_property
    def questions(self) -> list[Question]:
        """All questions."""
        return all_questions(self.conference.db)

    @cached_property
    def places(self) -> Counter[Place]:
        """How many questions are in each place."""
        return Counter(question.place for question in self.questions)

    def count(self, sql: str) -> int:
        """Return the number that a `select count(*) as n` finds: lists can be long."""
        return int(next(self.conference.db.query(sql))["n"])

    @cached_property
    def owed(self) -> list[Owed]:
        """The written replies that are not sent."""
        if self.conference.rehearsal:
            return []
        name = f"owed {self.conference.clock.local().date()}"  # a reply is overdue from one day to the next
        return kept(
            self.conference.db,
            name,
            OWED_FROM,
            lambda: [one for one in follow_up.board(self.conference) if not one.sent],
        )


def phase(conference: Conference) -> str:
    """Return in which part of the conference's life the clock stands."""
    now = conference.clock.now()
    return BEFORE if now < conference.slots[0].start else AFTER if now >= conference.slots[-1].end else DURING


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of debt: in which phases it is one, its sentence, where it is settled, and how it is counted."""

    key: str
    phases: tuple[str, ...]
    text: str
    path: str
    count: Callable[[Situation], int]
    urgent: bool = False


def _worried_desks(on: Situation) -> int:
    """Desks that keep something unsent; on the day also those that fell silent."""
    desks = door.desks().known.values()
    return sum(bool(desk.unsent) or (on.phase == DURING and desk.silent(on.now)) for desk in desks)


def _unsent_cards(on: Situation) -> int:
    if on.left > CARDS_BY:
        return 0
    return on.count(
        "select count(*) as n from guest g left join contact c on c.guest = g.id"
        " where g.cancelled = '' and g.walk_in = 0 and coalesce(c.sent_at, '') = ''"
    )


def _unprepared(on: Situation) -> int:
    if on.left > PREPARED_BY:
        return 0
    return sum(q.place is Place.WAITING and bool(q.unit) and not q.prepared for q in on.questions)


def _incomplete_answers(on: Situation) -> int:
    given = answers.every(on.conference.db)
    done = {number for number, answer in given.items() if answer.complete}
    return sum(q.place is Place.ANSWERED and q.number not in done for q in on.questions)


def _calls_due(on: Situation) -> int:
    asked = "select c.* from contact c join guest g on g.id = c.guest where g.cancelled = '' and g.rsvp = 'none'"
    return sum(contacts.due(contacts.Contact(**row), on.now) for row in on.conference.db.query(asked))


def _not_answered(on: Situation) -> int:
    return sum(total.none for total in guest_list.totals(on.conference))


def _leaders_away(on: Situation) -> int:
    return sum(entry.guest.rsvp != "declined" for entry in guest_list.leaders_away(on.conference))


def _papers_missing(on: Situation) -> int:
    return int(bool(on.questions) and not on.conference.rehearsal and papers_made.find(on.conference) is None)


def _papers_stale(on: Situation) -> int:
    made = papers_made.find(on.conference)
    signed = steps.ticked(on.conference.db).get("signed")
    return int(
        made is not None and not signed and not on.conference.rehearsal and papers_made.is_stale(on.conference, made)
    )


def _to_erase(on: Situation) -> int:
    over = on.conference.clock.local().date() > erasure.due(on.conference)
    return int(over and on.count("select count(*) as n from (select 1 from guest where name != '' limit 1)"))


def _no_guests(on: Situation) -> int:
    return int(not on.count("select count(*) as n from (select 1 from guest where cancelled = '' limit 1)"))


def _sound_to_erase(on: Situation) -> int:
    over = on.conference.clock.local().date() > on.conference.settings.sound_until
    return int(over and chunks.any_stored(on.conference.folder))


def _submissions(on: Situation) -> int:
    return on.count("select count(*) as n from submission where state = 'new'")


def _matters(on: Situation) -> int:
    return len(open_matters.all_open(on.conference.db))


def _overdue(on: Situation) -> int:
    return sum(one.overdue for one in on.owed)


def _unsent_replies(on: Situation) -> int:
    return sum(not one.overdue for one in on.owed)


def _open(on: Situation) -> int:
    return sum(on.places[place] for place in OPEN)


def _unscreened(on: Situation) -> int:
    return on.places[Place.RECEIVED]


def _without_unit(on: Situation) -> int:
    return sum(not q.unit for q in on.questions if q.place is Place.WAITING)


def _files(on: Situation) -> int:
    return len(uploads.every(on.conference))


def _pairs(on: Situation) -> int:
    return len(alike(on.conference.db))


KINDS: Final = (
    Kind("double", ALWAYS, N_("%(count)s matters of the door to settle"), "/office/door", _matters, urgent=True),
    Kind("desks", (DURING, AFTER), N_("%(count)s desks are silent or have something unsent"), "/office/door", _worried_desks, urgent=True),
    Kind("overdue", ALWAYS, N_("%(count)s written replies are overdue"), "/office/follow-up", _overdue, urgent=True),
    Kind("open", (AFTER,), N_("%(count)s questions have no end yet: decide what becomes of each"),
         f"{QUESTIONS}?show=open", _open, urgent=True),
    Kind("incomplete", (DURING, AFTER), N_("%(count)s answers given at the conference are not recorded completely"),
         f"{QUESTIONS}?show=unrecorded", _incomplete_answers, urgent=True),
    Kind("leaders", (DURING,), N_("%(count)s invited guests of higher level are not here yet"), "/office/door", _leaders_away),
    Kind("no-guests", (BEFORE, DURING), N_("No guest list yet: import it"), "/office/lists?kind=guests", _no_guests),
    Kind("calls", (BEFORE,), N_("%(count)s guests are to be called again now"), "/office/calls", _calls_due, urgent=True),
    Kind("answers", (BEFORE,), N_("%(count)s guests have not answered: call them"), "/office/calls", _not_answered),
    Kind("cards", (BEFORE,), N_("%(count)s cards are not sent yet"), "/office/send?show=unsent", _unsent_cards),
    Kind("screening", (BEFORE, DURING), N_("%(count)s questions wait for screening"), f"{QUESTIONS}?show=received", _unscreened),
    Kind("units", (BEFORE, DURING), N_("%(count)s questions without an answering unit"), f"{QUESTIONS}?show=waiting", _without_unit),
    Kind("prepared", (BEFORE,), N_("%(count)s questions without a prepared answer"), f"{QUESTIONS}?show=waiting", _unprepared),
    Kind("pairs", (BEFORE,), N_("%(count)s pairs of questions look the same"), f"{QUESTIONS}/duplicates", _pairs),
    Kind("submissions", ALWAYS, N_("%(count)s forms of businesses wait to be looked at"), "/office/submissions", _submissions),
    Kind("files", ALWAYS, N_("%(count)s lists were read and not imported yet"), "/office/lists", _files),
    Kind("replies", (AFTER,), N_("%(count)s written replies are not sent yet"), "/office/follow-up", _unsent_replies),
    Kind("papers", (AFTER,), N_("The papers are not made yet"), "/office/papers", _papers_missing),
    Kind("stale", (AFTER,), N_("The record has changed since the papers were made: make them again before they are signed"),
         "/office/papers", _papers_stale),
    Kind("sound", (AFTER,), N_("The time for the sound recording is over: erase it"), "/office/sound", _sound_to_erase, urgent=True),
    Kind("erase", (AFTER,), N_("The time for personal data is over: erase them"), "/office/checklist", _to_erase, urgent=True),
)  # fmt: skip
"""All kinds of debts but the late steps of the checklist, the most pressing first."""


def tasks(conference: Conference) -> list[Task]:
    """Return what waits for the office, the urgent first: every debt, and the steps of the checklist that are late."""
    on = Situation(conference)
    found = [Task(k.text, k.count(on), k.path, k.urgent, k.key) for k in KINDS if on.phase in k.phases]
    found.append(
        Task(
            N_("%(count)s steps of the checklist are overdue"),
            len(steps.late(conference)),
            "/office/checklist",
            key="steps",
        )
    )
    return sorted((task for task in found if task.count), key=lambda task: not task.urgent)
