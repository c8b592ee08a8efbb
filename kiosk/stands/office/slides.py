"""The office's slides: send them in, see every page as the hall will, give the speaker his own page, remove them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from badges.refusal import Refusal
from kiosk import i18n
from kiosk.machine import libreoffice
from kiosk.slides import decks
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import form_id
from live import questions

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

SECTION = Section(22, "/office/slides", "Slides", below="/office/questions")
blueprint = Blueprint("office_slides", __name__)
AROUND = 1_000_000
"""Bytes of a request beside its files."""
MOST_FILES = 300


@blueprint.get("/office/slides")
@may(*WHO)
def page() -> ResponseReturnValue:
    """All decks."""
    return _page()


def _page(fault: str = "", status: int = 200) -> ResponseReturnValue:
    conference = current_conference()
    html = render_template(
        "office/slides.html", decks=decks.every(conference.folder), fault=fault, most=decks.MOST_BYTES // 2**20,
        presentations=libreoffice.program() is not None, added=request.args.get("added", ""), root=request.host_url, new_id=uuid.uuid4(),
    )  # fmt: skip
    return html, status


@blueprint.post("/office/slides")
@may(*WHO)
def send() -> ResponseReturnValue:
    """Slides come in: drawn at once, or refused with a sentence."""
    request.max_content_length = decks.MOST_BYTES + AROUND
    conference = current_conference()
    try:
        ident = digits_of(form_id())
        if decks.find(conference.folder, ident):
            return redirect(f"/office/slides?added={ident}", 303)
        chosen = [file for file in request.files.getlist("file")[:MOST_FILES] if file.filename]
        files = [(file.filename or "", file.stream.read()) for file in chosen]
        for file in chosen:
            file.stream.close()
        number = _question()
        title = request.form.get("title", "") or (files[0][0].rpartition(".")[0] if files else "")
        deck = decks.new(title, request.form.get("speaker", ""), conference.clock.stamp(), number, ident=ident)
        decks.add(conference.folder, deck, files)
    except RequestEntityTooLarge:
        sentence = i18n.gettext("More than {most} MB. Export the slides again with smaller pictures.")
        return _page(sentence.format(most=decks.MOST_BYTES // 2**20), 413)
    except Refusal as refusal:
        return _page(i18n.sentence(refusal), refusal.status)
    return redirect(f"/office/slides?added={deck.id}", 303)


def digits_of(form: str) -> str:
    """Return the deck's id that belongs to a form's id: sent twice it is one deck. Raises `Refusal` for one of no page of ours."""
    try:
        return uuid.UUID(form).hex[:16]
    except ValueError as error:
        raise Refusal("This request is not understood. Reload the page and try again.") from error


def _question() -> int:
    """Return the question beside which an extract is to stand, or 0. Raises `Refusal` for one that is not there."""
    written = request.form.get("question", "").strip()
    if not written:
        return 0
    known = {q.number for q in questions.every(current_conference().db)}
    if not written.isdecimal() or int(written[:9]) not in known:
        raise Refusal("There is no question {number}.", number=written[:9])
    return int(written)


@blueprint.post("/office/slides/<deck>/remove")
@may(*WHO)
def remove(deck: str) -> ResponseReturnValue:
    """Remove a deck and its pictures."""
    decks.remove(current_conference().folder, deck)
    return redirect("/office/slides", 303)
