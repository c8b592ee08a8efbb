"""The crowd at the door under trial: one card at all desks in the same moment (F8), and a pile that waited for the server."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.support.race import at_once
from tests.support.server_process import House
from tests.support.trials.door import Tally, count, crowd, desks

if TYPE_CHECKING:
    from pathlib import Path


def same_card(folder: Path, times: int) -> Tally:
    """One card at four desks in the same moment, again and again: one welcomes, the others say already in."""
    cards, tally = crowd(folder, times), Tally("one card at four desks at once", times)
    house = House(folder).begin()
    working = desks(house, [""] * 4)
    for card in cards:
        told = at_once(lambda desk, card=card: (desk.scan(card) or {"outcome": "none"})["outcome"], working)
        if sorted(told) != ["already_in"] * 3 + ["welcome"]:
            tally.faults.append(f"told: {told}")
    house.stop()
    count(tally, folder, working)
    tally.false_already -= 3 * times  # three of four hear it truly
    tally.figures = {"exactly one welcome": f"{times - len(tally.faults)} of {times}"}
    return tally


def drain(folder: Path, scans: int) -> Tally:
    """What one desk scanned while the server was away: all of it is sent, one scan after the other as desk.js does."""
    cards, tally = crowd(folder, scans), Tally(f"{scans} scans wait for the server", 1)
    house = House(folder).begin()
    (desk,) = desks(house, cards, count=1, pause=0.0)
    began = time.monotonic()
    desk.run()
    spent = time.monotonic() - began
    house.stop()
    tally.figures, tally.measured = {"sent, s": f"{spent:.2f}"}, {"drained": spent}
    return count(tally, folder, [desk])
