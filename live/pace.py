"""The pace of the dialogue: time on the floor by question, and how many will be reached. Pure, but for `turns`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from live.queue import Move

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from badges.store import Row, Store

ZERO = timedelta(0)
LEAVES_FLOOR = frozenset(
    {Move.ANSWERED, Move.PUT_BACK, Move.LATER, Move.ABSENT, Move.WRITING, Move.FORWARD, Move.OUT, Move.WITHDRAW}
)


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


def turns(db: Store) -> list[Row]:
    """All turns in the order in which they were made, as far as time needs them."""
    return list(db.query("select question, move, at, op, undoes from turn order by rowid"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the dialogue in which nothing changed. `holder`: the question on the floor, None for nobody."""

    holder: int | None
    paused: bool
    length: timedelta


def stretches(turns: Sequence[Row], now: datetime) -> Iterator[Stretch]:
    """The dialogue from the first call to now, cut at each turn. What was taken back never happened.

    A clock that jumps back makes a stretch of no length: the order is that of the turns, never of their hours.
    """
    undone = {row["undoes"] for row in turns if row["undoes"]}
    holder: int | None = None
    since: datetime | None = None
    paused = False
    for row in turns:
        if row["op"] in undone or row["move"] == "undo":
            continue
        at, move = datetime.fromisoformat(row["at"]), row["move"]
        if since is not None:
            yield Stretch(holder, paused, max(ZERO, at - since))
            since = at
        if move in ("pause", "resume"):
            paused = move == "pause"
        elif move == Move.CALL:
            holder, since = row["question"], since or at
        elif row["question"] == holder and move in LEAVES_FLOOR:
            holder = None
    if since is not None:
        yield Stretch(holder, paused, max(ZERO, now - since))


def floor_times(turns: Sequence[Row], now: datetime) -> dict[int, timedelta]:
    """Time each question had the floor, pauses left out."""
    times: dict[int, timedelta] = {}
    for stretch in stretches(turns, now):
        if stretch.holder is not None:
            length = ZERO if stretch.paused else stretch.length
            times[stretch.holder] = times.get(stretch.holder, ZERO) + length
    return times


def pace(
    turns: Sequence[Row], floor: int | None, answered: Collection[int], waiting: int, now: datetime, until: datetime,
    expected: timedelta,
) -> Pace:  # fmt: skip
    """The pace now. `expected` is the length taken for a question while none has been answered yet."""
    times = floor_times(turns, now)
    done = [times[number] for number in answered if times.get(number)]
    spent = times.get(floor, ZERO) if floor is not None else ZERO
    worked = sum((s.length for s in stretches(turns, now) if not s.paused), ZERO) - spent
    each = sum(done, ZERO) / len(done) if done else None
    step = max(worked / len(done), timedelta(seconds=1)) if done else expected
    left = max(ZERO, until - now)
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
