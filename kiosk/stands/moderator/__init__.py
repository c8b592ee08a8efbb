"""The moderator: runs the dialogue. One key for the usual step; who is in the hall; what comes next; the time.

Only an enrolled moderator's device may enter.
"""

from kiosk.screens import DIALOGUE, DOOR, PROGRAMME, SCREENS, Stand
from kiosk.stands.moderator import floor
from kiosk.stands.moderator.commands import WHO, blueprint
from kiosk.stands.moderator.picture import facts
from kiosk.stands.notes import NOTES

STAND = Stand("moderator", WHO, facts, DIALOGUE | PROGRAMME | DOOR | SCREENS | NOTES)

__all__ = ["STAND", "blueprint", "floor"]
