"""Notes for the chair: sent from the moderator's, the office's or the secretary's page, acknowledged on the chair's.

A page that sends them: `{% from "shared/notes.html" import compose, sent %}`, `{{ compose() }}` outside its picture and
`{{ sent(notes) }}` inside; facts `"notes": notes.sent(day.db)`; watches `NOTES`; css and js `/static/notes.*`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from flask import Blueprint, jsonify
from msgspec import Meta

from badges.vietnamese import tidy_text
from kiosk.conference.devices import Role
from kiosk.web import access
from kiosk.web.access import current_conference, may
from kiosk.web.api import Id, gives, takes
from live import notes
from live.notes import Note

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("notes", __name__)
SENDERS = frozenset({Role.MODERATOR, Role.OFFICE, Role.SECRETARY})
READERS = frozenset({Role.CHAIR})


class NoteSent(msgspec.Struct, forbid_unknown_fields=True):
    """`id` made by the page: the note's own."""

    id: Id
    text: Annotated[str, Meta(max_length=300)]
    stand: Literal["chair"] = "chair"


class Noted(msgspec.Struct, forbid_unknown_fields=True):
    """When it was sent, or read; the log's number after it."""

    at: str
    number: int
    replay: bool


@blueprint.post("/notes")
@may(*SENDERS)
@takes(NoteSent)
@gives(Noted)
def send(sent: NoteSent) -> ResponseReturnValue:
    """Send a note."""
    conference = current_conference()
    note = Note(sent.id, sent.stand, tidy_text(sent.text).strip())
    done, replay = conference.perform(
        sent.id, "note", msgspec.to_builtins(sent), lambda w: {"at": notes.write(w, note).at}, access.this_device()
    )
    return jsonify(done | {"number": conference.db.seq, "replay": replay})


class Receipt(msgspec.Struct, forbid_unknown_fields=True):
    """`id` made by the page, for this receipt."""

    id: Id


@blueprint.post("/notes/<note>/receipt")
@may(*READERS)
@takes(Receipt)
@gives(Noted)
def receipt(sent: Receipt, note: str) -> ResponseReturnValue:
    """The note was read."""
    conference = current_conference()
    done, replay = conference.perform(
        sent.id, "receipt", note, lambda w: {"at": notes.receipt(w, note).receipt_at}, access.this_device()
    )
    return jsonify(done | {"number": conference.db.seq, "replay": replay})
