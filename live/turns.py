"""Turns: one row for each question that a step of the dialogue touched, and the clock, which stands or runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from badges.ports import first
from badges.refusal import Stale

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def last(db: Store | Writing) -> Row | None:
    """The newest turn that has not been taken back, with the name of who made it."""
    return first(
        db.query(
            "select * from turn where move not in ('undo', 'pause', 'resume') and op not in (select undoes from turn where undoes != '')"
            " order by rowid desc limit 1"
        )
    )


def pause(writing: Writing, op: str, resume: bool) -> None:
    """Stop the clock of the dialogue, or let it run on. Raises `Stale` when it already does."""
    if paused(writing) != resume:
        if resume:
            raise Stale("The clock runs already.")
        raise Stale("The clock stands already.")
    put(writing, op, 0, "resume" if resume else "pause")


def paused(db: Store | Writing) -> bool:
    """Whether the dialogue's clock stands."""
    row = first(
        db.query(
            "select move from turn where move in ('pause', 'resume') and op not in (select undoes from turn where undoes != '')"
            " order by rowid desc limit 1"
        )
    )
    return row is not None and row["move"] == "pause"
