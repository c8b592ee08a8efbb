"""What browser tests share: a real server in its own process, and a real Chromium that reports every fault of a page."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.at_desk import ready, three_guests
from tests.support.drive import SAMPLE, Server, visit
from tests.support.trials.hostile import House

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

ROOT = Path(__file__).parent.parent.parent
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
]  # fmt: skip


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright itself: there can be one only."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for the session."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("No Chromium on this machine: run make test, which installs it.")
    browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
    yield browser
    browser.close()


@dataclass
class Faults:
    """Everything a page complained about; a browser test ends green only when this is empty."""

    seen: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    """Patterns of complaints that the test causes on purpose, for instance a refused connection of a killed server."""

    def cut(self) -> None:
        """The server is killed, or the line cut: whatever a page was just fetching then, it says so."""
        self.expected += [
            "ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY", "WebSocket connection", "Failed to load resource",
            "Failed to fetch", "fetching the script", "wasm", "Aborted",
        ]  # fmt: skip

    def unexpected(self) -> list[str]:
        """Those that no pattern explains."""
        return [text for text in self.seen if not any(re.search(pattern, text) for pattern in self.expected)]


@pytest.fixture
def faults() -> Iterator[Faults]:
    """The faults of all pages of this test."""
    found = Faults()
    yield found
    assert found.unexpected() == []


@pytest.fixture
def open_page(chromium: Browser, faults: Faults) -> Iterator[Any]:
    """open_page(url, width=…, height=…, **context) → a page in a browser of its own, whose faults are collected."""
    contexts: list[BrowserContext] = []

    def opener(url: str, width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="vi-VN", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on(
            "console",
            lambda message: faults.seen.append(message.text) if message.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: faults.seen.append(str(error)))
        visit(page, url)
        return page

    yield opener
    for context in contexts:
        context.close()


@pytest.fixture
def hour(request: pytest.FixtureRequest) -> str:
    """The conference's clock when the server starts: `HOUR` of the test's file, else the beginning of the reception."""
    return str(getattr(request.module, "HOUR", "13:45"))


@pytest.fixture
def server(folder: Path, hour: str) -> Iterator[Server]:
    """A server on the conference in `folder`, empty unless a test file fills it."""
    running = Server(folder, hour=hour, forked=True).start()
    yield running
    running.kill()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A conference after its day, with long and hostile words in every field, still served."""
    made = House(tmp_path_factory.mktemp("hostile") / "conference", SAMPLE).start()
    yield made
    made.server.kill()


@pytest.fixture
def people(folder: Path) -> dict[str, str]:
    """Three guests of the list; gives their codes."""
    return three_guests(folder)


@pytest.fixture
def desk(people: dict[str, str], server: Server, open_page: Any) -> Page:
    """An enrolled desk that has its list."""
    return ready(server, open_page)
