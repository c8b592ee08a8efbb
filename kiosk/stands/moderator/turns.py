"""Turns of the queue, and undo: the last thing that this page did, whatever it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from flask import Blueprint

from kiosk.conference import stage
from kiosk.dialogue.steps import check_seen
from kiosk.stands.moderator.commands import WHO, Command, Done, Number, Short, note, run_command
from kiosk.web.access import current_conference, may
from kiosk.web.api import gives, takes
from live import questions, turns, undo
from live.queue import Move

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from badges.ports import Row
    from kiosk.storage.database import Writing

blueprint = Blueprint("moderator_turns", __name__)


class Turn(Command, kw_only=True):
    """A move of the queue; `question` may be missing for next, undo, redo, pause and resume.

    `of` names the step that undo takes back or redo does again; without it, it is this page's own last one.
    """

    move: Literal[
        "accept", "call", "answered", "next", "put_back", "later", "absent", "writing", "before", "forward", "out",
        "merge", "withdraw", "reopen", "order", "discard", "undo", "redo", "pause", "resume",
    ]  # fmt: skip
    question: Number | None = None
    before: Number | None = None
    reason: Short = ""
    merge_into: Number | None = None
    refer_to: Short = ""
    of: Short = ""


class Turned(Done, kw_only=True):
    """The numbers of the questions that moved."""

    questions: list[int]


@blueprint.post("/moderator/turns")
@may(*WHO)
@takes(Turn)
@gives(Turned)
def turned(sent: Turn) -> ResponseReturnValue:
    """Make a move. 200 with the new number, or 409 with a sentence that says who was first."""
    return run_command("moderator.turn", sent, lambda writing: _turn(writing, sent))


def _turn(writing: Writing, sent: Turn) -> Row:
    check_seen(current_conference(), writing, sent.seen)
    if sent.move in ("undo", "redo"):
        return _take_back(writing, sent)
    if sent.move in ("pause", "resume"):
        turns.pause(writing, sent.id, sent.move == "resume")
        note(writing, sent, sent.move)
        return {"questions": []}
    if sent.move == "discard":
        discarded = questions.discard(writing, sent.id, sent.question or 0)
        note(writing, sent, "discard", discarded.number, discarded.text)
        return {"questions": [discarded.number]}
    before = current_conference().on()
    changed = questions.turn(
        writing, sent.id, Move(sent.move), sent.question, before=sent.before, reason=sent.reason.strip(),
        merge_into=sent.merge_into, refer_to=sent.refer_to.strip(),
    )  # fmt: skip
    made = turns.moves_of(writing, sent.id)
    stage.call_begins(current_conference(), writing, made, before)
    return {"questions": [q.number for q in changed]}


def _take_back(writing: Writing, sent: Turn) -> Row:
    if sent.of:
        step = undo.take_back(writing, sent.id, sent.of)
    else:
        step = (undo.do_again if sent.move == "redo" else undo.take_back_last)(writing, sent.id)
    return {"questions": [step.number] if step.number and not step.kind.startswith("item") else []}
