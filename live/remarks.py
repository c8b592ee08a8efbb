"""The text of a speech, for the minutes: "item:5" for an item of the programme, "speech:<id>" for a speaker put in."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from badges.refusal import Stale

if TYPE_CHECKING:
    from badges.ports import Row, Store, Writing


@dataclass(frozen=True, slots=True)
class Remark:
    """The text of one speech; `version` counts its editions, and a later one must name the one it saw."""

    id: str
    text: str = ""
    version: int = 0
    at: str = ""
    by: str = ""


class Rewritten(Stale):
    """Somebody wrote this text in between; `known` is what is on record now."""

    def __init__(self, known: Remark) -> None:
        super().__init__(
            "{by} changed this text in the meantime. Yours is still on your screen: compare and save again.",
            by=known.by,
        )
        self.known = known


def from_row(row: Row) -> Remark:
    """Return a text from its row."""
    return Remark(**row)


def every(db: Store | Writing) -> dict[str, Remark]:
    """Return all texts by the id of their speech."""
    return {row["id"]: from_row(row) for row in db.query("select id, text, version, at, by from remark")}


def write(writing: Writing, remark: Remark) -> Remark:
    """Store a text as the next edition. Raises `Rewritten` (409) where another one came in between."""
    known = every(writing).get(remark.id, Remark(remark.id))
    if known.version != remark.version:
        raise Rewritten(known)
    stored = replace(remark, text=remark.text.strip(), version=known.version + 1, at=writing.at, by=writing.by)
    writing.put("remark.written", "remark", asdict(stored))
    return stored
