"""The door with the pages open that are open on the day: real desks in Chromium, one scan a second, and what one costs the server.

Each row says the size of the list, the pages open and the limit of open files, and stands beside the same scans with no page open.
The browser counts what its pages ask for, so that a page that asks too much is seen.
"""

from __future__ import annotations

import resource
import shutil
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from bench import crowd
from bench.clients import apart, scanning
from bench.door import cookies
from bench.measure import Found, begin, cpu, p50_95_99, short
from tests.support.drive import Server, temporary, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCANS = 8 if short() else 24
"""Scans of one row, one a second."""
DESKS = (4, 8) if short() else (4, 8, 16)
GUESTS = 250
MOST = 3.0
"""Times the same scan without a page: a laptop that is otherwise idle pays more for each act than one without a pause."""
KEYS = """({code}) => {
    let at = performance.now() + 50;
    for (const key of [...code, "Enter"]) {
        const event = new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true});
        Object.defineProperty(event, "timeStamp", {value: at += 2});
        document.activeElement.dispatchEvent(event);
    }
}"""


def processor(process: int) -> float:
    """Processor seconds of a process, to the nanosecond where the system tells them."""
    found = [path.read_text().split()[0] for path in Path(f"/proc/{process}/task").glob("*/schedstat")]
    return sum(map(int, found)) / 1e9 if found else cpu(process)


def desks(browser: Browser, server: Server, count: int, asked: Counter[str]) -> list[Page]:
    """So many real desk pages, each in a browser of its own; `asked` counts what they ask for."""
    first = browser.new_context(viewport={"width": 1366, "height": 768})
    opener = first.new_page()
    visit(opener, server.links["desk"])
    pages = []
    for n in range(count):
        context = first if n == 0 else browser.new_context(viewport={"width": 1366, "height": 768})
        if n:
            context.add_cookies(first.cookies())  # type: ignore[arg-type]
        page = opener if n == 0 else context.new_page()
        page.on("request", lambda request: asked.update([f"{request.method} {urlsplit(request.url).path}"]))
        page.goto(f"{server.address}/desk")
        page.wait_for_selector("#saved[data-saved]", timeout=60_000)
        pages.append(page)
    return pages


def row(browser: Browser, folder: Path, codes: list[str], count: int) -> tuple[float, list[float], Counter[str]]:
    """(processor ms a scan, seconds to the answer, requests) with so many desks open."""
    server = Server(folder).start()
    asked: Counter[str] = Counter()
    try:
        pages = desks(browser, server, count, asked)
        pages[0].wait_for_timeout(4000)
        asked.clear()
        answers: list[float] = []
        before, start = processor(server.process.pid), time.monotonic()
        for n in range(SCANS):
            page = pages[n % count]
            at = time.monotonic()
            with page.expect_response("**/desk/scans"):
                page.evaluate(KEYS, {"code": codes.pop()})
            answers.append(time.monotonic() - at)
            pages[0].wait_for_timeout(max(0, (start + n + 1 - time.monotonic()) * 1000))
        each = (processor(server.process.pid) - before) / SCANS * 1000
        for context in browser.contexts:
            context.close()
        return each, answers, asked
    finally:
        server.kill()


def alone(folder: Path, codes: list[str]) -> float:
    """Processor ms a scan, one a second, with no page open; what an idle server costs is in it."""
    server = Server(folder).start()
    try:
        mine = cookies(server)
        time.sleep(3)
        before = processor(server.process.pid)
        apart(scanning, server.port, mine, codes[:SCANS], 1, SCANS, False, 1.0)
        return (processor(server.process.pid) - before) / SCANS * 1000
    finally:
        server.kill()


def main() -> Found:
    """Measure."""
    found = Found()
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    table = begin(
        "One scan a second with real desk pages open",
        [
            "guests",
            "desk pages",
            "files limit",
            "processor ms a scan",
            "of no page",
            "p50 / p95 / p99 ms",
            "desk/list",
            "healthz",
            "status",
        ],
        "Everything that the pages ask for meanwhile is counted as the scans' cost; requests are of all pages, by scan.",
    )
    folder = temporary()
    least = alone(folder, crowd.cards(folder, GUESTS))
    table.add(GUESTS, 0, limit, least, "1.0 ×", "–", "–", "–", "–")
    worst = 0.0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for count in DESKS:
            folder = temporary()
            each, answers, asked = row(browser, folder, crowd.cards(folder, GUESTS), count)
            worst = max(worst, each / least)
            parts = [asked[f"GET {path}"] / SCANS for path in ("/desk/list", "/healthz")]
            table.add(
                GUESTS,
                count,
                limit,
                each,
                f"{each / least:.1f} ×",
                p50_95_99(answers),
                *parts,
                asked["POST /desk/status"] / SCANS,
            )
        browser.close()
    found.tables.append(table)
    found.goal(
        f"processor of a scan with {DESKS[-1]} real desk pages, of none",
        f"≤ {MOST:.0f} ×",
        f"{worst:.1f} ×",
        worst <= MOST,
    )
    return found


if __name__ == "__main__":
    main()
