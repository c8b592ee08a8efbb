"""A TrueType font as a PDF needs it: its letters and their widths, and a file of those that were used.

Read once in a process and kept. No glyph of the fonts that come with the product is put together from others
(`tests/kiosk/papers/pdf/test_truetype.py`), so that each stands in a subset
alone. Sources: OpenType specification 1.9 (cmap, glyf, loca, hmtx), ISO 32000-1, 9.6.3 and 9.9.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_KEPT: Final = ("cvt ", "fpgm", "prep")
"""Tables of hints: they go into every subset as they are."""
_USED: Final = (*_KEPT, "glyf", "head", "hhea", "hmtx", "maxp")
"""Tables that are kept in memory."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font file. Lengths in thousandths of the size; `glyphs`: letter → number of its glyph."""

    name: str
    tables: dict[str, bytes]
    glyphs: dict[int, int]
    widths: tuple[int, ...]
    places: tuple[int, ...]
    """Where each glyph begins in the table glyf; one more than there are glyphs."""
    ascent: int
    descent: int
    capitals: int
    box: tuple[int, int, int, int]
    weight: int

    def width(self, letter: str) -> int:
        """Return how wide a letter is; one that the font lacks is as wide as its sign for that."""
        return self.widths[self.glyphs.get(ord(letter), 0)]

    def subset(self, used: Iterable[int]) -> bytes:
        """Return a font file with these glyphs under their own numbers, all others empty or cut off."""
        wanted = {0, *used}
        count = max(wanted) + 1
        drawn, starts = bytearray(), [0]
        for glyph in range(count):
            if glyph in wanted:
                drawn += self._drawn(glyph)
                drawn += bytes(-len(drawn) % 4)
            starts.append(len(drawn))
        metrics = struct.unpack(f">{2 * count}H", self._metrics()[: 4 * count])
        head = self.tables["head"]
        tables: dict[str, bytes] = {
            **{name: self.tables[name] for name in _KEPT if name in self.tables},
            "glyf": bytes(drawn),
            "head": head[:8] + bytes(4) + head[12:50] + struct.pack(">h", 1) + head[52:],
            "hhea": self.tables["hhea"][:34] + struct.pack(">H", count),
            "hmtx": struct.pack(f">{2 * count}H", *metrics),
            "loca": struct.pack(f">{count + 1}I", *starts),
            "maxp": self.tables["maxp"][:4] + struct.pack(">H", count) + self.tables["maxp"][6:],
        }
        return _file(tables)

    def _drawn(self, glyph: int) -> bytes:
        return self.tables["glyf"][self.places[glyph] : self.places[glyph + 1]]

    def _metrics(self) -> bytes:
        """Return advance and bearing of every glyph; the last advance of the file holds for those that it leaves out."""
        (known,) = struct.unpack(">H", self.tables["hhea"][34:36])
        table = self.tables["hmtx"]
        last = table[4 * known - 4 : 4 * known - 2]
        rest = table[4 * known :]
        return table[: 4 * known] + b"".join(last + rest[at : at + 2] for at in range(0, len(rest), 2))


@cache
def face(path: Path) -> Face:
    """Return a font file's font."""
    data = path.read_bytes()
    (count,) = struct.unpack(">H", data[4:6])
    tables = {}
    for at in range(12, 12 + 16 * count, 16):
        tag, _sum, start, length = struct.unpack(">4sIII", data[at : at + 16])
        tables[tag.decode("latin-1")] = data[start : start + length]
    head, hhea, os2 = tables["head"], tables["hhea"], tables["OS/2"]
    (unit,) = struct.unpack(">H", head[18:20])
    (glyphs,) = struct.unpack(">H", tables["maxp"][4:6])
    (known,) = struct.unpack(">H", hhea[34:36])
    advances = struct.unpack(f">{2 * known}H", tables["hmtx"][: 4 * known])[::2]
    advances += advances[-1:] * (glyphs - known)
    (weight,) = struct.unpack(">H", os2[4:6])
    (version,) = struct.unpack(">H", os2[:2])

    def scaled(value: int) -> int:
        return round(value * 1000 / int(unit))

    ascent, descent = struct.unpack(">hh", hhea[4:8])
    capitals = struct.unpack(">h", os2[88:90])[0] if version >= 2 else ascent
    left, low, right, high = (scaled(part) for part in struct.unpack(">4h", head[36:44]))
    return Face(
        path.stem, {name: tables[name] for name in _USED if name in tables}, _letters(tables["cmap"]),
        tuple(scaled(width) for width in advances), _places(tables, glyphs),
        scaled(ascent), scaled(descent), scaled(capitals), (left, low, right, high), weight,
    )  # fmt: skip


def _places(tables: dict[str, bytes], glyphs: int) -> tuple[int, ...]:
    loca = tables["loca"]
    if struct.unpack(">h", tables["head"][50:52])[0]:
        return struct.unpack(f">{glyphs + 1}I", loca[: 4 * glyphs + 4])
    return tuple(2 * place for place in struct.unpack(f">{glyphs + 1}H", loca[: 2 * glyphs + 2]))


def _letters(cmap: bytes) -> dict[int, int]:
    """Return letter → glyph, from the table's largest part for Unicode: of format 12, or else of format 4."""
    (count,) = struct.unpack(">H", cmap[2:4])
    parts = {}
    for at in range(4, 4 + 8 * count, 8):
        platform, _kind, start = struct.unpack(">HHI", cmap[at : at + 8])
        (form,) = struct.unpack(">H", cmap[start : start + 2])
        if platform in (0, 3) and form in (4, 12):
            parts[form] = cmap[start:]
    return _of_groups(parts[12]) if 12 in parts else _of_segments(parts[4])


def _of_groups(part: bytes) -> dict[int, int]:
    (count,) = struct.unpack(">I", part[12:16])
    groups = struct.iter_unpack(">III", part[16 : 16 + 12 * count])
    return {code: glyph + code - first for first, last, glyph in groups for code in range(first, last + 1)}


def _of_segments(part: bytes) -> dict[int, int]:
    length, _language, twice = struct.unpack(">HHH", part[2:8])
    words = struct.unpack(f">{length // 2}H", part[: length // 2 * 2])
    count, found = twice // 2, {}
    ends, starts, shifts, offsets = (words[at : at + count] for at in (7, 8 + count, 8 + 2 * count, 8 + 3 * count))
    for n, (first, last, shift, offset) in enumerate(zip(starts, ends, shifts, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = words[8 + 3 * count + n + offset // 2 + code - first] if offset else code
            if glyph and (number := (glyph + shift) & 0xFFFF):
                found[code] = number
    return found


def _file(tables: dict[str, bytes]) -> bytes:
    """Return a font file of these tables, with its sums (OpenType, "Organization of an OpenType Font")."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    entries, body, start = b"", b"", 12 + 16 * count
    for name in sorted(tables):
        data = tables[name]
        padded = data + bytes(-len(data) % 4)
        entries += struct.pack(">4sIII", name.encode(), _sum(padded), start + len(body), len(data))
        body += padded
    made = head + entries + body
    at = 12 + 16 * sorted(tables).index("head")
    (place,) = struct.unpack(">I", made[at + 8 : at + 12])
    total = (0xB1B0AFBA - _sum(made)) & 0xFFFFFFFF
    return made[: place + 8] + struct.pack(">I", total) + made[place + 12 :]


def _sum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF
