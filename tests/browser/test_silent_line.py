"""A line that looks whole and carries nothing, in a real browser whose clock the test turns: every page says so in time."""

import os
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import nothing_more

pytestmark = pytest.mark.browser
PROMISED_MS = 10_000
"""trust.md, F5: so long after the last sign of life at most."""


def opened(server, open_page, stand):
    """The stand's page, live, with a clock that can be put forward."""
    page = open_page("about:blank", 1920, 1080)
    page.clock.install()
    page.goto(server.links.get(stand, f"{server.address}/{stand}"))
    page.wait_for_url(lambda at: "/enrol/" not in at)
    page.wait_for_function("document.querySelector('#picture')?.childElementCount > 0")
    return page


@pytest.fixture
def freeze(server):
    """freeze(): the server stops in the midst of everything, its connections stay open."""
    yield lambda: os.kill(server.process.pid, signal.SIGSTOP)
    os.kill(server.process.pid, signal.SIGCONT)


@pytest.mark.parametrize("stand", ["hall", "moderator", "chair"])
def test_a_frozen_server_is_said_so_within_ten_seconds_and_right_again(server, open_page, faults, freeze, stand):
    faults.cut()
    page = opened(server, open_page, stand)
    expect(page.locator("#line")).to_be_hidden()
    freeze()
    page.clock.run_for(PROMISED_MS)
    expect(page.locator("#line")).to_be_visible(timeout=1000)
    os.kill(server.process.pid, signal.SIGCONT)
    expect(page.locator("#line")).to_be_hidden(timeout=30_000)


def test_a_page_that_hears_nothing_but_the_heartbeat_is_live(server, open_page):
    page = opened(server, open_page, "hall")
    nothing_more(page, PROMISED_MS)
    expect(page.locator("#line")).to_be_hidden(timeout=10_000)
