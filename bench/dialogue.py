"""The dialogue: from the moderator's request to the picture drawn in a real hall page, and to the last of many sockets,
beside a bare WebSocket fan-out of the same size, and the reference Socket.IO server of Node where Node is there."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench.chart import Chart
from bench.clients import Listeners, apart, scanning
from bench.door import cookie, cookies
from bench.measure import ROOT, Found, begin, cpu, memory, p50_95_99, percentile, short
from bench.recorded_dialogue import WATCH, recorded
from tests.support.drive import Device, Server, prepare, temporary

TIMES = 8 if short() else 25
SIZES = (50, 200) if short() else (50, 200, 1000, 5000)
PAUSE = 0.5
"""Seconds that each of ten desks waits between scans: twenty in a second, seventy times what the plan's door needs."""
NODE = """
import { createServer } from "node:http"; import { Server } from "socket.io";
const http = createServer((request, response) => { io.emit("picture", { html: "x".repeat(Number(process.argv[2])) }); response.end(); });
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false });
http.listen(0, "127.0.0.1", () => console.log(http.address().port));
"""


def main() -> Found:
    """Measure."""
    folder = temporary()
    prepare(folder)
    server = Server(folder, "14:55").start()
    found = Found()
    try:
        moderator = Device(server, "moderator")
        moderator.turn("next")
        size = len(moderator.get("/hall/picture")["html"].encode())
        found.figures["picture_bytes"] = size
        drawn(server, moderator, found)
        last(server, moderator, size, found)
        recorded(found)
        if not short():
            crowded(found)
    finally:
        server.kill()
    return found


def drawn(server: Server, moderator: Device, found: Found) -> None:
    """From the request to the picture drawn in Chromium."""
    from playwright.sync_api import sync_playwright

    title = "From the moderator's request to the picture drawn in a hall page"
    table = begin(title, ["screens open", "p50 / p95 / p99 ms", "answer p50 ms"])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for screens in (0, 206):
            listeners = Listeners(server.port, [("hall", cookie(moderator))] * screens) if screens else None
            page = browser.new_page(viewport={"width": 1920, "height": 1080})
            page.goto(f"{server.address}/hall")
            page.wait_for_timeout(1000)
            page.evaluate(WATCH)
            waits, answers = [], []
            number = moderator.get("/moderator/picture")["number"]
            for n in range(TIMES):
                start = time.time()
                number = moderator.turn("undo" if n % 2 else "next", seen=number)[1]["number"]
                answers.append(time.time() - start)
                page.wait_for_function("(number) => (window.drawnAt?.[number] ?? 0) > 0", arg=number)
                waits.append(page.evaluate("(number) => window.drawnAt[number]", number) / 1000 - start)
            table.add(screens, p50_95_99(waits), percentile(answers, 0.5) * 1000)
            slow = percentile(waits, 0.95) * 1000
            page.close()
            if listeners:
                listeners.close()
        browser.close()
    found.tables.append(table)
    found.goal("next → drawn in the hall with 206 screens open, p95", "≤ 100 ms", f"{slow:.0f} ms", slow <= 100)


def last(server: Server, moderator: Device, size: int, found: Found) -> None:
    """From the request to the last of so many sockets."""
    table = begin(
        "From the request to the last of so many sockets",
        ["sockets", "who", "p50 / p95 / p99 ms", "of the bare fan-out", "processor ms each time", "kB a socket"],
        f"A picture of the hall is {size} bytes.",
    )
    chart = Chart("last", "From the request to the last socket, median", "sockets", "ms")
    at: dict[tuple[str, int], float] = {}
    for count in SIZES:
        base = 0.0
        for who, start in (("bare fan-out", bare), ("Socket.IO of Node", node), ("Kiosk", None)):
            seen = ours(server, moderator, count) if start is None else start(count, size)
            if seen is None:
                table.add(count, who, "not there", "–", "–", "–")
                continue
            waits, each, room = seen
            middle = at[who, count] = percentile(waits, 0.5)
            base = base or middle
            table.add(count, who, p50_95_99(waits), f"{middle / base:.1f} ×", each, room)
            chart.add(who, count, round(middle * 1000, 1))
            found.figures["socket_kb"] = room
    found.tables.append(table)
    found.charts.append(chart)
    if ("Socket.IO of Node", 1000) in at:
        share = at["Kiosk", 1000] / at["Socket.IO of Node", 1000]
        found.goal("last of 1,000 sockets, of Node's Socket.IO", "≤ 1.5 ×", f"{share:.2f} ×", share <= 1.5)


