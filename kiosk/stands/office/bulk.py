"""The office's acts on many at once: guests (block, seats, invitations taken back) and questions (unit, to writing); the seating plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request, url_for

from badges.refusal import Refusal
from badges.seats import row_and_seat, seat_key
from kiosk.conference import units
from kiosk.guests import bulk, guest_list
from kiosk.stands.office.questions import DIGITS, to_list
from kiosk.stands.office.section import WHO
from kiosk.web.access import current_conference, may
from kiosk.web.api import form_id
from kiosk.web.once import run_once
from live import questions, screening
from live.queue import Move

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.ports import Row, Writing

blueprint = Blueprint("office_bulk", __name__)
MOST = 2000
PLACE = ("q", "block", "answer", "page")
"""Where the list of guests was, kept by the form."""


@blueprint.post("/office/guests/bulk")
@may(*WHO)
def many_guests() -> ResponseReturnValue:
    """Do one thing with all guests that were ticked."""
    conference, form, op = current_conference(), request.form, form_id()
    chosen = list(dict.fromkeys(form.getlist("guests")))[:MOST]
    if not chosen:
        raise Refusal("Tick the guests first.")
    do = form.get("do", "")
    block, first, reason = form.get("to_block", ""), form.get("seat", "")[:20], form.get("reason", "")[:200]
    in_a_row = form.get("row", type=int, default=0)

    def action(writing: Writing) -> Row:
        if do == "block":
            return bulk.to_block(writing, conference, chosen, block)
        if do == "seat":
            return bulk.seat(writing, chosen, first, in_a_row)
        if do == "cancel":
            return bulk.cancel(writing, chosen, reason)
        raise Refusal("Choose what is to be done with the guests ticked.")

    body = [chosen, do, block, first, in_a_row, reason]
    done, _again = run_once(f"bulk.{op}", "office.bulk", body, action)
    place: dict[str, Any] = {name: form[name] for name in PLACE if form.get(name)}
    return redirect(url_for("office_guests.page", said="bulk", count=done["count"], **place), 303)


@blueprint.post("/office/questions/bulk")
@may(*WHO)
def many_questions() -> ResponseReturnValue:
    """Name a unit for all questions that were ticked, or settle them in writing."""
    conference, form, op = current_conference(), request.form, form_id()
    numbers = sorted({int(n) for n in form.getlist("numbers") if n.isdecimal() and len(n) <= DIGITS})
    if not numbers:
        raise Refusal("Tick the questions first.")
    do, unit = form.get("do", ""), form.get("unit", "")
    code = units.code(conference.settings, unit) if unit else ""

    def action(writing: Writing) -> dict[str, Any]:
        for number in numbers:
            if do == "unit" and code:
                questions.edit(writing, number, unit=code)
            elif do == "writing":
                screening.screen(writing, Move.WRITING, number)
            else:
                raise Refusal("Choose what is to be done with the questions ticked.")
        return {"accepted": numbers}

    done = run_once(op, "question.bulk", [numbers, do, code], action).answer
    return to_list(changed=len(done["accepted"]))


@blueprint.get("/office/guests/seats")
@may(*WHO)
def seats() -> ResponseReturnValue:
    """The seating plan, row by row, to be printed; and who has no seat yet."""
    found = [entry for entry in guest_list.entries(current_conference()) if not entry.guest.cancelled]
    rows: dict[str, list[guest_list.Entry]] = {}
    for entry in sorted((e for e in found if e.guest.seat), key=lambda e: seat_key(e.guest.seat)):
        rows.setdefault(row_and_seat(entry.guest.seat)[0], []).append(entry)
    return render_template("office/seats.html", rows=rows, without=[e for e in found if not e.guest.seat])
