"""The moderator: runs the dialogue. One key for the usual step; who is in the hall; what comes next; the time.

Only an enrolled moderator's device may enter.
"""

from kiosk.screens import DIALOGUE, DOOR, PROGRAMME, SCREENS, Stand
from kiosk.stands.moderator.commands import WHO, blueprint
from kiosk.stands.moderator.picture import facts

STAND = Stand("moderator", WHO, facts, DIALOGUE | PROGRAMME | DOOR | SCREENS)

__all__ = ["STAND", "blueprint"]
