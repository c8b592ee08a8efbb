"""Open matters of the door: each case in which a machine decided otherwise than a person saw, until the office has settled it.

Found when a desk that was apart from the server reports late: two desks let in one card (`double_entry`), a desk let in a
card that was cancelled or replaced meanwhile, two guests of one name were put on the list, or the server would not take
what the desk had done. Nobody is put out by any of them: whoever was let in stays in until a person has asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from badges import guests
from badges.organisation_names import business_key, meant
from badges.ports import first, row_of
from badges.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from badges.guests import Guest
    from badges.ports import Row, Store, Writing


class MatterKind(StrEnum):
    """Why there is something to ask."""

    DOUBLE = "double"
    """Two desks let in one card."""
    CANCELLED = "cancelled"
    """Let in by a desk that did not know that the invitation had been taken back."""
    REPLACED = "replaced"
    """Let in with a card in whose place another had been issued."""
    TURNED_AWAY = "turned_away"
    """Told by a desk that did not know better that the card was not good."""
    TWIN = "twin"
    """Put on the list as a walk-in, beside a guest of the same name."""
    REFUSED = "refused"
    """The server would not take what a desk had done while it was apart."""


class Finding(StrEnum):
    """What a person found out. The values of double entries are older than this list and stay as they are."""

    SAME = "same"
    """One person."""
    TWO = "substitute"
    """Two persons; both stay in."""
    FIRST = "first"
    """The first admission was taken back at a desk."""
    ABSENT = "second"
    """Not here: the (later) admission is taken back."""
    HERE = "here"
    """The guest is here and stays in."""
    DONE = "done"
    """Put right by hand."""


FINDINGS: dict[MatterKind, tuple[Finding, ...]] = {
    MatterKind.DOUBLE: (Finding.SAME, Finding.TWO, Finding.ABSENT),
    MatterKind.CANCELLED: (Finding.HERE, Finding.ABSENT),
    MatterKind.REPLACED: (Finding.HERE, Finding.ABSENT),
    MatterKind.TURNED_AWAY: (Finding.HERE, Finding.ABSENT),
    MatterKind.TWIN: (Finding.SAME, Finding.TWO, Finding.ABSENT),
    MatterKind.REFUSED: (Finding.DONE,),
}
"""What may be found of each kind, in the order of the buttons."""

NOT_HERE = "double entry"
"""The reason in the log where an admission is taken back by a finding; a code, which pages translate."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One open matter. `scan`: the admission that is asked about; `other`: the guest of the same name, or the scan of the
    first admission of a double entry; `text`: of a refusal the sentence, of a cancelled card the reason of the cancelling."""

    id: str
    kind: MatterKind
    guest: str
    other: str
    scan: str
    desk: str
    at: str
    text: str = ""
    act: str = ""
    settled_at: str = ""
    settled_by: str = ""
    finding: str = ""


def all_open(db: Store | Writing) -> list[Matter]:
    """Return what nobody has settled, double entries too, the oldest first."""
    doubles = db.query(
        "select d.*, s.desk from double_entry d left join scan s on s.id = d.second where d.settled_at = ''"
    )
    found = [
        Matter(row["id"], MatterKind.DOUBLE, row["guest"], row["first"], row["second"], row["desk"] or "", row["at"])
        for row in doubles
    ]
    found += [_from_row(row) for row in db.query("select * from matter where settled_at = ''")]
    return sorted(found, key=lambda matter: (matter.at, matter.id))


def _from_row(row: Row) -> Matter:
    return Matter(**row | {"kind": MatterKind(row["kind"])})


def _put(writing: Writing, kind: str, matter: Matter) -> None:
    writing.put(kind, "matter", row_of(matter) | {"kind": str(matter.kind)})


def note_admitted(writing: Writing, kind: MatterKind, scan: str, guest: Guest) -> None:
    """Note that a desk that was apart told a guest something else than the server would have.

    A cancelled invitation is given again, as nobody who is in is uninvited; the reason of the cancelling is kept for the case
    that he is not here.
    """
    _put(writing, f"matter.{kind}", Matter(scan, kind, guest.id, "", scan, writing.by, writing.at, guest.cancel_reason))
    if guest.cancelled:
        guests.change(writing, guest.id, "guest.reinstated", cancelled="", cancel_reason="")


def note_twins(writing: Writing, scan: str, guest: Guest, beside: Iterable[str]) -> None:
    """Note each guest who may be the same person as a walk-in. `beside`: those whom the desk knew and called others."""
    known = set(beside)
    for twin in _namesakes(writing, guest):
        if twin.id not in known:
            identity = f"{guest.id}.{twin.id}"
            _put(
                writing,
                "matter.twin",
                Matter(identity, MatterKind.TWIN, guest.id, twin.id, scan, writing.by, writing.at),
            )


def _namesakes(writing: Writing, guest: Guest) -> list[Guest]:
    """Return guests of the same name whose organisation is, or may be, the same, or whose telephone is."""
    name, organisations = fold(guest.name), guests.organisations(writing)
    mine = organisations.get(guest.organisation)
    same = [g for g in guests.every(writing) if g.id != guest.id and fold(g.name) == name]

    def may_be(other: Guest) -> bool:
        theirs = organisations.get(other.organisation)
        if guest.organisation == other.organisation or (guest.phone and guest.phone == other.phone):
            return True
        return bool(
            mine
            and theirs
            and (meant([theirs], mine.name, mine.tax_code) or business_key(theirs.name) == business_key(mine.name))
        )

    return [other for other in same if may_be(other)]


def note_refusal(writing: Writing, matter: str, guest: str, act: str, text: str) -> None:
    """Note that the server would not take what a desk had done and a person had seen done. `act`: the path it was sent to;
    `text`: whom it was about, and the sentence."""
    _put(
        writing, "matter.refused", Matter(matter, MatterKind.REFUSED, guest, "", "", writing.by, writing.at, text, act)
    )


def close(writing: Writing, matter: Matter, finding: Finding) -> None:
    """Store what was found out; a cancelled invitation of somebody who is not here is cancelled again."""
    settled = {"settled_at": writing.at, "settled_by": writing.by, "finding": str(finding)}
    if matter.kind is MatterKind.DOUBLE:
        row = first(writing.query("select * from double_entry where id = ?", (matter.id,)))
        writing.put("double_entry.settled", "double_entry", (row or {}) | settled)
        return
    writing.put("matter.settled", "matter", row_of(matter) | {"kind": str(matter.kind)} | settled)
    if matter.kind is MatterKind.CANCELLED and finding is Finding.ABSENT:
        guests.change(writing, matter.guest, "guest.cancelled", cancelled=writing.at, cancel_reason=matter.text)


def close_undone(writing: Writing, scan: str) -> None:
    """Close what was asked about an admission that a desk has taken back: the question is answered by that."""
    for matter in all_open(writing):
        if matter.kind is MatterKind.DOUBLE and scan in (matter.other, matter.scan):
            close(writing, matter, Finding.FIRST if scan == matter.other else Finding.ABSENT)
        elif matter.kind is not MatterKind.REFUSED and matter.scan == scan:
            close(writing, matter, Finding.ABSENT)
