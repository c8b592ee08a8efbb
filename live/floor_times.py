"""Hours: from when to when each question had the floor, as the minutes tell it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from live.pace import LEAVES_FLOOR
from live.queue import Move

if TYPE_CHECKING:
    from collections.abc import Sequence

    from badges.store import Row


@dataclass(frozen=True, slots=True)
class Hours:
    """Moments as stored; `end` is empty while the question has the floor."""

    start: str
    end: str = ""


def standing(turns: Sequence[Row]) -> list[Row]:
    """The turns that were not taken back, without the rows that took back. `turns` are in their order."""
    undone = {row["undoes"] for row in turns if row["undoes"]}
    return [row for row in turns if row["op"] not in undone and row["move"] != "undo"]


def hours(turns: Sequence[Row]) -> dict[int, Hours]:
    """Question → from its first call to the last time that it left the floor."""
    found: dict[int, Hours] = {}
    holder: int | None = None
    for row in standing(turns):
        number = row["question"]
        if row["move"] == Move.CALL:
            holder = number
            found[number] = Hours(found[number].start if number in found else row["at"])
        elif number is not None and number == holder and row["move"] in LEAVES_FLOOR:
            holder = None
            found[number] = replace(found[number], end=row["at"])
    return found
