"""The rules of the dialogue: which question may go where. Pure: no clock, no database, no login.

A question has one *place* at a time; a *move* takes it to another. At most one question is on the floor. Every move
answers with the changes it makes, so that the same rule serves the real queue, the log and the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from badges.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable


class Place(StrEnum):
    """Where a question stands. Each question has exactly one, so that counts by place always add up."""

    RECEIVED = "received"
    """Taken in, not screened."""
    WAITING = "waiting"
    FLOOR = "floor"
    """Being answered now."""
    ANSWERED = "answered"
    """Answered live."""
    BEFORE = "before"
    """Answered in writing before the conference."""
    WRITING = "writing"
    """To be answered in writing after it."""
    FORWARDED = "forwarded"
    """Sent to the competent body."""
    OUT = "out"
    """Not in the department's competence or not in the conference's scope."""
    MERGED = "merged"
    """The same as another one, which carries it."""
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """What can happen to a question."""

    ACCEPT = "accept"
    CALL = "call"
    ANSWERED = "answered"
    NEXT = "next"
    """The usual step: what is on the floor is answered, and the question named (or the first waiting) is called."""
    PUT_BACK = "put_back"
    """From the floor to where it stood."""
    LATER = "later"
    """To the end of the queue."""
    ABSENT = "absent"
    """Called and nobody there: to the end of the queue."""
    WRITING = "writing"
    BEFORE = "before"
    FORWARD = "forward"
    OUT = "out"
    MERGE = "merge"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    """Back into the queue from any end."""
    ORDER = "order"
    """To another position in the queue."""


P = Place
OPEN = frozenset({P.RECEIVED, P.WAITING, P.FLOOR})
ENDS = frozenset(Place) - OPEN

RULES: dict[Move, tuple[frozenset[Place], Place]] = {
    Move.ACCEPT: (frozenset({P.RECEIVED}), P.WAITING),
    Move.CALL: (frozenset({P.WAITING, P.WRITING}), P.FLOOR),
    Move.ANSWERED: (frozenset({P.FLOOR}), P.ANSWERED),
    Move.PUT_BACK: (frozenset({P.FLOOR}), P.WAITING),
    Move.LATER: (frozenset({P.WAITING, P.FLOOR}), P.WAITING),
    Move.ABSENT: (frozenset({P.WAITING, P.FLOOR}), P.WAITING),
    Move.WRITING: (OPEN, P.WRITING),
    Move.BEFORE: (frozenset({P.RECEIVED, P.WAITING}), P.BEFORE),
    Move.FORWARD: (OPEN | {P.OUT, P.WRITING}, P.FORWARDED),
    Move.OUT: (OPEN | {P.WRITING}, P.OUT),
    Move.MERGE: (frozenset({P.RECEIVED, P.WAITING, P.WRITING}), P.MERGED),
    Move.WITHDRAW: (OPEN | {P.WRITING}, P.WITHDRAWN),
    Move.REOPEN: (ENDS, P.WAITING),
    Move.ORDER: (frozenset({P.WAITING}), P.WAITING),
}
"""Move → the places it may start from, and the place it leads to. `NEXT` is two of them."""

REASON_NEEDED = frozenset({Move.OUT, Move.FORWARD, Move.WITHDRAW, Move.MERGE})


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as the queue sees it."""

    number: int
    place: Place
    position: float


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to one question: the move, the entry before it and the entry after it."""

    move: Move
    before: Entry
    after: Entry


def waiting(entries: Iterable[Entry]) -> list[Entry]:
    """The questions that wait, in order."""
    return sorted((e for e in entries if e.place is P.WAITING), key=lambda e: (e.position, e.number))


def on_floor(entries: Iterable[Entry]) -> Entry | None:
    """The question on the floor."""
    return next((e for e in entries if e.place is P.FLOOR), None)


def decide(entries: Iterable[Entry], move: Move, number: int | None, before: int | None = None) -> list[Change]:
    """The changes that a move makes, in order; raises `Refusal` where it may not be made now.

    `number` may be None for `NEXT` (the first waiting one is called; with nobody waiting, the floor is only closed).
    `before` is for `ORDER`: the question in front of which it is to stand, or None for the end.
    """
    queue = {entry.number: entry for entry in entries}
    if move is Move.NEXT:
        return _next(queue, number)
    entry = _named(queue, number)
    _check(entry, move)
    if move is Move.CALL and (floor := on_floor(queue.values())):
        raise Refusal(
            "Question {floor} is on the floor. Close it first, or press “Answered, call the next”.", floor=floor.number
        )
    line = [e for e in waiting(queue.values()) if e.number != entry.number]
    position = _position(line, entry, move, before)
    moved = Change(move, entry, Entry(entry.number, RULES[move][1], position))
    crowded = move is Move.ORDER and any(e.position == position for e in line)
    return _spread(line, moved, before) if crowded else [moved]


def _spread(line: list[Entry], moved: Change, before: int | None) -> list[Change]:
    """Whole positions for all who wait: halving them used up the room between two neighbours."""
    at = next((n for n, e in enumerate(line) if e.number == before), len(line))
    order = [*line[:at], moved.before, *line[at:]]
    spread = [Change(Move.ORDER, e, Entry(e.number, P.WAITING, float(n))) for n, e in enumerate(order, 1)]
    return sorted(spread, key=lambda change: change.before.number == moved.before.number)


def _next(queue: dict[int, Entry], number: int | None) -> list[Change]:
    changes = []
    floor = on_floor(queue.values())
    if floor:
        changes += decide(queue.values(), Move.ANSWERED, floor.number)
        queue |= {floor.number: changes[0].after}
    line = waiting(queue.values())
    called = number if number is not None else line[0].number if line else None
    if called is not None:
        changes += decide(queue.values(), Move.CALL, called)
    if not changes:
        raise Refusal("No question is waiting.")
    return changes


def _named(queue: dict[int, Entry], number: int | None) -> Entry:
    entry = queue.get(number) if number is not None else None
    if entry is None:
        raise Refusal("There is no question {number}.", number=number if number is not None else "")
    return entry


def _check(entry: Entry, move: Move) -> None:
    if entry.place not in RULES[move][0]:
        raise Refusal(REFUSED[entry.place], number=entry.number)


REFUSED = {
    P.RECEIVED: "Question {number} is not screened yet. Accept it first.",
    P.WAITING: "Question {number} is waiting. Call it first.",
    P.FLOOR: "Question {number} is on the floor already.",
    P.ANSWERED: "Question {number} is answered already.",
    P.BEFORE: "Question {number} was answered in writing before the conference.",
    P.WRITING: "Question {number} is to be answered in writing already.",
    P.FORWARDED: "Question {number} was sent to the competent body already.",
    P.OUT: "Question {number} is out of competence or scope.",
    P.MERGED: "Question {number} is merged into another one.",
    P.WITHDRAWN: "Question {number} was withdrawn.",
}
"""Why a move may not start from this place; the same sentence for every move."""


def _position(line: list[Entry], entry: Entry, move: Move, before: int | None) -> float:
    """Where the entry will stand among the others that wait."""
    end = (line[-1].position if line else 0.0) + 1.0
    if move in (Move.LATER, Move.ABSENT, Move.REOPEN):
        return end
    if move is not Move.ORDER:
        return entry.position
    if before is None:
        return end
    place = next((n for n, e in enumerate(line) if e.number == before), None)
    if place is None:
        raise Refusal("Question {number} is not waiting any more.", number=before)
    above = line[place - 1].position if place else line[place].position - 2.0
    return (above + line[place].position) / 2
