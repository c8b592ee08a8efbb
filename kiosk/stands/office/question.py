"""One question at the office: what it says, what is prepared, what is decided about it, and its history."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request

from badges import guests
from badges.refusal import Refusal, Stale
from kiosk.conference import legibility, units
from kiosk.i18n import _, labels
from kiosk.i18n.dates import short_date
from kiosk.stands.office.questions import DIGITS
from kiosk.stands.office.section import WHO
from kiosk.web.access import current_conference, may
from kiosk.web.api import form_id
from kiosk.web.once import run_once
from live import answers, questions, screening
from live.queue import RULES, Move, Place

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.ports import Row, Store
    from kiosk.conference.conference import Conference
    from kiosk.storage.database import Writing
    from live.questions import Question
    from live.screening import Edition

blueprint = Blueprint("office_question", __name__)
FIELDS = (
    "text", "proposal", "summary", "field", "unit", "co_units", "prepared", "basis", "note", "asker", "referred_to",
    "withheld",
)  # fmt: skip
LIMIT = 20_000


class Clash(Stale):
    """Somebody changed the same parts of a question in between."""

    def __init__(self, parts: list[str]) -> None:
        super().__init__("Somebody changed this question in the meantime. Compare the marked parts and save again.")
        self.parts = parts


@blueprint.get("/office/questions/<int:number>")
@may(*WHO)
def question(number: int) -> ResponseReturnValue:
    """The question's page."""
    return _page(questions.get(current_conference().db, number))


def _page(asked: Question, mine: dict[str, Any] | None = None, clash: Clash | None = None) -> ResponseReturnValue:
    conference = current_conference()
    organisations = guests.organisations(conference.db)
    organisation = organisations.get(asked.organisation)
    everything = questions.every(conference.db)
    shown = {name: getattr(asked, name) for name in FIELDS} | (mine or {})
    text = render_template(
        "office/question.html", question=asked, shown=shown, organisation=organisation, clash=clash.parts if clash else [],
        room=legibility.room(conference.settings, organisation.name if organisation else ""),
        seen=screening.version(conference.db, asked.number),
        moves=[move for move in screening.MOVES if allowed(asked, move)], answer=answers.get(conference.db, asked.number),
        others=[q for q in everything if q.number != asked.number and q.place not in (Place.MERGED, Place.WITHDRAWN)],
        into=questions.root({q.number: q for q in everything}, asked.number), organisations=organisations,
        merged=[q for q in everything if q.merged_into == asked.number], history=[*map(told(conference), history(conference, asked))],
        next=next((q.number for q in everything if q.place is Place.RECEIVED and q.number > asked.number), None),
    )  # fmt: skip
    return text, clash.status if clash else 200


def allowed(asked: Question, move: Move) -> bool:
    """Whether the office may make this move now."""
    return asked.place is not Place.FLOOR and asked.place in RULES[move][0]


def history(conference: Conference, asked: Question) -> list[Edition]:
    """The question's history, the newest first."""
    return list(reversed(screening.history(conference.db, asked.number)))


def told(conference: Conference) -> Any:
    """An entry of the history in words: when, which device, what, and the changes with names for codes."""
    devices = {row["id"]: row["name"] for row in conference.db.query("select id, name from device")}

    def moment(at: str) -> str:
        local = conference.clock.local(at)
        return f"{local:%Hh%M}, {short_date(local)}"

    def name(part: str, value: str) -> str:
        if part == "place":
            return labels.place(value)
        if part == "unit":
            return units.name(conference.settings, value)
        if part == "co_units":
            return ", ".join(units.name(conference.settings, code) for code in json.loads(value or "[]"))
        if part == "field":
            return field.name if (field := conference.settings.field(value)) else value
        if part == "withheld":
            return _("not published") if value else _("published")
        if part == "source":
            return labels.source(value)
        if part == "organisation":
            return organisation.name if (organisation := guests.organisation(conference.db, value)) else ""
        if part == "guest":
            return guest.name if (guest := guests.find(conference.db, value)) else ""
        if part == "received":
            return moment(value) if value else ""
        return _("KN No. %(number)s") % {"number": value} if part == "merged_into" and value else value

    def words(entry: Edition) -> Row:
        changes = [(labels.part(p), name(p, old), name(p, new)) for p, old, new in entry.changes]
        return {"at": moment(entry.at), "by": devices.get(entry.device, ""), "changes": changes}

    return words


