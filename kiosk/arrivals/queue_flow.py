"""How fast the door takes guests in: by desk, how long at this rate, and whether another desk should be opened. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WINDOW = timedelta(minutes=5)
"""What the rate is measured over: long enough for a queue, short enough to see it grow."""
SHORTEST = timedelta(minutes=1)
"""The first guests are reckoned over at least this time."""
SURE = timedelta(minutes=2)
"""Before the door has been open for so long, nobody is told to open another desk."""


@dataclass(frozen=True, slots=True)
class Flow:
    """The rate of the last minutes, in guests a minute: in all and by desk. `waiting`: guests who are expected and not in;
    `ends`: when the last of them is in at this rate; `more_desks`: how many desks must be opened besides for all to be in
    when the programme begins, 0 where none."""

    per_minute: float
    by_desk: tuple[tuple[str, float], ...]
    waiting: int
    ends: datetime
    more_desks: int

    @property
    def minutes(self) -> int:
        """Whole minutes that the expected guests take at this rate."""
        return ceil(self.waiting / self.per_minute)


def flow(came: Iterable[tuple[datetime, str]], waiting: int, now: datetime, begins: datetime) -> Flow | None:
    """Reckon the flow of (moment, desk) pairs at `now`; None where nobody came in the last minutes. In the first minutes of
    the day the rate is that since the first guest.

    `begins`: when all should be in. A desk that is opened is reckoned to be as fast as the mean of those that are open.
    """
    past = [(at, desk) for at, desk in came if at <= now]
    counted = Counter(desk for at, desk in past if now - WINDOW < at)
    if not counted:
        return None
    span = min(WINDOW, max(SHORTEST, now - min(at for at, _desk in past)))
    minutes = span.total_seconds() / 60
    rates = {desk: count / minutes for desk, count in counted.items()}
    total = sum(rates.values())
    left = (begins - now).total_seconds() / 60
    more = 0
    if waiting and left > 0 and span >= SURE and total * left < waiting:
        more = ceil(waiting / left / (total / len(rates))) - len(rates)
    return Flow(
        total, tuple(sorted(rates.items())), waiting, now + timedelta(minutes=waiting / total), max(0, more)
    )  # fmt: skip
