"""The office's door: arrivals over time, open matters to settle, the desks, every scan, and leaders without a card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, cast
from uuid import uuid4

from flask import Blueprint, current_app, jsonify, redirect, render_template, request
from msgspec import Meta, Struct

from badges import guests
from badges.refusal import Refusal
from badges.vietnamese import fold
from kiosk import i18n
from kiosk.arrivals import admission, chart, heads, open_matters, queue_flow, settling
from kiosk.arrivals.admission import Coming, Entry
from kiosk.arrivals.open_matters import NOT_HERE, Finding, MatterKind
from kiosk.conference.clock import parse, stamp
from kiosk.conference.devices import Role
from kiosk.guests import guest_list
from kiosk.i18n import N_
from kiosk.stands.office.section import WHO, Section
from kiosk.storage.kept import kept_rows
from kiosk.web.access import current_conference, may, this_device
from kiosk.web.api import form_id, gives, takes
from kiosk.web.once import run_once
from kiosk.web.pictures import DOOR
from kiosk.web.stand import Stand

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.guests import Guest
    from badges.ports import Row, Writing
    from kiosk.arrivals.arrival_rows import Arrival
    from kiosk.arrivals.open_matters import Matter
    from kiosk.arrivals.queue_flow import Flow
    from kiosk.conference.conference import Conference
    from kiosk.web.presence import DeskStatuses

SECTION = Section(20, "/office/door", "Door")
blueprint = Blueprint("office_door", __name__)
SHOWN = 200

OUTCOMES = N_({
    "welcome": "Let in", "already_in": "Already in", "unknown": "Not on the list", "unreadable": "Not readable",
    "cancelled": "Invitation taken back", "replaced": "Old card", "undone": "Undone", "amended": "Corrected",
    "left": "Gone out", "returned": "Back in",
})  # fmt: skip
WAYS = N_({
    "wedge": "USB scanner", "camera": "Camera", "picture": "Picture", "typed": "Typed", "search": "Search",
    "walk_in": "Walk-in", "vip": "Leader", "self": "Own scan",
})  # fmt: skip
KINDS = N_(
    {
        MatterKind.DOUBLE: "Two desks let in this card while one of them had no line",
        MatterKind.CANCELLED: "Let in at a desk without a line; the invitation had been taken back",
        MatterKind.REPLACED: "Let in at a desk without a line on an old card; a new one had been issued",
        MatterKind.TURNED_AWAY: "Was told at a desk without a line that the card is not good; it is",
        MatterKind.TWIN: "Put on the list as a walk-in guest; somebody of this name was on the list",
        MatterKind.REFUSED: "Done at a desk without a line; the server could not take it",
    }
)
FINDINGS = N_({
    Finding.SAME: "One and the same person", Finding.TWO: "Two people", Finding.FIRST: "The first one is taken back",
    Finding.ABSENT: "Not here", Finding.HERE: "Here, stays in", Finding.DONE: "Put right",
})  # fmt: skip
TITLES = N_(
    {
        (MatterKind.TWIN, Finding.SAME): "One and the same person: make it one",
        (MatterKind.DOUBLE, Finding.SAME): "One and the same person: count once",
        (MatterKind.DOUBLE, Finding.TWO): "Two people on one card, both stay",
        (MatterKind.DOUBLE, Finding.ABSENT): "The second one is not here: take it back",
        (MatterKind.TWIN, Finding.ABSENT): "The walk-in guest is not here: take it back",
        (MatterKind.CANCELLED, Finding.ABSENT): "Not here: take the admission back",
        (MatterKind.REPLACED, Finding.ABSENT): "Not here: take the admission back",
    }
)
"""What a button says, where it says more than the finding."""
ACTS = N_({
    "/desk/scans": "Admission", "/desk/walk-ins": "Walk-in guest", "/desk/undo": "Taking an admission back",
    "/desk/coming": "Substitute, companions", "/desk/prints": "Label",
    "/desk/leaving": "Going out",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One open matter as the page shows it: who, what happened when and where, and what may be found."""

    matter: Matter
    people: list[tuple[Guest, str, Arrival | None]]
    """Each guest with organisation and arrival."""
    scans: list[Row]
    findings: list[tuple[str, str]]


def facts(conference: Conference) -> dict[str, Any]:
    """The door as it is now."""
    order = [block.code for block in sorted(conference.settings.blocks, key=lambda block: -block.rank)]
    came = [
        pair
        for row in conference.db.query(MINUTES)
        for pair in [(conference.clock.local(row["at"]), conference.settings.block(row["block"]).code)] * row["n"]
    ]
    return {
        "chart": chart.chart(came, order),
        "totals": guest_list.totals(conference),
        "heads": heads.heads(conference.db),
        "out": heads.gone_out(conference.db),
        "flow": _flow(conference),
        "matters": matters(conference),
        "kinds": KINDS,
        "acts": ACTS,
        "leaders": guest_list.leaders_away(conference),
        "desks": sorted(desks().known.values(), key=lambda desk: desk.name),
        "now": conference.clock.now(),
        "op": lambda: str(uuid4()),
    }


