"""Voices: what one person said, or one unit wrote, in answer to a question; and the ids by which each is known."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from badges.refusal import Refusal

if TYPE_CHECKING:
    from badges.ports import Row

ID = re.compile(r"(?P<question>[1-9]\d{0,8})(?::(?P<n>[1-9]\d{0,3}))?")
MOST_VOICES = 99
"""Of one question."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person said, or one unit wrote, in answer to a question.

    `id` is the question's number for its first voice, "9", then "9:2", "9:3". `part` is 0 for the question itself, n for the
    further question KN 9.n that hangs on it: its text is `asked`, and `asker` put it. `called` is the moment (UTC text) of
    the call under which it was said, or empty. `version` counts its editions; an edit must name the one it saw.
    `unit` is a unit's code, or a name that the settings do not know; `due` a date, or empty; `complete` says that the
    secretary is done with it, otherwise it is a draft; `referred_to` is the body to which the matter is sent.
    """

    id: str
    question: int
    part: int = 0
    asked: str = ""
    asker: str = ""
    called: str = ""
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

    @property
    def n(self) -> int:
        """Its number among the voices of its question, from 1."""
        return number_of(self.id)

    @property
    def kn(self) -> str:
        """The KN number it answers: 9, or 9.1 for a further question."""
        return f"{self.question}.{self.part}" if self.part else str(self.question)


def voice_id(question: int, n: int) -> str:
    """Return the id of the n-th voice of a question: 9, 9:2."""
    return str(question) if n == 1 else f"{question}:{n}"


def number_of(identity: str) -> int:
    """Return the number of a voice among those of its question."""
    return int(identity.partition(":")[2] or 1)


def question_of(identity: str) -> int:
    """Return the question of a voice. Raises `Refusal` for what is no voice's id."""
    found = ID.fullmatch(identity)
    if not found or int(found["n"] or 2) < 2 or int(found["n"] or 2) > MOST_VOICES:
        raise Refusal("Reload the page: this record is not known.")
    return int(found["question"])


def empty(question: int) -> Voice:
    """Return the first voice of a question of which nothing is on record."""
    return Voice(voice_id(question, 1), question)


LEGACY: Row = {"part": 0, "asked": "", "asker": "", "called": ""}
"""Of rows written before an answer had several voices."""


def from_row(row: Row) -> Voice:
    """Return a voice from its row, also from the log's row of an earlier version."""
    whole: Row = {"id": str(row["question"])} | LEGACY | row
    return Voice(**whole | {"promised": bool(row["promised"]), "complete": bool(row["complete"])})


def to_row(voice: Voice) -> Row:
    """Return a voice as its row."""
    return asdict(voice) | {"promised": int(voice.promised), "complete": int(voice.complete)}
