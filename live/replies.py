"""Written replies: what becomes of each one that is owed after the conference, until it is sent."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from badges.ports import first
from badges.refusal import Refusal, Stale
from live import voices

if TYPE_CHECKING:
    from badges.ports import Row, Store, Writing


class State(StrEnum):
    """How far a reply is."""

    DRAFT = "draft"
    SIGNED = "signed"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply owed for one voice of a question's answer.

    `id` is built as the voice's, with the number of the question whose business waits: "9", "9:2"; a question merged into
    9 has replies of its own, "12", "12:2". `document` and `date` are number and day of the letter; `at` is when this was
    noted.
    """

    id: str
    question: int
    state: str = State.DRAFT
    document: str = ""
    date: str = ""
    note: str = ""
    at: str = ""
    by: str = ""


def reply_id(question: int, voice: str) -> str:
    """Return the id of the reply to this question's business for a voice: "12:2" for the voice "9:2" of its carrier."""
    return voices.voice_id(question, voices.number_of(voice))


def empty(identity: str) -> Reply:
    """Return a reply of which nothing was noted. Raises `Refusal` for what is no reply's id."""
    return Reply(identity, voices.question_of(identity))


def from_row(row: Row) -> Reply:
    """Return a reply from its row."""
    return Reply(**row)


def every(db: Store | Writing) -> dict[str, Reply]:
    """Return what was noted, by the reply's id; of the others nothing is known but that they are owed."""
    return {row["id"]: from_row(row) for row in db.query("select * from promise")}


def get(db: Store | Writing, identity: str) -> Reply:
    """Return what was noted of one reply; a draft where nothing was."""
    row = first(db.query("select * from promise where id = ?", (identity,)))
    return from_row(row) if row else empty(identity)


def note(writing: Writing, reply: Reply) -> Reply:
    """Note how far a reply is. `reply.at` is when the note that the writer saw was made.

    Raises `Stale` (409) when somebody noted something in between, `Refusal` where a letter that was sent has no number or
    no day.
    """
    known = get(writing, reply.id)
    if known.at != reply.at:
        raise Stale(
            "{by} noted something here in the meantime. Compare with what stands above and save again.",
            by=known.by or "…",
        )
    if reply.state not in tuple(State):
        raise Refusal("Choose one of the states of the list.")
    if reply.state == State.SENT and not (reply.document and reply.date):
        raise Refusal("Write number and day of the letter that was sent.")
    if reply.date:
        _check_day(reply.date)
    stored = replace(reply, question=voices.question_of(reply.id), at=writing.at, by=writing.by)
    writing.put(f"promise.{stored.state}", "promise", asdict(stored))
    return stored


def _check_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise Refusal("Write the day as year-month-day.") from error
