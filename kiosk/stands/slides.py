"""Slides on the hall's screen: the picture that is shown, and the speaker's own page, opened by the key of his deck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from flask import Blueprint, Response, jsonify, render_template
from msgspec import Meta, Struct

from badges.refusal import Stale, Unknown
from kiosk.conference import stage
from kiosk.conference.devices import Role
from kiosk.slides import decks
from kiosk.web.access import current_conference, may, this_device
from kiosk.web.api import Id, gives, takes
from kiosk.web.once import run_once
from live import hall_mode, questions
from live.hall_mode import Mode
from live.queue import Place

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.slides.decks import Deck
    from kiosk.storage.database import Writing

blueprint = Blueprint("slides", __name__)
STAFF = frozenset({Role.OFFICE, Role.MODERATOR, Role.CHAIR, Role.PRESENTER, Role.SECRETARY})
WEBP = "image/webp"


def on_screen(conference: Conference) -> set[tuple[str, int]]:
    """Return the pages (deck, page) that the hall shows now: everybody may see these and no others."""
    mode, found = stage.shows(conference), set()
    if mode is Mode.SLIDES:
        found.add(hall_mode.slide(conference.db))
    if mode is Mode.DIALOGUE:
        floor = next((q for q in questions.every(conference.db) if q.place is Place.FLOOR), None)
        if floor:
            found.add(hall_mode.beside(conference.db, floor.number))
    return found


@blueprint.get("/hall/slides/<deck>/<int:page>.webp")
@may(Role.PUBLIC)
@gives(WEBP, 404)
def picture(deck: str, page: int) -> ResponseReturnValue:
    """A page of a deck: for everybody the one that the hall shows, for staff any."""
    conference, device = current_conference(), this_device()
    if (deck, page) not in on_screen(conference) and (device is None or device.role not in STAFF):
        raise Unknown("There is no such page.")
    return _picture(conference, decks.get(conference.folder, deck), page)


def _picture(conference: Conference, deck: Deck, page: int) -> ResponseReturnValue:
    return Response(decks.picture(conference.folder, deck, page).read_bytes(), mimetype=WEBP)


@blueprint.get("/slides/<key>")
@may(Role.PUBLIC)
def own(key: str) -> ResponseReturnValue:
    """The speaker's own page: the slides as the hall shows them, and two keys."""
    conference = current_conference()
    deck = decks.by_key(conference.folder, key)
    return render_template("slides/page.html", stand="slides", deck=deck, state=_state(conference, deck))


class State(Struct, forbid_unknown_fields=True):
    """The page of the deck that stands on the hall's screen, from 0; `on`: whether the hall shows the deck now."""

    on: bool
    page: int


@blueprint.get("/slides/<key>/state")
@may(Role.PUBLIC)
@gives(State, 404)
def state(key: str) -> ResponseReturnValue:
    """Tell where the hall stands in this deck."""
    conference = current_conference()
    return jsonify(_state(conference, decks.by_key(conference.folder, key)))


def _state(conference: Conference, deck: Deck) -> dict[str, Any]:
    shown, page = hall_mode.slide(conference.db)
    mine = shown == deck.id
    return {"on": mine and stage.shows(conference) is Mode.SLIDES, "page": min(page, deck.pages - 1) if mine else 0}


@blueprint.get("/slides/<key>/<int:page>.webp")
@may(Role.PUBLIC)
@gives(WEBP, 404)
def own_picture(key: str, page: int) -> ResponseReturnValue:
    """A page of the speaker's own deck."""
    conference = current_conference()
    return _picture(conference, decks.by_key(conference.folder, key), page)


class Turn(Struct, forbid_unknown_fields=True):
    """The page that the speaker wants to be shown, from 0."""

    id: Id
    page: Annotated[int, Meta(ge=0, le=999)]


@blueprint.post("/slides/<key>/turn")
@may(Role.PUBLIC)
@takes(Turn)
@gives(State, 404)
def turn(sent: Turn, key: str) -> ResponseReturnValue:
    """Turn to a page of the own deck. 409 while the hall shows something else: only the moderator puts a deck on."""
    conference = current_conference()
    deck = decks.by_key(conference.folder, key)
    page = min(sent.page, deck.pages - 1)

    def action(writing: Writing) -> Row:
        if not _state(conference, deck)["on"]:
            raise Stale("The hall does not show your slides now. The moderator puts them on.")
        hall_mode.show_slide(writing, deck.id, page)
        return {"on": True, "page": page}

    return jsonify(run_once(sent.id, "slides.turn", [deck.id, page], action).answer)
