"""The schema's step to answers of several voices, and rows of the log that were written before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.db import Table

    from badges.ports import Row

ANSWER = {
    "id": str, "question": int, "part": int, "asked": str, "asker": str, "called": str, "answerer": str, "unit": str,
    "text": str, "basis": str, "form": str, "result": str, "detail": str, "promised": int, "due": str, "referred_to": str,
    "complete": int, "version": int, "by": str, "at": str,
}  # fmt: skip
REPLY = {"id": str, "question": int, "state": str, "document": str, "date": str, "note": str, "at": str, "by": str}
FIRST_VOICE: dict[str, Row] = {"answer": {"part": 0, "asked": "", "asker": "", "called": ""}, "promise": {}}
"""What rows of these tables lacked, besides their id, while a question had one answer."""


def rekey(db: Database) -> None:
    """Give answers and replies a key of their own: their rows become what `completed` makes of them."""
    for name, columns in (("answer", ANSWER), ("promise", REPLY)):
        table = cast("Table", db[name])
        rows = [completed(name, row) for row in table.rows]
        table.drop()
        table.create(columns, pk="id", strict=True)
        table.insert_all(rows)
    db.execute("create index answer_question on answer(question)")


def completed(table: str, row: Row) -> Row:
    """Return a row of the log in today's shape, as the migration made it of the state."""
    if table in FIRST_VOICE and "id" not in row:
        return {"id": str(row["question"])} | FIRST_VOICE[table] | row
    return row
