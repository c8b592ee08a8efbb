"""Chunks of sound on disk: 16 kHz, mono, 16 bits, two seconds each; and any stretch of them as a WAV file.

A take is what one page records without a break. Each chunk is one file, `sound/<take>/<n>-<end>.pcm`, where `end` is when
its last sample was heard, in ms by the conference's clock. What is missing is silence of the same length.
"""

from __future__ import annotations

import re
import shutil
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from badges.refusal import Refusal
from kiosk import atomic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FOLDER = "sound"
RATE, BYTES = 16_000, 2
CHUNK_MS = 2000
CHUNK = RATE * BYTES * CHUNK_MS // 1000
LONGEST_MS = 30 * 60_000
"""Of one answer: it is made in memory."""
BACK_MS = 2000
"""A stretch is played from so long before its mark."""
TAKE = re.compile(r"[0-9a-f-]{8,36}")
NAME = re.compile(r"(\d{6})-(\d{1,15})\.pcm")
LAST = 999_999
PIECE_MS = 60_000
"""Of a longer one: so much is in memory at a time."""
STEADY = 15
"""Chunks over which the least delay is taken, as a sound card's clock is not the server's."""
STEP_MS = 20
"""A start is corrected only where it moved by more than this, so that seams are not torn by jitter."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk of a take: when it began (ms by the conference's clock) and how long it is (ms)."""

    begins: int
    length: int
    path: Path

    @property
    def ends(self) -> int:
        """Return when its last sample was heard."""
        return self.begins + self.length


def save(folder: Path, take: str, n: int, body: bytes, end: int) -> None:
    """Store chunk `n` of a take; the same number again is the same chunk. Raises `Refusal` for what is no chunk."""
    if not TAKE.fullmatch(take) or not 0 <= n <= LAST or not 0 < len(body) <= CHUNK or len(body) % BYTES:
        raise Refusal("This is no piece of a recording. Reload the page and start again.")
    place = folder / FOLDER / take
    place.mkdir(parents=True, exist_ok=True)
    if not any(place.glob(f"{n:06}-*.pcm")):
        atomic.write(place / f"{n:06}-{end}.pcm", body)


def chunks(folder: Path) -> Iterator[Chunk]:
    """Return all chunks of all takes with their beginnings."""
    for place in sorted((folder / FOLDER).glob("*")):
        yield from _take(place)


def _take(place: Path) -> Iterator[Chunk]:
    found = sorted((int(m[1]), int(m[2]), path) for path in place.iterdir() if (m := NAME.fullmatch(path.name)))
    delays: list[int] = []
    start: int | None = None
    for n, end, path in found:
        length = path.stat().st_size * 1000 // (RATE * BYTES)
        delays.append(end - length - n * CHUNK_MS)
        least = min(delays[-STEADY:])
        start = least if start is None or abs(least - start) > STEP_MS else start
        yield Chunk(start + n * CHUNK_MS, length, path)


def between(folder: Path, start: int, end: int) -> list[Chunk]:
    """Return the chunks in which something of this stretch (ms) was heard."""
    return [one for one in chunks(folder) if one.begins < end and one.ends > start]


def span(found: Sequence[Chunk]) -> tuple[int, int] | None:
    """Return from when to when (ms) there is sound, or None."""
    return (min(one.begins for one in found), max(one.ends for one in found)) if found else None


def wav(folder: Path, start: int, end: int) -> bytes:
    """Return this stretch (ms) as a WAV file. Raises `Refusal` for one that is empty, too long, or without any sound."""
    if not 0 < end - start <= LONGEST_MS:
        raise Refusal("Choose at most 30 minutes of the recording.")
    found = between(folder, start, end)
    if not found:
        raise Refusal("Nothing was recorded then.")
    out = _samples(found, start, end)
    return header(len(out)) + bytes(out)


def whole(found: Sequence[Chunk], start: int, end: int) -> Iterator[bytes]:
    """Yield a stretch of any length as a WAV file, piece by piece: head first."""
    yield header((end - start) * RATE // 1000 * BYTES)
    for at in range(start, end, PIECE_MS):
        until = min(at + PIECE_MS, end)
        yield bytes(_samples([one for one in found if one.begins < until and one.ends > at], at, until))


def _samples(found: Sequence[Chunk], start: int, end: int) -> bytearray:
    """Return the samples of a stretch, silence where no chunk is."""
    out = bytearray((end - start) * RATE // 1000 * BYTES)
    for chunk in found:
        at = (chunk.begins - start) * RATE // 1000 * BYTES
        data = chunk.path.read_bytes()
        low, high = max(0, -at), min(len(data), len(out) - at)
        if low < high:
            out[at + low : at + high] = data[low:high]
    return out


def header(size: int) -> bytes:
    """Return the head of a WAV file with so many bytes of samples."""
    parts = (b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, RATE, RATE * BYTES, BYTES, 8 * BYTES, b"data", size)
    return struct.pack("<4sI4s4sIHHIIHH4sI", *parts)


def stored_since(folder: Path, mark: int, most: int = 500) -> list[tuple[int, str]]:
    """Return (mark, name below the folder of sound) of chunks stored at `mark` or later, the oldest first."""
    found = [(path.stat().st_mtime_ns, f"{path.parent.name}/{path.name}") for path in (folder / FOLDER).glob("*/*.pcm")]
    return sorted(one for one in found if one[0] >= mark and is_chunk(one[1]))[:most]


def any_stored(folder: Path) -> bool:
    """Return whether there is any sound."""
    return any((folder / FOLDER).glob("*/*.pcm"))


def is_chunk(name: str) -> bool:
    """Return whether a name below the folder of sound is that of a chunk, and leads nowhere else."""
    take, _, file = name.partition("/")
    return bool(TAKE.fullmatch(take) and NAME.fullmatch(file))


def erase(folder: Path) -> None:
    """Remove all sound."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
