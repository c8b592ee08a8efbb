"""Commands that come too late: the sentence that says who did what in the meantime."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from badges.refusal import Stale
from kiosk.i18n import sentence
from live import questions, turns

if TYPE_CHECKING:
    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.storage.database import Writing

DID = {
    "call": "{who} called question {number} at {hour}.",
    "answered": "{who} closed question {number} as answered at {hour}.",
    "put_back": "{who} put question {number} back at {hour}.",
    "later": "{who} moved question {number} to the end at {hour}.",
    "absent": "{who} noted at {hour} that nobody was there for question {number}.",
    "writing": "{who} moved question {number} to answers in writing at {hour}.",
    "before": "{who} noted at {hour} that question {number} was answered before the conference.",
    "forward": "{who} forwarded question {number} at {hour}.",
    "out": "{who} set question {number} aside as out of scope at {hour}.",
    "merge": "{who} merged question {number} into another one at {hour}.",
    "withdraw": "{who} noted at {hour} that question {number} was withdrawn.",
    "reopen": "{who} took question {number} into the queue again at {hour}.",
    "accept": "{who} accepted question {number} at {hour}.",
    "order": "{who} moved question {number} in the queue at {hour}.",
    "undo": "{who} took the last step back at {hour}.",
    "pause": "{who} paused the clock at {hour}.",
    "resume": "{who} let the clock run on at {hour}.",
    "": "Question {number} came in at {hour}.",
}
"""Move → what is said of it. The last: a question that was taken in."""


def check_seen(conference: Conference, writing: Writing, seen: int) -> None:
    """Raise `Stale` (409) when the queue changed after picture `seen`."""
    last = questions.last_change(writing)
    if last is None or last["seq"] <= seen:
        return
    row = json.loads(last["row"] or "{}")
    move = row.get("move", "") if last["tab"] == "turn" else ""
    raise Stale(
        DID.get(move, DID[""]), **_facts(conference, row, row.get("question" if move else "number"), last["at"])
    )


def last_step(conference: Conference) -> str:
    """What undo would take back, as a sentence; empty where there is nothing."""
    row = turns.last(conference.db)
    return sentence(Stale(DID[row["move"]], **_facts(conference, row, row["question"], row["at"]))) if row else ""


def _facts(conference: Conference, row: Row, number: int | None, at: str) -> dict[str, object]:
    return {"who": row.get("by") or "…", "number": number, "hour": conference.clock.hour(at)}
