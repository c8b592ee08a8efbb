"""What was made of the tables, kept until they change: each table's newest log row, and values by name.

A picture is drawn after every change, and most of what it is drawn from did not change. Nothing here outlives the process
or is read inside a transaction, whose rows may yet be taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")


class Versions:
    """Table → the row of the log up to which it changed, and values that were made since."""

    def __init__(self) -> None:
        self._base = self.newest = 0
        """`newest`: the newest log row on disk; the database's `seq` runs ahead of it inside a transaction."""
        self._changed: dict[str, int] = {}
        self._made: dict[str, tuple[int, Any]] = {}

    def begin(self, seq: int) -> None:
        """Begin anew at this row of the log: whatever was made before may speak of another file."""
        self._base = self.newest = seq
        self._changed.clear()
        self._made.clear()

    def note(self, tables: Iterable[str], seq: int) -> None:
        """Note that these tables changed, up to this row of the log, which is on disk."""
        self.newest = seq
        self._changed.update(dict.fromkeys(tables, seq))

    def of(self, tables: Iterable[str]) -> int:
        """Return the number of the newest log row that changed one of the tables; never less than where the process began."""
        return max((self._changed.get(table, 0) for table in tables), default=0) or self._base

    def recall(self, name: str) -> tuple[int, Any] | None:
        """Return what was kept under a name, and for which version; None where nothing is."""
        return self._made.get(name)

    def keep(self, name: str, version: int, value: T) -> T:
        """Keep a value for a version."""
        self._made[name] = version, value
        return value
