"""Cards that are good no more, at a desk in a real browser: what it says of them, and what it can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from kiosk import guestbook

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def codes() -> dict[str, str]:
    """Name → the code on the card, filled by `folder`."""
    return {}


@pytest.fixture
def folder(folder: Any, fill: Any, codes: dict[str, str]) -> Any:
    with fill(folder) as write:
        for name, reason in (("Đã Hủy", "Đơn vị báo vắng."), ("Hủy Không Rõ", "")):
            guest = write.guest(name)
            codes[name] = write.code(guest)
            with write.writing() as writing:
                guestbook.cancel(writing, guest.id, True, reason)
    return folder


@pytest.fixture
def desk(server: Any, open_page: Any) -> Page:
    page = open_page(server.links["desk"], 1366, 768)
    page.goto(f"{server.address}/desk")
    expect(page.locator("#saved span")).to_contain_text("2/2")
    return page


def scan(desk: Page, code: str) -> None:
    desk.fill("#typed", code)
    desk.press("#typed", "Enter")


def test_a_cancelled_card_says_why_and_no_time_to_the_guests_face(desk: Page, codes: dict[str, str]) -> None:
    said = desk.locator("#outcome[data-outcome=cancelled] .more span")
    scan(desk, codes["Đã Hủy"])
    expect(said).to_have_text(["Đơn vị báo vắng", "Mời đại biểu gặp Ban Tổ chức."])
    scan(desk, codes["Hủy Không Rõ"])
    expect(said).to_have_text(["Mời đại biểu gặp Ban Tổ chức."])
