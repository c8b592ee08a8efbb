"""One open transaction as the nouns see it (`badges.ports.Writing`): each row goes into the state and into the hash-chained log."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from kiosk.storage.journaled import JOURNALED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from badges.ports import Row


class Log(Protocol):
    """What a transaction needs of a database (`kiosk.storage.database.Db`): `seq` and `chain` say where its log ends."""

    conn: sqlite3.Connection
    seq: int
    chain: str
    touched: set[str]

    def query(self, sql: str, params: Any = None) -> Iterator[Row]:
        """All rows that the question finds."""

    def upsert(self, table: str, row: Row) -> None:
        """Store a whole row under its key."""


@dataclass
class Writing:
    """One open transaction (`badges.ports.Writing`)."""

    db: Log
    at: str
    device: str
    by: str
    op: str

    def query(self, sql: str, params: Any = None) -> Iterator[Row]:
        """All rows that the question finds."""
        return self.db.query(sql, params)

    def put(self, kind: str, table: str, row: Row) -> int:
        """Store the row and log it."""
        self.db.upsert(table, row)
        return self._log(kind, table, row[JOURNALED[table]], canonical(row))

    def drop(self, kind: str, table: str, key: str | int) -> int:
        """Remove a row from the state and log that."""
        self.db.conn.execute(f"delete from {table} where {JOURNALED[table]} = ?", (key,))  # noqa: S608
        return self._log(kind, table, key, "")

    def _log(self, kind: str, table: str, key: str | int, row: str) -> int:
        db = self.db
        seq = db.seq + 1
        digest = sha(canonical([seq, self.at, kind, table, str(key), row, self.device, self.op]))
        chain = sha(db.chain + digest)
        db.conn.execute(
            "insert into event(seq, at, kind, tab, key, row, device, op, digest, chain) values (?,?,?,?,?,?,?,?,?,?)",
            (seq, self.at, kind, table, str(key), row, self.device, self.op, digest, chain),
        )
        db.seq, db.chain = seq, chain
        db.touched.add(table)
        return seq


def canonical(value: Any) -> str:
    """JSON in one form only, to be stored and to be hashed."""
    return msgspec.json.encode(value, order="sorted").decode()


def sha(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
