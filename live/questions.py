"""Questions (kiến nghị): what businesses bring, numbered once for ever, and the turns each one takes."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from badges.ports import first, row_of
from badges.refusal import Refusal, Unknown
from live import hall_mode, turns
from live.queue import REASON_NEEDED, Change, Entry, Move, Place, decide
from live.undo import ANSWERED, discard_number, record

if TYPE_CHECKING:
    from badges.ports import Row, Store, Writing

SOURCES = ("advance", "hall", "phone", "carried")
"""Sent in advance; raised in the hall; sent from a guest's phone; carried over from the last conference."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `number` is its KN number on screen, table and letter, and is never used again."""

    number: int
    organisation: str
    text: str
    asker: str = ""
    asker_phone: str = ""
    proposal: str = ""
    summary: str = ""
    field: str = ""
    unit: str = ""
    co_units: tuple[str, ...] = ()
    prepared: str = ""
    basis: str = ""
    source: str = "advance"
    place: Place = Place.RECEIVED
    position: float = 0.0
    reason: str = ""
    merged_into: int | None = None
    referred_to: str = ""
    received: str = ""
    note: str = ""
    carried_from: str = ""
    document: str = ""
    batch: str = ""
    guest: str = ""
    """Who sent it from the page of his own card; empty for all others."""
    withheld: str = ""
    """"1" where the business did not agree that question and answer are published after the conference."""

    @property
    def shown(self) -> str:
        """What the hall reads: the summary made for it, or the text."""
        return self.summary or self.text


def from_row(row: Row) -> Question:
    """A question from its row."""
    return Question(**row | {"place": Place(row["place"]), "co_units": tuple(json.loads(row["co_units"] or "[]"))})


def to_row(question: Question) -> Row:
    """A question as its row."""
    return row_of(question) | {"place": str(question.place), "co_units": json.dumps(list(question.co_units))}


def every(db: Store | Writing) -> list[Question]:
    """All questions by number."""
    return [from_row(row) for row in db.query("select * from question order by number")]


def get(db: Store | Writing, number: int) -> Question:
    """One question; raises `Unknown`."""
    row = first(db.query("select * from question where number = ?", (number,)))
    if row is None:
        raise Unknown("There is no question {number}.", number=number)
    return from_row(row)


def line(questions: list[Question]) -> list[Question]:
    """Those that wait, in the order of the queue."""
    return sorted((q for q in questions if q.place is Place.WAITING), key=lambda q: (q.position, q.number))


def add(writing: Writing, question: Question, kind: str = "question.received") -> Question:
    """Take a question in under the next free number, at the end of the queue. Its given number is not looked at."""
    row = first(
        writing.query(
            "select max(coalesce(max(number), 0), (select coalesce(max(number), 0) from step where kind = 'number')) + 1 as n,"
            " coalesce(max(position), 0) + 1 as p from question"
        )
    )
    assert row is not None  # noqa: S101 - an aggregate always has one row
    taken = replace(question, number=row["n"], position=float(row["p"]), received=question.received or writing.at)
    writing.put(kind, "question", to_row(taken))
    return taken


EDITABLE = (
    "text", "summary", "field", "unit", "co_units", "prepared", "basis", "proposal", "note", "asker", "referred_to",
    "withheld",
)  # fmt: skip


def edit(writing: Writing, number: int, **changes: Any) -> Question:
    """Change what a question says; the log keeps what it said before."""
    before = get(writing, number)
    wrong = set(changes) - set(EDITABLE)
    if wrong:
        raise Refusal("{field} cannot be changed.", field=", ".join(sorted(wrong)))
    after = replace(before, **changes)
    if after != before:
        writing.put("question.edited", "question", to_row(after))
    return after


def last_change(db: Store | Writing) -> Row | None:
    """The log's last row about the queue: seq, kind, tab, row, device, at. A command that saw less decided on an old picture.

    Wording does not count: the office may polish a summary while the moderator calls. Nor does what is not screened yet:
    it stands in no queue.
    """
    return first(db.query(LAST_CHANGE))


LAST_CHANGE = (
    "select seq, at, kind, tab, key, row, device from event where (tab = 'turn' and kind not in ('turn.aside', 'turn.back'))"
    " or (tab = 'question' and kind != 'question.edited'"
    " and case when json_valid(row) then json_extract(row, '$.place') else '' end != 'received') order by seq desc limit 1"
)


def turn(
    writing: Writing, op: str, move: Move, number: int | None, *, before: int | None = None, reason: str = "",
    merge_into: int | None = None, refer_to: str = "",
) -> list[Question]:  # fmt: skip
    """Make a move in the dialogue: one turn row for each question it touches. Raises `Refusal`.

    Whoever is called has a clock that runs: a pause ends with it, in the same operation, and comes back with its undo.
    """
    changed = moved(writing, move, number, before=before, reason=reason, merge_into=merge_into, refer_to=refer_to)
    resumes = turns.paused(writing) and any(change.move is Move.CALL for change in changed)
    if resumes:
        turns.put(writing, op, 0, "resume")
    for n, change in enumerate(changed, int(resumes)):
        put(writing, "question", change)
        touched = [change.before, *(old for old, _new in change.along)]
        turns.put(writing, op, n, change.move, change.after.number, [to_row(q) for q in touched], reason)
    step = next((change for change in changed if change.move is Move.CALL), changed[-1])
    if step.move is Move.CALL:
        hall_mode.first_page(writing, step.after.number)
    record(writing, op, step.move, step.after.number)
    return [change.after for change in changed]


