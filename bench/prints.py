"""How long printing takes: `python -m bench.prints`. Each beside what it cannot do without, measured in the same run.

Badges and cards stand beside the bare symbols of the same codes, made by qrcode alone; the roll beside its bare lines put
into a PDF by fpdf2 alone.
"""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import psutil
import qrcode
from qrcode.constants import ERROR_CORRECT_Q

from badges import guests
from bench import crowd
from bench.chart import Chart
from bench.measure import Found, Table, begin, short
from kiosk import assets
from kiosk.papers.pdf import catalogue, selection
from kiosk.papers.pdf.sheet import Sheet
from tests.support.drive import temporary

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.conference.conference import Conference

SIZES = (250, 1000, 5000)
PAPERS = ("cards", "badges", "roll")


def bare_squares(conference: Conference) -> int:
    """The symbols alone."""
    for guest in guests.every(conference.db):
        symbol = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, mask_pattern=0)
        symbol.add_data(guests.code(guest, conference.key, conference.settings.id))
        symbol.make()
    return 0


def bare_lines(conference: Conference) -> int:
    """The roll's five texts of each guest put one after another, without table or order."""
    sheet = Sheet("x", datetime.now(UTC))
    houses = guests.organisations(conference.db)
    for n, guest in enumerate(guests.every(conference.db)):
        if not n % 25:
            sheet.add_page()
            sheet.set_font(assets.font().stem, "", 10)
        for k, text in enumerate((str(n), guest.name, guest.position, houses[guest.organisation].name, "")):
            sheet.text(10 + 40 * k, 20 + n % 25 * 10, text)
    return len(sheet.output())


def drawn(conference: Conference, what: str) -> int:
    """One paper; its length in bytes."""
    return len(catalogue.draw(conference, catalogue.find(what), selection.choose(conference)).output())


def timed(work: Callable[[], int]) -> tuple[float, int]:
    """Seconds of this process, and what the work returned."""
    began = time.process_time()
    size = work()
    return time.process_time() - began, size


def measure(people: int, table: Table) -> dict[str, float]:
    """One row for each paper at this size. Returns the seconds of each."""
    took: dict[str, float] = {}
    with crowd.conference(temporary()) as conference:
        crowd.fill(conference, people, people, arrived=True)
        for what in PAPERS:
            bare, _none = timed(
                lambda what=what: bare_lines(conference) if what == "roll" else bare_squares(conference)
            )
            took[what], size = timed(lambda what=what: drawn(conference, what))
            memory = psutil.Process().memory_info().rss // 1_000_000
            table.add(people, what, took[what], f"{took[what] / bare:.1f} ×", size // 1000, memory)
    return took


FIRST = """import sys, time
from pathlib import Path
from badges import guests
from kiosk.conference import conference as conferences
from kiosk.papers.pdf import catalogue
conference = conferences.open_conference(Path(sys.argv[1]))
chosen = list(guests.every(conference.db))[:1]
began = time.process_time()
catalogue.draw(conference, catalogue.find("labels"), chosen).output()
print(time.process_time() - began)
"""
"""A process that has drawn nothing yet draws one label: the libraries that this loads are in the time."""


def alone(table: Table, found: Found) -> None:
    """One label or badge by itself, and the first of a process, beside the bare symbol of the same code."""
    folder = temporary()
    with crowd.conference(folder) as conference:
        crowd.fill(conference, 250, 250, arrived=True)
        every = list(guests.every(conference.db))[:24]
        bare, _none = timed(lambda: bare_squares(conference))
        for what in ("labels", "badges"):
            paper = catalogue.find(what)
            took = sorted(
                timed(lambda one=one, paper=paper: len(catalogue.draw(conference, paper, [one]).output()))[0]
                for one in every
            )[len(every) // 2]
            table.add(what, f"{1000 * took:.1f}", f"{took / (bare / 250):.1f} ×")
            found.goal(f"one of {what} alone", "≤ 5 ms", f"{1000 * took:.1f} ms", took <= 0.005)
    first = min(
        float(
            subprocess.run(
                [sys.executable, "-c", FIRST, str(folder)], capture_output=True, text=True, check=True
            ).stdout
        )
        for _ in range(3)
    )
    table.add("labels, first in a process", f"{1000 * first:.0f}", "")
    found.goal("the first label of a process", "≤ 60 ms", f"{1000 * first:.0f} ms", first <= 0.06)


def main() -> Found:
    """The table, at growing sizes."""
    found = Found()
    table = begin(
        "Printing",
        ["guests", "paper", "processor s", "beside its bare part", "kB", "MB resident after"],
        "The bare part: of cards and badges the same symbols made by qrcode alone, of the roll its lines alone put into a PDF.",
    )
    chart = Chart("prints", "Printing", "guests", "processor seconds")
    for people in SIZES[:2] if short() else SIZES:
        took = measure(people, table)
        for what, seconds in took.items():
            chart.add(what, people, round(seconds, 2))
        if people == 1000:
            found.goal("1,000 badges with their codes", "≤ 5 s", f"{took['badges']:.1f} s", took["badges"] <= 5)
    single = begin(
        "One alone",
        ["what", "processor ms", "beside the bare symbol"],
        "The median of 24; the best of three new processes.",
    )
    alone(single, found)
    found.tables += [table, single]
    found.charts.append(chart)
    return found


if __name__ == "__main__":
    main()
