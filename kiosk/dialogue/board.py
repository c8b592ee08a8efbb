"""What the moderator sees: the floor, the queue with who is in the hall, the pace, the programme, the screens."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kiosk.conference import legibility, stage
from kiosk.dialogue.labels import mode_name
from kiosk.dialogue.rows import Row, item_rows, proposed_in_writing, question_rows
from kiosk.dialogue.steps import say
from live import floor_times, hall_mode, notes, pace, speeches, timetable, turns, undo
from live.queue import ENDS, Place

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.conference.conference import Conference
    from live.pace import Pace
    from live.undo import Step


TYPICAL_NAME = "Công ty TNHH Thương mại và Dịch vụ Kỹ thuật"
"""With a business of such a name the room for a question on the hall's screen is told while one is typed."""


def board(conference: Conference) -> dict[str, Any]:
    """Return everything that moderator and chair see of the dialogue."""
    now = conference.clock.now()
    rows = question_rows(conference)
    floor = next((row for row in rows if row.question.place is Place.FLOOR), None)
    waiting = sorted(
        (row for row in rows if row.question.place is Place.WAITING),
        key=lambda row: (row.question.position, row.question.number),
    )
    going = reckon(conference, rows, now)
    chosen = set(pace.to_write([(row.question.number, not row.away) for row in waiting], going.short))
    line = proposed_in_writing(conference, waiting, chosen)
    shows = stage.shows(conference)
    return {
        "floor": floor, "line": line, "pace": going, "paused": turns.paused(conference.db) or turns.aside(conference.db),
        "paused_by_hand": turns.paused(conference.db),
        "since": int((now - going.on_floor).timestamp() * 1000), "ends": stage.dialogue_end(conference),
        "soft": timedelta(minutes=conference.settings.dialogue.soft_limit_minutes),
        "warn": line[: conference.settings.dialogue.warn_units_ahead],
        "closed": sorted((r for r in rows if r.question.place in ENDS), key=lambda r: r.question.number),
        "received": [row for row in rows if row.question.place is Place.RECEIVED],
        "undo": undo_offers(conference), "items": item_rows(conference), "on": conference.on(), "late": stage.lateness(conference),
        "proposal": stage.proposed(conference), "speech": speeches.current(conference.db),
        "told": hall_mode.held(conference.db), "shows": shows, "shows_name": mode_name(shows), "reaches": stage.reaches_hall(conference),
        "modes": [(mode, mode_name(mode)) for mode in hall_mode.Mode],
        "signals": notes.waiting(conference.db, "moderator"),
        "log": log_name(conference), "room": legibility.room(conference.settings, TYPICAL_NAME),
    }  # fmt: skip


def undo_offers(conference: Conference) -> list[dict[str, str]]:
    """Return what undo takes back, first for a page that did nothing yet (asked before), then for each moderator's device."""
    steps = undo.steps(conference.db)
    newest = undo.offer(steps, "")
    found: list[tuple[str, Step | None]] = [("", newest)]
    found += [(device, undo.offer(steps, device)) for device in sorted({s.device for s in undo.standing(steps)} - {""})]
    return [{"device": device, "op": step.op, "text": say(conference, step)} for device, step in found if step]


def log_name(conference: Conference) -> str:
    """Which log is written: a copy that was put back has the same, a conference begun anew another."""
    row = next(conference.db.query("select chain from event where seq = 1"), None)
    return f"{row['chain'][:16]}{conference.rehearsal}" if row else ""


def reckon(conference: Conference, rows: list[Row], now: datetime) -> Pace:
    """The pace of the dialogue."""
    places = {row.question.number: row.question.place for row in rows}
    floor = next((n for n, place in places.items() if place is Place.FLOOR), None)
    answered = [n for n, place in places.items() if place is Place.ANSWERED]
    waiting = sum(place is Place.WAITING for place in places.values())
    expected = timedelta(minutes=conference.settings.dialogue.soft_limit_minutes)
    left = timetable.dialogue_left(conference.slots, conference.runs(), now, conference.on())
    return pace.pace(floor_times.turns(conference.db), floor, answered, waiting, now, left, expected)
