"""Invitations for the department's own mail program: drafts (.eml), a calendar entry (.ics) and texts to paste. Nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from typing import TYPE_CHECKING

import icalendar

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.settings.schema import Settings

POLICY = policy.SMTP.clone(max_line_length=998, cte_type="7bit")
"""With lines of 78 columns Python's folding loses blanks in long Vietnamese subjects."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One letter: to whom, what it says, and the card (PNG) under its file name."""

    name: str
    address: str
    subject: str
    text: str
    card: bytes
    card_name: str


def calendar(settings: Settings, now: datetime) -> bytes:
    """Return the conference as a calendar file to be added (METHOD:PUBLISH). `now` is UTC."""
    entry, file = icalendar.Event(), icalendar.Calendar()
    file.add("prodid", "-//Kiosk//vi")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    entry.add("uid", f"{settings.id}@kiosk.invalid")
    entry.add("sequence", 0)
    entry.add("dtstamp", now)
    entry.add("dtstart", settings.moment(settings.programme[0].start))
    entry.add("dtend", settings.moment(settings.programme[-1].end))
    entry.add("summary", settings.name)
    entry.add("location", settings.place)
    file.add_component(entry)
    file.add_missing_timezones()
    return bytes(file.to_ical())


def eml(draft: Draft, ics: bytes) -> bytes:
    """Return a draft as a message file. It has no From, Date or Message-ID: the mail program fills them in."""
    message = EmailMessage(policy=POLICY)
    message["Subject"] = draft.subject
    message["To"] = Address(draft.name, addr_spec=draft.address)
    message["X-Unsent"] = "1"
    message.set_content(draft.text)
    message.add_attachment(draft.card, maintype="image", subtype="png", filename=draft.card_name)
    message.add_attachment(ics.decode(), subtype="calendar", charset="utf-8", filename="Hội nghị.ics")
    return message.as_bytes()
