"""The congress of docs/scaling.md: 20,000 guests, half of them in, sixty desks, thirteen scans a second.

And eight desks that never pause beside 206 open screens, with the list of the plan (250) and with 24,000. Desks' pages are bare
sockets here: a real one asks for nothing when somebody is scanned (`tests/browser/test_desk_frames.py`), and sixty browsers
would take the processor that is measured.
"""

from __future__ import annotations

import resource
import time

from badges import guests
from bench import crowd
from bench.clients import Listeners, apart, scanning
from bench.door import SCREENS, cookies, floor, pages
from bench.measure import Found, begin, cpu, p50_95_99, percentile, short
from kiosk.arrivals import admission
from kiosk.arrivals.admission import Coming
from tests.support.drive import Server, temporary

GUESTS, DESKS, RATE = 20_000, 60, 13.0
SECONDS = 8.0 if short() else 30.0
LISTS = (250, 24_000)


def congress(found: Found) -> None:
    """Sixty desks at the pace of people."""
    table = begin(
        "Congress",
        ["guests", "in", "desk pages", "files limit", "scans/s", "p50 / p95 / p99 ms", "share of a core", "errors"],
        "Each desk scans one guest in 4.6 seconds; half of the list came before.",
    )
    folder = temporary()
    with crowd.conference(folder) as day:
        codes = crowd.fill(day, GUESTS, 400)
        with day.db.writing(day.clock.stamp(), by="Bàn 1") as writing:
            for guest in guests.every(day.db)[: GUESTS // 2]:
                admission.admit_guest(writing, f"s{guest.id}", guest.id, "search", writing.at, Coming())
    server = Server(folder).start()
    mine = cookies(server)
    listeners = Listeners(server.port, [("desk", mine[0])] * DESKS)
    time.sleep(3)
    before = cpu(server.process.pid)
    got = apart(scanning, server.port, mine, codes[GUESTS // 2 :], DESKS, SECONDS, False, DESKS / RATE)
    busy = (cpu(server.process.pid) - before) / got["seconds"]
    rate, worst = len(got["latencies"]) / got["seconds"], percentile(got["latencies"], 0.99) * 1000
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    pace, _each, bare = floor("commit", DESKS, DESKS / RATE)
    table.add("–", "–", "bare WSGI + commit", limit, f"{pace:.1f}", p50_95_99(bare), "–", 0)
    table.add(
        f"{GUESTS:,}", f"{GUESTS // 2:,}", DESKS, limit, f"{rate:.1f}", p50_95_99(got["latencies"]), f"{busy:.0%}", got["errors"]
    )  # fmt: skip
    listeners.close()
    server.kill()
    met = rate >= RATE * 0.95 and worst <= 20 and busy <= 0.15
    found.goal(
        "congress: scans/s, p99, share of a core",
        "≥ 13, ≤ 20 ms, ≤ 15 %",
        f"{rate:.1f}, {worst:.0f} ms, {busy:.0%}",
        met,
    )
    found.tables.append(table)


def crowded(found: Found) -> None:
    """Eight desks without a pause, 206 screens open."""
    table = begin(
        f"Eight desks that never pause, {SCREENS} screens open, by the list",
        ["guests", "scans/s", "p50 / p95 / p99 ms", "processor ms each", "errors"],
    )
    for size in LISTS:
        folder = temporary()
        codes = crowd.cards(folder, size)
        server = Server(folder).start()
        mine = cookies(server)
        listeners = Listeners(server.port, pages(server))
        time.sleep(2)
        before = cpu(server.process.pid)
        # The plan's list is too short for as many first scans: there the same cards are shown again.
        got = apart(scanning, server.port, mine, codes, 8, min(SECONDS, 10.0), size < 1000)
        count = len(got["latencies"])
        each = (cpu(server.process.pid) - before) / count * 1000
        table.add(size, f"{count / got['seconds']:.0f}", p50_95_99(got["latencies"]), each, got["errors"])
        listeners.close()
        server.kill()
    found.tables.append(table)


def main() -> Found:
    """Measure."""
    found = Found()
    congress(found)
    crowded(found)
    return found


if __name__ == "__main__":
    main()
