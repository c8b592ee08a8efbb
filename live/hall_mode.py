"""What the hall's screens are told to show: by themselves, after the programme, or held on one thing by a person."""

from __future__ import annotations

import json
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
    BLANK = "blank"
    """Black: nothing is to be looked at."""
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


def before_blank(db: Store | Writing) -> Held:
    """Return what the screens were told before they were blanked, so that the same key brings it back."""
    log = "select row from event where tab = 'hall' and key = 'hall' and row like '{%' order by seq desc limit 50"
    rows = (json.loads(row["row"]) for row in db.query(log))
    last = next((row for row in rows if row["mode"] != Mode.BLANK), None)
    return Held(Mode(last["mode"]), last["message"], last["at"], last["by"]) if last else Held()


PAGE = "page"
"""The row that says which page of which question is shown: its message is "12:1"."""


def page(db: Store | Writing, question: int) -> int:
    """Return which page of a long question the screens show, from 0."""
    row = first(db.query("select message from hall where id = ?", (PAGE,)))
    shown, _, number = (row["message"] if row else "").partition(":")
    return int(number) if shown == str(question) else 0


def turn_page(writing: Writing, question: int, number: int) -> None:
    """Show this page of a long question."""
    row: Row = {"id": PAGE, "mode": "", "message": f"{question}:{number}", "at": writing.at, "by": writing.by}
    writing.put("hall.page", "hall", row)


def shows(told: Held, kind: str) -> Mode:
    """What the screens show now. `kind`: of the item that is on, or the phase of the day where none is."""
    return BY_KIND.get(kind, Mode.TITLE) if told.mode is Mode.AUTO else told.mode
