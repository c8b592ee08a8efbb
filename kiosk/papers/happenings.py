"""What happened, in the log's order: what was on from when to when, who was called, who spoke in between.

Nothing that was taken back is here, and no call that was a slip (put back to where it stood).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from live import floor_times, programme, programme_spans, speeches, turns
from live.queue import Move

if TYPE_CHECKING:
    from collections.abc import Iterator

    from badges.ports import Row
    from kiosk.conference.conference import Conference

CALL, ITEM, SPEECH = "call", "item", "speech"


@dataclass(frozen=True)
class Happening:
    """One thing that had the hall. `start` is None where only the plan knows; `end` is None while it goes on.

    `number`: of the question or the item; `move` how a call ended, with its `reason`; `again`: an item that went on after
    an interruption; `by_hand`: somebody said so.
    """

    seq: int
    kind: str
    start: datetime | None
    end: datetime | None = None
    number: int = 0
    move: str = ""
    reason: str = ""
    stamp: str = ""
    speech: speeches.Speech | None = None
    again: bool = False


def happenings(conference: Conference) -> tuple[Happening, ...]:
    """Return everything in the order in which it began."""
    log = list(conference.db.query(LOG))
    gone = _without(conference)
    rows = [row for row in log if row["op"] not in gone]
    found = [
        *_items(conference, [row for row in rows if row["tab"] == "item"]),
        *_calls(conference, log),
        *_speeches(conference, rows),
    ]
    return tuple(sorted(found, key=lambda one: one.seq))


LOG = "select seq, tab, key, row, op, at from event where tab in ('item', 'turn', 'speech') order by seq"


def _without(conference: Conference) -> set[str]:
    """Operations that were taken back, and those that took back."""
    rows = [(row["op"], row["undoes"]) for row in conference.db.query("select op, undoes from turn order by rowid")]
    return (turns.taken_back(rows) | {op for op, undoes in rows if undoes}) - {""}


def _items(conference: Conference, rows: list[Row]) -> Iterator[Happening]:
    changes = [(row["at"], programme.from_row(json.loads(row["row"]))) for row in rows if row["row"].startswith("{")]
    first = {at: min(row["seq"] for row in group) for at, group in groupby(rows, key=lambda row: row["at"])}
    seen: set[int] = set()
    for span in programme_spans.spans(conference.slots, changes):
        start = conference.clock.local(span.start) if span.start else None
        end = conference.clock.local(span.end) if span.end else None
        seq = first[span.start] if span.start else -1
        yield Happening(seq, ITEM, start, end, span.number, stamp=span.start, again=span.number in seen)
        seen.add(span.number)


def _calls(conference: Conference, log: list[Row]) -> Iterator[Happening]:
    seq = {row["key"]: row["seq"] for row in log if row["tab"] == "turn"}
    rows = list(conference.db.query("select * from turn order by rowid"))
    known = {row["number"] for row in conference.db.query("select number from question")}
    call: Row | None = None
    for row in floor_times.standing(rows):
        if row["move"] == Move.CALL:
            call = row
        elif call and row["question"] == call["question"] and row["move"] in floor_times.LEAVES_FLOOR:
            if row["move"] != Move.PUT_BACK and call["question"] in known:
                yield _call(conference, seq, call, row)
            call = None
    if call and call["question"] in known:
        yield _call(conference, seq, call, None)


def _call(conference: Conference, seq: dict[str, int], call: Row, end: Row | None) -> Happening:
    left = conference.clock.local(end["at"]) if end else None
    move, reason = (end["move"], end["reason"]) if end else ("", "")
    start = conference.clock.local(call["at"])
    return Happening(seq[call["id"]], CALL, start, left, call["question"], move, reason, call["at"])


def _speeches(conference: Conference, rows: list[Row]) -> Iterator[Happening]:
    seq: dict[str, int] = {}
    for row in rows:
        if row["tab"] == "speech":
            seq.setdefault(row["key"], row["seq"])
    for speech in speeches.all_speeches(conference.db):
        if speech.id in seq:
            end = conference.clock.local(speech.ended) if speech.ended else None
            start = conference.clock.local(speech.started)
            yield Happening(seq[speech.id], SPEECH, start, end, speech=speech, stamp=speech.started)


def began(found: tuple[Happening, ...], number: int) -> datetime | None:
    """Return when an item first came on by a hand, or None."""
    return next((one.start for one in found if one.kind == ITEM and one.number == number), None)


def ended(found: tuple[Happening, ...], number: int) -> datetime | None:
    """Return when an item was left last, or None while it is on or where nobody said so."""
    mine = [one for one in found if one.kind == ITEM and one.number == number]
    return mine[-1].end if mine else None
