"""A lossy Wi-Fi: the kernel drops packets of the line between desks and server at random (F6).

All of it runs in a network of its own, which nobody else uses and which is gone with the last process in it: a trial that
is killed leaves nothing behind. Linux gives one to root, and where it is allowed to everybody. `python -m tests.support.trials.net
FOLDER PERCENT SECONDS` is the part inside.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from dataclasses import asdict
from functools import cache
from pathlib import Path

from tests.support.server_process import ROOT, House
from tests.support.trials.door import Tally, count, crowd, desks
from tests.support.trials.process import at_work

APART = ("unshare", "--user", "--map-root-user", "--net")


@cache
def missing() -> str:
    """What the trial needs and is not there, or empty."""
    if absent := [name for name in ("unshare", "ip", "nft") if not shutil.which(name)]:
        return f"needs {', '.join(absent)}"
    done = subprocess.run([*APART, "nft", "add", "table", "inet", "trial"], capture_output=True, check=False)
    return "needs a network of its own (unshare) with nft in it" if done.returncode else ""


def lossy(folder: Path, percent: int, seconds: float) -> Tally:
    """Four desks behind a line that drops so many of a hundred packets, both ways."""
    inside = [sys.executable, "-m", "tests.support.trials.net", str(folder), str(percent), str(seconds)]
    done = subprocess.run([*APART, *inside], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return Tally(**json.loads(done.stdout.splitlines()[-1]))


def dropping(port: int, percent: int) -> None:
    """From now on drop packets from and to the server's port in this network."""
    rules = ["add table inet trial", "add chain inet trial in { type filter hook input priority 0; }"]
    rules += [
        f"add rule inet trial in tcp {side} {port} numgen random mod 100 < {percent} drop"
        for side in ("dport", "sport")
    ]
    subprocess.run(["nft", "-f", "-"], input="\n".join(rules), text=True, check=True)


def inside(folder: Path, percent: int, seconds: float) -> Tally:
    """The trial, in a network of its own."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    cards = crowd(folder, 4000)
    house = House(folder).begin()
    working, tally = desks(house, cards, pause=0.05), Tally(f"{percent} % of packets dropped", 1)
    for desk in working:
        desk.patience = 8.0
    dropping(house.port, percent)
    with at_work(working):
        time.sleep(seconds)
    house.stop()
    spans = sorted(s for desk in working for s in desk.seconds)
    worst = spans[len(spans) * 95 // 100]
    tally.figures = {"scan, s, median / p95": f"{spans[len(spans) // 2]:.2f} / {worst:.2f}"}
    tally.measured = {"lossy scan": worst}
    return count(tally, folder, working)


if __name__ == "__main__":
    print(json.dumps(asdict(inside(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))))
