"""The moderator: runs the dialogue. One key for the usual step; who is in the hall; what comes next; the time.

Only an enrolled moderator's device may enter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app

from badges import guests
from kiosk.dialogue import hall_view
from kiosk.dialogue.board import board
from kiosk.stands.moderator.commands import WHO
from kiosk.stands.moderator.turns import blueprint
from kiosk.web import hall_screens
from kiosk.web.pictures import DIALOGUE, DOOR, NOTES, PROGRAMME, SCREENS, Stand
from live import hall_mode, notes, questions
from live.queue import Place

if TYPE_CHECKING:
    from badges.ports import Row
    from kiosk.conference.conference import Conference


NOTES_SHOWN = 2


def facts(conference: Conference) -> dict[str, Any]:
    """Return the board, the hall's screens and the last notes to the chair."""
    screens = hall_screens.connected(current_app.extensions["screens"])
    return board(conference) | {
        "screens": screens,
        "notes": notes.sent(conference.db, NOTES_SHOWN),
        "hall_text": hall_text(conference),
    }


def hall_text(conference: Conference) -> Row:
    """Return which of its pages the hall shows of the question on the floor, and their texts; empty where none is there."""
    asked = next((q for q in questions.every(conference.db) if q.place is Place.FLOOR), None)
    if asked is None:
        return {"pages": [], "shown": 0}
    house = guests.organisations(conference.db).get(asked.organisation)
    pages = hall_view.pages(conference, asked, house.name if house else "")
    return {"pages": pages, "shown": min(hall_mode.page(conference.db, asked.number), len(pages) - 1)}


STAND = Stand("moderator", WHO, facts, DIALOGUE | PROGRAMME | DOOR | SCREENS | NOTES | {"step"})

__all__ = ["STAND", "blueprint"]
