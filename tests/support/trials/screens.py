"""Screens under trial: so many open pages, a killed server, and the moment at which the last of them is right again (F1, R4)."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from typing import TYPE_CHECKING

from tests.support.raw_socket import Wire
from tests.support.server_process import House
from tests.support.trials.door import Tally

if TYPE_CHECKING:
    from pathlib import Path

SCREENS = 209
"""200 phones, 3 screens in the hall, a moderator, a chair, 2 secretaries, 2 presenters."""
FIRST, LONGEST = 0.5, 1.5
"""Seconds before a page connects again: static/shared/picture.js."""


class Screen(threading.Thread):
    """An open page: it keeps the newest picture, and connects again when its line is cut, as pages do."""

    def __init__(self, port: int, stand: str) -> None:
        super().__init__(daemon=True)
        self.port, self.stand, self.over = port, stand, threading.Event()
        self.seen: dict[str, float] = {}
        """The server's epoch → the moment at which its first picture was there."""
        self.wire: Wire | None = None

    def run(self) -> None:
        """Until it is over."""
        tries = 0
        while not self.over.is_set():
            try:
                self.wire = Wire(self.port)
                picture, tries = self.wire.join(self.stand), 0
                while True:
                    self.seen.setdefault(picture["epoch"], time.monotonic())
                    picture = self.wire.picture()
            except (OSError, ValueError, IndexError):
                tries += 1
            if self.wire:
                self.wire.close()
            self.over.wait(min(LONGEST, FIRST * 2 ** (tries - 1)) * random.uniform(0.5, 1.5))


def kills(folder: Path, times: int, screens: int = SCREENS) -> Tally:
    """SIGKILL the server under so many screens; how long until each of them shows a picture of the new one."""
    house = House(folder, supervised=True).begin()
    tally = Tally(f"kill -9 under {screens} screens", times)
    stands = ["phone"] * (screens - 3) + ["hall"] * min(3, screens)
    looking = [Screen(house.port, stand) for stand in stands]
    for screen in looking:
        screen.start()
    _all_see(looking, house.wait()["epoch"])
    firsts, lasts = [], []
    for _ in range(times):
        time.sleep(2.0)
        began = time.monotonic()
        os.kill(house.server(), signal.SIGKILL)
        time.sleep(0.05)
        epoch = house.wait(30)["epoch"]
        firsts.append(time.monotonic() - began)
        at = _all_see(looking, epoch)
        tally.faults += [f"{screens - len(at)} screens did not come back"] * (len(at) < screens)
        lasts.append(max(at, default=began) - began)
    for screen in looking:
        screen.over.set()
    house.stop()
    tally.figures = {
        "first answer, s, worst": f"{max(firsts):.2f}",
        "last screen right, s, median / worst": f"{sorted(lasts)[times // 2]:.2f} / {max(lasts):.2f}",
    }
    tally.measured = {"first answer": max(firsts), "last screen": max(lasts)}
    return tally


def _all_see(looking: list[Screen], epoch: str, seconds: float = 30) -> list[float]:
    """When each of them first had this server's picture; those that had none in time are missing."""
    end = time.monotonic() + seconds
    while not all(epoch in screen.seen for screen in looking) and time.monotonic() < end:
        time.sleep(0.02)
    return [screen.seen[epoch] for screen in looking if epoch in screen.seen]
