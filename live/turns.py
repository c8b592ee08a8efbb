"""Turns: one row for each question that a step of the dialogue touched, and the clock, which stands or runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from badges.refusal import Stale

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from badges.ports import Row, Store, Writing


def put(
    writing: Writing, op: str, n: int, move: str, number: int | None = None, before: Sequence[Row] = (),
    reason: str = "", undoes: str = "",
) -> None:  # fmt: skip
    """Keep the `n`th turn of an operation. `before`: the rows of the questions that it changed, as they were."""
    writing.put(
        f"turn.{move}",
        "turn",
        {
            "id": f"{op}.{n}" if n else op, "question": number, "move": str(move), "at": writing.at, "by": writing.by,
            "device": writing.device, "op": op, "undoes": undoes, "reason": reason,
            "before": json.dumps([json.dumps(row, ensure_ascii=False) for row in before], ensure_ascii=False),
        },
    )  # fmt: skip


def taken_back(rows: Iterable[tuple[str, str]]) -> set[str]:
    """The operations that were taken back and not done again. `rows`: (op, undoes) in their order.

    Only later ones take earlier ones back: from the end, each that stands takes back what it names.
    """
    gone: set[str] = set()
    for op, undoes in reversed(list(rows)):
        if undoes and op not in gone:
            gone.add(undoes)
    return gone


def moves_of(db: Store | Writing, op: str) -> list[str]:
    """The moves that an operation made so far, in order."""
    return [row["move"] for row in db.query("select move from turn where op = ? order by rowid", (op,))]


def pause(writing: Writing, op: str, resume: bool) -> None:
    """Stop the clock of the dialogue, or let it run on. Raises `Stale` when it already does."""
    if paused(writing) != resume:
        if resume:
            raise Stale("The clock runs already.")
        raise Stale("The clock stands already.")
    put(writing, op, 0, "resume" if resume else "pause")


def paused(db: Store | Writing) -> bool:
    """Return True while somebody keeps the dialogue's clock standing."""
    return _holds(db, "pause", "resume")


def aside(db: Store | Writing) -> bool:
    """Return True while the clock stands because another item or a speech is on, as last noted."""
    return _holds(db, "aside", "back")


def _holds(db: Store | Writing, begin: str, end: str) -> bool:
    rows = list(db.query("select move, op, undoes from turn order by rowid"))
    gone = taken_back((row["op"], row["undoes"]) for row in rows)
    moves = [row["move"] for row in rows if row["op"] not in gone and row["move"] in (begin, end)]
    return moves[-1:] == [begin]


def note_aside(writing: Writing, op: str, stands: bool, what: str = "") -> None:
    """Note that another item or a speech took the dialogue's place, or that the dialogue is back, if that is news."""
    if aside(writing) != stands:
        put(writing, op, ASIDE, "aside" if stands else "back", reason=what)


ASIDE = 90
"""Number of that turn among those of its operation: behind all others."""
