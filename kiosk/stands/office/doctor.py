"""The office's doctor: green, amber or red, each with what to do; and what to go through before the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, render_template

from kiosk.doctor import findings, live, server
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

SECTION = Section(95, "/office/doctor", "Doctor")
blueprint = Blueprint("office_doctor", __name__)


@blueprint.get("/office/doctor")
@may(*WHO)
def page() -> ResponseReturnValue:
    """All findings, the worst first."""
    parts = current_app.extensions
    found = [*findings.machine(current_conference()), *live.all_of(parts["screens"], parts["desks"], parts["pulls"])]
    stalls = [(stall.seconds, stall.route) for stall in parts["stalls"].stalls] if "stalls" in parts else []
    found += server.all_of(current_conference(), parts["connections"], stalls)
    order = (findings.BAD, findings.WARN, findings.GOOD)
    found.sort(key=lambda finding: order.index(finding.level))
    return render_template("office/doctor.html", findings=found, worst=findings.worst(found))
