"""Cards that are good no more, at a desk in a real browser: what it says of them, and what it can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from badges import guests
from kiosk.guests import guest_list
from tests.browser.at_desk import paused, ready

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
                guest_list.cancel(writing, guest.id, True, reason)
        guest = write.guest("Có Thẻ Mới")
        codes["Thẻ cũ"] = write.code(guest)
        with write.writing() as writing:
            guest_list.reissue(writing, write.conference, guest.id)
        codes["Thẻ mới"] = write.code(guests.get(write.conference.db, guest.id))
    return folder


@pytest.fixture
def desk(server: Any, open_page: Any) -> Page:
    return ready(server, open_page)


def scan(desk: Page, code: str) -> None:
    desk.fill("#typed", code)
    desk.press("#typed", "Enter")


def test_a_cancelled_card_says_why_and_no_time_to_the_guests_face(desk: Page, codes: dict[str, str]) -> None:
    said = desk.locator("#outcome[data-outcome=cancelled] .more span")
    scan(desk, codes["Đã Hủy"])
    expect(said).to_have_text(["Đơn vị báo vắng", "Mời đại biểu gặp Ban Tổ chức."])
    scan(desk, codes["Hủy Không Rõ"])
    expect(said).to_have_text(["Mời đại biểu gặp Ban Tổ chức."])


def test_a_card_of_another_conference_has_a_sentence_of_its_own(desk: Page) -> None:
    scan(desk, "27182818284590452353602874713526624977513")
    said = desk.locator("#outcome[data-outcome=unknown] .more")
    expect(said).to_have_text("Thẻ của hội nghị khác hoặc không còn hiệu lực. Hãy tìm đại biểu theo tên.")
    expect(desk.locator(".do")).to_be_hidden()


@pytest.mark.parametrize("line", ["up", "cut"])
def test_a_replaced_card_lets_nobody_in_before_somebody_has_asked(
    desk: Page, codes: dict[str, str], server: Any, faults: Any, line: str
) -> None:
    if line == "cut":
        faults.cut()
        server.kill()
        expect(desk.locator("#state")).to_have_attribute("data-state", "lost")
    scan(desk, codes["Thẻ cũ"])
    old = desk.locator("#outcome[data-outcome=replaced]")
    expect(old.locator(".word")).to_have_text("Thẻ cũ")
    expect(old.locator(".name")).to_have_text("Ông Có Thẻ Mới")
    expect(old.locator(".more")).to_have_text(
        "Đại biểu này đã được cấp thẻ mới. Hỏi rõ họ tên, đúng người mới mời vào."
    )
    assert desk.locator("[data-came='']").inner_text() == "0"
    expect(desk.locator(".do button:visible")).to_have_text(["Đúng đại biểu này: mời vào"])
    paused(desk)
    desk.get_by_role("button", name="Đúng đại biểu này").press("Enter")
    expect(desk.locator("#outcome[data-outcome=welcome] .name")).to_have_text("Ông Có Thẻ Mới")
    paused(desk)
    scan(desk, codes["Thẻ cũ"])
    expect(old.locator(".more span").last).to_contain_text("Đã xác nhận có mặt lúc 13h4")
    expect(desk.locator("[data-do=enter]")).to_be_hidden()
    scan(desk, codes["Thẻ mới"])
    expect(desk.locator("#outcome[data-outcome=already_in]")).to_be_visible()


def test_a_desk_that_only_scans_sends_a_replaced_card_to_help(
    server: Any, open_page: Any, codes: dict[str, str]
) -> None:
    page = open_page(server.links["steward"], 820, 1180)
    expect(page.locator("#saved span")).to_contain_text("3/3")
    scan(page, codes["Thẻ cũ"])
    expect(page.locator("#outcome[data-outcome=replaced] .more")).to_contain_text("Mời đại biểu sang")
    expect(page.locator("[data-do=enter]")).to_have_count(0)
