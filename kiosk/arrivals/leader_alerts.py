"""Alerts: a leader has come in. Told at once to whoever must rise, announce or make room: presenter, chair, moderator, office.

A stand shows them by `{% include "shared/alerts.html" %}` in its `_picture.html`, and watches the table `arrival`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from badges import guests
from kiosk.conference.clock import parse, stamp

if TYPE_CHECKING:
    from badges.guests import Guest
    from badges.ports import Row
    from kiosk.conference.conference import Conference

SHOWN = timedelta(minutes=10)
MOST = 3
"""More than this at once would be a list. The next come up when these were seen, which each device knows for itself."""


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


def due(conference: Conference) -> list[Alert]:
    """All arrivals of blocks marked `vip` that are worth a look, the highest first: by block, by rank in it, a substitute
    behind the holders of his rank, the newest of these first. A page shows `MOST` of those that it has not shown yet."""
    leaders = [block.code for block in conference.settings.blocks if block.vip]
    since = stamp(conference.clock.now() - SHOWN)
    rows = conference.db.query(
        "select a.* from arrival a join guest g on g.id = a.guest where a.at >= ?"
        " and g.block in (select value from json_each(?)) order by g.rank = 0, g.rank, a.substitute, a.at desc",
        (since, json.dumps(leaders)),
    )
    come = [(guests.get(conference.db, row["guest"]), row) for row in rows]
    come.sort(key=lambda one: conference.settings.block(one[0].block).rank)
    return [_alert(conference, guest, row) for guest, row in come]


def _alert(conference: Conference, guest: Guest, row: Row) -> Alert:
    came = f"{row['came_honorific']} {row['came_name']}".strip() if row["substitute"] else guest.called
    return Alert(
        row["scan"], came, row["came_title"] if row["substitute"] else guest.position,
        guest.called if row["substitute"] else "", conference.settings.block(guest.block).name, row["at"], row["desk"],
        int((parse(row["at"]) + SHOWN).timestamp() * 1000),
    )  # fmt: skip
