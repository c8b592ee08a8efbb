"""Units as forms offer them: by code where the settings know them, by name where they do not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from badges.vietnamese import fold, tidy_name
from live import answers, speeches, working_days

if TYPE_CHECKING:
    from kiosk.conference.conference import Conference
    from kiosk.settings.load import Settings
    from kiosk.settings.schema import Person

DAYS_OFFERED = 60


def name(settings: Settings, unit: str) -> str:
    """The unit's name, from its code or as it was typed."""
    known = settings.unit(unit)
    return known.name if known else unit


def short(settings: Settings, unit: str) -> str:
    """The unit's short name."""
    known = settings.unit(unit)
    return (known.short or known.name) if known else unit


def code(settings: Settings, typed: str) -> str:
    """The code of a unit typed by code or by any of its names; what was typed, where none has that name."""
    wanted = fold(typed)
    for unit in settings.units:
        if typed == unit.code or wanted in [fold(known) for known in (unit.name, unit.short, *unit.others) if known]:
            return unit.code
    return tidy_name(typed)


def due(settings: Settings, days: int, start: date | None = None) -> date:
    """The last of so many working days after the conference, or after another day."""
    return working_days.due(start or settings.date, days, settings.holidays, settings.working_weekends)


def speaker(conference: Conference) -> str:
    """Return who gives tasks now: whoever was put on the hall to speak, the leader whose item is on, otherwise the chair."""
    speech = speeches.current(conference.db)
    if speech:
        return ", ".join(filter(None, (speech.name, speech.title)))
    on = conference.on()
    items = [item for item in conference.settings.programme if item.kind in ("direction", "closing", "dialogue")]
    now = [conference.settings.programme[on]] if on is not None else []
    said = [item for item in (*now, *reversed(items)) if item in items and item.presenters]
    return called(said[0].presenters[0]) if said else ""


def called(person: Person) -> str:
    """A person with honorific and position."""
    return ", ".join(filter(None, (f"{person.honorific} {person.name}".strip(), person.position)))


def offers(conference: Conference) -> dict[str, Any]:
    """What the secretary may choose from: units, people who answer, people who give tasks, dates by working days."""
    settings = conference.settings
    people = [p for item in settings.programme for p in item.presenters]
    named = [called(person) for person in people]
    leaders = [unit.leader for unit in settings.units if unit.leader]
    heard = [voice.answerer for a in answers.every(conference.db).values() for voice in a.voices]
    dates = [due(settings, n) for n in range(DAYS_OFFERED + 1)]
    working = [
        (settings.date + timedelta(n)).isoformat()
        for n in range((dates[-1] - settings.date).days + 1)
        if working_days.is_working(settings.date + timedelta(n), settings.holidays, settings.working_weekends)
    ]
    return {
        "units": [{"code": u.code, "name": u.name, "leader": u.leader} for u in settings.units],
        "people": list(dict.fromkeys(filter(None, [*leaders, *named, *heard]))),
        "givers": list(dict.fromkeys(reversed(named))),
        "dates": [d.isoformat() for d in dates],
        "working": working,
        "days": settings.reply_working_days,
    }
