"""The chair: the question now, its prepared answer and legal basis in large type, the clock, what comes next, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from flask import Blueprint, jsonify

from kiosk.conference import units
from kiosk.conference.devices import Role
from kiosk.dialogue import closing
from kiosk.dialogue.board import board
from kiosk.web.access import current_conference, may
from kiosk.web.api import Id, gives, takes
from kiosk.web.once import run_once
from kiosk.web.pictures import DIALOGUE, DOOR, NOTES, PROGRAMME
from kiosk.web.stand import Stand
from live import notes

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.conference.conference import Conference

blueprint = Blueprint("chair", __name__)
WHO = frozenset({Role.CHAIR})
NEXT_SHOWN = 2


def facts(conference: Conference) -> dict[str, Any]:
    """What the chair reads."""
    known = board(conference)
    floor, on = known["floor"], known["on"]
    question = floor.question if floor else None
    unit = conference.settings.unit(question.unit) if question else None
    return {
        "floor": floor, "line": known["line"][:NEXT_SHOWN], "pace": known["pace"], "paused": known["paused"],
        "since": known["since"], "soft": known["soft"], "ends": known["ends"], "late": known["late"],
        "speech": known["speech"], "after": conference.on() is None and bool(conference.runs()),
        "item": conference.settings.programme[on] if on is not None else None,
        "leader": unit.leader if unit else "",
        "co_units": [units.name(conference.settings, code) for code in question.co_units] if question else [],
        "notes": notes.waiting(conference.db, "chair"), "sent": notes.signals(conference.db),
    } | closing.view(conference)  # fmt: skip


STAND = Stand("chair", WHO, facts, DIALOGUE | PROGRAMME | DOOR | NOTES | {"nod"})


class Nod(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /chair/nods`: agree to a line of the closing, in the very words that were read."""

    id: Id
    line: Annotated[str, msgspec.Meta(max_length=80)]
    text: Annotated[str, msgspec.Meta(max_length=30_000)]


class Nodded(msgspec.Struct, forbid_unknown_fields=True):
    """Which line, and when."""

    line: str
    at: str
    replay: bool


@blueprint.post("/chair/nods")
@may(*WHO)
@takes(Nod)
@gives(Nodded)
def nod(sent: Nod) -> ResponseReturnValue:
    """Agree to a line. 409 where it was worded anew since it was read."""
    conference = current_conference()
    done, replay = run_once(
        sent.id,
        "nod",
        [sent.line, sent.text],
        lambda w: closing.nod(conference, w, sent.line, sent.text),
    )
    return jsonify(done | {"replay": replay})
