"""The office's contacts with each guest: when the card was sent and how, and when to call again about the answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from badges import guests
from badges.ports import first, row_of
from badges.refusal import Refusal
from kiosk.conference.clock import parse, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from badges.ports import Store, Writing

SENT_VIA: Final = ("email", "zalo", "letter", "meeting", "print")
CALL_AGAIN: Final = timedelta(hours=1)
"""After a call that nobody took."""


@dataclass(frozen=True, slots=True)
class Contact:
    """What the office did for one guest. `tries`: calls that nobody took since the last answer."""

    guest: str
    call_at: str = ""
    tries: int = 0
    sent_at: str = ""
    sent_via: str = ""
    by: str = ""


def find(db: Store | Writing) -> dict[str, Contact]:
    """Return all contacts by guest."""
    return {row["guest"]: Contact(**row) for row in db.query("select * from contact")}


def get(db: Store | Writing, guest: str) -> Contact:
    """Return the contact with one guest, an empty one where there was none."""
    row = first(db.query("select * from contact where guest = ?", (guest,)))
    return Contact(**row) if row else Contact(guest)


def unreachable(writing: Writing, guest: str) -> Contact:
    """Note a call that nobody took: it is to be tried again in an hour."""
    guests.get(writing, guest)
    before = get(writing, guest)
    again = stamp(parse(writing.at) + CALL_AGAIN)
    return _put(writing, "contact.unreachable", replace(before, call_at=again, tries=before.tries + 1))


def answered(writing: Writing, guest: str) -> None:
    """Forget when to call again: the guest has answered."""
    before = get(writing, guest)
    if before.call_at or before.tries:
        _put(writing, "contact.answered", replace(before, call_at="", tries=0))


def sent(writing: Writing, chosen: Iterable[str], via: str) -> int:
    """Note that the cards of these guests were sent; an empty way takes the note back. Returns how many were noted."""
    if via and via not in SENT_VIA:
        raise Refusal("Choose how the cards were sent.")
    count = 0
    for guest in chosen:
        guests.get(writing, guest)
        _put(writing, "contact.sent", replace(get(writing, guest), sent_at=writing.at if via else "", sent_via=via))
        count += 1
    return count


def due(contact: Contact, now: datetime) -> bool:
    """Return whether it is time to call again."""
    return bool(contact.call_at) and parse(contact.call_at) <= now


def _put(writing: Writing, kind: str, contact: Contact) -> Contact:
    kept = replace(contact, by=writing.by)
    writing.put(kind, "contact", row_of(kept))
    return kept
