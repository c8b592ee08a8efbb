"""The office's work on the guest list: answers to the invitation (xác báo), corrections, cards withdrawn and given anew."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from badges import guests, numbers, person_names
from badges.guests import Guest, Organisation
from badges.organisations import find_or_create
from badges.ports import first
from badges.refusal import Refusal, Stale
from badges.vietnamese import fold, sort_key, tidy_name
from kiosk.arrivals import admission
from kiosk.guests.substitutes import announced
from kiosk.storage.kept import kept, kept_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from badges.ports import Row, Store, Writing
    from kiosk.arrivals.arrival_rows import Arrival
    from kiosk.conference.conference import Conference
    from kiosk.settings.schema import Block

CHANNELS = ("phone", "zalo", "email", "letter", "meeting")
"""How an answer reached the office; "card": the guest gave it himself on his own page, "form": on the public form."""
MOST_SEATS = 20


@dataclass(frozen=True, slots=True)
class Total:
    """One block of the board: cards by answer, how many people may come on them, how many cards are in."""

    block: Block
    none: int
    coming: int
    substitute: int
    declined: int
    invited: int
    seats: int
    present: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A guest with what the list shows beside him."""

    guest: Guest
    organisation: Organisation | None
    block: Block
    arrival: Arrival | None


def entries(conference: Conference) -> list[Entry]:
    """All guests, block by block, then by organisation and given name as Vietnamese lists sort."""
    db, blocks = conference.db, {block.code: block for block in conference.settings.blocks}
    other = conference.settings.blocks[-1]

    def made() -> list[Entry]:
        organisations = kept_rows(db, "organisation", guests.organisation_from_row)
        there = kept_rows(db, "arrival", admission.arrival_from_row)
        everyone = kept_rows(db, "guest", guests.from_row).values()
        return _in_order(
            [Entry(g, organisations.get(g.organisation), blocks.get(g.block, other), there.get(g.id)) for g in everyone]
        )

    return list(kept(db, "entries", ("organisation", "guest", "arrival"), made))


def _in_order(everyone: list[Entry]) -> list[Entry]:
    return sorted(
        everyone,
        key=lambda e: (
            e.block.rank,
            e.guest.rank or 9999,
            e.organisation.fold if e.organisation else "",
            sort_key(e.guest.name),
        ),
    )


def leaders_away(conference: Conference) -> list[Entry]:
    """The invited of blocks marked `vip` who are not in, in the same order."""
    blocks = [block.code for block in conference.settings.blocks if block.vip]
    organisations = guests.organisations(conference.db) if blocks else {}
    rows = conference.db.query(
        "select g.* from guest g left join arrival a on a.guest = g.id"
        " where a.guest is null and g.cancelled = '' and g.block in (select value from json_each(?))",
        (json.dumps(blocks),),
    )
    known = [guests.from_row(row) for row in rows]
    return _in_order(
        [Entry(g, organisations.get(g.organisation), conference.settings.block(g.block), None) for g in known]
    )


def totals(conference: Conference) -> list[Total]:
    """The board: one line for each block that has anybody, in their order. Counted by the database: lists can be long."""
    counted: dict[str, Counter[str]] = {}
    sql = (
        "select g.block, g.rsvp, g.cancelled != '' as gone, count(*) as cards, sum(g.seats) as seats, count(a.guest) as present"
        " from guest g left join arrival a on a.guest = g.id group by 1, 2, 3"
    )
    for row in conference.db.query(sql):
        count = counted.setdefault(conference.settings.block(row["block"]).code, Counter())
        if not row["gone"]:
            count.update({row["rsvp"]: row["cards"], "invited": row["cards"], "present": row["present"]})
            count["seats"] += row["seats"] if row["rsvp"] in ("coming", "substitute") else 0
    used = sorted(
        (block for block in conference.settings.blocks if block.code in counted), key=lambda block: block.rank
    )
    return [_total(block, counted[block.code]) for block in used]


def _total(block: Block, count: Counter[str]) -> Total:
    return Total(
        block, count["none"], count["coming"], count["substitute"], count["declined"], count["invited"],
        count["seats"], count["present"],
    )  # fmt: skip


def found(everyone: list[Entry], query: str, block: str, answer: str) -> list[Entry]:
    """Those of a block, of an answer ("cancelled" is one here), whose texts hold every word asked for, in any order."""
    words = fold(query).split()
    digits = "".join(char for char in query if char.isdigit())
    return [
        entry
        for entry in everyone
        if (not block or entry.block.code == block)
        and (not answer or answer == ("cancelled" if entry.guest.cancelled else entry.guest.rsvp))
        and (all(word in _haystack(entry) for word in words) or (len(digits) >= 3 and digits in entry.guest.phone))
    ]


def _haystack(entry: Entry) -> str:
    organisation = entry.organisation.fold if entry.organisation else ""
    return f"{fold(entry.guest.honorific)} {entry.guest.fold} {organisation} {fold(entry.guest.substitute)}"


def note_answer(writing: Writing, guest: str, said: Mapping[str, str]) -> Row:
    """Note an answer that somebody at the office was told, with the channel and who noted it."""
    if said["rsvp"] != "none" and said["channel"] not in CHANNELS:
        raise Refusal("Choose how the answer came.")
    if said["rsvp"] == "declined" and not said["reason"].strip():
        raise Refusal("Write the reason.")
    facts = {"reason": said["reason"].strip(), "by": writing.by, "channel": said["channel"]} | announced(said)
    return {"guest": guests.answer(writing, guest, said["rsvp"], facts).id}


