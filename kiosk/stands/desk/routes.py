"""The desk: scan, search, who really comes, walk-in, undo; with the line or without it.

Every change is one POST with an id that the desk made and a time of its own, so that it may be sent again at any time
(`docs/contract.md`). A steward's desk only scans; a supervisor's searches, overrides and undoes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from flask import Blueprint, Response, current_app, jsonify, request

from badges import codes, guests, qr
from badges.guests import Guest, Organisation
from badges.refusal import Forbidden, Unknown
from kiosk.arrivals import admission, corrections, desk_list, handovers, leaving, open_matters
from kiosk.arrivals import walk_ins as walkins
from kiosk.arrivals.admission import Coming, Entry
from kiosk.arrivals.heads import counts, gone_out
from kiosk.arrivals.heads import heads as by_block
from kiosk.conference.devices import Role
from kiosk.stands.desk.shapes import (
    Admitted,
    Amended,
    HandedOver,
    Left,
    Printed,
    Reported,
    Scanned,
    TakenOn,
    Undone,
    WalkedIn,
)
from kiosk.storage.kept import kept
from kiosk.web.access import current_conference, may, this_device
from kiosk.web.api import Operation, gives, takes
from kiosk.web.once import run_once
from kiosk.web.pictures import DOOR
from kiosk.web.stand import Changes, Stand

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from badges.ports import Row, Writing
    from kiosk.conference.conference import Conference

blueprint = Blueprint("desk", __name__)
WHO = frozenset({Role.DESK, Role.STEWARD, Role.OFFICE})
SUPERVISORS = (Role.DESK, Role.OFFICE)


def facts(conference: Conference) -> dict[str, Any]:
    """Invited and present by block, cards and persons: what the desk draws first, and counts on by itself."""
    counted, heads = counts(conference.db), by_block(conference.db)
    rows = [
        (block, *counted.get(block.code, (0, 0))) for block in sorted(conference.settings.blocks, key=lambda b: b.rank)
    ]
    return {
        "blocks": rows, "invited": sum(r[1] for r in rows), "came": sum(r[2] for r in rows), "heads": heads,
        "persons": sum(heads.values()), "out": gone_out(conference.db),
    }  # fmt: skip


STAND = Stand("desk", WHO, facts, DOOR | {"handover"}, changes=Changes(desk_list.WATCHED, desk_list.changes))


@blueprint.app_context_processor
def name_conference() -> dict[str, str]:
    """What a desk writes on everything it keeps."""
    return {"conference_mark": desk_list.mark(current_conference())}


TOLD = ("apart", "told")
"""Facts of the delivery and not of what happened: they may differ when the same operation is sent again."""


def run_entry(
    kind: str, asked: Operation, action: Callable[[Writing], Row], *, judged: list[Guest] | None = None
) -> ResponseReturnValue:
    """Do it once, and answer with the guest as the list has him now.

    `judged`: an action that changes no guest leaves in it whom it has read; such actions share their commits.
    """
    conference = current_conference()
    said = {key: value for key, value in msgspec.to_builtins(asked).items() if key not in TOLD}
    if not said.get("in_person"):
        said.pop("in_person", None)  # unsaid in journals from before there was such a field, which are sent again
    for later in ("beside", "seat"):
        if not said.get(later):
            said.pop(later, None)
    answer, replay = run_once(str(asked.id), kind, said, action, shared=judged is not None)
    known = judged[0] if judged else guests.find(conference.db, answer["guest"]) if answer["guest"] else None
    return jsonify(answer | {"guest": card(conference, known), "replay": replay})


def card(conference: Conference, known: Guest | None) -> dict[str, Any] | None:
    """What a desk shows of a guest; None: nobody, or somebody who was merged into another since."""
    if known is None:
        return None
    organisations: dict[str, Organisation | None] = kept(
        conference.db, "organisations of cards", ("organisation",), dict
    )
    if known.organisation not in organisations:
        organisations[known.organisation] = guests.organisation(conference.db, known.organisation)
    organisation = organisations[known.organisation]
    block = conference.settings.block(known.block)
    return {
        "id": known.id, "name": known.name, "honorific": known.honorific, "position": known.position,
        "organisation": organisation.name if organisation else "", "block": {"code": block.code, "name": block.name, "vip": block.vip},
        "seat": known.seat, "seats": known.seats, "walk_in": known.walk_in, "cancelled": known.cancelled,
    }  # fmt: skip


@blueprint.post("/desk/scans")
@may(*WHO)
@takes(Scanned)
@gives(Admitted)
def scans(asked: Scanned) -> ResponseReturnValue:
    """A scan: always an outcome."""
    device = this_device()
    overrides = (
        asked.guest
        or asked.party > 1
        or asked.came_name
        or asked.in_person
        or asked.way in ("search", "vip", "walk_in")
    )
    if device and device.role is Role.STEWARD and overrides:
        raise Forbidden("This desk only scans. A supervisor's desk can do this.")
    judged: list[Guest] = []
    return run_entry("scan", asked, lambda writing: _admit(writing, asked, judged), judged=judged)


def _admit(writing: Writing, asked: Scanned, judged: list[Guest]) -> Row:
    told = (asked.told or "welcome") if asked.apart else ""
    entry = Entry(str(asked.id), asked.way, asked.moment(), asked.coming(), told)
    digest = "" if asked.guest else codes.digest_in(asked.code) or asked.digest
    guest = guests.find(writing, asked.guest) if asked.guest else admission.holder(writing, digest)
    judged += [guest] if guest else []
    return (
        admission.admit_found(writing, entry, guest)
        if asked.guest
        else admission.admit_holder(writing, entry, guest, digest)
    )


@blueprint.post("/desk/undo")
@may(*SUPERVISORS)
@takes(Undone)
@gives(Admitted)
def undo(asked: Undone) -> ResponseReturnValue:
    """Take an admission back, with a reason."""
    return run_entry(
        "undo", asked, lambda w: corrections.undo(w, str(asked.id), str(asked.scan), asked.reason, asked.moment())
    )


@blueprint.post("/desk/walk-ins")
@may(*SUPERVISORS)
@takes(WalkedIn)
@gives(Admitted)
def walk_ins(asked: WalkedIn) -> ResponseReturnValue:
    """Put a guest on the list and let him in."""
    conference = current_conference()
    block = conference.settings.block(asked.block)
    told = "welcome" if asked.apart else ""
    entry = Entry(str(asked.id), "walk_in", asked.moment(), Coming(asked.party), told)
    guest = Guest(
        str(asked.guest), "", asked.name, asked.honorific, asked.position, block.code, phone=asked.phone, seat=asked.seat.strip()
    )  # fmt: skip
    organisation = Organisation(kind=block.kind, **msgspec.to_builtins(asked.organisation))
    return run_entry(
        "walk_in", asked, lambda writing: walkins.enter(writing, conference, entry, guest, organisation, asked.beside)
    )


@blueprint.post("/desk/coming")
@may(*SUPERVISORS)
@takes(Amended)
@gives(Admitted)
def coming(asked: Amended) -> ResponseReturnValue:
    """Put right who came on a card, and how many."""
    who = Coming(asked.party, asked.came_name.strip(), asked.came_honorific, asked.came_title, asked.reason)
    return run_entry(
        "coming", asked, lambda writing: corrections.amend(writing, str(asked.id), asked.guest, who, asked.moment())
    )


@blueprint.post("/desk/leaving")
@may(*SUPERVISORS)
@takes(Left)
@gives(Admitted)
def leave(asked: Left) -> ResponseReturnValue:
    """Note that a guest has gone out; the card lets in again."""
    return run_entry(
        "leaving", asked, lambda w: leaving.leave(w, str(asked.id), asked.guest, asked.moment(), alone=asked.apart)
    )


@blueprint.post("/desk/handovers")
@may(*WHO)
@takes(HandedOver)
@gives(Admitted)
def hand_over(asked: HandedOver) -> ResponseReturnValue:
    """Send a guest to the help desk."""
    return run_entry(
        "handover", asked,
        lambda w: handovers.hand_over(w, str(asked.id), asked.guest, asked.outcome, asked.text.strip()),
    )  # fmt: skip


@blueprint.post("/desk/handovers/taken")
@may(*SUPERVISORS)
@takes(TakenOn)
@gives(Admitted)
def take_on(asked: TakenOn) -> ResponseReturnValue:
    """Take on a guest who was sent here."""
    return run_entry("handover.taken", asked, lambda w: handovers.take(w, str(asked.handover)))


@blueprint.post("/desk/reports")
@may(*WHO)
@takes(Reported)
@gives(Admitted)
def reports(asked: Reported) -> ResponseReturnValue:
    """Something was done at the desk while it was apart, and refused by the server afterwards: the office asks."""

    def note(writing: Writing) -> Row:
        text = " · ".join(part for part in (asked.name.strip(), asked.sentence.strip()) if part)
        open_matters.note_refusal(writing, str(asked.id), asked.guest, asked.path, text)
        return {"outcome": "reported", "guest": None, "first": None}

    return run_entry("report", asked, note)


@blueprint.post("/desk/prints")
@may(*SUPERVISORS)
@takes(Printed)
@gives(Admitted)
def prints(asked: Printed) -> ResponseReturnValue:
    """Mark that a label was printed."""

    def mark(writing: Writing) -> Row:
        guests.change(writing, asked.guest, "guest.printed", printed_at=asked.moment())
        return {"outcome": "printed", "guest": asked.guest, "first": None}

    return run_entry("print", asked, mark)


@blueprint.get("/desk/list")
@may(*WHO)
@gives(desk_list.Roster, 304, query=("since", "epoch"))
def list_() -> ResponseReturnValue:
    """The list to work with alone; with ?since=number&epoch=… only what changed. ETag: the list's version."""
    conference, device = current_conference(), this_device()
    role = device.role if device else Role.STEWARD
    number = request.args.get("since", type=int)
    if number is not None and request.args.get("epoch") == conference.epoch:
        return jsonify(desk_list.since(conference, role, number) | {"handed": handovers.shown_at(conference, device)})
    version = current_app.extensions["screens"].version(STAND.name)
    tag = f"{conference.epoch}-{device.id if device else role}-{version}"
    if request.if_none_match.contains(tag):
        return Response(status=304)
    response = jsonify(desk_list.whole(conference, role) | {"handed": handovers.shown_at(conference, device)})
    response.set_etag(tag)
    return response


@blueprint.get("/desk/label/<guest>.svg")
@may(*SUPERVISORS)
@gives("image/svg+xml")
def label_code(guest: str) -> ResponseReturnValue:
    """The code of the card of a guest who came, for the label; of "test" the test card's. A desk never learns another's."""
    conference = current_conference()
    if guest == "test":
        code = codes.TEST_CARD
    elif admission.of(conference.db, guest) is None:
        raise Unknown("This guest is not in. Scan the card first.")
    else:
        code = guests.code(guests.get(conference.db, guest), conference.key, conference.settings.id)
    return Response(qr.svg(code), mimetype="image/svg+xml", headers={"Cache-Control": "no-store"})


@blueprint.get("/desk/label.css")
@may(*WHO)
@gives("text/css")
def label_css() -> ResponseReturnValue:
    """The size of a label, for the browser's print dialogue."""
    width, height = current_conference().settings.door.label_mm
    rules = f"@page{{size:{width}mm {height}mm;margin:0}}\n:root{{--label-width:{width}mm;--label-height:{height}mm}}\n"
    return Response(rules, mimetype="text/css")
