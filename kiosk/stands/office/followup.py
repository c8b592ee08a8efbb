"""The office's follow-up: written replies due, by unit and by date, noted as drafted, signed, sent."""

from __future__ import annotations

import io
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Blueprint, redirect, render_template, request, send_file

from badges.refusal import Refusal
from kiosk.i18n import _, sentence
from kiosk.i18n.dates import short_date
from kiosk.papers import follow_up
from kiosk.papers.text import sentences
from kiosk.papers.xlsx import workbook
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import XLSX, form_id, gives
from kiosk.web.once import run_once
from live import replies
from live.replies import Reply, State

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.papers.follow_up import Owed
    from kiosk.storage.database import Writing

SECTION = Section(75, "/office/follow-up", "Follow-up")
blueprint = Blueprint("office_followup", __name__)
LONGEST = 300
"""Of a number or a note."""


def state_names() -> dict[State, str]:
    """What the states are called."""
    return {State.DRAFT: _("Being drafted"), State.SIGNED: _("Signed"), State.SENT: _("Sent")}


def time_left(one: Owed) -> str:
    """How much time is left, in words."""
    if one.past:
        return _("overdue by {days} working days").format(days=-one.left) if one.left else _("overdue")
    return _("{days} working days left").format(days=one.left) if one.left else _("due today")


@blueprint.get("/office/follow-up")
@may(*WHO)
def page() -> ResponseReturnValue:
    """The board, of all units or of one."""
    return _page(request.args.get("unit", ""))


def _page(unit: str, typed: Reply | None = None, fault: str = "") -> str:
    """`typed`: what was typed and could not be kept, because of `fault`."""
    owed = follow_up.board(current_conference())
    shown = [one for one in owed if not unit or one.unit == unit]
    return render_template(
        "office/followup.html", owed=shown, units=follow_up.by_unit(owed), unit=unit, states=state_names(),
        time_left=time_left, short=short_date, stored=sentences.day, new_id=lambda: str(uuid.uuid4()), typed=typed, fault=fault,
        kn=follow_up.kn,
    )  # fmt: skip


@blueprint.post("/office/follow-up/<reply>")
@may(*WHO)
def note(reply: str) -> ResponseReturnValue:
    """Note how far a reply is."""
    form = request.form
    sent = {name: form.get(name, "")[:LONGEST] for name in ("state", "document", "date", "note")}
    noted = replace(
        replies.empty(reply), at=form.get("seen", ""), state=sent["state"], document=sent["document"], date=sent["date"],
        note=sent["note"],
    )  # fmt: skip

    def action(writing: Writing) -> dict[str, str]:
        return {"at": replies.note(writing, noted).at}

    body = {"reply": reply, "seen": noted.at, **sent}
    try:
        run_once(form_id(), "promise", body, action)
    except Refusal as refusal:
        if all(one.reply.id != reply for one in follow_up.board(current_conference())):
            raise
        return _page(form.get("unit", ""), noted, sentence(refusal)), refusal.status
    return redirect(f"/office/follow-up?unit={quote(form.get('unit', ''), safe='')}#kn-{reply}", 303)


@blueprint.get("/office/follow-up.xlsx")
@may(*WHO)
@gives(XLSX)
def export() -> ResponseReturnValue:
    """The board as a spreadsheet."""
    data = workbook.write([follow_up.sheet(follow_up.board(current_conference()))], _("Follow-up"))
    return send_file(io.BytesIO(data), as_attachment=True, download_name="theo-doi-tra-loi-kien-nghi.xlsx")
