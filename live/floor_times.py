"""Time on the floor: the dialogue cut at its turns. Pure, but for `turns`.

The clock of the dialogue and that of its question stand while it is paused by hand ("pause", "resume") and while another
item or a speech is on ("aside", "back").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from live.queue import Move
from live.turns import taken_back

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from badges.ports import Row, Store, Writing

ZERO = timedelta(0)
LEAVES_FLOOR = frozenset(
    {Move.ANSWERED, Move.PUT_BACK, Move.LATER, Move.ABSENT, Move.WRITING, Move.FORWARD, Move.OUT, Move.WITHDRAW}
)
STANDS = {"pause": ("pause", True), "resume": ("pause", False), "aside": ("aside", True), "back": ("aside", False)}
"""Move → (which of the two reasons to stand still, whether it holds from now on)."""


def turns(db: Store | Writing) -> list[Row]:
    """All turns in the order in which they were made, as far as time needs them."""
    return list(db.query("select question, move, at, op, undoes from turn order by rowid"))


def standing(turns: Sequence[Row]) -> list[Row]:
    """The turns that were not taken back, without the rows that took back. `turns` are in their order."""
    undone = taken_back((row["op"], row["undoes"]) for row in turns)
    return [row for row in turns if row["op"] not in undone and row["move"] != "undo"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the dialogue in which nothing changed. `holder`: the question on the floor, None for nobody."""

    holder: int | None
    paused: bool
    """The clock stood: by hand, or because another item was on."""
    length: timedelta


def stretches(turns: Sequence[Row], now: datetime) -> Iterator[Stretch]:
    """Return the dialogue from the first call to now, cut at each turn. What was taken back never happened.

    A clock that jumps back makes a stretch of no length: the order is that of the turns, never of their hours.
    """
    holder: int | None = None
    since: datetime | None = None
    still: set[str] = set()
    for row in standing(turns):
        at, move = datetime.fromisoformat(row["at"]), row["move"]
        if since is not None:
            yield Stretch(holder, bool(still), max(ZERO, at - since))
            since = at
        if move in STANDS:
            reason, holds = STANDS[move]
            still = still | {reason} if holds else still - {reason}
        elif move == Move.CALL:
            holder, since = row["question"], since or at
        elif row["question"] == holder and move in LEAVES_FLOOR:
            holder = None
    if since is not None:
        yield Stretch(holder, bool(still), max(ZERO, now - since))


def floor_times(turns: Sequence[Row], now: datetime) -> dict[int, timedelta]:
    """Time each question had the floor, without the time in which the clock stood."""
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


def hours(turns: Sequence[Row]) -> dict[int, Hours]:
    """Question → from its first call to the last time that it left the floor. A call that was put back as a slip is none."""
    found: dict[int, Hours] = {}
    holder: int | None = None
    slips = slip_ops(turns)
    for row in standing(turns):
        number = row["question"]
        if row["move"] == Move.CALL and (row["op"], number) not in slips:
            holder = number
            found[number] = Hours(found[number].start if number in found else row["at"])
        elif number is not None and number == holder and row["move"] in LEAVES_FLOOR:
            holder = None
            if row["move"] != Move.PUT_BACK:
                found[number] = replace(found[number], end=row["at"])
    return found


def slip_ops(turns: Sequence[Row]) -> set[tuple[str, int]]:
    """The calls (operation, question) that were slips: the question was put back to where it stood."""
    found: set[tuple[str, int]] = set()
    call: Row | None = None
    for row in standing(turns):
        if row["move"] == Move.CALL:
            call = row
        elif call and row["question"] == call["question"] and row["move"] in LEAVES_FLOOR:
            if row["move"] == Move.PUT_BACK:
                found.add((call["op"], call["question"]))
            call = None
    return found
