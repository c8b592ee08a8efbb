"""The hall's sound in the second place: each chunk once. The database's copies are `kiosk.recovery.backup`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk import atomic
from kiosk.recording import chunks

if TYPE_CHECKING:
    from pathlib import Path


def carry(folder: Path, place: Path, mark: int = 0) -> int:
    """Copy the chunks stored at `mark` or later into a place. Returns the mark to go on from."""
    for stored, name in chunks.stored_since(folder, mark):
        there = place / chunks.FOLDER / name
        if not there.exists():
            there.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            atomic.write(there, (folder / chunks.FOLDER / name).read_bytes())
        mark = stored
    return mark


def erase(place: Path) -> None:
    """Remove the sound from a place."""
    chunks.erase(place)
