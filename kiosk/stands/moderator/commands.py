"""What every command of the moderator's page carries, and how it is done: once, noted as a step that can be taken back.

Each body carries an `id` made by the page: a repeat gets the same answer and changes nothing. `seen` is the number of
the picture on which the person decided; it is no part of what the id stands for, so that a page may send its journal
again to a server that was restored from an older copy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from flask import jsonify
from msgspec import Meta, Struct

from kiosk import i18n
from kiosk.conference import stage
from kiosk.conference.devices import Role
from kiosk.dialogue.steps import say
from kiosk.web.access import current_conference
from kiosk.web.once import run_once
from live import undo
from live.undo import Blocked

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.storage.database import Writing

WHO = frozenset({Role.MODERATOR})
Id = Annotated[str, Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9-]+$")]
Short = Annotated[str, Meta(max_length=300)]
Long = Annotated[str, Meta(max_length=8000)]
Number = Annotated[int, Meta(ge=1, le=1_000_000)]


class Command(Struct, forbid_unknown_fields=True, kw_only=True):
    """What every command carries."""

    id: Id
    seen: int


class Done(Struct, forbid_unknown_fields=True, kw_only=True):
    """What every command is answered with: the log's number after it."""

    number: int
    replay: bool


def run_command(kind: str, sent: Command, action: Callable[[Writing], Row]) -> ResponseReturnValue:
    """Do a command once and answer with the log's number after it. 409 with the step to take back first where one is."""
    asked: dict[str, Any] = msgspec.to_builtins(sent)
    del asked["id"], asked["seen"]
    conference = current_conference()

    def numbered(writing: Writing) -> Row:
        done = action(writing)
        stage.settle(conference, writing, sent.id)
        return done | {"number": writing.db.seq}

    try:
        answer, replay = run_once(sent.id, kind, asked, numbered)
    except Blocked as blocked:
        known = {"of": blocked.later.op, "ask": say(conference, blocked.later)} if blocked.later else {}
        return jsonify(error=i18n.sentence(blocked), known=known), blocked.status
    return jsonify(answer | {"replay": replay})


def note(writing: Writing, sent: Command, kind: str, number: int = 0, text: str = "") -> None:
    """Note what was done as a step that undo takes back."""
    undo.record(writing, sent.id, kind, number, text)
