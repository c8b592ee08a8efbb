"""Starting: to the first answer of an empty and of a full conference, and again after a kill; memory at rest."""

from __future__ import annotations

import subprocess
import sys
import time

from bench.measure import ROOT, Table, begin, memory, percentile, seconds, short
from examples.drive import Server, prepare, temporary

TIMES = 3 if short() else 8


def main() -> list[Table]:
    """Measure; returns the table."""
    table = begin("Starting", ["what", "median s", "beside a bare Python that imports Flask", "memory MiB"])
    bare = percentile([seconds(_bare) for _ in range(TIMES)], 0.5)
    table.add("bare Python, import flask", bare, "1.00 ×", "–")
    folder = temporary()
    prepare(folder)
    for what, kill in (("start to first answer, 250 guests", False), ("kill to first answer again", True)):
        waits, room = [], 0.0
        server = Server(folder).start()
        for _ in range(TIMES):
            start = time.perf_counter()
            server.kill()
            start = start if kill else time.perf_counter()
            server.start()
            waits.append(time.perf_counter() - start)
            room = memory(server.process.pid)
        server.kill()
        middle = percentile(waits, 0.5)
        table.add(what, middle, f"{middle / bare:.2f} ×", f"{room:.0f}")
    return [table]


def _bare() -> None:
    subprocess.run([sys.executable, "-c", "import flask"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
