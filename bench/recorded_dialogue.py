"""The dialogue with eight desks scanning, while the hall is recorded and while it is not, in turn: a part of `bench.dialogue`."""

from __future__ import annotations

import itertools
import shutil
import time

from bench.clients import scanning, together
from bench.door import cookies
from bench.measure import Found, begin, p50_95_99, percentile, short
from tests.support.drive import Device, Server, prepare, temporary, visit

ROUNDS, ROUND_SECONDS = (2, 5.0) if short() else (6, 15.0)
"""Of the desks without and with a recording, each in turn."""
DESK_PAUSE = 0.05
"""Seconds between the scans of one of eight desks: some hundred in a second."""
MOVES = itertools.cycle(("next", "undo"))
FAKE = ["--no-sandbox", "--disable-gpu", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
DRAWN = "(number) => Math.min(...Object.entries(drawnAt).filter(([n]) => n >= number).map(([, at]) => at))"
"""The moment when the first picture of this number or a later one was drawn; Infinity where none was."""
WATCH = """() => {
  window.drawnAt = {};
  document.getElementById("picture").addEventListener("picture", (event) =>
    requestAnimationFrame(() => requestAnimationFrame(() => { window.drawnAt[event.detail.number] = Date.now(); })));
}"""


def recorded(found: Found) -> None:
    """Eight desks scan and the moderator goes on, while the secretary's page records and while it does not, in turn."""
    from playwright.sync_api import sync_playwright

    folder = temporary()
    codes = [*prepare(folder).values()]
    toml = folder / "conference.toml"
    toml.write_text(f"{toml.read_text(encoding='utf-8')}\n[recording]\non = true\n", encoding="utf-8")
    server = Server(folder, "14:55").start()
    scans: dict[bool, list[float]] = {False: [], True: []}
    waits: dict[bool, list[float]] = {False: [], True: []}
    errors = {False: 0, True: 0}
    try:
        moderator = Device(server, "moderator")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FAKE)
            hall, secretary = (browser.new_page(viewport={"width": 1920, "height": 1080}) for _ in range(2))
            hall.goto(f"{server.address}/hall")
            hall.evaluate(WATCH)
            visit(secretary, server.links["secretary"])
            for _ in range(ROUNDS):
                for on in (False, True):
                    if (secretary.get_attribute("#record", "aria-pressed") == "true") != on:
                        secretary.click("#record")
                        secretary.wait_for_selector(f"#record[aria-pressed={str(on).lower()}]:enabled")
                    done = together(scanning, server.port, cookies(server), codes, 8, ROUND_SECONDS, True, DESK_PAUSE)
                    end = time.monotonic() + ROUND_SECONDS
                    while time.monotonic() < end:
                        start = time.time()
                        number = moderator.turn(next(MOVES))[1]["number"]
                        hall.wait_for_function(f"(number) => isFinite(({DRAWN})(number))", arg=number)
                        waits[on].append(hall.evaluate(DRAWN, number) / 1000 - start)
                        time.sleep(0.2)
                    answer = done()
                    scans[on] += answer["latencies"]
                    errors[on] += answer["errors"]
            browser.close()
    finally:
        server.kill()
    heads = [
        "the secretary's page",
        "scans, errors",
        "scan p50 / p95 / p99 ms",
        "next → drawn in the hall p50 / p95 / p99 ms",
    ]
    table = begin(
        "Eight desks and the moderator while the hall is recorded",
        heads,
        "In turn, so that what else the machine does meets both.",
    )
    for on, name in ((False, "records nothing"), (True, "records")):
        table.add(name, f"{len(scans[on])}, {errors[on]}", p50_95_99(scans[on]), p50_95_99(waits[on]))
    ratio = lambda part, share: percentile(part[True], share) / percentile(part[False], share)  # noqa: E731
    table.add(
        "recording, of nothing: p99 of scans, p95 of next",
        "",
        f"{ratio(scans, 0.99):.2f} ×",
        f"{ratio(waits, 0.95):.2f} ×",
    )
    found.tables.append(table)
    found.goal(
        "scan p99 of 8 desks while the hall is recorded, of without",
        "≤ 1.1 ×",
        f"{ratio(scans, 0.99):.2f} ×",
        ratio(scans, 0.99) <= 1.1,
    )
    found.goal(
        "next → hall p95 while it is recorded, of without",
        "≤ 1.1 ×",
        f"{ratio(waits, 0.95):.2f} ×",
        ratio(waits, 0.95) <= 1.1,
    )
