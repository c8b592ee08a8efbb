"""What measurements share: percentiles, tables as text and as Markdown, the machine they ran on."""

from __future__ import annotations

import platform
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.chart import Chart

ROOT = Path(__file__).parent.parent


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share (0 to 1) of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def p50_95_99(values: Sequence[float]) -> str:
    """Median, 95th and 99th percentile in milliseconds, from seconds."""
    return " / ".join(f"{percentile(values, share) * 1000:.1f}" for share in (0.5, 0.95, 0.99))


@dataclass
class Table:
    """One table of a measurement."""

    title: str
    heads: list[str]
    note: str = ""
    rows: list[list[Any]] = field(default_factory=list)

    def add(self, *cells: Any) -> None:
        """One more row; it is said at once, as long work should be seen to go on."""
        self.rows.append([f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in cells])
        print("  ", " | ".join(self.rows[-1]), flush=True)

    def markdown(self) -> str:
        """The table for a document."""
        lines = [f"### {self.title}", "", *([self.note, ""] if self.note else [])]
        lines += ["| " + " | ".join(self.heads) + " |", "|" + "---|" * len(self.heads)]
        lines += ["| " + " | ".join(row) + " |" for row in self.rows]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Goal:
    """What was aimed at, and what was measured."""

    what: str
    limit: str
    measured: str
    met: bool

    def row(self) -> str:
        """The goal as a row for a document."""
        return f"| {self.what} | {self.limit} | {self.measured} | {'met' if self.met else '**missed**'} |"


@dataclass
class Found:
    """All that one measurement found."""

    tables: list[Table] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)
    """What `bench.scaling` reckons with, by name."""

    def goal(self, what: str, limit: str, measured: str, met: bool) -> None:
        """One more goal; it is said at once."""
        self.goals.append(Goal(what, limit, measured, met))
        print(f"   goal: {what} {limit}: {measured}, {'met' if met else 'MISSED'}", flush=True)


def begin(title: str, heads: list[str], note: str = "") -> Table:
    """Say what is measured now."""
    print(f"\n{title}\n   {' | '.join(heads)}", flush=True)
    return Table(title, heads, note)


def machine() -> str:
    """The machine, the versions and the commit, as a list for a document."""
    names = (
        "flask",
        "flask-socketio",
        "python-socketio",
        "python-engineio",
        "gevent",
        "simple-websocket",
        "sqlite-utils",
    )
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    ).stdout.strip()
    return "\n".join(
        [
            f"- {platform.system()} {platform.machine()}, {psutil.cpu_count()} cores, {psutil.virtual_memory().total >> 30} GiB",
            f"- Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}",
            "- " + ", ".join(f"{name} {version(name)}" for name in names),
            f"- commit {commit or 'unknown'}, {time.strftime('%d/%m/%Y')}",
        ]
    )


def seconds(action: Callable[[], Any]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def cpu(process: int) -> float:
    """Processor seconds that a process has used, its children's included."""
    times = psutil.Process(process).cpu_times()
    return float(times.user + times.system)


def memory(process: int) -> float:
    """Memory of a process in MiB."""
    return float(psutil.Process(process).memory_info().rss / 1048576)


def peak() -> float:
    """The most memory that this process ever had, in MiB, where the system tells; else what it has now."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    most = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
    return most / 1024 if most else memory(psutil.Process().pid)


def short() -> bool:
    """Whether only a short form is wanted: `--short`."""
    return "--short" in sys.argv
