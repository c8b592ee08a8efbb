"""Starting: installing, the first answer, back after a kill (with and without the supervisor) until the last screen is right."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import venv
from typing import TYPE_CHECKING

from bench.clients import Listeners, coming_back, together
from bench.door import SCREENS, pages
from bench.measure import ROOT, Found, Table, begin, memory, percentile, seconds, short
from tests.support.drive import Server, prepare, temporary
from tests.support.server_process import House

if TYPE_CHECKING:
    from pathlib import Path

TIMES = 3 if short() else 8


def main() -> Found:
    """Measure."""
    found = Found()
    table = begin("Starting", ["what", "median s", "longest s", "beside a bare Python that imports Flask"])
    bare = percentile([seconds(_bare) for _ in range(TIMES)], 0.5)
    table.add("bare Python, import flask", bare, "–", "1.00 ×")

    def row(what: str, waits: list[float]) -> None:
        middle = percentile(waits, 0.5)
        table.add(what, middle, max(waits), f"{middle / bare:.2f} ×")

    folder = temporary()
    prepare(folder)
    python = sys.executable
    if not short():
        python, took = install()
        row("install, packages from pip's own store where it has them", [took])
    first = [started(folder) for _ in range(TIMES)]
    row("start to first answer, 250 guests", first)
    back, right = killed(folder)
    row("killed, first answer again", back)
    row(f"killed, the last of {SCREENS + 3} screens is right again", right)
    found.goal("start to first answer", "≤ 3 s", f"{percentile(first, 0.5):.1f} s", percentile(first, 0.5) <= 3)
    found.tables += [table, rooms(folder, python, found)]
    return found


def started(folder: Path) -> float:
    """From the command to the first answer."""
    house = House(folder, supervised=True)
    try:
        return seconds(lambda: house.begin())
    finally:
        house.stop()


def killed(folder: Path) -> tuple[list[float], list[float]]:
    """From kill -9 to the first answer, and to the picture on the last of all open pages, which try four times a second."""
    house = House(folder, supervised=True).begin()
    all_pages = [*pages(house), *pages(house)[:3]]
    back, right = [], []
    for _ in range(TIMES):
        listeners = Listeners(house.port, all_pages)
        time.sleep(4)  # the next one has loaded
        start = time.time()
        os.kill(house.server(), signal.SIGKILL)
        waiting = together(coming_back, house.port, all_pages)
        house.wait()
        back.append(time.time() - start)
        right.append(waiting() - start)
        listeners.close()
    house.stop()
    return back, right


def rooms(folder: Path, python: str, found: Found) -> Table:
    """Memory of the server as an office has it installed, without developers' packages: at rest, and with all pages open."""
    table = begin("Memory of the server's process", ["what", "MiB", "beside a bare Python that imports Flask"])
    bare = float(subprocess.run([python, "-c", ROOM], cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    server = Server(folder, python=python).start()
    rest = memory(server.process.pid)
    listeners = Listeners(server.port, pages(server))
    time.sleep(2)
    loaded = memory(server.process.pid)
    for what, room in (("bare Python, import flask", bare), ("at rest", rest), (f"{SCREENS} screens open", loaded)):
        table.add(what, f"{room:.0f}", f"{room / bare:.1f} ×")
    found.goal(f"memory with {SCREENS} screens open", "≤ 120 MiB", f"{loaded:.0f} MiB", loaded <= 120)
    found.figures |= {"rest_mib": rest}
    listeners.close()
    server.kill()
    return table


def install() -> tuple[str, float]:
    """A new environment with what the product needs and nothing else, as the lock names it: its Python, and how long it took."""
    place = temporary()
    python = str(place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))

    def work() -> None:
        venv.create(place, with_pip=True)
        words = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--constraint",
            "requirements.lock",
        ]
        subprocess.run([*words, "."], cwd=ROOT, check=True)

    return python, seconds(work)


ROOM = "import flask, psutil; print(psutil.Process().memory_info().rss / 1048576)"


def _bare() -> None:
    subprocess.run([sys.executable, "-c", "import flask"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
