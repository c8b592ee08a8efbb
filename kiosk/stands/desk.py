"""The desk: scan, search, who really comes, walk-in, undo; with the line or without it.

Every change is one POST with an id that the desk made and a time of its own, so that it may be sent again at any time
(`docs/contract.md`). A steward's desk only scans; a supervisor's searches, overrides and undoes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal
from uuid import UUID

import msgspec
from flask import Blueprint, Response, jsonify, request
from msgspec import Meta, Struct

from badges import codes, guests
from badges.guests import Guest, Organisation
from badges.refusal import Forbidden, Refusal
from kiosk import amends, arrivals, clock, roster, walkins
from kiosk.arrivals import Coming, Entry
from kiosk.devices import Role
from kiosk.doors import may, this_day, this_device
from kiosk.screens import DOOR, Stand
from kiosk.stands import body

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from badges.store import Row, Writing
    from kiosk.day import Day

blueprint = Blueprint("desk", __name__)
WHO = frozenset({Role.DESK, Role.STEWARD, Role.OFFICE})
SUPERVISORS = (Role.DESK, Role.OFFICE)


def facts(day: Day) -> dict[str, Any]:
    """Invited and present by block: what the desk draws first, and counts on by itself."""
    counted = arrivals.counts(day.db)
    rows = [(block, *counted.get(block.code, (0, 0))) for block in sorted(day.settings.blocks, key=lambda b: b.rank)]
    return {"blocks": rows, "invited": sum(r[1] for r in rows), "came": sum(r[2] for r in rows)}


STAND = Stand("desk", WHO, facts, DOOR)


@blueprint.app_context_processor
def name_conference() -> dict[str, str]:
    """What a desk writes on everything it keeps."""
    return {"conference_mark": roster.mark(this_day())}


Line = Annotated[str, Meta(max_length=300)]
Party = Annotated[int, Meta(ge=1, le=99)]
Digest = Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]


class Operation(Struct, forbid_unknown_fields=True, kw_only=True):
    """What every change of a desk has: its id and the device's time."""

    id: UUID
    at: str

    def moment(self) -> str:
        """The device's time as it is stored."""
        try:
            return clock.stamp(clock.parse(self.at))
        except ValueError as error:
            raise Refusal("Write the time like 2026-04-24T06:52:07Z.") from error


class Scanned(Operation, kw_only=True):
    """A scan. `code` is the text as scanned; our own desk sends its `digest` and keeps no code; `guest` is for ways
    without a card. `apart`: the desk has already said `told` to the guest."""

    code: str = ""
    digest: Digest = ""
    guest: Line = ""
    way: Literal["wedge", "camera", "picture", "typed", "search", "walk_in", "vip", "self"]
    party: Party = 1
    came_name: Line = ""
    came_honorific: Line = ""
    came_title: Line = ""
    reason: Line = ""
    apart: bool = False
    told: Literal["", "welcome", "already_in", "unknown", "unreadable", "cancelled"] = ""

    def coming(self) -> Coming:
        """Who stands there."""
        return Coming(self.party, self.came_name.strip(), self.came_honorific, self.came_title, self.reason)


class Undone(Operation, kw_only=True):
    """An admission taken back."""

    scan: UUID
    reason: Line


class House(Struct, forbid_unknown_fields=True, kw_only=True):
    """The organisation of a walk-in: one of the list by its id, or a new one under the desk's own id."""

    id: Line
    name: Line = ""
    short_name: Line = ""
    tax_code: Line = ""


class WalkedIn(Operation, kw_only=True):
    """A guest who is not on the list."""

    guest: UUID
    name: Line
    honorific: Line = ""
    position: Line = ""
    phone: Line = ""
    block: Line = ""
    organisation: House
    party: Party = 1
    apart: bool = False


class Amended(Operation, kw_only=True):
    """Who really came on a card that is in already, and how many."""

    guest: Line
    party: Party = 1
    came_name: Line = ""
    came_honorific: Line = ""
    came_title: Line = ""
    reason: Line = ""


class Printed(Operation, kw_only=True):
    """A label was printed."""

    guest: Line


TOLD = ("apart", "told")
"""Facts of the delivery and not of what happened: they may differ when the same operation is sent again."""


def done(kind: str, asked: Operation, action: Callable[[Writing], Row]) -> ResponseReturnValue:
    """Do it once, and answer with the guest as the list has him now."""
    day = this_day()
    said = {key: value for key, value in msgspec.to_builtins(asked).items() if key not in TOLD}
    answer, replay = day.perform(str(asked.id), kind, said, action, this_device())
    return jsonify(answer | {"guest": card(day, answer["guest"]), "replay": replay})


