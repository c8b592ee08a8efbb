"""The closing: what the day leaves behind, line by line, before anybody closes it: promises, tasks, drafts, what is not recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from badges.refusal import Stale
from kiosk.conference import clock, stage, units
from kiosk.i18n import N_
from live import answers, conclusions, outcomes, programme, questions
from live.outcomes import Outcome

if TYPE_CHECKING:
    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.storage.database import Writing

KINDS = {
    "unrecorded": N_("Answered, not on record yet"), "draft": N_("Draft, not confirmed"),
    "promise": N_("Promised in writing"), "task": N_("Task given"),
}  # fmt: skip
"""Kind of line → its heading; what is missing comes first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is of, in the words on record. `nodded`: when the chair agreed to these words, or empty."""

    id: str
    kind: str
    head: str
    text: str
    nodded: str = ""


def begins(conference: Conference) -> bool:
    """Return True from the planned end of the last dialogue on, or once a hand has ended it."""
    dialogues = [slot.number for slot in conference.slots if slot.kind == "dialogue"]
    if not dialogues:
        return False
    ran = conference.runs()
    last = dialogues[-1]
    return programme.is_over(ran, last) or conference.clock.now() >= programme.ends(
        conference.slots[last], ran.get(last)
    )


def unrecorded(conference: Conference) -> list[int]:
    """Return the questions answered at the conference of which no complete answer is on record."""
    given = answers.every(conference.db)
    live = [q for q in questions.every(conference.db) if outcomes.outcome(q, given.get(q.number)) is Outcome.LIVE]
    return [q.number for q in live if q.number not in given or not given[q.number].complete]


def lines(conference: Conference) -> list[Line]:
    """Return everything that the day leaves behind, what is missing first."""
    nods = {row["id"]: row for row in conference.db.query("select id, text, at from nod")}
    found = [*_answers(conference), *_tasks(conference)]
    order = list(KINDS)
    return [
        Line(line.id, line.kind, line.head, line.text, _nodded(nods.get(line.id), line))
        for line in sorted(found, key=lambda line: order.index(line.kind))
    ]


def _nodded(nod: Row | None, line: Line) -> str:
    """Only to these very words: what was worded anew since is asked again."""
    return nod["at"] if nod and nod["text"] == said(line) else ""


def said(line: Line) -> str:
    """Return the words that are agreed to."""
    return f"{line.head}: {line.text}"


def _answers(conference: Conference) -> list[Line]:
    missing, found = set(unrecorded(conference)), []
    given = answers.every(conference.db)
    for question in questions.every(conference.db):
        answer = given.get(question.number)
        for voice in answer.voices if answer else ():
            ident, unit = voice.id, units.name(conference.settings, voice.unit or question.unit)
            if voice.promised or voice.due:
                head = f"KN {voice.kn} – {unit}" + (f", {clock.written(voice.due)}" if voice.due else "")
                found.append(Line(f"promise:{ident}", "promise", head, voice.text or question.shown))
            if voice.text and not voice.complete:
                found.append(Line(f"draft:{ident}", "draft", f"KN {voice.kn} – {unit}", voice.text))
        if question.number in missing and not (answer and answer.text):
            head = f"KN {question.number} – {units.name(conference.settings, question.unit)}"
            found.append(Line(f"unrecorded:{question.number}", "unrecorded", head, question.shown))
    return found


def _tasks(conference: Conference) -> list[Line]:
    found = []
    for task in conclusions.every(conference.db):
        due = f", {clock.written(task.due)}" if task.due else ""
        head = f"{task.giver} → {units.name(conference.settings, task.unit)}{due}"
        found.append(Line(f"task:{task.id}", "task", head, task.task))
    return found


def nod(conference: Conference, writing: Writing, ident: str, text: str) -> Row:
    """Note that the chair agrees to a line as it stands. Raises `Stale` where it was worded anew or is gone."""
    line = next((line for line in lines(conference) if line.id == ident), None)
    if line is None or said(line) != text:
        raise Stale("This line has just been changed. Read it again.")
    writing.put("nod.given", "nod", {"id": ident, "text": text, "at": writing.at, "by": writing.by})
    return {"line": ident, "at": writing.at}


def view(conference: Conference) -> dict[str, Any]:
    """Return the closing for a page: its lines by kind, how many wait for a nod; empty before its time."""
    if not begins(conference) or stage.has_floor(conference):
        return {"closing": []}
    found = lines(conference)
    groups = [(KINDS[kind], [(line, said(line)) for line in found if line.kind == kind]) for kind in KINDS]
    return {"closing": [(name, group) for name, group in groups if group]}
