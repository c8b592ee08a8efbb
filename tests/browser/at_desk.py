"""What somebody does at a desk in a real browser, and what the desk then says."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from badges import guests
from badges.guests import Guest, Organisation
from kiosk.conference import conference as conferences
from tests.browser.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def three_guests(folder: Path) -> dict[str, str]:
    """Put three guests on the list; gives their codes."""
    conference = conferences.open_conference(folder)
    house = Organisation("steel", "Công ty CP Thép Cửa Cấm", "Thép Cửa Cấm", "0200167782", kind="business")
    city = Organisation("city", "UBND thành phố Hải Phòng", kind="official")
    listed = [
        Guest("an", "steel", "Nguyễn Văn An", "Ông", "Giám đốc", "business", seats=2, seat="B12", phone="0912345678"),
        Guest("hoa", "steel", "Đặng Thị Hòa", "Bà", "Kế toán trưởng", "business", seat="B13"),
        Guest("minh", "city", "Trần Minh", "Ông", "Phó Chủ tịch", "city", seat="A1"),
    ]
    with conference.db.writing(conference.clock.stamp()) as writing:
        for organisation in (house, city):
            guests.put_organisation(writing, organisation)
        for guest in listed:
            guests.put(writing, guest, conference.key, conference.settings.id)
    found = {guest.id: guests.code(guest, conference.key, conference.settings.id) for guest in listed}
    conference.db.close()
    return found


def ready(server: Any, open_page: Any, stand: str = "desk", listed: int = 3, **options: Any) -> Page:
    """An enrolled desk that has its whole list, of so many guests."""
    page = open_page(server.links[stand], 1366, 768, **options)
    if not page.url.endswith("/desk"):
        page.goto(f"{server.address}/desk")
    until(page, f"document.querySelector('#saved span')?.textContent.startsWith('{listed}/{listed}')")
    return page


def wedge(page: Page, text: str, end: str = "Enter", gap: int = 2, hidden: bool = False) -> None:
    """What a USB scanner does: keys, `gap` ms apart, in the page itself, so that the pace is a scanner's.

    `hidden`: an input method is on, which hides the keys from the page.
    """
    script = """async ({keys, gap, hidden}) => {
        let at = globalThis.typedUntil = Math.max(performance.now(), (globalThis.typedUntil ?? 0) + 500);
        for (const key of keys) {
            const target = document.activeElement ?? document.body;
            const code = /^[0-9]$/.test(key) ? `Digit${key}` : "";
            const shown = hidden && key.length === 1 ? "Process" : key;
            const event = new KeyboardEvent("keydown", {key: shown, code, bubbles: true, cancelable: true});
            Object.defineProperty(event, "timeStamp", {value: at});
            globalThis.typedUntil = at += gap;
            if (target.dispatchEvent(event) && key.length === 1 && "value" in target) {
                target.value += key;
                target.dispatchEvent(new Event("input", {bubbles: true}));
            }
        }
    }"""
    page.evaluate(script, {"keys": [*text, end] if end else [*text], "gap": gap, "hidden": hidden})


def rested(page: Page) -> None:
    """Wait as long after a scan as a person's hand needs: the reader of scans keeps what follows at once from the page."""
    until(page, "performance.now() > globalThis.typedUntil + 1500")


def paused(page: Page) -> None:
    """Wait as long as a hand does between two acts: an Enter or a code that comes again at once is taken for one."""
    until(page, f"performance.now() > {page.evaluate('performance.now()') + 1100}")


def outcome(page: Page, wanted: str, name: str = "") -> None:
    page.wait_for_selector(f"#outcome[data-outcome={wanted}]" + (f":has(.name:text-is('{name}'))" if name else ""))


def told(page: Page) -> tuple[str, str, str]:
    return tuple(page.inner_text(f"#outcome {part}") for part in (".word", ".name", ".more"))  # type: ignore[return-value]


def rows(server: Any, sql: str) -> list[tuple]:
    """What is in the database of a killed server, or of the newest state over HTTP otherwise."""
    with sqlite3.connect(server.folder / "kiosk.db") as db:
        return db.execute(sql).fetchall()


def sent(page: Page) -> None:
    """Until everything was sent."""
    page.wait_for_selector("#unsent", state="hidden")
    until(page, "document.querySelectorAll('#last .sent svg').length === 0")
