"""Trials of the line between desks and server: dead, reset, refused, slow, answers lost after the work was done (F4–F7)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.support.chaos import Chaos
from tests.support.server_process import House
from tests.support.trials.door import Tally, count, crowd, desks
from tests.support.trials.process import at_work

if TYPE_CHECKING:
    from pathlib import Path


def storms(folder: Path, rounds: int) -> Tally:
    """Four desks behind a line that goes through every fault, again and again."""
    cards = crowd(folder, 900 * rounds + 400)
    house, tally = House(folder).begin(), Tally("line: dead, reset, refused, slow", rounds)
    chaos = Chaos(house.port)
    working = desks(house, cards, pause=0.01)
    for desk in working:
        desk.client.address = f"http://127.0.0.1:{chaos.port}"
        desk.patience = 30.0
    with at_work(working):
        for _ in range(rounds):
            for mode, seconds in (("pass", 0.5), ("dead", 0.7), ("pass", 0.3), ("reset", 0.1), ("refuse", 0.4)):
                chaos.set(mode)
                time.sleep(seconds)
            chaos.set("pass")
            chaos.delay = 0.2
            time.sleep(0.5)
            chaos.delay = 0.0
        chaos.set("pass")
    tally.figures = {"longest scan, s": round(max(max(d.seconds) for d in working), 2)}
    chaos.end()
    house.stop()
    return count(tally, folder, working)


def lost_answers(folder: Path, times: int) -> Tally:
    """The server does its work and the answer is lost; the retry gets the same green (F7)."""
    cards = crowd(folder, times)
    house, tally = House(folder).begin(), Tally("answer lost after the commit", times)
    chaos = Chaos(house.port)
    (desk,) = desks(house, cards, count=1)
    desk.client.address = f"http://127.0.0.1:{chaos.port}"
    for card in cards:
        chaos.drop_answers = 1
        answer = desk.scan(card)
        if answer is None or not answer["replay"]:
            tally.faults.append(f"not a repeat: {answer}")
    chaos.end()
    house.stop()
    return count(tally, folder, [desk])
