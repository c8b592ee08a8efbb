"""A morning at the door in the other two engines: Firefox ESR and WebKitGTK, as Debian packs them (Chromium: all other tests here)."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.at_desk import rows, three_guests
from tests.browser.waiting import until_true
from tests.support.engines import DOWN, ENTER, F4, TAB, UP, Firefox, WebKit, mini_browser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser
SECONDS = 40
ENGINES = {
    "firefox": (Firefox, lambda: shutil.which("firefox-esr"), "firefox-esr"),
    "webkit": (
        WebKit,
        lambda: shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and mini_browser(),
        "webkit2gtk-driver, xvfb",
    ),
}


@pytest.fixture
def people(folder: Path) -> dict[str, str]:
    return three_guests(folder)


@pytest.fixture(params=sorted(ENGINES))
def engine(request: Any, people: Any, server: Any) -> Iterator[Any]:
    kind, there, packages = ENGINES[request.param]
    if not there():
        pytest.skip(f"{request.param} is not on this machine: apt-get install {packages}")
    started = kind()
    yield started
    started.quit()


def until(engine: Any, expression: str, wanted: Any = True) -> None:
    """Until a page says so; while it is being loaded it says nothing."""

    def says_so() -> bool:
        try:
            return bool(engine.js(expression) == wanted)
        except RuntimeError:
            return False

    until_true(says_so, SECONDS, expression)


def outcome(engine: Any, word: str, name: str) -> None:
    shown = "[document.querySelector('#outcome').dataset.outcome, document.querySelector('.name').textContent]"
    until(engine, shown, [word, name])


def test_a_morning_at_the_desk(engine: Any, people: dict[str, str], server: Any) -> None:
    engine.go(server.links["desk"])  # enrolled, and on by itself
    until(engine, "location.pathname", "/desk")
    until(engine, "document.querySelector('#saved').hasAttribute('data-saved')")
    engine.keys(people["an"] + ENTER)  # a scanner's keys
    outcome(engine, "welcome", "Ông Nguyễn Văn An")
    until(engine, "performance.now() > 0 && document.querySelector('#typed').value", "")
    # A hand is slower than the time for which the reader of scans listens on.
    until(engine, f"performance.now() > {engine.js('performance.now()') + 1200}")
    engine.keys("thep cua")
    until(engine, "document.querySelectorAll('#found li').length", 2)
    engine.keys(DOWN + UP)
    chosen = engine.js("document.querySelector('#found [aria-selected=true] b').textContent")
    engine.keys(ENTER)
    until(engine, "document.querySelector('.name').textContent", chosen)
    engine.keys(F4)
    until(engine, "document.querySelector('#walk-in').hidden", wanted=False)
    engine.keys("Sao Mai" + TAB + "Le Van Tam")
    until(engine, "document.querySelector('#walk-in [name=name]').value", "Le Van Tam")
    engine.reload()  # the draft is on disk
    until(engine, "document.querySelector('#walk-in [name=name]')?.value", "Le Van Tam")
    until(engine, "document.querySelector('#saved').hasAttribute('data-saved')")
    server.kill()
    engine.reload()  # from what the browser kept
    until(engine, "document.querySelector('#state')?.dataset.state", "lost")
    engine.js("document.querySelector('#walk-in [data-close]').click()")
    until(engine, "document.querySelector('#walk-in').hidden && document.hasFocus()")
    engine.keys(people["minh"] + ENTER)
    outcome(engine, "welcome", "Ông Trần Minh")
    until(engine, "document.querySelector('#unsent').hidden", wanted=False)
    server.start()
    until(engine, "document.querySelector('#unsent').hidden")
    server.kill()
    assert {row[0] for row in rows(server, "select guest from arrival")} == {"an", "hoa", "minh"}


STANDS = {
    "self": ("/self", "document.querySelector('#rest').hidden", False),
    "hall": ("/hall", "Boolean(document.querySelector('#picture').children.length)", True),
    "moderator": ("/moderator", "Boolean(document.querySelector('#queue'))", True),
    "secretary": ("/secretary", "Boolean(document.querySelector('textarea'))", True),
}


def test_the_other_stands_and_a_guests_own_page(engine: Any, people: dict[str, str], server: Any) -> None:
    for stand, (path, expression, wanted) in STANDS.items():
        engine.go(server.links[stand])
        until(engine, "location.pathname", path)
        until(engine, expression, wanted)
        until(engine, "document.querySelector('#line')?.hidden ?? true")
    for path in ("/phone", f"/I/{people['an']}"):
        engine.go(f"{server.address}{path}")
        until(engine, "document.readyState", "complete")
        until(engine, "document.body.textContent.length > 200")
    until(engine, "document.body.textContent.includes('Nguyễn Văn An')")


def test_a_label_is_one_page_of_its_own_size_in_firefox(people: dict[str, str], server: Any, tmp_path: Path) -> None:
    """Firefox takes 100dvh for the height of its window: the page once became six labels."""
    if not shutil.which("firefox-esr"):
        pytest.skip("firefox is not on this machine: apt-get install firefox-esr")
    engine = Firefox()
    try:
        engine.go(server.links["desk"])
        until(engine, "document.querySelector('#saved')?.hasAttribute('data-saved')")
        engine.js("void (globalThis.print = () => {})")
        engine.keys(people["an"] + ENTER)
        outcome(engine, "welcome", "Ông Nguyễn Văn An")
        engine.js("document.querySelector('[data-do=print]').click()")
        until(engine, "document.querySelector('.label-name').textContent", "Ông Nguyễn Văn An")
        margin = dict.fromkeys(("top", "bottom", "left", "right"), 0)
        printed = engine.call("browsingContext.print", context=engine.tab, margin=margin)
    finally:
        engine.quit()
    (tmp_path / "label.pdf").write_bytes(base64.b64decode(printed["data"]))
    told = subprocess.run(["pdfinfo", str(tmp_path / "label.pdf")], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages:\s+1\n", told)
    width, height = map(float, re.search(r"Page size:\s+([\d.]+) x ([\d.]+) pts", told).groups())  # type: ignore[union-attr]
    assert (abs(width - 90 * 72 / 25.4), abs(height - 55 * 72 / 25.4)) < (2, 2)
