"""The desk between two moments: a second press, a slow or broken answer, an open question, a browser without room, a clock put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.at_desk import outcome, paused, ready, rested, rows, sent, told, wedge
from tests.browser.waiting import answer, hold, nothing_more, slow, until

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser
STEEL = "Công ty CP Thép Cửa Cấm"
GIVEN = ("An", "Bích", "Cúc", "Dung", "Đào", "Giang", "Hoa", "Kim", "Lan", "Mai", "Nga", "Oanh")
AN, BICH = "Bà Nguyễn Thị An", "Bà Nguyễn Thị Bích"
SCANS = "**/desk/scans"
NO_ROOM = """() => {
    const full = () => { throw new DOMException("full", "QuotaExceededError"); };
    Object.assign(IDBObjectStore.prototype, {put: full, add: full});
    Storage.prototype.setItem = full;
}"""


@pytest.fixture
def codes(folder: Any, fill: Any) -> list[str]:
    """Twelve women of one business."""
    with fill(folder) as write:
        house = write.organisation(STEEL)
        found = [
            write.guest(f"Nguyễn Thị {name}", house, honorific="Bà", seat=f"B{n + 1}", seats=3)
            for n, name in enumerate(GIVEN)
        ]
        return [write.code(guest) for guest in found]


@pytest.fixture
def desk(codes: list[str], server: Any, open_page: Any) -> Page:
    return ready(server, open_page, listed=len(GIVEN))


def scans(server: Any, faults: Any) -> list[tuple]:
    faults.cut()
    server.kill()
    return rows(server, "select outcome, count(*) from scan group by outcome order by outcome")


def test_a_second_press_of_the_whole_group_lets_nobody_in_twice_and_those_beyond_come_next(
    desk: Page, codes: list[str], server: Any, faults: Any
) -> None:
    wedge(desk, codes[0])
    outcome(desk, "welcome", AN)
    rested(desk)
    slow(desk, SCANS, 60)
    desk.keyboard.press("F6")
    desk.keyboard.press("Enter")
    paused_between = "document.querySelectorAll('.group .in').length"
    until(desk, f"{paused_between} >= 2")
    desk.keyboard.press("Enter")
    until(desk, "document.querySelector('.more').textContent.startsWith('Cả đoàn vào cùng lúc: 9')")
    desk.keyboard.press("Enter")
    nothing_more(desk, 600)
    assert desk.get_attribute("#outcome", "data-outcome") == "welcome"
    assert desk.inner_text("[data-do=group] span") == "Cả đoàn: thêm 2 người"
    assert [desk.inner_text(f".group li:nth-child({n}) b") for n in (1, 2)] == [
        "Bà Nguyễn Thị Nga",
        "Bà Nguyễn Thị Oanh",
    ]
    assert desk.inner_text(".group .rest") == ""
    paused(desk)
    desk.keyboard.press("F6")
    desk.keyboard.press("Enter")
    until(desk, "document.querySelector('.more').textContent.startsWith('Cả đoàn vào cùng lúc: 2')")
    sent(desk)
    assert scans(server, faults) == [("welcome", 12)]


def test_while_an_outcome_is_on_its_way_nothing_is_done_to_the_guest_before(
    desk: Page, codes: list[str], server: Any, faults: Any
) -> None:
    wedge(desk, codes[0])
    outcome(desk, "welcome", AN)
    rested(desk)
    held = hold(desk, SCANS)
    wedge(desk, codes[1])
    outcome(desk, "checking")
    assert told(desk) == ("Đang kiểm tra…", "", "")
    desk.keyboard.press("F3")
    outcome(desk, "welcome", BICH)  # this desk's own judgement
    held.let_go()
    sent(desk)
    assert scans(server, faults) == [("welcome", 2)]


@pytest.mark.parametrize(
    "body", ['{"outcome": "welc', "<html>another machine</html>", ""], ids=["cut", "portal", "empty"]
)
def test_an_answer_that_was_cut_off_is_none(desk: Page, codes: list[str], server: Any, faults: Any, body: str) -> None:
    cut = []

    def answers(route: Route) -> None:
        if cut:
            return route.continue_()
        cut.append(route.fetch().status)
        return route.fulfill(status=200, content_type="application/json", body=body)

    desk.route(SCANS, answers)
    wedge(desk, codes[0])
    outcome(desk, "welcome", AN)
    sent(desk)
    assert (cut, scans(server, faults)) == ([200], [("welcome", 1)])


def test_a_card_that_is_read_twice_is_told_once_more_whatever_was_read_between(desk: Page, codes: list[str]) -> None:
    desk.clock.install()
    wedge(desk, codes[0])
    outcome(desk, "welcome", AN)
    wedge(desk, "https://zalo.me/g/abc123def")
    outcome(desk, "foreign")
    wedge(desk, codes[0])
    outcome(desk, "welcome", AN)
    assert desk.locator("#last li").count() == 1


def test_a_question_comes_before_every_key(desk: Page, codes: list[str]) -> None:
    desk.evaluate("globalThis.print = () => dispatchEvent(new Event('afterprint'))")
    wedge(desk, codes[0])
    outcome(desk, "welcome", AN)
    rested(desk)
    desk.keyboard.press("F9")
    sent(desk)
    paused(desk)
    desk.keyboard.press("F9")
    desk.wait_for_selector("#ask[open]")
    assert AN in desk.inner_text("#ask p")
    for key in ("F3", "F4", "F7", "F8", "F10"):
        desk.keyboard.press(key)
    nothing_more(desk, 400)
    assert (told(desk)[:2], desk.locator(".panel:not([hidden])").count()) == (("Mời vào", AN), 0)


def test_escape_answers_the_question_and_leaves_the_form_open(desk: Page) -> None:
    desk.keyboard.press("F4")
    desk.fill("#walk-in [name=house]", STEEL)
    desk.fill("#walk-in [name=name]", "Nguyễn Thị An")
    paused(desk)
    desk.press("#walk-in [name=name]", "Enter")
    desk.wait_for_selector("#ask[open]")
    desk.keyboard.press("Escape")
    desk.wait_for_selector("#ask:not([open])", state="attached")
    assert desk.input_value("#walk-in [name=name]") == "Nguyễn Thị An"
    assert desk.evaluate("document.activeElement.name") == "name"
    assert desk.is_visible("#walk-in")


def test_a_suggestion_that_the_browser_fills_in_is_no_key(desk: Page) -> None:
    desk.evaluate(
        "document.querySelector('#typed').dispatchEvent(new Event('keydown', {bubbles: true, cancelable: true}))"
    )
    desk.fill("#typed", "nguyen thi an")
    assert desk.inner_text("#found li b") == AN


def test_a_browser_without_room_lets_in_and_says_what_it_cannot(
    desk: Page, codes: list[str], server: Any, faults: Any
) -> None:
    desk.evaluate(NO_ROOM)
    wedge(desk, codes[0])
    outcome(desk, "welcome", AN)
    until(desk, "document.querySelector('#saved').textContent.includes('không đóng trang này')")
    rested(desk)
    desk.keyboard.press("3")
    outcome(desk, "amended")
    assert desk.get_attribute("#state", "data-state") == "live"
    assert "danh sách" not in desk.inner_text("#saved")
    sent(desk)
    assert scans(server, faults)[-1] == ("welcome", 1)


def test_a_clock_that_is_put_back_without_a_line_makes_no_arrival_earlier(
    desk: Page, codes: list[str], server: Any, faults: Any
) -> None:
    until(desk, "document.querySelector('#state').dataset.state === 'live'")
    before = answer(desk, "document.querySelector('#saved').textContent.match(/..h../)[0]")
    faults.cut()
    server.kill()
    desk.wait_for_selector("#state[data-state=lost]")
    desk.evaluate("(() => { const now = Date.now; Date.now = () => now.call(Date) - 3600_000; })()")
    wedge(desk, codes[0])
    outcome(desk, "welcome", AN)
    hour = desk.inner_text("#last time")
    assert hour >= before, (hour, before)


def test_what_another_desk_does_to_the_guest_who_is_shown_is_said(
    desk: Page, codes: list[str], server: Any, open_page: Any, faults: Any
) -> None:
    other = ready(server, open_page, "office", listed=len(GIVEN))
    wedge(desk, codes[0])
    outcome(desk, "welcome", AN)
    wedge(other, codes[0])
    outcome(other, "already_in", AN)
    rested(other)
    other.keyboard.press("3")
    until(desk, "document.querySelector('.facts .party dd').textContent === '3/3'")
    other.keyboard.press("F3")
    outcome(desk, "left", AN)
    paused(other)
    other.keyboard.press("F3")
    rested(desk)
    wedge(desk, codes[1])
    outcome(desk, "welcome", BICH)
    rested(desk)
    other.fill("#typed", "nguyen thi bich")
    other.keyboard.press("Enter")
    outcome(other, "already_in", BICH)
    rested(other)
    paused(other)
    other.keyboard.press("F7")
    other.keyboard.press("Enter")
    outcome(desk, "undone", BICH)
    assert told(desk)[2] == "Đã hoàn tác tại bàn khác"
    desk.keyboard.press("3")  # nobody is let in by the number of a card that was taken back
    nothing_more(desk, 600)
    faults.cut()
    server.kill()
    assert rows(server, "select party from arrival") == [(3,)]


def test_a_digit_means_companions_again_once_another_card_was_read(
    desk: Page, codes: list[str], server: Any, faults: Any
) -> None:
    wedge(desk, codes[0])
    outcome(desk, "welcome", AN)
    rested(desk)
    desk.keyboard.press("F6")
    wedge(desk, codes[1])
    outcome(desk, "welcome", BICH)
    rested(desk)
    desk.keyboard.press("3")
    outcome(desk, "amended", BICH)
    sent(desk)
    faults.cut()
    server.kill()
    assert sorted(rows(server, "select party from arrival")) == [(1,), (3,)]


def test_a_scan_that_only_a_field_receives_is_read_whole_in_every_field(desk: Page, codes: list[str]) -> None:
    """As an input method that hides the keys gives it: the fields' own limits cut nothing off."""
    desk.keyboard.press("F4")
    for code, field in zip(codes, ("house", "name", "position", "phone", "seat"), strict=False):
        desk.focus(f"#walk-in [name={field}]")
        name = f"Bà Nguyễn Thị {GIVEN[codes.index(code)]}"
        desk.keyboard.insert_text(code)
        outcome(desk, "welcome", name)
        assert desk.input_value(f"#walk-in [name={field}]") == ""
        paused(desk)
