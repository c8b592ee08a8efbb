"""What the moderator's page sends: turns of the queue, questions from the floor, the programme, the hall.

Each body carries an `id` made by the page: a repeat gets the same answer and changes nothing. `seen` is the number of
the picture on which the person decided; it is no part of what the id stands for, so that a page may send its journal
again to a server that was restored from an older copy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from flask import Blueprint, jsonify, request
from msgspec import Meta, Struct

from badges import guests
from badges.fold import fold
from badges.guests import Organisation
from badges.refusal import Refusal
from kiosk import arrivals
from kiosk.bodies import gives, takes
from kiosk.devices import Role
from kiosk.doors import may, this_day, this_device
from kiosk.stands.moderator.stale import check_seen
from live import hall, programme, questions
from live.hall import Mode
from live.questions import Question
from live.queue import Move, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from badges.store import Row
    from kiosk.db import Writing

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


class Raised(Command, kw_only=True):
    """A question raised in the hall. `organisation`: the id of one that is known, else `business` names a new one."""

    organisation: Short = ""
    business: Short = ""
    asker: Short = ""
    text: Long
    summary: Short = ""
    field: Short = ""
    unit: Short = ""
    place: Literal["end", "next", "floor"] = "end"


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


class Taken(Done, kw_only=True):
    """The number that the question got."""

    question: int


class Stepped(Done, kw_only=True):
    """The item of the programme."""

    item: int


class Held(Done, kw_only=True):
    """What the screens show."""

    mode: Mode


class Business(Struct, forbid_unknown_fields=True):
    """A business, whether anybody of it is in the hall, and who."""

    id: str
    name: str
    present: bool
    person: str


class Found(Struct, forbid_unknown_fields=True):
    """Those that fit best."""

    businesses: list[Business]


def _perform(kind: str, sent: Command, action: Callable[[Writing], Row]) -> ResponseReturnValue:
    """Do a command once and answer with the log's number after it."""
    asked: dict[str, Any] = msgspec.to_builtins(sent)
    del asked["id"], asked["seen"]

    def numbered(writing: Writing) -> Row:
        return action(writing) | {"number": writing.db.seq}

    answer, replay = this_day().perform(sent.id, kind, asked, numbered, this_device())
    return jsonify(answer | {"replay": replay})


@blueprint.post("/moderator/turns")
@may(*WHO)
@takes(Turn)
@gives(Turned)
def turns(sent: Turn) -> ResponseReturnValue:
    """Make a move. 200 with the new number, or 409 with a sentence that says who was first."""
    return _perform("moderator.turn", sent, lambda writing: _turn(writing, sent))


def _turn(writing: Writing, sent: Turn) -> Row:
    check_seen(this_day(), writing, sent.seen)
    if sent.move == "undo":
        return {"questions": [q.number for q in questions.undo(writing, sent.id)]}
    if sent.move in ("pause", "resume"):
        questions.pause(writing, sent.id, sent.move == "resume")
        return {"questions": []}
    changed = questions.turn(
        writing, sent.id, Move(sent.move), sent.question, before=sent.before, reason=sent.reason.strip(),
        merge_into=sent.merge_into, refer_to=sent.refer_to.strip(),
    )  # fmt: skip
    return {"questions": [q.number for q in changed]}


@blueprint.post("/moderator/questions")
@may(*WHO)
@takes(Raised)
@gives(Taken)
def raised(sent: Raised) -> ResponseReturnValue:
    """Take in a question raised in the hall: at the end of the queue, as the next one, or straight on the floor."""
    return _perform("moderator.question", sent, lambda writing: _raise(writing, sent))


def _raise(writing: Writing, sent: Raised) -> Row:
    settings = this_day().settings
    if len(sent.text.strip()) < 3:
        raise Refusal("Write what the business asks, in a few words.")
    if (sent.field and not settings.field(sent.field)) or (sent.unit and not settings.unit(sent.unit)):
        raise Refusal("Choose field and unit from the list.")
    if sent.place == "floor":
        check_seen(this_day(), writing, sent.seen)
    organisation = _organisation(writing, sent)
    taken = questions.add(
        writing,
        Question(
            0, organisation, sent.text.strip(), asker=sent.asker.strip(), summary=sent.summary.strip(),
            field=sent.field, unit=sent.unit, source="hall", place=Place.WAITING,
        ),
        "question.raised",
    )  # fmt: skip
    if sent.place == "next" and (first := next(iter(questions.line(questions.every(writing))), None)):
        if first.number != taken.number:
            questions.turn(writing, sent.id, Move.ORDER, taken.number, before=first.number)
    elif sent.place == "floor":
        questions.turn(writing, sent.id, Move.CALL, taken.number)
    return {"question": taken.number}


def _organisation(writing: Writing, sent: Raised) -> str:
    known = guests.organisations(writing)
    if sent.organisation:
        if sent.organisation not in known:
            raise Refusal("This business is not on the list any more. Reload the page.")
        return sent.organisation
    name = " ".join(sent.business.split())
    if not name:
        raise Refusal("Choose the business, or write its name.")
    same = next((o.id for o in known.values() if fold(o.name) == fold(name)), None)
    return same or guests.put_organisation(writing, Organisation(f"hall-{sent.id}", name, kind="business")).id


FOUND = 8


@blueprint.get("/moderator/businesses")
@may(*WHO)
@gives(Found, query=("q",))
def businesses() -> ResponseReturnValue:
    """Businesses by any part of their name or tax code (`q`), those in the hall first."""
    wanted = fold(request.args.get("q", "")[:100]).split()
    day = this_day()
    here = arrivals.presence(day.db)
    found = [o for o in guests.organisations(day.db).values() if wanted and all(word in o.fold for word in wanted)]
    found.sort(key=lambda o: (o.id not in here, o.kind not in ("business", "association"), o.fold))
    return jsonify(
        businesses=[
            {"id": o.id, "name": o.name, "present": o.id in here, "person": here[o.id].name if o.id in here else ""}
            for o in found[:FOUND]
        ]
    )


@blueprint.post("/moderator/programme")
@may(*WHO)
@takes(Step)
@gives(Stepped)
def step(sent: Step) -> ResponseReturnValue:
    """Start, end, extend, skip an item, give it back to the plan, or name the talk that is on."""
    return _perform("moderator.programme", sent, lambda writing: _step(writing, sent))


def _step(writing: Writing, sent: Step) -> Row:
    day = this_day()
    if sent.do == "extend":
        programme.extend(writing, day.slots, sent.item, sent.minutes)
    elif sent.do == "part":
        parts = day.settings.programme[sent.item].parts if sent.item < len(day.slots) else []
        if sent.part > len(parts):
            raise Refusal("This item has {n} talks.", n=len(parts))
        programme.part(writing, day.slots, sent.item, sent.part)
    elif sent.do == "start":
        programme.start(writing, day.slots, sent.item, day.floor_item())
    else:
        simple = {"end": programme.finish, "skip": programme.skip, "restore": programme.restore}
        simple[sent.do](writing, day.slots, sent.item)
    return {"item": sent.item}


@blueprint.post("/moderator/hall")
@may(*WHO)
@takes(Hold)
@gives(Held)
def hold(sent: Hold) -> ResponseReturnValue:
    """Let the hall's screens follow the programme, or hold them on one thing, with a line of words."""

    def told(writing: Writing) -> Row:
        hall.hold(writing, sent.mode, sent.message)
        return {"mode": str(sent.mode)}

    return _perform("moderator.hall", sent, told)
