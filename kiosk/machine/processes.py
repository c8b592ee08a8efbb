"""Processes: which one it is, beyond doubt, also after its number was used again or the clock was set."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import psutil

PROC = Path("/proc")
PROC_SYSTEM = sys.platform.startswith("linux")
STARTED = 19
"""Field 22 of /proc/<pid>/stat (proc(5)), counted behind the command's closing parenthesis: ticks since the boot."""


def identity(pid: int, proc: Path = PROC) -> int:
    """Return a mark of the process that has this number now: the moment of its start; 0 where there is none.

    On Linux it counts from the boot. psutil's `create_time` adds the boot's wall-clock time, which moves when the clock
    is set, so that a living process would look like another one. Windows and macOS store the moment of the start itself.
    """
    if pid <= 0:
        return 0
    if PROC_SYSTEM:
        try:
            stat = (proc / str(pid) / "stat").read_bytes()
        except OSError:
            return 0
        fields = stat.rpartition(b")")[2].split()
        return 0 if fields[0] in (b"Z", b"X") else int(fields[STARTED])
    try:
        return int(psutil.Process(pid).create_time())
    except psutil.Error:
        return 0


def is_alive(pid: int, mark: int) -> bool:
    """Return True while the process that had this number and mark lives."""
    return pid > 0 and mark != 0 and identity(pid) == mark


def send(pid: int, mark: int, number: int) -> None:
    """Send a signal to the process that had this number and mark, if it lives. POSIX only."""
    if is_alive(pid, mark):
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def kill(pid: int, mark: int) -> None:
    """End such a process without a word. POSIX only."""
    send(pid, mark, signal.SIGKILL)


def python(*words: str) -> list[str]:
    """Return the command of a child that runs this program's own modules, whatever lies in the current folder.

    `python -m` puts the current folder first in the search path: a folder with a `badges.py`, a `live.py` or a
    `kiosk.py` would run that file instead. -P (safe path) leaves it out.
    """
    return [sys.executable, "-P", *words]


def own() -> tuple[int, int]:
    """Return this process's number and mark."""
    return os.getpid(), identity(os.getpid())
