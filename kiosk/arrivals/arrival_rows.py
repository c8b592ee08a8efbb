"""Rows of the door: a scan, an arrival, and the arrival as it changes: out of the hall, in again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import to_builtins

from badges.ports import first

if TYPE_CHECKING:
    from badges.ports import Writing


class Outcome(StrEnum):
    """The outcome of a scan."""

    WELCOME = "welcome"
    ALREADY_IN = "already_in"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    CANCELLED = "cancelled"
    REPLACED = "replaced"
    """A card in whose place another was issued: whoever holds it may have found it."""
    UNDONE = "undone"
    """Not of a scan: the row of an undo."""
    AMENDED = "amended"
    """Not of a scan: who came, or how many, was put right."""
    LEFT = "left"
    """Not of a scan: the guest went out of the hall."""
    RETURNED = "returned"
    """In again after going out."""


WAYS = ("wedge", "camera", "picture", "typed", "search", "walk_in", "vip", "self")
"""The ways to make a scan: USB scanner, camera, picture file, typed code, found by search, walk-in, button, own scan."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One row of the door's log. `at` is the device's time, `received` the server's."""

    id: str
    guest: str
    outcome: Outcome
    at: str
    received: str
    way: str
    device: str
    desk: str
    party: int = 1
    came_name: str = ""
    came_honorific: str = ""
    came_title: str = ""
    substitute: bool = False
    reason: str = ""
    undoes: str = ""
    code_head: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who came: when, at which desk, how many came on the card, who really came; of the last time that he went
    out and came back, the moments and the scans."""

    guest: str
    scan: str
    at: str
    desk: str
    party: int = 1
    came_name: str = ""
    came_honorific: str = ""
    came_title: str = ""
    substitute: bool = False
    left_at: str = ""
    left_scan: str = ""
    back_at: str = ""
    back_scan: str = ""

    @property
    def away(self) -> bool:
        """Return True for a guest who went out and has not come back."""
        return bool(self.left_at) and not self.back_at


STANDS = "id not in (select undoes from scan)"
"""In SQL, of a row of the table `scan`: it was not taken back."""


def seen_since(writing: Writing, guest: str, moment: str) -> bool:
    """Return whether the guest was seen at a desk after a moment."""
    seen = "select 1 from scan where guest = ? and at > ? and outcome in ('welcome', 'already_in', 'returned')"
    return bool(first(writing.query(f"{seen} and {STANDS}", (guest, moment))))


def go_out(writing: Writing, arrival: Arrival, scan: str, moment: str) -> Arrival:
    """From this moment on the guest is out, by this row of the log. Returns the arrival."""
    gone = replace(arrival, left_at=moment, left_scan=scan, back_at="", back_scan="")
    return write_arrival(writing, "arrival.left", gone)


def catch_up(writing: Writing, arrival: Arrival, at: str) -> Arrival:
    """Let a guest be out whose leaving was heard of before his admission, which was made at this hour. Returns the arrival."""
    late = f"select id, at from scan where guest = ? and at > ? and outcome = 'left' and {STANDS} order by at desc"  # noqa: S608
    gone = first(writing.query(late, (arrival.guest, at)))
    if gone is None or seen_since(writing, arrival.guest, gone["at"]):
        return arrival
    return go_out(writing, arrival, gone["id"], gone["at"])


def put_back(writing: Writing, before: Arrival, scan: Scan, alone: bool) -> Arrival:
    """From this scan on a guest who had gone out is in again. Returns the arrival."""
    at = min(scan.at, scan.received) if alone else scan.received
    return write_arrival(writing, "arrival.returned", replace(before, back_at=at, back_scan=scan.id))


def write_arrival(writing: Writing, kind: str, arrival: Arrival) -> Arrival:
    """Write an arrival under a kind of event. Returns it."""
    writing.put(kind, "arrival", to_builtins(arrival) | {"substitute": int(arrival.substitute)})
    return arrival
