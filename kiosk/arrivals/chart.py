"""Arrivals over time as bars, stacked by block: numbers in, rectangles out. The page draws them as SVG."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = (1, 2, 5, 10, 15, 30, 60)
MOST_BARS = 40
WIDTH, HEIGHT = 960, 160


@dataclass(frozen=True, slots=True)
class Bar:
    """One rectangle: a block's arrivals in one stretch."""

    block: str
    x: float
    y: float
    width: float
    height: float
    count: int


@dataclass(frozen=True, slots=True)
class Chart:
    """`hours`: (x, moment) to write under the bars; `most`: arrivals of the busiest stretch; `step` in minutes."""

    bars: list[Bar]
    hours: list[tuple[float, datetime]]
    most: int
    step: int


def chart(arrivals: Sequence[tuple[datetime, str]], order: Sequence[str]) -> Chart | None:
    """The chart of (moment, block) pairs; None before the first. `order`: blocks from the bottom up."""
    if not arrivals:
        return None
    start = min(at for at, _block in arrivals).replace(second=0, microsecond=0)
    span = int((max(at for at, _block in arrivals) - start).total_seconds() // 60) + 1
    step = next((step for step in STEPS if span / step <= MOST_BARS), -(-span // MOST_BARS))
    counted = Counter((int((at - start).total_seconds() // 60 // step), block) for at, block in arrivals)
    slots = max(slot for slot, _block in counted) + 1
    most = max(Counter(int((at - start).total_seconds() // 60 // step) for at, _b in arrivals).values())
    width = WIDTH / max(slots, 10)
    bars = [bar for slot in range(slots) for bar in _stack(slot, counted, order, width, most)]
    every = max(1, -(-slots // 8))
    hours = [(slot * width, start + timedelta(minutes=slot * step)) for slot in range(0, slots, every)]
    return Chart(bars, hours, most, step)


def _stack(slot: int, counted: Counter[tuple[int, str]], order: Sequence[str], width: float, most: int) -> list[Bar]:
    bars, floor = [], float(HEIGHT)
    for block in order:
        count = counted[slot, block]
        if count:
            height = HEIGHT * count / most
            floor -= height
            bars.append(
                Bar(block, round(slot * width, 1), round(floor, 1), round(width * 0.86, 1), round(height, 1), count)
            )
    return bars
