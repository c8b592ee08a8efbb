"""The desk in a real browser: scanner, search, forms, camera; with the server and without it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from badges import guests
from badges.guests import Guest, Organisation
from kiosk import day as days

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
CUT = [
    r"ERR_CONNECTION_REFUSED",
    r"WebSocket connection",
    "Failed to load resource",
    "ERR_CONNECTION_RESET",
    "ERR_EMPTY",
]


@pytest.fixture
def people(folder: Path) -> dict[str, str]:
    """Three guests of the list; gives their codes."""
    day = days.open_day(folder)
    house = Organisation("steel", "Công ty CP Thép Cửa Cấm", "Thép Cửa Cấm", "0200167782", kind="business")
    city = Organisation("city", "UBND thành phố Hải Phòng", kind="official")
    listed = [
        Guest("an", "steel", "Nguyễn Văn An", "Ông", "Giám đốc", "business", seats=2, seat="B12", phone="0912345678"),
        Guest("hoa", "steel", "Đặng Thị Hòa", "Bà", "Kế toán trưởng", "business", seat="B13"),
        Guest("minh", "city", "Trần Minh", "Ông", "Phó Chủ tịch", "city", seat="A1"),
    ]
    with day.db.writing(day.clock.stamp()) as writing:
        for organisation in (house, city):
            guests.put_organisation(writing, organisation)
        for guest in listed:
            guests.put(writing, guest, day.key, day.settings.id)
    found = {guest.id: guests.code(guest, day.key, day.settings.id) for guest in listed}
    day.db.close()
    return found


@pytest.fixture
def desk(people: dict[str, str], server: Any, open_page: Any) -> Page:
    """An enrolled desk that has its list."""
    return ready(server, open_page)


def ready(server: Any, open_page: Any, stand: str = "desk", **options: Any) -> Page:
    page = open_page(server.links[stand], 1366, 768, **options)
    page.goto(f"{server.address}/desk")
    page.wait_for_function("document.getElementById('saved').textContent.startsWith('3/3')")
    return page


def wedge(page: Page, text: str, end: str = "Enter", gap: int = 2) -> None:
    """What a USB scanner does: keys, `gap` ms apart, in the page itself, so that the pace is a scanner's."""
    script = """async ({keys, gap}) => {
        let at = performance.now();
        for (const key of keys) {
            const target = document.activeElement ?? document.body;
            const code = /^[0-9]$/.test(key) ? `Digit${key}` : "";
            const event = new KeyboardEvent("keydown", {key, code, bubbles: true, cancelable: true});
            Object.defineProperty(event, "timeStamp", {value: at});
            at += gap;
            if (target.dispatchEvent(event) && key.length === 1 && "value" in target) {
                target.value += key;
                target.dispatchEvent(new Event("input", {bubbles: true}));
            }
        }
    }"""
    page.evaluate(script, {"keys": [*text, end] if end else [*text], "gap": gap})


def outcome(page: Page, wanted: str) -> None:
    page.wait_for_selector(f"#outcome[data-outcome={wanted}]")


def told(page: Page) -> tuple[str, str, str]:
    return tuple(page.inner_text(f"#outcome {part}") for part in (".word", ".name", ".more"))  # type: ignore[return-value]


def rows(server: Any, sql: str) -> list[tuple]:
    """What is in the database of a killed server, or of the newest state over HTTP otherwise."""
    with sqlite3.connect(server.folder / "kiosk.db") as db:
        return db.execute(sql).fetchall()


def test_a_scanner_says_who_it_is_and_where_to_sit(desk: Page, people: dict[str, str]) -> None:
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    assert told(desk) == ("Mời vào", "Ông Nguyễn Văn An", "")
    assert desk.inner_text(".facts .seat dd") == "B12"
    wedge(desk, people["an"], end="Tab")
    outcome(desk, "already_in")
    assert told(desk)[2].startswith("Đã xác nhận có mặt lúc 13h4")
