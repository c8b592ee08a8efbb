"""The programme: which item is on. A hand leads: the plan's hours propose the next item, they never switch to it.

Until the first hand the plan says what is on at the moment from which the hall has been watched; from then on the clock
alone brings on nothing but the first item. Pure, but for the functions that take a transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from badges.ports import row_of
from badges.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from badges.ports import Row, Store, Writing

AFTER_HOURS = timedelta(hours=1)
"""A day that no hand ever led is over so long after its last item."""
NOWHERE = -1
"""No item: an item that ends is followed by the next one."""


@dataclass(frozen=True, slots=True)
class Slot:
    """An item of the plan with its planned times and its kind."""

    number: int
    start: datetime
    end: datetime
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """How an item really ran. Moments as stored, or empty; `until` is an end that was moved, `since` a start."""

    number: int
    started: str = ""
    ended: str = ""
    skipped: bool = False
    until: str = ""
    part: int = 0
    """Which of the item's talks is on, from 1; 0: none was named."""
    by: str = ""
    since: str = ""
    returns_to: int = NOWHERE
    """The dialogue that this item interrupted, and that goes on when it ends."""
    kept: str = ""
    """When somebody kept what was on instead of this item."""

    @property
    def running(self) -> bool:
        """Somebody started it, and it goes on."""
        return bool(self.started) and not self.ended and not self.skipped

    @property
    def over(self) -> bool:
        """Somebody ended it or left it out."""
        return self.skipped or bool(self.ended)


def from_row(row: Row) -> Run:
    """A run from its row."""
    return Run(**row | {"skipped": bool(row["skipped"])})


def runs(db: Store | Writing) -> dict[int, Run]:
    """How items really ran, by their number; items nobody touched are not there."""
    return {row["number"]: from_row(row) for row in db.query("select * from item")}


def record(writing: Writing, run: Run) -> Run:
    """Store how an item runs."""
    stored = replace(run, by=writing.by)
    writing.put("item.run", "item", row_of(stored) | {"skipped": int(stored.skipped)})
    return stored


def current(
    slots: Sequence[Slot], ran: Mapping[int, Run], now: datetime, floor: int | None = None, watched: datetime | None = None
) -> int | None:  # fmt: skip
    """Return the number of the item that is on; None before the first, after the last and between two.

    An item that somebody started is on until it is ended or another starts. Otherwise `floor`, the item whose question
    is on the floor, stays on. Otherwise, once somebody ended an item, it is the next one that has not been, whatever the
    hour. Until the first hand it is the plan's item at `watched`, the moment from which the hall has been looked at
    (now if not given): the clock takes nothing from the screen. Nothing is on after the day of the last item.
    """
    if now.astimezone(slots[-1].end.tzinfo).date() > slots[-1].end.date():
        return None
    started = next((run.number for run in ran.values() if run.running), None)
    if started is not None:
        return started
    if floor is not None and not is_over(ran, floor):
        return floor
    last = last_ended(ran)
    if last is not None:
        return _following(slots, ran, last)
    if now >= ends(slots[-1], ran.get(slots[-1].number)) + AFTER_HOURS:
        return None
    return _planned(slots, ran, now, min(watched, now) if watched else now)


def is_over(ran: Mapping[int, Run], number: int) -> bool:
    """Return True where somebody ended the item or left it out."""
    return number in ran and ran[number].over


def last_ended(ran: Mapping[int, Run]) -> Run | None:
    """The item that a hand ended last."""
    return max((run for run in ran.values() if run.ended), key=lambda run: (run.ended, run.number), default=None)


def led_to(ran: Mapping[int, Run]) -> int | None:
    """Return the item to which the hands have led: the one that runs, or the one ended last; None before the first hand."""
    running = next((run.number for run in ran.values() if run.running), None)
    last = last_ended(ran)
    return running if running is not None else last.number if last else None


def _following(slots: Sequence[Slot], ran: Mapping[int, Run], last: Run) -> int | None:
    """The item announced when this one ended: the next that has not been; None where the plan leaves a pause before it."""
    after = upcoming(slots, ran, last.number)
    if after is None:
        return None
    before = slots[after.number - 1]
    gap = starts(after, ran.get(after.number)) > ends(before, ran.get(before.number))
    early = datetime.fromisoformat(last.ended) < starts(after, ran.get(after.number))
    return None if gap and early else after.number


def _planned(slots: Sequence[Slot], ran: Mapping[int, Run], now: datetime, watched: datetime) -> int | None:
    """The plan's item at the moment `watched`; where that was before the first item, the first one from its hour on."""
    left = [s for s in slots if not is_over(ran, s.number)]
    first = left[0] if left and left[0] is slots[0] else None
    if first and watched < starts(first, ran.get(first.number)) <= now:
        return first.number
    return next((s.number for s in left if starts(s, ran.get(s.number)) <= watched < ends(s, ran.get(s.number))), None)


def upcoming(slots: Sequence[Slot], ran: Mapping[int, Run], on: int | None) -> Slot | None:
    """The next item after this one that has not been; of all, where `on` is None."""
    return next((s for s in slots if (on is None or s.number > on) and not is_over(ran, s.number)), None)


