"""Two rows of one person made one: arrival, seat, answer to the invitation and questions go over to the row that stays.

The log keeps both as they were. The code of the row that goes still opens the door: it may be printed on a label.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from badges import guests
from badges.ports import first
from kiosk.arrivals import admission
from kiosk.arrivals.arrival_rows import write_arrival

if TYPE_CHECKING:
    from badges.guests import Guest
    from badges.ports import Writing

FILLED = ("organisation", "honorific", "position", "seat", "phone", "email", "invitation", "note", "absent_reason")
"""What the row that stays takes over where it says nothing."""

POINTING = {"scan": "guest", "double_entry": "guest", "question": "guest", "listed": "target", "handover": "guest"}
"""Table → its column that names a guest."""


def merge(writing: Writing, one: str, other: str) -> Guest:
    """Merge two guests; returns the one that stays: the one of a list before a walk-in, else the earlier. Raises `Unknown`."""
    pair = [guests.get(writing, one), guests.get(writing, other)]
    order = [
        row["id"]
        for row in writing.query("select id from guest where id in (?, ?) order by walk_in, rowid", (one, other))
    ]
    stays, goes = sorted(pair, key=lambda guest: order.index(guest.id))
    for table, column in POINTING.items():
        for row in list(writing.query(f"select * from {table} where {column} = ?", (goes.id,))):  # noqa: S608  our own names
            writing.put(f"{table}.merged", table, row | {column: stays.id})
    _merge_arrivals(writing, stays, goes)
    _merge_introductions(writing, stays, goes)
    _repoint_matters(writing, stays, goes)
    kept = _fill(writing, stays, goes)
    writing.drop("guest.merged", "guest", goes.id)
    _drop_empty(writing, goes.organisation)
    return kept


def _merge_arrivals(writing: Writing, stays: Guest, goes: Guest) -> None:
    """The earlier arrival counts; the later one is in the log."""
    both = [admission.of(writing, stays.id), admission.of(writing, goes.id)]
    there = sorted((arrival for arrival in both if arrival), key=lambda arrival: arrival.at)
    if both[1]:
        writing.drop("arrival.merged", "arrival", goes.id)
    if there and there[0] is not both[0]:
        kept = replace(there[0], guest=stays.id)
        write_arrival(writing, "arrival.merged", kept)


def _merge_introductions(writing: Writing, stays: Guest, goes: Guest) -> None:
    row = first(writing.query("select * from introduction where id = ?", (goes.id,)))
    if row is None:
        return
    writing.drop("introduction.merged", "introduction", goes.id)
    if first(writing.query("select 1 from introduction where id = ?", (stays.id,))) is None:
        writing.put("introduction.merged", "introduction", row | {"id": stays.id})


def _repoint_matters(writing: Writing, stays: Guest, goes: Guest) -> None:
    """Other matters of the row that goes are the other's now; one of a row with itself is none any more."""
    for row in list(
        writing.query("select * from matter where guest = ? or (kind = 'twin' and other = ?)", (goes.id, goes.id))
    ):
        names = {column: stays.id for column in ("guest", "other") if row[column] == goes.id}
        after = row | names
        if after["kind"] == "twin" and after["guest"] == after["other"] and not after["settled_at"]:
            after |= {"settled_at": writing.at, "settled_by": writing.by, "finding": "same"}
        writing.put("matter.merged", "matter", after)


def _fill(writing: Writing, stays: Guest, goes: Guest) -> Guest:
    filled = {name: getattr(goes, name) for name in FILLED if not getattr(stays, name)}
    also = " ".join(part for part in (stays.also_digests, goes.code_digest, goes.also_digests) if part)
    here = admission.of(writing, stays.id) is not None
    if here and stays.rsvp in ("none", "declined"):
        filled["rsvp"] = "coming"
    if here and stays.cancelled:
        filled |= {"cancelled": "", "cancel_reason": ""}
    seats = max(stays.seats, goes.seats)
    return guests.change(writing, stays.id, "guest.merged", also_digests=also, seats=seats, **filled)


def _drop_empty(writing: Writing, organisation: str) -> None:
    """An organisation that was only made for the row that went is nobody's: it would be missed in the hall."""
    used = "select 1 from guest where organisation = ? union select 1 from question where organisation = ?"
    row = first(writing.query("select * from organisation where id = ? and batch = ''", (organisation,)))
    if row and first(writing.query(used, (organisation, organisation))) is None:
        writing.drop("organisation.merged", "organisation", organisation)
