"""The database of one conference: one file, one connection, one writer; and the log from which it can be rebuilt.

An operation (`perform`) is one transaction, or one savepoint of a transaction that it shares with others that wait at the
same moment (`kiosk.storage.group`): its answer, its log rows and its state rows go to disk together or not at all, and a
repeat of the operation gets the stored answer. The file is opened exclusively with `synchronous=FULL`, so that what was
answered is on disk (trust.md R1-R3).
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from badges.refusal import Refusal, Stale
from kiosk.i18n import _
from kiosk.storage import connection as storage
from kiosk.storage.connection import Busy, CannotSave, Newer
from kiosk.storage.file_watch import FileWatch
from kiosk.storage.group import Pending, run_group
from kiosk.storage.schema import JOURNALED, migrations
from kiosk.storage.versions import Versions
from kiosk.storage.writing import Writing, canonical, sha

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from badges.ports import Row

FILE = "kiosk.db"
COPIES = "backups"
log = logging.getLogger("kiosk")
__all__ = ["FILE", "Busy", "CannotSave", "Db", "Newer", "Writing", "canonical", "connect", "memory", "reading"]


class Db(Database):
    """A `sqlite_utils.Database` that is written through `perform` only."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None = None) -> None:
        super().__init__(connection)
        self.path = path
        self.trouble = ""
        """What the disk answered, from its first fault until the next write that succeeds."""
        self.files = FileWatch(path)
        self._broken = False
        self._puts: dict[tuple[str, tuple[str, ...]], str] = {}
        self._lock = threading.RLock()
        self.touched: set[str] = set()
        self._waiting: list[Pending] = []
        self.listeners: list[Callable[[set[str]], None]] = []
        """Called after each commit with the tables that changed."""
        self.seq = 0
        self.chain = ""
        self.versions = Versions()

    def catch_up(self) -> None:
        """Read where the log ends."""
        row = self.conn.execute("select seq, chain from event order by seq desc limit 1").fetchone()
        self.seq, self.chain = row or (0, "")
        self.versions.begin(self.seq)

    def query(self, sql: str, params: Any = None) -> Iterator[Row]:  # type: ignore[override]
        """All rows of an answer, read to the end at once, so that no cursor stays open across a write."""
        with self._lock:
            self._mend()
            try:
                cursor = self.conn.execute(sql, params or ())
                rows = cursor.fetchall()
            except OverflowError:  # a number that SQLite cannot hold stands in no row
                return iter(())
            except sqlite3.Error as error:
                if not self.conn.in_transaction:
                    self._fail(error)
                raise
        names = [column[0] for column in cursor.description or ()]
        return iter([dict(zip(names, values, strict=True)) for values in rows])

    @contextmanager
    def writing(self, at: str, *, device: str = "", by: str = "", op: str = "") -> Iterator[Writing]:
        """One transaction of one writer. Raises `CannotSave` where the disk is full or fails."""
        with self.transaction():
            yield Writing(self, at, device, by, op)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction, locked from its first statement (sqlite-utils' own begins unlocked).

        Raises `CannotSave` where the disk is full or fails; then nothing was answered as done.
        """
        with self._lock:
            self._mend()
            kept = self.seq, self.chain
            self.touched = set()
            try:
                self.conn.execute("BEGIN IMMEDIATE")
                yield
                self.conn.execute("COMMIT")
                self.versions.note(self.touched, self.seq)
            except BaseException as error:
                self.seq, self.chain = kept
                with suppress(sqlite3.Error):
                    if self.conn.in_transaction:
                        self.conn.execute("ROLLBACK")
                self._fail(error)
                raise
            self.trouble = ""
            touched = self.touched
        if touched:
            for listener in self.listeners:
                listener(touched)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of the open transaction that is taken back by itself where it raises."""
        kept = self.seq, self.chain, set(self.touched)
        self.conn.execute("SAVEPOINT part")
        try:
            yield
        except Exception as error:
            if not self.is_lost(error):
                self.conn.execute("ROLLBACK TO part")
                self.conn.execute("RELEASE part")
            self.seq, self.chain, self.touched = kept
            raise
        self.conn.execute("RELEASE part")

    def is_lost(self, error: BaseException) -> bool:
        """Return True for an error that ends the whole transaction: of the disk, or SQLite has rolled back by itself."""
        return storage.is_fault(error) or not self.conn.in_transaction

    def _fail(self, error: BaseException) -> None:
        """Where the disk is at fault, say so in a refusal; the connection is made anew before it is used again."""
        if not storage.is_fault(error):
            return
        if not self.trouble:  # once, not with every try: the log lies on the same disk
            log.error("the disk is full or failing: %s", error)
        self.trouble = str(error)
        self._broken = storage.needs_reopening(error) and self.path is not None
        raise storage.cannot_save() from error

    def _mend(self) -> None:
        """Make a broken connection anew. What it had in memory is forgotten, what is on disk counts."""
        if not self._broken or self.path is None:
            return
        with suppress(sqlite3.Error):
            self.conn.close()
        try:
            self.conn = storage.open_alone(self.path)
            self.files.begin_anew()
            self.catch_up()
        except (sqlite3.Error, Refusal) as error:
            raise storage.cannot_save() from error
        self._broken = False

    def was_done(self, op: str) -> bool:
        """Return whether an operation of this id has its answer already."""
        return next(self.query("select 1 from operation where id = ?", (op,)), None) is not None

    def remember(self, name: str, value: str) -> None:
        """Keep a fact about the file itself. It is no part of the day and not in the log."""
        with self._lock:
            self.conn.execute(
                "insert into meta values (?, ?) on conflict(name) do update set value = excluded.value", (name, value)
            )

    def remembered(self, name: str) -> str:
        """A fact about the file itself, or empty."""
        return next((row["value"] for row in self.query("select value from meta where name = ?", (name,))), "")

    def copy_to(self, target: sqlite3.Connection) -> int:
        """Copy everything as it is now by SQLite's own backup; returns the number of the last log row in it."""
        with self._lock:
            self._mend()
            self.conn.backup(target)
            return self.seq

    def checkpoint(self) -> None:
        """Carry the write-ahead log into the file. A fault of the disk here loses nothing: the log stays."""
        with self._lock, suppress(sqlite3.Error):
            self.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")

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
        shared: bool = False,
    ) -> tuple[Row, bool]:
        """Do an operation once. Returns its answer and whether it is a repeat, after the commit.

        `op` is the id the client made, `body` what it sent: the same id with another body raises `Stale` (409).
        An action that raises leaves nothing behind, and the same id may be tried again. `shared`: others that wait at this
        moment may go into the same commit; the action then reads all that it decides by inside its transaction.
        """
        digest, writing = sha(canonical([kind, body])), Writing(self, at, device, by, op)

        def run() -> tuple[Row, bool]:
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

        if shared:
            return self._perform_shared(Pending(run))
        with self.transaction():
            return run()

    def _perform_shared(self, mine: Pending) -> tuple[Row, bool]:
        """Wait for others that are as far at this moment; the first one commits for all."""
        self._waiting.append(mine)
        time.sleep(0)  # the other requests that have arrived come as far as this
        with self._lock:
            if not mine.done:
                group, self._waiting = self._waiting, []
                run_group(self, group)
        return mine.answer()

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


def connect(path: Path) -> Db:
    """Open a conference's database for writing, alone. Raises `Busy`, `Newer`, or `CannotSave`."""
    connection = storage.open_alone(path)
    try:
        return _ready(connection, path)
    except BaseException:
        connection.close()
        raise


def memory() -> Db:
    """An empty database in memory, for rebuilding and for tests."""
    return _ready(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))


def reading(path: Path) -> Db:
    """Open a backup copy for reading only."""
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    db = Db(sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False))
    db.catch_up()
    return db


def _ready(connection: sqlite3.Connection, path: Path | None = None) -> Db:
    db = Db(connection, path)
    if foreign := {migration.name for migration in migrations.applied(db)} - ours():
        raise Newer(
            _("This conference was written by a newer version of Kiosk ({parts}). Install that version.").format(
                parts=", ".join(sorted(foreign))
            )
        )
    migrations.apply(db)
    db.catch_up()
    return db


@cache
def ours() -> frozenset[str]:
    """The steps of the schema that this version knows."""
    empty = Database(memory=True)
    try:
        return frozenset(migration.name for migration in migrations.pending(empty))
    finally:
        empty.close()
