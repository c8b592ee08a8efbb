"""The list that a desk carries with it to work alone: digests of codes, names, seats, who is in; never a code.

A stolen desk gives away no card (trust.md S20): a code cannot be got back from its SHA-256. Of a telephone number only
the last four digits leave the server, for searching; a steward's desk, which cannot search, gets none.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from badges import guests
from badges.ports import row_of
from kiosk.arrivals import admission
from kiosk.conference.devices import Role

if TYPE_CHECKING:
    from badges.guests import Guest, Organisation
    from badges.ports import Row
    from kiosk.arrivals.arrival_rows import Arrival
    from kiosk.conference.conference import Conference

TABLES = ("guest", "organisation", "arrival")
WATCHED = frozenset({*TABLES, "handover"})
PHONE_DIGITS = 4
MOST_ROWS = 200
"""Changed rows that ride in a frame; after an import a desk asks for them by itself."""


class GuestLine(Struct, forbid_unknown_fields=True, kw_only=True):
    """A guest as a desk keeps him; a steward's desk gets no telephone, no answer, no print mark and no reason."""

    id: str
    digest: str
    old_digests: list[str]
    also_digests: list[str]
    name: str
    honorific: str
    position: str
    organisation: str
    block: str
    seat: str
    seats: int
    cancelled: str
    walk_in: bool
    rank: int
    substitute: str = ""
    substitute_honorific: str = ""
    substitute_title: str = ""
    cancel_reason: str = ""
    phone: str = ""
    rsvp: str = ""
    printed: bool = False


class OrganisationLine(Struct, forbid_unknown_fields=True):
    """An organisation as a desk keeps it."""

    id: str
    name: str
    short: str
    tax: str = ""


class ArrivalLine(Struct, forbid_unknown_fields=True):
    """Who came: since when, at which desk, with how many, the substitute's name; when and by which scan he went out last and
    came back."""

    scan: str
    at: str
    desk: str
    party: int
    came_name: str
    came_honorific: str
    came_title: str
    substitute: bool
    left_at: str = ""
    left_scan: str = ""
    back_at: str = ""
    back_scan: str = ""


class HandedLine(Struct, forbid_unknown_fields=True):
    """A guest whom another desk has sent to this one: `guest` an id or "", `text` what was typed there."""

    id: str
    guest: str
    outcome: str
    text: str
    desk: str
    at: str


class Roster(Struct, forbid_unknown_fields=True):
    """The list, or (`whole` false) what changed: each row whole, null for an arrival that was taken back. `gone`: ids of
    guests and organisations that are no longer on the list."""

    conference: str
    epoch: str
    number: int
    now: int
    whole: bool
    guests: list[GuestLine]
    organisations: list[OrganisationLine]
    arrivals: dict[str, ArrivalLine | None]
    gone: list[str]
    handed: list[HandedLine] = []


def whole(conference: Conference, role: Role) -> dict[str, Any]:
    """Everything: guests, organisations, arrivals, and the log's number that they stand for."""
    return _head(conference) | {
        "whole": True,
        "guests": [guest_line(guest, role) for guest in guests.every(conference.db)],
        "organisations": [organisation_line(o, role) for o in guests.organisations(conference.db).values()],
        "arrivals": {guest: arrival_line(arrival) for guest, arrival in admission.everyone(conference.db).items()},
        "gone": [],
    }


def since(conference: Conference, role: Role, number: int) -> dict[str, Any]:
    """What changed after a number of the log, each row whole; null stands for an arrival that was taken back.

    Rows are read by their keys: the cost follows the changes and not the length of the list.
    """
    head = _head(conference)  # before the rows are read: it never claims more than they hold
    return head | _changed(conference, role, _keys(conference, number))


