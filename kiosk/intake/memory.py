"""What lists said last time, so that a list wins only where it says something new.

For every person, organisation and question that a list named, the table `listed` keeps whom it meant and what it said.
A cell that says what was said last time changes nothing, whatever people did meanwhile; a cell that says something else
is a change. An empty cell never takes away what is known.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from badges.ports import Row, Store, Writing

Cells = dict[str, Any]


class Difference(NamedTuple):
    """A field in which the record and a row differ: its name on record, what stands there, what the row says."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that may mean what is on record already. People decide; without them it is added as new.

    `key` names the question in a form; `candidates` are (key of what it may be, what to call it).
    """

    key: str
    text: str
    candidates: tuple[tuple[str, str], ...]
    chosen: str = ""


class Told:
    """The table `listed`, read once, and what this list adds to it."""

    def __init__(self, db: Store) -> None:
        self._rows: dict[str, tuple[str, Cells]] = {
            row["id"]: (row["target"], json.loads(row["said"] or "{}")) for row in db.query("select * from listed")
        }
        self.news: dict[str, tuple[str, Cells]] = {}

    def target(self, key: str) -> str:
        """Whom the row meant last time; empty where no list ever had it."""
        return self._rows.get(key, ("", {}))[0]

    def says_again(self, key: str, field: str, value: Any) -> bool:
        """Return whether the row said the same in this field last time."""
        return bool(self._rows.get(key, ("", {}))[1].get(field) == _plain(value))

    def settle(self, key: str, known: Any, cells: Cells) -> tuple[Cells, tuple[Difference, ...]]:
        """The cells that change the record, and those that say the same as last time while people wrote otherwise."""
        _target, said = self._rows.get(key, ("", {}))
        new = {name: value for name, value in cells.items() if name not in said or said[name] != _plain(value)}
        kept = tuple(
            Difference(name, getattr(known, name), value)
            for name, value in cells.items()
            if known is not None and name not in new and getattr(known, name) != value
        )
        return new, kept

    def hear(self, key: str, target: str, cells: Cells) -> None:
        """Remember what the row said and whom it meant."""
        before = self._rows.get(key, ("", {}))
        after = (target, before[1] | {name: _plain(value) for name, value in cells.items()})
        if after != before:
            self.news[key] = after

    def write(self, writing: Writing, batch: str, targets: dict[str, str]) -> None:
        """Keep it with the import. `targets`: what was numbered only when it was stored."""
        for key, (target, said) in self.news.items():
            row: Row = {
                "id": key,
                "target": targets.get(target, target),
                "said": json.dumps(said, ensure_ascii=False, sort_keys=True),
                "batch": batch,
            }
            writing.put("listed", "listed", row)


def key(noun: str, *parts: str) -> str:
    """The name under which a row is remembered; the parts are folded texts and cannot be read back from it."""
    return f"{noun}-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:24]}"


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
