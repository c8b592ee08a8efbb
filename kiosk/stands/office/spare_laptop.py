"""The office's page on the spare laptop: how fresh its copy is, its link, and what to do when the server is lost."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from flask import Blueprint, current_app, render_template

from kiosk import console
from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.doctor import live
from kiosk.machine import network, tls
from kiosk.recovery import next_start
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may, this_device

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

SECTION = Section(93, "/office/spare", "Spare laptop", "/office/machine")
blueprint = Blueprint("office_spare", __name__)


@blueprint.get("/office/spare")
@may(*WHO)
def page() -> ResponseReturnValue:
    """Each spare and the age of its copy."""
    return _page("")


def _page(link: str) -> ResponseReturnValue:
    conference = current_conference()
    listening = cast("network.Listening", current_app.extensions["listening"])
    spares = [device for device in enrolment.devices(conference) if device.role is Role.SPARE]
    held, now = current_app.extensions["pulls"].held, time.monotonic()
    rows = [(device, held.get(device.id), now - held[device.id].at if device.id in held else None) for device in spares]
    pulls = ("spare", listening.address(), "--enrol")
    takes = ("takeover", "--tls", "--host", next_start.EVERYWHERE)
    folder = conference.folder.parent / "du-phong"
    return render_template(
        "office/spare.html", rows=rows, link=link, here_only=listening.here_only, end=conference.db.seq, old=live.OLD_PULL_SECONDS,
        commands=[console.command_line(folder, *one) for one in (pulls, takes)],
    )  # fmt: skip


@blueprint.post("/office/spare")
@may(*WHO)
def invite() -> ResponseReturnValue:
    """Make a one-time link for a spare. Over https its end is the fingerprint of our authority, so that the spare trusts it."""
    conference, me = current_conference(), this_device()
    listening = cast("network.Listening", current_app.extensions["listening"])
    code = enrolment.invite(conference, Role.SPARE, enrolment.stand_name(Role.SPARE), by=me.name if me else "")
    own = tls.authority(conference.folder) if listening.scheme == "https" and not conference.settings.tls.cert else None
    return _page(f"{listening.address()}/enrol/{code}{f'#{tls.link_mark(own)}' if own else ''}")
