"""Alerts: a leader has come in. Told at once to whoever must rise, announce or make room: presenter, chair, moderator, office.

A stand shows them by `{% include "alerts.html" %}` in its `_picture.html`, and watches the table `arrival`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from badges import guests
from kiosk.clock import parse, stamp

if TYPE_CHECKING:
    from kiosk.day import Day

SHOWN = timedelta(minutes=10)
MOST = 3
"""More than this at once would be a list, which the presenter and the office have anyway."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One leader's arrival. `scan` is its id, `until` the moment (ms since 1970) up to which it is worth a look."""

    scan: str
    name: str
    title: str
    instead_of: str
    """The invited leader, where somebody comes for him; else empty."""
    block: str
    at: str
    desk: str
    until: int


def latest(day: Day) -> list[Alert]:
    """The newest arrivals of blocks marked `vip`, newest first, as long as they are worth a look."""
    leaders = [block.code for block in day.settings.blocks if block.vip]
    since = stamp(day.clock.now() - SHOWN)
    marks = ", ".join("?" * len(leaders))
    rows = day.db.query(
        "select a.*, g.id as invited from arrival a join guest g on g.id = a.guest"  # noqa: S608 - question marks only
        f" where g.block in ({marks}) and a.at >= ? order by a.at desc limit {MOST}",
        (*leaders, since),
    )
    return [_alert(day, row) for row in rows]


def _alert(day: Day, row: dict) -> Alert:
    guest = guests.get(day.db, row["invited"])
    came = f"{row['came_honorific']} {row['came_name']}".strip() if row["substitute"] else guest.called
    return Alert(
        row["scan"], came, row["came_title"] if row["substitute"] else guest.position,
        guest.called if row["substitute"] else "", day.settings.block(guest.block).name, row["at"], row["desk"],
        int((parse(row["at"]) + SHOWN).timestamp() * 1000),
    )  # fmt: skip
