"""Screening of questions: the list, accepting many at once, the likely duplicates, the units to invite, one by hand."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request, url_for

from badges import guests
from badges.guests import Organisation
from badges.organisations import find_or_create
from badges.refusal import Refusal
from badges.vietnamese import tidy_name
from kiosk.conference import legibility, units
from kiosk.dialogue.rows import alike, all_questions
from kiosk.i18n import labels
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may
from kiosk.web.api import form_id
from kiosk.web.once import run_once
from live import answers, duplicates, questions, screening
from live.questions import SOURCES, Question
from live.queue import OPEN, Move, Place

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.storage.database import Writing

SECTION = Section(20, "/office/questions", "Questions")
blueprint = Blueprint("office_questions", __name__)
DIGITS = 9
"""Of a question's number, at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question of the list. `lacks` says what is still to be done before the dialogue."""

    question: Question
    business: str
    field: str
    unit: str
    lacks: list[str]


@blueprint.app_context_processor
def helpers() -> dict[str, Any]:
    """For the forms: an id each, names of states."""
    return {"new_id": lambda: str(uuid.uuid4()), "names": labels}


@blueprint.get("/office/questions")
@may(*WHO)
def page() -> ResponseReturnValue:
    """All questions, or those of one place."""
    conference = current_conference()
    everything = all_questions(conference.db)
    organisations = {key: organisation.name for key, organisation in guests.organisations(conference.db).items()}
    unrecorded = {n for n, answer in answers.every(conference.db).items() if not answer.complete}
    unrecorded |= {q.number for q in everything if q.place is Place.ANSWERED} - answers.every(conference.db).keys()
    counted = Counter(str(q.place) for q in everything)
    places = [(str(place), labels.place(place), counted[str(place)]) for place in Place if counted[str(place)]]
    show = request.args.get("show", "")
    shown = [q for q in everything if fits(q, show, unrecorded)]
    pairs = alike(conference.db)
    outside = {unit.code: unit.name for unit in conference.settings.units if unit.outside}
    invite = screening.raised_with(everything, outside)
    return render_template(
        "office/questions.html", lines=[line(conference, q, organisations) for q in shown], places=places, show=show,
        total=len(everything), pairs=len(pairs), invite=[(outside[unit], numbers) for unit, numbers in invite.items()],
        done=request.args.get("done", ""),
    )  # fmt: skip


def fits(question: Question, show: str, unrecorded: set[int]) -> bool:
    """Return whether a question is shown: all of them, those of one place, those without an end, or without a whole answer."""
    if show == "open":
        return question.place in OPEN
    if show == "unrecorded":
        return question.place is Place.ANSWERED and question.number in unrecorded
    return not show or question.place == show


def line(conference: Conference, question: Question, organisations: dict[str, str]) -> Line:
    """A question as a line of the list."""
    business = organisations.get(question.organisation, "")
    field = conference.settings.field(question.field)
    lacks = []
    if question.place in (Place.RECEIVED, Place.WAITING, Place.FLOOR):
        lacks = [name for name in ("field", "unit", "prepared") if not getattr(question, name)]
        if legibility.length(question.shown) > legibility.room(conference.settings, business):
            lacks.append("room")
    return Line(question, business, field.name if field else "", units.short(conference.settings, question.unit), lacks)


@blueprint.post("/office/questions/accept")
@may(*WHO)
def accept() -> ResponseReturnValue:
    """Accept all that were ticked."""
    numbers = sorted({int(n) for n in request.form.getlist("numbers") if n.isdecimal() and len(n) <= DIGITS})
    if not numbers:
        raise Refusal("Tick the questions that you accept first.")
    done = run_once(
        form_id(), "accept", numbers, lambda writing: {"accepted": screening.accept(writing, numbers)}
    ).answer
    return to_list(done=len(done["accepted"]))


