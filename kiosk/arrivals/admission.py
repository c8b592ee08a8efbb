"""Arrivals: everything that happens at the door, and who is in.

`judge` is the rule, pure: the same table of cases (`tests/kiosk/arrivals/admission.json`) is run against it and against the desk's own
copy in `static/desk/admission.js`, which judges alone while the line is cut. A scan never toggles, a resend is harmless, and at
the door nothing raises: a scan always has an outcome.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import to_builtins

from badges import guests
from badges.ports import first
from kiosk.arrivals import open_matters
from kiosk.arrivals.open_matters import MatterKind

if TYPE_CHECKING:
    from badges.guests import Guest
    from badges.ports import Row, Store, Writing


class Outcome(StrEnum):
    """What a scan came to."""

    WELCOME = "welcome"
    ALREADY_IN = "already_in"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    CANCELLED = "cancelled"
    REPLACED = "replaced"
    """A card in whose place another was issued: whoever holds it may have found it."""
    UNDONE = "undone"
    """Not of a scan: the row of an undo."""
    AMENDED = "amended"
    """Not of a scan: who came, or how many, was put right."""


WAYS = ("wedge", "camera", "picture", "typed", "search", "walk_in", "vip", "self")
"""How a scan was made: USB scanner, camera, picture file, typed code, found by search, walk-in, button, own scan."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One row of the door's log. `at` is the device's time, `received` the server's."""

    id: str
    guest: str
    outcome: Outcome
    at: str
    received: str
    way: str
    device: str
    desk: str
    party: int = 1
    came_name: str = ""
    came_honorific: str = ""
    came_title: str = ""
    substitute: bool = False
    reason: str = ""
    undoes: str = ""
    code_head: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who is in: when, at which desk, how many came on the card, and who really came."""

    guest: str
    scan: str
    at: str
    desk: str
    party: int = 1
    came_name: str = ""
    came_honorific: str = ""
    came_title: str = ""
    substitute: bool = False


def judge(*, sound: bool, known: bool, cancelled: bool, replaced: bool, already_in: bool) -> Outcome:
    """The rule of the door. Validity comes before repetition: a cancelled card is never "already in".

    `sound`: the text held a code whose check digits agree; `known`: it is on the list; `replaced`: as the earlier card of
    a guest who was given another.
    """
    if not sound:
        return Outcome.UNREADABLE
    if not known:
        return Outcome.UNKNOWN
    if cancelled:
        return Outcome.CANCELLED
    if replaced:
        return Outcome.REPLACED
    return Outcome.ALREADY_IN if already_in else Outcome.WELCOME


def everyone(db: Store | Writing) -> dict[str, Arrival]:
    """Who is in, by guest."""
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


def admit_digest(writing: Writing, entry: Entry, digest: str) -> Row:
    """Judge a card by the digest of its code, all that a desk keeps of it; an empty one: the text held no sound code."""
    guest = (guests.by_digest(writing, digest) or guests.by_old_digest(writing, digest)) if digest else None
    return _enter(writing, entry, guest, bool(digest), digest)


def admit_guest(writing: Writing, scan: str, guest: str, way: str, at: str, coming: Coming, apart: bool = False) -> Row:
    """Let in a guest found by search, by the button for leaders, or as a walk-in."""
    return admit_known(writing, Entry(scan, way, at, coming, Outcome.WELCOME if apart else ""), guest)


def admit_known(writing: Writing, entry: Entry, guest: str) -> Row:
    """The same, of a scan as a desk reports it."""
    known = first(writing.query("select * from guest where id = ?", (guest,)))
    return _enter(writing, entry, guests.from_row(known) if known else None, True, "")


def _enter(writing: Writing, entry: Entry, guest: Guest | None, sound: bool, digest: str) -> Row:
    before = of(writing, guest.id) if guest else None
    outcome = judge(
        sound=sound, known=guest is not None, cancelled=bool(guest and guest.cancelled),
        replaced=bool(guest and digest and digest not in guest.digests), already_in=before is not None,
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
    elif kept is Outcome.WELCOME or (kept is Outcome.ALREADY_IN and not before and not _taken_back_since(writing, row)):
        seen = put_arrival(writing, row, alone=bool(entry.told))
    if guest and not double:
        _ask(writing, outcome, entry.told, row.id, guest)
    return {
        "outcome": str(kept),
        "guest": guest.id if guest else None,
        "first": {"at": seen.at, "desk": seen.desk} if seen else None,
        "double": double,
    }


NO_LONGER_GOOD = {Outcome.CANCELLED: MatterKind.CANCELLED, Outcome.REPLACED: MatterKind.REPLACED}
TURNED_AWAY = (Outcome.CANCELLED, Outcome.REPLACED, Outcome.UNKNOWN)


def _ask(writing: Writing, outcome: Outcome, told: str, scan: str, guest: Guest) -> None:
    """Let the office ask where a desk that was apart told the guest something else than the server would have."""
    if told == Outcome.WELCOME and outcome in NO_LONGER_GOOD:
        open_matters.note_admitted(writing, NO_LONGER_GOOD[outcome], scan, guest)
    elif told in TURNED_AWAY and outcome is Outcome.WELCOME:
        open_matters.note_admitted(writing, MatterKind.TURNED_AWAY, scan, guest)


def settle(outcome: Outcome, told: str, *, by_scan: bool) -> tuple[Outcome, bool]:
    """The rule for a scan that arrives late: (the outcome that is kept, whether it is a double entry).

    What the guest was told stays true. Told welcome, and in by another desk's welcome (`by_scan`): a double entry. Told
    welcome on a card that was cancelled or replaced meanwhile: the guest is in, and the office is asked. Told that the card
    is no longer good, which it is again: nobody was let in, and the office is asked. Told already in, and not in here:
    whoever let him in has not reported yet; he is in, and that report will replace this.
    """
    if told == Outcome.WELCOME and outcome in NO_LONGER_GOOD:
        return Outcome.WELCOME, by_scan
    if told in NO_LONGER_GOOD and outcome is Outcome.WELCOME:
        return Outcome(told), False
    if told == Outcome.WELCOME and outcome is Outcome.ALREADY_IN:
        return Outcome.WELCOME, by_scan
    if told == Outcome.ALREADY_IN and outcome is Outcome.WELCOME:
        return Outcome.ALREADY_IN, False
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


def put_arrival(writing: Writing, scan: Scan, alone: bool = True) -> Arrival:
    """From this scan on the guest is in. Returns the arrival.

    The hour that counts is the server's; the desk's own only where it was `alone`, and never a later one.
    """
    at = min(scan.at, scan.received) if alone else scan.received
    arrival = Arrival(
        scan.guest, scan.id, at, scan.desk, scan.party, scan.came_name, scan.came_honorific, scan.came_title,
        scan.substitute,
    )  # fmt: skip
    writing.put("arrival.in", "arrival", to_builtins(arrival) | {"substitute": int(arrival.substitute)})
    return arrival


def _note_double(writing: Writing, scan: Scan, before: Arrival) -> None:
    row = {
        "id": scan.id, "guest": scan.guest, "first": before.scan, "second": scan.id, "at": writing.at,
        "settled_at": "", "settled_by": "", "finding": "",
    }  # fmt: skip
    writing.put("double_entry.found", "double_entry", row)


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether anybody of an organisation is in, and who."""

    present: bool
    at: str = ""
    desk: str = ""
    name: str = ""
    substitute: bool = False
    seat: str = ""
    guest: str = ""


def presence(db: Store) -> dict[str, Presence]:
    """Organisation → its first arrival. An organisation that is not in the answer has nobody in the hall."""
    found: dict[str, Presence] = {}
    sql = "select g.organisation, g.honorific, g.name, g.seat, a.* from arrival a join guest g on g.id = a.guest"
    for row in db.query(f"{sql} where g.organisation != '' order by a.at"):
        came = "came_" if row["substitute"] else ""
        who = f"{row[came + 'honorific']} {row[came + 'name']}".strip()
        here = Presence(True, row["at"], row["desk"], who, bool(row["substitute"]), row["seat"], row["guest"])
        found.setdefault(row["organisation"], here)
    return found


def counts(db: Store) -> dict[str, tuple[int, int]]:
    """Block → (invited and not cancelled, in). Persons who came on the same card count as one card here."""
    sql = (
        "select g.block, count(*) as invited, count(a.guest) as came from guest g left join arrival a on a.guest = g.id"
        " where g.cancelled = '' group by g.block"
    )
    return {row["block"]: (row["invited"], row["came"]) for row in db.query(sql)}
