"""Slides from the moderator's page: put a deck on the hall's screens, turn its pages, let an extract stand beside the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from flask import Blueprint
from msgspec import Meta

from badges.refusal import Refusal
from kiosk.slides import decks
from kiosk.stands.moderator.commands import WHO, Command, Done, note, run_command
from kiosk.web.access import current_conference, may
from kiosk.web.api import gives, takes
from live import hall_mode, questions
from live.hall_mode import Mode
from live.queue import Place

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.storage.database import Writing

blueprint = Blueprint("moderator_slides", __name__)
DeckId = Annotated[str, Meta(pattern=r"^([0-9a-f]{16})?$")]
PageNumber = Annotated[int, Meta(ge=0, le=999)]


class Slide(Command, kw_only=True):
    """A page of a deck, from 0."""

    deck: DeckId
    page: PageNumber = 0


class Beside(Slide, kw_only=True):
    """A page of an extract beside the question on the floor; an empty deck takes it away."""

    question: Annotated[int, Meta(ge=1)]


class Shown(Done, kw_only=True):
    """The page that is shown, from 0."""

    page: int


@blueprint.post("/moderator/hall/slide")
@may(*WHO)
@takes(Slide)
@gives(Shown)
def slide(sent: Slide) -> ResponseReturnValue:
    """Put a deck on the hall's screens, or turn to another page of the one that is on."""
    deck = decks.get(current_conference().folder, sent.deck)
    page = min(sent.page, deck.pages - 1)

    def shown(writing: Writing) -> Row:
        held = hall_mode.held(writing)
        if held.mode is not Mode.SLIDES or hall_mode.slide(writing)[0] != deck.id:
            hall_mode.hold(writing, Mode.SLIDES, held.message)
            note(writing, sent, "slides", 0, deck.title)
        hall_mode.show_slide(writing, deck.id, page)
        return {"page": page}

    return run_command("moderator.hall.slide", sent, shown)


@blueprint.post("/moderator/hall/beside")
@may(*WHO)
@takes(Beside)
@gives(Shown)
def beside(sent: Beside) -> ResponseReturnValue:
    """Let a page of an extract stand beside the question on the floor, turn it, or take it away."""
    deck = decks.get(current_conference().folder, sent.deck) if sent.deck else None
    page = min(sent.page, deck.pages - 1) if deck else 0

    def shown(writing: Writing) -> Row:
        if questions.get(writing, sent.question).place is not Place.FLOOR:
            raise Refusal("This question is no longer on the floor.")
        hall_mode.put_beside(writing, sent.question, deck.id if deck else "", page)
        return {"page": page}

    return run_command("moderator.hall.beside", sent, shown)
