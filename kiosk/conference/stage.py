"""The stage: what the hall really looks at now, an item of the programme or a speaker put in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from badges.refusal import Refusal
from live import hall_mode, programme, speeches, timetable, turns
from live.hall_mode import Mode
from live.queue import Move

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kiosk.conference.conference import Conference
    from kiosk.storage.database import Writing


def is_aside(conference: Conference) -> bool:
    """Return True while something else than the dialogue is on: its clock and that of its question stand."""
    if speeches.current(conference.db):
        return True
    on = conference.on()
    return on is not None and conference.slots[on].kind != "dialogue"


def settle(conference: Conference, writing: Writing, op: str) -> None:
    """Note in the turns whether the dialogue's clock stands now, at the end of each step that may have changed it."""
    speech, on = speeches.current(writing), conference.on()
    turns.note_aside(writing, op, is_aside(conference), f"speech:{speech.id}" if speech else f"item:{on}")


def call_begins(conference: Conference, writing: Writing, moves: Iterable[str], before: int | None) -> None:
    """Whoever calls a question begins the dialogue, unless another item was started by hand, and ends a speech.

    `before`: the item that was on before the call.
    """
    if Move.CALL not in moves:
        return
    if speeches.current(writing):
        speeches.end(writing)
    ran = conference.runs()
    number = programme.dialogue(conference.slots, ran, programme.led_to(ran))
    if number is None or programme.is_over(ran, number) or any(run.running for run in ran.values()):
        return
    programme.start(writing, conference.slots, number, before)


def lead(conference: Conference, writing: Writing, do: str, item: int) -> None:
    """Start, end or keep an item by hand, for the moderator and the presenter. Raises `Refusal`."""
    if do == "keep":
        programme.keep(writing, conference.slots, item)
        return
    if speeches.current(writing):
        speeches.end(writing)
    if do == "start":
        programme.start(writing, conference.slots, item, conference.on(), has_floor(conference))
    elif do == "end":
        programme.finish(writing, conference.slots, item, has_floor(conference))
    else:
        raise Refusal("This step is not known here. Reload the page.")


def has_floor(conference: Conference) -> bool:
    """Return True while a question is on the floor."""
    return next(conference.db.query("select 1 from question where place = 'floor'"), None) is not None


def proposal(conference: Conference) -> timetable.Proposal | None:
    """Return what the plan's hour proposes now."""
    return timetable.proposal(conference.slots, conference.runs(), conference.clock.now(), conference.on())


def proposed(conference: Conference) -> dict[str, Any] | None:
    """Return the proposal as pages draw it: `number` of the item to go to (None: the end), `keeps`, `hour`, `title`, `who`."""
    found = proposal(conference)
    if found is None:
        return None
    item = conference.settings.programme[found.number] if found.number is not None else None
    return {
        "number": found.number, "keeps": found.number if found.number is not None else conference.on(),
        "hour": conference.clock.hour(found.due), "title": item.title if item else "",
        "who": ", ".join(person.name for person in item.presenters) if item else "", "on": conference.on(),
    }  # fmt: skip


def lateness(conference: Conference) -> int:
    """Return by how many minutes the day lags behind the plan."""
    return timetable.lateness(conference.slots, conference.runs(), conference.clock.now(), conference.on())


def moves_on(conference: Conference) -> tuple[object, ...]:
    """Return what changes on the screens by the clock alone: what is on, what is proposed, how late it is, time that is up."""
    ends = dialogue_end(conference)
    return (
        conference.on(),
        proposal(conference),
        lateness(conference),
        ends is not None and conference.clock.now() >= ends,
    )


def shows(conference: Conference) -> Mode:
    """Return what the hall's screens show now: what a hand did last, a hold or a speaker put in, otherwise the programme."""
    held, speech = hall_mode.held(conference.db), speeches.current(conference.db)
    if speech and (held.mode is Mode.AUTO or held.at <= speech.started):
        return Mode.TALK
    on = conference.on()
    kind = (
        conference.slots[on].kind
        if on is not None
        else programme.phase(conference.slots, conference.runs(), conference.clock.now())
    )
    return hall_mode.shows(held, kind)


def reaches_hall(conference: Conference) -> bool:
    """Return True where the hall will show the dialogue once a question is called."""
    held, ran = hall_mode.held(conference.db).mode, conference.runs()
    number = programme.dialogue(conference.slots, ran, programme.led_to(ran))
    if held is not Mode.AUTO or number is None:
        return held is Mode.DIALOGUE
    running = next((run.number for run in ran.values() if run.running), None)
    return conference.slots[running].kind == "dialogue" if running is not None else not programme.is_over(ran, number)


def dialogue_end(conference: Conference) -> datetime | None:
    """Return when the dialogue meant now is to end: as planned, or as moved; None where the plan has none."""
    number = conference.dialogue()
    return None if number is None else programme.ends(conference.slots[number], conference.runs().get(number))
