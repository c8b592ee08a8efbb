"""Notes: a line to the chair that waits on the chair's page until it is acknowledged, with a receipt and an answer.

The chair's own signals go the other way, as notes to the moderator.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from badges.ports import first
from badges.refusal import Refusal, Stale, Unknown

if TYPE_CHECKING:
    from badges.ports import Row, Store, Writing


@dataclass(frozen=True, slots=True)
class Note:
    """One note. `stand` is where it is to be read; `receipt_at` is empty until it was, `recalled` unless it was taken back.

    `reply` is what the reader answered with one touch.
    """

    id: str
    stand: str
    text: str
    at: str = ""
    by: str = ""
    receipt_at: str = ""
    receipt_by: str = ""
    recalled: str = ""
    reply: str = ""


def waiting(db: Store, stand: str) -> list[Note]:
    """What a stand has not acknowledged, the newest first: what was said last holds."""
    rows = db.query(
        "select * from note where stand = ? and receipt_at = '' and recalled = '' order by rowid desc", (stand,)
    )
    return [from_row(row) for row in rows]


def sent(db: Store, limit: int = 4) -> list[Note]:
    """The notes to the chair as their senders see them, the newest first: all that wait, and the last ones read.

    `limit` counts all; more are given where more wait.
    """
    rows = db.query("select * from note where stand = 'chair' and recalled = '' order by rowid desc")
    found = [from_row(row) for row in rows]
    return [note for n, note in enumerate(found) if n < limit or not note.receipt_at]


def signals(db: Store, limit: int = 1) -> list[Note]:
    """The chair's last signals to the moderator, with their receipts."""
    rows = db.query("select * from note where stand = 'moderator' order by rowid desc limit ?", (limit,))
    return [from_row(row) for row in rows]


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


def stand_of(db: Store, note: str) -> str:
    """Where a note is to be read. Raises `Unknown`."""
    row = first(db.query("select stand from note where id = ?", (note,)))
    if row is None:
        raise Unknown("This note is not known here. Reload the page.")
    return str(row["stand"])


def _known(writing: Writing, note: str) -> Note:
    row = first(writing.query("select * from note where id = ?", (note,)))
    if row is None:
        raise Unknown("This note is not known here. Reload the page.")
    return from_row(row)


def recall(writing: Writing, note: str) -> Note:
    """Take a note back before it is read. Raises `Stale` where it was read."""
    known = _known(writing, note)
    if known.receipt_at:
        raise Stale("The chair has read this note: it cannot be recalled. Send another one.")
    stored = replace(known, recalled=known.recalled or writing.at)
    writing.put("note.recalled", "note", asdict(stored))
    return stored


def receipt(writing: Writing, note: str, reply: str = "") -> Note:
    """It was read, and answered where there is a `reply`. The first receipt stands; one without a reply may get it later."""
    known = _known(writing, note)
    if known.receipt_at and (known.reply or not reply):
        return known
    kept = replace(
        known, receipt_at=known.receipt_at or writing.at, receipt_by=known.receipt_by or writing.by, reply=reply
    )
    writing.put("note.receipt", "note", asdict(kept))
    return kept
