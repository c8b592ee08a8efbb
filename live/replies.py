"""Promises: what becomes of each written reply that is due after the conference, until it is sent."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from badges.ports import first
from badges.refusal import Refusal, Stale

if TYPE_CHECKING:
    from badges.ports import Store, Writing


class State(StrEnum):
    """How far a reply is."""

    DRAFT = "draft"
    SIGNED = "signed"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Promise:
    """The reply to one question. `document` and `date` are number and day of the letter; `at` is when this was noted."""

    question: int
    state: str = State.DRAFT
    document: str = ""
    date: str = ""
    note: str = ""
    at: str = ""
    by: str = ""


def every(db: Store | Writing) -> dict[int, Promise]:
    """What was noted, by question; of the others nothing is known but that they are due."""
    return {row["question"]: Promise(**row) for row in db.query("select * from promise")}


def get(db: Store | Writing, question: int) -> Promise:
    """What was noted of one reply; a draft where nothing was."""
    row = first(db.query("select * from promise where question = ?", (question,)))
    return Promise(**row) if row else Promise(question)


def note(writing: Writing, promise: Promise) -> Promise:
    """Note how far a reply is. `promise.at` is when the note that the writer saw was made.

    Raises `Stale` (409) when somebody noted something in between, `Refusal` where a letter that was sent has no number or
    no day.
    """
    known = get(writing, promise.question)
    if known.at != promise.at:
        raise Stale(
            "{by} noted something here in the meantime. Compare with what stands above and save again.",
            by=known.by or "…",
        )
    if promise.state not in tuple(State):
        raise Refusal("Choose one of the states of the list.")
    if promise.state == State.SENT and not (promise.document and promise.date):
        raise Refusal("Write number and day of the letter that was sent.")
    if promise.date:
        _check_day(promise.date)
    kept = replace(promise, at=writing.at, by=writing.by)
    writing.put(f"promise.{kept.state}", "promise", asdict(kept))
    return kept


def _check_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise Refusal("Write the day as year-month-day.") from error