def to_list(**said: Any) -> ResponseReturnValue:
    """Go back to the list as it was filtered, which says what was done."""
    return redirect(url_for("office_questions.page", show=request.form.get("show") or None, **said), 303)


PAIRS = 20
"""Pairs on one page."""


@blueprint.get("/office/questions/duplicates")
@may(*WHO)
def pairs() -> ResponseReturnValue:
    """Families of copies, pairs that look the same, side by side, and what was merged, to be taken apart again."""
    conference = current_conference()
    everything = questions.every(conference.db)
    families, found = duplicates.families(alike(conference.db))
    page = max(0, request.args.get("page", type=int, default=0))
    return render_template(
        "office/duplicates.html", pairs=found[page * PAIRS : (page + 1) * PAIRS], families=families, page=page,
        count=len(found), pages=-(-len(found) // PAIRS),
        organisations=guests.organisations(conference.db), merged=[q for q in everything if q.place is Place.MERGED],
    )  # fmt: skip


@blueprint.post("/office/questions/duplicates")
@may(*WHO)
def judge() -> ResponseReturnValue:
    """What a person found of a pair: merge the second into the first, or the other way round, or they are different."""
    form = request.form
    if form.get("verdict", "") == "family":
        return _judge_family(sorted({int(n) for n in form.getlist("numbers") if n.isdecimal() and len(n) <= DIGITS}))
    first, second = form.get("first", type=int, default=0), form.get("second", type=int, default=0)
    verdict = form.get("verdict", "")

    def action(writing: Writing) -> Row:
        for number in (first, second):
            questions.get(writing, number)
        if verdict == "apart":
            duplicates.keep_apart(writing, first, second)
        elif verdict in ("first", "second"):
            kept, gone = (first, second) if verdict == "first" else (second, first)
            screening.screen(writing, Move.MERGE, gone, merge_into=kept)
        else:
            raise Refusal("Choose which question stays, or that they are different.")
        return {"verdict": verdict}

    run_once(form_id(), "pair", [first, second, verdict], action)
    return redirect(url_for("office_questions.pairs"), 303)


def _judge_family(numbers: list[int]) -> ResponseReturnValue:
    """Merge the ticked questions of a family into the one with the lowest number."""
    if len(numbers) < 2:
        raise Refusal("Tick at least two questions of the family.")

    def action(writing: Writing) -> Row:
        for number in numbers[1:]:
            screening.screen(writing, Move.MERGE, number, merge_into=numbers[0])
        return {"verdict": "family"}

    run_once(form_id(), "family", numbers, action)
    return redirect(url_for("office_questions.pairs"), 303)


@blueprint.get("/office/questions/new")
@may(*WHO)
def blank() -> ResponseReturnValue:
    """A form for a question that came by letter or by telephone."""
    organisations = sorted(
        guests.organisations(current_conference().db).values(), key=lambda organisation: organisation.name
    )
    return render_template("office/new_question.html", organisations=organisations, sources=SOURCES)


@blueprint.post("/office/questions")
@may(*WHO)
def add() -> ResponseReturnValue:
    """Take a question in by hand, not screened yet."""
    form = {name: request.form.get(name, "").strip() for name in ("business", "asker", "text", "source")}
    if not form["business"] or len(form["text"]) < 3:
        raise Refusal("Write the business and what it asks.")
    if form["source"] not in SOURCES:
        raise Refusal("Choose how the question came in.")

    def action(writing: Writing) -> Row:
        organisation = _organisation(writing, tidy_name(form["business"]))
        asked = Question(0, organisation, form["text"], asker=form["asker"], source=form["source"])
        return {"number": questions.add(writing, asked).number}

    done = run_once(form_id(), "question", form, action).answer
    return redirect(f"/office/questions/{done['number']}", 303)


def _organisation(writing: Writing, name: str) -> str:
    return find_or_create(writing, Organisation(str(uuid.uuid4()), name, kind="business")).id
