"""Notes for the chair: sent from the moderator's, the office's or the secretary's page, acknowledged on the chair's.

A page that sends them: `{% from "shared/notes.html" import compose, sent %}`, `{{ compose() }}` outside its picture and
`{{ sent(notes) }}` inside; facts `"notes": notes.sent(day.db)`; watches `NOTES`; css and js `/static/notes.*`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from flask import Blueprint, jsonify
from msgspec import Meta

from badges.refusal import Forbidden
from kiosk.conference.devices import Role
from kiosk.web import access
from kiosk.web.access import current_conference, may
from kiosk.web.api import Id, gives, takes
from kiosk.web.once import run_once
from live import notes, undo
from live.notes import Note

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.storage.database import Writing

blueprint = Blueprint("notes", __name__)
SENDERS = frozenset({Role.MODERATOR, Role.OFFICE, Role.SECRETARY})
READERS = frozenset({Role.CHAIR, Role.MODERATOR})
Text = Annotated[str, Meta(max_length=300)]


class NoteSent(msgspec.Struct, forbid_unknown_fields=True):
    """`id` made by the page: the note's own. `replaces`: a note that is recalled with it."""

    id: Id
    text: Text
    stand: Literal["chair", "moderator"] = "chair"
    replaces: Text = ""


class Noted(msgspec.Struct, forbid_unknown_fields=True):
    """When it was sent, or read; the log's number after it."""

    at: str
    number: int
    replay: bool


@blueprint.post("/notes")
@may(*SENDERS, Role.CHAIR)
@takes(NoteSent)
@gives(Noted)
def send(sent: NoteSent) -> ResponseReturnValue:
    """Send a note to the chair, or the chair's signal to the moderator."""
    device = access.this_device()
    chair = device is not None and device.role is Role.CHAIR
    if chair != (sent.stand == "moderator"):
        raise Forbidden("Notes go to the chair, and the chair's signals to the moderator.")
    note = Note(sent.id, sent.stand, sent.text.strip())

    def action(writing: Writing) -> Row:
        if sent.replaces:
            notes.recall(writing, sent.replaces)
        stored = notes.write(writing, note)
        if device and device.role is Role.MODERATOR:
            undo.record(writing, sent.id, "note", 0, note.text)
        return {"at": stored.at}

    return _run(sent.id, "note", msgspec.to_builtins(sent), action)


class Receipt(msgspec.Struct, forbid_unknown_fields=True):
    """`id` made by the page, for this receipt. `reply`: what the reader answered with one touch."""

    id: Id
    reply: Text = ""


@blueprint.post("/notes/<note>/receipt")
@may(*READERS)
@takes(Receipt)
@gives(Noted)
def receipt(sent: Receipt, note: str) -> ResponseReturnValue:
    """The note was read, and perhaps answered."""
    device = access.this_device()
    if device and device.role != notes.stand_of(current_conference().db, note):
        raise Forbidden("Only the one to whom it was sent acknowledges a note.")
    reply = sent.reply.strip()
    body = [note, reply] if reply else note
    return _run(sent.id, "receipt", body, lambda w: {"at": notes.receipt(w, note, reply).receipt_at})


class Recall(msgspec.Struct, forbid_unknown_fields=True):
    """`id` made by the page, for this recall."""

    id: Id


@blueprint.post("/notes/<note>/recall")
@may(*SENDERS)
@takes(Recall)
@gives(Noted)
def recall(sent: Recall, note: str) -> ResponseReturnValue:
    """Take a note back before it is read."""
    return _run(sent.id, "recall", note, lambda w: {"at": notes.recall(w, note).recalled})


def _run(op: str, kind: str, body: Any, action: Callable[[Writing], Row]) -> ResponseReturnValue:
    """Do it once and answer with the log's number after it."""
    done, replay = run_once(op, kind, body, action)
    return jsonify(done | {"number": current_conference().db.seq, "replay": replay})
