"""The introduction of the delegates: who is in the hall, in protocol order, under the name of who really came.

Blocks in the order of their rank and the hosts last; inside a block the manual order, and at one rank a substitute
behind the holders of that rank; businesses and press collectively. Nothing is computed from age or sex.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from badges import guests
from badges.refusal import Refusal
from badges.vietnamese import fold
from kiosk.arrivals import admission

if TYPE_CHECKING:
    from collections.abc import Sequence

    from badges.guests import Guest, Organisation
    from badges.ports import Row, Store, Writing
    from kiosk.arrivals.arrival_rows import Arrival
    from kiosk.settings.schema import Block, Settings

COLLECTIVE = frozenset({"business", "press"})
"""Kinds of block that are introduced as one, with a count."""
LAST = frozenset({"host"})
NOT_INTRODUCED = frozenset({"staff"})
PRINTED = "printed"
ENOUGH_WORDS = 3
"""With so many words in common a position names its unit; "Phó Chủ tịch thành phố" alone would not."""


@dataclass(frozen=True, slots=True)
class Line:
    """One person to be introduced, as it is read out. `late`: came after the list was printed."""

    guest: str
    honorific: str
    name: str
    title: str
    instead_of: str
    at: str
    late: bool
    introduced: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A block and those of it who are here. `expected` counts cards, `houses` the organisations that are here."""

    block: Block
    lines: list[Line]
    expected: int
    organisations: int
    people: int
    collective: bool
    introduced: bool

    @property
    def key(self) -> str:
        """Under which the whole block is marked as introduced."""
        return f"block:{self.block.code}"


def parts(db: Store, settings: Settings) -> list[Part]:
    """Everybody who is in the hall now, block by block, as they are introduced. Blocks of which nobody is here are in it too."""
    there, marks = {guest: one for guest, one in admission.everyone(db).items() if not one.away}, marked(db)
    organisations = guests.organisations_by_key(db, _keys(db, ORGANISATIONS))
    here: dict[str, list[Guest]] = {}
    for row in db.query(HERE):
        guest = guests.from_row(row)
        if guest.id in there:
            here.setdefault(settings.block(guest.block).code, []).append(guest)
    expected: Counter[str] = Counter()
    for row in db.query("select block, count(*) as n from guest where cancelled = '' group by block"):
        expected[settings.block(row["block"]).code] += row["n"]
    return [
        _part(block, here.get(block.code, []), expected[block.code], there, organisations, marks)
        for block in order(settings)
    ]


HERE = "select g.* from guest g join arrival a on a.guest = g.id where g.cancelled = '' order by g.rowid"
ORGANISATIONS = (
    "select distinct g.organisation as id from guest g join arrival a on a.guest = g.id where g.organisation != ''"
)


def _keys(db: Store, sql: str) -> set[str]:
    return {row["id"] for row in db.query(sql)}


def order(settings: Settings) -> list[Block]:
    """The blocks in the order of introduction: guests before hosts."""
    blocks = [block for block in settings.blocks if block.kind not in NOT_INTRODUCED]
    return sorted(blocks, key=lambda block: (block.kind in LAST, block.rank))


def _part(
    block: Block,
    come: list[Guest],
    expected: int,
    there: dict[str, Arrival],
    organisations: dict[str, Organisation],
    marks: dict[str, str],
) -> Part:
    here = standing(come, there)
    lines = [_line(guest, there[guest.id], organisations.get(guest.organisation), marks) for guest in here]
    return Part(
        block, lines, expected, len({guest.organisation for guest in here}),
        sum(there[guest.id].party for guest in here), block.kind in COLLECTIVE, f"block:{block.code}" in marks,
    )  # fmt: skip


def standing(invited: Sequence[Guest], there: dict[str, Arrival]) -> list[Guest]:
    """The block in its order: by manual rank, those without one last; a substitute behind the holders of his rank."""

    def place(numbered: tuple[int, Guest]) -> tuple[bool, int, bool, int]:
        n, guest = numbered
        substitute = guest.id in there and there[guest.id].substitute
        return guest.rank == 0, guest.rank, substitute, n

    return [guest for _n, guest in sorted(enumerate(invited), key=place)]


def _line(guest: Guest, arrival: Arrival, organisation: Organisation | None, marks: dict[str, str]) -> Line:
    own = not arrival.substitute
    position = guest.position if own else arrival.came_title
    unit = organisation.name if organisation else ""
    printed = marks.get(PRINTED, "")
    return Line(
        guest.id, guest.honorific if own else arrival.came_honorific, guest.name if own else arrival.came_name,
        title(position, unit), "" if own else guest.called, arrival.at, bool(printed) and arrival.at > printed,
        guest.id in marks,
    )  # fmt: skip


@lru_cache(maxsize=16_384)
def title(position: str, unit: str) -> str:
    """Position and unit, the unit only where the position does not name it already."""
    if not position or not unit:
        return position or unit
    return position if _names(_words(position), _words(unit)) else f"{position}, {unit}"


def _words(text: str) -> list[str]:
    return fold(text).replace("ubnd", "uy ban nhan dan").split()


def _names(position: list[str], unit: list[str]) -> bool:
    """Whether the position holds the unit's name, or ends with its beginning ("… Ủy ban nhân dân thành phố")."""
    if any(position[n : n + len(unit)] == unit for n in range(len(position))):
        return True
    return any(position[-length:] == unit[:length] for length in range(ENOUGH_WORDS, len(unit)))


def marked(db: Store | Writing) -> dict[str, str]:
    """Who or what has been introduced, and when the list was printed last: key → moment."""
    return {row["id"]: row["at"] for row in db.query("select * from introduction")}


def mark(writing: Writing, key: str, done: bool) -> Row:
    """Mark a guest, a block or the list itself, or take the mark back."""
    if done:
        writing.put("introduction.marked", "introduction", {"id": key, "at": writing.at, "by": writing.by})
    elif key in marked(writing):
        writing.drop("introduction.unmarked", "introduction", key)
    return {"key": key, "done": done}


def move(writing: Writing, settings: Settings, guest: str, before: str | None) -> Row:
    """Introduce a guest before another of the same block, or last of it; the whole block gets ranks 1, 2, 3 …"""
    moved = guests.get(writing, guest)
    block = settings.block(moved.block).code
    invited = [g for g in guests.every(writing) if settings.block(g.block).code == block]
    line = [g for g in standing(invited, admission.everyone(writing)) if g.id != guest]
    at = next((n for n, g in enumerate(line) if g.id == before), None)
    if before is not None and at is None:
        raise Refusal("The order goes within one block only.")
    line.insert(len(line) if at is None else at, moved)
    for rank, one in enumerate(line, start=1):
        if one.rank != rank:
            guests.change(writing, one.id, "guest.ordered", rank=rank)
    return {"guest": guest, "rank": line.index(moved) + 1}
