"""The campaign: the long trials, with the counts that docs/trust-report.md publishes. `python -m bench.campaign`.

What needs root, strace or nft is left out with a word where it is not there. Nothing here decides a test;
the short forms in tests/trust do.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.house import ROOT
from tests.trials import clocks, line, loss, net, power, process
from tests.trials.door import Tally, conference

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = ROOT / "docs" / "trust-report.md"
HEAD = """# Trust report

Written by `make campaign`: {when}, commit {commit}, {machine}, Python {python}, SQLite {sqlite}. Every trial runs the
real server in its own process under four desks that send each scan until it is answered. *lost*: acknowledged and not
in the file, or with another answer; *doubled*: let in twice, or state and scans disagree; *false "already in"*: a first
scan that was answered "already in"; *faults*: `kiosk verify` (integrity, hash chain, state rebuilt from the log), and a
server that did not go on by itself.

| trial | times | acknowledged | refused | answers recovered | lost | doubled | false "already in" | faults | figures |
|---|---|---|---|---|---|---|---|---|---|
"""
ROOT_ONLY = os.name == "posix" and os.geteuid() == 0


def trials(times: int, disk: Path) -> list[tuple[str, str, Callable[[], Tally]]]:
    """(name, what it needs and is missing, the trial)."""
    strace = "" if shutil.which("strace") else "needs strace"
    root = "" if ROOT_ONLY else "needs root"
    fresh = _fresh(disk)
    faulty = [
        (f"strace {inject}", strace, lambda inject=inject: process.faulty_disk(fresh(), inject, 12.0, f"strace {inject}"))
        for inject in (
            "fdatasync:error=EIO:when=20+7", "pwrite64:error=ENOSPC:when=30+11", "pwrite64:error=EIO:when=30+11",
            "fdatasync:delay_enter=300000",
        )
    ]  # fmt: skip
    return [
        ("kill -9", "", lambda: process.kills(fresh(), times)),
        ("power cut", root, lambda: power.cuts(_place(disk), times)),
        ("full disk", root, lambda: _small(disk)),
        *faulty,
        ("sleep", "", lambda: process.sleep(fresh(), 18)),
        ("line", "", lambda: line.storms(fresh(), max(2, times // 10))),
        ("answers lost", "", lambda: line.lost_answers(fresh(), times)),
        ("lossy Wi-Fi", root or ("" if shutil.which("nft") else "needs nft"), lambda: net.lossy(fresh(), 10, 15.0)),
        ("clock", "", lambda: clocks.starts(fresh(), 8)),
        ("laptop lost", "", lambda: loss.losses(_place(disk), max(3, times * 6 // 10))),
    ]


def _place(disk: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=disk))


def _fresh(disk: Path) -> Callable[[], Path]:
    return lambda: conference(_place(disk) / "conference")


def _small(disk: Path) -> Tally:
    place = _place(disk)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", place], check=True)
    try:
        return process.full_disk(place)
    finally:
        subprocess.run(["umount", place], check=True)


def row(tally: Tally) -> str:
    """The tally as a line of the table."""
    figures = "; ".join(f"{name} {value}" for name, value in tally.figures.items())
    numbers = (tally.tries, tally.acked, tally.refused, tally.recovered, tally.lost, tally.doubled, tally.false_already)
    return f"| {tally.name} | {' | '.join(map(str, numbers))} | {len(tally.faults)} | {figures} |\n"


def main() -> int:
    """Run all trials, write the page, and end with 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="bench.campaign")
    parser.add_argument("--times", type=int, default=100, help="kills and power cuts")
    parser.add_argument("--out", type=Path, default=PAGE)
    options = parser.parse_args()
    wrong, lines = 0, []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as disk:
        for name, missing, trial in trials(options.times, Path(disk)):
            if missing:
                lines.append(f"| {name} | left out: {missing} | | | | | | | | |\n")
                continue
            began = time.monotonic()
            tally = trial()
            wrong += tally.wrong
            lines.append(row(tally))
            print(f"{time.monotonic() - began:6.0f} s  {lines[-1].strip()}", *tally.faults[:3], flush=True)
    options.out.write_text(head() + "".join(lines), encoding="utf-8")
    return int(wrong > 0)


def head() -> str:
    """The page's head: when, where, with what."""
    asked = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    return HEAD.format(
        when=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", commit=commit or "unknown",
        machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores", python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
