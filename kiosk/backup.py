"""Backups: whole copies of the open database, made by SQLite itself while it is written, rotated in the folder."""

from __future__ import annotations

import os
import sqlite3
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.day import Day

FOLDER = "backups"
EVERY_SECONDS = 10.0
KEEP = 30


def make(day: Day) -> Path:
    """Copy the database as it is now; returns the copy. A copy is complete under its name or not there at all."""
    folder = day.folder / FOLDER
    folder.mkdir(exist_ok=True)
    path = folder / f"{day.db.seq:012d}.db"
    part = path.with_suffix(".part")
    target = sqlite3.connect(part)
    try:
        day.db.conn.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    finally:
        target.close()
    with part.open("r+b") as file:
        os.fsync(file.fileno())
    part.replace(path)
    for old in copies(day.folder)[KEEP:]:
        old.unlink(missing_ok=True)
    return path


def copies(folder: Path) -> list[Path]:
    """All copies of a conference, the newest first."""
    return sorted((folder / FOLDER).glob("*.db"), reverse=True)


def newest(folder: Path) -> tuple[Path, float] | None:
    """The newest copy and its age in seconds."""
    found = copies(folder)
    return (found[0], max(0.0, time.time() - found[0].stat().st_mtime)) if found else None


def run(day: Day) -> None:
    """For ever: a copy at once, then every ten seconds in which something changed."""
    done = -1
    while True:
        if day.db.seq != done:
            done = day.db.seq
            make(day)
        time.sleep(EVERY_SECONDS)
