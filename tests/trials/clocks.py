"""Trials of the clock: a server that stands still and starts again with its clock elsewhere, hours or days off (F19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk import db as database
from tests.house import House
from tests.trials.door import Tally, count, crowd, desks

if TYPE_CHECKING:
    from pathlib import Path

    from tests.trials.door import Desk

OFFSETS = (0, -10800, 93600, -2400, 300, -172800, 3600, -1)
"""Seconds."""


def starts(folder: Path, times: int) -> Tally:
    """The server is started again and again with another clock; order is the log's, never the clock's."""
    cards, tally = crowd(folder, 10 * times), Tally("clock elsewhere at each start", times)
    working: list[Desk] = []
    order: list[str] = []
    for number in range(times):
        house = House(folder).begin("--shift", str(OFFSETS[number % len(OFFSETS)]))
        made = desks(house, cards[number * 10 : number * 10 + 10], count=1, pause=0.0)
        for card in made[0].cards:
            made[0].scan(card)
        order += list(made[0].answers)
        working += made
        house.stop()
    count(tally, folder, working)
    file = database.connect(folder / database.FILE)
    kept = [row["key"] for row in file.query("select key from event where tab = 'scan' order by seq")]
    file.close()
    if kept != order:
        tally.faults.append("the log is not in the order in which things happened")
    return tally
