"""The phone: the public page, and each guest's own page behind the digits of his card. Readable without JavaScript.

The picture is the same for all phones and holds public facts only; where one's own question stands the page works out
from the public order of the queue.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from flask import (
    Blueprint,
    Response,
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
)

from badges import codes, guests
from badges.refusal import Refusal, Unknown
from kiosk import i18n
from kiosk.conference import stage
from kiosk.conference.devices import Role
from kiosk.dialogue.hall_view import public
from kiosk.guests import own_page
from kiosk.i18n import N_
from kiosk.web.access import current_conference, may
from kiosk.web.api import ANY, form_id, gives
from kiosk.web.once import run_once
from kiosk.web.pictures import PROGRAMME, QUEUE
from kiosk.web.stand import Stand
from live import programme, questions, speeches
from live.queue import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.typing import ResponseReturnValue

    from badges.guests import Guest
    from kiosk.conference.conference import Conference
    from kiosk.settings.schema import Handout

WHO = frozenset({Role.PUBLIC})
blueprint = Blueprint("phone", __name__)
NEXT_SHOWN = 2
NOTHING = dict.fromkeys(("form", "rsvp", "substitute", "honorific", "title", "reason", "text", "field", "publish"), "")
"""What was typed into a form that was refused, before anything was."""


def facts(conference: Conference) -> dict[str, Any]:
    """What everybody may see: the programme, what is on, the question on the floor, the numbers that wait."""
    on = conference.on()
    item = conference.settings.programme[on] if on is not None else None
    everything = questions.every(conference.db)
    floor = next((q for q in everything if q.place is Place.FLOOR), None)
    line = questions.line(everything)
    talking = item is not None and item.kind == "dialogue" and not speeches.current(conference.db)
    names = guests.organisations(conference.db) if talking else {}
    ran = conference.runs()
    ended = on is None and programme.phase(conference.slots, ran, conference.clock.now()) == "after"
    waits = ran[on].returns_to if on in ran else programme.NOWHERE
    return {
        "on": on,
        "item": item,
        "begins": conference.slots[0].start if conference.clock.now() < conference.slots[0].start else None,
        "ended": ended,
        "late": stage.lateness(conference) if on is not None else 0,
        "speech": speeches.current(conference.db),
        "over": [n for n, run in ran.items() if run.over and n != waits],
        "passed": [
            s.number for s in conference.slots if ended or (on is not None and s.number < on and s.number != waits)
        ],
        "talking": talking,
        "question": public(conference, floor, everything, names) if talking and floor else None,
        "coming": [public(conference, q, everything, names) for q in line[:NEXT_SHOWN]] if talking else [],
        "floor": floor.number if floor else 0,
        "line": [q.number for q in line],
        "answered": sum(q.place is Place.ANSWERED for q in everything),
    }


STAND = Stand("phone", WHO, facts, QUEUE | PROGRAMME, order=9)


@blueprint.post("/I")
@may(Role.PUBLIC)
def typed() -> ResponseReturnValue:
    """A code typed by hand opens its page."""
    code = codes.read(request.form.get("code", "")[:200]) or "0"
    return redirect(f"/I/{code}", 303)


@blueprint.get("/I/<code>")
@blueprint.get("/i/<code>")
@may(Role.PUBLIC)
def own(code: str) -> ResponseReturnValue:
    """A guest's own page."""
    return _page(code, own_page.holder(current_conference().db, code))


def _page(code: str, guest: Guest, fault: str = "", typed: dict[str, str] | None = None) -> ResponseReturnValue:
    conference = current_conference()
    html = render_template(
        "phone/own_page.html", stand="phone", picture=current_app.extensions["screens"].picture("phone", i18n.language()),
        said=request.args.get("said", ""), fault=fault, typed=NOTHING | (typed or {}), ops=(str(uuid.uuid4()), str(uuid.uuid4())),
        handouts=offered(conference), public=facts(conference), here=f"/I/{codes.read(code)}", states=STATES,
        kept_until=conference.settings.kept_until, **own_page.facts(conference, guest),
    )  # fmt: skip
    return _secret((html, 400 if fault else 200))


