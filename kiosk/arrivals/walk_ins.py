"""Guests who come without being on the list (đại biểu phát sinh): put on it and let in, in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badges import guests, numbers
from badges.guests import Guest, Organisation
from badges.organisations import find_or_create
from badges.ports import first
from badges.refusal import Refusal, Stale
from badges.seats import row_and_seat
from badges.vietnamese import fold, tidy_name
from kiosk.arrivals import admission, open_matters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from badges.ports import Row, Writing
    from kiosk.arrivals.admission import Entry
    from kiosk.conference.conference import Conference


def enter(
    writing: Writing,
    conference: Conference,
    entry: Entry,
    guest: Guest,
    organisation: Organisation,
    beside: Iterable[str] = (),
) -> Row:
    """Put the guest on the list, with an organisation that is found or made, and let him in.

    `guest.id` and `house.id` are the desk's own, so that what it does with them before it is heard of here stays true.
    `beside`: guests of the same name whom the desk knew of; any other is asked about at the office.
    """
    name = tidy_name(guest.name)
    if not name:
        raise Refusal("Write the name of the guest.")
    if first(writing.query("select 1 from guest where id = ?", (guest.id,))):
        raise Stale("This id was already used for something else. Reload the page and try again.")
    kept = guests.put(
        writing,
        Guest(
            guest.id,
            find_or_create(writing, organisation).id,
            name,
            guest.honorific,
            tidy_name(guest.position),
            conference.settings.block(guest.block).code,
            seats=max(1, entry.coming.party),
            phone=numbers.phone(guest.phone) or guest.phone.strip(),
            rsvp="coming",
            walk_in=True,
            seat=guest.seat if _is_free(writing, guest.seat) else "",
        ),
        conference.key,
        conference.settings.id,
        "guest.walked_in",
    )
    open_matters.note_twins(writing, entry.id, kept, beside)
    return admission.admit_known(writing, entry, kept.id)


def _is_free(writing: Writing, seat: str) -> bool:
    """Return whether no guest holds the seat who is expected or came. A table has room for many."""
    if not row_and_seat(seat)[1]:
        return True
    held = (
        "select g.seat from guest g left join arrival a on a.guest = g.id"
        " where g.seat != '' and (a.guest is not null or (g.cancelled = '' and g.rsvp != 'declined'))"
    )
    return fold(seat) not in {fold(row["seat"]) for row in writing.query(held)}
