"""Calls: each time a question had the floor, from when to when and how it left. Pure, but for `read`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from live.floor_times import LEAVES_FLOOR, standing
from live.queue import Move

if TYPE_CHECKING:
    from collections.abc import Sequence

    from badges.ports import Row, Store, Writing

UNANSWERED = frozenset({Move.PUT_BACK, Move.LATER, Move.ABSENT})
"""A call that ended so needs no record of an answer."""


@dataclass(frozen=True, slots=True)
class Call:
    """One stay on the floor. Times as stored (UTC text); `end` and `move` are empty while it lasts."""

    question: int
    start: str
    end: str = ""
    move: str = ""

    @property
    def answered(self) -> bool:
        """Whether something was, or is being, said in answer."""
        return self.move not in UNANSWERED


def calls(turns: Sequence[Row]) -> list[Call]:
    """Return all calls that were not taken back, in their order. `turns`: all rows of the table, in their order."""
    found: list[Call] = []
    on = False
    for row in standing(turns):
        if row["move"] == Move.CALL:
            found.append(Call(row["question"], row["at"]))
            on = True
        elif on and found[-1].question == row["question"] and row["move"] in LEAVES_FLOOR:
            found[-1] = Call(row["question"], found[-1].start, row["at"], row["move"])
            on = False
    return found


def read(db: Store | Writing, question: int | None = None) -> list[Call]:
    """Return all calls of the dialogue, or those of one question."""
    every = calls(list(db.query("select * from turn order by rowid")))
    return [call for call in every if question in (None, call.question)]


def answered_starts(db: Store | Writing, question: int) -> list[str]:
    """Return when the question got the floor and was answered, or is being answered, oldest first."""
    return [call.start for call in read(db, question) if call.answered]
