"""The whole schema on one page: what is kept of a conference, table by table.

Tables named in `JOURNALED` are written only through `kiosk.storage.database.Writing`, so that each row they hold can be rebuilt from
the table `event`, which is never changed. Times are UTC text, "2026-04-24T06:52:07.123Z".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sqlite_utils import Migrations

from kiosk.storage import voices
from kiosk.storage.journaled import JOURNALED

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.db import Table

__all__ = ["JOURNALED", "migrations"]
migrations = Migrations("kiosk")

_T, _I, _R = str, int, float


def _create(db: Database, name: str, columns: dict[str, type], pk: str, **options: object) -> None:
    cast("Table", db[name]).create(columns, pk=pk, strict=True, **options)  # type: ignore[arg-type]


@migrations()
def day_one(db: Database) -> None:
    """The log, then the nouns of the day."""
    _create(db, "meta", dict.fromkeys(("name", "value"), _T), "name")
    # The answer given to an operation, so that a repeat gets the same one.
    _create(db, "operation", {"id": _T, "kind": _T, "digest": _T, "answer": _T, "seq": _I}, "id")
    _create(
        db,
        "event",
        {
            "seq": _I, "at": _T, "kind": _T, "tab": _T, "key": _T, "row": _T, "device": _T, "op": _T,
            "digest": _T, "chain": _T,
        },
        "seq",
    )  # fmt: skip
    _people(db)
    _door(db)
    _dialogue(db)
    _running(db)
    _house(db)


def _people(db: Database) -> None:
    """Who is invited."""
    columns = ("id", "name", "short_name", "tax_code", "address", "phone", "email", "kind", "fold", "batch")
    _create(db, "organisation", dict.fromkeys(columns, _T), "id")
    _create(
        db,
        "guest",
        {
            "id": _T, "organisation": _T, "name": _T, "honorific": _T, "position": _T, "block": _T, "rank": _I,
            "seats": _I, "seat": _T, "phone": _T, "email": _T, "invitation": _T, "note": _T, "fold": _T,
            "rsvp": _T, "substitute": _T, "substitute_title": _T, "rsvp_reason": _T, "rsvp_by": _T,
            "rsvp_channel": _T, "rsvp_at": _T, "cancelled": _T, "absent_reason": _T, "walk_in": _I,
            "generation": _I, "code_digest": _T, "printed_at": _T, "batch": _T,
        },
        "id",
    )  # fmt: skip
    db.execute("create unique index guest_code on guest(code_digest) where code_digest != ''")
    db.execute("create index guest_organisation on guest(organisation)")


def _door(db: Database) -> None:
    """Who came. `scan` is everything that happened at the door; `arrival` is who is in."""
    _create(
        db,
        "scan",
        {
            "id": _T, "guest": _T, "outcome": _T, "at": _T, "received": _T, "way": _T, "device": _T, "desk": _T,
            "party": _I, "came_name": _T, "came_honorific": _T, "came_title": _T, "substitute": _I, "reason": _T,
            "undoes": _T, "code_head": _T,
        },
        "id",
    )  # fmt: skip
    db.execute("create index scan_guest on scan(guest)")
    _create(
        db,
        "arrival",
        {
            "guest": _T, "scan": _T, "at": _T, "desk": _T, "party": _I, "came_name": _T, "came_honorific": _T,
            "came_title": _T, "substitute": _I,
        },
        "guest",
    )  # fmt: skip
    _create(
        db,
        "double_entry",
        dict.fromkeys(("id", "guest", "first", "second", "at", "settled_at", "settled_by", "finding"), _T),
        "id",
    )
    # Who has been introduced (a guest, or "block:<code>" for a whole one), and "printed": when the list was printed.
    _create(db, "introduction", dict.fromkeys(("id", "at", "by"), _T), "id")


def _dialogue(db: Database) -> None:
    """What is asked and what is answered."""
    _create(
        db,
        "question",
        {
            "number": _I, "organisation": _T, "asker": _T, "asker_phone": _T, "text": _T, "proposal": _T,
            "summary": _T, "field": _T, "unit": _T, "co_units": _T, "prepared": _T, "basis": _T, "source": _T,
            "place": _T, "position": _R, "reason": _T, "merged_into": _I, "referred_to": _T, "received": _T,
            "note": _T, "carried_from": _T, "document": _T, "batch": _T, "guest": _T,
        },
        "number",
    )  # fmt: skip
    db.execute("create unique index one_on_the_floor on question(place) where place = 'floor'")
    _create(
        db,
        "turn",
        {
            "id": _T, "question": _I, "move": _T, "at": _T, "by": _T, "device": _T, "before": _T, "op": _T,
            "undoes": _T, "reason": _T,
        },
        "id",
    )  # fmt: skip
    _create(
        db,
        "answer",
        {
            "question": _I, "answerer": _T, "unit": _T, "text": _T, "basis": _T, "form": _T, "result": _T,
            "detail": _T, "promised": _I, "due": _T, "referred_to": _T, "complete": _I, "version": _I, "by": _T,
            "at": _T,
        },
        "question",
    )  # fmt: skip
    _create(
        db,
        "conclusion",
        {
            "id": _T, "giver": _T, "unit": _T, "task": _T, "due": _T, "at": _T, "by": _T, "withdrawn": _T,
            "version": _I,
        },
        "id",
    )  # fmt: skip
    # Pairs of questions that somebody looked at and found not to be the same.
    _create(db, "apart", dict.fromkeys(("id", "at", "by"), _T), "id")


def _running(db: Database) -> None:
    """How the day runs: programme, hall, notes, and what becomes of promises."""
    _create(
        db, "item", {"number": _I, "started": _T, "ended": _T, "skipped": _I, "until": _T, "part": _I, "by": _T}, "number",
    )  # fmt: skip
    _create(db, "hall", dict.fromkeys(("id", "mode", "message", "at", "by"), _T), "id")
    _create(db, "note", dict.fromkeys(("id", "stand", "text", "at", "by", "receipt_at", "receipt_by"), _T), "id")
    _create(
        db, "promise", {"question": _I, "state": _T, "document": _T, "date": _T, "note": _T, "at": _T, "by": _T}, "question",
    )  # fmt: skip


def _house(db: Database) -> None:
    """Lists taken in, the public form, and the devices that may do something."""
    _create(db, "batch", dict.fromkeys(("id", "kind", "file", "digest", "at", "by", "summary", "undone"), _T), "id")
    # What lists said last of each person, organisation and question that they named (kiosk.intake.memory).
    _create(db, "listed", dict.fromkeys(("id", "target", "said", "batch"), _T), "id")
    _create(db, "submission", dict.fromkeys(("id", "kind", "body", "at", "state", "by", "reason"), _T), "id")
    _create(
        db, "device", dict.fromkeys(("id", "role", "name", "language", "digest", "enrolled", "revoked", "by"), _T), "id"
    )
    db.execute("create unique index device_digest on device(digest)")
    # What befell the server itself: its clock jumped, it was restored from a copy, a spare took over.
    _create(db, "incident", dict.fromkeys(("id", "kind", "at", "text"), _T), "id")
    _create(db, "enrolment", dict.fromkeys(("digest", "role", "name", "expires", "used", "by", "offer"), _T), "digest")


@migrations()
def consent(db: Database) -> None:
    """Whether a business agreed that what it asks is published."""
    db.execute("alter table question add column withheld text not null default ''")


@migrations()
def why_cancelled(db: Database) -> None:
    """Why an invitation was taken back."""
    db.execute("alter table guest add column cancel_reason text not null default ''")


@migrations()
def old_cards(db: Database) -> None:
    """The digests of a guest's earlier codes, with spaces between them: a card that was replaced is known as such."""
    db.execute("alter table guest add column old_digests text not null default ''")
    db.execute("create index guest_replaced on guest(id) where old_digests != ''")


