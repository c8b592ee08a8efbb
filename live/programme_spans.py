"""What was really on, from when to when, told from the log of the programme. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from live.programme import current

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from live.programme import Run, Slot


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch in which an item was on, as stored; `start` is empty where the plan brought it on, `end` while it is on."""

    number: int
    start: str
    end: str = ""


def spans(slots: Sequence[Slot], changes: Sequence[tuple[str, Run]]) -> list[Span]:
    """Return what was on from when to when, in order. `changes`: (moment, how an item runs from then on) in the log's order.

    An item that was announced when the one before it ended is on from then, whether or not somebody started it.
    """
    ran: dict[int, Run] = {}
    found: list[Span] = []
    for at, group in groupby(changes, key=lambda change: change[0]):
        changed = [run for _at, run in group]
        ran |= {run.number: run for run in changed}
        on = _by_hand(slots, ran)
        last = found[-1] if found and not found[-1].end else None
        if last and last.number == on:
            continue
        if last:
            found[-1] = replace(last, end=at)
        elif not found:
            found += [Span(run.number, "", at) for run in changed if run.ended == at and run.number != on][:1]
        if on is not None:
            found.append(Span(on, at))
    return found


def _by_hand(slots: Sequence[Slot], ran: Mapping[int, Run]) -> int | None:
    """What is on by the hands so far; None where nobody started or ended anything."""
    touched = any(run.started or run.ended for run in ran.values())
    return current(slots, ran, slots[0].start) if touched else None
