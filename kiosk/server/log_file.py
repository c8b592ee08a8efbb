"""The log file: one JSON object per line in the folder's `logs/`, in UTC, rotated; never a code, a secret or a person's data.

An error is logged by its type and place, and without its text, which could quote what somebody typed.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


log = logging.getLogger("kiosk")
FOLDER = "logs"
FILE = "kiosk.jsonl"
MEGABYTES, FILES = 5, 8
SPOKEN = (sqlite3.Error, OSError)
"""Errors whose text speaks of the machine only."""


class Lines(logging.Formatter):
    """A record as one line of JSON. Line breaks and control characters are escaped by JSON itself."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname, "from": record.name, "event": record.getMessage(),
        }  # fmt: skip
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1] is not None:
            line |= told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=True)


def writer(event: str) -> Callable[[dict[str, Any]], None]:
    """Return what writes one line of an event at level INFO with its facts, without a record: there is one for each request."""
    file = next((handler for handler in logging.getLogger().handlers if isinstance(handler, Rolling)), None)

    def write(facts: dict[str, Any]) -> None:
        if file is not None:
            at = datetime.now(UTC).isoformat(timespec="milliseconds")
            file.write_line(json.dumps({"at": at, "level": "INFO", "from": log.name, "event": event} | facts))

    return write


def told(error: BaseException) -> dict[str, Any]:
    """What a log may say of an error: its type, where it was raised, and its text where that is the machine's own."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [
        f"{frame.filename.replace(chr(92), '/').rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames
    ]
    return {"error": type(error).__name__, "where": where[-8:]} | (
        {"text": str(error)} if isinstance(error, SPOKEN) else {}
    )


class Rolling(RotatingFileHandler):
    """A file that begins anew when it is full. The standard one writes each record out twice, only to learn its length."""

    def shouldRollover(self, record: logging.LogRecord) -> bool:
        """Whether the file is full."""
        return self._is_full()

    def _is_full(self) -> bool:
        return self.stream is not None and os.fstat(self.stream.fileno()).st_size >= self.maxBytes

    def write_line(self, line: str) -> None:
        """Write one line; a log that cannot be written stops nobody at the door."""
        with self.lock, suppress(OSError, ValueError):  # type: ignore[union-attr]
            if self._is_full():
                self.doRollover()
            if self.stream is None:
                self.stream = self._open()
            self.stream.write(line + self.terminator)
            self.stream.flush()


class Plain(logging.Formatter):
    """A record for the window in which the server runs: the hour, the words, no trace."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        text = f"{self.formatTime(record, '%H:%M:%S')} {record.levelname} {record.getMessage()}"
        return f"{text} {told(record.exc_info[1])}" if record.exc_info and record.exc_info[1] else text


def begin(folder: Path) -> None:
    """Log to the conference's folder, and warnings to the window as well."""
    (folder / FOLDER).mkdir(exist_ok=True)
    file = Rolling(
        folder / FOLDER / FILE, maxBytes=MEGABYTES * 1024 * 1024, backupCount=FILES, encoding="utf-8", delay=True
    )
    file.setFormatter(Lines())
    window = logging.StreamHandler()
    window.setFormatter(Plain())
    window.setLevel(logging.WARNING)
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False  # nobody reads them here
    logging.raiseExceptions = False  # a log that cannot be written stops nobody at the door
    root = logging.getLogger()
    root.handlers = [file, window]
    root.setLevel(logging.WARNING)
    log.setLevel(logging.INFO)
