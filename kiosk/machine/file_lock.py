"""A lock on a folder that ends with its process, however that ends: one server, or one restore, at a time.

It lies in a file of its own. POSIX drops a process's locks on a file as soon as the process closes any descriptor of
that file, so that a server that reads its own database file would lose SQLite's.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE = "kiosk.lock"


class Held(Exception):
    """Another process holds the lock."""


class FolderLock:
    """The lock of a folder, from `take` until `release` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._file = -1

    def take(self) -> FolderLock:
        """Take it without waiting; return self. Raises `Held`, or OSError where the place does not allow the file."""
        file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        os.set_inheritable(file, False)
        try:
            _lock(file)
        except OSError as error:
            os.close(file)
            raise Held(str(self.path)) from error
        self._file = file
        return self

    def release(self) -> None:
        """Give it back. The file stays: to remove it would let two processes lock two files of one name."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> FolderLock:
        return self if self._file >= 0 else self.take()

    def __exit__(self, *_exception: object) -> None:
        self.release()


def _lock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
