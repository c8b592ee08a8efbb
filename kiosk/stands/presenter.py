"""The presenter: who is really here, in protocol order, to be introduced; leaders the moment they come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from flask import Blueprint, jsonify

from badges import guests
from kiosk.arrivals import introductions
from kiosk.conference import stage
from kiosk.conference.clock import parse
from kiosk.conference.devices import Role
from kiosk.web.access import current_conference, may
from kiosk.web.api import Id, gives, takes
from kiosk.web.once import run_once
from kiosk.web.pictures import DOOR, PROGRAMME
from kiosk.web.stand import Stand
from live import undo

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.conference.conference import Conference

WHO = frozenset({Role.PRESENTER, Role.OFFICE})
blueprint = Blueprint("presenter", __name__)
FRESH_MS = 3 * 60 * 1000
"""How long somebody counts as just arrived."""


def facts(conference: Conference) -> dict[str, Any]:
    """The list as it is read out, and when it was printed."""
    parts = introductions.parts(conference.db, conference.settings)
    lines = [line for part in parts for line in part.lines]
    return {
        "parts": [part for part in parts if part.lines],
        "empty": [part.block for part in parts if not part.lines and part.expected],
        "here": len(lines),
        "late": sum(line.late for line in lines),
        "printed": introductions.marked(conference.db).get(introductions.PRINTED, ""),
        "next": _next(parts),
        "fresh_until": lambda at: int(parse(at).timestamp() * 1000) + FRESH_MS,
        "now_ms": conference.clock.milliseconds(),
        "stamp": conference.clock.stamp(),
        "proposal": stage.proposed(conference),
        "behind": stage.lateness(conference),
    }


def _next(parts: list[introductions.Part]) -> str:
    """Whom to introduce now: the first one on the list without a mark."""
    for part in parts:
        if part.collective and part.lines and not part.introduced:
            return part.key
        if not part.collective and (line := next((line for line in part.lines if not line.introduced), None)):
            return line.guest
    return ""


STAND = Stand("presenter", WHO, facts, DOOR | PROGRAMME | {"introduction"})


class Marking(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /presenter/introductions`. `key`: a guest's id or block:<code>."""

    id: Id
    key: str
    done: bool


class Moving(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /presenter/order`: introduce `guest` before another, or last of the block."""

    id: Id
    guest: str
    before: str | None = None


class Printing(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /presenter/printings`."""

    id: Id


class Leading(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /presenter/programme`: go to the `item` that is proposed, keep what is on, or end the last item."""

    id: Id
    item: Annotated[int, msgspec.Meta(ge=0, le=99)]
    do: Literal["start", "keep", "end"]


class Led(msgspec.Struct, forbid_unknown_fields=True):
    """The item of the programme."""

    item: int


class Marked(msgspec.Struct, forbid_unknown_fields=True):
    """The mark as it is now."""

    key: str
    done: bool


class Moved(msgspec.Struct, forbid_unknown_fields=True):
    """The guest's new place in the block, from 1."""

    guest: str
    rank: int


@blueprint.post("/presenter/introductions")
@may(*WHO)
@takes(Marking)
@gives(Marked)
def mark(asked: Marking) -> ResponseReturnValue:
    """Mark somebody, or a whole block, as introduced; or take the mark back."""

    def action(writing: Any) -> dict[str, Any]:
        if not asked.key.startswith("block:"):
            guests.get(writing, asked.key)
        return introductions.mark(writing, asked.key, asked.done)

    return jsonify(run_once(asked.id, "introduction", [asked.key, asked.done], action).answer)


@blueprint.post("/presenter/order")
@may(*WHO)
@takes(Moving)
@gives(Moved)
def order(asked: Moving) -> ResponseReturnValue:
    """Change the order inside a block."""
    conference = current_conference()
    done = run_once(
        asked.id, "introduction.order", [asked.guest, asked.before],
        lambda writing: introductions.move(writing, conference.settings, asked.guest, asked.before),
    )  # fmt: skip
    return jsonify(done.answer)


@blueprint.post("/presenter/printings")
@may(*WHO)
@takes(Printing)
@gives(Marked)
def printed(asked: Printing) -> ResponseReturnValue:
    """The list goes to paper now: whoever comes later is highlighted."""
    done = run_once(
        asked.id, "introduction.printed", [], lambda writing: introductions.mark(writing, introductions.PRINTED, True)
    )
    return jsonify(done.answer)


@blueprint.post("/presenter/programme")
@may(*WHO)
@takes(Leading)
@gives(Led)
def lead(asked: Leading) -> ResponseReturnValue:
    """Confirm what the plan's hour proposes, or keep what is on."""
    conference = current_conference()

    def action(writing: Any) -> dict[str, Any]:
        stage.lead(conference, writing, asked.do, asked.item)
        stage.settle(conference, writing, asked.id)
        undo.record(writing, asked.id, f"item.{asked.do}", asked.item)
        return {"item": asked.item}

    return jsonify(run_once(asked.id, "presenter.programme", [asked.item, asked.do], action).answer)
