"""The timetable: what the plan's hours propose, how late the day is, and how the rest of it moves. Pure, but for three functions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from badges.refusal import Refusal
from live.programme import Run, dialogue, ends, is_over, known, last_ended, record, runs, starts, upcoming

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from badges.ports import Writing
    from live.programme import Slot

AHEAD = timedelta(minutes=2)
"""So long before its planned hour the next item is proposed."""
QUIET = timedelta(minutes=5)
"""So long a proposal is silent after somebody kept what is on."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the plan's hour proposes: `number` is the item to go to, None: the end of the conference. `due`: that hour."""

    number: int | None
    due: datetime


def proposal(slots: Sequence[Slot], ran: Mapping[int, Run], now: datetime, on: int | None) -> Proposal | None:
    """Return what a hand may confirm now: from two minutes before the next item's hour, silent a while after «keep»."""
    last = last_ended(ran) if on is None else None
    after = upcoming(slots, ran, last.number if last else on)
    if after is None and on is None:
        return None
    due = starts(after, ran.get(after.number)) if after else ends(slots[on or 0], ran.get(on or 0))
    asked = ran.get(after.number if after else on or 0)
    silent = asked is not None and asked.kept and now < datetime.fromisoformat(asked.kept) + QUIET
    if now < due - AHEAD or silent or (on is None and now < starts(slots[0], ran.get(slots[0].number))):
        return None
    return Proposal(after.number if after else None, due)


def lateness(slots: Sequence[Slot], ran: Mapping[int, Run], now: datetime, on: int | None) -> int:
    """Return by how many minutes the day lags behind the plan: past the end of what is on, or its own late start."""
    if on is None:
        return 0
    slot, run = slots[on], ran.get(on)
    over = now - slot.end
    began = datetime.fromisoformat(run.started) - slot.start if run and run.started else timedelta(0)
    return max(0, int(max(over, began).total_seconds() // 60))


def dialogue_left(slots: Sequence[Slot], ran: Mapping[int, Run], now: datetime, on: int | None) -> timedelta:
    """Return the time that the dialogues still have: the rest of the one meant now, and all of the later ones."""
    meant = dialogue(slots, ran, on)
    if meant is None:
        return timedelta(0)
    begun = now if on == meant else max(now, starts(slots[meant], ran.get(meant)))
    rest = max(timedelta(0), ends(slots[meant], ran.get(meant)) - begun)
    later = [s for s in slots if s.kind == "dialogue" and s.number > meant and not is_over(ran, s.number)]
    return rest + sum((ends(s, ran.get(s.number)) - starts(s, ran.get(s.number)) for s in later), timedelta(0))


def extend(writing: Writing, slots: Sequence[Slot], number: int, minutes: int) -> Run:
    """Move an item's end by some minutes, earlier when negative. Raises `Refusal` where it would end before it begins."""
    slot = known(slots, number)
    run = runs(writing).get(number, Run(number))
    until = ends(slot, run) + timedelta(minutes=minutes)
    if until <= starts(slot, run):
        raise Refusal("Choose an end after the item's start.")
    return record(writing, replace(run, until=_stamp(until)))


def shift(writing: Writing, slots: Sequence[Slot], on: int | None, minutes: int) -> None:
    """Move the rest of the programme by some minutes: the end of what is on, and all that has not been.

    Raises `Refusal` where nothing is left, or where an item would move before this moment.
    """
    ran, now, by = runs(writing), datetime.fromisoformat(writing.at), timedelta(minutes=minutes)
    rest = _rest(slots, ran, on)
    if minutes < 0 and any(starts(s, ran.get(s.number)) + by < now for s in rest if s.number != on):
        raise Refusal("The rest of the programme cannot begin before now.")
    for slot in rest:
        run = ran.get(slot.number, Run(slot.number))
        since = run.since if slot.number == on else _stamp(starts(slot, run) + by)
        record(writing, replace(run, since=since, until=_stamp(ends(slot, run) + by)))


def fit(writing: Writing, slots: Sequence[Slot], on: int | None, end: datetime) -> None:
    """Fit the rest of the programme between now and `end`, each item by its planned length, to the minute.

    Raises `Refusal` where not even a minute is left for each.
    """
    ran = runs(writing)
    now = datetime.fromisoformat(writing.at).replace(second=0, microsecond=0)
    rest = _rest(slots, ran, on)
    whole = int((end - now).total_seconds() // 60)
    if whole < len(rest):
        raise Refusal("There is no time left for the rest of the programme: choose a later end.")
    lengths = [max(1, int((s.end - s.start).total_seconds() // 60)) for s in rest]
    at, spent = now, 0
    for n, (slot, length) in enumerate(zip(rest, lengths, strict=True)):
        spent += length
        others = len(rest) - n - 1
        share = max(n + 1, min(whole - others, round(whole * spent / sum(lengths))))
        until = end if not others else now + timedelta(minutes=share)
        run = ran.get(slot.number, Run(slot.number))
        since = run.since if slot.number == on else _stamp(at)
        record(writing, replace(run, since=since, until=_stamp(until)))
        at = until


def _rest(slots: Sequence[Slot], ran: Mapping[int, Run], on: int | None) -> list[Slot]:
    """What is on and what comes after it. Raises `Refusal` where nothing does."""
    last = last_ended(ran)
    first = on if on is not None else last.number + 1 if last else 0
    rest = [s for s in slots if s.number >= first and not (is_over(ran, s.number) and s.number != on)]
    if not rest:
        raise Refusal("Nothing is left of the programme.")
    return rest


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
