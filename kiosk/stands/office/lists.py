"""The office's lists: send a spreadsheet in, see how it is read and what it would change, take it in, take it back."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from badges.ports import first
from badges.refusal import Refusal
from badges.vietnamese import fold
from kiosk import i18n
from kiosk.intake import plan, plan_lines, plan_view, sandbox, undo, uploads
from kiosk.intake.reader import limits
from kiosk.intake.reader.choose_sheets import ALL_SHEETS
from kiosk.intake.reader.fields import FIELDS, label
from kiosk.intake.reader.rsvp import STATES
from kiosk.intake.reader.table import Unreadable
from kiosk.stands.office.section import WHO, Section
from kiosk.web.access import current_conference, may, this_device
from kiosk.web.api import form_id

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.intake.plan import Plan
    from kiosk.intake.reader.table import Kind, Table
    from kiosk.intake.uploads import Incoming

SECTION = Section(30, "/office/lists", "Lists")
blueprint = Blueprint("office_lists", __name__)
AROUND = 64 * 1024
"""What a form adds to the file in it."""
ROWS_SHOWN = 300
FIRST_SHOWN = 20
"""Additions that are shown open."""
HEADER_ROWS = 200
KINDS = {"guests": "Guests", "questions": "Questions"}
_reading = threading.BoundedSemaphore(2)
"""Each file is read by a process of up to 256 MB; the hall's laptop has other things to do."""
_tables: dict[tuple[Any, ...], Table[Any]] = {}
"""What was read last, so that looking through a list and taking it in does not read it again."""
TABLES_KEPT = 4


@blueprint.get("/office/lists")
@may(*WHO)
def page() -> ResponseReturnValue:
    """A form for one more list, the files that wait, and all imports so far."""
    sandbox.warm()
    return page_with()


def page_with(fault: str = "", status: int = 200) -> ResponseReturnValue:
    conference = current_conference()
    done, said = undo.batches(conference), request.args.get("said", "")
    newest = next((row for row in done if not row["undone"]), None)
    refusal = undo.why_not(conference.db, newest["id"]) if newest else None
    taken_in = next((_counted(row) for row in done if row["id"] == said), None)
    html = render_template(
        "office/lists/page.html", waiting=uploads.every(conference), done=[_counted(row) for row in done], newest=newest,
        why_not=i18n.sentence(refusal) if refusal else "", fault=fault, most=limits.MOST_BYTES // limits.MEGABYTE,
        kinds=KINDS, op=str(uuid4()), said=said, taken_in=taken_in, kind=request.args.get("kind", "guests"), clock=conference.clock,
        submitted=_submitted(conference),
    )  # fmt: skip
    return html, status


def _counted(row: Row) -> Row:
    return row | {"counts": json.loads(row["summary"])}


def _submitted(conference: Conference) -> int:
    row = first(conference.db.query("select count(*) as n from submission where state = 'new'"))
    return int(row["n"]) if row else 0


