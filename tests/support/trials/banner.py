"""The line of a screen goes dead without a word: how long until the screen says so, and until it is live again (F5)."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

from tests.support.chaos import Chaos
from tests.support.server_process import House
from tests.support.trials.door import Tally

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
LONGEST_MS = 60_000


def chromium() -> str:
    """The browser's path, or nothing."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""


def missing() -> str:
    """What the trial needs and is not there, or empty."""
    try:
        import playwright.sync_api as _sync
    except ImportError:
        return "needs Playwright"
    return "" if chromium() and _sync else "needs Chromium"


def dead_lines(folder: Path, times: int) -> Tally:
    """With a browser of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS])
        try:
            return shown(folder, times, browser)
        finally:
            browser.close()


def shown(folder: Path, times: int, browser: Browser) -> Tally:
    """The hall's screen in this browser: its line is dead so many times, with no end of the connection to be seen."""
    house, tally = House(folder).begin(), Tally("dead line of the hall's screen", times)
    chaos = Chaos(house.port)
    told, back = [], []
    try:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{chaos.port}/hall")
        page.wait_for_selector(".title .organiser")
        for _ in range(times):
            page.wait_for_timeout(1000)
            if page.locator("#line").is_visible():
                tally.faults.append("the screen says that its line is dead, and it is not")
            chaos.set("dead")
            began = time.monotonic()
            page.wait_for_selector("#line:not([hidden])", timeout=LONGEST_MS)
            told.append(time.monotonic() - began)
            chaos.set("pass")
            began = time.monotonic()
            page.wait_for_selector("#line[hidden]", state="attached", timeout=LONGEST_MS)
            back.append(time.monotonic() - began)
        page.close()
    finally:
        chaos.end()
        house.stop()
    tally.figures = {"said after s, worst": f"{max(told):.1f}", "live again after s, worst": f"{max(back):.1f}"}
    tally.measured = {"dead line": max(told)}
    return tally
