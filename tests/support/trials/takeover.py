"""The server's plug is pulled: the spare laptop takes over by its one command, and desks send their journals again (F22)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from kiosk.conference.devices import Role
from kiosk.conference.enrolment import stand_name
from kiosk.recovery import backup
from tests.support.server_process import ROOT, House
from tests.support.trials.door import Tally, count, crowd, desks, invited
from tests.support.trials.process import at_work

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.trials.door import Desk

COPY_SECONDS = 30.0


def takeovers(place: Path, times: int) -> Tally:
    """So many takeovers, each of another conference. Measured: from the pulled plug to the spare's first answer."""
    from tests.support.trials.door import conference

    tally, spans = Tally("the spare laptop takes over", times), []
    for number in range(times):
        spans.append(one(conference(place / str(number) / "first"), place / str(number) / "spare", tally))
    worst = max(spans)
    tally.figures = {"pulled plug to first answer, s, median / worst": f"{sorted(spans)[times // 2]:.2f} / {worst:.2f}"}
    tally.measured = {"takeover": worst}
    return tally


def one(folder: Path, spare: Path, tally: Tally) -> float:
    """One takeover under four desks; returns its seconds."""
    cards = crowd(folder, 800)
    house = House(folder, supervised=True).begin()
    office = house.enrol("office")
    working = desks(house, cards, office=office)
    link = f"{house.address}/enrol/{invited(office, Role.SPARE, stand_name(Role.SPARE))}"
    copied(folder, house.wait()["number"])
    pull = [sys.executable, "-m", "kiosk", "--conference", str(spare), "spare", house.address]
    second = House(spare, supervised=True)
    second.port = house.port
    with at_work(working):
        subprocess.run(
            [*pull, "--rounds", "1"],
            cwd=ROOT,
            env=house.env | {"KIOSK_LINK": link},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(0.5)  # what the copy does not have
        pulled_plug(house)
        began = time.monotonic()
        second.launch(["-m", "kiosk", "--conference", str(spare), "takeover"], second.env, told=False)
        second.wait(60)
        span = time.monotonic() - began
        time.sleep(0.5)
    for desk in working:
        send_again(desk, tally)
    if second.stop() != 0:
        tally.faults.append("the spare did not end in good order")
    count(tally, spare, working)
    return span


def copied(folder: Path, number: int) -> None:
    """Until a copy holds the log up to here."""
    end = time.monotonic() + COPY_SECONDS
    while not any(backup.number(copy) >= number for copy in backup.copies(folder)):
        if time.monotonic() > end:
            raise TimeoutError("no copy was made")
        time.sleep(0.05)


def pulled_plug(house: House) -> None:
    """Supervisor and server are gone at once."""
    server = house.server()
    house.kill()
    os.kill(server, signal.SIGKILL)


def send_again(desk: Desk, tally: Tally) -> None:
    """The desk's whole journal, with what each guest was told, as desks do when they meet a server of another epoch."""
    for op, answer in desk.answers.items():
        more = {"apart": True, "told": answer["outcome"]}
        status, again = desk.client.post("/desk/scans", desk.journal[op] | more, timeout=desk.patience)
        if (status, again.get("outcome")) != (200, answer["outcome"]):
            tally.faults.append(f"{op}: told {answer['outcome']}, then {status} {again}")
