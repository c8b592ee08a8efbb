"""Waiting in browser tests: for a condition, never for a time that is hoped to be long enough."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

POLL_MS = 30
AT_REST = """async () => {
    await document.fonts.ready;
    const ends = (one) => one.effect.getComputedTiming().endTime < Infinity;
    const moving = () => document.getAnimations().some((one) => one.playState === "running" && ends(one));
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    do { await frame(); await frame(); } while (moving());
}"""


def until(page: Page, script: str, seconds: float = 20) -> None:
    """Until a script in the page says so; Playwright's own way needs an eval that the content policy forbids."""
    until_so(page, lambda: answer(page, script), seconds, script)


def until_so(page: Page, condition: Callable[[], Any], seconds: float = 20, name: str = "") -> None:
    """Until a condition outside the page holds; what the page sends meanwhile is handled."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, name or condition
        page.wait_for_timeout(POLL_MS)


def until_true(condition: Callable[[], Any], seconds: float = 20, name: str = "") -> None:
    """Until a condition holds that no page of Playwright's has to do with."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, name or condition
        time.sleep(POLL_MS / 1000)


def answers_sent(page: Page) -> None:
    """Until nothing that was typed on the secretary's page waits on its machine."""
    until(page, "!Object.keys(localStorage).some((key) => key.startsWith('kiosk-answer:'))")


def answer(page: Page, script: str) -> Any:
    """What a script says; nothing while the page is being loaded anew."""
    try:
        return page.evaluate(script)
    except Error as error:
        if "navigation" not in str(error):
            raise
        return None


@dataclass
class Held:
    """Requests of a page that stay on their way until they are let go."""

    page: Page
    pattern: str
    routes: list[Route] = field(default_factory=list)

    def come(self) -> None:
        """Wait until there is one."""
        until_so(self.page, lambda: self.routes)

    def let_go(self) -> None:
        """Let those go on that came, and all that come from now on."""
        self.come()
        for route in self.routes:
            route.continue_()
        self.page.unroute(self.pattern)


def hold(page: Page, pattern: str) -> Held:
    """Hold the requests of a page to these addresses."""
    held = Held(page, pattern)
    page.route(pattern, lambda route: held.routes.append(route))
    return held


def slow(page: Page, pattern: str, milliseconds: float) -> None:
    """Let each request of the page to these addresses wait so long before it goes out."""
    page.route(pattern, lambda route: (page.wait_for_timeout(milliseconds), route.continue_()))


def drawn(page: Page) -> None:
    """Until the page is drawn: its fonts are there, nothing in it moves, and two frames have passed."""
    page.evaluate(AT_REST)


def nothing_more(page: Page, milliseconds: float) -> None:
    """Give what should not come its time to come; what the page sends meanwhile is handled."""
    page.wait_for_timeout(milliseconds)


def hand(page: Page, milliseconds: float) -> None:
    """Let the page's own clock go on, where the pace of a hand or of a device is what the test is about."""
    until(page, f"performance.now() >= {page.evaluate('performance.now()') + milliseconds}")
