"""Guests in the hall now: cards, persons (several may have come on one card), organisations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from badges.ports import Store

HERE = "(a.left_at = '' or a.back_at != '')"
"""In SQL, of the table `arrival` as `a`: whether the guest is in the hall now. No text of a request is ever part of it."""


def heads(db: Store) -> dict[str, int]:
    """Return the number of persons who are in the hall now, by block."""
    sql = f"select g.block, sum(a.party) as heads from arrival a join guest g on g.id = a.guest where {HERE} group by g.block"  # noqa: S608
    return {row["block"]: row["heads"] for row in db.query(sql)}


def gone_out(db: Store) -> int:
    """Return the number of persons who came and have gone out."""
    sql = f"select coalesce(sum(a.party), 0) as heads from arrival a where not {HERE}"  # noqa: S608
    return int(next(iter(db.query(sql)))["heads"])


@dataclass(frozen=True, slots=True)
class Presence:
    """The presence of an organisation: whether anybody of it is in, and who."""

    present: bool
    at: str = ""
    desk: str = ""
    name: str = ""
    substitute: bool = False
    seat: str = ""
    guest: str = ""


def presence(db: Store) -> dict[str, Presence]:
    """Organisation → its first arrival of those who are in the hall now. One that is not in the answer has nobody there."""
    found: dict[str, Presence] = {}
    sql = (  # of the row with the least hour SQLite gives the other columns, too
        "select g.organisation, g.honorific, g.name, g.seat, a.*, min(a.at) from arrival a join guest g on g.id = a.guest"
    )
    for row in db.query(f"{sql} where g.organisation != '' and {HERE} group by g.organisation"):
        came = "came_" if row["substitute"] else ""
        who = f"{row[came + 'honorific']} {row[came + 'name']}".strip()
        here = Presence(True, row["at"], row["desk"], who, bool(row["substitute"]), row["seat"], row["guest"])
        found[row["organisation"]] = here
    return found


def counts(db: Store) -> dict[str, tuple[int, int]]:
    """Block → (invited and not cancelled, in the hall now). Persons who came on the same card count as one card here."""
    came = f"from guest g left join arrival a on a.guest = g.id and {HERE} where g.cancelled = '' group by g.block"
    rows = db.query(f"select g.block, count(*) as invited, count(a.guest) as came {came}")
    return {row["block"]: (row["invited"], row["came"]) for row in rows}
