"""Vietnamese text drawn into a given room: wrapped, stepped down in size until it fits, never cut.

Stacked marks need a line of 1.48 times the size (measured for Be Vietnam Pro Bold: Ẳ reaches 1.223 above the baseline,
ỵ 0.247 below); with less, the dot of Ệ touches the marks of the next line.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PIL import ImageColor, ImageFont

from badges import line_breaking
from badges.vietnamese import normalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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

    path: Path
    size: int
    lines: tuple[str, ...]
    colour: str
    before: float

    @property
    def height(self) -> float:
        return self.before + len(self.lines) * LEADING * self.size


@lru_cache(maxsize=256)
def font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """Return a font at a size in pixels; loaded once, laid out alike on every machine."""
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


OTHERS: Final = ("noto-sans-kr-600.ttf", "noto-sans-jp-600.ttf", "noto-sans-sc-600.ttf")
"""Files beside a font that hold letters which it lacks: Hangul, then the Han of Japan and of China."""
KANA: Final = re.compile("[\u3040-\u30ff\uff66-\uff9d]")
UNKNOWN: Final = "?"
NO_CHARACTER: Final = "\uffff"
"""A code point that no font holds: what a font draws for it, it draws for every letter that it lacks."""
_UNSEEN: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Variation selectors: they choose among shapes of a letter of which a font here has one."""
_KEPT_SPACES: Final = frozenset("\n\u00a0")


@lru_cache(maxsize=16)
def _faces(path: Path) -> tuple[Path, ...]:
    return (path, *(other for name in OTHERS if (other := path.with_name(name)).is_file()))


@lru_cache(maxsize=16384)
def _has(path: Path, letters: str) -> bool:
    """Return whether a font holds each of these letters: draws something, and not the sign that it draws for any other."""
    face = font(path, 24)
    masks = [face.getmask(letter) for letter in letters]
    return all(mask.getbbox() is not None and bytes(mask) != _absent(path) for mask in masks)


@lru_cache(maxsize=16)
def _absent(path: Path) -> bytes:
    return bytes(font(path, 24).getmask(NO_CHARACTER))


def _clusters(text: str) -> list[str]:
    """Return letters with the marks that belong to them, in composed form, without characters that have no shape."""
    found: list[str] = []
    for letter in _UNSEEN.sub("", normalised("NFC", text)):
        if letter.isspace():
            found.append(letter if letter in _KEPT_SPACES else " ")
        elif unicodedata.category(letter) in ("Cc", "Cf", "Cs"):
            continue
        elif found and unicodedata.combining(letter) and not found[-1].isspace():
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _drawn(text: str, path: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield the font of each letter, what is drawn for it, and those of its characters that no font holds."""
    first, *others = _faces(path)
    if not KANA.search(text):
        others.sort(key=lambda other: "-jp-" in other.name)
    for cluster in _clusters(text):
        if cluster.isspace():
            yield first, cluster, ""
            continue
        base = cluster[0]
        for shown in dict.fromkeys((cluster, normalised("NFKC", cluster), base)):
            face = next((one for one in (first, *others) if _has(one, shown)), None)
            if face is not None:
                yield face, shown, cluster[1:] if shown == base != cluster else ""
                break
        else:
            yield first, UNKNOWN, cluster


@lru_cache(maxsize=4096)
def runs(text: str, path: Path) -> tuple[tuple[Path, str], ...]:
    """Return a text in pieces, each with the font that holds its letters: the given one, or one of `OTHERS` beside it.

    A letter that none of them holds is drawn as `UNKNOWN`, never left out. Where kana stand in the text its Han is Japan's.
    """
    if text.isascii() and text.isprintable():
        return ((path, text),)
    found: list[tuple[Path, str]] = []
    for face, shown, _lacking in _drawn(text, path):
        if found and found[-1][0] == face:
            found[-1] = (face, found[-1][1] + shown)
        else:
            found.append((face, shown))
    return tuple(found)


@lru_cache(maxsize=4096)
def unknown(text: str, path: Path) -> frozenset[str]:
    """Return the characters of a text that no font holds."""
    if text.isascii():
        return frozenset()
    return frozenset(letter for _face, _shown, lacking in _drawn(text, path) for letter in lacking)


@lru_cache(maxsize=8192)
def _length(path: Path, size: int, word: str) -> float:
    return sum(font(face, size).getlength(part) for face, part in runs(word, path))


@lru_cache(maxsize=4096)
def _mask(path: Path, size: int, text: str, start: tuple[float, float], anchor: str) -> tuple[Any, tuple[int, int]]:
    """Return a text as a mask and its offset: what repeats from card to card is rasterised once."""
    mask, offset = font(path, size).getmask2(text, "L", anchor=anchor, start=start)
    return mask, (int(offset[0]), int(offset[1]))


def put(
    canvas: ImageDraw.ImageDraw, at: tuple[float, float], text: str, face: tuple[Path, int], fill: str, anchor: str
) -> None:
    """Draw a line as `ImageDraw.text` does, pixel by pixel the same, from masks that are kept; `face` is a font and its size.

    `anchor` is "ls" or "ms". A piece in another font stands on the same base line.
    """
    path, size = face
    parts = runs(text, path)
    x, y = at
    if len(parts) > 1 and anchor == "ms":
        x, anchor = x - _length(path, size, text) / 2, "ls"
    ink = canvas.draw.draw_ink(ImageColor.getrgb(fill))
    for piece, words in parts:
        mask, offset = _mask(piece, size, words, (math.modf(x)[0], math.modf(y)[0]), anchor)
        canvas.draw.draw_bitmap((int(x) + offset[0], int(y) + offset[1]), mask, ink)
        x += font(piece, size).getlength(words) if len(parts) > 1 else 0


def wrap(text: str, path: Path, size: int, width: float, *, phrases: bool = False) -> tuple[str, ...]:
    """Break a text into lines of one font and size (`badges.line_breaking`); all in pixels."""
    return line_breaking.wrap(text, partial(_length, path, size), width, phrases=phrases)


@lru_cache(maxsize=4096)
def fit(text: Text, width: float, scale: float = 1) -> Set:
    """Set a paragraph in its largest size that keeps to its number of lines; at two thirds of it, let it have more."""
    size = max(SMALLEST, round(text.size * scale))
    lines = wrap(text.words, text.font, size, width, phrases=text.phrases)
    while len(lines) > max(text.lines, len(text.words.splitlines())) and size > text.size * scale * 0.62:
        size = max(SMALLEST, size - 1)
        lines = wrap(text.words, text.font, size, width, phrases=text.phrases)
    return Set(text.font, size, lines, text.colour, text.before * scale)


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
            put(
                canvas, (x, y + ABOVE * each.size), line, (each.path, each.size), each.colour, "ms" if centred else "ls"
            )
            y += LEADING * each.size
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
