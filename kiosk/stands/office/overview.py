"""The office's first page: the day at a glance, live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint

from kiosk import arrivals
from kiosk.devices import Role
from kiosk.screens import DIALOGUE, DOOR, PROGRAMME, Stand
from kiosk.stands.notes import NOTES
from kiosk.stands.office import Section
from live import notes, questions

if TYPE_CHECKING:
    from kiosk.day import Day

SECTION = Section(0, "/office", "Overview")
blueprint = Blueprint("office", __name__)
WHO = frozenset({Role.OFFICE})


def facts(day: Day) -> dict[str, Any]:
    """Who came, by block, and where the questions stand."""
    counted = arrivals.counts(day.db)
    rows = [(block, *counted.get(block.code, (0, 0))) for block in sorted(day.settings.blocks, key=lambda b: b.rank)]
    places: dict[str, int] = {}
    for question in questions.every(day.db):
        places[str(question.place)] = places.get(str(question.place), 0) + 1
    return {
        "blocks": rows,
        "invited": sum(r[1] for r in rows),
        "came": sum(r[2] for r in rows),
        "places": places,
        "notes": notes.sent(day.db),
    }


STAND = Stand("office", WHO, facts, DOOR | DIALOGUE | PROGRAMME | NOTES)
