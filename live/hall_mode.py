"""What the hall's screens are told to show: by themselves, after the programme, or held on one thing by a person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from badges.ports import first, row_of
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
    SLIDES = "slides"
    """A deck of slides, at its page."""


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
    row: Row = row_of(told) | {"id": "hall", "mode": str(mode)}
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
    shown, _, number = _message(db, PAGE).partition(":")
    return int(number) if shown == str(question) else 0


def turn_page(writing: Writing, question: int, number: int) -> None:
    """Show this page of a long question."""
    _say(writing, PAGE, f"{question}:{number}")


def first_page(writing: Writing, question: int) -> None:
    """Begin a question that is called at its first page, whatever was shown of it before."""
    if page(writing, question):
        turn_page(writing, question, 0)


SLIDE = "slide"
"""The row that says which page of which deck is shown: its message is "deck:page"."""
BESIDE = "beside"
"""The row that says which extract stands beside which question: its message is "question:deck:page"."""


def slide(db: Store | Writing) -> tuple[str, int]:
    """Return the deck that is shown, or was last, and its page from 0; an empty deck where there was none."""
    deck, _, number = _message(db, SLIDE).rpartition(":")
    return (deck, int(number)) if deck else ("", 0)


def show_slide(writing: Writing, deck: str, number: int) -> None:
    """Show this page of a deck, where the screens show slides."""
    _say(writing, SLIDE, f"{deck}:{number}")


def beside(db: Store | Writing, question: int) -> tuple[str, int]:
    """Return the extract that stands beside a question, and its page from 0; an empty deck for none."""
    about, deck, number = (_message(db, BESIDE) or "0::0").split(":")
    return (deck, int(number)) if deck and int(about) == question else ("", 0)


def put_beside(writing: Writing, question: int, deck: str, number: int) -> None:
    """Let a page of an extract stand beside a question; an empty deck takes it away."""
    _say(writing, BESIDE, f"{question}:{deck}:{number}")


def _message(db: Store | Writing, ident: str) -> str:
    row = first(db.query("select message from hall where id = ?", (ident,)))
    return row["message"] if row else ""


def _say(writing: Writing, ident: str, message: str) -> None:
    row: Row = {"id": ident, "mode": "", "message": message, "at": writing.at, "by": writing.by}
    writing.put(f"hall.{ident}", "hall", row)


SCREEN = "screen:"
"""In front of a screen's device: the row that says on what this one screen is held, whatever the others show."""
ALONE = (Mode.WELCOME, Mode.TITLE, Mode.TALK, Mode.DIALOGUE, Mode.PAUSE, Mode.BLANK, Mode.THANKS)
"""On what a screen can be held by itself. Each has an address, too, for a screen in another room."""


def screens(db: Store | Writing) -> dict[str, Mode]:
    """Return the screens that are held by themselves: device → what it shows."""
    rows = db.query("select id, mode from hall where id like 'screen:%' and mode != ?", (str(Mode.AUTO),))
    return {row["id"].removeprefix(SCREEN): Mode(row["mode"]) for row in rows}


def hold_screen(writing: Writing, device: str, mode: Mode) -> None:
    """Hold one screen on something, or let it show what all show (`AUTO`). Raises `Refusal`."""
    if mode is not Mode.AUTO and mode not in ALONE:
        raise Refusal("One screen alone cannot be held on this.")
    row: Row = {"id": SCREEN + device, "mode": str(mode), "message": "", "at": writing.at, "by": writing.by}
    writing.put("hall.screen", "hall", row)


def shows(told: Held, kind: str) -> Mode:
    """What the screens show now. `kind`: of the item that is on, or the phase of the day where none is."""
    return BY_KIND.get(kind, Mode.TITLE) if told.mode is Mode.AUTO else told.mode
