"""Prove that the state is what the log says: rebuild it from the log and compare, row by row; follow the log's chain."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from kiosk.i18n import _
from kiosk.storage.database import Db, canonical, memory
from kiosk.storage.schema import JOURNALED
from kiosk.storage.voices import completed

if TYPE_CHECKING:
    from collections.abc import Iterator

ERASED = "erased"
"""In place of a log row whose personal data were removed after their time; its digest and its place in the chain stay."""


def rebuild(db: Db) -> Db:
    """A new database in memory with the state that the log of `db` leads to."""
    fresh = memory()
    for event in db.query("select tab, key, row from event where row != ? order by seq", (ERASED,)):
        if event["row"]:
            fresh.upsert(event["tab"], completed(event["tab"], json.loads(event["row"])))
        else:
            fresh.conn.execute(f"delete from {event['tab']} where {JOURNALED[event['tab']]} = ?", (event["key"],))  # noqa: S608
    return fresh


def faults(db: Db) -> Iterator[str]:
    """One sentence for each thing that is not as the log says. Nothing: all is well."""
    for (result,) in db.conn.execute("PRAGMA integrity_check").fetchall():
        if result != "ok":
            yield _("The file is damaged: {result}").format(result=result)
    yield from _chain_faults(db)
    fresh = rebuild(db)
    for table, key in JOURNALED.items():
        ours = {row[key]: row for row in db.query(f"select * from {table}")}  # noqa: S608
        theirs = {row[key]: row for row in fresh.query(f"select * from {table}")}  # noqa: S608
        for name in sorted(ours.keys() | theirs.keys(), key=str):
            if ours.get(name) != theirs.get(name):
                yield _("{table} {key} is not as the log says.").format(table=table, key=name)


def _chain_faults(db: Db) -> Iterator[str]:
    chain = ""
    for expected, event in enumerate(db.query("select * from event order by seq"), 1):
        parts = [event[name] for name in ("seq", "at", "kind", "tab", "key", "row", "device", "op")]
        digest = hashlib.sha256(canonical(parts).encode()).hexdigest()
        chain = hashlib.sha256((chain + event["digest"]).encode()).hexdigest()
        if event["seq"] != expected:
            yield _("Log row {seq} is missing.").format(seq=expected)
            return
        if (event["row"] != ERASED and digest != event["digest"]) or chain != event["chain"]:
            yield _("Log row {seq} was changed after it was written.").format(seq=expected)
            return
