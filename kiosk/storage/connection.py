"""The file below the database: opened by one process alone, with everything on disk before it is answered; and its faults.

A full or failing disk is a refusal with a sentence (503) and not a crash: nothing was answered, the devices keep what
they sent and send it again, and the next write that succeeds ends it. No restart is needed (trust.md F13, F14).
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from badges.refusal import Refusal
from kiosk.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

PRAGMAS = {"locking_mode": ("EXCLUSIVE", "exclusive"), "journal_mode": ("WAL", "wal"), "synchronous": ("FULL", None)}
"""What is asked for, and what SQLite must answer (trust.md R2)."""

FULL = 13
BROKEN = frozenset({10, 14, 26, 8, 11})
"""SQLite's primary codes IOERR, CANTOPEN, NOTADB, READONLY, CORRUPT: the connection is made anew."""


class Busy(Refusal):
    """Another process has the conference open."""

    status = 503


class CannotSave(Refusal):
    """The disk is full or failing. Nothing was answered as done."""

    status = 503


class Newer(Refusal):
    """The file was written by a newer version of the program."""


def open_alone(path: Path) -> sqlite3.Connection:
    """Open the file for this process alone. Raises `Busy`, or `CannotSave` where the place does not allow it."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0.2, check_same_thread=False)
    try:
        for name, (value, expected) in PRAGMAS.items():
            answer = connection.execute(f"PRAGMA {name}={value}").fetchone()
            if expected and answer != (expected,):
                raise CannotSave(
                    _("{place} cannot hold a conference: choose a folder on this computer's own disk.").format(
                        place=path.parent
                    )
                )
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _sentence(path, error) from error
    except Refusal:
        connection.close()
        raise
    return connection


def _sentence(path: Path, error: sqlite3.Error) -> Exception:
    if "locked" in str(error):
        return Busy(_("The conference in {place} is open in another program.").format(place=path.parent))
    if code(error) in {11, 26}:
        return CannotSave(
            _("{file} is damaged. Put back the newest copy: kiosk --conference {place} restore").format(
                file=path.name, place=path.parent
            )
        )
    return cannot_save() if is_fault(error) else error


def code(error: BaseException) -> int:
    """SQLite's primary code of an error, 0 where it has none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def is_fault(error: BaseException) -> bool:
    """Whether the disk is at fault, and not a statement."""
    return isinstance(error, sqlite3.Error) and code(error) in BROKEN | {FULL}


def needs_reopening(error: BaseException) -> bool:
    """Whether what the connection holds in memory can no longer be trusted. A full disk does no such harm."""
    return is_fault(error) and code(error) != FULL


def cannot_save() -> CannotSave:
    """What a person reads while the disk is full or failing."""
    return CannotSave(
        "The server cannot save just now: its disk is full or failing. This was not done: tell the office, then try again."
    )