@dataclass(frozen=True, slots=True)
class Moved:
    """A question before and after a move, and those merged into it that go along, before and after."""

    move: Move
    before: Question
    after: Question
    along: tuple[tuple[Question, Question], ...] = ()


def put(writing: Writing, kind: str, change: Moved) -> None:
    """Store what a move changed."""
    writing.put(f"{kind}.{change.move}", "question", to_row(change.after))
    for _old, new in change.along:
        writing.put(f"{kind}.merge", "question", to_row(new))


def moved(
    writing: Writing, move: Move, number: int | None, *, before: int | None = None, reason: str = "",
    merge_into: int | None = None, refer_to: str = "",
) -> list[Moved]:  # fmt: skip
    """What a move would change, by the rules of the queue and of merging. Raises `Refusal`."""
    if move in REASON_NEEDED and not (reason or merge_into):
        raise Refusal("Write the reason.")
    known = {question.number: question for question in every(writing)}
    found = []
    for change in decide([_entry(q) for q in known.values()], move, number, before):
        old = known[change.before.number]
        new = replace(
            old, place=change.after.place, position=change.after.position,
            reason=reason if change.move in REASON_NEEDED else "", merged_into=_target(known, change, merge_into),
            referred_to=refer_to or old.referred_to,
        )  # fmt: skip
        found.append(Moved(change.move, old, new, _along(writing, known, change.move, old, new)))
    return found


def _along(
    writing: Writing, known: dict[int, Question], move: Move, old: Question, new: Question
) -> tuple[tuple[Question, Question], ...]:
    """Those merged into one that is merged now go where it goes, and come back with it. What carries others cannot be
    withdrawn."""
    carried = [q for q in known.values() if q.merged_into == old.number]
    if move is Move.WITHDRAW and carried:
        names = ", ".join(str(q.number) for q in carried)
        raise Refusal("Question {number} carries {names}. Take those out of it first.", number=old.number, names=names)
    if move is Move.MERGE:
        return tuple((q, replace(q, merged_into=new.merged_into)) for q in carried)
    if move is Move.REOPEN and old.merged_into:
        back = [known[n] for n in _came_along(writing, old) if known[n].merged_into == old.merged_into]
        return tuple((q, replace(q, merged_into=old.number)) for q in back)
    return ()


def _came_along(writing: Writing, question: Question) -> list[int]:
    """The numbers that went along when this question was merged: what the log says of the same operation."""
    log = "select seq, key, row from event where tab = 'question' and kind like '%.merge' order by seq"
    merges = list(writing.query(log))
    start = next((row["seq"] for row in reversed(merges) if row["key"] == str(question.number)), 0)
    before = {row["key"]: json.loads(row["row"])["merged_into"] for row in merges if row["seq"] < start}
    along = [int(row["key"]) for row in merges if row["seq"] > start]
    return [number for number in along if before.get(str(number)) == question.number]


def discard(writing: Writing, op: str, number: int) -> Question:
    """Take a question that was typed by mistake out of the record: no paper knows it, the log and its number stay.

    One that has the floor leaves it. Raises `Refusal` for what a business sent itself, what is on record with an answer and
    what carries another question.
    """
    known = get(writing, number)
    if known.source != "hall":
        raise Refusal("Only a question typed in the hall can be discarded. Set this one aside with a reason.")
    if first(writing.query("select 1 from answer where question = ?", (number,))):
        raise Refusal(ANSWERED, number=number)
    if first(writing.query("select 1 from question where merged_into = ?", (number,))):
        raise Refusal("Question {number} carries others. Take those out of it first.", number=number)
    if known.place is Place.FLOOR:
        turn(writing, op, Move.PUT_BACK, number)
    writing.drop("question.discarded", "question", number)
    discard_number(writing, op, number)
    return known


def _entry(question: Question) -> Entry:
    return Entry(question.number, question.place, question.position)


def _target(known: dict[int, Question], change: Change, merge_into: int | None) -> int | None:
    if change.move is not Move.MERGE:
        return None
    target = root(known, merge_into or 0)
    if target is None or target.number == change.before.number or target.place is Place.WITHDRAWN:
        raise Refusal("Choose another question to merge into, one that is not withdrawn.")
    return target.number


def root(known: dict[int, Question], number: int) -> Question | None:
    """The question that carries this one: itself, or the one it is merged into at last."""
    question = known.get(number)
    while question is not None and question.merged_into:
        question = known.get(question.merged_into)
    return question
