"""The hall's view of the dialogue: the mode of the screens, and the facts of a question that everybody may read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from live import hall_mode, programme

if TYPE_CHECKING:
    from badges import guests
    from kiosk.conference.conference import Conference
    from live.hall_mode import Mode
    from live.questions import Question


def shows(conference: Conference) -> Mode:
    """What the screens show now: what somebody told them, or the programme."""
    on = conference.on()
    phase = programme.phase(conference.slots, programme.runs(conference.db), conference.clock.now())
    return hall_mode.shows(
        hall_mode.held(conference.db), conference.settings.programme[on].kind if on is not None else phase
    )


def public(
    conference: Conference, question: Question, everything: list[Question], names: dict[str, guests.Organisation]
) -> dict[str, Any]:
    """The allow-list: these facts of a question are public, and no others."""
    unit = conference.settings.unit(question.unit)
    field = conference.settings.field(question.field)
    house = names.get(question.organisation)
    merged = {
        names[q.organisation].name for q in everything if q.merged_into == question.number and q.organisation in names
    }
    return {
        "number": question.number,
        "business": house.name if house else "",
        "short": house.called if house else "",
        "others": sorted(merged - {house.name if house else ""}),
        "text": question.shown,
        "unit": unit.name if unit else question.unit,
        "field": field.name if field else "",
    }
