"""The moderator: runs the dialogue. One key for the usual step; who is in the hall; what comes next; the time.

Only an enrolled moderator's device may enter.
"""

from kiosk.stands.moderator.picture import facts
from kiosk.stands.moderator.turns import WHO, blueprint
from kiosk.stands.notes import NOTES
from kiosk.web.pictures import DIALOGUE, DOOR, PROGRAMME, SCREENS, Stand

STAND = Stand("moderator", WHO, facts, DIALOGUE | PROGRAMME | DOOR | SCREENS | NOTES)

__all__ = ["STAND", "blueprint"]
