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
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "sound"
RATE, BYTES = 16_000, 2
CHUNK_MS = 2000
CHUNK = RATE * BYTES * CHUNK_MS // 1000
LONGEST_MS = 30 * 60_000
"""Of one answer: it is made in memory."""
TAKE = re.compile(r"[0-9a-f-]{8,36}")
NAME = re.compile(r"(\d{6})-(\d{1,15})\.pcm")
LAST = 999_999
STEADY = 15
"""Chunks over which the least delay is taken, as a sound card's clock is not the server's."""
STEP_MS = 20
"""A start is corrected only where it moved by more than this, so that seams are not torn by jitter."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk of a take, and when it began (ms by the conference's clock)."""

    begins: int
    path: Path


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
        delays.append(end - path.stat().st_size * 1000 // (RATE * BYTES) - n * CHUNK_MS)
        least = min(delays[-STEADY:])
        start = least if start is None or abs(least - start) > STEP_MS else start
        yield Chunk(start + n * CHUNK_MS, path)


def wav(folder: Path, start: int, end: int) -> bytes:
    """Return this stretch (ms) as a WAV file. Raises `Refusal` for one that is empty, too long, or without any sound."""
    if not 0 < end - start <= LONGEST_MS:
        raise Refusal("Choose at most 30 minutes of the recording.")
    out = bytearray((end - start) * RATE // 1000 * BYTES)
    heard = False
    for chunk in chunks(folder):
        at = (chunk.begins - start) * RATE // 1000 * BYTES
        if at >= len(out) or at + CHUNK <= 0:
            continue
        data = chunk.path.read_bytes()
        low, high = max(0, -at), min(len(data), len(out) - at)
        if low < high:
            out[at + low : at + high] = data[low:high]
            heard = True
    if not heard:
        raise Refusal("Nothing was recorded then.")
    return header(len(out)) + bytes(out)


def header(size: int) -> bytes:
    """Return the head of a WAV file with so many bytes of samples."""
    parts = (b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, RATE, RATE * BYTES, BYTES, 8 * BYTES, b"data", size)
    return struct.pack("<4sI4s4sIHHIIHH4sI", *parts)


def erase(folder: Path) -> None:
    """Remove all sound."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