def crowded(found: Found) -> None:
    """Five thousand phones look on while ten desks scan and the dialogue goes on."""
    table = begin("5,000 phones and ten desks at once", ["what", "p50 / p95 / p99 ms", "how many", "errors or missing"])
    folder = temporary()
    codes = [*prepare(folder).values()]
    server = Server(folder, "14:55").start()
    try:
        moderator = Device(server, "moderator")
        half = [("phone", cookie(moderator))] * 2500  # known devices: so many of one address would be turned away
        phones, more = Listeners(server.port, half), Listeners(server.port, half)
        with ThreadPoolExecutor() as pool:
            scans = pool.submit(apart, scanning, server.port, cookies(server), codes, 10, TIMES * 0.8, False, PAUSE)
            waits: list[float] = []
            missing = 0
            for _ in range(TIMES):
                time.sleep(0.5)
                for listeners in (phones, more):
                    listeners.expect()
                start = time.time()
                assert moderator.turn("next")[0] == 200
                heard = [*pool.map(lambda listeners, at=start: listeners.heard(at, 8), (phones, more))]
                waits += [wait for part in heard for wait in part]
                missing += phones.up + more.up - sum(map(len, heard))
            done = scans.result()
        table.add("a phone's picture, each phone each time", p50_95_99(waits), len(waits), missing)
        table.add("a scan", p50_95_99(done["latencies"]), len(done["latencies"]), done["errors"])
        found.tables.append(table)
        told, answered = (percentile(part, 0.95) * 1000 for part in (waits, done["latencies"]))
        found.goal("5,000 phones have the picture, p95", "≤ 1,000 ms", f"{told:.0f} ms", told <= 1000 and not missing)
        found.goal(
            "ten desks scan meanwhile, p95", "≤ 250 ms", f"{answered:.0f} ms", answered <= 250 and not done["errors"]
        )
        phones.close()
        more.close()
    finally:
        server.kill()


def ours(server: Server, moderator: Device, count: int) -> tuple[list[float], float, float]:
    """The product's own."""
    idle = memory(server.process.pid)
    listeners = Listeners(server.port, [("hall", cookie(moderator))] * count)
    time.sleep(1)
    room = (memory(server.process.pid) - idle) * 1024 / max(1, listeners.up)
    moves = itertools.cycle(("next", "undo"))
    seen = moderator.get("/moderator/picture")["number"]

    def tell() -> None:
        nonlocal seen
        seen = moderator.turn(next(moves), seen=seen)[1]["number"]

    before = cpu(server.process.pid)
    waits = rounds(listeners, tell)
    each = (cpu(server.process.pid) - before) / TIMES * 1000
    listeners.close()
    return waits, each, room


def rounds(listeners: Listeners, tell: Any) -> list[float]:
    """Tell so many times; each time the wait of the last socket."""
    waits = []
    for _ in range(TIMES):
        time.sleep(0.05)
        listeners.expect()
        start = time.time()
        tell()
        heard = listeners.heard(start, 15)
        waits.append(max(heard, default=15.0) if len(heard) >= listeners.up else 15.0)
    return waits


def bare(count: int, size: int) -> tuple[list[float], float, float]:
    """One frame to everybody, by hand."""
    return _beside([sys.executable, "-m", "bench.floor", "fan", "0"], count, str(size), ROOT, "bare")


def node(count: int, size: int) -> tuple[list[float], float, float] | None:
    """The reference server, fetched by npm into a folder that is thrown away."""
    if not (shutil.which("node") and shutil.which("npm")):
        return None
    place = Path(tempfile.gettempdir()) / "kiosk-bench-node"
    if not (place / "node_modules" / "socket.io").is_dir():
        place.mkdir(exist_ok=True)
        (place / "package.json").write_text('{"type": "module", "private": true}')
        done = subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--no-fund", "socket.io@4.8"], cwd=place, check=False
        )
        if done.returncode:
            return None
    (place / "fan.mjs").write_text(NODE)
    return _beside(["node", "fan.mjs", str(size)], count, "", place, "socket.io")


def _beside(command: list[str], count: int, body: str, where: Path, kind: str) -> tuple[list[float], float, float]:
    process = subprocess.Popen(command, cwd=where, stdout=subprocess.PIPE, text=True)
    try:
        port = int(process.stdout.readline())  # type: ignore[union-attr]
        idle = memory(process.pid)
        listeners = Listeners(port, [("hall", "")] * count, kind)
        time.sleep(1)
        room = (memory(process.pid) - idle) * 1024 / max(1, listeners.up)
        before = cpu(process.pid)
        waits = rounds(
            listeners,
            lambda: urllib.request.urlopen(f"http://127.0.0.1:{port}/", body.encode() or b"x", timeout=20).read(),
        )
        each = (cpu(process.pid) - before) / TIMES * 1000
        listeners.close()
        return waits, each, room
    finally:
        process.kill()
        process.communicate()


if __name__ == "__main__":
    main()
