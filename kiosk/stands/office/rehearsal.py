"""The office's page on the rehearsal: begin it at an hour of the day, end it, remove it."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request

from badges.refusal import Refusal
from kiosk import console
from kiosk.recovery import next_start
from kiosk.recovery import rehearsal as rehearsals
from kiosk.recovery.next_start import Order
from kiosk.settings import load as settings_file
from kiosk.stands.office import restarts
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

SECTION = Section(94, "/office/rehearsal", "Rehearsal", "/office/machine")
blueprint = Blueprint("office_rehearsal", __name__)
BEFORE = 15
"""Minutes before the programme at which the door opens in a rehearsal."""


@blueprint.get("/office/rehearsal")
@may(*WHO)
def page() -> ResponseReturnValue:
    """Show whether a rehearsal runs, is kept, or neither; the hours at which one may begin."""
    conference = current_conference()
    return render_template(
        "office/rehearsal.html", running=bool(conference.rehearsal), kept=_kept(), hours=_hours(), can_restart=restarts.possible(),
        outcome=next_start.outcome(conference.folder, "rehearse", "rehearsal-end"), said=request.args.get("said", ""),
        commands=[console.command_line(conference.folder, "rehearse", *one) for one in (("--at", _hours()[0][0]), ("--wipe",))],
    )  # fmt: skip


def _kept() -> bool:
    return (current_conference().folder / rehearsals.FOLDER / settings_file.FILE).exists()


def _hours() -> list[tuple[str, str]]:
    """Return the hours a rehearsal may begin at, each with the item of the programme; the first is before all."""
    programme = current_conference().settings.programme
    first = time.fromisoformat(programme[0].start)
    before = divmod(max(0, first.hour * 60 + first.minute - BEFORE), 60)
    return [(f"{before[0]:02}:{before[1]:02}", ""), *((item.start, item.title) for item in programme)]


@blueprint.post("/office/rehearsal")
@may(*WHO)
def begin() -> ResponseReturnValue:
    """Begin a rehearsal on a copy, or go on with the one that is kept."""
    if current_conference().rehearsal:
        raise Refusal("This is a rehearsal already: begin one from the conference's own folder.")
    hour = request.form.get("at", "")
    if hour not in {found for found, _title in _hours()}:
        raise Refusal("Choose one of the hours.")
    return restarts.order(Order("rehearse", hour), "/office")


@blueprint.post("/office/rehearsal/end")
@may(*WHO)
def end() -> ResponseReturnValue:
    """Go back to the conference itself; the rehearsal is removed or kept."""
    if not current_conference().rehearsal:
        raise Refusal("No rehearsal is running.")
    return restarts.order(
        Order("rehearsal-end", "keep" if request.form.get("keep") == "1" else "wipe"), "/office/rehearsal"
    )


@blueprint.post("/office/rehearsal/wipe")
@may(*WHO)
def wipe() -> ResponseReturnValue:
    """Remove the rehearsal that is kept."""
    restarts.check_sure()
    rehearsals.wipe(current_conference().folder)
    restarts.log("rehearsal wiped")
    return redirect("/office/rehearsal?said=wiped", 303)
