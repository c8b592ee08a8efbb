"""Hostile lists under trial: sent to a running server while desks scan, and to the command, each refused in time and room
(F20, S12). Nothing of them may be kept, and nobody at the door may notice.
"""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

import psutil

from tests.support.hostile_lists import HOSTILE
from tests.support.server_process import ROOT, Client, House
from tests.support.trials.clocks import rows
from tests.support.trials.door import Tally, conference, count, crowd, desks
from tests.support.trials.process import at_work

if TYPE_CHECKING:
    from pathlib import Path

EDGE = "kiosk-trial-edge"
REFUSED = (413, 422)
MEASURED = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
    " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode)"
)
"""Runs a command and prints its most memory in kB. A small process of its own, as a child begins with what its parent had."""


def imports(place: Path, names: tuple[str, ...] = tuple(HOSTILE)) -> Tally:
    """Each of these files at the upload page and at the command, while four desks scan."""
    folder, other = conference(place / "conference"), conference(place / "other")
    made = {name: HOSTILE[name][0]() for name in names}
    cards, tally = crowd(folder, 200 * len(made) + 1000), Tally("hostile lists while desks scan", len(made))
    house = House(folder).begin()
    office = house.enrol("office")
    working, before, spans, room = desks(house, cards, pause=0.1, office=office), _memory(house), [], []
    with at_work(working):
        for name, data in made.items():
            spans.append(_sent(tally, office, name, data))
            size, spent = _commanded(tally, other, name, data)
            room.append(size)
            spans.append(spent)
    grown = _memory(house) - before
    house.stop()
    for one in (folder, other):
        kept = rows(one, "select (select count(*) from batch) + (select count(*) from question) as n")[0]["n"]
        tally.faults += [f"{kept} rows of a refused list are kept"] * bool(kept)
    tally.figures = {
        "refused in s, worst": f"{max(spans):.2f}", "the reader's memory, MB, worst": f"{max(room):.0f}",
        "the server grew by MB": f"{grown:.0f}",
    }  # fmt: skip
    tally.measured = {"hostile seconds": max(spans), "hostile memory": max(room)}
    return count(tally, folder, working)


def _sent(tally: Tally, office: Client, name: str, data: bytes) -> float:
    """Through the office's page. Returns the seconds until it was refused."""
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="kind"\r\n\r\nguests\r\n--{EDGE}\r\n'
    head += 'Content-Disposition: form-data; name="file"; filename="list.xlsx"\r\n\r\n'
    body = head.encode() + data + f"\r\n--{EDGE}--\r\n".encode()
    kind = {"Origin": office.address, "Content-Type": f"multipart/form-data; boundary={EDGE}"}
    began = time.monotonic()
    status, _page = office._ask(
        urllib.request.Request(f"{office.address}/office/lists", body, kind, method="POST"), timeout=30
    )
    tally.refused += status in REFUSED
    tally.faults += [f"{name}: the page answered {status}"] * (status not in REFUSED)
    return time.monotonic() - began


def _commanded(tally: Tally, folder: Path, name: str, data: bytes) -> tuple[float, float]:
    """Through the command. Returns the most memory of its processes in MB, and its seconds."""
    file = folder.parent / "list.xlsx"
    file.write_bytes(data)
    began = time.monotonic()
    command = [sys.executable, "-m", "kiosk", "--conference", str(folder), "import", "guests", str(file)]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    tally.refused += done.returncode == 1
    tally.faults += [f"{name}: the command ended with {done.returncode}"] * (done.returncode != 1)
    return int(done.stdout) / 1024, time.monotonic() - began


def _memory(house: House) -> float:
    return psutil.Process(house.server()).memory_info().rss / 2**20
