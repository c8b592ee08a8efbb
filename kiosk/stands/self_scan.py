"""The own scan: an unattended tablet at the door. It greets whoever shows his card, and keeps and shows nothing else.

Whoever it does not know it sends to the help desk, in the same words whatever the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from flask import Blueprint, jsonify
from msgspec import Struct

from badges import codes, guests
from kiosk.arrivals import admission
from kiosk.arrivals.admission import Coming, Entry
from kiosk.arrivals.arrival_rows import Outcome
from kiosk.conference.devices import Role
from kiosk.web.access import current_conference, may
from kiosk.web.api import Operation, gives, takes
from kiosk.web.once import run_once
from kiosk.web.pictures import PROGRAMME
from kiosk.web.stand import Stand

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.ports import Row, Writing
    from kiosk.conference.conference import Conference

blueprint = Blueprint("self", __name__)
WHO = frozenset({Role.SELF, Role.OFFICE})
KNOWN = (Outcome.WELCOME, Outcome.ALREADY_IN, Outcome.RETURNED)


def facts(conference: Conference) -> dict[str, Any]:
    """Nothing about anybody: where help is."""
    return {"help_desk": conference.settings.door.help_desk or conference.settings.door.desks[0]}


STAND = Stand("self", WHO, facts, PROGRAMME)


class CardShown(Operation, kw_only=True):
    """`POST /self/scans`: the text that the camera or the scanner read."""

    code: str


class Greeted(Struct, forbid_unknown_fields=True):
    """What the tablet says; of a card that it does not know, the outcome only. `colour`: a class of /conference.css."""

    outcome: Literal["welcome", "already_in", "unreadable", "help"]
    hour: str = ""
    name: str = ""
    seat: str = ""
    block: str = ""
    colour: str = ""


@blueprint.post("/self/scans")
@may(*WHO)
@takes(CardShown)
@gives(Greeted)
def scans(asked: CardShown) -> ResponseReturnValue:
    """A card was shown: outcome `welcome`, `already_in`, `unreadable` or `help`, and whom to greet."""
    conference = current_conference()
    digest = codes.digest_in(asked.code[:500])

    def action(writing: Writing) -> Row:
        return admission.admit_digest(writing, Entry(str(asked.id), "self", asked.moment(), Coming(), ""), digest)

    answer = run_once(str(asked.id), "scan.self", [digest, asked.at], action).answer
    outcome = answer["outcome"]
    if outcome not in KNOWN:
        return jsonify(outcome="unreadable" if outcome == Outcome.UNREADABLE else "help")
    return jsonify(
        outcome="welcome" if outcome == Outcome.RETURNED else outcome,
        hour=conference.clock.hour((answer["first"] or {}).get("at")),
        **greeting(conference, answer["guest"]),
    )


def greeting(conference: Conference, guest: str) -> dict[str, Any]:
    """What the tablet says: who came, the seat and the block."""
    known, arrival = guests.get(conference.db, guest), admission.of(conference.db, guest)
    block = conference.settings.block(known.block)
    other = arrival is not None and arrival.substitute
    name = f"{arrival.came_honorific} {arrival.came_name}".strip() if arrival and other else known.called
    return {"name": name, "seat": known.seat, "block": block.name, "colour": f"block-{block.code}"}
