"""Changed rows ride in the frame that goes to all desks: nobody asks for them, unless one was missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.browser.at_desk import outcome, sent, wedge
from tests.browser.waiting import nothing_more, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
BEATS = ("/healthz", "/desk/status")
"""What a page asks in any case, now and then, however many scans there are."""
PICTURE = '42["picture"'


def beside(desk: Page, server: Any, open_page: Any, lose: list[str] | None = None) -> Page:
    """The same desk on another machine. With `lose`, frames to it are lost while that is empty, and noted there."""
    page = open_page("about:blank", 1366, 768, storage_state=desk.context.storage_state())
    if lose is not None:

        def between(socket: Any) -> None:
            far = socket.connect_to_server()

            def heard(message: str | bytes) -> None:
                if not lose and isinstance(message, str) and message.startswith(PICTURE):
                    lose.append(message)
                else:
                    socket.send(message)

            far.on_message(heard)
            socket.on_message(far.send)

        page.route_web_socket("**/socket.io/**", between)
    page.goto(f"{server.address}/desk")
    until(page, "document.querySelector('#saved span').textContent.startsWith('3/3')")
    return page


def asked(page: Page) -> list[str]:
    """What a page asks for from now on, in order."""
    found: list[str] = []

    def note(request: Any) -> None:
        address = urlsplit(request.url)
        if address.path not in BEATS and not address.path.startswith("/static/"):
            found.append(f"{request.method} {address.path}{'?since' if 'since=' in address.query else ''}")

    page.on("request", note)
    return found


def came(page: Page, count: int) -> None:
    """Until a desk counts so many who are in."""
    until(page, f"document.querySelector('[data-came=\"\"]').textContent === '{count}'")


def test_a_scan_costs_its_own_request_and_none_of_the_other_desks(
    desk: Page, people: dict[str, str], server: Any, open_page: Any
) -> None:
    other = beside(desk, server, open_page)
    desk.wait_for_load_state("networkidle")
    here, there = asked(desk), asked(other)
    for n, code in enumerate(people.values(), 1):
        wedge(desk, code)
        outcome(desk, "welcome")
        came(other, n)
    nothing_more(desk, 4000)  # a beat later nobody has asked either
    assert (here, there) == (["POST /desk/scans"] * 3, [])


def test_a_desk_that_missed_a_frame_asks_once_for_what_it_missed(
    desk: Page, people: dict[str, str], server: Any, open_page: Any
) -> None:
    lost = ["until the page is up"]
    other = beside(desk, server, open_page, lost)
    desk.wait_for_load_state("networkidle")
    there = asked(other)
    lost.clear()
    wedge(desk, people["an"])
    outcome(desk, "welcome", "Ông Nguyễn Văn An")
    until(desk, "performance.now() > globalThis.typedUntil + 2500")
    assert len(lost) == 1 and there == []
    wedge(desk, people["hoa"])
    came(other, 2)
    assert there == ["GET /desk/list?since"]
    wedge(desk, people["minh"])
    came(other, 3)
    assert there == ["GET /desk/list?since"]


def test_a_desk_that_was_away_has_it_all_when_the_server_is_back(
    desk: Page, people: dict[str, str], server: Any, open_page: Any, faults: Any
) -> None:
    faults.cut()
    other = beside(desk, server, open_page)
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    came(other, 1)
    server.kill()
    desk.wait_for_selector("#state[data-state=lost]")
    wedge(desk, people["hoa"])
    outcome(desk, "welcome", "Bà Đặng Thị Hòa")
    server.start()
    sent(desk)
    came(other, 2)
    wedge(other, people["hoa"])
    outcome(other, "already_in")
