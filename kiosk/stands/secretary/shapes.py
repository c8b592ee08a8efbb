"""The bodies that the secretary's page sends and gets."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.web.api import Id
from live.answers import Answer

Short = Annotated[str, Meta(max_length=500)]
Long = Annotated[str, Meta(max_length=20_000)]
Date = Annotated[str, Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$")]


class EditionShown(msgspec.Struct, forbid_unknown_fields=True):
    """One edition of an answer as people read it."""

    by: str
    at: str
    version: int
    text: str
    answerer: str
    unit: str
    basis: str
    said: list[str]
    due: str
    complete: bool


class QuestionShown(msgspec.Struct, forbid_unknown_fields=True):
    """A question with all that is known of it. `others`: questions merged into it, each with its business; `wanted`: the
    only form that fits its place, or empty."""

    number: int
    business: str
    asker: str
    text: str
    proposal: str
    field: str
    unit: str
    unit_name: str
    co_units: list[str]
    prepared: str
    basis: str
    place: str
    place_name: str
    wanted: str
    reason: str
    referred_to: str
    others: list[tuple[int, str]]
    here: str
    start: str
    end: str
    answer: Answer | None
    history: list[EditionShown]


class AnswerSent(msgspec.Struct, forbid_unknown_fields=True):
    """`id` made by the page; `seen` the edition that was seen, 0 for none, or the number of the picture."""

    id: Id
    question: int
    seen: Annotated[int, Meta(ge=0)]
    answerer: Short = ""
    unit: Short = ""
    text: Long = ""
    basis: Long = ""
    form: Short = ""
    result: Short = ""
    detail: Short = ""
    promised: bool = False
    due: Date = ""
    referred_to: Short = ""
    complete: bool = False


class AnswerKept(msgspec.Struct, forbid_unknown_fields=True):
    """The edition that is on record now; the log's number after it."""

    version: int
    number: int
    replay: bool


class ConclusionSent(msgspec.Struct, forbid_unknown_fields=True):
    """`conclusion` names the task that gets another wording, `seen` the wording that was seen; a new task has neither."""

    id: Id
    unit: Short
    task: Long
    giver: Short = ""
    due: Date = ""
    conclusion: str = ""
    seen: Annotated[int, Meta(ge=0)] = 0
    withdrawn: Short = ""


class ConclusionKept(AnswerKept):
    """The same of a task, with its id."""

    conclusion: str


class Opened(msgspec.Struct, forbid_unknown_fields=True):
    """`page` is an id the page made for itself."""

    page: Id
    question: int | None = None


class Number(msgspec.Struct, forbid_unknown_fields=True):
    """The log's number now."""

    number: int
