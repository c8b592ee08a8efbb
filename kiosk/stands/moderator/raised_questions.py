"""Questions raised in the hall: taken in with their business; and the words of any question, put right at the stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from flask import Blueprint, jsonify, request
from msgspec import Struct

from badges import guests, organisations
from badges.guests import Organisation
from badges.refusal import Refusal, Stale
from kiosk.arrivals import heads
from kiosk.conference import stage
from kiosk.dialogue.steps import check_seen
from kiosk.stands.moderator.commands import WHO, Command, Done, Long, Number, Short, note, run_command
from kiosk.web.access import current_conference, may
from kiosk.web.api import gives, takes
from live import questions, screening
from live.questions import Question
from live.queue import Move, Place

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.storage.database import Writing


blueprint = Blueprint("moderator_questions", __name__)


class Raised(Command, kw_only=True):
    """A question raised in the hall. `organisation`: the id of one that is known, else `business` names one.

    `new`: the person said that it is none of those whose names have these words too.
    """

    organisation: Short = ""
    business: Short = ""
    new: bool = False
    asker: Short = ""
    text: Long
    summary: Short = ""
    field: Short = ""
    unit: Short = ""
    place: Literal["end", "next", "floor"] = "end"


class Taken(Done, kw_only=True):
    """The number that the question got."""

    question: int


class Worded(Command, kw_only=True):
    """What is put right of a question; what is missing stays. `text` is what the hall reads: the summary, always.

    `full` is what was asked, in full: only of a question that was typed in the hall.
    """

    question: Number
    text: Long | None = None
    full: Long | None = None
    asker: Short | None = None
    field: Short | None = None
    unit: Short | None = None


class Business(Struct, forbid_unknown_fields=True):
    """A business, whether anybody of it is in the hall, and who."""

    id: str
    name: str
    present: bool
    person: str


class Found(Struct, forbid_unknown_fields=True):
    """Those that fit best."""

    businesses: list[Business]


@blueprint.post("/moderator/questions")
@may(*WHO)
@takes(Raised)
@gives(Taken)
def raised(sent: Raised) -> ResponseReturnValue:
    """Take in a question raised in the hall: at the end of the queue, as the next one, or straight on the floor."""
    return run_command("moderator.question", sent, lambda writing: _raise(writing, sent))


def _raise(writing: Writing, sent: Raised) -> Row:
    _check(sent)
    if sent.place == "floor":
        check_seen(current_conference(), writing, sent.seen)
    organisation = _organisation(writing, sent)
    taken = questions.add(
        writing,
        Question(
            0, organisation, sent.text.strip(), asker=sent.asker.strip(), summary=sent.summary.strip(),
            field=sent.field, unit=sent.unit, source="hall", place=Place.WAITING,
        ),
        "question.raised",
    )  # fmt: skip
    before = current_conference().on()
    if sent.place == "next" and (first := next(iter(questions.line(questions.every(writing))), None)):
        if first.number != taken.number:
            questions.turn(writing, sent.id, Move.ORDER, taken.number, before=first.number)
    elif sent.place == "floor":
        questions.turn(writing, sent.id, Move.CALL, taken.number)
        stage.call_begins(current_conference(), writing, [Move.CALL], before)
    note(writing, sent, "raised", taken.number, taken.text)
    return {"question": taken.number}


def _check(sent: Raised | Worded) -> None:
    settings = current_conference().settings
    if sent.text is not None and len(sent.text.strip()) < 3:
        raise Refusal("Write what the business asks, in a few words.")
    if (sent.field and not settings.field(sent.field)) or (sent.unit and not settings.unit(sent.unit)):
        raise Refusal("Choose field and unit from the list.")


@blueprint.post("/moderator/wording")
@may(*WHO)
@takes(Worded)
@gives(Taken)
def wording(sent: Worded) -> ResponseReturnValue:
    """Put right what the hall reads of a question, who asks, its field or its unit. 409 where it was reworded since."""
    return run_command("moderator.wording", sent, lambda writing: _word(writing, sent))


def _word(writing: Writing, sent: Worded) -> Row:
    _check(sent)
    known = questions.get(writing, sent.question)
    if screening.reworded(writing, sent.question) > sent.seen:
        raise Stale(
            "Question {number} was reworded in the meantime. Read it again before you change it.", number=known.number
        )
    said = {"asker": sent.asker, "field": sent.field, "unit": sent.unit}
    if sent.text is not None and sent.text.strip() != known.shown:
        said["summary"] = sent.text
    if sent.full is not None:
        if known.source != "hall":
            raise Refusal("What a business sent stays as it was sent: shorten what the hall reads.")
        said["text"] = sent.full
    after = questions.edit(
        writing, known.number, **{part: text.strip() for part, text in said.items() if text is not None}
    )
    if after != known:
        note(writing, sent, "worded", known.number, after.shown)
    return {"question": known.number}


def _organisation(writing: Writing, sent: Raised) -> str:
    known = guests.organisations(writing)
    if sent.organisation:
        if sent.organisation not in known:
            raise Refusal("This business is not on the list any more. Reload the page.")
        return sent.organisation
    name = " ".join(sent.business.split())
    if not name:
        raise Refusal("Choose the business, or write its name.")
    asked = Organisation(f"hall-{sent.id}", name, kind="business")
    if not sent.new and not organisations.find(known.values(), asked) and organisations.alike(known.values(), name):
        raise Refusal("Choose the business in the list, or choose “Take in as a new business”.")
    return organisations.find_or_create(writing, asked).id


FOUND = 8


@blueprint.get("/moderator/businesses")
@may(*WHO)
@gives(Found, query=("q",))
def businesses() -> ResponseReturnValue:
    """Businesses by any part of their name or tax code (`q`), the one that is called so first, then those in the hall."""
    conference, text = current_conference(), request.args.get("q", "")[:300]
    here = heads.presence(conference.db)
    known = guests.organisations(conference.db).values()
    found, same = organisations.alike(known, text), organisations.find(known, Organisation("", text))
    found.sort(key=lambda o: (o != same, o.id not in here, o.kind not in ("business", "association"), o.fold))
    return jsonify(
        businesses=[
            {"id": o.id, "name": o.name, "present": o.id in here, "person": here[o.id].name if o.id in here else ""}
            for o in found[:FOUND]
        ]
    )
