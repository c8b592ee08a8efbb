"""What is put right about an arrival after the scan: who really came, and how many."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from badges import guests
from badges.refusal import Refusal
from kiosk.arrivals import Coming, Outcome, Scan, of, put_scan

if TYPE_CHECKING:
    from badges.guests import Guest
    from badges.store import Row, Writing


def amend(writing: Writing, amend_id: str, guest: str, coming: Coming, at: str) -> Row:
    """Put right who came on a card that is in already, or how many; the first row stays in the log."""
    arrival = of(writing, guest)
    if arrival is None:
        raise Refusal("This guest is not in. Scan the card first.")
    check_party(guests.get(writing, guest), coming)
    put_scan(
        writing,
        Scan(
            amend_id, guest, Outcome.AMENDED, at, writing.at, "search", writing.device, writing.by, coming.party,
            coming.name, coming.honorific, coming.title, bool(coming.name), coming.reason,
        ),
    )  # fmt: skip
    changed = replace(
        arrival, party=coming.party, came_name=coming.name, came_honorific=coming.honorific, came_title=coming.title,
        substitute=bool(coming.name),
    )  # fmt: skip
    writing.put("arrival.amended", "arrival", asdict(changed) | {"substitute": int(changed.substitute)})
    return {"outcome": str(Outcome.AMENDED), "guest": guest, "first": {"at": arrival.at, "desk": arrival.desk}}


def check_party(guest: Guest, coming: Coming) -> None:
    """More people than the card is good for need a reason."""
    if coming.party > guest.seats and not coming.reason.strip():
        raise Refusal("The card is good for {seats}. Write why more come.", seats=guest.seats)
