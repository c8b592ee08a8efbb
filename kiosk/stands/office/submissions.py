"""What businesses sent by the public form: looked at by a person, corrected, put on the lists or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request

from badges import numbers
from badges.refusal import Refusal
from kiosk import i18n
from kiosk.guests import registration_review, registrations
from kiosk.guests.registrations import PEOPLE, QUESTIONS, Wrong
from kiosk.i18n import N_
from kiosk.intake import plan_view
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import form_id
from kiosk.web.once import run_once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.guests.registrations import Registration

SECTION = Section(31, "/office/submissions", "Sent in by businesses")
blueprint = Blueprint("office_submissions", __name__)
STATES = N_({"new": "To be looked at", "accepted": "On the lists", "refused": "Refused"})


@blueprint.get("/office/submissions")
@may(*WHO)
def page() -> ResponseReturnValue:
    """All that was sent, what nobody has looked at first."""
    conference = current_conference()
    rows = [(row, registrations.body(row)) for row in registrations.every(conference.db)]
    return render_template(
        "office/submissions/page.html", rows=rows, states=STATES, said=request.args.get("said", ""), clock=conference.clock,
        open=registrations.is_open(conference), closes=conference.clock.local(registrations.closes(conference)),
    )  # fmt: skip


@blueprint.get("/office/submissions/<key>")
@may(*WHO)
def one(key: str) -> ResponseReturnValue:
    """One form, to be corrected, put on the lists or refused."""
    row, found = registrations.get(current_conference().db, key)
    return _one(row, found, registrations.written(found))


def _one(
    row: Row, found: Registration, form: Mapping[str, str], fault: Refusal | None = None, status: int = 200
) -> ResponseReturnValue:
    conference = current_conference()
    first, second = registration_review.plans(conference, found, {})
    on_record = [
        (change, plan_view.Words(conference, plan).differences(change))
        for plan in (first, second)
        for change in (*plan.of("changed"), *plan.of("unchanged"))
    ]
    html = render_template(
        "office/submissions/review.html", row=row, found=found, form=form, fault=i18n.sentence(fault) if fault else "",
        wrong=fault.field if isinstance(fault, Wrong) else "", people=PEOPLE, questions=QUESTIONS, op=str(uuid4()),
        doubts=registration_review.doubts(found, first, second), on_record=on_record, messages=first.messages, states=STATES,
        clock=conference.clock,        longest=registrations.LONGEST, shortest=registrations.SHORTEST,
    )  # fmt: skip
    return html, status


@blueprint.post("/office/submissions/<key>")
@may(*WHO)
def settle(key: str) -> ResponseReturnValue:
    """Correct it, put it on the lists, or refuse it: by the button that was pressed."""
    conference, do = current_conference(), request.form.get("do", "")
    row, found = registrations.get(conference.db, key)
    form = dict(request.form)
    op = f"{do[:20]}.{key}.{form_id()}"
    sent = {name: value for name, value in form.items() if name != "id"}
    try:
        if do == "refuse":
            reason = form.get("reason", "")[:500]
            run_once(op, "submission", sent, lambda writing: registration_review.refuse(writing, key, reason))
            return redirect("/office/submissions?said=refused", 303)
        found = registrations.read(conference, form, confirmed=numbers.tax_code(form.get("tax_code", "")) or "")
        choices = {name.removeprefix("same-"): value for name, value in form.items() if name.startswith("same-")}
        asked = {
            doubt.key
            for _name, doubt in registration_review.doubts(found, *registration_review.plans(conference, found, {}))
        }
        if do != "accept" or not asked <= choices.keys():
            run_once(op, "submission", sent, lambda writing: registration_review.change(writing, key, found))
            return redirect(f"/office/submissions/{key}?said={'look' if do == 'accept' else 'changed'}", 303)
        run_once(
            op, "submission", sent, lambda writing: registration_review.accept(conference, writing, key, found, choices)
        )
    except Refusal as refusal:
        return _one(row, found, form, refusal, refusal.status)
    return redirect("/office/submissions?said=accepted", 303)
