"""Notes: a line from the moderator or the office that covers the chair's page until it is acknowledged, with a receipt."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from badges.ports import first
from badges.refusal import Refusal, Unknown

if TYPE_CHECKING:
    from badges.ports import Row, Store, Writing


@dataclass(frozen=True, slots=True)
class Note:
    """One note. `stand` is where it is to be read; `receipt_at` is empty until it was."""

    id: str
    stand: str
    text: str
    at: str = ""
    by: str = ""
    receipt_at: str = ""
    receipt_by: str = ""


def waiting(db: Store, stand: str) -> list[Note]:
    """What a stand has not acknowledged, the oldest first."""
    rows = db.query("select * from note where stand = ? and receipt_at = '' order by rowid", (stand,))
    return [from_row(row) for row in rows]


def sent(db: Store, limit: int = 4) -> list[Note]:
    """The newest notes, the newest first, with their receipts."""
    return [from_row(row) for row in db.query("select * from note order by rowid desc limit ?", (limit,))]


def from_row(row: Row) -> Note:
    """A note from its row."""
    return Note(**row)


def write(writing: Writing, note: Note) -> Note:
    """Send a note. Raises `Refusal` where it says nothing."""
    if not note.text.strip():
        raise Refusal("Write the note first.")
    kept = replace(note, at=writing.at, by=writing.by)
    writing.put("note.sent", "note", asdict(kept))
    return kept


def receipt(writing: Writing, note: str) -> Note:
    """It was read. The first receipt stands."""
    row = first(writing.query("select * from note where id = ?", (note,)))
    if row is None:
        raise Unknown("This note is not known here. Reload the page.")
    known = from_row(row)
    if known.receipt_at:
        return known
    kept = replace(known, receipt_at=writing.at, receipt_by=writing.by)
    writing.put("note.receipt", "note", asdict(kept))
    return kept
