"""Guests whom a desk sends to the help desk, with what it saw: nobody has to spell a name twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from badges.ports import first
from badges.refusal import Unknown

if TYPE_CHECKING:
    from badges.ports import Row, Writing
    from kiosk.conference.conference import Conference
    from kiosk.conference.devices import Device


def hand_over(writing: Writing, handover: str, guest: str, outcome: str, text: str) -> Row:
    """Send a guest, by id or by the text that was typed, to the help desk. One who is on the way already is sent once."""
    waits = "select id from handover where guest = ? and guest != '' and taken_at = ''"
    if first(writing.query(waits, (guest,))) is None:
        row = {
            "id": handover, "guest": guest, "outcome": outcome, "text": text, "desk": writing.by, "device": writing.device,
            "at": writing.at, "taken_at": "", "taken_by": "",
        }  # fmt: skip
        writing.put("handover.sent", "handover", row)
    return {"outcome": "handed", "guest": guest or None, "first": None}


def take(writing: Writing, handover: str) -> Row:
    """Note that somebody at the help desk has taken the guest on. Taken twice, the first counts. Raises `Unknown`."""
    row = first(writing.query("select * from handover where id = ?", (handover,)))
    if row is None:
        raise Unknown("This guest was not sent here. Reload the page.")
    if not row["taken_at"]:
        writing.put("handover.taken", "handover", row | {"taken_at": writing.at, "taken_by": writing.by})
    return {"outcome": "taken", "guest": row["guest"] or None, "first": None}


def help_desk(conference: Conference) -> str:
    """Return the name of the help desk."""
    return conference.settings.door.help_desk or conference.settings.door.desks[0]


def shown_at(conference: Conference, device: Device | None) -> list[dict[str, Any]]:
    """Return the guests who are on the way, the earliest first, as a desk shows them: at the help desk, and where no device
    bears its name at every desk but the one that sent the guest."""
    if device is None:
        return []
    name = help_desk(conference)
    enrolled = first(conference.db.query("select 1 from device where name = ? and revoked = ''", (name,)))
    if enrolled and device.name != name:
        return []
    rows = conference.db.query("select * from handover where taken_at = '' order by rowid")
    kept = ("id", "guest", "outcome", "text", "desk", "at")
    return [{key: row[key] for key in kept} for row in rows if enrolled or row["device"] != device.id]
