"""The programme: which item is on, by the plan's times unless somebody said otherwise. Pure, but for two functions."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from badges.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from badges.store import Store, Writing


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
    by: str = ""


def runs(db: Store | Writing) -> dict[int, Run]:
    """How items really ran, by their number; items nobody touched are not there."""
    return {row["number"]: Run(**row | {"skipped": bool(row["skipped"])}) for row in db.query("select * from item")}


def record(writing: Writing, run: Run) -> Run:
    """Store how an item runs."""
    kept = replace(run, by=writing.by)
    writing.put("item.run", "item", asdict(kept) | {"skipped": int(kept.skipped)})
    return kept


def current(slots: Sequence[Slot], ran: Mapping[int, Run], now: datetime) -> int | None:
    """The number of the item that is on; None before the first and after the last.

    An item that somebody started is on until it is ended or another starts; while none was started by hand, the plan's
    hours decide among the items that were neither skipped nor ended.
    """
    started = [run for run in ran.values() if run.started and not run.ended and not run.skipped]
    if started:
        return max(started, key=lambda run: run.started).number
    left = [s for s in slots if not (ran.get(s.number) and (ran[s.number].skipped or ran[s.number].ended))]
    return next((s.number for s in left if s.start <= now < ends(s, ran.get(s.number))), None)


def ends(slot: Slot, run: Run | None) -> datetime:
    """When an item is to end: the moved end, or the plan's."""
    return datetime.fromisoformat(run.until) if run and run.until else slot.end


def start(writing: Writing, slots: Sequence[Slot], number: int) -> Run:
    """Start an item now; the one that runs ends."""
    _known(slots, number)
    ran = runs(writing)
    on = current(slots, ran, datetime.fromisoformat(writing.at))
    if on is not None and on != number and not ran.get(on, Run(on)).ended:
        record(writing, replace(ran.get(on, Run(on)), ended=writing.at))
    return record(writing, replace(ran.get(number, Run(number)), started=writing.at, ended="", skipped=False))


def finish(writing: Writing, slots: Sequence[Slot], number: int) -> Run:
    """End an item now."""
    _known(slots, number)
    return record(writing, replace(runs(writing).get(number, Run(number)), ended=writing.at))


def skip(writing: Writing, slots: Sequence[Slot], number: int) -> Run:
    """Leave an item out."""
    _known(slots, number)
    return record(writing, replace(runs(writing).get(number, Run(number)), skipped=True))


def extend(writing: Writing, slots: Sequence[Slot], number: int, until: str) -> Run:
    """Let an item last until another moment."""
    slot = _known(slots, number)
    if datetime.fromisoformat(until) <= slot.start:
        raise Refusal("Choose an end after the item's start.")
    return record(writing, replace(runs(writing).get(number, Run(number)), until=until))


def _known(slots: Sequence[Slot], number: int) -> Slot:
    slot = next((s for s in slots if s.number == number), None)
    if slot is None:
        raise Refusal("There is no item {number} in the programme.", number=number)
    return slot