def card(day: Day, guest: str | None) -> dict[str, Any] | None:
    """What a desk shows of a guest."""
    if guest is None:
        return None
    known = guests.get(day.db, guest)
    house = guests.organisation(day.db, known.organisation)
    block = day.settings.block(known.block)
    return {
        "id": known.id, "name": known.name, "honorific": known.honorific, "position": known.position,
        "organisation": house.name if house else "", "block": {"code": block.code, "name": block.name, "vip": block.vip},
        "seat": known.seat, "seats": known.seats, "walk_in": known.walk_in, "cancelled": known.cancelled,
    }  # fmt: skip


@blueprint.post("/desk/scans")
@may(*WHO)
def scans() -> ResponseReturnValue:
    """A scan: always an outcome."""
    asked = body(Scanned)
    device = this_device()
    overrides = asked.guest or asked.party > 1 or asked.came_name or asked.way in ("search", "vip", "walk_in")
    if device and device.role is Role.STEWARD and overrides:
        raise Forbidden("This desk only scans. A supervisor's desk can do this.")
    return done("scan", asked, lambda writing: _admit(writing, asked))


def _admit(writing: Writing, asked: Scanned) -> Row:
    told = (asked.told or "welcome") if asked.apart else ""
    entry = Entry(str(asked.id), asked.way, asked.moment(), asked.coming(), told)
    if asked.guest:
        return arrivals.admit_known(writing, entry, asked.guest)
    code = codes.read(asked.code)
    digest = codes.digest(code) if code is not None and codes.is_sound(code) else ""
    return arrivals.admit_digest(writing, entry, digest or asked.digest)


@blueprint.post("/desk/undo")
@may(*SUPERVISORS)
def undo() -> ResponseReturnValue:
    """Take an admission back, with a reason."""
    asked = body(Undone)
    return done("undo", asked, lambda w: arrivals.undo(w, str(asked.id), str(asked.scan), asked.reason, asked.moment()))


@blueprint.post("/desk/walk-ins")
@may(*SUPERVISORS)
def walk_ins() -> ResponseReturnValue:
    """Put a guest on the list and let him in."""
    asked = body(WalkedIn)
    day = this_day()
    block = day.settings.block(asked.block)
    told = "welcome" if asked.apart else ""
    entry = Entry(str(asked.id), "walk_in", asked.moment(), Coming(asked.party), told)
    guest = Guest(
        str(asked.guest), "", asked.name, asked.honorific, asked.position, block.code, phone=asked.phone
    )  # fmt: skip
    house = Organisation(kind=block.kind, **msgspec.to_builtins(asked.organisation))
    return done("walk_in", asked, lambda writing: walkins.enter(writing, day, entry, guest, house))


@blueprint.post("/desk/coming")
@may(*SUPERVISORS)
def coming() -> ResponseReturnValue:
    """Put right who came on a card, and how many."""
    asked = body(Amended)
    who = Coming(asked.party, asked.came_name.strip(), asked.came_honorific, asked.came_title, asked.reason)
    return done("coming", asked, lambda writing: amends.amend(writing, str(asked.id), asked.guest, who, asked.moment()))


@blueprint.post("/desk/prints")
@may(*SUPERVISORS)
def prints() -> ResponseReturnValue:
    """Mark that a label was printed."""
    asked = body(Printed)

    def mark(writing: Writing) -> Row:
        guests.change(writing, asked.guest, "guest.printed", printed_at=asked.moment())
        return {"outcome": "printed", "guest": asked.guest, "first": None}

    return done("print", asked, mark)


@blueprint.get("/desk/list")
@may(*WHO)
def list_() -> ResponseReturnValue:
    """The list to work with alone; with ?since=number&epoch=… only what changed. ETag: the list's version."""
    day, device = this_day(), this_device()
    role = device.role if device else Role.STEWARD
    number = request.args.get("since", type=int)
    if number is not None and request.args.get("epoch") == day.epoch:
        return jsonify(roster.since(day, role, number))
    tag = f"{day.epoch}-{role}-{roster.version(day)}"
    if request.if_none_match.contains(tag):
        return Response(status=304)
    response = jsonify(roster.whole(day, role))
    response.set_etag(tag)
    return response


@blueprint.get("/desk/label.css")
@may(*WHO)
def label_css() -> ResponseReturnValue:
    """The size of a label, for the browser's print dialogue."""
    width, height = this_day().settings.door.label_mm
    rules = f"@page{{size:{width}mm {height}mm;margin:0}}\n:root{{--label-width:{width}mm;--label-height:{height}mm}}\n"
    return Response(rules, mimetype="text/css")
