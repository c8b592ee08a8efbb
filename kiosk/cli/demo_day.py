"""A sample day that has begun: guests in, the programme led so far, the first questions answered."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from badges import guests
from kiosk.arrivals import admission
from kiosk.arrivals.admission import Coming
from kiosk.conference import stage
from kiosk.conference.clock import Clock
from kiosk.conference.conference import Conference, open_conference
from kiosk.i18n import _
from live import answers, programme, questions
from live.queue import Move, Place
from live.voices import Voice

if TYPE_CHECKING:
    from datetime import time
    from pathlib import Path

EARLY = timedelta(minutes=8)
"""So long before the hour that is shown the dialogue has begun at the latest."""
ANSWER = timedelta(minutes=3)
UNRECORDED = 1
"""So many of the last answers the secretary has yet to complete."""
SAID = "Đơn vị đã giải trình trực tiếp tại Hội nghị và sẽ hướng dẫn doanh nghiệp hoàn thiện hồ sơ."
ABSENT_EVERY = 9
"""Each ninth guest has not come."""
SUBSTITUTE = Coming(name="Tạ Thị Minh Thử", honorific="Bà", title="Phó Giám đốc", reason="đi công tác")


def begin(folder: Path, hour: time) -> None:
    """Put into a fresh sample conference what had happened by this hour: nothing before the reception."""
    conference = open_conference(folder)
    zone = conference.settings.timezone
    now = Clock.at(zone, conference.settings.date, hour).now()
    try:
        _arrivals(conference, now)
        _programme(conference, now)
        if any(slot.kind == "dialogue" and slot.start <= now for slot in conference.slots):
            _dialogue(conference, now)
    finally:
        conference.db.close()


def _at(conference: Conference, moment: datetime) -> None:
    """Set the clock to this moment of the conference's day."""
    local = conference.clock.local(moment)
    conference.clock = Clock.at(conference.settings.timezone, local.date(), local.time())


def _arrivals(conference: Conference, now: datetime) -> None:
    """Guests come from twenty minutes before the first speech on, three in a second of the list's order."""
    first = next((s for s in conference.slots if s.kind != "reception"), conference.slots[0])
    invited = [guest for guest in guests.every(conference.db) if not guest.cancelled]
    desks = conference.settings.door.desks
    for n, guest in enumerate(invited):
        moment = first.start - timedelta(minutes=20) + timedelta(seconds=7 * n)
        if n % ABSENT_EVERY == ABSENT_EVERY - 1 or moment > now:
            continue
        _at(conference, moment)
        at = conference.clock.stamp()
        coming = SUBSTITUTE if n % 40 == 20 else Coming()
        with conference.db.writing(at, by=desks[n % len(desks)]) as writing:
            admission.admit_guest(writing, str(uuid.uuid4()), guest.id, "search", at, coming)


def _programme(conference: Conference, now: datetime) -> None:
    """Every item so far was started by hand at its hour; the dialogue a little earlier where it would just begin."""
    for slot in conference.slots:
        start = min(slot.start, now - EARLY) if slot.kind == "dialogue" else slot.start
        if slot.start > now:
            break
        _at(conference, start)
        op = str(uuid.uuid4())
        with conference.db.writing(conference.clock.stamp(), by=_("Moderator"), op=op) as writing:
            on = programme.led_to(conference.runs())
            programme.start(writing, conference.slots, slot.number, on)
            stage.settle(conference, writing, op)


def _dialogue(conference: Conference, now: datetime) -> None:
    """Questions called one after another until now or the item's end: all answered, the last not yet recorded."""
    slot = next(s for s in conference.slots if s.kind == "dialogue")
    moment = min(slot.start, now - EARLY) + timedelta(minutes=1)
    unrecorded: list[int] = []
    while moment <= min(now, slot.end - ANSWER):
        _at(conference, moment)
        called = _move(conference, Move.CALL)
        if called is None:
            return
        moment += ANSWER
        if moment > now:
            return
        _at(conference, moment)
        _move(conference, Move.ANSWERED, called)
        unrecorded.append(called)
        if len(unrecorded) > UNRECORDED:
            _record(conference, unrecorded.pop(0))
        moment += timedelta(seconds=20)


def _move(conference: Conference, move: Move, number: int | None = None) -> int | None:
    """Make a move; a call without a number is of the first that waits."""
    line = questions.line(questions.every(conference.db))
    number = number or (line[0].number if line else None)
    if number is None:
        return None
    op = str(uuid.uuid4())
    with conference.db.writing(conference.clock.stamp(), by=_("Moderator"), op=op) as writing:
        questions.turn(writing, op, move, number)
        stage.settle(conference, writing, op)
    return number


def _record(conference: Conference, number: int) -> None:
    """The secretary's record of what was answered: what was prepared, or a sample sentence."""
    asked = questions.get(conference.db, number)
    if asked.place is not Place.ANSWERED:
        return
    unit = conference.settings.unit(asked.unit)
    with conference.db.writing(conference.clock.stamp(), by=_("Secretary"), op=str(uuid.uuid4())) as writing:
        answers.write(
            writing,
            Voice(
                answers.fitting(writing, number), number, answerer=unit.leader if unit else "", unit=asked.unit,
                text=asked.prepared or SAID, basis=asked.basis, form="live", result="explained", complete=True,
            ),
        )  # fmt: skip
