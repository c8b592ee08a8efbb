"""The door: durable scans at 1 to 16 desks, with and without 206 open screens, beside the least that a server can do.

The desk's own search is measured in `bench.desk`.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from badges import guests
from badges.guests import Guest, Organisation
from bench.clients import Listeners, apart, scanning
from bench.floor import Rows
from bench.measure import ROOT, Table, begin, cpu, memory, p50_95_99, percentile, seconds, short
from examples.drive import SAMPLE, Device, Server, temporary
from kiosk import day as days

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 2.0 if short() else 6.0
SCREENS = 206
ROW = int(1000 * SECONDS)
"""Cards for one row of the table: more than any server scans in that time here."""


def people(folder: Path, count: int) -> list[str]:
    """A conference with so many guests; returns their codes."""
    days.make(folder, SAMPLE)
    day = days.open_day(folder)
    with day.db.writing(day.clock.stamp()) as writing:
        houses = [
            guests.put_organisation(writing, Organisation(f"o{n}", f"Công ty Số {n}", kind="business"))
            for n in range(100)
        ]
        listed = [
            guests.put(
                writing, Guest(f"g{n}", house.id, name(n), "Ông", "Giám đốc", "business"), day.key, day.settings.id
            )
            for n, house in zip(range(count), itertools.cycle(houses), strict=False)
        ]
    codes = [guests.code(guest, day.key, day.settings.id) for guest in listed]
    day.db.close()
    return codes


FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Thanh", "Quốc", "Hồng", "Ngọc", "Xuân", "Hữu")
GIVEN = (
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Đông",
    "Giang",
    "Hà",
    "Hòa",
    "Khánh",
    "Lan",
    "Mai",
    "Nam",
    "Phúc",
    "Quân",
    "Sơn",
    "Thủy",
)


def name(n: int) -> str:
    """The n-th invented name; they repeat, as names do."""
    return f"{FAMILY[n % 10]} {MIDDLE[n // 10 % 10]} {GIVEN[n // 100 % 16]}"


def bare_loop() -> float:
    """Durable commits of a scan's rows in a second, without any server, on this disk."""
    rows = Rows(temporary().parent / "bare.db")
    count = 500 if short() else 2000
    return count / seconds(lambda: [rows.commit() for _ in range(count)])


def floor(kind: str, desks: int) -> tuple[float, float]:
    """(answers in a second, processor ms each) of a bare server."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.floor", kind, "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        port = int(process.stdout.readline())  # type: ignore[union-attr]
        before = cpu(process.pid)
        found = apart(scanning, port, ["a=b"], ["1" * 41] * desks, desks, SECONDS, True)
        count = len(found["latencies"])
        return count / found["seconds"], (cpu(process.pid) - before) / count * 1000
    finally:
        process.kill()
        process.communicate()


def cookies(server: Server, desks: int) -> list[str]:
    """The cookies of enrolled desks. One device may be many desks to a server."""
    if server.port not in _enrolled:
        _enrolled[server.port] = [f"{cookie.name}={cookie.value}" for cookie in Device(server, "desk").jar]
    return _enrolled[server.port][:desks]


_enrolled: dict[int, list[str]] = {}
"""Port of a server → the cookie of a desk there; a link works once."""


def scans(table: Table, codes: list[str], server: Server, desks: int, screens: int, loop: float, least: float) -> None:
    """One row: so many desks, so many screens."""
    listeners = Listeners(server.port, screens, cookie=cookies(server, 1)[0]) if screens else None
    before = cpu(server.process.pid)
    share, codes[:] = codes[:ROW], codes[ROW:]
    found = apart(scanning, server.port, cookies(server, desks), share, desks, SECONDS, False)
    count = len(found["latencies"])
    each = (cpu(server.process.pid) - before) / count * 1000
    rate = count / found["seconds"]
    table.add(
        desks, screens, f"{rate:.0f}", p50_95_99(found["latencies"]), f"{each:.2f}", f"{each / least:.2f} ×",
        f"{rate / loop:.2f} ×", found["errors"], f"{memory(server.process.pid):.0f}",
    )  # fmt: skip
    if listeners:
        listeners.close()


def main() -> list[Table]:
    """Measure; returns the tables."""
    loop = bare_loop()
    least = begin("The least a server can do", ["what", "desks", "per second", "processor ms each"])
    least.add("bare loop: commit of the same rows", "–", f"{loop:.0f}", "–")
    floors = {}
    for kind, desks in (("answer", 8), ("commit", 8)):
        rate, each = floor(kind, desks)
        floors[kind] = each
        least.add(f"bare WSGI, {kind}", desks, f"{rate:.0f}", each)
    table = begin(
        "Durable scans",
        ["desks", "screens open", "scans/s", "p50 / p95 / p99 ms", "processor ms each", "of bare WSGI + commit", "of the bare loop's rate",
         "errors", "memory MiB"],
    )  # fmt: skip
    rows = (1, 8) if short() else (1, 4, 8, 16)
    for screens in (0, SCREENS):
        folder = temporary()
        codes = people(folder, ROW * len(rows))
        server = Server(folder).start()
        for desks in rows:
            scans(table, codes, server, desks, screens, loop, floors["commit"])
        server.kill()
    return [least, table, *lists()]


def lists() -> Iterator[Table]:
    """Scans again, and scans of unknown cards, as the list grows."""
    sizes = (250, 5000) if short() else (250, 5000, 50000)
    table = begin("As the list grows (4 desks)", ["guests", "scan", "per second", "p95 ms", "beside 250 guests"])
    base: dict[str, float] = {}
    for size in sizes:
        folder = temporary()
        codes = people(folder, size)
        server = Server(folder).start()
        for what, which in (
            ("the same card again", codes[:4]),
            ("unknown card", ["27182818284590452353602874713526624977513"] * 4),
        ):
            found = apart(scanning, server.port, cookies(server, 4), which, 4, SECONDS, True)
            rate = len(found["latencies"]) / found["seconds"]
            base.setdefault(what, rate)
            table.add(
                size, what, f"{rate:.0f}", percentile(found["latencies"], 0.95) * 1000, f"{rate / base[what]:.2f} ×"
            )
        server.kill()
    yield table


if __name__ == "__main__":
    main()
