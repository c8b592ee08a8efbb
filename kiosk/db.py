"""The database of one conference: one file, one connection, one writer; and the log from which it can be rebuilt.

A write is one transaction of one operation (`perform`): the operation's answer, a log row and the state row go to disk
together or not at all, and a repeat of the operation gets the stored answer. The file is opened exclusively with
`synchronous=FULL`, so that what was answered is on disk (trust.md R1-R3).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from badges.refusal import Refusal, Stale
from kiosk.schema import JOURNALED, migrations
from kiosk.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from badges.store import Row

FILE = "kiosk.db"


class Busy(Refusal):
    """Another process has the conference open."""

    status = 503


class Db(Database):
    """A `sqlite_utils.Database` that is written through `perform` only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._puts: dict[tuple[str, tuple[str, ...]], str] = {}
        self._lock = threading.RLock()
        self._touched: set[str] = set()
        self.listeners: list[Callable[[set[str]], None]] = []
        """Called after each commit with the tables that changed."""
        self.seq = 0
        self.chain = ""

    def catch_up(self) -> None:
        """Read where the log ends."""
        row = self.conn.execute("select seq, chain from event order by seq desc limit 1").fetchone()
        self.seq, self.chain = row or (0, "")

    def query(self, sql: str, params: Any = None) -> Iterator[Row]:  # type: ignore[override]
        """All rows of an answer, read to the end at once, so that no cursor stays open across a write."""
        with self._lock:
            cursor = self.conn.execute(sql, params or ())
            rows = cursor.fetchall()
        names = [column[0] for column in cursor.description or ()]
        return iter([dict(zip(names, values, strict=True)) for values in rows])

    @contextmanager
    def writing(self, at: str, *, device: str = "", by: str = "", op: str = "") -> Iterator[Writing]:
        """One transaction, locked from its first statement (sqlite-utils' own begins unlocked)."""
        with self._lock:
            self.conn.execute("BEGIN IMMEDIATE")
            kept = self.seq, self.chain
            self._touched = set()
            try:
                yield Writing(self, at, device, by, op)
                self.conn.execute("COMMIT")
            except BaseException:
                self.seq, self.chain = kept
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")
                raise
            touched = self._touched
        if touched:
            for listener in self.listeners:
                listener(touched)

    def perform(
        self,
        op: str,
        kind: str,
        body: Any,
        action: Callable[[Writing], Row],
        *,
        at: str,
        device: str = "",
        by: str = "",
    ) -> tuple[Row, bool]:
        """Do an operation once. Returns its answer and whether it is a repeat.

        `op` is the id the client made, `body` what it sent: the same id with another body raises `Stale` (409).
        An action that raises leaves nothing behind, and the same id may be tried again.
        """
        digest = _sha(canonical([kind, body]))
        with self.writing(at, device=device, by=by, op=op) as writing:
            known = next(self.query("select digest, answer from operation where id = ?", (op,)), None)
            if known:
                if known["digest"] != digest:
                    raise Stale("This id was already used for something else. Reload the page and try again.")
                return json.loads(known["answer"]), True
            answer = action(writing)
            self.conn.execute(
                "insert into operation(id, kind, digest, answer, seq) values (?, ?, ?, ?, ?)",
                (op, kind, digest, canonical(answer), self.seq),
            )
        return answer, False

    def upsert(self, table: str, row: Row) -> None:
        """Store a whole row under its key; any other unique rule that it breaks raises IntegrityError."""
        self.conn.execute(self._put_sql(table, tuple(row)), tuple(row.values()))

    def _put_sql(self, table: str, columns: tuple[str, ...]) -> str:
        sql = self._puts.get((table, columns))
        if sql is None:
            key = JOURNALED[table]
            sets = ", ".join(f"{c} = excluded.{c}" for c in columns if c != key)
            sql = (
                f"insert into {table}({', '.join(columns)}) values ({', '.join('?' * len(columns))})"  # noqa: S608
                f" on conflict({key}) do update set {sets}"
            )
            self._puts[table, columns] = sql
        return sql


@dataclass
class Writing:
    """One open transaction (`badges.store.Writing`)."""

    db: Db
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

    def put_all(self, kind: str, table: str, rows: Iterable[Row]) -> int:
        """Store and log many rows."""
        for row in rows:
            self.put(kind, table, row)
        return self.db.seq

    def drop(self, kind: str, table: str, key: str | int) -> int:
        """Remove a row from the state and log that."""
        self.db.conn.execute(f"delete from {table} where {JOURNALED[table]} = ?", (key,))  # noqa: S608
        return self._log(kind, table, key, "")

    def _log(self, kind: str, table: str, key: str | int, row: str) -> int:
        db = self.db
        seq = db.seq + 1
        digest = _sha(canonical([seq, self.at, kind, table, str(key), row, self.device, self.op]))
        chain = _sha(db.chain + digest)
        db.conn.execute(
            "insert into event(seq, at, kind, tab, key, row, device, op, digest, chain) values (?,?,?,?,?,?,?,?,?,?)",
            (seq, self.at, kind, table, str(key), row, self.device, self.op, digest, chain),
        )
        db.seq, db.chain = seq, chain
        db._touched.add(table)
        return seq


def canonical(value: Any) -> str:
    """JSON in one form only, to be stored and to be hashed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def connect(path: Path) -> Db:
    """Open a conference's database for writing, alone. Raises `Busy` when another process has it open."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0.2, check_same_thread=False)
    try:
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        connection.close()
        if "locked" in str(error):
            raise Busy(_("The conference in {place} is open in another program.").format(place=path.parent)) from error
        raise
    return _ready(connection)


def memory() -> Db:
    """An empty database in memory, for rebuilding and for tests."""
    return _ready(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))


def reading(path: Path) -> Db:
    """Open a backup copy for reading only."""
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    db = Db(sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False))
    db.catch_up()
    return db


def _ready(connection: sqlite3.Connection) -> Db:
    db = Db(connection)
    migrations.apply(db)
    db.catch_up()
    return db
