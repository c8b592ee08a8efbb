"""Answers: who answered what, for which unit, on what legal basis, and what was promised by when."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from badges.refusal import Stale
from badges.store import first

if TYPE_CHECKING:
    from badges.store import Row, Store, Writing


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


class Result(StrEnum):
    """What came of it (second axis, as the National Assembly's petition software has it)."""

    EXPLAINED = "explained"
    SETTLED = "settled"
    CONSIDERED = "considered"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is on record for one question. `version` counts its editions; an edit must name the one it saw."""

    question: int
    answerer: str = ""
    unit: str = ""
    text: str = ""
    basis: str = ""
    form: str = ""
    result: str = ""
    promised: bool = False
    due: str = ""
    version: int = 0
    by: str = ""
    at: str = ""


def from_row(row: Row) -> Answer:
    """An answer from its row."""
    return Answer(**row | {"promised": bool(row["promised"])})


def every(db: Store | Writing) -> dict[int, Answer]:
    """All answers by question number."""
    return {row["question"]: from_row(row) for row in db.query("select * from answer")}


def get(db: Store | Writing, question: int) -> Answer:
    """The answer on record; an empty one of version 0 where none is."""
    row = first(db.query("select * from answer where question = ?", (question,)))
    return from_row(row) if row else Answer(question)


def write(writing: Writing, answer: Answer) -> Answer:
    """Put an answer on record; earlier editions stay in the log.

    `answer.version` is the edition that the writer saw. Raises `Stale` when somebody wrote in between.
    """
    known = get(writing, answer.question)
    if known.version != answer.version:
        raise Stale(
            "{by} wrote in this answer in the meantime. Your text is still on your screen: compare and save again.",
            by=known.by or "…",
        )
    row = asdict(answer) | {
        "promised": int(answer.promised), "version": known.version + 1, "by": writing.by, "at": writing.at,
    }  # fmt: skip
    writing.put("answer.written", "answer", row)
    return from_row(row)


def history(db: Store, question: int) -> list[Row]:
    """All editions of an answer, oldest first, as their rows."""
    rows = db.query("select row from event where tab = 'answer' and key = ? order by seq", (str(question),))
    return [json.loads(row["row"]) for row in rows if row["row"].startswith("{")]
