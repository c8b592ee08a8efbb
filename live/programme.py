"""The programme: which item is on, by the plan's times unless somebody said otherwise. Pure, but for two functions."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from badges.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from badges.ports import Store, Writing


@dataclass(frozen=True, slots=True)
class Slot:
    """An item of the plan with its planned times."""

    number: int
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Run:
    """How an item really ran. Moments as stored, or empty; `until` is an end that was moved."""

    number: int
    started: str = ""
    ended: str = ""
    skipped: bool = False
    until: str = ""
    part: int = 0
    """Which of the item's talks is on, from 1; 0: none was named."""
    by: str = ""

    @property
    def running(self) -> bool:
        """Somebody started it, and it goes on."""
        return bool(self.started) and not self.ended and not self.skipped

    @property
    def over(self) -> bool:
        """Somebody ended it or left it out."""
        return self.skipped or bool(self.ended)


def runs(db: Store | Writing) -> dict[int, Run]:
    """How items really ran, by their number; items nobody touched are not there."""
    return {row["number"]: Run(**row | {"skipped": bool(row["skipped"])}) for row in db.query("select * from item")}


def record(writing: Writing, run: Run) -> Run:
    """Store how an item runs."""
    kept = replace(run, by=writing.by)
    writing.put("item.run", "item", asdict(kept) | {"skipped": int(kept.skipped)})
    return kept


def current(slots: Sequence[Slot], ran: Mapping[int, Run], now: datetime, floor: int | None = None) -> int | None:
    """The number of the item that is on; None before the first, after the last and between two.

    An item that somebody started is on until it is ended or another starts. Otherwise `floor`, the item whose question
    is on the floor, stays on past its hour: the hall never leaves a question that is being answered. Otherwise the
    plan's hours decide among the items that were neither skipped nor ended.
    """
    started = next((run.number for run in ran.values() if run.running), None)
    if started is not None:
        return started
    if floor is not None and not _over(ran, floor):
        return floor
    left = [s for s in slots if not _over(ran, s.number)]
    return next((s.number for s in left if s.start <= now < ends(s, ran.get(s.number))), None)


def _over(ran: Mapping[int, Run], number: int) -> bool:
    return number in ran and ran[number].over


def phase(slots: Sequence[Slot], ran: Mapping[int, Run], now: datetime) -> str:
    """Where the day is while no item is on: "before" the first, "between" two, "after" the last."""
    if now < slots[0].start and not any(run.started for run in ran.values()):
        return "before"
    ahead = any(not _over(ran, s.number) and now < ends(s, ran.get(s.number)) for s in slots)
    return "between" if ahead else "after"


def ends(slot: Slot, run: Run | None) -> datetime:
    """When an item is to end: the moved end, or the plan's."""
    return datetime.fromisoformat(run.until) if run and run.until else slot.end


def start(writing: Writing, slots: Sequence[Slot], number: int, floor: int | None = None) -> Run:
    """Start an item now; the one that is on ends. An item that is started again keeps the moment it first began."""
    _known(slots, number)
    ran = runs(writing)
    on = current(slots, ran, datetime.fromisoformat(writing.at), floor)
    if on is not None and on != number:
        record(writing, replace(ran.get(on, Run(on)), ended=writing.at))
    run = ran.get(number, Run(number))
    return record(writing, replace(run, started=run.started or writing.at, ended="", skipped=False))


def finish(writing: Writing, slots: Sequence[Slot], number: int) -> Run:
    """End an item now."""
    _known(slots, number)
    return record(writing, replace(runs(writing).get(number, Run(number)), ended=writing.at))


def skip(writing: Writing, slots: Sequence[Slot], number: int) -> Run:
    """Leave an item out."""
    _known(slots, number)
    return record(writing, replace(runs(writing).get(number, Run(number)), skipped=True))


def restore(writing: Writing, slots: Sequence[Slot], number: int) -> Run:
    """Let the plan's hours hold again for an item."""
    _known(slots, number)
    return record(writing, Run(number))


def extend(writing: Writing, slots: Sequence[Slot], number: int, minutes: int) -> Run:
    """Move an item's end by some minutes, earlier when negative. Raises `Refusal` where it would end before it begins."""
    slot = _known(slots, number)
    run = runs(writing).get(number, Run(number))
    until = ends(slot, run) + timedelta(minutes=minutes)
    if until <= slot.start:
        raise Refusal("Choose an end after the item's start.")
    return record(writing, replace(run, until=_stamp(until)))


def part(writing: Writing, slots: Sequence[Slot], number: int, part: int) -> Run:
    """Name the talk of an item that is on now, from 1; 0 for none."""
    _known(slots, number)
    return record(writing, replace(runs(writing).get(number, Run(number)), part=part))


def _known(slots: Sequence[Slot], number: int) -> Slot:
    slot = next((s for s in slots if s.number == number), None)
    if slot is None:
        raise Refusal("There is no item {number} in the programme.", number=number)
    return slot


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
