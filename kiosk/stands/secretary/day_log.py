"""The log of the day as the secretary reads it: turns, records and conclusions with their hours, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.conference import units
from kiosk.i18n import _, labels
from live import answers, conclusions, programme
from live.floor_times import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kiosk.conference.conference import Conference
    from live.questions import Question

SHOWN = 80


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. `number` is its question's, or 0."""

    at: str
    number: int
    what: str
    about: str = ""
    by: str = ""


def lines(conference: Conference, everything: Iterable[Question], organisations: Mapping[str, str]) -> list[Line]:
    """The newest lines of the log."""
    of = {question.number: organisations.get(question.organisation, "") for question in everything}
    turns = standing(list(conference.db.query("select * from turn order by rowid")))
    found = [
        Line(t["at"], t["question"] or 0, labels.move(t["move"]), of.get(t["question"], ""), t["by"])
        for t in turns
        if t["move"] != "order"
    ]
    found += [
        Line(voice.at, voice.question, _("Record complete"), labels.form(voice.form), voice.by)
        for answer in answers.every(conference.db).values()
        for voice in answer.voices
        if voice.complete
    ]
    found += [
        Line(c.at, 0, _("Task"), f"{units.short(conference.settings, c.unit)}: {c.task}", c.by)
        for c in conclusions.every(conference.db)
    ]
    found += [
        Line(run.started, 0, _("Began"), conference.settings.programme[run.number].title, run.by)
        for run in programme.runs(conference.db).values()
        if run.started
    ]
    return sorted(found, key=lambda line: line.at, reverse=True)[:SHOWN]
