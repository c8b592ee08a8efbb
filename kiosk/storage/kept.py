"""Values and rows that are kept until a table changes (`kiosk.storage.versions`)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk.storage.journaled import JOURNALED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kiosk.storage.database import Db

T = TypeVar("T")


def kept(db: Db, name: str, tables: Iterable[str], make: Callable[[], T]) -> T:
    """Return what `make` gives, made anew only after one of the tables changed. Nobody may change the value."""
    if db.conn.in_transaction:
        return make()
    version, known = db.versions.of(tables), db.versions.recall(name)
    if known and known[0] == version:
        return known[1]  # type: ignore[no-any-return]
    return db.versions.keep(name, version, make())


def changed_keys(db: Db, table: str, since: int) -> list[str]:
    """Return the keys of a table's rows that changed after a row of the log."""
    return [row["key"] for row in db.query("select distinct key from event where seq > ? and tab = ?", (since, table))]


def kept_rows(db: Db, table: str, read: Callable[[dict[str, Any]], T]) -> dict[str, T]:
    """Return all rows of a table by key, in the order in which they were taken in, each made by `read`.

    Only rows that changed are read and made again; of the others it is the very same object. Nobody may change the answer.
    """
    if db.conn.in_transaction:
        return _all_rows(db, table, read)
    name = f"{table} by {read.__qualname__}"
    version, known = db.versions.of((table,)), db.versions.recall(name)
    if known is None:
        return db.versions.keep(name, version, _all_rows(db, table, read))
    if known[0] == version:
        return known[1]  # type: ignore[no-any-return]
    column, keys = JOURNALED[table], changed_keys(db, table, known[0])
    sql = f"select * from {table} where {column} in (select value from json_each(?)) order by rowid"  # noqa: S608
    wanted = [int(key) for key in keys] if column == "number" else keys
    fresh = {str(row[column]): read(row) for row in db.query(sql, (json.dumps(wanted),))}
    rows: dict[str, T] = known[1] | fresh
    for key in set(keys) - fresh.keys():
        rows.pop(key, None)
    return db.versions.keep(name, version, rows)


def _all_rows(db: Db, table: str, read: Callable[[dict[str, Any]], T]) -> dict[str, T]:
    rows = db.query(f"select * from {table} order by rowid")  # noqa: S608
    return {str(row[JOURNALED[table]]): read(row) for row in rows}
