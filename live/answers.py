"""Answers: who answered what, for which unit, on what legal basis, and what was promised by when."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from badges.ports import first
from badges.refusal import Refusal, Stale

if TYPE_CHECKING:
    from badges.ports import Row, Store, Writing


class Form(StrEnum):
    """How it was answered (documents.md 2.5, first axis)."""

    BEFORE = "before"
    """In writing before the conference."""
    LIVE = "live"
    WRITING = "writing"
    """In writing after the conference."""
    FORWARDED = "forwarded"
    OUT = "out"
    """Not in competence or scope."""


SPOKEN_OR_SENT = frozenset({Form.BEFORE, Form.LIVE})
"""Where an answer was given by the end of the conference: it has a text and a result."""


class Result(StrEnum):
    """What came of it (second axis, as the National Assembly's petition software has it)."""

    EXPLAINED = "explained"
    SETTLED = "settled"
    CONSIDERED = "considered"


class Detail(StrEnum):
    """A finer result, told later at a desk (documents.md 2.5)."""

    DOCUMENT = "document"
    """Settled: a document was issued."""
    INSPECTION = "inspection"
    CARRIED_OUT = "carried_out"
    ROADMAP = "roadmap"
    """Considered: with a roadmap."""
    NO_ROADMAP = "no_roadmap"
    NO_MEANS = "no_means"
    """Considered: no means for it yet."""
    SUPERIOR = "superior"
    """Considered: hangs on a document of a higher level."""


DETAILS: dict[str, tuple[Detail, ...]] = {
    Result.EXPLAINED: (),
    Result.SETTLED: (Detail.DOCUMENT, Detail.INSPECTION, Detail.CARRIED_OUT),
    Result.CONSIDERED: (Detail.ROADMAP, Detail.NO_ROADMAP, Detail.NO_MEANS, Detail.SUPERIOR),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is on record for one question. `version` counts its editions; an edit must name the one it saw.

    `unit` is a unit's code, or a name that the settings do not know; `due` a date, or empty; `complete` says that the
    secretary is done with it, otherwise it is a draft; `referred_to` is the body to which the matter is sent.
    """

    question: int
    answerer: str = ""
    unit: str = ""
    text: str = ""
    basis: str = ""
    form: str = ""
    result: str = ""
    detail: str = ""
    promised: bool = False
    due: str = ""
    referred_to: str = ""
    complete: bool = False
    version: int = 0
    by: str = ""
    at: str = ""


class Overwritten(Stale):
    """Somebody wrote in this answer in between; `known` is what is on record now."""

    def __init__(self, known: Answer) -> None:
        super().__init__(
            "{by} wrote in this answer in the meantime. Your text is still on your screen: compare and save again.",
            by=known.by or "…",
        )
        self.known = known


def from_row(row: Row) -> Answer:
    """An answer from its row."""
    return Answer(**row | {"promised": bool(row["promised"]), "complete": bool(row["complete"])})


def to_row(answer: Answer) -> Row:
    """An answer as its row."""
    return asdict(answer) | {"promised": int(answer.promised), "complete": int(answer.complete)}


def every(db: Store | Writing) -> dict[int, Answer]:
    """All answers by question number."""
    return {row["question"]: from_row(row) for row in db.query("select * from answer")}


def get(db: Store | Writing, question: int) -> Answer:
    """The answer on record; an empty one of version 0 where none is."""
    row = first(db.query("select * from answer where question = ?", (question,)))
    return from_row(row) if row else Answer(question)


def write(writing: Writing, answer: Answer, conference: str = "") -> Answer:
    """Put an answer on record; earlier editions stay in the log.

    `answer.version` is the edition that the writer saw, or the number of the picture that was seen. Raises `Overwritten`
    (409) when somebody wrote in between, `Refusal` where form, result and detail do not fit together, where something
    complete lacks a part, or where more is promised by a day before the `conference`, a date.
    """
    known = get(writing, answer.question)
    # A picture's number is the log's: never below that of this answer's last edition, while an old edition always is.
    if answer.version != known.version and answer.version < _last_edition(writing, answer.question):
        raise Overwritten(known)
    _check(answer)
    if answer.complete:
        _check_complete(answer)
    if answer.promised and answer.due and answer.due < conference:
        raise Refusal("The date promised lies before the conference. Choose a later one.")
    kept = replace(answer, version=known.version + 1, by=writing.by, at=writing.at)
    writing.put("answer.written", "answer", to_row(kept))
    return kept


def _last_edition(db: Store | Writing, question: int) -> int:
    row = first(db.query("select max(seq) as seq from event where tab = 'answer' and key = ?", (str(question),)))
    return (row or {}).get("seq") or 0


def _check(answer: Answer) -> None:
    if answer.form not in ("", *Form) or answer.result not in ("", *Result):
        raise Refusal("Choose form and result from the buttons.")
    if answer.detail and answer.detail not in DETAILS.get(answer.result, ()):
        raise Refusal("This detail does not belong to that result: choose it again.")


def _check_complete(answer: Answer) -> None:
    """What the report and the letters need. The secretary's page asks for the same parts in the same order."""
    if not answer.form:
        raise Refusal("Choose how it was answered.")
    if answer.form in SPOKEN_OR_SENT and not answer.text.strip():
        raise Refusal("Write what was answered.")
    if answer.form in SPOKEN_OR_SENT and not answer.result:
        raise Refusal("Choose the result.")
    if answer.promised and not answer.due:
        raise Refusal("Write by which date the written answer is promised.")
    if answer.form == Form.FORWARDED and not answer.referred_to:
        raise Refusal("Write to which body the matter is sent.")


def editions(db: Store, question: int) -> list[Answer]:
    """All editions of an answer, oldest first."""
    rows = db.query("select row from event where tab = 'answer' and key = ? order by seq", (str(question),))
    return [from_row(json.loads(row["row"])) for row in rows if row["row"].startswith("{")]


def history(db: Store, question: int) -> list[Answer]:
    """Who wrote when and what, oldest first: drafts that the same person went on typing count as one edition."""
    found: list[Answer] = []
    for edition in editions(db, question):
        if found and found[-1].by == edition.by and not found[-1].complete:
            found.pop()
        found.append(edition)
    return found
