"""The trust report as a page: what was tried, what came of it, and each promise beside its measured figure.

Everything on it is computed from the tallies of one campaign, and from the goals in docs/performance.md, with the commit
of which they speak. What was not tried says so.
"""

from __future__ import annotations

import math
import os
import platform
import re
import sqlite3
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.support.server_process import ROOT
from tests.support.trials.door import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bench.campaign import Kept

    Judge = Callable[[Mapping[str, Tally]], tuple[str, str]]
    """From the tallies: what was measured, and whether that is what was promised."""

PAGE = """# Trust report

Written by `make campaign`, all of it: {when}, commit {commit}, {machine}, Python {python}, SQLite {sqlite}; {minutes} minutes{sittings}.

**{verdict}**

Every trial runs the real server in its own process, most of them under four desks that send each scan until it is
answered. *lost*: acknowledged and not in the file, or with another answer; *doubled*: let in twice, or state and scans
disagree; *false "already in"*: a first scan that was answered "already in"; *faults*: what `kiosk verify` found
(integrity, hash chain, state rebuilt from the log), or a server, a screen or a refusal that was not as it must be.

| trial | times | acknowledged | refused | answers recovered | lost | doubled | false "already in" | faults | figures |
|---|---|---|---|---|---|---|---|---|---|
{trials}
{faults}
## Promised and measured

| promise | figure | measured | |
|---|---|---|---|
{promises}"""

MET, MISSED, TOO_FEW = "met", "**missed**", "too few tries to say"
Results = dict[str, "Tally | str"]
"""Of each trial its tally, or why it was left out."""


@dataclass(frozen=True)
class Promise:
    """What is promised, and how it is held against the tallies of the trials it needs."""

    name: str
    figure: str
    needs: tuple[str, ...]
    judge: Judge


def _nothing(tries: int, *names: str) -> Judge:
    """Nothing lost, doubled or at fault in these trials, each done at least so often."""

    def judge(done: Mapping[str, Tally]) -> tuple[str, str]:
        found = [done[name] for name in names]
        text = ", ".join(f"{one.wrong} in {one.tries} ({one.name})" for one in found)
        if any(one.wrong for one in found):
            return text, MISSED
        return text, MET if all(one.tries >= tries for one in found) else TOO_FEW

    return judge


def _within(limits: dict[tuple[str, str], float]) -> Judge:
    """The worst of these figures in seconds, (trial, name) → limit."""

    def judge(done: Mapping[str, Tally]) -> tuple[str, str]:
        found = {key: done[key[0]].measured.get(key[1], math.inf) for key in limits}
        texts = (f"{value:.2f} s ({done[trial].name})" for (trial, _name), value in found.items())
        return ", ".join(texts), MET if all(value <= limits[key] for key, value in found.items()) else MISSED

    return judge


def _recovered(done: Mapping[str, Tally]) -> tuple[str, str]:
    answers, false = sum(one.recovered for one in done.values()), sum(one.false_already for one in done.values())
    return f"{false}; {answers} answers came again the same", MISSED if false else MET if answers else TOO_FEW


def _refused(done: Mapping[str, Tally]) -> tuple[str, str]:
    one = done["hostile lists"]
    seconds, room = (one.measured.get(name, math.inf) for name in ("hostile seconds", "hostile memory"))
    text = f"{one.refused} refusals of {2 * one.tries}, worst {seconds:.2f} s and {room:.0f} MB, {one.wrong} faults"
    return text, MET if seconds <= 2 and room <= 200 and not one.wrong and one.refused == 2 * one.tries else MISSED


def _taken_over(done: Mapping[str, Tally]) -> tuple[str, str]:
    one = done["takeover"]
    seconds = one.measured.get("takeover", math.inf)
    return f"{seconds:.2f} s, {one.wrong} lost or wrong in {one.tries}", MISSED if one.wrong or seconds > 120 else MET


DISK = ("full disk", "strace fdatasync:error=EIO:when=20+7", "strace pwrite64:error=ENOSPC:when=30+11",
        "strace pwrite64:error=EIO:when=30+11")  # fmt: skip
PROMISES = (
    Promise(
        "acknowledged scans lost or doubled", "0 in 100 kills and in 100 power cuts", ("kills", "cuts"),
        _nothing(100, "kills", "cuts"),
    ),
    Promise("false “already in” after a lost answer", "0", ("kills", "line", "lost answers"), _recovered),
    Promise("one card at four desks at once", "exactly one welcome in 200 of 200", ("same card",), _nothing(200, "same card")),
    Promise(
        "server killed: first answer", "at most 5 s", ("kills", "screens"),
        _within({("kills", "first answer"): 5, ("screens", "first answer"): 5}),
    ),
    Promise("server killed: all 209 screens right", "at most 10 s", ("screens",), _within({("screens", "last screen"): 10})),
    Promise("desk without a server: 250 scans are sent", "at most 10 s", ("drain",), _within({("drain", "drained"): 10})),
    Promise("10 % of packets lost: scan, p95", "at most 5 s", ("lossy",), _within({("lossy", "lossy scan"): 5})),
    Promise("laptop lost", "0 check-ins lost", ("laptop lost",), _nothing(60, "laptop lost")),
    Promise("disk full, failing disk", "0 false acknowledgements, goes on without a restart", DISK, _nothing(1, *DISK)),
    Promise("clock jumps", "order is the log's, the jump is told", ("jumps", "starts"), _nothing(1, "jumps", "starts")),
    Promise("dead line said on the hall's screen", "at most 10 s", ("dead line",), _within({("dead line", "dead line"): 10})),
    Promise(
        "the spare laptop takes over: pulled plug to first answer, by its one command; people's minutes are not in it",
        "at most 2 minutes, nothing lost", ("takeover",), _taken_over,
    ),
    Promise("hostile list", "refused in 2 s and 200 MB, nothing of it kept", ("hostile lists",), _refused),
)  # fmt: skip


