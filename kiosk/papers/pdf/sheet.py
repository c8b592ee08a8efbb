"""A PDF in millimetres: real text in an embedded font that holds every Vietnamese letter, codes drawn as vectors.

Text is wrapped and stepped down in size until it fits, never cut. Letters that the font lacks come from another one, as
on pictures (`badges.text_image.runs`); those that none has are replaced by "?" and told in `Sheet.unknown`.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from fpdf import FPDF, ViewerPreferences
from fpdf.fonts import TTFFont

from badges import line_breaking, qr, text_image
from badges.text_image import ABOVE, LEADING
from badges.vietnamese import normalised
from kiosk import assets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

PT: Final = 25.4 / 72
"""Millimetres in a point."""
A4: Final = (210.0, 297.0)
WIDE: Final = (297.0, 210.0)
INK, QUIET, GOLD = "#1b1d22", "#5b5e68", "#b98a2f"
STEP: Final = 0.96
SMALLER: Final = 0.62
"""Down to this share of its size a paragraph keeps to its number of lines; below it may have more."""
SHORTEST_CODE: Final = 8
"""Digits of a number that is not broken between lines as long as its type need not be smaller than `SMALLER`."""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph: what it says, its largest size in points, on how many lines at best, room above it in mm."""

    words: str
    size: float
    weight: int = 400
    colour: str = INK
    lines: int = 1
    before: float = 0
    phrases: bool = False
    """Whether to break after commas wherever possible, as in an address."""
    leading: float = LEADING


@dataclass(frozen=True, slots=True)
class Set:
    """A paragraph set for a width: its letters, the size in points that fits, and the lines that this makes."""

    para: Para
    words: str
    size: float
    before: float
    width: float
    count: int

    @property
    def height(self) -> float:
        """In mm, with the room above."""
        return self.before + self.count * self.para.leading * self.size * PT


