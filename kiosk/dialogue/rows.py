"""Questions and items as the moderator reads them: with business, presence, units, and how an item really runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from badges import guests
from badges.vietnamese import fold
from kiosk.arrivals import heads
from kiosk.conference import units
from live import programme, questions
from live.floor_times import standing

if TYPE_CHECKING:
    from kiosk.arrivals.heads import Presence
    from kiosk.conference.conference import Conference
    from kiosk.settings.schema import Item
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


def question_rows(conference: Conference) -> list[Row]:
    """Return all questions by number."""
    everything = questions.every(conference.db)
    houses = guests.organisations(conference.db)
    here = heads.presence(conference.db)
    awaited = {
        row["organisation"]
        for row in conference.db.query("select distinct organisation from guest where cancelled = ''")
    }
    vain = {row["question"]: row["at"] for row in standing(list(conference.db.query(TURNS))) if row["move"] == "absent"}
    merged: dict[int, list[Question]] = {}
    for question in everything:
        if question.merged_into:
            merged.setdefault(question.merged_into, []).append(question)
    return [
        _row(conference, q, houses, here, merged.get(q.number, []), vain.get(q.number, ""), awaited) for q in everything
    ]


def _row(
    conference: Conference, question: Question, houses: dict[str, guests.Organisation], here: dict[str, Presence],
    merged: list[Question], absent: str, awaited: set[str],
) -> Row:  # fmt: skip
    house, settings = houses.get(question.organisation), conference.settings
    field = settings.field(question.field)
    others = {houses[q.organisation].name for q in merged if q.organisation in houses} - {house.name if house else ""}
    own = here.get(question.organisation)
    other = None if own else next((q.organisation for q in merged if q.organisation in here), None)
    name = house.name if house else question.asker
    text = f"{question.number} {name} {house.short_name if house else ''} {question.shown} {question.text} {question.asker}"
    return Row(
        question, name, house.called if house else question.asker, field.name if field else "",
        units.name(settings, question.unit), units.short(settings, question.unit), here[other] if other else own,
        tuple(sorted(others)), absent, fold(text), houses[other].name if other else "",
        expected=bool({question.organisation, *(q.organisation for q in merged)} & awaited),
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
