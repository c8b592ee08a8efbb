"""Guests who go out of the hall: who is in now. Who came stays who came; papers count those."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from badges.refusal import Refusal
from kiosk.arrivals.admission import of, put_scan
from kiosk.arrivals.arrival_rows import Outcome, Scan, go_out, seen_since, write_arrival

if TYPE_CHECKING:
    from badges.ports import Row, Writing
    from kiosk.arrivals.arrival_rows import Arrival


def leave(writing: Writing, scan: str, guest: str, at: str, alone: bool = False) -> Row:
    """Note that a guest has gone out. His card lets him in again, at any desk.

    `alone`: a desk without a line noted it, at its own hour `at`; somebody who was seen at a desk after that hour stays in.
    Raises `Refusal` of a guest who is not in, unless the desk was alone: then the row is only logged.
    """
    arrival = of(writing, guest)
    if not alone and (arrival is None or arrival.away):
        raise Refusal("This guest is not in. Scan the card first.")
    party = arrival.party if arrival else 1
    row = Scan(scan, guest, Outcome.LEFT, at, writing.at, "search", writing.device, writing.by, party)
    put_scan(writing, row)
    moment = min(at, writing.at) if alone else writing.at
    if arrival and not arrival.away and not (alone and seen_since(writing, guest, at)):
        go_out(writing, arrival, scan, moment)
    return {
        "outcome": str(Outcome.LEFT),
        "guest": guest,
        "first": {"at": arrival.at, "desk": arrival.desk} if arrival else None,
    }


def take_back(writing: Writing, arrival: Arrival, scan: str) -> bool:
    """Take back a leaving or a return that this scan made. Returns whether it had made one."""
    if arrival.left_scan == scan:
        changed = replace(arrival, left_at="", left_scan="", back_at="", back_scan="")
    elif arrival.back_scan == scan:
        changed = replace(arrival, back_at="", back_scan="")
    else:
        return False
    write_arrival(writing, "arrival.restored", changed)
    return True