@dataclass(frozen=True)
class Goal:
    """A promise whose figure `make bench` measures: the row of the goals it stands in, and the numbers allowed there."""

    name: str
    figure: str
    row: str
    least: tuple[float, ...]
    most: tuple[float, ...]

    def line(self, page: str) -> tuple[str, str, str, str]:
        """Its line, from the text of docs/performance.md."""
        found = re.search(rf"^\| {re.escape(self.row)} \|[^|]*\| ([^|]+) \|", page, re.MULTILINE)
        commit = re.search(r"^- commit (\w+)", page, re.MULTILINE)
        if not found or not commit:
            return self.name, self.figure, f"not in {PERFORMANCE}: {self.row}", ""
        numbers = [float(re.sub(r"[^\d.]", "", text)) for text in found[1].split(", ")]
        good = len(numbers) == len(self.most) and all(map(_between, self.least, numbers, self.most))
        return self.name, self.figure, f"{found[1]} (`make bench`, commit {commit[1]})", MET if good else MISSED


def _between(least: float, number: float, most: float) -> bool:
    return least <= number <= most


PERFORMANCE = "docs/performance.md"
GOALS = (
    Goal(
        "scans in a second of eight desks, errors, and p99, with 206 screens open", "at least 100, 0, at most 250 ms",
        "scans/s of 8 desks with 206 screens open, errors, p99", (100, 0, 0), (math.inf, 0, 250),
    ),
    Goal(
        "“next” to the hall's screen, p95", "at most 250 ms",
        "next → drawn in the hall with 206 screens open, p95", (0,), (250,),
    ),
    Goal("5,000 phones at one process, p95", "at most 2 s", "5,000 phones have the picture, p95", (0,), (2000,)),
)  # fmt: skip


def row(tally: Tally) -> str:
    """The tally as a line of the table."""
    figures = "; ".join(f"{name} {value}" for name, value in tally.figures.items())
    numbers = (tally.tries, tally.acked, tally.refused, tally.recovered, tally.lost, tally.doubled, tally.false_already)
    return f"| {tally.name} | {' | '.join(map(str, numbers))} | {len(tally.faults)} | {figures} |\n"


def promises(results: Results) -> list[tuple[str, str, str, str]]:
    """Each promise: its name, its figure, what was measured, and whether that is met (empty where it was not measured).

    Those that `make bench` measures stand at the end.
    """
    lines = []
    for promise in PROMISES:
        done = {name: one for name in promise.needs if isinstance(one := results.get(name), Tally)}
        if len(done) < len(promise.needs):
            absent = ", ".join(name for name in promise.needs if name not in done)
            lines.append((promise.name, promise.figure, f"not in this run: {absent}", ""))
            continue
        lines.append((promise.name, promise.figure, *promise.judge(done)))
    page = (ROOT / PERFORMANCE).read_text(encoding="utf-8")
    return lines + [goal.line(page) for goal in GOALS]


def page(results: Results, kept: Kept) -> str:
    """The whole page."""
    done = [one for one in results.values() if isinstance(one, Tally)]
    rows = [
        row(one) if isinstance(one, Tally) else f"| {name} | left out: {one} |{' |' * 8}\n"
        for name, one in results.items()
    ]
    faults = "".join(f"- {one.name}: {fault}\n" for one in done for fault in one.faults[:5])
    held = promises(results)
    return PAGE.format(
        when=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", commit=kept.commit, minutes=round(kept.seconds / 60),
        sittings=f" in {kept.sittings} sittings" if kept.sittings > 1 else "",
        machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores", python=platform.python_version(),
        sqlite=sqlite3.sqlite_version, verdict=verdict(done, held), trials="".join(rows),
        faults=f"\nFaults:\n\n{faults}\n" if faults else "", promises="".join(f"| {' | '.join(line)} |\n" for line in held),
    )  # fmt: skip


def verdict(done: list[Tally], held: list[tuple[str, str, str, str]]) -> str:
    """The head's sentence."""
    sums = {name: sum(getattr(one, name) for one in done) for name in ("acked", "lost", "doubled", "false_already")}
    met, missed = ([line[0] for line in held if line[3] == word] for word in (MET, MISSED))
    return (
        f"{sums['acked']} scans acknowledged in {len(done)} trials: {sums['lost']} lost, {sums['doubled']} doubled, "
        f"{sums['false_already']} false “already in”, {sum(len(one.faults) for one in done)} faults. "
        f"Promises: {len(met)} met, {len(missed)} missed{': ' + ', '.join(missed) if missed else ''}."
    )


def commit() -> str:
    """The commit by hash and subject, and whether the files differ from it."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs")
    return (git("log", "-1", "--format=%h “%s”") or "unknown") + (
        ", with changes that are not in it" if changed else ""
    )
