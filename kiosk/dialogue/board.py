"""The board of the dialogue, for moderator and chair: the floor, the queue with presence, the pace, the programme."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from badges import guests
from badges.vietnamese import fold
from kiosk.arrivals import admission
from kiosk.dialogue.hall_view import shows
from kiosk.dialogue.late_commands import last_step
from live import floor_times, hall_mode, pace, programme, questions, turns
from live.queue import ENDS, Place

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.arrivals.admission import Presence
    from kiosk.conference.conference import Conference
    from kiosk.settings.schema import Item
    from live.pace import Pace
    from live.programme import Run
    from live.questions import Question


@dataclass(frozen=True, slots=True)
class Row:
    """A question as the moderator reads it. `absent`: when it was last called in vain; `written`: proposed for writing.

    `presence` is of its own business; where that is not in, of the first one merged into it that is, named by `of`.
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


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of the programme: planned and real."""

    number: int
    item: Item
    run: Run | None
    on: bool
    late: int
    """Minutes between the planned and the real start; 0 where nobody started it by hand."""
    ends: str
    """Its end where that was moved."""


def board(conference: Conference) -> dict[str, Any]:
    """Return all that the moderator's page shows of the dialogue, and the chair's a part of."""
    now = conference.clock.now()
    rows = _rows(conference)
    floor = next((row for row in rows if row.question.place is Place.FLOOR), None)
    waiting = sorted(
        (row for row in rows if row.question.place is Place.WAITING),
        key=lambda row: (row.question.position, row.question.number),
    )
    going = reckon(conference, rows, now)
    chosen = set(pace.to_write([(row.question.number, row.presence is not None) for row in waiting], going.short))
    line = [replace(row, written=row.question.number in chosen) for row in waiting]
    return {
        "floor": floor, "line": line, "pace": going, "paused": turns.paused(conference.db),
        "since": int((now - going.on_floor).timestamp() * 1000), "ends": until(conference),
        "soft": timedelta(minutes=conference.settings.dialogue.soft_limit_minutes),
        "warn": line[: conference.settings.dialogue.warn_units_ahead],
        "closed": sorted((r for r in rows if r.question.place in ENDS), key=lambda r: r.question.number),
        "received": sum(row.question.place is Place.RECEIVED for row in rows),
        "last": last_step(conference), "items": items(conference), "on": conference.on(),
        "told": hall_mode.held(conference.db), "shows": shows(conference), "reaches": reaches(conference), "modes": list(hall_mode.Mode),
        "log": log_name(conference),
    }  # fmt: skip


def log_name(conference: Conference) -> str:
    """Which log is written: a copy that was put back has the same, a conference begun anew another."""
    row = next(conference.db.query("select chain from event where seq = 1"), None)
    return f"{row['chain'][:16]}{conference.rehearsal}" if row else ""


def reaches(conference: Conference) -> bool:
    """Whether the hall will show the dialogue once a question is on the floor."""
    told, number = hall_mode.held(conference.db).mode, conference.settings.dialogue_item()
    if told is not hall_mode.Mode.AUTO or number is None:
        return told is hall_mode.Mode.DIALOGUE
    return programme.current(conference.slots, programme.runs(conference.db), conference.clock.now(), number) == number


def until(conference: Conference) -> datetime | None:
    """When the dialogue is to end: as planned, or as moved."""
    number = conference.settings.dialogue_item()
    return (
        None if number is None else programme.ends(conference.slots[number], programme.runs(conference.db).get(number))
    )


def reckon(conference: Conference, rows: list[Row], now: datetime) -> Pace:
    """The pace of the dialogue."""
    places = {row.question.number: row.question.place for row in rows}
    floor = next((n for n, place in places.items() if place is Place.FLOOR), None)
    answered = [n for n, place in places.items() if place is Place.ANSWERED]
    waiting = sum(place is Place.WAITING for place in places.values())
    expected = timedelta(minutes=conference.settings.dialogue.soft_limit_minutes)
    return pace.pace(
        floor_times.turns(conference.db), floor, answered, waiting, now, until(conference) or now, expected
    )


def _rows(conference: Conference) -> list[Row]:
    everything = questions.every(conference.db)
    houses = guests.organisations(conference.db)
    here = admission.presence(conference.db)
    vain = {row["question"]: row["at"] for row in conference.db.query(VAIN)}
    merged: dict[int, list[Question]] = {}
    for question in everything:
        if question.merged_into:
            merged.setdefault(question.merged_into, []).append(question)
    return [_row(conference, q, houses, here, merged.get(q.number, []), vain.get(q.number, "")) for q in everything]


VAIN = "select question, at from turn where move = 'absent' and op not in (select undoes from turn where undoes != '') order by rowid"


def _row(
    conference: Conference, question: Question, houses: dict[str, guests.Organisation], here: dict[str, Presence],
    merged: list[Question], absent: str,
) -> Row:  # fmt: skip
    house = houses.get(question.organisation)
    unit, field = conference.settings.unit(question.unit), conference.settings.field(question.field)
    others = {houses[q.organisation].name for q in merged if q.organisation in houses} - {house.name if house else ""}
    own = here.get(question.organisation)
    other = None if own else next((q.organisation for q in merged if q.organisation in here), None)
    text = f"{question.number} {house.name if house else ''} {house.short_name if house else ''} {question.shown} {question.text}"
    return Row(
        question, house.name if house else "", house.called if house else "", field.name if field else "",
        unit.name if unit else question.unit, (unit.short or unit.name) if unit else question.unit,
        here[other] if other else own, tuple(sorted(others)), absent, fold(text), houses[other].name if other else "",
    )  # fmt: skip


def items(conference: Conference) -> list[ItemRow]:
    """The programme, planned and real."""
    ran, on = programme.runs(conference.db), conference.on()
    rows = []
    for slot, item in zip(conference.slots, conference.settings.programme, strict=True):
        run = ran.get(slot.number)
        began = conference.clock.local(run.started) if run and run.started else slot.start
        late = int((began - slot.start).total_seconds() // 60)
        moved = conference.clock.hour(run.until) if run and run.until else ""
        rows.append(ItemRow(slot.number, item, run, slot.number == on, late, moved))
    return rows
