"""Housekeeping of a running server: its clock is watched, the write-ahead log is carried over while nothing happens,
and a server whose supervisor is gone ends in good order.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from badges.refusal import Refusal
from kiosk.conference.incidents import incident
from kiosk.recovery import backup, run_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.conference.conference import Conference

EVERY_SECONDS = 1.0
JUMP_SECONDS = 2.0
IDLE_SECONDS = 5.0
log = logging.getLogger("kiosk")


class Watch:
    """Compares the wall's clock with the one that never jumps (trust.md F19)."""

    def __init__(self, wall: float, steady: float) -> None:
        self.ahead = wall - steady

    def jump(self, wall: float, steady: float) -> float:
        """Seconds by which the wall's clock jumped since it was last asked; 0 where it only ran."""
        jumped = wall - steady - self.ahead
        if abs(jumped) <= JUMP_SECONDS:
            return 0.0
        self.ahead += jumped
        return jumped


class Idle:
    """Carries the write-ahead log over once, after nothing was written for a while."""

    def __init__(self, seq: int, now: float) -> None:
        self.seq, self.since, self.done = seq, now, seq

    def due(self, seq: int, now: float) -> bool:
        """Whether this is the moment."""
        if seq != self.seq:
            self.seq, self.since = seq, now
        if seq == self.done or now - self.since < IDLE_SECONDS:
            return False
        self.done = seq
        return True


def wall() -> float:
    """The machine's own clock, in seconds since 1970."""
    return datetime.now(UTC).timestamp()


class Misplaced:
    """Looks whether the database's files are still where they were; if not, copies everything once a second."""

    def __init__(self) -> None:
        self.copied = -1

    def look(self, conference: Conference, copy: Callable[[Conference], object]) -> None:
        """Look, warn once, and copy what was written since the last look."""
        missing = conference.db.files.look()
        if not missing:
            return
        if conference.warning is None:
            log.error("the database was removed or replaced: %s", missing)
            conference.warn(
                Refusal(
                    "The database was removed or replaced while the server runs ({file}). Go on working: everything is "
                    "copied at once. In the next break stop the server, put the newest copy back (kiosk restore) and start "
                    "it again.",
                    file=missing,
                )
            )
            with suppress(Refusal):
                incident(conference, "misplaced", missing)
        if self.copied != conference.db.seq:
            seq = conference.db.seq
            with suppress(OSError, sqlite3.Error, Refusal):
                copy(conference)
                self.copied = seq


def run(conference: Conference, stop: Callable[[], object], parent: int = 0) -> None:
    """For ever, once a second."""
    misplaced = Misplaced()
    watch, idle = Watch(wall(), time.monotonic()), Idle(conference.db.seq, time.monotonic())
    born = run_file.born(parent)
    while True:
        time.sleep(EVERY_SECONDS)
        if jumped := watch.jump(wall(), time.monotonic()):
            with suppress(Refusal):
                incident(conference, "clock_jump", f"{jumped:+.1f} s")
        misplaced.look(conference, backup.make)
        if idle.due(conference.db.seq, time.monotonic()):
            conference.db.checkpoint()
        if parent and run_file.born(parent) != born:
            stop()
            return
