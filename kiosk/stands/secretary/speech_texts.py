"""The speeches of the day with their texts, the newest first: items of the programme that are speeches, and speakers put in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from live import programme, remarks, speeches
from live.remarks import Remark

if TYPE_CHECKING:
    from kiosk.conference.conference import Conference


@dataclass(frozen=True, slots=True)
class Spoken:
    """One speech: when it began, what it was or who spoke, and the text on record."""

    at: str
    title: str
    remark: Remark


def spoken(conference: Conference) -> list[Spoken]:
    """Return the speeches that have begun."""
    texts = remarks.every(conference.db)
    plan = conference.settings.programme
    found = [
        (run.started, f"item:{run.number}", plan[run.number].title)
        for run in programme.runs(conference.db).values()
        if run.started and run.number < len(plan) and plan[run.number].kind in speeches.KINDS
    ]
    found += [
        (one.started, f"speech:{one.id}", ", ".join(part for part in (one.name, one.title) if part))
        for one in speeches.all_speeches(conference.db)
    ]
    lines = [Spoken(at, title, texts.get(ident, Remark(ident))) for at, ident, title in found]
    return sorted(lines, key=lambda one: one.at, reverse=True)