def _secret(made: Any) -> Response:
    """The address is a secret: it goes to nobody, and no search engine keeps it."""
    response = make_response(made)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.post("/I/<code>/rsvp")
@blueprint.post("/i/<code>/rsvp")
@may(Role.PUBLIC)
def rsvp(code: str) -> ResponseReturnValue:
    """The guest answers the invitation."""
    conference = current_conference()
    said = {key: request.form.get(key, "")[:300] for key in ("rsvp", "substitute", "honorific", "title", "reason")}
    return _run(code, "rsvp", said, lambda writing, guest: own_page.answer(writing, conference, guest, said))


@blueprint.post("/I/<code>/questions")
@blueprint.post("/i/<code>/questions")
@may(Role.PUBLIC)
def ask(code: str) -> ResponseReturnValue:
    """The guest sends a further question; it is screened before anybody sees it."""
    conference = current_conference()
    said = {key: request.form.get(key, "") for key in ("text", "field", "publish")}
    said["text"] = said["text"].replace("\r\n", "\n")
    return _run(code, "question", said, lambda writing, guest: own_page.ask(writing, conference, guest, **said))


def _run(
    code: str, what: str, said: dict[str, str], act: Callable[[Any, Guest], dict[str, Any]]
) -> ResponseReturnValue:
    conference = current_conference()
    guest = own_page.holder(conference.db, code)
    op = f"card.{guest.id}.{form_id()}"
    try:
        run_once(op, f"card.{what}", said, lambda writing: act(writing, guest))
    except Refusal as refusal:
        return _page(code, guest, i18n.sentence(refusal), said | {"form": what})
    return _secret(redirect(f"/I/{codes.read(code)}?said={what}#{what}", 303))


@blueprint.get("/I/<code>/standing")
@blueprint.get("/i/<code>/standing")
@may(Role.PUBLIC)
@gives(dict[str, str])
def standing(code: str) -> ResponseReturnValue:
    """Where the organisation's questions stand, in words: number → sentence. Asked when one has left the queue."""
    conference = current_conference()
    mine = own_page.facts(conference, own_page.holder(conference.db, code))["questions"]
    return _secret(jsonify({str(question.number): i18n.gettext(STATES[question.place]) for question in mine}))


STATES = N_(
    {
        Place.RECEIVED: "Received, being looked at",
        Place.WAITING: "Waiting to be answered",
        Place.FLOOR: "Being answered now",
        Place.ANSWERED: "Answered at the conference",
        Place.BEFORE: "Answered in writing before the conference",
        Place.WRITING: "Will be answered in writing",
        Place.FORWARDED: "Has been sent to the competent body",
        Place.OUT: "Outside the conference's competence or scope",
        Place.MERGED: "Answered together with another question",
        Place.WITHDRAWN: "Withdrawn",
    }
)
"""What a guest reads of a question's place."""


def offered(conference: Conference) -> list[tuple[Handout, str]]:
    """The documents for guests that are really there, each with its address."""
    numbered = enumerate(conference.settings.handouts)
    return [(h, h.url or f"/handouts/{n}") for n, h in numbered if h.url or _file(conference, h).is_file()]


def _file(conference: Conference, handout: Handout) -> Path:
    return conference.folder / "handouts" / handout.file


@blueprint.get("/handouts/<int:number>")
@may(Role.PUBLIC)
@gives(ANY)
def handout(number: int) -> ResponseReturnValue:
    """A document from the fixed list of the settings; no name from outside ever becomes a path."""
    conference = current_conference()
    wanted = conference.settings.handouts[number] if number < len(conference.settings.handouts) else None
    if wanted is None or not wanted.file or not _file(conference, wanted).is_file():
        raise Unknown("This document is not here. Ask at the reception desk.")
    path = _file(conference, wanted)
    return send_file(path, as_attachment=path.suffix.lower() != ".pdf", download_name=path.name, max_age=0)