class Sheet(FPDF):
    """One PDF file. `size` of a page in mm; `at`: when it was made, by the conference's clock."""

    def __init__(self, title: str, at: datetime, size: tuple[float, float] = A4) -> None:
        super().__init__(unit="mm", format=size)
        self.set_margin(0)
        self.set_auto_page_break(False)
        self.set_title(title)
        self.set_lang("vi")
        self.set_creator("Kiosk")
        self.set_creation_date(at)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True, print_scaling="None")
        self._types: dict[Path, TTFFont] = {}
        self.unknown: set[str] = set()
        self._known = {weight: frozenset(self._type(assets.font(weight)).cmap) for weight in assets.WEIGHTS}
        self._ems: dict[tuple[str, int], float] = {}
        self._sets: dict[tuple[Para, float, float], Set] = {}

    def _type(self, path: Path) -> TTFFont:
        """Return a font file's font, loaded once and kept in memory: fpdf would leave its file open for ever."""
        if path not in self._types:
            self.add_font(path.stem, "", path)
            font = self.fonts[path.stem]
            assert isinstance(font, TTFFont)  # noqa: S101 - of the two kinds that fpdf has, the one with a file
            reader = font.ttfont.reader
            with reader.file as file:
                file.seek(0)
                reader.file = BytesIO(file.read())
            self._types[path] = font
        return self._types[path]

    def em(self, words: str, weight: int = 400) -> float:
        """How wide words are in this weight at a size of 1."""
        key = words, weight
        if key not in self._ems:
            self._ems[key] = (
                sum(self._type(path).cw[ord(char)] for path, piece in self._runs(words, weight) for char in piece)
                / 1000
            )
        return self._ems[key]

    def _runs(self, words: str, weight: int) -> Sequence[tuple[Path, str]]:
        """Return words in pieces, each with the file of the font that holds its letters."""
        path, known = assets.font(weight), self._known[weight]
        if all(ord(char) in known for char in words):
            return ((path, words),)
        return text_image.runs(words, path)

    def plain(self, text: str) -> str:
        """The text in composed letters that some font has; line ends stay. Those that none has are kept in `unknown`."""
        composed, path = normalised("NFC", text), assets.font()
        if all(ord(char) in self._known[400] for char in composed):
            return composed
        self.unknown |= text_image.unknown(text, path)
        return "".join(piece for _path, piece in text_image.runs(text, path))

    def fit(self, para: Para, width: float, scale: float = 1) -> Set:
        """Set a paragraph in the largest size that keeps to its number of lines."""
        key = para, width, scale
        if key not in self._sets:
            self._sets[key] = self._fit(para, width, scale)
        return self._sets[key]

    def _fit(self, para: Para, width: float, scale: float) -> Set:
        words, size = self.plain(para.words), para.size * scale
        codes = [word for word in words.split() if word.isdigit() and len(word) >= SHORTEST_CODE]
        if codes and (widest := max(self.em(code, para.weight) for code in codes)) * size * PT > width:
            size = max(size * SMALLER, width / (widest * PT))
        floor, best = size * SMALLER, max(para.lines, len(words.splitlines()))
        count = len(self.lines(para, words, width, size, even=False))
        while count > best and size > floor:
            size *= STEP
            count = len(self.lines(para, words, width, size, even=False))
        return Set(para, words, size, para.before * scale, width, count)

    def lines(self, para: Para, words: str, width: float, size: float, *, even: bool = True) -> tuple[str, ...]:
        """The words in lines of a width in mm at a size in points."""
        ems = width / (size * PT)
        return line_breaking.wrap(words, lambda word: self.em(word, para.weight), ems, phrases=para.phrases, even=even)

    def stack(self, paras: Sequence[Para], width: float, height: float) -> list[Set]:
        """Set paragraphs under one another, all stepped down together until they fit the height."""
        scale, said = 1.0, [para for para in paras if para.words.strip()]
        sets = [self.fit(para, width) for para in said]
        while sum(each.height for each in sets) > height and scale > 0.02:
            scale *= STEP
            sets = [self.fit(para, width, scale) for para in said]
        return sets

    def put(self, sets: Iterable[Set], x: float, y: float, width: float = 0, align: str = "L") -> float:
        """Draw paragraphs downwards from y in a column that begins at x; return where they end."""
        share = {"L": 0.0, "C": 0.5, "R": 1.0}[align]
        for each in sets:
            y += each.before
            self.set_text_color(each.para.colour)
            for line in self.lines(each.para, each.words, each.width, each.size):
                free = width - self.em(line, each.para.weight) * each.size * PT if share else 0
                rise = (each.para.leading - LEADING) / 2 + ABOVE
                at = x + share * free
                for path, piece in self._runs(line, each.para.weight):
                    self.set_font(path.stem, "", each.size)
                    self.text(at, y + rise * each.size * PT, piece)
                    at += self.em(piece, each.para.weight) * each.size * PT
                y += each.para.leading * each.size * PT
        return y

    def say(self, para: Para, x: float, y: float, width: float, align: str = "L") -> float:
        """Set and draw one paragraph; return where it ends."""
        return self.put([self.fit(para, width)], x, y, width, align)

    def column(self, paras: Sequence[Para], box: tuple[float, float, float, float], align: str = "L") -> float:
        """Draw paragraphs in the middle of a box (x, y, width, height); return where they end."""
        x, y, width, height = box
        sets = self.stack(paras, width, height)
        return self.put(sets, x, y + (height - sum(each.height for each in sets)) / 2, width, align)

    def area(self, box: tuple[float, float, float, float], fill: str = "", line: str = "", stroke: float = 0.2,
             round_: float = 0) -> None:  # fmt: skip
        """A rectangle (x, y, width, height), filled or outlined or both, perhaps with round corners."""
        if fill:
            self.set_fill_color(fill)
        if line:
            self.set_draw_color(line)
            self.set_line_width(stroke)
        style = ("F" if fill else "") + ("D" if line else "")
        self.rect(*box, style=style, round_corners=bool(round_), corner_radius=round_)

    def rule(self, x: float, y: float, to_x: float, to_y: float, colour: str = INK, stroke: float = 0.2) -> None:
        """A straight line."""
        self.set_draw_color(colour)
        self.set_line_width(stroke)
        self.line(x, y, to_x, to_y)

    def path(self, drawn: str, x: float, y: float, scale: float, colour: str, fill: str = "f") -> None:
        """A path in PDF operators, its own unit `scale` mm wide and its origin at (x, y), y growing downwards."""
        red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
        unit = scale * self.k
        moved = f"{unit:.5f} 0 0 {-unit:.5f} {x * self.k:.3f} {(self.h - y) * self.k:.3f} cm"
        colours = f"{red:.3f} {green:.3f} {blue:.3f}"
        self._out(f"q {moved} {colours} rg {colours} RG {drawn} {fill} Q")

    def square(self, content: str, x: float, y: float, side: float) -> None:
        """A code, its dark part `side` mm wide, without its quiet zone: leave four modules white around it."""
        rows = qr.matrix(content)
        self.path(_squares(rows), x, y, side / len(rows), "#000000")

    def cuts(self, xs: Iterable[float], ys: Iterable[float], reach: float = 5) -> None:
        """Cutting marks: short lines at the edges of the page where the knife goes, at these x and these y."""
        for x in xs:
            self.rule(x, 0, x, reach, QUIET, 0.1)
            self.rule(x, self.h - reach, x, self.h, QUIET, 0.1)
        for y in ys:
            self.rule(0, y, reach, y, QUIET, 0.1)
            self.rule(self.w - reach, y, self.w, y, QUIET, 0.1)


def quiet(content: str, side: float) -> float:
    """The white that a code of this width needs around it, in mm."""
    return qr.QUIET * side / len(qr.matrix(content))


def _squares(rows: tuple[tuple[bool, ...], ...]) -> str:
    """The dark modules as one path, so that no viewer shows seams between them."""
    parts = []
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate((*row, False)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                parts.append(f"{start} {y} {x - start} 1 re")
                start = None
    return " ".join(parts)
