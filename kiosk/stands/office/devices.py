"""The office's devices: one-time links and QR codes for more of them, and the end of one at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Blueprint, current_app, redirect, render_template, request

from badges import qr
from badges.refusal import Refusal
from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.i18n import _
from kiosk.machine import network
from kiosk.stands.office import door
from kiosk.stands.office.section import WHO, Section
from kiosk.web import access
from kiosk.web.access import current_conference, may

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.conference.devices import Device

SECTION = Section(90, "/office/devices", "Devices")
blueprint = Blueprint("office_devices", __name__)
OFFERED = tuple(role for role in Role if role is not Role.PUBLIC)
JOURNALS = (Role.DESK, Role.STEWARD)
"""Devices that keep what the line did not take, and forget it when they are ended."""


@blueprint.get("/office/devices")
@may(*WHO)
def page() -> ResponseReturnValue:
    """All enrolled devices, and a form for one more."""
    return _page()


def _page(code: str = "", name: str = "", digits: str = "") -> ResponseReturnValue:
    conference, (address, *others) = current_conference(), _addresses()
    link = f"{address}/enrol/{code}" if code else ""
    offers = [(role, enrolment.stand_name(role)) for role in OFFERED]
    picture = qr.svg(link) if link else ""
    return render_template(
        "office/devices.html", devices=enrolment.devices(conference), offers=offers, link=link, picture=picture, name=name,
        digits=digits, address=address, others=others, here_only=_listening().here_only and network.is_here(request.host),
        me=access.this_device(), stand_name=enrolment.stand_name, loss=_loss,
    )  # fmt: skip


def _listening() -> network.Listening:
    return cast("network.Listening", current_app.extensions["listening"])


def _addresses() -> list[str]:
    """What the other device types, the likeliest first: this page's own address, unless only this computer knows that."""
    asked = request.host_url.rstrip("/")
    return (_listening().addresses() if network.is_here(request.host) else []) or [asked]


def _loss(device: Device) -> str:
    """What would be lost if this device were ended now: a sentence, or nothing."""
    if device.role not in JOURNALS:
        return ""
    clock, said = current_conference().clock, door.desks().known.get(device.id)
    if said is None:
        return _("It has said nothing since the server started: arrivals may be in it alone.")
    if said.unsent:
        return _("{count} entries are in it alone, as it said at {hour}.").format(
            count=said.unsent, hour=clock.hour(said.at)
        )
    if said.silent(clock.now()):
        return _("It was last heard at {hour}: what it took since then is in it alone.").format(
            hour=clock.hour(said.at)
        )
    return ""


@blueprint.post("/office/devices")
@may(*WHO)
def invite() -> ResponseReturnValue:
    """Make a one-time link; it is shown once, as text and as QR."""
    role, name = request.form.get("role", ""), request.form.get("name", "").strip()[:60]
    if role not in OFFERED:
        raise Refusal("Choose one of the stands of the list.")
    me = access.this_device()
    name = name or enrolment.stand_name(Role(role))
    code, digits = enrolment.offer(current_conference(), Role(role), name, by=me.name if me else "")
    return _page(code, name, f"{digits[:4]} {digits[4:]}")


@blueprint.post("/office/devices/end-all")
@may(*WHO)
def end_all() -> ResponseReturnValue:
    """End every device but this one at once."""
    me = access.this_device()
    if me is not None:
        enrolment.end_all(current_conference(), me)
    return redirect("/office/devices", 303)


@blueprint.post("/office/devices/<device>/revoke")
@may(*WHO)
def revoke(device: str) -> ResponseReturnValue:
    """End a device at once."""
    me = access.this_device()
    enrolment.revoke(current_conference(), device, me.name if me else "")
    return redirect("/office/devices", 303)
