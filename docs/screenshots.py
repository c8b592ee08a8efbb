"""Take the pictures of the documents from the sample conference's day: `make screenshots`.

The day is really lived: guests are scanned, questions called, answers written; then every stand is photographed at the
size at which it is used. `docs/pictures/` is what README and the operator's pages show.
"""

from __future__ import annotations

import re
import shutil
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import sync_playwright

from tests.support.drive import Device, Server, prepare, temporary, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OUT = Path(__file__).parent / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
HALL, DESK, OFFICE, TABLET, PORTRAIT = (1920, 1080), (1366, 768), (1440, 900), (1180, 820), (820, 1180)
PHONE = (390, 844)
TYPED = """keys => keys.forEach(key => document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })))"""
"""A scanner's keys: as fast as none comes through a browser's own input while the machine is busy."""
ARRIVED = 140
"""Guests who are in when the dialogue is photographed."""
GUEST = 100
"""The one of them whose own page is shown: of a business that asks."""


def main() -> None:
    """Live the day and photograph it."""
    OUT.mkdir(exist_ok=True)
    folder = temporary()
    codes = prepare(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for hour, scene in (("13:47", reception), ("14:06", introduction), ("14:53", dialogue)):
            server = Server(folder, hour).start()
            try:
                scene(browser, server, codes)
            finally:
                server.kill()
        browser.close()
    shutil.rmtree(folder.parent)


def reception(browser: Browser, server: Server, codes: dict[str, str]) -> None:
    """The door at 13h47."""
    desk = Device(server, "desk")
    office = Device(server, "office")
    names = list(codes)
    for name in names[:ARRIVED]:
        desk.scan(codes[name])
    shoot(browser, server, server.links["hall"], "hall-welcome", HALL)
    page = shoot(browser, server, link(office, server, "desk", "Bàn 2"), "desk-ready", DESK)
    page.wait_for_timeout(1500)
    scan(page, codes[names[ARRIVED + 1]], "desk")
    scan(page, codes[names[3]], "desk-already-in")
    page.context.set_offline(True)
    page.locator("#state[data-state=lost]").wait_for()
    scan(page, codes[names[ARRIVED + 2]], "desk-alone", 2000)
    steward = shoot(browser, server, link(office, server, "steward", "Bàn 5"), "steward", TABLET)
    steward.wait_for_timeout(1000)
    scan(steward, codes[names[ARRIVED + 3]], "steward")
    shoot(browser, server, server.links["self"], "self", PORTRAIT)
    page = shoot(browser, server, link(office, server, "office"), "office", OFFICE)
    for section in ("lists", "print", "devices", "doctor"):
        page.goto(f"{server.address}/office/{section}")
        if section == "devices":
            page.locator("[name=name]").fill("Bàn 3")
            page.locator("[name=role]").select_option("desk")
            page.locator("form.card button.main").click()
        page.wait_for_timeout(500)
        page.screenshot(path=OUT / f"office-{section}.png")


def introduction(browser: Browser, server: Server, codes: dict[str, str]) -> None:
    """The presenter at 14h06."""
    shoot(browser, server, server.links["hall"], "hall-title", HALL)
    shoot(browser, server, server.links["presenter"], "presenter", DESK)


def dialogue(browser: Browser, server: Server, codes: dict[str, str]) -> None:
    """The dialogue at 14h53."""
    office, moderator, secretary = (Device(server, stand) for stand in ("office", "moderator", "secretary"))
    for number in (1, 2):
        moderator.turn("next")
        secretary.answer(
            number, "Chi cục sẽ công bố danh sách tổ chức được chỉ định trên Cổng thông tin của Sở trong tháng 5."
        )
        time.sleep(1.0)
    moderator.turn("next")
    time.sleep(1.0)
    shoot(browser, server, server.links["hall"], "hall", HALL)
    shoot(browser, server, link(office, server, "moderator"), "moderator", OFFICE)
    shoot(browser, server, server.links["chair"], "chair", TABLET)
    shoot(browser, server, link(office, server, "secretary"), "secretary", OFFICE)
    shoot(browser, server, link(office, server, "moderator"), "moderator-dark", TABLET, dark=True)
    phone = shoot(browser, server, "", "phone", PHONE)
    phone.locator("[name=code]").fill(codes[list(codes)[GUEST]])
    phone.locator("[name=code]").press("Enter")
    phone.locator("#hello").wait_for()
    phone.wait_for_timeout(1500)
    phone.screenshot(path=OUT / "phone-own.png")


def link(office: Device, server: Server, role: str, name: str = "") -> str:
    """A fresh one-time link for a stand, from the office's page."""
    data = urllib.parse.urlencode({"role": role, "name": name}).encode()
    request = urllib.request.Request(f"{server.address}/office/devices", data, {"Origin": server.address})  # noqa: S310
    page = office.opener.open(request, timeout=10).read().decode()
    found = re.search(rf"{server.address}/enrol/[\w-]+", page)
    if not found:
        raise RuntimeError("the office gave no link")
    return found[0]


def shoot(
    browser: Browser, server: Server, where: str, name: str, size: tuple[int, int], *, dark: bool = False
) -> Page:
    """Open a page and keep its picture."""
    options: dict[str, Any] = {
        "viewport": {"width": size[0], "height": size[1]},
        "color_scheme": "dark" if dark else "light",
    }
    page = browser.new_context(locale="vi-VN", **options).new_page()
    visit(page, where if where.startswith("http") else f"{server.address}/{where}")
    page.wait_for_timeout(2000)
    page.screenshot(path=OUT / f"{name}.png")
    return page


def scan(page: Page, code: str, name: str, wait: int = 700) -> None:
    """Scan a card as a USB scanner types it, and keep the picture of what the desk says."""
    page.evaluate(TYPED, [*code, "Enter"])
    page.wait_for_timeout(wait)
    page.screenshot(path=OUT / f"{name}.png")


if __name__ == "__main__":
    main()
