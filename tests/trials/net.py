"""A lossy Wi-Fi: the kernel drops packets of the line between desks and server at random (F6). Needs root and nft."""

from __future__ import annotations

import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.house import House
from tests.trials.door import Tally, count, crowd, desks
from tests.trials.process import at_work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLE = "kiosk_trial"


@contextmanager
def dropping(port: int, percent: int) -> Iterator[None]:
    """Drop so many of a hundred packets from and to the server's port on the loopback."""
    chain = "{ type filter hook input priority 0; }"
    drop = f"numgen random mod 100 < {percent} drop"
    rules = [f"add table inet {TABLE}", f"add chain inet {TABLE} in {chain}"]
    rules += [f"add rule inet {TABLE} in tcp {side} {port} {drop}" for side in ("dport", "sport")]
    subprocess.run(["nft", "-f", "-"], input="\n".join(rules), text=True, check=True)
    try:
        yield
    finally:
        subprocess.run(["nft", "delete", "table", "inet", TABLE], check=True)


def lossy(folder: Path, percent: int, seconds: float) -> Tally:
    """Four desks behind a line that drops packets both ways."""
    cards = crowd(folder, 4000)
    house = House(folder).begin()
    working, tally = desks(house, cards, pause=0.05), Tally(f"{percent} % of packets dropped", 1)
    for desk in working:
        desk.patience = 8.0
    with dropping(house.port, percent), at_work(working):
        time.sleep(seconds)
    spans = sorted(s for desk in working for s in desk.seconds)
    tally.figures = {"scan, s, median / p95": f"{spans[len(spans) // 2]:.2f} / {spans[len(spans) * 95 // 100]:.2f}"}
    house.stop()
    return count(tally, folder, working)
