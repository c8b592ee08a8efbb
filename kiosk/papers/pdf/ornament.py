"""The star in rings after the Đông Sơn bronze drums, as a PDF path: the ornament of the cards.

Whole numbers, and rings of dots as dashed circles: with four cards to a page, one more letter here costs four there.
"""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin
from typing import Final

RADIUS: Final = 1000
"""Its units from the middle to the edge."""
CURVE: Final = 0.5523
"""How far the handles of four Bézier curves stand from their ends for a circle of radius 1."""


@cache
def star() -> str:
    """PDF operators that draw it around (0, 0), in the colours set before."""
    parts = ["4 w", _polygon([_at(90 if step % 2 else 270, step / 28) for step in range(28)])]
    parts += [_circle(reach) for reach in (310, 340, 460, 560, 585, 710, 830, 970, 996)]
    for count, inner, outer in ((56, 360, 440), (84, 605, 690), (112, 855, 945)):
        parts += [_polygon([_at(inner, (n - 0.42) / count), _at(inner, (n + 0.42) / count), _at(outer, n / count)])
                  for n in range(count)]  # fmt: skip
    parts += [_dots(40, 510, 50), _dots(60, 770, 60)]
    return " ".join(parts)


def _at(reach: float, turn: float) -> tuple[int, int]:
    """The point at a distance from the middle, `turn` whole turns from the top."""
    return round(reach * sin(2 * pi * turn)), round(-reach * cos(2 * pi * turn))


def _polygon(points: list[tuple[int, int]]) -> str:
    (x, y), *others = points
    return f"{x} {y} m " + " ".join(f"{x} {y} l" for x, y in others) + " f"


def _circle(reach: int) -> str:
    far = round(CURVE * reach)
    return (
        f"{reach} 0 m {reach} {far} {far} {reach} 0 {reach} c {-far} {reach} {-reach} {far} {-reach} 0 c "
        f"{-reach} {-far} {-far} {-reach} 0 {-reach} c {far} {-reach} {reach} {-far} {reach} 0 c s"
    )


def _dots(count: int, reach: int, size: int) -> str:
    """A ring of dots: a circle dashed with points that have round ends."""
    return f"q 1 J {size} w [0 {2 * pi * reach / count:.3f}] 0 d {_circle(reach)} Q"
