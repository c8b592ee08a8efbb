"""What is put right about an arrival after the scan: who really came, how many, or that it was none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from badges import guests
from badges.ports import first
from badges.refusal import Refusal, Unknown
from kiosk.arrivals import leaving, open_matters
from kiosk.arrivals.admission import Coming, of, put_arrival, put_scan
from kiosk.arrivals.arrival_rows import Outcome, Scan, write_arrival

if TYPE_CHECKING:
    from badges.guests import Guest
    from badges.ports import Row, Writing
    from kiosk.arrivals.arrival_rows import Arrival


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
    write_arrival(writing, "arrival.amended", changed)
    return {"outcome": str(Outcome.AMENDED), "guest": guest, "first": {"at": arrival.at, "desk": arrival.desk}}


def check_party(guest: Guest, coming: Coming) -> None:
    """More people than the card is good for need a reason."""
    if coming.party > guest.seats and not coming.reason.strip():
        raise Refusal("The card is good for {seats}. Write why more come.", seats=guest.seats)


def undo(writing: Writing, undo_id: str, scan: str, reason: str, at: str) -> Row:
    """Take back an admission, a leaving or a return, with a reason; both rows stay in the log. `first` of the answer: where the
    guest stays in all the same, since when and by which desk."""
    if not reason.strip():
        raise Refusal("Write the reason.")
    row = first(writing.query("select * from scan where id = ?", (scan,)))
    if row is None:
        raise Unknown("This scan is not known here. Reload the page.")
    arrival = of(writing, row["guest"])
    undone = Scan(
        undo_id, row["guest"], Outcome.UNDONE, at, writing.at, row["way"], writing.device, writing.by, reason=reason, undoes=scan,
    )  # fmt: skip
    put_scan(writing, undone)
    if arrival:
        leaving.take_back(writing, arrival, scan)
    if arrival and arrival.scan == scan:
        writing.drop("arrival.undone", "arrival", arrival.guest)
        _return_to_second(writing, arrival)
    open_matters.close_undone(writing, scan)
    left = of(writing, row["guest"])
    stays = {"at": left.at, "desk": left.desk} if left and not left.away else None
    return {"outcome": str(Outcome.UNDONE), "guest": row["guest"], "first": stays, "double": False}


def _return_to_second(writing: Writing, arrival: Arrival) -> None:
    """Where two desks had both let the guest in, taking back one leaves the other."""
    sql = "select * from scan where guest = ? and outcome = 'welcome' and id not in (select undoes from scan) order by rowid desc"
    if other := first(writing.query(sql, (arrival.guest,))):
        put_arrival(writing, _scan(other))


def _scan(row: Row) -> Scan:
    return Scan(**row | {"outcome": Outcome(row["outcome"]), "substitute": bool(row["substitute"])})
