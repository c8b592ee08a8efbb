"""The bodies that the secretary's page sends and gets."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.web.api import Id
from live.voices import Voice

Short = Annotated[str, Meta(max_length=500)]
Long = Annotated[str, Meta(max_length=20_000)]
Date = Annotated[str, Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
Identity = Annotated[str, Meta(max_length=16)]
"""Of a voice: 9, 9:2."""


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
    voice: str
    kn: str
    asked: str


class VoiceShown(msgspec.Struct, forbid_unknown_fields=True):
    """One voice of the answer, as its tab shows it and as the form takes it."""

    id: str
    kn: str
    hour: str
    fields: Voice


class QuestionShown(msgspec.Struct, forbid_unknown_fields=True):
    """A question with all that is known of it. `others`: questions merged into it, each with its business; `wanted`: the
    only form that fits its place, or empty.

    `voices`: all of its answer; `offered`: the id of the one in which its last call is recorded, also where that is still
    to be begun; `fresh`: the id of a further one; `answer`: the voice offered. `seq`: the log's number when it was read.
    """

    seq: int
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
    answer: Voice
    voices: list[VoiceShown]
    called: str
    offered: str
    fresh: str
    history: list[EditionShown]


class AnswerSent(msgspec.Struct, forbid_unknown_fields=True):
    """`id` made by the page; `seen` the edition that was seen, 0 for none, or the number of the picture.

    `voice` names the voice of the answer; where it is empty, the record of the question's last call is meant.
    """

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
    voice: Identity = ""
    part: Annotated[int, Meta(ge=0)] = 0
    asked: Long = ""
    asker: Short = ""


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


class SpeechSent(msgspec.Struct, forbid_unknown_fields=True):
    """The text of a `speech`: item:5 of the programme, or speech:<id> of a speaker put in; `seen` the edition that was seen."""

    id: Id
    speech: Annotated[str, Meta(max_length=100)]
    text: Long
    seen: Annotated[int, Meta(ge=0)] = 0


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


class VoiceKept(AnswerKept):
    """The same of an answer, with the id of its voice."""

    voice: str


class DropSent(msgspec.Struct, forbid_unknown_fields=True):
    """A voice that was added by mistake; `seen` as in `AnswerSent`."""

    id: Id
    voice: Identity
    seen: Annotated[int, Meta(ge=0)]
