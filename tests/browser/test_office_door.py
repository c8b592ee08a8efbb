"""A double entry settled by a person, in a real browser; both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from kiosk.arrivals import admission
from kiosk.arrivals.admission import Coming, Entry

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def folder(folder, fill):
    with fill(folder) as write:
        guest = write.guest("Trùng Lượt")
        write.guest("Hoàng Minh Cường", block="city", honorific="Đ/c")
        for desk, told in (("Bàn 1", ""), ("Bàn 2", "welcome")):
            with write.conference.db.writing(write.conference.clock.stamp(), by=desk) as writing:
                admission.admit_known(writing, Entry(f"scan {desk}", "wedge", writing.at, Coming(), told), guest.id)
    return folder


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_office_settles_a_double_entry_and_lets_a_leader_in(server, open_page, theme):
    page = open_page(server.links["office"], 1440, 900, color_scheme=theme)
    page.goto(f"{server.address}/office/door")
    expect(page.locator(".double li")).to_have_count(3)
    assert Axe().run(page, options=RULES).response["violations"] == []
    page.get_by_role("button", name="Lượt thứ hai không có ở đây: hủy lượt").press("Enter")
    expect(page.locator(".double")).to_have_count(0)
    page.get_by_role("button", name="Đã đến").press("Enter")
    expect(page.locator(".leaders li")).to_have_count(0)
    expect(page.locator("[data-alert] strong")).to_have_text("Đ/c Hoàng Minh Cường")
    for path in ("/office/guests", "/office/door/scans", "/office/guests/new", "/office/devices", "/office"):
        page.goto(f"{server.address}{path}")
        assert Axe().run(page, options=RULES).response["violations"] == [], path