def expect(writing: Writing, guest: str, party: int) -> None:
    """Note that so many people come on a guest's card."""
    guests.change(writing, guest, "guest.party", seats=party)


def save(writing: Writing, conference: Conference, guest: str, said: Mapping[str, str], seen: int = 0) -> Row:
    """Correct a guest, or put a new one on the list when `guest` is empty.

    `seen`: number of the log row that the page showed. Only what was changed on the page is written; raises `Stale` where
    somebody else changed the same field to something else meanwhile.
    """
    before = guests.get(writing, guest) if guest else Guest(str(uuid4()), "", "")
    wanted = _written(writing, conference, before, said)
    if guest and (base := edition(writing, guest, seen)):
        wanted = _only_changes(before, base, wanted)
    kept = guests.put(
        writing, wanted, conference.key, conference.settings.id, "guest.corrected" if guest else "guest.added"
    )
    return {"guest": kept.id}


def _written(writing: Writing, conference: Conference, before: Guest, said: Mapping[str, str]) -> Guest:
    """Return the guest as the form says it. Raises `Refusal`."""
    name = tidy_name(said["name"])
    if not name:
        raise Refusal("Write the name of the guest.")
    if said["block"] not in {block.code for block in conference.settings.blocks}:
        raise Refusal("Choose the block of the guest.")
    return replace(
        before, name=name, organisation=_organisation(writing, conference, said), honorific=tidy_name(said["honorific"]),
        position=tidy_name(said["position"]), block=said["block"],
        rank=_whole(said["rank"], 0, 9999), seats=_whole(said["seats"], 1, MOST_SEATS), seat=tidy_name(said["seat"]),
        phone=numbers.phone(said["phone"]) or said["phone"].strip(), email=said["email"].strip(),
        invitation=tidy_name(said["invitation"]), note=said["note"].strip(), absent_reason=said["absent_reason"].strip(),
    )  # fmt: skip


FORM = (
    "name", "honorific", "position", "organisation", "block", "rank", "seats", "seat", "phone", "email", "invitation",
    "note", "absent_reason",
)  # fmt: skip
"""The columns that the form of a guest changes."""


def edition(db: Store | Writing, guest: str, seen: int) -> Guest | None:
    """Return the guest as log row `seen` has it, or None."""
    row = first(db.query("select row from event where tab = 'guest' and key = ? and seq = ?", (guest, seen)))
    return guests.from_row(json.loads(row["row"])) if row else None


def version(db: Store | Writing, guest: str) -> int:
    """Return the number of the log row that a guest stands in; 0 for nobody."""
    row = first(db.query("select max(seq) as seq from event where tab = 'guest' and key = ?", (guest,)))
    return int(row["seq"] or 0) if row else 0


def _only_changes(now: Guest, base: Guest, wanted: Guest) -> Guest:
    """Return the guest as it is now with what the page changed; raises `Stale` where both changed one field."""
    changes = {name: getattr(wanted, name) for name in FORM if getattr(wanted, name) != getattr(base, name)}
    if any(getattr(now, name) not in (getattr(base, name), value) for name, value in changes.items()):
        raise Stale(
            "Somebody else changed the same field meanwhile. Compare with what stands there now and save again."
        )
    return replace(now, **changes)


def namesakes(conference: Conference, said: Mapping[str, str]) -> list[Entry]:
    """Return those on the list who may be the same person as a new one: of the same name, or of the same telephone.

    Cancelled invitations are among them: they can be given again.
    """
    name, phone = fold(person_names.person(said["name"]).name), numbers.phone(said["phone"])
    return [
        entry
        for entry in entries(conference)
        if (name and fold(entry.guest.name) == name) or (phone and entry.guest.phone == phone)
    ]


def _organisation(writing: Writing, conference: Conference, said: Mapping[str, str]) -> str:
    if not tidy_name(said["organisation"]) and not said["tax_code"].strip():
        return ""
    kind = conference.settings.block(said["block"]).kind
    return find_or_create(
        writing, Organisation(str(uuid4()), said["organisation"], tax_code=said["tax_code"], kind=kind)
    ).id


def _whole(text: str, least: int, most: int) -> int:
    try:
        number = int(text.strip() or least)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise Refusal("Write a whole number from {least} to {most}.", least=least, most=most)
    return number


def cancel(writing: Writing, guest: str, cancelled: bool, reason: str = "") -> Row:
    """Take an invitation back, with a reason that desks show (or none), or give it again. Somebody who is in cannot be
    uninvited."""
    if cancelled and admission.of(writing, guest):
        raise Refusal("This guest is in. Undo the arrival at a desk first.")
    kind = "guest.cancelled" if cancelled else "guest.reinstated"
    at, why = (writing.at, tidy_name(reason).rstrip(". ")) if cancelled else ("", "")
    return {"guest": guests.change(writing, guest, kind, cancelled=at, cancel_reason=why).id}


def reissue(writing: Writing, conference: Conference, guest: str) -> Row:
    """A new code: the card that was lost opens nothing any more; desks know whose it was."""
    before = guests.get(writing, guest)
    old = f"{before.old_digests} {before.code_digest}".strip()
    after = replace(before, generation=before.generation + 1, printed_at="", old_digests=old)
    return {"guest": guests.put(writing, after, conference.key, conference.settings.id, "guest.reissued").id}
