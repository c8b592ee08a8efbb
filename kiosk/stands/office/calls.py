"""The office's calls about the invitation (xác báo): one line a guest, one key an answer, who is to be called next first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from flask import Blueprint, jsonify, render_template, request
from msgspec import Meta, Struct

from badges import guests
from badges.guests import Guest
from kiosk import i18n
from kiosk.guests import contacts, guest_list
from kiosk.guests.contacts import Contact
from kiosk.i18n import N_, _
from kiosk.stands.office.labels import CHANNEL_NAMES, channels
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import Id, gives, takes
from kiosk.web.once import run_once

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.ports import Row, Writing
    from kiosk.conference.conference import Conference

SECTION = Section(11, "/office/calls", "Calls", below="/office/guests")
blueprint = Blueprint("office_calls", __name__)
Short = Annotated[str, Meta(max_length=300)]
REASONS = (N_("Official business elsewhere"), N_("On leave"), N_("Another meeting at the same time"), N_("Health"))
MOST = 400
"""Lines shown at once; the blocks narrow it."""


@dataclass(frozen=True, slots=True)
class CallRow:
    """A line of the page."""

    guest: Guest
    organisation: str
    again: str
    said: str


class Call(Struct, forbid_unknown_fields=True):
    """`POST /office/calls/<guest>`: what a call brought. `party`: how many come; 0 leaves it as the card says."""

    id: Id
    result: Literal["coming", "substitute", "declined", "unreachable", "none"]
    channel: Short = "phone"
    party: Annotated[int, Meta(ge=0, le=guest_list.MOST_SEATS)] = 0
    substitute: Short = ""
    honorific: Short = ""
    title: Short = ""
    reason: Short = ""


class Noted(Struct, forbid_unknown_fields=True):
    """What the line says now, when to call again, and whether the guest has answered."""

    said: str
    again: str
    answered: bool


@blueprint.get("/office/calls")
@may(*WHO)
def page() -> ResponseReturnValue:
    """Everybody who has not answered, who is to be called again now first."""
    conference = current_conference()
    asked = {key: request.args.get(key, "") for key in ("block", "show")}
    rows = _rows(conference, asked)
    return render_template(
        "office/calls.html", rows=rows[:MOST], count=len(rows), asked=asked, blocks=conference.settings.blocks, channels=channels(),
        reasons=[i18n.gettext(reason) for reason in REASONS],
    )  # fmt: skip


def _rows(conference: Conference, asked: dict[str, str]) -> list[CallRow]:
    known, now = contacts.find(conference.db), conference.clock.now()
    wanted = [
        entry
        for entry in guest_list.entries(conference)
        if not entry.guest.cancelled
        and asked["block"] in ("", entry.block.code)
        and (asked["show"] == "all" or entry.guest.rsvp == "none")
    ]

    def order(entry: guest_list.Entry) -> tuple[int, str]:
        contact = known.get(entry.guest.id, Contact(""))
        return (0 if contacts.due(contact, now) else 2 if contact.call_at else 1, contact.call_at)

    return [
        CallRow(
            e.guest,
            e.organisation.name if e.organisation else "",
            _again(conference, known.get(e.guest.id)),
            said(conference, e.guest),
        )
        for e in sorted(wanted, key=order)
    ]


def _again(conference: Conference, contact: Contact | None) -> str:
    if contact is None or not contact.call_at:
        return ""
    return _("{hour} (call {count})").format(hour=conference.clock.day_hour(contact.call_at), count=contact.tries + 1)


def said(conference: Conference, guest: Guest) -> str:
    """Return a guest's answer as one line: what, how many, by which channel, who noted it and when."""
    if guest.rsvp == "none":
        return ""
    what = {
        "coming": _("Coming, {count} people").format(count=guest.seats) if guest.seats > 1 else _("Coming"),
        "substitute": f"{_('Sends a substitute')}: {guest.substitute_called}",
        "declined": f"{_('Not coming')}: {guest.rsvp_reason}",
    }[guest.rsvp]
    channel = i18n.gettext(CHANNEL_NAMES.get(guest.rsvp_channel, guest.rsvp_channel))
    return " · ".join(filter(None, (what, channel, guest.rsvp_by, conference.clock.day_hour(guest.rsvp_at))))


@blueprint.post("/office/calls/<guest>")
@may(*WHO)
@takes(Call)
@gives(Noted)
def note(call: Call, guest: str) -> ResponseReturnValue:
    """Note what a call brought."""
    conference = current_conference()
    body: dict[str, Any] = {name: getattr(call, name) for name in call.__struct_fields__ if name != "id"}

    def action(writing: Writing) -> Row:
        if call.result == "unreachable":
            contacts.unreachable(writing, guest)
            return {"guest": guest}
        guest_list.note_answer(writing, guest, body | {"rsvp": call.result})
        contacts.answered(writing, guest)
        if call.result == "coming" and call.party:
            guest_list.expect(writing, guest, call.party)
        return {"guest": guest}

    run_once(f"call.{call.id}", "office.call", [guest, body], action)
    known = guests.get(conference.db, guest)
    line = said(conference, known)
    if call.result == "unreachable":
        line = _("No answer at {hour}").format(hour=conference.clock.hour(conference.clock.now()))
    return jsonify(
        said=line, again=_again(conference, contacts.get(conference.db, guest)), answered=known.rsvp != "none"
    )
