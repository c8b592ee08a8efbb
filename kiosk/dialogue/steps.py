"""Steps in words: who did what at which hour, for whoever comes too late and for whoever takes it back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from badges.refusal import Stale
from kiosk.dialogue.labels import mode_name
from kiosk.i18n import sentence
from live import questions

if TYPE_CHECKING:
    from badges.ports import Row
    from kiosk.conference.conference import Conference
    from kiosk.storage.database import Writing
    from live.undo import Step

DID = {
    "call": Stale("{who} called question {number} at {hour}."),
    "answered": Stale("{who} closed question {number} as answered at {hour}."),
    "put_back": Stale("{who} put question {number} back at {hour}: called by mistake."),
    "later": Stale("{who} moved question {number} to the end at {hour}."),
    "absent": Stale("{who} noted at {hour} that nobody was there for question {number}."),
    "writing": Stale("{who} moved question {number} to answers in writing at {hour}."),
    "before": Stale("{who} noted at {hour} that question {number} was answered before the conference."),
    "forward": Stale("{who} forwarded question {number} at {hour}."),
    "out": Stale("{who} set question {number} aside as out of scope at {hour}."),
    "merge": Stale("{who} merged question {number} into another one at {hour}."),
    "withdraw": Stale("{who} noted at {hour} that question {number} was withdrawn."),
    "reopen": Stale("{who} took question {number} into the queue again at {hour}."),
    "accept": Stale("{who} accepted question {number} at {hour}."),
    "order": Stale("{who} moved question {number} in the queue at {hour}."),
    "undo": Stale("{who} took the last step back at {hour}."),
    "pause": Stale("{who} paused the clock at {hour}."),
    "resume": Stale("{who} let the clock run on at {hour}."),
    "aside": Stale("{who} put another item or a speaker on at {hour}."),
    "back": Stale("{who} went back to the dialogue at {hour}."),
    "raised": Stale("{who} took in question {number} from the floor at {hour}."),
    "worded": Stale("{who} put the words of question {number} right at {hour}."),
    "discard": Stale("{who} discarded question {number} at {hour}."),
    "hall": Stale("{who} set the hall screens to “{text}” at {hour}."),
    "screen": Stale("{who} held the screen {text} by itself, or let it go, at {hour}."),
    "slides": Stale("{who} put the slides “{text}” on the hall screens at {hour}."),
    "message": Stale("{who} changed the line of words on the hall screens at {hour}."),
    "item.start": Stale("{who} started “{item}” at {hour}."),
    "item.end": Stale("{who} ended “{item}” at {hour}."),
    "item.keep": Stale("{who} kept what was on at {hour}."),
    "item.extend": Stale("{who} moved the end of “{item}” by {text} minutes at {hour}."),
    "item.skip": Stale("{who} left out “{item}” at {hour}."),
    "item.restore": Stale("{who} gave “{item}” back to the plan at {hour}."),
    "item.part": Stale("{who} named another talk of “{item}” at {hour}."),
    "item.shift": Stale("{who} moved the rest of the programme by {text} minutes at {hour}."),
    "item.fit": Stale("{who} fitted the rest of the programme to its end at {hour}."),
    "speech": Stale("{who} put {text} on the hall at {hour}."),
    "speech.end": Stale("{who} ended the speech of {text} at {hour}."),
    "note": Stale("{who} sent a note to the chair at {hour}: {text}"),
    "": Stale("Question {number} came in at {hour}."),
}
"""What was done → what is said of it. The last: a question that was taken in."""


def check_seen(conference: Conference, writing: Writing, seen: int) -> None:
    """Raise `Stale` (409) when the queue changed after picture `seen`."""
    last = questions.last_change(writing)
    if last is None or last["seq"] <= seen:
        return
    row: Row = json.loads(last["row"] or "{}")
    move = row.get("move", "") if last["tab"] == "turn" else ""
    did = DID.get(move, DID[""])
    number = row.get("question" if move else "number") or last["key"]
    raise Stale(did.text, who=row.get("by") or "…", number=number, hour=conference.clock.hour(last["at"]))


def say(conference: Conference, step: Step) -> str:
    """Return what a step did, as a sentence in the language spoken now."""
    did = DID.get(step.kind, DID["undo"])
    item = conference.settings.programme[step.number].title if step.kind.startswith("item") else ""
    text = mode_name(step.text) if step.kind == "hall" else step.text
    facts = {"number": step.number, "item": item, "text": text}
    return sentence(Stale(did.text, who=step.by or "…", hour=conference.clock.hour(step.at), **facts))