MINUTES = "select substr(a.at, 1, 16) || 'Z' as at, g.block, count(*) as n from arrival a join guest g on g.id = a.guest group by 1, 2"
"""Arrivals of each minute by block: the chart has no finer step."""


RECENT = (
    "select at, desk from arrival where at > :since"
    " union all select * from (select at, desk from arrival where at <= :since order by at limit 1)"
)
"""Arrivals of the last minutes, and the first of the day."""


def _flow(conference: Conference) -> Flow | None:
    """How fast the door is, until the programme begins."""
    begins = next(
        (slot.start for slot in conference.slots if conference.settings.programme[slot.number].kind != "reception"),
        None,
    )
    if begins is None or conference.clock.now() >= begins:
        return None
    since = stamp(conference.clock.now() - queue_flow.WINDOW)
    came = [(parse(row["at"]), row["desk"]) for row in conference.db.query(RECENT, {"since": since})]
    waiting = (
        "select count(*) as n from guest g left join arrival a on a.guest = g.id"
        " where a.guest is null and g.cancelled = '' and g.rsvp != 'declined'"
    )
    return queue_flow.flow(came, next(conference.db.query(waiting))["n"], conference.clock.now(), begins)


def desks() -> DeskStatuses:
    """What the desks said last, of this application."""
    return cast("DeskStatuses", current_app.extensions["desks"])


def matters(conference: Conference) -> list[Asked]:
    """Return everything that somebody must ask about, in the order in which it came up."""
    return [_asked(conference, matter) for matter in open_matters.all_open(conference.db)]


def _asked(conference: Conference, matter: Matter) -> Asked:
    ids = [matter.guest, matter.other] if matter.kind is MatterKind.TWIN else [matter.guest]
    known = [guest for guest in (guests.find(conference.db, key) for key in ids if key) if guest]
    organisations = guests.organisations_by_key(conference.db, {guest.organisation for guest in known})
    people = [
        (
            g,
            organisations[g.organisation].name if g.organisation in organisations else "",
            admission.of(conference.db, g.id),
        )
        for g in known
    ]
    keys = [matter.other, matter.scan] if matter.kind is MatterKind.DOUBLE else [matter.scan]
    rows = {row["id"]: row for row in conference.db.query("select * from scan where id in (?, ?)", (keys[0], keys[-1]))}
    titles = [
        (str(finding), TITLES.get((matter.kind, finding), FINDINGS[finding]))
        for finding in open_matters.FINDINGS[matter.kind]
    ]
    return Asked(matter, people, [rows[key] for key in keys if key in rows], titles)


STAND = Stand("office/door", frozenset(WHO), facts, DOOR | {"desk_status", "device"})


@blueprint.get("/office/door/scans")
@may(*WHO)
def scans() -> ResponseReturnValue:
    """Everything that happened at the door, refused scans too; searchable."""
    conference = current_conference()
    asked = {key: request.args.get(key, "") for key in ("q", "outcome", "desk")}
    found = found_scans(conference, asked)
    return render_template(
        "office/scans.html", found=found[:SHOWN], count=len(found), asked=asked, outcomes=OUTCOMES, ways=WAYS,
        desks=[row["desk"] for row in conference.db.query("select distinct desk from scan order by desk")],
    )  # fmt: skip


def found_scans(conference: Conference, asked: dict[str, str]) -> list[Row]:
    """Return the scans that a search asks for, the newest first, each with `who` it was."""
    organisations = kept_rows(conference.db, "organisation", guests.organisation_from_row)
    names = {
        g.id: f"{g.called} · {organisations[g.organisation].name if g.organisation in organisations else ''}"
        for g in kept_rows(conference.db, "guest", guests.from_row).values()
    }
    rows = [
        row | {"who": names.get(row["guest"], ""), "reason": _reason(row["reason"])}
        for row in conference.db.query("select * from scan order by rowid desc")
    ]
    return [row for row in rows if _fits(row, asked)]


def _reason(text: str) -> str:
    known = {NOT_HERE: FINDINGS[Finding.ABSENT]}.get(text)
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
    scan = form_id()
    coming = Coming(in_person=said["who"] == "self")

    def action(writing: Writing) -> Row:
        guests.get(writing, said["guest"])
        return admission.admit_known(writing, Entry(f"vip.{scan}", "vip", writing.at, coming, ""), said["guest"])

    run_once(f"vip.{scan}", "scan.vip", said, action)
    return redirect("/office/door", 303)


@blueprint.post("/office/door/matters/<matter>")
@may(*WHO)
def settle(matter: str) -> ResponseReturnValue:
    """A person has found out what an open matter was; what follows from it is done at once."""
    finding = request.form.get("finding", "")
    run_once(
        f"matter.{form_id()}", "matter", [matter, finding], lambda writing: settling.settle(writing, matter, finding)
    )
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
