"""Arrivals: everything that happens at the door, and who is in.

`judge` is the rule, pure: the same table of cases (`tests/kiosk/arrivals/admission.json`) is run against it and against the desk's own
copy in `static/desk/admission.js`, which judges alone while the line is cut. A scan never toggles, a resend is harmless, and at
the door nothing raises: a scan always has an outcome.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from msgspec import to_builtins

from badges import guests
from badges.ports import first
from kiosk.arrivals import open_matters
from kiosk.arrivals.arrival_rows import Arrival, Outcome, Scan, catch_up, put_back, write_arrival
from kiosk.arrivals.open_matters import MatterKind

if TYPE_CHECKING:
    from badges.guests import Guest
    from badges.ports import Row, Store, Writing


def judge(
    *, sound: bool, known: bool, cancelled: bool, replaced: bool, already_in: bool, away: bool = False
) -> Outcome:
    """The rule of the door. Validity comes before repetition: a cancelled card is never "already in".

    `sound`: the text held a code whose check digits agree; `known`: it is on the list; `replaced`: as the earlier card of
    a guest who was given another; `away`: who was in, and went out.
    """
    if not sound:
        return Outcome.UNREADABLE
    if not known:
        return Outcome.UNKNOWN
    if cancelled:
        return Outcome.CANCELLED
    if replaced:
        return Outcome.REPLACED
    if not already_in:
        return Outcome.WELCOME
    return Outcome.RETURNED if away else Outcome.ALREADY_IN


def everyone(db: Store | Writing) -> dict[str, Arrival]:
    """Return all arrivals by guest, also of those who have gone out since."""
    return {row["guest"]: arrival_from_row(row) for row in db.query("select * from arrival")}


def of(db: Store | Writing, guest: str) -> Arrival | None:
    """The guest's arrival, or None."""
    row = first(db.query("select * from arrival where guest = ?", (guest,)))
    return arrival_from_row(row) if row else None


def arrival_from_row(row: Row) -> Arrival:
    return Arrival(**row | {"substitute": bool(row["substitute"])})


