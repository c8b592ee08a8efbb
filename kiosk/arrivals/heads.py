"""Persons who are in. Several may have come on one card."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from badges.ports import Store


def heads(db: Store) -> dict[str, int]:
    """Return the number of persons who are in, by block."""
    sql = "select g.block, sum(a.party) as heads from arrival a join guest g on g.id = a.guest group by g.block"
    return {row["block"]: row["heads"] for row in db.query(sql)}
