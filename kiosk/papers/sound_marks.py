"""The marks of the hall's sound: each item, call, speech and task of the log with its hours, and what the record says of it.

The minutes are checked against the sound by these, line by line; exported they are WebVTT (W3C), which players read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from badges import guests
from kiosk.conference import units
from kiosk.i18n import _
from kiosk.papers import happenings
from live import answers, conclusions, questions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kiosk.conference.conference import Conference
    from kiosk.papers.happenings import Happening
    from live.answers import Answer
    from live.voices import Voice

TASK_BACK = timedelta(seconds=60)
"""A task is written down after it was said: its stretch begins so long before."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the record: who said it, and the words. `id` with its edition: worded anew, it is another line."""

    id: str
    who: str
    text: str
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the day. `end` is None while it goes on; `number` is the question's, or 0."""

    start: datetime
    end: datetime | None
    title: str
    number: int = 0
    lines: tuple[Line, ...] = ()


def marks(conference: Conference) -> list[Mark]:
    """Return all marks of the day in the order in which they began."""
    names = {key: organisation.called for key, organisation in guests.organisations(conference.db).items()}
    asked = {q.number: names.get(q.organisation, "") or q.asker for q in questions.every(conference.db)}
    given = answers.every(conference.db)
    found = [
        Mark(one.start, one.end, _title(conference, one, asked), one.number if one.kind == happenings.CALL else 0,
             _lines(conference, one, given.get(one.number)))
        for one in happenings.happenings(conference)
        if one.start
    ]  # fmt: skip
    return sorted([*found, *_tasks(conference)], key=lambda mark: (mark.start, mark.number > 0))


def _title(conference: Conference, one: Happening, asked: dict[int, str]) -> str:
    if one.kind == happenings.CALL:
        return f"KN {one.number} – {asked.get(one.number, '')}".removesuffix(" – ")
    if one.speech:
        return ", ".join(part for part in (one.speech.name, one.speech.title) if part)
    return conference.settings.programme[one.number].title


def _lines(conference: Conference, one: Happening, answer: Answer | None) -> tuple[Line, ...]:
    """The voices that were recorded under this call; those without a call belong to the first."""
    if one.kind != happenings.CALL or answer is None:
        return ()
    return tuple(_line(conference, voice) for voice in answer.voices if voice.called in ("", one.stamp) and voice.text)


def _line(conference: Conference, voice: Voice) -> Line:
    unit = units.name(conference.settings, voice.unit)
    who = f"KN {voice.kn}: " + (", ".join(part for part in (voice.answerer, unit) if part) or "…")
    return Line(f"{voice.id}@{voice.version}", who, voice.text, draft=not voice.complete)


def _tasks(conference: Conference) -> list[Mark]:
    found = []
    for task in conclusions.every(conference.db):
        at = conference.clock.local(task.at)
        line = Line(
            f"{task.id}@{task.version}", f"{task.giver} → {units.name(conference.settings, task.unit)}", task.task
        )
        found.append(Mark(at - TASK_BACK, at, _("Task given"), lines=(line,)))
    return found


def web_vtt(all_marks: Iterable[Mark], first: int, last: int) -> str:
    """Return the marks as WebVTT, counted from the recording's first sample. `first`, `last`: ms of its ends."""
    cues = ["WEBVTT"]
    for mark in all_marks:
        start = int(mark.start.timestamp() * 1000)
        end = int(mark.end.timestamp() * 1000) if mark.end else last
        if end > first and start < last:
            text = "\n".join(_cue(part) for part in (mark.title, *(f"{one.who}: {one.text}" for one in mark.lines)))
            cues.append(f"{_hours(max(start, first) - first)} --> {_hours(min(end, last) - first)}\n{text}")
    return "\n\n".join(cues) + "\n"


def _cue(text: str) -> str:
    """A line of a cue: no blank line and no arrow may stand in it, and `&` and `<` begin nothing."""
    line = " ".join(text.split()).replace("-->", "→")
    return line.replace("&", "&amp;").replace("<", "&lt;")


def _hours(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"
