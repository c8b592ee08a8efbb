"""The plug is pulled: what the disk really holds is copied while the server is frozen, and looked at (F2). Needs root.

The conference lies on an ext4 in a file. What the kernel has not written yet is not in that file, so a copy of it is
what a disk holds after a power cut. A disk that lies about its flushes is out of reach of this trial.
"""

from __future__ import annotations

import signal
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kiosk.storage import database
from kiosk.storage.verify import faults
from tests.support.server_process import House
from tests.support.trials.door import Tally, conference, count, crowd, desks
from tests.support.trials.process import DRAW, at_work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.trials.door import Desk

MEGABYTES = 400


@contextmanager
def mounted(image: Path, place: Path) -> Iterator[Path]:
    """The file system in the file."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop", image, place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def cuts(place: Path, times: int, server: str = "kiosk.server.serve") -> Tally:
    """So many power cuts under four desks."""
    image, tally = place / "disk.img", Tally("power cut", times)
    with image.open("wb") as file:
        file.truncate(MEGABYTES * 1024 * 1024)
    subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
    with mounted(image, place / "disk") as disk:
        folder = conference(disk / "conference")
        cards = crowd(folder, 40 * times + 600)
        house = House(folder, server=server).begin()
        working = desks(house, cards, pause=0.03)
        subprocess.run(["sync", "-f", folder], check=True)
        with at_work(working):
            for _ in range(times):
                time.sleep(DRAW.uniform(0.2, 0.8))
                cut(place, image, house, working, tally)
        house.stop()
        return count(tally, folder, working)


def counter_check(place: Path, times: int) -> Tally:
    """The same trial with a server that is careless on purpose: one that finds no loss there would find none anywhere."""
    found = cuts(place, times, "tests.support.trials.careless")
    tally = Tally("counter-check: power cut of a server that does not wait for the disk", times, acked=found.acked)
    tally.figures = {"lost, as it must be": found.lost}
    tally.faults = [] if found.lost else ["the trial of power cuts does not find a loss that is there"]
    return tally


def cut(place: Path, image: Path, house: House, working: list[Desk], tally: Tally) -> None:
    """One cut: freeze, copy what the disk holds, go on, and look at the copy."""
    house.process.send_signal(signal.SIGSTOP)
    time.sleep(0.05)
    acked = {op for desk in working for op in list(desk.answers)}
    copy = place / "copy.img"
    subprocess.run(["cp", "--sparse=always", image, copy], check=True)
    house.process.send_signal(signal.SIGCONT)
    with mounted(copy, place / "copy") as disk:
        file = database.connect(disk / "conference" / database.FILE)
        kept = {row["id"] for row in file.query("select id from operation where kind = 'scan'")}
        tally.lost += len(acked - kept)
        tally.faults += list(faults(file))
        file.close()
    copy.unlink()
    tally.figures["acknowledged before the last cut"] = len(acked)
