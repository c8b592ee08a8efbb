"""The door: durable scans at 1 to 16 desks, with and without 206 open screens, beside the least that a server can do.

The desk's own search is measured in `bench.desk`.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

from bench import crowd
from bench.chart import Chart
from bench.clients import Listeners, apart, scanning
from bench.floor import Rows
from bench.measure import ROOT, Found, Table, begin, cpu, memory, p50_95_99, percentile, seconds, short
from tests.support.drive import Device, Server, temporary

SECONDS = 2.0 if short() else 6.0
SCREENS = 206
ROW = int(1000 * SECONDS)
"""Cards for one row of the table: more than any server scans in that time here."""


def bare_loop() -> float:
    """Durable commits of a scan's rows in a second, without any server, on this disk."""
    rows = Rows(temporary().parent / "bare.db")
    count = 500 if short() else 2000
    return count / seconds(lambda: [rows.commit() for _ in range(count)])


def floor(kind: str, desks: int, pause: float = 0.0) -> tuple[float, float, list[float]]:
    """(answers in a second, processor ms each, latencies) of a bare server."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.floor", kind, "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        port = int(process.stdout.readline())  # type: ignore[union-attr]
        before = cpu(process.pid)
        found = apart(scanning, port, ["a=b"], ["1" * 41] * desks, desks, SECONDS, True, pause)
        count = len(found["latencies"])
        return count / found["seconds"], (cpu(process.pid) - before) / count * 1000, found["latencies"]
    finally:
        process.kill()
        process.communicate()


def cookies(server: Server) -> list[str]:
    """The cookies of enrolled desks. One device may be many desks to a server."""
    if server.port not in _enrolled:
        _enrolled[server.port] = [cookie(Device(server, "desk"))]
    return _enrolled[server.port]


def pages(server: Server) -> list[tuple[str, str]]:
    """The pages open on the day, each with its cookie: the stands, and two hundred phones."""
    if server.port not in _open:
        staff = {stand: cookie(Device(server, stand)) for stand in ("office", "moderator")}
        desk = cookies(server)[0]
        stands = [("hall", desk), *[("desk", desk)] * 3, *staff.items()]
        # As devices that are known: so many new ones of one address would be turned away.
        _open[server.port] = [*stands, *[("phone", desk)] * (SCREENS - len(stands))]
    return _open[server.port]


def cookie(device: Device) -> str:
    """A device's cookie."""
    return "; ".join(f"{each.name}={each.value}" for each in device.jar)


_open: dict[int, list[tuple[str, str]]] = {}
_enrolled: dict[int, list[str]] = {}
"""Port of a server → the cookie of a desk there; a link works once."""


@dataclass(frozen=True)
class Row:
    """What one row of the table says."""

    rate: float
    worst: float
    """Milliseconds within which 99 of 100 were answered."""
    each: float
    """Processor milliseconds of a scan, as a multiple of the bare answer with its commit."""
    errors: int
    memory: float


def scans(table: Table, codes: list[str], server: Server, desks: int, screens: int, loop: float, least: float) -> Row:
    """One row: so many desks, so many screens."""
    listeners = Listeners(server.port, pages(server)[:screens]) if screens else None
    before = cpu(server.process.pid)
    share, codes[:] = codes[:ROW], codes[ROW:]
    found = apart(scanning, server.port, cookies(server), share, desks, SECONDS, False)
    count = len(found["latencies"])
    each = (cpu(server.process.pid) - before) / count * 1000
    rate = count / found["seconds"]
    table.add(
        desks, screens, f"{rate:.0f}", p50_95_99(found["latencies"]), f"{each:.2f}", f"{each / least:.2f} ×",
        f"{rate / loop:.2f} ×", found["errors"], f"{memory(server.process.pid):.0f}",
    )  # fmt: skip
    room = memory(server.process.pid)
    if listeners:
        listeners.close()
    return Row(rate, percentile(found["latencies"], 0.99) * 1000, each / least, found["errors"], room)


def main() -> Found:
    """Measure."""
    found = Found()
    loop = bare_loop()
    least = begin("The least a server can do", ["what", "desks", "per second", "processor ms each"])
    least.add("bare loop: commit of the same rows", "–", f"{loop:.0f}", "–")
    floors = {}
    for kind, desks in (("answer", 8), ("commit", 8)):
        rate, each, _latencies = floor(kind, desks)
        floors[kind] = each
        least.add(f"bare WSGI, {kind}", desks, f"{rate:.0f}", each)
    table = begin(
        "Durable scans",
        ["desks", "screens open", "scans/s", "p50 / p95 / p99 ms", "processor ms each", "of bare WSGI + commit", "of the bare loop's rate",
         "errors", "memory MiB"],
    )  # fmt: skip
    chart = Chart("door", "Durable scans", "desks that never pause", "scans in a second")
    rows = (1, 8) if short() else (1, 4, 8, 16)
    at: dict[tuple[int, int], Row] = {}
    for screens in (0, SCREENS):
        folder = temporary()
        codes = crowd.cards(folder, ROW * len(rows))
        server = Server(folder).start()
        for desks in rows:
            row = at[screens, desks] = scans(table, codes, server, desks, screens, loop, floors["commit"])
            chart.add(f"{screens} screens open", desks, row.rate)
        server.kill()
    busy, calm = at[SCREENS, 8], at[0, 8]
    found.goal("processor time of a durable scan, of bare WSGI + commit", "≤ 3 ×", f"{calm.each:.1f} ×", calm.each <= 3)
    good = busy.rate >= 500 and not busy.errors and busy.worst <= 100
    measured = f"{busy.rate:.0f}, {busy.errors}, {busy.worst:.0f} ms"
    found.goal(f"scans/s of 8 desks with {SCREENS} screens open, errors, p99", "≥ 500, 0, ≤ 100 ms", measured, good)
    found.figures |= {"scans": busy.rate, "worst_ms": busy.worst}
    grown, curve = lists()
    last = curve.series["the same card again"]
    found.figures |= {"grown": last[-1][1] / last[0][1], "grown_to": last[-1][0]}
    found.tables += [least, table, grown]
    found.charts += [chart, curve]
    return found


def lists() -> tuple[Table, Chart]:
    """Scans again, and scans of unknown cards, as the list grows."""
    sizes = (250, 5000) if short() else (250, 5000, 50000)
    table = begin("As the list grows (4 desks)", ["guests", "scan", "per second", "p95 ms", "beside 250 guests"])
    chart = Chart("lists", "As the list grows", "guests", "scans in a second, 4 desks")
    base: dict[str, float] = {}
    for size in sizes:
        folder = temporary()
        codes = crowd.cards(folder, size)
        server = Server(folder).start()
        for what, which in (
            ("the same card again", codes[:4]),
            ("unknown card", ["27182818284590452353602874713526624977513"] * 4),
        ):
            found = apart(scanning, server.port, cookies(server), which, 4, SECONDS, True)
            rate = len(found["latencies"]) / found["seconds"]
            base.setdefault(what, rate)
            table.add(
                size, what, f"{rate:.0f}", percentile(found["latencies"], 0.95) * 1000, f"{rate / base[what]:.2f} ×"
            )
            chart.add(what, size, rate)
        server.kill()
    return table, chart


if __name__ == "__main__":
    main()
