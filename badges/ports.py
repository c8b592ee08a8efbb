"""What the nouns of the day need from the database they are handed: rows to read, and one way to write.

The lower packages name these shapes only; `kiosk.storage.database` fulfils them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, Any]


class Store(Protocol):
    """A database that can be asked in SQL. Rows are dictionaries by column name."""

    def query(self, sql: str, params: Any = None) -> Iterator[Row]:
        """All rows that the question finds."""


class Writing(Protocol):
    """One transaction of one operation. Everything put becomes one log row and the state itself, or nothing does."""

    at: str
    """Time of the operation, UTC, ISO 8601 with milliseconds and Z."""
    device: str
    """Id of the device that does it; empty for the command line."""
    by: str
    """The device's name as people call it, for instance "Bàn 1"."""

    def query(self, sql: str, params: Any = None) -> Iterator[Row]:
        """All rows that the question finds, this transaction's own changes included."""

    def put(self, kind: str, table: str, row: Row) -> int:
        """Store the whole row under its key and log it as `kind`. Returns the log's sequence number."""

    def drop(self, kind: str, table: str, key: str | int) -> int:
        """Remove a row from the state (never from the log). Returns the log's sequence number."""


def first(rows: Iterator[Row]) -> Row | None:
    """The first row of an answer, or None."""
    return next(iter(rows), None)


def row_of(noun: Any) -> Row:
    """Return a flat dataclass as a row: what `dataclasses.asdict` gives, without a deep copy of each value."""
    return {name: getattr(noun, name) for name in noun.__dataclass_fields__}
