"""What the hall's screens are told to show: by themselves, after the programme, or held on one thing by a person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from badges.ports import first
from badges.refusal import Refusal

if TYPE_CHECKING:
    from badges.ports import Row, Store, Writing

LONGEST = 160
"""Letters of a message: more cannot be read from the last row."""


class Mode(StrEnum):
    """What the screens are told."""

    AUTO = "auto"
    """After the programme."""
    WELCOME = "welcome"
    TITLE = "title"
    TALK = "talk"
    """The programme's item that is on, with who speaks."""
    DIALOGUE = "dialogue"
    PAUSE = "pause"
    THANKS = "thanks"


BY_KIND = {
    "reception": Mode.WELCOME, "introduction": Mode.TITLE, "opening": Mode.TALK, "talk": Mode.TALK,
    "dialogue": Mode.DIALOGUE, "break": Mode.PAUSE, "direction": Mode.TALK, "closing": Mode.TALK,
    "before": Mode.WELCOME, "between": Mode.TITLE, "after": Mode.THANKS,
}  # fmt: skip
"""Kind of the programme's item, or `live.programme.phase` → what the screens show by themselves."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the screens are held on, since when, by whom; and a line of words that stands under it."""

    mode: Mode = Mode.AUTO
    message: str = ""
    at: str = ""
    by: str = ""


def held(db: Store | Writing) -> Held:
    """What the screens are told now."""
    row = first(db.query("select mode, message, at, by from hall where id = 'hall'"))
    return Held(Mode(row["mode"]), row["message"], row["at"], row["by"]) if row else Held()


def hold(writing: Writing, mode: Mode, message: str = "") -> Held:
    """Tell the screens what to show. Raises `Refusal` for a message too long to be read."""
    said = " ".join(message.split())
    if len(said) > LONGEST:
        raise Refusal("Write at most {n} letters, so that the last row can read them.", n=LONGEST)
    told = Held(mode, said, writing.at, writing.by)
    row: Row = asdict(told) | {"id": "hall", "mode": str(mode)}
    writing.put("hall.held", "hall", row)
    return told


def shows(told: Held, kind: str) -> Mode:
    """What the screens show now. `kind`: of the item that is on, or the phase of the day where none is."""
    return BY_KIND.get(kind, Mode.TITLE) if told.mode is Mode.AUTO else told.mode
