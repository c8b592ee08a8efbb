"""Time on the floor: from when to when each question had it, and how long. Pure, but for `turns`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from live.queue import Move

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from badges.ports import Row, Store

ZERO = timedelta(0)
LEAVES_FLOOR = frozenset(
    {Move.ANSWERED, Move.PUT_BACK, Move.LATER, Move.ABSENT, Move.WRITING, Move.FORWARD, Move.OUT, Move.WITHDRAW}
)


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


@dataclass(frozen=True, slots=True)
class Hours:
    """Moments as stored; `end` is empty while the question has the floor."""

    start: str
    end: str = ""


def standing(turns: Sequence[Row]) -> list[Row]:
    """The turns that were not taken back, without the rows that took back. `turns` are in their order."""
    undone = {row["undoes"] for row in turns if row["undoes"]}
    return [row for row in turns if row["op"] not in undone and row["move"] != "undo"]


def hours(turns: Sequence[Row]) -> dict[int, Hours]:
    """Question → from its first call to the last time that it left the floor."""
    found: dict[int, Hours] = {}
    holder: int | None = None
    for row in standing(turns):
        number = row["question"]
        if row["move"] == Move.CALL:
            holder = number
            found[number] = Hours(found[number].start if number in found else row["at"])
        elif number is not None and number == holder and row["move"] in LEAVES_FLOOR:
            holder = None
            found[number] = replace(found[number], end=row["at"])
    return found
