"""The pace of the dialogue: how long a question takes, and how many will be reached. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from live.floor_times import ZERO, floor_times, stretches

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from badges.ports import Row


@dataclass(frozen=True, slots=True)
class Pace:
    """How the dialogue goes. `each`: mean time on the floor of the answered ones, None before the first.

    `step` is the whole rhythm, from one answer to the next, with what lies between (the microphone, those who were
    absent, those put back), pauses left out: by it the rest is reckoned. `reachable` counts of those that wait.
    """

    answered: int
    waiting: int
    on_floor: timedelta
    each: timedelta | None
    step: timedelta
    left: timedelta
    reachable: int
    taken: bool
    """Whether a question is on the floor."""

    @property
    def short(self) -> int:
        """How many of those that wait will not be reached."""
        return max(0, self.waiting - self.reachable)

    @property
    def by_end(self) -> int:
        """How many will have been answered when the time is up."""
        return self.answered + self.taken + min(self.reachable, self.waiting)

    @property
    def total(self) -> int:
        """Answered, on the floor and waiting."""
        return self.answered + self.taken + self.waiting


def pace(
    turns: Sequence[Row], floor: int | None, answered: Collection[int], waiting: int, now: datetime, left: timedelta,
    expected: timedelta,
) -> Pace:  # fmt: skip
    """The pace now. `left` is the time that the dialogue still has, `expected` the length taken for a question while none
    has been answered yet."""
    times = floor_times(turns, now)
    done = [times[number] for number in answered if times.get(number)]
    spent = times.get(floor, ZERO) if floor is not None else ZERO
    worked = sum((s.length for s in stretches(turns, now) if not s.paused), ZERO) - spent
    each = sum(done, ZERO) / len(done) if done else None
    step = max(worked / len(done), timedelta(seconds=1)) if done else expected
    room = left - max(ZERO, (each or expected) - spent) if floor is not None else left
    return Pace(len(answered), waiting, spent, each, step, left, max(0, room // step), floor is not None)


def to_write(line: Sequence[tuple[int, bool]], short: int) -> list[int]:
    """Which of those that wait to answer in writing when time will not do for `short` of them. A proposal, no more.

    `line`: numbers in the order of the queue, each with whether its business is in the hall. The absent go first, then
    the end of the queue; the answer keeps the order of the queue.
    """
    last_first = list(reversed(line))
    ranked = [number for number, present in last_first if not present] + [n for n, present in last_first if present]
    chosen = set(ranked[: max(0, short)])
    return [number for number, _ in line if number in chosen]
