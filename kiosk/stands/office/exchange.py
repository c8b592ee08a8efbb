"""Prepared answers from the units: each unit gets its questions as a spreadsheet, and what it writes comes in by number, compared first."""

from __future__ import annotations

import uuid
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, current_app, redirect, render_template, request

from badges.refusal import Refusal, Stale, Unknown
from kiosk.intake import sandbox
from kiosk.intake.reader import limits
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import form_id
from kiosk.web.once import run_once
from live import questions, screening
from live.queue import OPEN

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.storage.database import Writing
    from live.questions import Question

SECTION = Section(21, "/office/exchange", "Units' drafts", below="/office/questions")
blueprint = Blueprint("office_exchange", __name__)
KEPT: Final = 8
"""Files that were read and not taken in yet; a restart forgets them, the unit's file is still there."""
AROUND = 64 * 1024
PARTS: Final = ("prepared", "basis")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a unit's file says of one question, beside what is on record. `seen`: log number of the question when compared."""

    number: int
    question: Question | None
    prepared: str
    basis: str
    seen: int = 0

    @property
    def state(self) -> str:
        """new, changed, same, unknown (no such question) or closed (it is settled already)."""
        if self.question is None:
            return "unknown"
        changes = {
            part for part in PARTS if getattr(self, part) and getattr(self, part) != getattr(self.question, part)
        }
        if not changes:
            return "same"
        if self.question.place not in OPEN:
            return "closed"
        return "changed" if any(getattr(self.question, part) for part in changes) else "new"


@blueprint.get("/office/exchange")
@may(*WHO)
def page() -> ResponseReturnValue:
    """Units with how many of their questions have a prepared answer, and a form for a file that came back."""
    conference = current_conference()
    asked = [q for q in questions.every(conference.db) if q.place in OPEN]
    rows = [(unit, [q for q in asked if q.unit == unit.code]) for unit in conference.settings.units]
    return render_template(
        "office/exchange.html", rows=[(unit, mine, sum(bool(q.prepared) for q in mine)) for unit, mine in rows if mine],
        without=sum(not q.unit for q in asked), done=request.args.get("done", type=int), drafts=None, key="", fault="",
    )  # fmt: skip


@blueprint.post("/office/exchange")
@may(*WHO)
def read() -> ResponseReturnValue:
    """Read a unit's file and compare it, question by question."""
    request.max_content_length = limits.MOST_BYTES + AROUND
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Refusal("Choose a file first.")
    content = file.stream.read(limits.MOST_BYTES + 1)
    file.stream.close()
    table: Any = sandbox.read(content, "questions")
    drafts = {row.number: (row.prepared.strip(), row.basis.strip()) for row in table.rows if row.number}
    if not drafts:
        raise Refusal(
            "No question is known again in this file: it needs the column “KN số”, as in the file that the unit was given."
        )
    key = uuid.uuid4().hex
    kept: OrderedDict[str, dict[int, tuple[str, str]]] = current_app.extensions.setdefault("drafts", OrderedDict())
    kept[key] = drafts
    while len(kept) > KEPT:
        kept.popitem(last=False)
    return redirect(f"/office/exchange/{key}", 303)


def _drafts(conference: Conference, key: str) -> list[Draft]:
    kept = current_app.extensions.get("drafts", {}).get(key)
    if kept is None:
        raise Unknown("This file is not here any more. Choose it once more.")
    known = {q.number: q for q in questions.every(conference.db)}
    return [
        Draft(number, known.get(number), prepared, basis, screening.version(conference.db, number))
        for number, (prepared, basis) in sorted(kept.items())
    ]


@blueprint.get("/office/exchange/<key>")
@may(*WHO)
def compare(key: str) -> ResponseReturnValue:
    """The comparison: what is new, what would replace something, what is no question of ours."""
    drafts = _drafts(current_conference(), key)
    return render_template("office/exchange_compare.html", drafts=drafts, key=key, op=str(uuid.uuid4()))


@blueprint.post("/office/exchange/<key>")
@may(*WHO)
def take(key: str) -> ResponseReturnValue:
    """Take in the drafts that were ticked. Refused where somebody changed one of the questions since the comparison."""
    op, form = form_id(), request.form
    chosen = {int(n) for n in form.getlist("numbers") if n.isdecimal() and len(n) <= 9}
    seen = {int(n): form.get(f"seen-{n}", type=int, default=0) for n in chosen}
    drafts = [draft for draft in _drafts(current_conference(), key) if draft.number in chosen and draft.question]
    if not drafts:
        raise Refusal("Tick the questions first.")
    body = [[draft.number, draft.prepared, draft.basis] for draft in drafts]

    def action(writing: Writing) -> Row:
        for draft in drafts:
            if screening.version(writing, draft.number) != seen[draft.number]:
                raise Stale(
                    "Question {number} was changed meanwhile. Nothing was taken in: compare once more.",
                    number=draft.number,
                )
            changes = {part: getattr(draft, part) for part in PARTS if getattr(draft, part)}
            questions.edit(writing, draft.number, **changes)
        return {"count": len(drafts)}

    done = run_once(op, "question.drafts", body, action).answer
    return redirect(f"/office/exchange?done={done['count']}", 303)
