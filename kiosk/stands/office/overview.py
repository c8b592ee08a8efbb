"""The office's first page: the day at a glance, live."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint

from kiosk.arrivals import open_matters
from kiosk.conference.devices import Role
from kiosk.guests import guest_list
from kiosk.i18n import labels
from kiosk.stands.office import door
from kiosk.stands.office.section import Section
from kiosk.web.pictures import DIALOGUE, DOOR, NOTES, PROGRAMME, Stand
from live import notes, programme, questions
from live.queue import Place

if TYPE_CHECKING:
    from kiosk.conference.conference import Conference
    from kiosk.guests.guest_list import Total
    from live.questions import Question

SECTION = Section(0, "/office", "Overview")
blueprint = Blueprint("office", __name__)
WHO = frozenset({Role.OFFICE})
QUESTIONS = "/office/questions"


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for the office: how many, in words, where to do it, and whether it cannot wait."""

    text: str
    count: int
    path: str
    urgent: bool = False


def facts(conference: Conference) -> dict[str, Any]:
    """Who came, by block; where the questions stand; what is on; what to do next."""
    totals = guest_list.totals(conference)
    everything = questions.every(conference.db)
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
        "tasks": [task for task in tasks(conference, totals, everything) if task.count],
        "notes": notes.sent(conference.db),
    }


def tasks(conference: Conference, totals: list[Total], everything: list[Question]) -> list[Task]:
    """What waits for the office, the urgent first."""
    started = conference.clock.now() >= conference.slots[0].start
    over = conference.clock.now() >= conference.slots[-1].end
    now = conference.clock.now()
    worried = [desk for desk in door.desks().known.values() if desk.unsent or desk.silent(now)]
    away = [entry for entry in guest_list.leaders_away(conference) if entry.guest.rsvp != "declined"]
    return [
        Task("%(count)s matters of the door to settle", len(open_matters.all_open(conference.db)), "/office/door", urgent=True),
        Task("%(count)s desks are silent or have something unsent", 0 if over else len(worried), "/office/door", urgent=True),
        Task("%(count)s leaders are not here yet", len(away) if started and not over else 0, "/office/door"),
        Task(
            "%(count)s guests have not answered: call them",
            0 if started else sum(total.none for total in totals), "/office/guests?answer=none",
        ),
        Task("%(count)s questions wait for screening", sum(q.place is Place.RECEIVED for q in everything), QUESTIONS),
        Task(
            "%(count)s questions without an answering unit",
            sum(not q.unit for q in everything if q.place is Place.WAITING), QUESTIONS,
        ),
    ]  # fmt: skip


STAND = Stand("office", WHO, facts, DOOR | DIALOGUE | PROGRAMME | NOTES | {"desk_status", "device"})
