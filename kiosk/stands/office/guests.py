"""The office's guests: who answered the invitation and how (xác báo), whom to call, corrections, cards given anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, send_file

from badges import card_image, guests, qr
from badges.guests import RSVP, Guest
from badges.refusal import Refusal
from badges.vietnamese import fold
from kiosk import i18n
from kiosk.arrivals import admission
from kiosk.guests import contacts, guest_list, invitations
from kiosk.stands.office import guest_log, labels
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import form_id, gives
from kiosk.web.once import run_once

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask.typing import ResponseReturnValue

    from badges.ports import Row, Writing

SECTION = Section(10, "/office/guests", "Guests")
blueprint = Blueprint("office_guests", __name__)
NAME_LENGTH = 80
"""Of a file; no system takes more than 255."""
PAGE = 50
"""Guests of one page of the list."""

ANSWER_FIELDS = ("rsvp", "substitute", "honorific", "title", "reason", "channel")
GUEST_FIELDS = (
    "name", "honorific", "position", "organisation", "tax_code", "block", "rank", "seats", "seat", "phone", "email",
    "invitation", "note", "absent_reason",
)  # fmt: skip


@blueprint.get("/office/guests")
@may(*WHO)
def page() -> ResponseReturnValue:
    """The board, the list of calls to make, and everybody."""
    conference = current_conference()
    asked = {key: request.args.get(key, "") for key in ("q", "block", "answer")}
    everyone = guest_list.entries(conference)
    found = guest_list.found(everyone, asked["q"], asked["block"], asked["answer"])
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, request.args.get("page", type=int, default=1)), pages)
    start = (page - 1) * PAGE
    return render_template(
        "office/guests.html", totals=guest_list.totals(conference), found=found[start : start + PAGE], count=len(found),
        page=page, pages=pages, first=start + 1, held=_held, blank=Guest("", "", "{name}"),
        asked=asked, blocks=conference.settings.blocks, answers=labels.ANSWERS, channels=labels.channels(),
        said=request.args.get("said", ""),
        op=lambda: str(uuid4()), names=labels.CHANNEL_NAMES,
    )  # fmt: skip


def _held(guest: Guest) -> dict[str, str]:
    """Return a guest's answer on record by the form's fields; nothing where nobody answered."""
    if guest.rsvp == "none":
        return {}
    said = {
        "rsvp": guest.rsvp, "substitute": guest.substitute, "honorific": guest.substitute_honorific,
        "title": guest.substitute_title, "reason": guest.rsvp_reason, "channel": guest.rsvp_channel,
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}


@blueprint.get("/office/guests/new")
@blueprint.get("/office/guests/<guest>")
@may(*WHO)
def one(guest: str = "") -> ResponseReturnValue:
    """One guest with everything that is known of him; or an empty form for one more."""
    conference = current_conference()
    known = guests.get(conference.db, guest) if guest else Guest("", "", "")
    return _one(known, {})


def _one(
    known: Guest, typed: dict[str, Any], fault: str = "", similar: Sequence[guest_list.Entry] = (), status: int = 200
) -> ResponseReturnValue:
    """The page of a guest. `typed`: what was typed and could not be saved, because of `fault` or of who is `similar`."""
    conference = current_conference()
    organisation = guests.organisation(conference.db, known.organisation) if known.organisation else None
    held = {name: str(getattr(known, name)) for name in GUEST_FIELDS if hasattr(known, name)}
    held |= {
        "organisation": organisation.name if organisation else "",
        "tax_code": organisation.tax_code if organisation else "",
    }
    html = render_template(
        "office/guest.html", guest=known, typed=held | typed, organisation=organisation, arrival=admission.of(conference.db, known.id),
        organisations=[row["name"] for row in conference.db.query("select name from organisation order by 1")],
        blocks=conference.settings.blocks,
        answers=labels.ANSWERS, channels=labels.channels(), names=labels.CHANNEL_NAMES, op=lambda: str(uuid4()),
        said=request.args.get("said", ""), rsvps=RSVP, fault=fault, similar=similar,
        seen=guest_list.version(conference.db, known.id), contact=contacts.get(conference.db, known.id),
        sent_names=labels.SENT_NAMES, log=guest_log.lines(conference, known.id) if known.id else [],
    )  # fmt: skip
    return html, status


@blueprint.get("/office/guests/<guest>/card.png")
@may(*WHO)
@gives("image/png")
def card(guest: str) -> ResponseReturnValue:
    """The guest's invitation card."""
    from io import BytesIO

    conference = current_conference()
    known = guests.get(conference.db, guest)
    said = invitations.text(conference, known, guests.organisation(conference.db, known.organisation))
    content = qr.content(said.code, conference.settings.public_address or None)
    colours = card_image.Colours(conference.settings.block(known.block).colour)
    fonts = invitations.fonts()
    picture = BytesIO(
        card_image.png(card_image.card(said, content, colours, fonts), card_image.palette(said, colours, fonts))
    )
    name = f"{fold(known.name).replace(' ', '-')[:NAME_LENGTH] or 'card'}.png"
    return send_file(picture, mimetype="image/png", as_attachment=True, download_name=name)


