"""Vietnamese text drawn into a given room: wrapped, stepped down in size until it fits, never cut.

Stacked marks need a line of 1.48 times the size (measured for Be Vietnam Pro Bold: Ẳ reaches 1.223 above the baseline,
ỵ 0.247 below); with less, the dot of Ệ touches the marks of the next line.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PIL import ImageFont

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
    """Break a text into the fewest lines that fit the width, about equally long; line ends in it are kept.

    With `phrases`, break after commas first, and inside a phrase only where it is wider than the width by itself.
    A word wider than the whole width is broken between letters.
    """
    lines: list[str] = []
    for paragraph in unicodedata.normalize("NFC", text).splitlines():
        words = [part for word in paragraph.split() for part in _break(word, path, size, width)]
        if phrases:
            lines += _fill(_whole_phrases(words, path, size, width), path, size, width)
        elif words:
            lines += _balance(words, path, size, width)
    return tuple(lines)


def _whole_phrases(words: list[str], path: Path, size: int, width: float) -> list[str]:
    """Join words up to each comma into what must stay on one line, as far as it can."""
    ends = [place for place, word in enumerate(words, start=1) if word.endswith((",", ";"))]
    starts = [0, *ends]
    phrases = [words[start:end] for start, end in zip(starts, [*ends, len(words)], strict=True) if start < end]
    return [line for phrase in phrases for line in _fill(phrase, path, size, width)]


def _break(word: str, path: Path, size: int, width: float) -> list[str]:
    """Cut a word that is too wide into parts that are not."""
    parts = [""]
    for letter in word:
        if parts[-1] and _length(path, size, parts[-1] + letter) > width:
            parts.append("")
        parts[-1] += letter
    return parts if _length(path, size, word) > width else [word]


def _balance(words: list[str], path: Path, size: int, width: float) -> list[str]:
    """Fill lines greedily, then narrow the width as far as that takes no further line."""
    best = _fill(words, path, size, width)
    low, high = 0.0, width
    while len(best) > 1 and high - low > 4:
        middle = (low + high) / 2
        tried = _fill(words, path, size, middle)
        narrow = len(tried) > len(best) or any(_length(path, size, line) > width for line in tried)
        low, high, best = (middle, high, best) if narrow else (low, middle, tried)
    return best


def _fill(words: list[str], path: Path, size: int, width: float) -> list[str]:
    """Put as many words on each line as the width takes."""
    space = _length(path, size, " ")
    lines: list[list[str]] = []
    room = 0.0
    for word in words:
        need = _length(path, size, word)
        if lines and need + space <= room:
            lines[-1].append(word)
            room -= need + space
        else:
            lines.append([word])
            room = width - need
    return [" ".join(line) for line in lines]


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
    letters = unicodedata.normalize("NFC", text.words)
    face = font(text.font, round(text.size))
    widths = [face.getlength(letter) + (gap if letter != " " else 0) for letter in letters]
    x = middle - (sum(widths) - gap) / 2
    for letter, width in zip(letters, widths, strict=True):
        canvas.text((x, y + ABOVE * text.size), letter, fill=text.colour, font=face, anchor="ls")
        x += width
    return (sum(widths) - gap) / 2
