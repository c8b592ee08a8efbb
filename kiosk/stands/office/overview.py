"""The office's first page: what day it is, what comes next, what is owed, and on the day who is in; live."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from flask import Blueprint

from kiosk.conference.devices import Role
from kiosk.dialogue.rows import all_questions
from kiosk.guests import guest_list
from kiosk.i18n import labels
from kiosk.stands.office import debts, steps
from kiosk.stands.office.section import Section
from kiosk.web.pictures import DIALOGUE, DOOR, NOTES, PROGRAMME
from kiosk.web.stand import Stand
from live import notes, programme
from live.queue import Place

if TYPE_CHECKING:
    from kiosk.conference.conference import Conference

SECTION = Section(0, "/office", "Overview")
blueprint = Blueprint("office", __name__)
WHO = frozenset({Role.OFFICE})


def facts(conference: Conference) -> dict[str, Any]:
    """Who came, by block; where the questions stand; what is on; the countdown, what is owed, what comes next."""
    totals = guest_list.totals(conference)
    everything = all_questions(conference.db)
    counted = Counter(question.place for question in everything)
    on = conference.on()
    return {
        "totals": totals,
        "places": [(labels.place(place), counted[place]) for place in Place if counted[place]],
        "asked": len(everything),
        "item": conference.settings.programme[on] if on is not None else None,
        "ends": int(programme.ends(conference.slots[on], programme.runs(conference.db).get(on)).timestamp() * 1000)
        if on is not None
        else 0,
        "tasks": debts.tasks(conference),
        "notes": notes.sent(conference.db),
        "phase": debts.phase(conference),
        "days": (conference.settings.date - conference.clock.local().date()).days,
        "starts": conference.clock.local(conference.slots[0].start), "ended": conference.clock.local(conference.slots[-1].end),
        "upcoming": [(step, steps.due(conference, step)) for step in steps.upcoming(conference)],
    }  # fmt: skip


STAND = Stand(
    "office",
    WHO,
    facts,
    DOOR | DIALOGUE | PROGRAMME | NOTES | {"desk_status", "device", "contact", "tick", "submission", "promise"},
)