@migrations()
def address_substitutes(db: Database) -> None:
    """How whoever comes instead of a guest is addressed: Ông, Bà."""
    db.execute("alter table guest add column substitute_honorific text not null default ''")


@migrations()
def scanners(db: Database) -> None:
    """What trying a device's scanner showed, and the setting with which its pages read it."""
    columns = {
        "device": _T, "at": _T, "good": _I, "longest_gap": _I, "layout": _T, "ending": _T, "gap": _I, "prefix": _T,
        "advice": _T,
    }  # fmt: skip
    _create(db, "scanner", columns, "device")


@migrations()
def open_matters(db: Database) -> None:
    """What a machine decided otherwise than a person saw, until the office has asked; and the codes of merged guests."""
    columns = (
        "id", "kind", "guest", "other", "scan", "desk", "at", "text", "act", "settled_at", "settled_by", "finding",
    )  # fmt: skip
    _create(db, "matter", dict.fromkeys(columns, _T), "id")
    db.execute("alter table guest add column also_digests text not null default ''")
    db.execute("create index guest_also on guest(id) where also_digests != ''")


@migrations()
def office_work(db: Database) -> None:
    """What the office did for each guest (when to call again, when and how the card was sent), and its ticked checklist."""
    _create(db, "contact", {"guest": _T, "call_at": _T, "tries": _I, "sent_at": _T, "sent_via": _T, "by": _T}, "guest")
    _create(db, "tick", dict.fromkeys(("id", "at", "by"), _T), "id")


@migrations()
def running_order(db: Database) -> None:
    """Items that move, speakers outside the plan, steps that can be taken back, notes that are recalled and answered."""
    for table, column in (("item", "since"), ("item", "kept"), ("note", "recalled"), ("note", "reply")):
        db.execute(f"alter table {table} add column {column} text not null default ''")
    db.execute("alter table item add column returns_to integer not null default -1")
    _create(db, "speech", dict.fromkeys(("id", "name", "title", "guest", "started", "ended", "by"), _T), "id")
    texts = dict.fromkeys(("op", "kind", "text", "at", "by", "device", "undoes"), _T)
    _create(db, "step", texts | {"number": _I}, "op")
    # What was said in a speech ("item:5", "speech:<id>"), and what the chair nodded to at the closing.
    _create(db, "remark", {"id": _T, "text": _T, "version": _I, "at": _T, "by": _T}, "id")
    _create(db, "nod", dict.fromkeys(("id", "text", "at", "by"), _T), "id")


@migrations()
def several_voices(db: Database) -> None:
    """An answer has several voices, each with a reply of its own: both tables get a key of their own."""
    voices.rekey(db)


@migrations()
def issued_papers(db: Database) -> None:
    """Numbers and days that the clerk's office gave to papers, by the paper's key (`kiosk.papers.issued`)."""
    _create(db, "issued", dict.fromkeys(("paper", "number", "date", "at", "by"), _T), "paper")


@migrations()
def leaving(db: Database) -> None:
    """The last time that a guest went out and came back (moments and scans); guests whom a desk sent to the help desk."""
    for column in ("left_at", "left_scan", "back_at", "back_scan"):
        db.execute(f"alter table arrival add column {column} text not null default ''")
    texts = ("id", "guest", "outcome", "text", "desk", "device", "at", "taken_at", "taken_by")
    _create(db, "handover", dict.fromkeys(texts, _T), "id")
