"""Past one machine: one writer, a Redis, and 1, 2 and 4 socket processes that carry the pictures to the same audience.

On one machine the processes share its cores, so what a process can carry is told by its processor time for a picture:
with a core of its own it carries as many sockets a second as one core's time allows.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.chart import Chart
from bench.clients import Listeners
from bench.measure import Found, Table, begin, cpu, memory, p50_95_99, percentile, short
from tests.support.drive import Device, Server, prepare, temporary
from tests.support.trials.audience import Redis, Screens, until

AUDIENCE = 400 if short() else 2000
TIMES = 8 if short() else 25
IDLE_SECONDS = 8.0
"""Two heartbeats of every page."""
PROCESSES = (1, 2) if short() else (1, 2, 4)


def main() -> Found:
    """Measure; nothing where there is no redis-server."""
    found = Found()
    if shutil.which("redis-server") is None:
        return found
    table = begin(
        f"One picture to {AUDIENCE} sockets, through socket processes",
        ["socket processes", "last socket p50 / p95 / p99 ms", "writer's processor ms", "of the first row's", "all processes' ms",
         "sockets a core carries in a second", "idle sockets a core keeps", "MiB each"],
    )  # fmt: skip
    chart = Chart("wide", f"One picture to {AUDIENCE} sockets", "socket processes", "processor ms of the writer")
    redis = Redis(Path(tempfile.mkdtemp()))
    folder = temporary()
    prepare(folder)
    os.environ["KIOSK_REDIS"] = redis.url
    server = Server(folder, "14:55").start()
    base = 0.0
    try:
        moderator = Device(server, "moderator")
        for count in PROCESSES:
            each, carried, beat = row(server, moderator, [Screens(redis) for _ in range(count)], table, base)
            base = base or each
            chart.add("writer", count, round(each, 1))
        back = begin("After a loss", ["what", "seconds until all are right"])
        back.add("Redis killed and started again", returning(server, moderator, redis))
        found.tables += [table, back]
        found.charts.append(chart)
        found.figures |= {"carried": carried, "writer_ms": each, "beat_ms": beat}
    finally:
        server.kill()
        redis.kill()
    return found


def row(
    server: Server, moderator: Device, processes: list[Screens], table: Table, base: float
) -> tuple[float, float, float]:
    """One row of the table.

    Returns the writer's processor ms for one picture, how many sockets a core carries in a second, and the processor ms
    that one socket costs in a second in which nothing happens.
    """
    for screens in processes:
        until(lambda screens=screens: screens.status() == 200)
    share = AUDIENCE // len(processes)
    crowd = [Listeners(screens.port, [("hall", "")] * share) for screens in processes]
    time.sleep(1)
    numbers = [screens.process.pid for screens in processes]
    idle = sum(map(cpu, numbers))
    time.sleep(IDLE_SECONDS)
    beat = (sum(map(cpu, numbers)) - idle) / IDLE_SECONDS / AUDIENCE * 1000
    before, ours = sum(map(cpu, numbers)), cpu(server.process.pid)
    seen = moderator.get("/moderator/picture")["number"]
    waits: list[float] = []
    moves = itertools.cycle(("next", "undo"))
    with ThreadPoolExecutor() as pool:
        for _ in range(TIMES):
            for listeners in crowd:
                listeners.expect()
            start = time.time()
            seen = moderator.turn(next(moves), seen=seen)[1]["number"]
            heard = list(pool.map(lambda listeners, at=start: listeners.heard(at, 15), crowd))
            got = [wait for part in heard for wait in part]
            waits.append(max(got) if len(got) == sum(listeners.up for listeners in crowd) else 15.0)
    theirs = (sum(map(cpu, numbers)) - before) / TIMES
    writer = (cpu(server.process.pid) - ours) / TIMES * 1000
    room = sum(map(memory, numbers)) / len(numbers)
    table.add(
        len(processes), p50_95_99(waits), writer, f"{writer / (base or writer):.2f} ×", theirs * 1000,
        f"{AUDIENCE / theirs:.0f}", f"{1000 / beat:.0f}", f"{room:.0f}",
    )  # fmt: skip
    for listeners in crowd:
        listeners.close()
    for screens in processes:
        screens.kill()
    return writer, AUDIENCE / theirs, beat


def returning(server: Server, moderator: Device, redis: Redis) -> float:
    """From Redis answering again until both of two socket processes are live with what happened meanwhile. The median of a few."""
    waits = []
    both = [Screens(redis), Screens(redis)]
    for _ in range(3 if short() else 7):
        for screens in both:
            until(lambda screens=screens: screens.status() == 200)
        redis.kill()
        for screens in both:
            until(lambda screens=screens: screens.status() == 503)
        moderator.turn("next")
        redis.start()
        waits.append(until(lambda: all(screens.status() == 200 for screens in both)))
        moderator.turn("undo")
    for screens in both:
        screens.kill()
    return percentile(waits, 0.5)


if __name__ == "__main__":
    main()
