"""Trials of the process: killed, frozen as a sleeping laptop is, its disk full, failing or slow."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.support.server_process import House
from tests.support.trials.door import Tally, count, crowd, desks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.trials.door import Desk

DRAW = random.Random(20260424)


@contextmanager
def at_work(working: list[Desk]) -> Iterator[None]:
    """The desks scan as long as the block lasts; what they have begun is finished."""
    for desk in working:
        desk.start()
    try:
        yield
    finally:
        for desk in working:
            desk.done.set()
        for desk in working:
            desk.join(timeout=90)


def kills(folder: Path, times: int) -> Tally:
    """SIGKILL the server again and again under four desks; the supervisor starts it again (F1)."""
    cards = crowd(folder, 150 * times + 400)
    house = House(folder, supervised=True).begin()
    working, tally, back = desks(house, cards), Tally("kill -9", times), []
    with at_work(working):
        for _ in range(times):
            time.sleep(DRAW.uniform(0.6, 1.2))
            os.kill(house.server(), signal.SIGKILL)
            began = time.monotonic()
            time.sleep(0.05)
            house.wait(30)
            back.append(time.monotonic() - began)
        for desk in working:
            desk.done.wait(0.3)
    assert house.stop() == 0
    tally.figures = {"kill to first answer, s, median / worst": f"{sorted(back)[len(back) // 2]:.2f} / {max(back):.2f}"}
    tally.measured = {"first answer": max(back)}
    return count(tally, folder, working)


def sleep(folder: Path, seconds: float) -> Tally:
    """SIGSTOP and SIGCONT: the laptop sleeps and wakes (F3)."""
    cards = crowd(folder, 4000)
    house = House(folder).begin()
    working, tally = desks(house, cards), Tally("sleep", 1)
    with at_work(working):
        time.sleep(0.5)
        house.process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        house.process.send_signal(signal.SIGCONT)
        house.wait()
        time.sleep(0.5)
    house.stop()
    tally.figures = {"slept, s": seconds, "longest scan, s": round(max(max(d.seconds) for d in working), 2)}
    return count(tally, folder, working)


def faulty_disk(folder: Path, inject: str, seconds: float = 4.0, name: str = "") -> Tally:
    """Scan while strace makes calls of the server fail or wait (F14, F15). `inject` as strace takes it.

    strace follows children and threads; it is attached once the server answers, so that starting is not part of it.
    """
    cards = crowd(folder, 4000)
    house = House(folder).begin()
    working, tally = desks(house, cards, pause=0.01), Tally(name or inject, 1)
    call = inject.split(":")[0]
    tracer = ["strace", "-qq", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={inject}"]
    tracer += ["-p", str(house.server())]
    with at_work(working):
        time.sleep(0.4)
        with subprocess.Popen(tracer) as process:
            time.sleep(seconds)
            process.send_signal(signal.SIGINT)
        before = [len(desk.answers) for desk in working]
        time.sleep(1.0)
        after = [len(desk.answers) for desk in working]
    alive = house.process.poll() is None
    house.stop()
    if not alive or not all(b > a for a, b in zip(before, after, strict=True)):
        tally.faults.append("the server did not go on by itself")
    spans = sorted(s for desk in working for s in desk.seconds)
    tally.figures = {"scan, s, median / worst": f"{spans[len(spans) // 2]:.3f} / {spans[-1]:.2f}"}
    return count(tally, folder, working)


def full_disk(place: Path) -> Tally:
    """Fill the file system to the last byte under four desks, then make room again (F13). `place`: a small one."""
    from tests.support.trials.door import conference

    folder = conference(place / "conference")
    cards = crowd(folder, 2000)
    house = House(folder).begin()
    working, tally = desks(house, cards, pause=0.01), Tally("full disk", 1)
    with at_work(working):
        time.sleep(0.5)
        with (place / "filler").open("wb", buffering=0) as filler:
            for size in (65536, 4096, 1):
                try:
                    while True:
                        filler.write(b"x" * size)
                except OSError:
                    continue
        time.sleep(2.0)
        during = sum(len(desk.answers) for desk in working)
        refused = sum(desk.refused for desk in working)
        reads = house.wait()["ok"]
        (place / "filler").unlink()
        time.sleep(2.0)
        after = sum(len(desk.answers) for desk in working)
    alive = house.process.poll() is None
    house.stop()
    if not (alive and refused and reads and after > during):
        tally.faults.append(f"alive {alive}, refused {refused}, reads {reads}, then {during} → {after}")
    tally.figures = {"refused while full": refused, "accepted after room was made, without a restart": after - during}
    return count(tally, folder, working)
