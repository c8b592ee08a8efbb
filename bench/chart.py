"""Curves as small SVG pictures: one line for each series, both axes growing by factors where the values do."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEIGHT = 560, 300
LEFT, RIGHT, TOP, BOTTOM = 62, 150, 34, 46
INKS = ("#0b5c8a", "#b3541e", "#3d7a37", "#7a3d74")
DASHES = ("", "6 4", "2 3", "8 3 2 3")
"""Lines differ in their strokes too, never by colour alone."""


@dataclass
class Chart:
    """One picture: series name → points. `name` is its file's."""

    name: str
    title: str
    x: str
    y: str
    series: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def add(self, series: str, x: float, y: float) -> None:
        """One more point."""
        self.series.setdefault(series, []).append((x, y))

    def markdown(self) -> str:
        """The picture as a document shows it."""
        return f"![{self.title}: {self.y} by {self.x}](performance/{self.name}.svg)\n"

    def write(self, folder: Path) -> None:
        """Draw it into a folder."""
        folder.mkdir(exist_ok=True)
        (folder / f"{self.name}.svg").write_text(self.svg(), encoding="utf-8")

    def svg(self) -> str:
        """The picture."""
        points = [point for line in self.series.values() for point in line]
        across = Axis([x for x, _y in points], LEFT, WIDTH - RIGHT)
        up = Axis([y for _x, y in points], HEIGHT - BOTTOM, TOP, from_zero=True)
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="11">',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            f'<text x="{LEFT}" y="18" font-size="13" font-weight="700">{escape(self.title)}</text>',
        ]
        for value, at in up.marks():
            parts.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
            parts.append(f'<text x="{LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">{value:g}</text>')
        for value, at in across.marks():
            parts.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{value:g}</text>')
        middle = (LEFT + WIDTH - RIGHT) / 2
        parts.append(f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">{escape(self.x)}</text>')
        parts.append(
            f'<text transform="translate(14 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">{escape(self.y)}</text>'
        )
        for n, (name, line) in enumerate(self.series.items()):
            parts += _line(name, [(across.place(x), up.place(y)) for x, y in sorted(line)], n)
        return "\n".join([*parts, "</svg>"]) + "\n"


def _line(name: str, places: list[tuple[float, float]], n: int) -> list[str]:
    ink, dash = INKS[n % len(INKS)], DASHES[n % len(DASHES)]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    at = TOP + 14 + 22 * n
    legend = WIDTH - RIGHT + 12
    return [
        f'<path d="M{path}" fill="none" stroke="{ink}" stroke-width="2" stroke-dasharray="{dash}"/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{ink}"/>' for x, y in places),
        f'<path d="M{legend} {at}h26" stroke="{ink}" stroke-width="2" stroke-dasharray="{dash}"/>',
        f'<text x="{legend + 32}" y="{at + 4}">{escape(name)}</text>',
    ]


class Axis:
    """Values to places. Where the largest is more than twenty times the smallest, equal steps are equal factors."""

    def __init__(self, values: list[float], start: float, end: float, *, from_zero: bool = False) -> None:
        self.values, self.start, self.end, self.from_zero = sorted(set(values)), start, end, from_zero
        low, high = self.values[0], self.values[-1]
        self.factors = low > 0 and high / low > 20
        self.low = low if self.factors or not from_zero else 0.0
        self.high = high if high > self.low else self.low + 1

    def place(self, value: float) -> float:
        """Where a value stands."""
        scale = math.log if self.factors else float
        share = (scale(value) - scale(self.low)) / (scale(self.high) - scale(self.low))
        return self.start + share * (self.end - self.start)

    def marks(self) -> list[tuple[float, float]]:
        """The values written at the axis, and where: those across if they are few, else round ones."""
        if len(self.values) <= 5 and not self.from_zero:
            return [(value, self.place(value)) for value in self.values]
        if self.factors:
            powers = range(math.ceil(math.log10(self.low)), math.floor(math.log10(self.high)) + 1)
            return [(10.0**power, self.place(10.0**power)) for power in powers]
        step = 10 ** math.floor(math.log10(self.high - self.low))
        step = step if (self.high - self.low) / step >= 3 else step / 2
        count = int((self.high - self.low) / step)
        return [(self.low + n * step, self.place(self.low + n * step)) for n in range(count + 1)]
