"""A PDF file as it is written: pages, their operators, fonts of the letters that were used (ISO 32000-1).

It knows what the prints need and no more: text in embedded fonts with their Unicode, filled and outlined paths, a turned part.
Lengths are millimetres from the upper left corner.
"""

from __future__ import annotations

import hashlib
import zlib
from contextlib import contextmanager
from math import cos, radians, sin
from typing import TYPE_CHECKING, Final

from kiosk.papers.pdf import truetype

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

POINTS: Final = 72 / 25.4
"""Points in a millimetre."""
CURVE: Final = 0.5523
"""How far the handles of a Bézier curve stand from its ends for a quarter of a circle of radius 1."""
_MOST: Final = 100
"""Entries in one block of a table of letters (Adobe Technical Note 5014, 2.4)."""


class Document:
    """One file. `size` of its pages in mm; `at`: when it was made."""

    def __init__(self, title: str, at: datetime, size: tuple[float, float]) -> None:
        self.w, self.h = size
        self.pages: list[list[str]] = []
        self._title, self._at = title, at
        self._fonts: dict[Path, dict[int, str]] = {}
        """Font file → glyph → its letter, of what was drawn."""

    def add_page(self) -> None:
        """Begin a new page: lines end square, as wide as they are."""
        self.pages.append(["2 J"])

    def draw(self, operators: str) -> None:
        """Append operators to the page."""
        self.pages[-1].append(operators)

    def text(self, at: tuple[float, float], words: str, font: tuple[Path, float], colour: str) -> None:
        """Draw words with the left end of their base line there; `font`: file, and size in points."""
        path, size = font
        face, used = truetype.face(path), self._fonts.setdefault(path, {})
        shown = ""
        for letter in words:
            glyph = face.glyphs.get(ord(letter), 0)
            used.setdefault(glyph, letter)
            shown += f"{glyph:04X}"
        name = [*self._fonts].index(path) + 1
        self.draw(f"BT {_ink(colour)} rg /F{name} {size:.2f} Tf {self._point(*at)} Td <{shown}> Tj ET")

    def area(self, box: tuple[float, float, float, float], fill: str = "", line: str = "", stroke: float = 0.2,
             round_: float = 0) -> None:  # fmt: skip
        """A rectangle (x, y, width, height), filled or outlined or both, perhaps with round corners."""
        x, y, width, height = box
        inks = (f"{_ink(fill)} rg " if fill else "") + (f"{_ink(line)} RG {stroke * POINTS:.2f} w " if line else "")
        shape = self._rounded(box, round_) if round_ else (
            f"{self._point(x, y)} {width * POINTS:.2f} {-height * POINTS:.2f} re"
        )  # fmt: skip
        self.draw(f"{inks}{shape} {'B' if fill and line else 'f' if fill else 'S'}")

    def rule(self, x: float, y: float, to_x: float, to_y: float, colour: str, stroke: float) -> None:
        """A straight line."""
        ink = f"{_ink(colour)} RG {stroke * POINTS:.2f} w"
        self.draw(f"{ink} {self._point(x, y)} m {self._point(to_x, to_y)} l S")

    def path(self, drawn: str, x: float, y: float, scale: float, colour: str, fill: str = "f") -> None:
        """A path in PDF operators, its own unit `scale` mm wide and its origin at (x, y), y growing downwards."""
        unit, ink = scale * POINTS, _ink(colour)
        self.draw(f"q {unit:.5f} 0 0 {-unit:.5f} {self._point(x, y, 3)} cm {ink} rg {ink} RG {drawn} {fill} Q")

    @contextmanager
    def rotation(self, degrees: float, x: float, y: float) -> Iterator[None]:
        """Turn what is drawn meanwhile about a point, against the clock."""
        turn, right, up = radians(degrees), x * POINTS, (self.h - y) * POINTS
        rise, run = sin(turn), cos(turn)
        self.draw(
            f"q {run:.5f} {rise:.5f} {-rise:.5f} {run:.5f} {right:.2f} {up:.2f} cm 1 0 0 1 {-right:.2f} {-up:.2f} cm"
        )
        try:
            yield
        finally:
            self.draw("Q")

    def output(self) -> bytes:
        """Return the file."""
        file = _File()
        catalog, tree, info = file.new(), file.new(), file.new()
        fonts = [file.add(_font(file, path, letters)) for path, letters in self._fonts.items()]
        names = " ".join(f"/F{n} {ref} 0 R" for n, ref in enumerate(fonts, 1))
        resources = file.add(f"<< /Font << {names} >> >>")
        box = f"[0 0 {self.w * POINTS:.2f} {self.h * POINTS:.2f}]"
        kids = []
        for page in self.pages:
            content = file.stream("\n".join(page).encode("ascii"))
            kids.append(file.add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox {box} /Resources {resources} 0 R /Contents {content} 0 R >>"
            ))  # fmt: skip
        file.put(tree, f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>")
        shown = "/ViewerPreferences << /DisplayDocTitle true /PrintScaling /None >>"
        file.put(catalog, f"<< /Type /Catalog /Pages {tree} 0 R /Lang (vi) {shown} >>")
        made = self._at.strftime("D:%Y%m%d%H%M%S%z")
        made = f"{made[:-2]}'{made[-2:]}" if self._at.tzinfo else made
        file.put(info, f"<< /Title {_words(self._title)} /Creator (Kiosk) /CreationDate ({made}) >>")
        return file.finished(catalog, info)

    def _point(self, x: float, y: float, digits: int = 2) -> str:
        return f"{x * POINTS:.{digits}f} {(self.h - y) * POINTS:.{digits}f}"

    def _rounded(self, box: tuple[float, float, float, float], reach: float) -> str:
        """Return the path of a rectangle with round corners."""
        x, y, width, height = box
        reach = min(reach, width / 2, height / 2)
        left, right, top, bottom, near = x, x + width, y, y + height, reach * (1 - CURVE)
        corners = (
            ((right - reach, top), (right - near, top), (right, top + near), (right, top + reach)),
            ((right, bottom - reach), (right, bottom - near), (right - near, bottom), (right - reach, bottom)),
            ((left + reach, bottom), (left + near, bottom), (left, bottom - near), (left, bottom - reach)),
            ((left, top + reach), (left, top + near), (left + near, top), (left + reach, top)),
        )
        drawn = [f"{self._point(left + reach, top)} m"]
        for start, *curve in corners:
            drawn.append(f"{self._point(*start)} l {' '.join(self._point(*point) for point in curve)} c")
        return " ".join(drawn) + " h"


class _File:
    """The objects of a file, numbered from 1."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def new(self) -> int:
        """Return the number of an object that is put later."""
        self._objects.append(b"")
        return len(self._objects)

    def put(self, number: int, content: str | bytes) -> None:
        self._objects[number - 1] = content.encode("ascii") if isinstance(content, str) else content

    def add(self, content: str | bytes) -> int:
        number = self.new()
        self.put(number, content)
        return number

    def stream(self, data: bytes, about: str = "") -> int:
        """Add a compressed stream."""
        packed = zlib.compress(data)
        head = f"<< /Filter /FlateDecode /Length {len(packed)}{about} >>\nstream\n"
        return self.add(head.encode("ascii") + packed + b"\nendstream")

    def finished(self, catalog: int, info: int) -> bytes:
        made, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
        for number, content in enumerate(self._objects, 1):
            places.append(len(made))
            made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
        start, mark = len(made), hashlib.sha256(made).hexdigest()[:32]
        made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        made += b"".join(b"%010d 00000 n \n" % place for place in places)
        made += (
            f"trailer\n<< /Size {len(places) + 1} /Root {catalog} 0 R /Info {info} 0 R /ID [<{mark}> <{mark}>] >>\n"
            f"startxref\n{start}\n%%EOF\n"
        ).encode("ascii")
        return bytes(made)


def _font(file: _File, path: Path, letters: dict[int, str]) -> str:
    """Add a font with these glyphs; its codes are the glyphs' numbers (ISO 32000-1, 9.7)."""
    face = truetype.face(path)
    base = f"KIOSKA+{face.name}"
    data = face.subset(letters)
    program = file.stream(data, f" /Length1 {len(data)}")
    heavy = 262144 if face.weight >= 600 else 0
    descriptor = file.add(
        f"<< /Type /FontDescriptor /FontName /{base} /Flags {4 + heavy} /FontBBox [{' '.join(map(str, face.box))}] /ItalicAngle 0 "
        f"/Ascent {face.ascent} /Descent {face.descent} /CapHeight {face.capitals} /StemV {50 + (face.weight // 65) ** 2} "
        f"/MissingWidth {face.widths[0]} /FontFile2 {program} 0 R >>"
    )
    widths = " ".join(f"{glyph} [{face.widths[glyph]}]" for glyph in sorted(letters))
    inside = file.add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{base} "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R "
        f"/DW {face.widths[0]} /W [{widths}] /CIDToGIDMap /Identity >>"
    )
    unicode = file.stream(_unicode(letters).encode("ascii"))
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /Identity-H /DescendantFonts [{inside} 0 R] "
        f"/ToUnicode {unicode} 0 R >>"
    )


def _unicode(letters: dict[int, str]) -> str:
    """Return the table by which a viewer finds and copies text: glyph → letter (ISO 32000-1, 9.10.3)."""
    pairs = [f"<{glyph:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for glyph, letter in sorted(letters.items())]
    blocks = [pairs[at : at + _MOST] for at in range(0, len(pairs), _MOST)]
    told = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{told}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def _ink(colour: str) -> str:
    """Return a colour as "#rrggbb" in PDF's numbers."""
    return " ".join(f"{int(colour[n : n + 2], 16) / 255:.4f}" for n in (1, 3, 5))


def _words(text: str) -> str:
    return f"<{(chr(0xFEFF) + text).encode('utf-16-be').hex().upper()}>"
