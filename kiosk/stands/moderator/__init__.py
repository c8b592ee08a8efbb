"""The moderator: runs the dialogue. One key for the usual step; who is in the hall; what comes next; the time.

Only an enrolled moderator's device may enter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app

from badges import guests
from kiosk.conference import stage
from kiosk.dialogue import hall_view
from kiosk.dialogue.board import board
from kiosk.dialogue.labels import mode_name
from kiosk.i18n import _
from kiosk.slides import decks
from kiosk.stands.moderator.commands import WHO
from kiosk.stands.moderator.turns import blueprint
from kiosk.web import hall_screens
from kiosk.web.pictures import DIALOGUE, DOOR, NOTES, PROGRAMME, SCREENS
from kiosk.web.stand import Stand
from live import hall_mode, notes
from live.hall_mode import Mode

if TYPE_CHECKING:
    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.slides.decks import Deck
    from live.questions import Question


NOTES_SHOWN = 2


def facts(conference: Conference) -> dict[str, Any]:
    """Return the board, the hall's screens and the last notes to the chair."""
    screens, known = hall_screens.connected(current_app.extensions["screens"]), board(conference)
    asked = known["floor"].question if known["floor"] else None
    return known | {
        "screens": screens,
        "notes": notes.sent(conference.db, NOTES_SHOWN),
        "hall_text": hall_text(conference, asked),
        "decks": decks.every(conference.folder),
        "mode_name": mode_name,
        "alone": [("auto", _("Like the others")), *((mode, mode_name(mode)) for mode in hall_mode.ALONE)],
        "slide": slide(conference),
        "beside": beside(conference, asked),
    }


def slide(conference: Conference) -> tuple[Deck, int] | None:
    """Return the deck that the hall shows, and its page from 0; None while it shows something else."""
    if stage.shows(conference) is not Mode.SLIDES:
        return None
    ident, page = hall_mode.slide(conference.db)
    deck = decks.find(conference.folder, ident)
    return (deck, min(page, deck.pages - 1)) if deck else None


def beside(conference: Conference, asked: Question | None) -> tuple[Deck, int] | None:
    """Return the extract beside the question on the floor, and its page from 0, or None."""
    ident, page = hall_mode.beside(conference.db, asked.number) if asked else ("", 0)
    deck = decks.find(conference.folder, ident)
    return (deck, min(page, deck.pages - 1)) if deck else None


def hall_text(conference: Conference, asked: Question | None) -> Row:
    """Return which of its pages the hall shows of the question on the floor, and their texts; empty where none is there."""
    if asked is None:
        return {"pages": [], "shown": 0}
    organisation = guests.organisation(conference.db, asked.organisation)
    pages = hall_view.pages(conference, asked, organisation.name if organisation else "")
    return {"pages": pages, "shown": min(hall_mode.page(conference.db, asked.number), len(pages) - 1)}


STAND = Stand("moderator", WHO, facts, DIALOGUE | PROGRAMME | DOOR | SCREENS | NOTES | {"step"})

__all__ = ["STAND", "blueprint"]
