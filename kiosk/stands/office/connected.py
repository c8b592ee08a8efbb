"""The office's page “Who is connected”: addresses, stand or stranger, how many connections; one press turns one away."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Blueprint, current_app, redirect, render_template, request

from badges.refusal import Refusal, Unknown
from kiosk.conference import enrolment
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import HTML, gives

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.web.connections import Connections

SECTION = Section(92, "/office/connected", "Who is connected", "/office/devices")
blueprint = Blueprint("office_connected", __name__)


def _connections() -> Connections:
    return cast("Connections", current_app.extensions["connections"])


@blueprint.get("/office/connected")
@may(*WHO)
def page() -> ResponseReturnValue:
    """Devices first, then strangers, those with the most connections at the top."""
    connections = _connections()
    known = {device.id: device for device in enrolment.devices(current_conference())}
    rows = [(row, known.get(row.device)) for row in connections.table()]
    strangers = sum(row.connections for row, _device in rows if not row.device)
    return render_template(
        "office/connected.html", rows=rows, connections=connections, strangers=strangers, stand_name=enrolment.stand_name,
        own=request.remote_addr or "",
    )  # fmt: skip


@blueprint.post("/office/connected/turn-away")
@may(*WHO)
@gives(HTML, 303, 404)
def turn_away() -> ResponseReturnValue:
    """Turn an address's strangers away until the next start; enrolled devices there go on."""
    address = request.form.get("address", "")[:64]
    if address not in {row.address for row in _connections().table()}:
        raise Unknown("This address is not connected any more.")
    if address == request.remote_addr:
        raise Refusal("This is the address of this very computer: end its other pages here instead.")
    _connections().turn_away(address)
    return redirect("/office/connected", 303)


@blueprint.post("/office/connected/let-in")
@may(*WHO)
@gives(HTML, 303)
def let_in() -> ResponseReturnValue:
    """Let an address in again that was turned away."""
    _connections().barred.discard(request.form.get("address", "")[:64])
    return redirect("/office/connected", 303)
