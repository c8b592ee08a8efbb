"""Notices when the database's files are removed or replaced below the open connection.

An open file goes on living without its name: everything seems to be saved and nobody will ever find it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class FileWatch:
    """Compares the files under a database's name with those that were there before."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.missing = ""
        """The name of the first file that was removed or replaced; stays until the next start."""
        self._seen: dict[str, tuple[int, int]] = {}
        """Name → device and inode."""

    def look(self) -> str:
        """Return the name of the file that was removed or replaced since the first look, or ""."""
        if self.path is None or self.missing:
            return self.missing
        for path in (self.path, self.path.with_name(f"{self.path.name}-wal")):
            try:
                found = path.stat()
            except FileNotFoundError:
                if path.name in self._seen:
                    self.missing = path.name
                continue
            except OSError:  # a place that cannot be looked at just now: the next write tells
                continue
            if self._seen.setdefault(path.name, (found.st_dev, found.st_ino)) != (found.st_dev, found.st_ino):
                self.missing = path.name
        return self.missing

    def begin_anew(self) -> None:
        """Forget what was there: the connection was made anew."""
        self._seen.clear()
