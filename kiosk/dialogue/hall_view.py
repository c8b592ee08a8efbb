"""The hall's view of the dialogue: the facts of a question that everybody may read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.conference import legibility, units
from live import hall_mode, hall_text

if TYPE_CHECKING:
    from badges import guests
    from kiosk.conference.conference import Conference
    from live.questions import Question

BESIDE_SHARE = 3
"""Beside an extract a question has so small a part of its letters: half the width, and its name takes more lines."""


def pages(conference: Conference, question: Question, business: str) -> list[str]:
    """Return the pages in which the hall's screen shows a question: what is asked for first, none below the legible size."""
    room = legibility.room(conference.settings, business)
    if hall_mode.beside(conference.db, question.number)[0]:
        room //= BESIDE_SHARE
    return hall_text.pages(question.shown, room) or [""]


def public(
    conference: Conference, question: Question, everything: list[Question], names: dict[str, guests.Organisation]
) -> dict[str, Any]:
    """The allow-list: these facts of a question are public, and no others."""
    unit = conference.settings.unit(question.unit)
    field = conference.settings.field(question.field)
    organisation = names.get(question.organisation)
    merged = {
        names[q.organisation].name for q in everything if q.merged_into == question.number and q.organisation in names
    }
    texts = pages(conference, question, organisation.name if organisation else "")
    shown = min(hall_mode.page(conference.db, question.number), len(texts) - 1)
    return {
        "number": question.number,
        "business": organisation.name if organisation else "",
        "short": organisation.called if organisation else "",
        "others": sorted(merged - {organisation.name if organisation else ""}),
        "text": texts[shown],
        "page": shown + 1,
        "pages": len(texts),
        "unit": unit.name if unit else question.unit,
        "co_units": [units.name(conference.settings, code) for code in question.co_units],
        "field": field.name if field else "",
    }
