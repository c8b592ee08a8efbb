"""Housekeeping of a running server: its clock is watched, the write-ahead log is carried over while nothing happens,
and a server whose supervisor is gone ends in good order.
"""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from badges.refusal import Refusal
from kiosk.conference.incidents import incident
from kiosk.recovery import run_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.conference.conference import Conference

EVERY_SECONDS = 1.0
JUMP_SECONDS = 2.0
IDLE_SECONDS = 5.0


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


def run(conference: Conference, stop: Callable[[], object], parent: int = 0) -> None:
    """For ever, once a second."""
    watch, idle = Watch(wall(), time.monotonic()), Idle(conference.db.seq, time.monotonic())
    born = run_file.born(parent)
    while True:
        time.sleep(EVERY_SECONDS)
        if jumped := watch.jump(wall(), time.monotonic()):
            with suppress(Refusal):
                incident(conference, "clock_jump", f"{jumped:+.1f} s")
        if idle.due(conference.db.seq, time.monotonic()):
            conference.db.checkpoint()
        if parent and run_file.born(parent) != born:
            stop()
            return
