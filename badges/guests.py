"""The guest list: who is invited, from which organisation, in which block, with which code."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from badges import codes
from badges.ports import first, row_of
from badges.refusal import Refusal, Unknown
from badges.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from badges.ports import Row, Store, Writing

RSVP = ("none", "coming", "substitute", "declined")
SUBSTITUTE = ("substitute", "substitute_honorific", "substitute_title")
"""The columns that say who was announced to come instead."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A business, an authority, a newsroom. `kind` is that of its block (business, official, press …)."""

    id: str
    name: str
    short_name: str = ""
    tax_code: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    kind: str = ""
    fold: str = ""
    batch: str = ""

    @property
    def called(self) -> str:
        """The name to show where room is short."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class Guest:
    """One invited person. `seats`: how many may come on the card; `rank`: manual order of introduction in the block;
    `cancelled`: when the invitation was taken back; `old_digests`: of the codes before this one, with spaces between;
    `also_digests`: of the codes of rows that were merged into this one, which stay good."""

    id: str
    organisation: str
    name: str
    honorific: str = ""
    position: str = ""
    block: str = ""
    rank: int = 0
    seats: int = 1
    seat: str = ""
    phone: str = ""
    email: str = ""
    invitation: str = ""
    note: str = ""
    fold: str = ""
    rsvp: str = "none"
    substitute: str = ""
    substitute_title: str = ""
    rsvp_reason: str = ""
    rsvp_by: str = ""
    rsvp_channel: str = ""
    rsvp_at: str = ""
    cancelled: str = ""
    absent_reason: str = ""
    walk_in: bool = False
    generation: int = 1
    code_digest: str = ""
    printed_at: str = ""
    batch: str = ""
    cancel_reason: str = ""
    old_digests: str = ""
    substitute_honorific: str = ""
    also_digests: str = ""

    @property
    def digests(self) -> tuple[str, ...]:
        """The digests of all codes that let this guest in."""
        return (self.code_digest, *self.also_digests.split())

    @property
    def called(self) -> str:
        """Honorific and name: Ông Nguyễn Văn An."""
        return f"{self.honorific} {self.name}".strip()

    @property
    def substitute_called(self) -> str:
        """Honorific and name of whoever was announced to come instead."""
        return f"{self.substitute_honorific} {self.substitute}".strip()


def organisation_from_row(row: Row) -> Organisation:
    """An organisation from its row."""
    return Organisation(**row)


def from_row(row: Row) -> Guest:
    """A guest from the row."""
    return Guest(**row | {"walk_in": bool(row["walk_in"])})


def to_row(guest: Guest) -> Row:
    """A guest as the row."""
    return row_of(guest) | {"walk_in": int(guest.walk_in)}


def every(db: Store | Writing) -> list[Guest]:
    """All guests, cancelled ones included, in the order in which they were taken in."""
    return [from_row(row) for row in db.query("select * from guest order by rowid")]


def organisations(db: Store | Writing) -> dict[str, Organisation]:
    """All organisations by id."""
    return {row["id"]: organisation_from_row(row) for row in db.query("select * from organisation order by rowid")}


def by_key(db: Store | Writing, keys: Collection[str]) -> dict[str, Guest]:
    """The guests of these ids, by id."""
    rows = db.query("select * from guest where id in (select value from json_each(?))", (json.dumps([*keys]),))
    return {row["id"]: from_row(row) for row in rows} if keys else {}


def organisations_by_key(db: Store | Writing, keys: Collection[str]) -> dict[str, Organisation]:
    """The organisations of these ids, by id."""
    rows = db.query("select * from organisation where id in (select value from json_each(?))", (json.dumps([*keys]),))
    return {row["id"]: organisation_from_row(row) for row in rows} if keys else {}


def organisation(db: Store | Writing, key: str) -> Organisation | None:
    """One organisation, or None."""
    row = first(db.query("select * from organisation where id = ?", (key,)))
    return organisation_from_row(row) if row else None


def find(db: Store | Writing, guest: str) -> Guest | None:
    """Return one guest, or None."""
    row = first(db.query("select * from guest where id = ?", (guest,)))
    return from_row(row) if row else None


def get(db: Store | Writing, guest: str) -> Guest:
    """One guest; raises `Unknown`."""
    known = find(db, guest)
    if known is None:
        raise Unknown("This guest is not on the list any more. Reload the page.")
    return known


def by_digest(db: Store | Writing, digest: str) -> Guest | None:
    """The guest whose code has this digest."""
    row = first(db.query("select * from guest where code_digest = ? and code_digest != ''", (digest,)))
    row = row or first(
        db.query("select * from guest where also_digests != '' and instr(also_digests, ?) > 0", (digest,))
    )
    return from_row(row) if row else None


def by_old_digest(db: Store | Writing, digest: str) -> Guest | None:
    """The guest who had the code with this digest before he was given another."""
    row = first(db.query("select * from guest where old_digests != '' and instr(old_digests, ?) > 0", (digest,)))
    return from_row(row) if row else None


def code(guest: Guest, key: bytes, conference: str) -> str:
    """The code on the guest's card; it is never stored, only derived."""
    return codes.derive(key, conference, guest.id, guest.generation)


def put_organisation(writing: Writing, organisation: Organisation, kind: str = "organisation.written") -> Organisation:
    """Store an organisation with its folded search text."""
    kept = replace(organisation, fold=fold(f"{organisation.name} {organisation.short_name} {organisation.tax_code}"))
    writing.put(kind, "organisation", row_of(kept))
    return kept


def put(writing: Writing, guest: Guest, key: bytes, conference: str, kind: str = "guest.written") -> Guest:
    """Store a guest with the folded search text and the digest of the code."""
    if guest.rsvp not in RSVP:
        raise Refusal("Choose one of the answers of the list.")
    kept = replace(
        guest,
        fold=fold(f"{guest.name} {guest.position}"),
        code_digest=codes.digest(code(guest, key, conference)),
    )
    writing.put(kind, "guest", to_row(kept))
    return kept


def change(writing: Writing, guest: str, kind: str, **changes: Any) -> Guest:
    """Change what is known of a guest, not the code; the log keeps what was known before."""
    before = get(writing, guest)
    after = replace(before, **changes)
    if "name" in changes or "position" in changes:
        after = replace(after, fold=fold(f"{after.name} {after.position}"))
    if after != before:
        writing.put(kind, "guest", to_row(after))
    return after


def answer(writing: Writing, guest: str, rsvp: str, facts: Mapping[str, str]) -> Guest:
    """Note an answer to the invitation (xác báo). `facts`: substitute, substitute_honorific, substitute_title,
    reason, by, channel."""
    if rsvp not in RSVP:
        raise Refusal("Choose one of the answers of the list.")
    if rsvp == "substitute" and not facts.get("substitute", "").strip():
        raise Refusal("Write the name of who comes instead.")
    return change(
        writing, guest, "guest.rsvp", rsvp=rsvp,
        **{name: facts.get(name, "") if rsvp == "substitute" else "" for name in SUBSTITUTE},
        rsvp_reason=facts.get("reason", "") if rsvp == "declined" else "",
        rsvp_by=facts.get("by", ""), rsvp_channel=facts.get("channel", ""), rsvp_at=writing.at,
    )  # fmt: skip
