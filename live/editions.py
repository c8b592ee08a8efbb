"""Editions: every wording that a voice ever had, from the log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from live import voices

if TYPE_CHECKING:
    from badges.ports import Store
    from live.voices import Voice


def every(db: Store, identity: str) -> list[Voice]:
    """Return all editions of a voice, oldest first."""
    rows = db.query("select row from event where tab = 'answer' and key = ? order by seq", (identity,))
    return [voices.from_row(json.loads(row["row"])) for row in rows if row["row"].startswith("{")]


def history(db: Store, identity: str) -> list[Voice]:
    """Return who wrote when and what in a voice, oldest first: drafts that one person went on typing are one edition."""
    found: list[Voice] = []
    for edition in every(db, identity):
        if found and found[-1].by == edition.by and not found[-1].complete:
            found.pop()
        found.append(edition)
    return found
