"""The paper of a card: its frame, and a faint star in rings after the Đông Sơn bronze drums."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin

from PIL import Image, ImageColor, ImageDraw

Point = tuple[float, float]

FINE = 3
"""Drawn so many times larger, then reduced: PIL has no smooth lines of its own."""


@lru_cache(maxsize=8)
def paper(size: tuple[int, int], ground: str, line: str, middle: Point, radius: float) -> Image.Image:
    """Return the empty paper with its star and frame; do not draw on it, it is kept. Colours as "#rrggbb"."""
    sheet = Image.new("RGB", size, ground)
    sheet.paste(_tint(line, ground, 0.13), _corner(middle, radius), star(round(radius)))
    canvas = ImageDraw.Draw(sheet)
    for inset, width in ((24, 3), (34, 1)):
        canvas.rectangle((inset, inset, size[0] - 1 - inset, size[1] - 1 - inset), outline=line, width=width)
    return sheet


def _corner(middle: Point, radius: float) -> tuple[int, int]:
    return round(middle[0] - radius), round(middle[1] - radius)


def _tint(colour: str, ground: str, share: float) -> tuple[int, ...]:
    """Mix a share of a colour into the ground."""
    pairs = zip(ImageColor.getrgb(colour), ImageColor.getrgb(ground), strict=True)
    return tuple(round(share * over + (1 - share) * under) for over, under in pairs)


@lru_cache(maxsize=4)
def star(radius: int) -> Image.Image:
    """Return the drum's face as a mask: fourteen rays, and rings of teeth, tangent circles and steps around them."""
    side = 2 * radius * FINE
    mask = Image.new("L", (side, side), 0)
    canvas = ImageDraw.Draw(mask)
    canvas.polygon(_rays(side / 2, 14, 0.27 * side / 2, 0.09 * side / 2), fill=255)
    for share, width in (
        (0.31, 2),
        (0.34, 2),
        (0.46, 2),
        (0.56, 2),
        (0.585, 2),
        (0.71, 2),
        (0.83, 2),
        (0.97, 3),
        (1, 3),
    ):
        _ring(canvas, side, share, width)
    _teeth(canvas, side, 56, 0.36, 0.44)
    _circles(canvas, side, 40, 0.51, 0.034)
    _teeth(canvas, side, 84, 0.605, 0.69)
    _circles(canvas, side, 56, 0.77, 0.038)
    _teeth(canvas, side, 112, 0.85, 0.95)
    return mask.resize((2 * radius, 2 * radius), Image.Resampling.LANCZOS)


def _at(middle: float, reach: float, turn: float) -> Point:
    """Return the point at a distance from the middle, `turn` whole turns from the top."""
    return middle + reach * sin(2 * pi * turn), middle - reach * cos(2 * pi * turn)


def _rays(middle: float, count: int, long: float, short: float) -> list[Point]:
    """Return the outline of a star."""
    return [_at(middle, short if step % 2 else long, step / (2 * count)) for step in range(2 * count)]


def _ring(canvas: ImageDraw.ImageDraw, side: int, share: float, width: int) -> None:
    reach = share * side / 2 - FINE
    middle = side / 2
    canvas.ellipse((middle - reach, middle - reach, middle + reach, middle + reach), outline=255, width=width * FINE)


def _teeth(canvas: ImageDraw.ImageDraw, side: int, count: int, inner: float, outer: float) -> None:
    """Draw a ring of triangles pointing outwards."""
    for step in range(count):
        foot = [_at(side / 2, inner * side / 2, (step + edge) / count) for edge in (-0.42, 0.42)]
        canvas.polygon([*foot, _at(side / 2, outer * side / 2, step / count)], fill=255)


def _circles(canvas: ImageDraw.ImageDraw, side: int, count: int, share: float, size: float) -> None:
    """Draw a ring of small circles, each with its dot."""
    for step in range(count):
        x, y = _at(side / 2, share * side / 2, step / count)
        reach = size * side / 2
        canvas.ellipse((x - reach, y - reach, x + reach, y + reach), outline=255, width=2 * FINE)
        dot = reach / 4
        canvas.ellipse((x - dot, y - dot, x + dot, y + dot), fill=255)
