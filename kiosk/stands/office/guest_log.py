"""Who changed what of a guest, and when: the log's rows as sentences."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from badges import guests
from kiosk.i18n import N_, _
from kiosk.stands.office.labels import ANSWERS, CHANNEL_NAMES, SENT_NAMES

if TYPE_CHECKING:
    from kiosk.conference.conference import Conference

FIELDS: Final = {
    "name": N_("Name"), "honorific": N_("Form of address"), "position": N_("Position"), "organisation": N_("Organisation"),
    "block": N_("Block"), "rank": N_("Order of introduction in the block"), "seats": N_("How many may come on the card"),
    "seat": N_("Seat"), "phone": N_("Telephone"), "email": N_("E-mail"), "invitation": N_("Invitation number"), "note": N_("Note"),
    "rsvp": N_("Answer"), "substitute": N_("Who comes instead"), "rsvp_reason": N_("Reason"), "rsvp_channel": N_("How it came"),
    "cancelled": N_("Invitation taken back"), "absent_reason": N_("Reason of absence, for the roll"), "generation": N_("New code"),
    "sent_via": N_("Card sent"), "call_at": N_("Call again"),
}  # fmt: skip
"""Columns that the log shows; what is derived from them is left out."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One change: when, by which device, and what: (label, before, after) in English source labels."""

    at: str
    by: str
    changes: list[tuple[str, str, str]]
    first: bool = False


def lines(conference: Conference, guest: str) -> list[LogLine]:
    """Return the changes of a guest, the newest first."""
    names = {row["id"]: row["name"] for row in conference.db.query("select id, name from device")}
    sql = "select seq, at, tab, row, device from event where key = ? and tab in ('guest', 'contact') order by seq"
    before: dict[str, dict[str, Any]] = {}
    found = []
    for event in conference.db.query(sql, (guest,)):
        after = json.loads(event["row"]) if event["row"] else {}
        old = before.get(event["tab"], {})
        changes = [
            (label, _written(conference, name, old.get(name)), _written(conference, name, after.get(name)))
            for name, label in FIELDS.items()
            if name in after and after.get(name) != old.get(name, "" if event["tab"] == "contact" else None)
        ]
        first = event["tab"] == "guest" and not old
        if changes or first:
            found.append(LogLine(event["at"], names.get(event["device"], ""), [] if first else changes, first))
        before[event["tab"]] = after
    return found[::-1]


def _written(conference: Conference, name: str, value: Any) -> str:
    """Return a column's value as people read it."""
    if value in (None, ""):
        return "–"
    if name == "organisation":
        organisation = guests.organisation(conference.db, value)
        return organisation.name if organisation else "–"
    if name == "block":
        return conference.settings.block(value).name
    if name in ("cancelled", "call_at"):
        return conference.clock.day_hour(value)
    known = {"rsvp": ANSWERS, "rsvp_channel": CHANNEL_NAMES, "sent_via": SENT_NAMES}.get(name, {})
    return _(known[value]) if value in known else str(value)