def read_form() -> dict[str, Any]:
    """What the form says, part by part; parts that the form does not have are left out."""
    said: dict[str, Any] = {name: request.form[name].strip() for name in FIELDS if name in request.form}
    settings = current_conference().settings
    said["co_units"] = tuple(code for code in request.form.getlist("co_units") if settings.unit(code))
    if any(len(value) > LIMIT for value in said.values()):
        raise Refusal("This is too large. Send less at a time.")
    if said.get("field") and not settings.field(said["field"]):
        raise Refusal("Choose field and unit from the list.")
    if "text" in said and len(said["text"]) < 3:
        raise Refusal("Write the business and what it asks.")
    if "withheld" in said:
        said["withheld"] = "1" if said["withheld"] else ""
    if "unit" in said:
        said["unit"] = units.code(settings, said["unit"]) if said["unit"] else ""
    return said


@blueprint.post("/office/questions/<int:number>")
@may(*WHO)
def save(number: int) -> ResponseReturnValue:
    """Save what was changed on the page; what others changed meanwhile in other parts stays."""
    mine, seen = read_form(), request.form.get("seen", type=int, default=0)

    def action(writing: Writing) -> Row:
        edited(writing, number, mine, seen)
        return {"number": number}

    try:
        run_once(form_id(), "question.edit", [number, seen, {**mine, "co_units": list(mine["co_units"])}], action)
    except Clash as clash:
        return _page(questions.get(current_conference().db, number), mine, clash)
    after = request.form.get("then", "")
    return redirect(f"/office/questions/{int(after) if after.isdecimal() and len(after) <= DIGITS else number}", 303)


def edited(writing: Writing, number: int, mine: dict[str, Any], seen: int) -> Question:
    """Change the parts that differ from what the page saw. Raises `Clash` where somebody changed the same ones."""
    now = questions.get(writing, number)
    base = _edition(writing, number, seen) or now
    changes = {name: value for name, value in mine.items() if value != getattr(base, name)}
    clash = [n for n, value in changes.items() if getattr(now, n) not in (getattr(base, n), value)]
    if clash:
        raise Clash(clash)
    return questions.edit(writing, number, **changes)


def _edition(db: Store | Writing, number: int, seen: int) -> Question | None:
    """The question as the page saw it."""
    rows = db.query("select row from event where tab = 'question' and key = ? and seq = ?", (str(number), seen))
    row = next(rows, None)
    return questions.from_row(json.loads(row["row"])) if row else None


@blueprint.post("/office/questions/<int:number>/moves")
@may(*WHO)
def move(number: int) -> ResponseReturnValue:
    """Decide about a question."""
    form = request.form
    wanted, reason, refer_to = (
        form.get("move", ""),
        form.get("reason", ""),
        form.get("refer_to", ""),
    )
    into = form.get("merge_into", type=int)
    if wanted not in screening.MOVES:
        raise Refusal("Choose what is to happen with the question.")

    def action(writing: Writing) -> Row:
        moved = screening.screen(
            writing, Move(wanted), number, reason=reason.strip(), merge_into=into, refer_to=refer_to.strip()
        )
        return {"place": str(moved.place)}

    run_once(form_id(), "screen", [number, wanted, reason, into, refer_to], action)
    back = form.get("back", "")
    return redirect("/office/questions/duplicates" if back == "duplicates" else f"/office/questions/{number}", 303)