def changes(conference: Conference, role: Role, number: int) -> dict[str, Any] | None:
    """Return the rows of `since` for a frame to all desks of a role, or None where they are more than `MOST_ROWS`.

    A guest who was sent to another desk rides in no frame, as each desk is told of its own only: None, too.
    """
    if next(conference.db.query("select 1 from event where seq > ? and tab = 'handover' limit 1", (number,)), None):
        return None
    keys = _keys(conference, number)
    return _changed(conference, role, keys) if sum(map(len, keys.values())) <= MOST_ROWS else None


def _keys(conference: Conference, number: int) -> dict[str, set[str]]:
    """Table → keys of the rows that changed after a number of the log."""
    sql = "select distinct tab, key from event where seq > ? and tab in ('guest', 'organisation', 'arrival')"
    keys: dict[str, set[str]] = {table: set() for table in TABLES}
    for row in conference.db.query(sql, (number,)):
        keys[row["tab"]].add(row["key"])
    return keys


def _changed(conference: Conference, role: Role, keys: dict[str, set[str]]) -> dict[str, Any]:
    db = conference.db
    come = {row["guest"]: admission.arrival_from_row(row) for row in _rows(conference, COME, keys["arrival"])}
    organisations = guests.organisations_by_key(db, keys["organisation"])
    listed = guests.by_key(db, keys["guest"])
    return {
        "whole": False,
        "guests": [guest_line(guest, role) for guest in listed.values()],
        "organisations": [organisation_line(organisation, role) for organisation in organisations.values()],
        "arrivals": {key: arrival_line(come[key]) if key in come else None for key in keys["arrival"]},
        "gone": sorted((keys["guest"] - listed.keys()) | (keys["organisation"] - organisations.keys())),
    }


COME = "select * from arrival where guest in (select value from json_each(?))"


def _rows(conference: Conference, sql: str, keys: set[str]) -> list[Row]:
    """Return the rows of these keys, which the statement takes as JSON."""
    return list(conference.db.query(sql, (json.dumps(sorted(keys)),))) if keys else []


def mark(conference: Conference) -> str:
    """Tells this conference from every other, a rehearsal included; the same on a spare laptop."""
    return f"{conference.name}.{hashlib.sha256(b'kiosk-mark-1' + conference.key).hexdigest()[:16]}"


def _head(conference: Conference) -> dict[str, Any]:
    now = conference.clock.milliseconds()
    return {
        "conference": mark(conference),
        "epoch": conference.epoch,
        "number": conference.db.versions.newest,
        "now": now,
    }


def guest_line(guest: Guest, role: Role) -> dict[str, Any]:
    """A guest as a desk keeps him."""
    line: dict[str, Any] = {
        "id": guest.id, "digest": guest.code_digest, "old_digests": guest.old_digests.split(),
        "also_digests": guest.also_digests.split(),
        "name": guest.name, "honorific": guest.honorific,
        "position": guest.position, "organisation": guest.organisation, "block": guest.block, "seat": guest.seat,
        "seats": guest.seats, "cancelled": guest.cancelled, "walk_in": guest.walk_in, "rank": guest.rank,
    }  # fmt: skip
    if guest.rsvp == "substitute":
        line |= {name: getattr(guest, name) for name in guests.SUBSTITUTE}
    if role is not Role.STEWARD:
        line |= {
            "phone": guest.phone[-PHONE_DIGITS:], "rsvp": guest.rsvp, "printed": bool(guest.printed_at),
            "cancel_reason": guest.cancel_reason,
        }  # fmt: skip
    return line


def organisation_line(organisation: Organisation, role: Role) -> dict[str, str]:
    """An organisation as a desk keeps it."""
    line = {"id": organisation.id, "name": organisation.name, "short": organisation.short_name}
    return line if role is Role.STEWARD else line | {"tax": organisation.tax_code}


def arrival_line(arrival: Arrival) -> dict[str, Any]:
    """Who is in, as a desk keeps it."""
    return {key: value for key, value in row_of(arrival).items() if key != "guest"}
