"""The stall watch: says when nobody was answered for a time, and in which route.

All of the server shares one thread, so work that does not end holds everybody up. A thread of the system, which gevent
does not schedule, looks whether the event loop still turns. It writes its line itself: while the loop stands still,
nothing else in the process can.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from gevent.monkey import get_original

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

STALL_SECONDS = 2.0
LOOK_SECONDS = 0.25
AGAIN_SECONDS = 10.0
"""A stall that lasts is told again after so long, and then after twice as long each time."""
BUSY_SHARE = 0.3
"""Where the watch itself was late, the process must have used so much of the time: else the whole machine slept."""
MOST_KEPT = 20
log = logging.getLogger("kiosk")


@dataclass(frozen=True, slots=True)
class Stall:
    """Nobody was answered for so many seconds. `route` as it is written in the code, "" outside of any."""

    at: str
    seconds: float
    route: str
    where: tuple[str, ...]


class StallWatch:
    """Watches the thread that makes it. `beat` says that its event loop turns; `file` takes the lines."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self.stalls: list[Stall] = []
        """The last ones, for the doctor."""
        self._thread = get_original("threading", "get_ident")()
        self._beat = time.monotonic()
        self._ended = False

    def beat(self) -> None:
        """Say that the loop turns."""
        self._beat = time.monotonic()

    def start(self) -> None:
        """Begin to watch, in a thread of the system."""
        self.beat()
        get_original("_thread", "start_new_thread")(self._run, ())

    def stop(self) -> None:
        """End with the next look."""
        self._ended = True

    def _run(self) -> None:
        sleep, next_at = get_original("time", "sleep"), STALL_SECONDS
        looked, used = time.monotonic(), time.process_time()
        while not self._ended:
            sleep(LOOK_SECONDS)
            now, spent = time.monotonic(), time.process_time()
            slept = now - looked > STALL_SECONDS and spent - used < BUSY_SHARE * (now - looked)
            looked, used = now, spent
            if slept:  # a lid that was closed, a process that was stopped: no route's doing
                self._beat = now
            standing = now - self._beat
            if standing < STALL_SECONDS:
                next_at = STALL_SECONDS
            elif standing >= next_at:
                next_at = max(AGAIN_SECONDS, 2 * standing)
                with suppress(Exception):  # the watch must never end what it watches
                    self._tell(standing)

    def _tell(self, seconds: float) -> None:
        frame = sys._current_frames().get(self._thread)
        stall = Stall(
            datetime.now(UTC).isoformat(timespec="milliseconds"), round(seconds, 1), route(frame), where(frame)
        )
        self.stalls = [*self.stalls, stall][-MOST_KEPT:]
        facts = {"seconds": stall.seconds, "route": stall.route, "where": list(stall.where)}
        line = {"at": stall.at, "level": "ERROR", "from": "kiosk", "event": "nobody was answered", **facts}
        os.write(2, f"nobody was answered for {stall.seconds} s, in {stall.route or 'no route'}\n".encode())
        if self.file is not None:
            handle = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, json.dumps(line).encode() + b"\n")
            finally:
                os.close(handle)


def route(frame: FrameType | None) -> str:
    """Return the route that a frame is in, by Flask's own call above it; its path is never told."""
    while frame is not None:
        if frame.f_code.co_name == "wsgi_app":
            context: Any = frame.f_locals.get("ctx")
            rule = getattr(getattr(context, "request", None), "url_rule", None)
            return str(rule.rule) if rule is not None else ""
        frame = frame.f_back
    return ""


def where(frame: FrameType | None) -> tuple[str, ...]:
    """Return file, line and function of the innermost calls."""
    found = traceback.extract_stack(frame)[-6:] if frame is not None else []
    return tuple(f"{one.filename.replace(chr(92), '/').rpartition('/')[2]}:{one.lineno} {one.name}" for one in found)


def keep_beating(watch: StallWatch) -> None:
    """For ever: say that the loop turns. Runs as a greenlet of the watched thread."""
    while True:
        watch.beat()
        time.sleep(LOOK_SECONDS)
