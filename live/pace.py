"""The pace of the dialogue: time on the floor by question, and how many will be reached. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from live.queue import Move

if TYPE_CHECKING:
    from collections.abc import Sequence

    from badges.store import Row

ZERO = timedelta(0)
LEAVES_FLOOR = frozenset(
    {Move.ANSWERED, Move.PUT_BACK, Move.LATER, Move.ABSENT, Move.WRITING, Move.FORWARD, Move.OUT, Move.WITHDRAW}
)


@dataclass(frozen=True, slots=True)
class Pace:
    """How the dialogue goes. `each` is the mean of the answered ones, None before the first."""

    answered: int
    waiting: int
    on_floor: timedelta
    each: timedelta | None
    left: timedelta
    reachable: int

    @property
    def short(self) -> int:
        """How many of those that wait will not be reached."""
        return max(0, self.waiting - self.reachable)


def floor_times(turns: Sequence[Row], now: datetime) -> dict[int, timedelta]:
    """Time each question had the floor, pauses left out, operations that were taken back not counted.

    `turns` are rows of the table `turn` in their order.
    """
    undone = {row["undoes"] for row in turns if row["undoes"]}
    times: dict[int, timedelta] = {}
    holder: int | None = None
    since: datetime | None = None
    paused = False
    for row in turns:
        if row["op"] in undone or row["move"] == "undo":
            continue
        at, move = datetime.fromisoformat(row["at"]), row["move"]
        if holder is not None and since is not None and not paused:
            times[holder] = times.get(holder, ZERO) + max(ZERO, at - since)
        since = at
        if move in ("pause", "resume"):
            paused = move == "pause"
        elif move == Move.CALL:
            holder = row["question"]
            times.setdefault(row["question"], ZERO)
        elif row["question"] == holder and move in LEAVES_FLOOR:
            holder = None
    if holder is not None and since is not None and not paused:
        times[holder] += max(ZERO, now - since)
    return times


def pace(
    turns: Sequence[Row], floor: int | None, answered: Sequence[int], waiting: int, now: datetime, until: datetime,
    expected: timedelta,
) -> Pace:  # fmt: skip
    """The pace now. `expected` is the length taken for a question while none has been answered yet."""
    times = floor_times(turns, now)
    done = [times[number] for number in answered if times.get(number)]
    each = sum(done, ZERO) / len(done) if done else None
    left = max(ZERO, until - now)
    spent = times.get(floor, ZERO) if floor is not None else ZERO
    length = each or expected
    room = left - max(ZERO, length - spent) if floor is not None else left
    reachable = max(0, int(room / length)) if length else 0
    return Pace(len(answered), waiting, spent, each, left, reachable)
