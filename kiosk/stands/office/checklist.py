"""The office's checklist: the steps of the plan, ticked, kept, and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request

from kiosk.stands.office import steps
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import form_id
from kiosk.web.once import run_once

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

SECTION = Section(5, "/office/checklist", "Checklist", below="/office")
blueprint = Blueprint("office_checklist", __name__)


@blueprint.get("/office/checklist")
@may(*WHO)
def page() -> ResponseReturnValue:
    """All steps with the day by which each is to be done."""
    conference = current_conference()
    done, late = steps.ticked(conference.db), steps.late(conference)
    rows = [(step, steps.due(conference, step), done.get(step.key), step in late) for step in steps.STEPS]
    return render_template("office/checklist.html", rows=rows, op=lambda: str(uuid4()))


@blueprint.post("/office/checklist/<key>")
@may(*WHO)
def tick(key: str) -> ResponseReturnValue:
    """Tick a step, or take the tick back."""
    done = request.form.get("done") == "1"
    run_once(f"tick.{form_id()}", "tick", [key, done], lambda w: steps.tick(w, key, done))
    return redirect(f"/office/checklist#step-{key}", 303)
