"""Vietnamese text drawn into a given room: wrapped, stepped down in size until it fits, never cut.

Stacked marks need a line of 1.48 times the size (measured for Be Vietnam Pro Bold: Ẳ reaches 1.223 above the baseline,
ỵ 0.247 below); with less, the dot of Ệ touches the marks of the next line.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from PIL import ImageFont

from badges import line_breaking
from badges.vietnamese import normalised

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PIL import ImageDraw

ABOVE: Final = 1.225
LEADING: Final = 1.48
SMALLEST: Final = 8
"""Pixels. Below it nobody reads; reaching it takes a name of several hundred letters."""


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph: what it says, in which font, colour and largest size, on how many lines at best."""

    words: str
    font: Path
    size: float
    colour: str
    lines: int = 1
    before: float = 0
    """Room above it, in pixels at full size."""
    phrases: bool = False
    """Whether to break after commas wherever possible, as in an address."""


@dataclass(frozen=True, slots=True)
class Set:
    """A paragraph set for one width: its font at the size that fits, and its lines."""

    font: ImageFont.FreeTypeFont
    lines: tuple[str, ...]
    colour: str
    before: float

    @property
    def height(self) -> float:
        return self.before + len(self.lines) * LEADING * self.font.size


@lru_cache(maxsize=256)
def font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """Return a font at a size in pixels; loaded once, laid out alike on every machine."""
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)
def _length(path: Path, size: int, word: str) -> float:
    return font(path, size).getlength(word)


def wrap(text: str, path: Path, size: int, width: float, *, phrases: bool = False) -> tuple[str, ...]:
    """Break a text into lines of one font and size (`badges.line_breaking`); all in pixels."""
    return line_breaking.wrap(text, partial(_length, path, size), width, phrases=phrases)


def fit(text: Text, width: float, scale: float = 1) -> Set:
    """Set a paragraph in its largest size that keeps to its number of lines; at two thirds of it, let it have more."""
    size = max(SMALLEST, round(text.size * scale))
    lines = wrap(text.words, text.font, size, width, phrases=text.phrases)
    while len(lines) > max(text.lines, len(text.words.splitlines())) and size > text.size * scale * 0.62:
        size = max(SMALLEST, size - 1)
        lines = wrap(text.words, text.font, size, width, phrases=text.phrases)
    return Set(font(text.font, size), lines, text.colour, text.before * scale)


def stack(texts: Sequence[Text], width: float, height: float) -> list[Set]:
    """Set paragraphs under one another, all stepped down together until they fit the height."""
    scale = 1.0
    sets = [fit(text, width) for text in texts if text.words.strip()]
    while sum(each.height for each in sets) > height and scale > 0.1:
        scale *= 0.96
        sets = [fit(text, width, scale) for text in texts if text.words.strip()]
    return sets


def draw(canvas: ImageDraw.ImageDraw, sets: Sequence[Set], x: float, y: float, *, centred: bool = False) -> float:
    """Draw paragraphs downwards from y, their left edge (or their middle) at x; return where they end."""
    for each in sets:
        y += each.before
        for line in each.lines:
            base = (x, y + ABOVE * each.font.size)
            canvas.text(base, line, fill=each.colour, font=each.font, anchor="ms" if centred else "ls")
            y += LEADING * each.font.size
    return y


def draw_spaced(canvas: ImageDraw.ImageDraw, text: Text, middle: float, y: float, gap: float) -> float:
    """Draw one line with room between its letters, about its middle; return half its width."""
    letters = normalised("NFC", text.words)
    face = font(text.font, round(text.size))
    widths = [face.getlength(letter) + (gap if letter != " " else 0) for letter in letters]
    x = middle - (sum(widths) - gap) / 2
    for letter, width in zip(letters, widths, strict=True):
        canvas.text((x, y + ABOVE * text.size), letter, fill=text.colour, font=face, anchor="ls")
        x += width
    return (sum(widths) - gap) / 2
