"""Screening: what the office decides about questions before the dialogue, and beside it.

The rules are the queue's, but nothing of it is a turn: the moderator's undo never takes back what the office did, and
what is on the floor is the moderator's alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from badges.ports import first
from badges.refusal import Refusal
from live import questions
from live.queue import Move, Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from badges.ports import Row, Store, Writing
    from live.questions import Question

MOVES = (Move.ACCEPT, Move.BEFORE, Move.WRITING, Move.OUT, Move.FORWARD, Move.WITHDRAW, Move.MERGE, Move.REOPEN)
"""What the office may do."""


def screen(
    writing: Writing, move: Move, number: int, *, reason: str = "", merge_into: int | None = None, refer_to: str = ""
) -> Question:
    """Make a move on one question; returns it. Raises `Refusal` where the queue's rules do not allow it now."""
    known = questions.get(writing, number)
    if move not in MOVES or known.place is Place.FLOOR:
        raise Refusal("Question {number} is on the floor: only the moderator moves it now.", number=number)
    (change,) = questions.moved(writing, move, number, reason=reason, merge_into=merge_into, refer_to=refer_to)
    if move is Move.REOPEN and (row := _place_before(writing, number, change.before.place)):
        after = replace(change.after, place=Place(row["place"]), position=row["position"])
        change = replace(change, after=after)
    questions.put(writing, "question.screened", change)
    return change.after


def _place_before(db: Writing, number: int, end: Place) -> Row | None:
    """The last edition of a question before it came to its present end: taking a decision back leads there."""
    rows = db.query("select row from event where tab = 'question' and key = ? order by seq desc", (str(number),))
    editions = (json.loads(row["row"]) for row in rows if row["row"])
    return next((e for e in editions if e["place"] != end and e["place"] in (Place.RECEIVED, Place.WAITING)), None)


def accept(writing: Writing, numbers: Iterable[int]) -> list[int]:
    """Accept many at once: those that are not screened yet. Returns their numbers."""
    fresh = [n for n in numbers if questions.get(writing, n).place is Place.RECEIVED]
    for number in fresh:
        screen(writing, Move.ACCEPT, number)
    return fresh


@dataclass(frozen=True, slots=True)
class Edition:
    """One entry of a question's history: when, on which device, what kind of thing, and what it changed to what."""

    at: str
    device: str
    kind: str
    changes: tuple[tuple[str, str, str], ...]


LEFT_OUT = frozenset({"number", "position", "batch"})
"""Columns whose changes a person does not read in the history."""


def history(db: Store, number: int) -> list[Edition]:
    """What happened to a question, oldest first."""
    rows = db.query(
        "select at, device, kind, row from event where tab = 'question' and key = ? order by seq", (str(number),)
    )
    found: list[Edition] = []
    before: Row = {}
    for row in rows:
        after = json.loads(row["row"])
        changes = [(k, _text(before[k]), _text(after[k])) for k in after if k in before and before[k] != after[k]]
        shown = tuple(change for change in changes if change[0] not in LEFT_OUT)
        if shown or not before:
            found.append(Edition(row["at"], row["device"], row["kind"], shown))
        before = after
    return found


def version(db: Store | Writing, number: int) -> int:
    """Log number of the last thing that happened to a question: an edit names the one it saw."""
    row = next(db.query("select max(seq) as seq from event where tab = 'question' and key = ?", (str(number),)), None)
    return (row or {}).get("seq") or 0


def reworded(db: Store | Writing, number: int) -> int:
    """The log's number of the last time that somebody changed what a question says; 0 for never."""
    said = "select max(seq) as seq from event where tab = 'question' and key = ? and kind = 'question.edited'"
    return (first(db.query(said, (str(number),))) or {}).get("seq") or 0


def _text(value: object) -> str:
    return "" if value is None else str(value)


def raised_with(everything: Iterable[Question], units: Collection[str]) -> dict[str, list[int]]:
    """Unit → the numbers of the questions that raise its matter, as answering or co-ordinating unit."""
    found: dict[str, list[int]] = {unit: [] for unit in units}
    for question in everything:
        if question.place in (Place.OUT, Place.WITHDRAWN):
            continue
        for unit in dict.fromkeys((question.unit, *question.co_units)):
            if unit in found:
                found[unit].append(question.number)
    return {unit: numbers for unit, numbers in found.items() if numbers}