@dataclass(frozen=True, slots=True)
class Coming:
    """What a desk says of who stands there. Without a name: the announced substitute, or the invited person himself;
    `in_person`: himself in any case."""

    party: int = 1
    name: str = ""
    honorific: str = ""
    title: str = ""
    reason: str = ""
    in_person: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One scan as a desk reports it: its id, how and when (the device's time) it was made, and who came.

    `told`: what the desk has already said to the guest while it had no line, or when it sends its journal again to a
    server that was put back from a backup; empty where the server decides.
    """

    id: str
    way: str
    at: str
    coming: Coming = Coming()
    told: str = ""


def holder(writing: Writing, digest: str) -> Guest | None:
    """Return the guest whose card has this digest, also one that was replaced since; None for an empty digest."""
    return (guests.by_digest(writing, digest) or guests.by_old_digest(writing, digest)) if digest else None


def admit_digest(writing: Writing, entry: Entry, digest: str) -> Row:
    """Judge a card by the digest of its code, all that a desk keeps of it; an empty one: the text held no sound code."""
    return admit_holder(writing, entry, holder(writing, digest), digest)


def admit_holder(writing: Writing, entry: Entry, guest: Guest | None, digest: str) -> Row:
    """Judge a card whose holder is found already."""
    return _enter(writing, entry, guest, bool(digest), digest)


def admit_guest(writing: Writing, scan: str, guest: str, way: str, at: str, coming: Coming, apart: bool = False) -> Row:
    """Let in a guest found by search, by the button for leaders, or as a walk-in."""
    return admit_known(writing, Entry(scan, way, at, coming, Outcome.WELCOME if apart else ""), guest)


def admit_known(writing: Writing, entry: Entry, guest: str) -> Row:
    """The same, of a scan as a desk reports it."""
    return admit_found(writing, entry, guests.find(writing, guest))


def admit_found(writing: Writing, entry: Entry, guest: Guest | None) -> Row:
    """The same, of a guest who was looked for in this transaction; None: he is on no list."""
    return _enter(writing, entry, guest, True, "")


def _enter(writing: Writing, entry: Entry, guest: Guest | None, sound: bool, digest: str) -> Row:
    before = of(writing, guest.id) if guest else None
    outcome = judge(
        sound=sound, known=guest is not None, cancelled=bool(guest and guest.cancelled),
        replaced=bool(guest and digest and digest not in guest.digests), already_in=before is not None,
        away=bool(before and before.away and not (entry.told and entry.at < before.left_at)),
    )  # fmt: skip
    coming = expected(guest, entry.coming) if guest else entry.coming
    kept, double = settle(outcome, entry.told, by_scan=before is not None and _let_in(writing, before.scan))
    row = Scan(
        entry.id, guest.id if guest else "", kept, entry.at, writing.at, entry.way, writing.device, writing.by,
        coming.party, coming.name, coming.honorific, coming.title, bool(coming.name), coming.reason, "", digest[:6],
    )  # fmt: skip
    put_scan(writing, row)
    seen = before
    if double and before:
        _note_double(writing, row, before)
    elif before and outcome is Outcome.RETURNED and kept in PRESENT:
        seen = put_back(writing, before, row, alone=bool(entry.told))
    elif kept is Outcome.WELCOME or (kept in PRESENT and not before and not _taken_back_since(writing, row)):
        seen = put_arrival(writing, row, alone=bool(entry.told), before=before)
    if guest and not double:
        _ask(writing, outcome, entry.told, row.id, guest)
    return {
        "outcome": str(kept),
        "guest": guest.id if guest else None,
        "first": {"at": seen.at, "desk": seen.desk} if seen else None,
        "double": double,
    }


NO_LONGER_GOOD = {Outcome.CANCELLED: MatterKind.CANCELLED, Outcome.REPLACED: MatterKind.REPLACED}
PRESENT = (Outcome.WELCOME, Outcome.ALREADY_IN, Outcome.RETURNED)
"""Outcomes after which the guest is in the hall."""
LET_IN = (Outcome.WELCOME, Outcome.RETURNED)
TURNED_AWAY = (Outcome.CANCELLED, Outcome.REPLACED, Outcome.UNKNOWN)


def _ask(writing: Writing, outcome: Outcome, told: str, scan: str, guest: Guest) -> None:
    """Let the office ask where a desk that was apart told the guest something else than the server would have."""
    if told in LET_IN and outcome in NO_LONGER_GOOD:
        open_matters.note_admitted(writing, NO_LONGER_GOOD[outcome], scan, guest)
    elif told in TURNED_AWAY and outcome in LET_IN:
        open_matters.note_admitted(writing, MatterKind.TURNED_AWAY, scan, guest)


def settle(outcome: Outcome, told: str, *, by_scan: bool) -> tuple[Outcome, bool]:
    """The rule for a scan that arrives late: (the outcome that is kept, whether it is a double entry).

    What the guest was told stays true. Told welcome, and in by another desk's welcome (`by_scan`): a double entry. Told
    welcome on a card that was cancelled or replaced meanwhile: the guest is in, and the office is asked. Told that the card
    is no longer good, which it is again: nobody was let in, and the office is asked. Told already in, and not in here:
    whoever let him in has not reported yet; he is in, and that report will replace this. Told that he is in again, or
    already in, when here he had gone out or had never come: he is in. Told welcome when here he had gone out before: he
    has come back, and it is no double entry.
    """
    if told in LET_IN and outcome in NO_LONGER_GOOD:
        return Outcome(told), by_scan and told == Outcome.WELCOME
    if told in NO_LONGER_GOOD and outcome in LET_IN:
        return Outcome(told), False
    if told in (Outcome.RETURNED, Outcome.ALREADY_IN) and outcome in PRESENT:
        return Outcome(told), False
    if told == Outcome.WELCOME and outcome is Outcome.ALREADY_IN:
        return Outcome.WELCOME, by_scan
    return outcome, False


def _taken_back_since(writing: Writing, scan: Scan) -> bool:
    """Whether the guest's admission, of which this late scan is a proof, was taken back after it."""
    undos = "select 1 from scan where guest = ? and outcome = 'undone' and at >= ?"
    return any(writing.query(undos, (scan.guest, scan.at)))


def _let_in(writing: Writing, scan: str) -> bool:
    """Whether this scan itself was a welcome, and not only the proof that there had been one."""
    return bool(first(writing.query("select 1 from scan where id = ? and outcome = 'welcome'", (scan,))))


def put_scan(writing: Writing, scan: Scan) -> None:
    """Log one row of the door."""
    row = to_builtins(scan) | {"substitute": int(scan.substitute)}
    writing.put(f"scan.{scan.outcome}", "scan", row)


def expected(guest: Guest, coming: Coming) -> Coming:
    """Who comes, where the desk says nothing: the substitute that was announced, or the guest."""
    if coming.in_person or coming.name or guest.rsvp != "substitute":
        return coming
    return replace(coming, name=guest.substitute, honorific=guest.substitute_honorific, title=guest.substitute_title)


def put_arrival(writing: Writing, scan: Scan, alone: bool = True, before: Arrival | None = None) -> Arrival:
    """From this scan on the guest is in. Returns the arrival.

    The hour that counts is the server's; the desk's own only where it was `alone`, and never a later one. `before`: the
    arrival that this one replaces; when he went out and came back stays.
    """
    at = min(scan.at, scan.received) if alone else scan.received
    arrival = Arrival(
        scan.guest, scan.id, at, scan.desk, scan.party, scan.came_name, scan.came_honorific, scan.came_title,
        scan.substitute,
    )  # fmt: skip
    if before:
        gone = {name: getattr(before, name) for name in ("left_at", "left_scan", "back_at", "back_scan")}
        arrival = replace(arrival, **gone)
    write_arrival(writing, "arrival.in", arrival)
    return arrival if before else catch_up(writing, arrival, scan.at)


def _note_double(writing: Writing, scan: Scan, before: Arrival) -> None:
    row = {
        "id": scan.id, "guest": scan.guest, "first": before.scan, "second": scan.id, "at": writing.at,
        "settled_at": "", "settled_by": "", "finding": "",
    }  # fmt: skip
    writing.put("double_entry.found", "double_entry", row)
