"""What the moderator's page sends: turns of the queue, the programme, the hall.

Each body carries an `id` made by the page: a repeat gets the same answer and changes nothing. `seen` is the number of
the picture on which the person decided; it is no part of what the id stands for, so that a page may send its journal
again to a server that was restored from an older copy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from flask import Blueprint, jsonify
from msgspec import Meta, Struct

from badges.refusal import Refusal
from kiosk.conference.devices import Role
from kiosk.dialogue.late_commands import check_seen
from kiosk.web.access import current_conference, may, this_device
from kiosk.web.api import gives, takes
from live import hall_mode, programme, questions, turns
from live.hall_mode import Mode
from live.queue import Move

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.storage.database import Writing

WHO = frozenset({Role.MODERATOR})
blueprint = Blueprint("moderator_commands", __name__)

Id = Annotated[str, Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9-]+$")]
Short = Annotated[str, Meta(max_length=300)]
Long = Annotated[str, Meta(max_length=8000)]
Number = Annotated[int, Meta(ge=1, le=1_000_000)]


class Command(Struct, forbid_unknown_fields=True, kw_only=True):
    """What every command carries."""

    id: Id
    seen: int


class Turn(Command, kw_only=True):
    """A move of the queue; `question` may be missing for next, undo, pause and resume."""

    move: Literal[
        "accept", "call", "answered", "next", "put_back", "later", "absent", "writing", "before", "forward", "out",
        "merge", "withdraw", "reopen", "order", "undo", "pause", "resume",
    ]  # fmt: skip
    question: Number | None = None
    before: Number | None = None
    reason: Short = ""
    merge_into: Number | None = None
    refer_to: Short = ""


class Step(Command, kw_only=True):
    """Something that happens to an item of the programme. `minutes` for extend, `part` for part."""

    item: Annotated[int, Meta(ge=0, le=99)]
    do: Literal["start", "end", "extend", "skip", "restore", "part"]
    minutes: Annotated[int, Meta(ge=-240, le=240)] = 0
    part: Annotated[int, Meta(ge=0, le=99)] = 0


class Hold(Command, kw_only=True):
    """What the hall's screens are to show."""

    mode: Mode
    message: Annotated[str, Meta(max_length=1000)] = ""


class Done(Struct, forbid_unknown_fields=True, kw_only=True):
    """What every command is answered with: the log's number after it."""

    number: int
    replay: bool


class Turned(Done, kw_only=True):
    """The numbers of the questions that moved."""

    questions: list[int]


class Stepped(Done, kw_only=True):
    """The item of the programme."""

    item: int


class Held(Done, kw_only=True):
    """What the screens show."""

    mode: Mode


def perform(kind: str, sent: Command, action: Callable[[Writing], Row]) -> ResponseReturnValue:
    """Do a command once and answer with the log's number after it."""
    asked: dict[str, Any] = msgspec.to_builtins(sent)
    del asked["id"], asked["seen"]

    def numbered(writing: Writing) -> Row:
        return action(writing) | {"number": writing.db.seq}

    answer, replay = current_conference().perform(sent.id, kind, asked, numbered, this_device())
    return jsonify(answer | {"replay": replay})


@blueprint.post("/moderator/turns")
@may(*WHO)
@takes(Turn)
@gives(Turned)
def turned(sent: Turn) -> ResponseReturnValue:
    """Make a move. 200 with the new number, or 409 with a sentence that says who was first."""
    return perform("moderator.turn", sent, lambda writing: _turn(writing, sent))


def _turn(writing: Writing, sent: Turn) -> Row:
    check_seen(current_conference(), writing, sent.seen)
    if sent.move == "undo":
        return {"questions": [q.number for q in questions.undo(writing, sent.id)]}
    if sent.move in ("pause", "resume"):
        turns.pause(writing, sent.id, sent.move == "resume")
        return {"questions": []}
    changed = questions.turn(
        writing, sent.id, Move(sent.move), sent.question, before=sent.before, reason=sent.reason.strip(),
        merge_into=sent.merge_into, refer_to=sent.refer_to.strip(),
    )  # fmt: skip
    return {"questions": [q.number for q in changed]}


@blueprint.post("/moderator/programme")
@may(*WHO)
@takes(Step)
@gives(Stepped)
def step(sent: Step) -> ResponseReturnValue:
    """Start, end, extend, skip an item, give it back to the plan, or name the talk that is on."""
    return perform("moderator.programme", sent, lambda writing: _step(writing, sent))


def _step(writing: Writing, sent: Step) -> Row:
    conference = current_conference()
    if sent.do == "extend":
        programme.extend(writing, conference.slots, sent.item, sent.minutes)
    elif sent.do == "part":
        parts = conference.settings.programme[sent.item].parts if sent.item < len(conference.slots) else []
        if sent.part > len(parts):
            raise Refusal("This item has {n} talks.", n=len(parts))
        programme.part(writing, conference.slots, sent.item, sent.part)
    elif sent.do == "start":
        programme.start(writing, conference.slots, sent.item, conference.floor_item())
    else:
        simple = {"end": programme.finish, "skip": programme.skip, "restore": programme.restore}
        simple[sent.do](writing, conference.slots, sent.item)
    return {"item": sent.item}


@blueprint.post("/moderator/hall")
@may(*WHO)
@takes(Hold)
@gives(Held)
def hold(sent: Hold) -> ResponseReturnValue:
    """Let the hall's screens follow the programme, or hold them on one thing, with a line of words."""

    def told(writing: Writing) -> Row:
        hall_mode.hold(writing, sent.mode, sent.message)
        return {"mode": str(sent.mode)}

    return perform("moderator.hall", sent, told)