@blueprint.post("/office/lists")
@may(*WHO)
def send() -> ResponseReturnValue:
    """A file comes in: it is read once, and refused with a sentence where it cannot be."""
    request.max_content_length = limits.MOST_BYTES + AROUND
    conference, device = current_conference(), this_device()
    try:
        file = request.files.get("file")
        if file is None or not file.filename:
            return page_with(i18n.gettext("Choose a file first."), 400)
        with closing(file.stream) as stream:
            data = stream.read(limits.MOST_BYTES + 1)
        one = uploads.keep(
            conference, uploads.kind(request.form.get("kind", "")), file.filename, data, device.name if device else ""
        )
    except RequestEntityTooLarge:
        sentence = i18n.gettext(
            "The file is larger than {most} MB. Remove pictures and other sheets from it, keep only the list."
        )
        return page_with(sentence.format(most=limits.MOST_BYTES // limits.MEGABYTE), 413)
    except Refusal as refusal:
        return page_with(i18n.sentence(refusal), refusal.status)
    try:
        read(conference, one)
    except Unreadable as refusal:
        uploads.drop(conference, one.id)
        return page_with(f"{one.name}: {i18n.sentence(refusal)}", refusal.status)
    uploads.save(conference, one)
    return redirect(f"/office/lists/{one.id}", 303)


def read(conference: Conference, one: Incoming) -> Plan:
    """What the file would change. Where no sheet was chosen yet, the one that was read is from now on."""
    content = uploads.content(conference, one)
    table = _tables.get(_asked(one))
    if table is None:
        with _reading:
            table = sandbox.read(
                content,
                one.kind,
                sheet=one.sheet or None,
                mapping=one.mapping,
                header=one.header or None,
                meanings=one.meanings,
            )
        one.sheet = one.sheet or table.sheet
        while len(_tables) >= TABLES_KEPT:
            _tables.pop(next(iter(_tables)), None)
        _tables[_asked(one)] = table
    return plan.of_table(conference, table, one.name, hashlib.sha256(content).hexdigest(), {})


def forget(one: Incoming) -> None:
    """Read a file anew next time: its content is another one."""
    for key in [key for key in _tables if key[0] == one.id]:
        _tables.pop(key, None)


def _asked(one: Incoming) -> tuple[Any, ...]:
    return (
        one.id,
        one.kind,
        one.sheet,
        one.header,
        tuple(one.mapping.items()),
        tuple(one.meanings.items()),
        i18n.language(),
    )


@blueprint.get("/office/lists/<key>")
@may(*WHO)
def look(key: str) -> ResponseReturnValue:
    """What a file would change, before anything is changed."""
    conference = current_conference()
    one = uploads.get(conference, key)
    return _look(conference, one, read(conference, one))


def _look(
    conference: Conference, one: Incoming, found: Plan, fault: str = "", status: int = 200
) -> ResponseReturnValue:
    said = plan_view.Words(conference, found)
    messages = sorted([*found.table.messages, *found.messages], key=lambda m: int("0" + re.sub(r"\D", "", m.cell)))
    html = render_template(
        "office/lists/preview.html", one=one, plan=found, table=found.table, said=said, kinds=KINDS, fault=fault,
        levels=[(level, [m for m in messages if m.level == level]) for level in ("error", "warning", "note")],
        fields=[(field, label(field, found.kind)) for field in FIELDS[found.kind]], encoding=plan_view.encoding,
        new_organisations=len(found.new_organisations), changed_organisations=len(found.organisations) - len(found.new_organisations),
        organisations=found.organisations, op=str(uuid4()), most=ROWS_SHOWN, label=label, first=FIRST_SHOWN,
        accounted=plan_lines.accounted(found), unread=plan_lines.unread(found) if found.table.unread else "",
        states=[(state, plan_view.rsvp(state)) for state in STATES], rsvp=plan_view.rsvp, all_sheets=ALL_SHEETS,
    )  # fmt: skip
    return html, status


@blueprint.post("/office/lists/<key>")
@may(*WHO)
def read_again(key: str) -> ResponseReturnValue:
    """Read the file as another kind, another sheet, with other columns."""
    conference = current_conference()
    before, one = uploads.get(conference, key), uploads.get(conference, key)
    one.kind, one.sheet = uploads.kind(request.form.get("kind", "")), request.form.get("sheet", "")
    one.header = max(0, min(request.form.get("header", 0, type=int), HEADER_ROWS))
    same = (one.kind, one.sheet, one.header) == (before.kind, before.sheet, before.header)
    try:
        one.mapping = _mapping(one.kind) if same else {}
        one.meanings |= _meanings()
        read(conference, one)
    except Refusal as refusal:
        return _look(conference, before, read(conference, before), i18n.sentence(refusal), refusal.status)
    uploads.save(conference, one)
    return redirect(f"/office/lists/{key}#columns", 303)


def _meanings() -> dict[str, str]:
    """Folded answer to the invitation → what a person says that it means, where that is not what was understood."""
    found: dict[str, str] = {}
    for name, state in request.form.items():
        number = name.removeprefix("meaning-")
        value = request.form.get(f"answer-{number}", "")
        if number != name and value and state in STATES and state != request.form.get(f"understood-{number}"):
            found[fold(value) or value] = state
    return found


def _mapping(kind: Kind) -> dict[str, str]:
    """Field → column, as the form has it; a field that no column has is taken away."""
    chosen: dict[str, str] = dict.fromkeys(FIELDS[kind], "")
    for name, field in request.form.items():
        letter = name.removeprefix("column-")
        if letter == name or field not in chosen:
            continue
        if chosen[field]:
            text = "Columns {first} and {second} are both read as “{field}”. Choose one of them."
            raise Refusal(text, first=chosen[field], second=letter, field=label(field, kind))
        chosen[field] = letter
    return chosen


@blueprint.post("/office/lists/<key>/import")
@may(*WHO)
def import_list(key: str) -> ResponseReturnValue:
    """Take the list in, all of it or nothing."""
    conference = current_conference()
    op = f"list.{form_id()}"
    if first(conference.db.query("select 1 from batch where id = ?", (op,))):
        return redirect(f"/office/lists?said={quote(op)}", 303)
    one = uploads.get(conference, key)
    choices = {name.removeprefix("same-"): value for name, value in request.form.items() if name.startswith("same-")}
    found = read(conference, one)
    seen = request.form.get("seen", "")
    if seen != found.fingerprint:
        changed = plan.changed()
        return _look(conference, one, found, i18n.sentence(changed), changed.status)
    chosen = plan.of_table(conference, found.table, one.name, found.digest, choices)
    try:
        plan.carry_out(conference, chosen, op=op, device=this_device())
    except Refusal as refusal:
        return _look(conference, one, found, i18n.sentence(refusal), refusal.status)
    uploads.drop(conference, key)
    known = first(conference.db.query("select 1 from batch where id = ?", (op,)))
    return redirect(f"/office/lists?said={quote(op) if known else 'same'}", 303)


@blueprint.post("/office/lists/<key>/drop")
@may(*WHO)
def drop(key: str) -> ResponseReturnValue:
    """Throw a file away without taking it in."""
    uploads.drop(current_conference(), key)
    return redirect("/office/lists", 303)


@blueprint.post("/office/lists/undo")
@may(*WHO)
def take_back() -> ResponseReturnValue:
    """Take the last import back."""
    conference = current_conference()
    batch = request.form.get("batch", "")
    try:
        undo.undo(conference, f"undo.{form_id()}", this_device(), batch)
    except Refusal as refusal:
        return page_with(i18n.sentence(refusal), refusal.status)
    return redirect("/office/lists?said=undone", 303)
