"""The office's sending of cards: pictures, mail drafts and texts to fetch, and a note of what went where. Nothing is sent from here."""

from __future__ import annotations

import io
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, send_file, url_for

from badges.guests import Guest
from badges.refusal import Refusal
from kiosk.guests import contacts, guest_list, letters
from kiosk.guests.contacts import Contact
from kiosk.i18n import N_
from kiosk.machine import processes
from kiosk.papers.pdf import people
from kiosk.recovery import backup
from kiosk.stands.office.labels import SENT_NAMES, ways
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import form_id, gives
from kiosk.web.once import run_once

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.conference.conference import Conference

SECTION = Section(12, "/office/send", "Send cards", below="/office/guests")
blueprint = Blueprint("office_send", __name__)
TIME_LIMIT_SECONDS = 300
MOST = 2000
PAGE = 300
"""Guests of one page: a usual list is ticked whole."""
FILES = {"cards": "the-moi.zip", "drafts": "thu-nhap.zip", "merge": "tron-thu.zip"}
SHOWS = {
    "": N_("Everybody invited"),
    "unsent": N_("Not sent yet"),
    "sent": N_("Sent"),
    "remind": N_("Sent and not answered"),
}


@dataclass(frozen=True, slots=True)
class SendRow:
    """A line of the page."""

    guest: Guest
    organisation: str
    block: str
    contact: Contact
    text: str


@blueprint.get("/office/send")
@may(*WHO)
def page() -> ResponseReturnValue:
    """Whom a card is to be sent, and what was sent when and how."""
    conference = current_conference()
    asked = {key: request.args.get(key, "") for key in ("show", "block", "via")}
    rows = _rows(conference, asked)
    known = contacts.find(conference.db)
    counts = {way: sum(one.sent_via == way for one in known.values()) for way, _name in ways()}
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(1, request.args.get("page", type=int, default=1)), pages)
    start = (page - 1) * PAGE
    return render_template(
        "office/send.html", rows=rows[start : start + PAGE], count=len(rows), page=page, pages=pages, first=start + 1, asked=asked,
        shows=SHOWS, blocks=conference.settings.blocks, ways=ways(),
        sent_names=SENT_NAMES,
        counts=[(SENT_NAMES[way], n) for way, n in counts.items() if n], op=str(uuid4()),
        done=request.args.get("done", type=int), undrawn=people.undrawn(conference),
    )  # fmt: skip


def _rows(conference: Conference, asked: dict[str, str]) -> list[SendRow]:
    known = contacts.find(conference.db)
    rows = []
    for entry in guest_list.entries(conference):
        guest, contact = entry.guest, known.get(entry.guest.id, Contact(entry.guest.id))
        shown = {
            "unsent": not contact.sent_at, "sent": bool(contact.sent_at), "remind": bool(contact.sent_at) and guest.rsvp == "none",
        }.get(asked["show"], True)  # fmt: skip
        if guest.cancelled or not shown or asked["block"] not in ("", entry.block.code):
            continue
        rows.append(
            SendRow(
                guest,
                entry.organisation.name if entry.organisation else "",
                entry.block.code,
                contact,
                letters.short(conference, guest, entry.organisation),
            )
        )
    return rows


def _chosen() -> list[str]:
    chosen = list(dict.fromkeys(request.form.getlist("guests")))[:MOST]
    if not chosen:
        raise Refusal("Tick the guests first.")
    return chosen


@blueprint.post("/office/send/<kind>.zip")
@may(*WHO)
@gives("application/zip", 400)
def fetch(kind: str) -> ResponseReturnValue:
    """Cards, mail drafts, or the sheet for mail merge, of the guests that were ticked."""
    if kind not in FILES:
        raise Refusal("There is no such page.")
    conference = current_conference()
    backup.make(conference)
    with TemporaryDirectory() as place:
        out = Path(place) / "out.zip"
        command = processes.python("-m", "kiosk.guests.outbox", str(conference.folder), kind, str(out))
        done = subprocess.run(  # noqa: S603 - our own
            command, input=json.dumps(_chosen()).encode(), capture_output=True, check=False, timeout=TIME_LIMIT_SECONDS,
        )  # fmt: skip
        if done.returncode:
            raise Refusal("{sentence}", sentence=done.stderr.decode("utf-8", "replace").strip() or kind)
        data = out.read_bytes()
    return send_file(io.BytesIO(data), "application/zip", as_attachment=True, download_name=FILES[kind])


@blueprint.post("/office/send")
@may(*WHO)
def mark() -> ResponseReturnValue:
    """Note that the cards of the guests ticked were sent, and how; or take the note back."""
    op = form_id()
    chosen, via = _chosen(), request.form.get("via", "")
    if request.form.get("do") == "unsent":
        via = ""
    elif not via:
        raise Refusal("Choose how the cards were sent.")
    done = run_once(
        f"sent.{op}",
        "office.sent",
        [chosen, via],
        lambda writing: {"count": contacts.sent(writing, chosen, via)},
    ).answer
    place: dict[str, Any] = {name: request.form[name] for name in ("show", "block", "page") if request.form.get(name)}
    return redirect(url_for("office_send.page", done=done["count"], **place), 303)