def _run(
    kind: str, guest: str, said: dict[str, str], action: Callable[[Writing], Row], back: str
) -> ResponseReturnValue:
    """Do it once, under the id that the form carried, and show the page again."""
    op = f"office.{form_id()}"
    answer = run_once(op, f"office.{kind}", [guest, said], action).answer
    return redirect(back.format(guest=answer["guest"]), 303)


def _said(fields: tuple[str, ...]) -> dict[str, Any]:
    return {key: request.form.get(key, "")[:1000] for key in fields}


@blueprint.post("/office/guests/<guest>/answer")
@may(*WHO)
def answer(guest: str) -> ResponseReturnValue:
    """Note an answer to the invitation."""
    said = _said(ANSWER_FIELDS)
    back = (
        "/office/guests?answer=none&said=answer"
        if request.form.get("from") == "calls"
        else "/office/guests/{guest}?said=answer"
    )
    return _run("answer", guest, said, lambda writing: guest_list.note_answer(writing, guest, said), back)


@blueprint.post("/office/guests/new")
@blueprint.post("/office/guests/<guest>")
@may(*WHO)
def save(guest: str = "") -> ResponseReturnValue:
    """Correct a guest, or put one more on the list. What cannot be saved stays in the form, with the reason above it.

    One more of a name that is on the list already is asked about first: pressed twice, or Back and once more, adds nobody.
    """
    said, conference = _said(GUEST_FIELDS), current_conference()
    seen = request.form.get("seen", type=int, default=0)
    known = guests.get(conference.db, guest) if guest else Guest("", "", "")
    op = f"office.{form_id()}"
    similar = [] if guest or request.form.get("different") else guest_list.namesakes(conference, said)
    if similar and not conference.db.was_done(op):
        return _one(known, said, similar=similar, status=409)
    try:
        return _run(
            "guest",
            guest,
            said,
            lambda w: guest_list.save(w, conference, guest, said, seen),
            "/office/guests/{guest}?said=saved",
        )
    except Refusal as refusal:
        return _one(known, said, i18n.sentence(refusal), status=refusal.status)


@blueprint.post("/office/guests/<guest>/cancel")
@may(*WHO)
def cancel(guest: str) -> ResponseReturnValue:
    """Take the invitation back, or give it again."""
    said = _said(("cancelled", "reason"))
    return _run(
        "cancel", guest, said,
        lambda writing: guest_list.cancel(writing, guest, said["cancelled"] == "1", said["reason"]),
        "/office/guests/{guest}?said=saved",
    )  # fmt: skip


@blueprint.post("/office/guests/<guest>/code")
@may(*WHO)
def reissue(guest: str) -> ResponseReturnValue:
    """A new code; the old card is void."""
    conference = current_conference()
    return _run(
        "code",
        guest,
        {},
        lambda writing: guest_list.reissue(writing, conference, guest),
        "/office/guests/{guest}?said=code",
    )