def phase(slots: Sequence[Slot], ran: Mapping[int, Run], now: datetime) -> str:
    """Return where the day is while no item is on: "before" the first, "between" two, "after" the last."""
    if now.astimezone(slots[-1].end.tzinfo).date() > slots[-1].end.date():
        return "after"
    last = last_ended(ran)
    if last is not None:
        return "between" if upcoming(slots, ran, last.number) else "after"
    if now < starts(slots[0], ran.get(slots[0].number)) and not any(run.started for run in ran.values()):
        return "before"
    ahead = any(not is_over(ran, s.number) and now < ends(s, ran.get(s.number)) for s in slots)
    return "between" if ahead else "after"


def starts(slot: Slot, run: Run | None) -> datetime:
    """When an item is to begin: the moved start, or the plan's."""
    return datetime.fromisoformat(run.since) if run and run.since else slot.start


def ends(slot: Slot, run: Run | None) -> datetime:
    """When an item is to end: the moved end, or the plan's."""
    return datetime.fromisoformat(run.until) if run and run.until else slot.end


def dialogue(slots: Sequence[Slot], ran: Mapping[int, Run], on: int | None = None) -> int | None:
    """Return the dialogue meant now: the one that is on, otherwise the next that has not been, otherwise the last."""
    all_dialogues = [s.number for s in slots if s.kind == "dialogue"]
    if on in all_dialogues:
        return on
    last = on if on is not None else -1
    ahead = [n for n in all_dialogues if not is_over(ran, n)]
    later = [n for n in ahead if n > last]
    return next(iter(later or ahead), all_dialogues[-1] if all_dialogues else None)


def start(
    writing: Writing, slots: Sequence[Slot], number: int, on: int | None = None, has_floor: bool = False
) -> Run:  # fmt: skip
    """Start an item now; the one that is `on` ends. An item that is started again keeps the moment it first began.

    A dialogue that is left before its time, or with a question on the floor, goes on when this item ends.
    """
    slot = known(slots, number)
    ran = runs(writing)
    back = NOWHERE
    if on is not None and on != number:
        leaves = slots[on].kind == "dialogue" and slot.kind != "dialogue"
        if leaves and (has_floor or datetime.fromisoformat(writing.at) < ends(slots[on], ran.get(on))):
            back = on
        record(writing, replace(ran.get(on, Run(on)), ended=writing.at, returns_to=NOWHERE))
    run = ran.get(number, Run(number))
    begun = run.started or writing.at
    return record(writing, replace(run, started=begun, ended="", skipped=False, returns_to=back, kept=""))


def finish(writing: Writing, slots: Sequence[Slot], number: int, has_floor: bool = False) -> Run:
    """End an item now. A dialogue that it interrupted goes on where a question has the floor or time is left."""
    known(slots, number)
    ran = runs(writing)
    ended = record(writing, replace(ran.get(number, Run(number)), ended=writing.at, returns_to=NOWHERE))
    back = returning(slots, ran, number, datetime.fromisoformat(writing.at), has_floor)
    if back is not None:
        record(writing, replace(ran[back], ended="", started=ran[back].started or writing.at))
    return ended


def returning(
    slots: Sequence[Slot], ran: Mapping[int, Run], number: int, now: datetime, has_floor: bool = False
) -> int | None:  # fmt: skip
    """Return the dialogue that goes on when this item ends now, or None."""
    run = ran.get(number)
    if run is None or run.returns_to == NOWHERE:
        return None
    back = run.returns_to
    return back if has_floor or now < ends(slots[back], ran.get(back)) else None


def skip(writing: Writing, slots: Sequence[Slot], number: int, on: int | None = None) -> Run:
    """Leave an item out; where it is the one that is `on`, the next one is announced."""
    known(slots, number)
    run = runs(writing).get(number, Run(number))
    return record(writing, replace(run, skipped=True, ended=run.ended or (writing.at if number == on else "")))


def restore(writing: Writing, slots: Sequence[Slot], number: int) -> Run:
    """Let the plan's hours hold again for an item: it has not been."""
    known(slots, number)
    return record(writing, Run(number))


def keep(writing: Writing, slots: Sequence[Slot], number: int) -> Run:
    """Keep what is on when this item was proposed: the proposal is silent for a while."""
    known(slots, number)
    return record(writing, replace(runs(writing).get(number, Run(number)), kept=writing.at))


def part(writing: Writing, slots: Sequence[Slot], number: int, part: int) -> Run:
    """Name the talk of an item that is on now, from 1; 0 for none."""
    known(slots, number)
    return record(writing, replace(runs(writing).get(number, Run(number)), part=part))


def known(slots: Sequence[Slot], number: int) -> Slot:
    """The item of this number; raises `Refusal` where the plan has none."""
    slot = next((s for s in slots if s.number == number), None)
    if slot is None:
        raise Refusal("There is no item {number} in the programme.", number=number)
    return slot
