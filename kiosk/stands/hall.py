"""The hall: the big screen. Which business's question is being answered, by which body, what comes next, the time left.

It is public: what it shows is chosen field by field here, and nothing else ever reaches it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from flask import Blueprint, Response, current_app, jsonify
from msgspec import Meta, Struct

from badges import guests, qr
from kiosk.arrivals.heads import heads
from kiosk.conference import legibility, stage
from kiosk.conference.devices import Role
from kiosk.dialogue.hall_view import public
from kiosk.dialogue.rows import all_questions
from kiosk.i18n import _
from kiosk.slides import decks
from kiosk.storage.kept import kept_rows
from kiosk.web.access import current_conference, may
from kiosk.web.api import gives, takes
from kiosk.web.pictures import DOOR, PROGRAMME, QUEUE
from kiosk.web.stand import Stand
from live import hall_mode, programme, questions, speeches
from live.hall_mode import Mode
from live.queue import Place

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.conference.conference import Conference
    from kiosk.slides.decks import Deck

blueprint = Blueprint("hall", __name__)
WHO = frozenset({Role.PUBLIC})
NEXT_SHOWN = 2


def facts(conference: Conference, alone: Mode | None = None) -> dict[str, Any]:
    """What the hall may see. `alone`: a screen held by itself, or in another room; else what all screens show."""
    on = conference.on()
    run = conference.runs().get(on) if on is not None else None
    told = hall_mode.held(conference.db)
    mode = stage.shows(conference) if alone is None or told.mode is Mode.BLANK else alone  # the blank key is for all
    speech = speeches.current(conference.db)
    shown: dict[str, Any] = {
        "mode": mode, "held": hall_mode.screens(conference.db), "message": told.message,
        "item": conference.settings.programme[on] if on is not None else None,
        "speech": {"id": speech.id, "name": speech.name, "title": speech.title} if speech else None,
        "hours": hours(conference, on), "recording": current_app.extensions["recorder"].on,
        "part": run.part if run else 0, "number": on, "qr": _square(conference, mode),
        "arrived": sum(heads(conference.db).values()) if mode is Mode.WELCOME else 0,
    }  # fmt: skip
    if mode is Mode.SLIDES:
        return shown | _slides(conference)
    return shown | (_dialogue(conference) if mode is Mode.DIALOGUE else {})


def hours(conference: Conference, on: int | None) -> str:
    """Return the hours of what is on: the plan's until the first hand, then the hour at which it really came on."""
    if on is None:
        return ""
    ran = conference.runs()
    run, slot, last = ran.get(on), conference.slots[on], programme.last_ended(ran)
    begun = (run.started if run else "") or (last.ended if last else "")
    if begun:
        return _("from {hour}").format(hour=conference.clock.hour(begun))
    return f"{conference.clock.hour(programme.starts(slot, run))}–{conference.clock.hour(programme.ends(slot, run))}"


def _slides(conference: Conference) -> dict[str, Any]:
    """The page of the deck that is shown; the title where the deck was removed meanwhile."""
    ident, page = hall_mode.slide(conference.db)
    deck = decks.find(conference.folder, ident)
    return {"slide": _page(deck, page)} if deck else {"mode": Mode.TITLE}


def _page(deck: Deck, page: int) -> dict[str, Any]:
    page = min(page, deck.pages - 1)
    return {"deck": deck.id, "n": page, "pages": deck.pages, "title": deck.title, "speaker": deck.speaker}


def _extract(conference: Conference, question: int) -> dict[str, Any] | None:
    """The extract that stands beside the question on the floor, or None."""
    ident, page = hall_mode.beside(conference.db, question)
    deck = decks.find(conference.folder, ident)
    return _page(deck, page) if deck else None


def _square(conference: Conference, mode: Mode) -> str:
    """The way to the public page, where there is one and the scene has room for it."""
    wanted = mode in (Mode.WELCOME, Mode.THANKS) and conference.settings.public_address
    return qr.svg(conference.settings.public_address) if wanted else ""


def _dialogue(conference: Conference) -> dict[str, Any]:
    everything = all_questions(conference.db)
    names = kept_rows(conference.db, "organisation", guests.organisation_from_row)
    floor = next((q for q in everything if q.place is Place.FLOOR), None)
    line = questions.line(everything)
    answered = sum(q.place is Place.ANSWERED for q in everything)
    number, ends = conference.dialogue(), stage.dialogue_end(conference)
    if ends and conference.clock.now() >= ends:
        line = []
    return {
        "question": public(conference, floor, everything, names) if floor else None,
        "extract": _extract(conference, floor.number) if floor else None,
        "coming": [public(conference, q, everything, names) for q in line[:NEXT_SHOWN]],
        "answered": answered,
        "total": answered + len(line) + (floor is not None),
        "dialogue": conference.settings.programme[number] if number is not None else None,
        "ends": ends,
    }


WATCHED = QUEUE | PROGRAMME | DOOR | {"recording"}
STAND = Stand("hall", WHO, facts, WATCHED, order=0)


def _view(mode: Mode) -> Stand:
    """The hall held on one thing, with an address of its own: /hall/dialogue."""
    return Stand(f"hall/{mode}", WHO, lambda conference: facts(conference, mode), WATCHED, order=0, templates="hall")


VIEWS = [_view(mode) for mode in hall_mode.ALONE]


class Shown(Struct, forbid_unknown_fields=True):
    """What a page says of itself: the id of its own socket, and the number of the picture that stands on it."""

    socket: Annotated[str, Meta(min_length=1, max_length=64)]
    number: int


class Heard(Struct, forbid_unknown_fields=True):
    """Whether that socket is open."""

    known: bool


@blueprint.post("/hall/shown")
@may(Role.PUBLIC)
@takes(Shown)
@gives(Heard)
def shown(sent: Shown) -> ResponseReturnValue:
    """A screen says which picture it shows, for the moderator. Believed only of a socket that is open."""
    return jsonify(known=current_app.extensions["screens"].showing(sent.socket, sent.number))


@blueprint.get("/conference.css")
@may(Role.PUBLIC)
@gives("text/css")
def conference_css() -> ResponseReturnValue:
    """The conference's own colours and the hall's smallest type, as the content policy allows no styles in pages."""
    return Response(legibility.css(current_conference().settings), mimetype="text/css")
