"""The moderator: runs the dialogue. One key for the usual step; who is in the hall; what comes next; the time.

Only an enrolled moderator's device may enter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app

from kiosk.dialogue.board import board
from kiosk.stands.moderator.commands import WHO
from kiosk.stands.moderator.turns import blueprint
from kiosk.web import hall_screens
from kiosk.web.pictures import DIALOGUE, DOOR, NOTES, PROGRAMME, SCREENS, Stand
from live import notes

if TYPE_CHECKING:
    from kiosk.conference.conference import Conference


NOTES_SHOWN = 2


def facts(conference: Conference) -> dict[str, Any]:
    """Return the board, the hall's screens and the last notes to the chair."""
    screens = hall_screens.connected(current_app.extensions["screens"])
    return board(conference) | {"screens": screens, "notes": notes.sent(conference.db, NOTES_SHOWN)}


STAND = Stand("moderator", WHO, facts, DIALOGUE | PROGRAMME | DOOR | SCREENS | NOTES | {"step"})

__all__ = ["STAND", "blueprint"]
