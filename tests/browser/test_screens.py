"""The hall's screens one by one: a held one goes to its own scene and comes back, an overflow screen stays where it was opened."""

import pytest
from playwright.sync_api import expect

from live.queue import Place
from tests.browser.moderator.steps import press

pytestmark = pytest.mark.browser
HOUR = "15:00"


@pytest.fixture
def folder(folder, fill):
    """Two questions wait."""
    with fill(folder) as write:
        for n in range(2):
            write.question(f"Hỏi {n}?", place=Place.WAITING, unit="tdc")
    return folder


def test_one_screen_is_held_the_other_room_goes_on_and_b_is_for_all(server, open_page):
    moderator = open_page(server.links["moderator"], 1366, 768)
    hall = open_page(server.links["hall"], 1920, 1080)
    overflow = open_page(f"{server.address}/hall/dialogue", 1920, 1080)
    expect(moderator.locator(".screens")).to_contain_text("hình")
    press(moderator, "n")
    expect(hall.locator("#scene-question")).to_be_visible()
    expect(overflow.locator("#scene-question")).to_be_visible()
    moderator.keyboard.press("s")
    moderator.locator('[data-hold="welcome"]').click()
    expect(hall.locator("#scene-title")).to_be_visible()
    assert hall.url.endswith("/hall/welcome?held")
    expect(moderator.locator(".screens")).to_contain_text("giữ riêng: Đón tiếp")
    expect(overflow.locator("#scene-question")).to_be_visible()
    moderator.keyboard.press("Escape")
    press(moderator, "b")
    for page in (hall, overflow):
        expect(page.locator("#scene-blank")).to_have_count(1)
    press(moderator, "b")
    expect(hall.locator("#scene-title")).to_be_visible()
    expect(overflow.locator("#scene-question")).to_be_visible()
    moderator.keyboard.press("s")
    moderator.locator('[data-hold="auto"]').click()
    expect(hall.locator("#scene-question")).to_be_visible()
    assert hall.url.endswith("/hall")
    assert overflow.url.endswith("/hall/dialogue")
