"""The office's door: arrivals over time, double entries to settle, the desks, every scan, and leaders without a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast
from uuid import uuid4

from flask import Blueprint, current_app, jsonify, redirect, render_template, request
from msgspec import Meta, Struct

from badges import guests
from badges.ports import first
from badges.refusal import Refusal, Unknown
from badges.vietnamese import fold
from kiosk import i18n
from kiosk.arrivals import admission, chart, corrections
from kiosk.arrivals.admission import Coming, Entry
from kiosk.conference.clock import parse
from kiosk.conference.devices import Role
from kiosk.guests import guest_list
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may, this_device
from kiosk.web.api import form_id, gives, takes
from kiosk.web.pictures import DOOR, Stand

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.ports import Row, Writing
    from kiosk.conference.conference import Conference
    from kiosk.web.presence import DeskStatuses

SECTION = Section(20, "/office/door", "Door")
blueprint = Blueprint("office_door", __name__)
SHOWN = 200

OUTCOMES = {
    "welcome": "Let in", "already_in": "Already in", "unknown": "Not on the list", "unreadable": "Not readable",
    "cancelled": "Invitation taken back", "replaced": "Old card", "undone": "Undone", "amended": "Corrected",
}  # fmt: skip
WAYS = {
    "wedge": "USB scanner", "camera": "Camera", "picture": "Picture", "typed": "Typed", "search": "Search",
    "walk_in": "Walk-in", "vip": "Leader", "self": "Own scan",
}  # fmt: skip
DOUBLE = "double entry"
"""The reason that the log has where the later of two admissions is taken back; people read what was found."""
FINDINGS = {
    "same": "One person, scanned at two desks", "substitute": "Two people on one card, both stay",
    "second": "The second one is taken back",
}  # fmt: skip


def facts(conference: Conference) -> dict[str, Any]:
    """The door as it is now."""
    order = [block.code for block in sorted(conference.settings.blocks, key=lambda block: -block.rank)]
    there = conference.db.query("select a.at, g.block from arrival a join guest g on g.id = a.guest")
    came = [(conference.clock.local(row["at"]), conference.settings.block(row["block"]).code) for row in there]
    return {
        "chart": chart.chart(came, order),
        "totals": guest_list.totals(conference),
        "doubles": doubles(conference),
        "leaders": guest_list.leaders_away(conference),
        "desks": sorted(desks().known.values(), key=lambda desk: desk.name),
        "now": conference.clock.now(),
        "findings": FINDINGS,
        "op": lambda: str(uuid4()),
    }


def desks() -> DeskStatuses:
    """What the desks said last, of this application."""
    return cast("DeskStatuses", current_app.extensions["desks"])


def doubles(conference: Conference) -> list[dict[str, Any]]:
    """Double entries that nobody has settled: the guest and both scans."""
    rows = conference.db.query("select * from double_entry where settled_at = '' order by rowid")
    return [row | {"guest": guests.get(conference.db, row["guest"]), "scans": _both(conference, row)} for row in rows]


def _both(conference: Conference, row: Row) -> list[Row]:
    found = {
        scan["id"]: scan
        for scan in conference.db.query("select * from scan where id in (?, ?)", (row["first"], row["second"]))
    }
    return [found[key] for key in (row["first"], row["second"]) if key in found]


STAND = Stand("office/door", frozenset(WHO), facts, DOOR | {"desk_status", "device"})


@blueprint.get("/office/door/scans")
@may(*WHO)
def scans() -> ResponseReturnValue:
    """Everything that happened at the door, refused scans too; searchable."""
    conference = current_conference()
    asked = {key: request.args.get(key, "") for key in ("q", "outcome", "desk")}
    houses = guests.organisations(conference.db)
    names = {
        g.id: f"{g.called} · {houses[g.organisation].name if g.organisation in houses else ''}"
        for g in guests.every(conference.db)
    }
    rows = [
        row | {"who": names.get(row["guest"], ""), "reason": _reason(row["reason"])}
        for row in conference.db.query("select * from scan order by rowid desc")
    ]
    found = [row for row in rows if _fits(row, asked)]
    return render_template(
        "office/scans.html", found=found[:SHOWN], count=len(found), asked=asked, outcomes=OUTCOMES, ways=WAYS,
        desks=sorted({row["desk"] for row in rows}),
    )  # fmt: skip


def _reason(text: str) -> str:
    known = {DOUBLE: FINDINGS["second"]}.get(text)
    return i18n.gettext(known) if known else text


def _fits(row: Row, asked: dict[str, str]) -> bool:
    text = fold(f"{row['who']} {row['came_name']} {row['reason']} {row['code_head']}")
    return (
        asked["outcome"] in ("", row["outcome"])
        and asked["desk"] in ("", row["desk"])
        and all(word in text for word in fold(asked["q"]).split())
    )


@blueprint.post("/office/door/arrived")
@may(*WHO)
def arrived() -> ResponseReturnValue:
    """A leader has come without showing a card: `who` "self", or "substitute" for whoever was announced in his place."""
    said = {key: request.form.get(key, "")[:200] for key in ("guest", "who")}
    conference, scan = current_conference(), form_id()
    coming = Coming(in_person=said["who"] == "self")

    def action(writing: Writing) -> Row:
        guests.get(writing, said["guest"])
        return admission.admit_known(writing, Entry(f"vip.{scan}", "vip", writing.at, coming, ""), said["guest"])

    conference.perform(f"vip.{scan}", "scan.vip", said, action, this_device())
    return redirect("/office/door", 303)


@blueprint.post("/office/door/doubles/<double>")
@may(*WHO)
def settle(double: str) -> ResponseReturnValue:
    """A person has found out what a double entry was; with "second" the later admission is taken back."""
    finding = request.form.get("finding", "")
    if finding not in FINDINGS:
        raise Refusal("Choose one of the findings of the list.")

    def action(writing: Writing) -> Row:
        row = first(writing.query("select * from double_entry where id = ? and settled_at = ''", (double,)))
        if row is None:
            raise Unknown("This double entry is settled already.")
        if finding == "second":
            corrections.undo(writing, f"undo.{double}", row["second"], DOUBLE, writing.at)
        writing.put(
            "double_entry.settled", "double_entry",
            row | {"settled_at": writing.at, "settled_by": writing.by, "finding": finding},
        )  # fmt: skip
        return {"double": double}

    current_conference().perform(f"double.{form_id()}", "double", [double, finding], action, this_device())
    return redirect("/office/door", 303)


class Said(Struct, forbid_unknown_fields=True):
    """`POST /desk/status`: what a desk has not sent, how many guests it has saved, and what its clock shows."""

    unsent: Annotated[int, Meta(ge=0, le=100_000)]
    saved: Annotated[int, Meta(ge=0, le=1_000_000)]
    at: str


class Now(Struct, forbid_unknown_fields=True):
    """The conference's time, in ms since 1970."""

    now: int


@blueprint.post("/desk/status")
@may(Role.DESK, Role.STEWARD, Role.OFFICE)
@takes(Said)
@gives(Now)
def status(said: Said) -> ResponseReturnValue:
    """A desk says how it is; the answer is the server's time. Its own clock is compared with this machine's, unshifted."""
    conference, device = current_conference(), this_device()
    now = conference.clock.now()
    try:
        offset = (parse(said.at) - (now - conference.clock.shift)).total_seconds()
    except ValueError as error:
        raise Refusal("Write the time like 2026-04-24T06:52:07Z.") from error
    if device and desks().says(device, said.unsent, said.saved, offset, now):
        current_app.extensions["screens"].touched({"desk_status"})
    return jsonify(now=int(now.timestamp() * 1000))
