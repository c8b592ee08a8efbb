"""Guests who go out and come back, and the seats that are free: at the desk, with the line and without it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.at_desk import outcome, paused, ready, rested, rows, sent, told, wedge
from tests.browser.waiting import answer, until

pytestmark = pytest.mark.browser


@pytest.fixture
def listed(folder: Any, fill: Any) -> dict[str, str]:
    """Three guests of one row, one of them declined. Name → code."""
    with fill(folder) as write:
        found = [
            write.guest("Đặng Thị Hòa", honorific="Bà", seat="A-1", seats=3),
            write.guest("Trần Minh", seat="A-2", rsvp="declined"),
            write.guest("Vũ Dũng", seat="A-4"),
        ]
        return {guest.name: write.code(guest) for guest in found}


@pytest.fixture
def desk(listed: Any, server: Any, open_page: Any) -> Any:
    return ready(server, open_page)


def numbers(desk: Any) -> list[str]:
    """In the hall, persons, gone out."""
    return [desk.text_content(f"[data-{kind}='']") for kind in ("came", "heads", "out")]


def test_out_and_in_again_in_one_press_each_and_both_taken_back(
    desk: Any, listed: Any, server: Any, faults: Any
) -> None:
    wedge(desk, listed["Đặng Thị Hòa"])
    outcome(desk, "welcome")
    rested(desk)
    desk.keyboard.press("2")
    outcome(desk, "amended")
    desk.keyboard.press("F3")
    outcome(desk, "left", "Bà Đặng Thị Hòa")
    assert numbers(desk) == ["0", "0", "2"]
    paused(desk)
    desk.keyboard.press("F3")
    outcome(desk, "returned", "Bà Đặng Thị Hòa")
    assert numbers(desk) == ["1", "2", "0"]
    desk.keyboard.press("F7")
    desk.keyboard.press("Enter")
    outcome(desk, "undone")
    assert numbers(desk) == ["0", "0", "2"]
    paused(desk)
    wedge(desk, listed["Đặng Thị Hòa"])
    outcome(desk, "returned")
    assert "Ra ngoài từ" in told(desk)[2]
    assert numbers(desk) == ["1", "2", "0"]
    sent(desk)
    desk.reload()
    until(desk, "document.querySelector('#saved').hasAttribute('data-saved')", 20)
    assert numbers(desk) == ["1", "2", "0"]
    faults.cut()
    server.kill()
    assert [row[0] for row in rows(server, "select outcome from scan order by rowid")] == [
        "welcome", "amended", "left", "returned", "undone", "returned",
    ]  # fmt: skip


def test_a_leaving_that_is_taken_back_leaves_the_guest_in_and_says_so(desk: Any, listed: Any) -> None:
    wedge(desk, listed["Vũ Dũng"])
    outcome(desk, "welcome")
    rested(desk)
    desk.keyboard.press("F3")
    outcome(desk, "left")
    desk.keyboard.press("F7")
    desk.keyboard.press("Enter")
    outcome(desk, "undone")
    assert "Vẫn" in told(desk)[2] and numbers(desk) == ["1", "1", "0"]


def test_without_a_line_too(desk: Any, listed: Any, server: Any, faults: Any) -> None:
    wedge(desk, listed["Vũ Dũng"])
    outcome(desk, "welcome")
    rested(desk)
    faults.cut()
    server.kill()
    until(desk, "document.querySelector('#state').dataset.state === 'lost'", 20)
    desk.keyboard.press("F3")
    outcome(desk, "left")
    paused(desk)
    wedge(desk, listed["Vũ Dũng"])
    outcome(desk, "returned")
    rested(desk)
    desk.keyboard.press("F3")
    outcome(desk, "left")
    assert numbers(desk) == ["0", "0", "1"]
    server.start()
    sent(desk)
    paused(desk)
    server.kill()
    assert rows(server, "select left_at != '' and back_at = '' from arrival") == [(1,)]


def test_free_seats_are_told_and_one_is_given_to_a_walk_in(desk: Any, server: Any) -> None:
    desk.click("#tab-seats")
    line = desk.locator("#seats li")
    assert "2, 3" in line.inner_text() and "2 chỗ trống" in line.inner_text()
    desk.keyboard.press("F4")
    desk.fill("#walk-in [name=house]", "Công ty TNHH Mới")
    desk.fill("#walk-in [name=name]", "Lê Khánh")
    options = answer(desk, "[...document.querySelectorAll('#free-seats option')].map((option) => option.value)")
    assert options == ["A-2", "A-3"]
    desk.fill("#walk-in [name=seat]", "A-3")
    desk.keyboard.press("Enter")
    outcome(desk, "welcome")
    until(desk, "document.querySelector('#outcome .seat dd').textContent === 'A-3'")
    until(desk, "document.querySelector('#seats li .who span').textContent === '2'")


def test_a_seat_that_another_desk_has_just_given_away_is_not_given_twice(desk: Any, server: Any) -> None:
    desk.keyboard.press("F4")
    desk.fill("#walk-in [name=house]", "Công ty TNHH Mới")
    desk.fill("#walk-in [name=name]", "Lê Khánh")
    desk.fill("#walk-in [name=seat]", "A-4")
    desk.keyboard.press("Enter")
    outcome(desk, "welcome")
    assert "A-4" in told(desk)[2] and desk.locator("#outcome .seat").is_hidden()


def test_a_nervous_hand_lets_nobody_out_and_in_again(desk: Any, listed: Any) -> None:
    wedge(desk, listed["Vũ Dũng"])
    outcome(desk, "welcome")
    rested(desk)
    for _press in range(3):
        desk.keyboard.press("F3")
    outcome(desk, "left")
    paused(desk)
    assert numbers(desk) == ["0", "0", "1"]
    desk.keyboard.press("F3")
    outcome(desk, "returned")
    paused(desk)
    desk.dblclick("[data-do=leave]")
    outcome(desk, "left")
    paused(desk)
    assert (desk.locator(".panel:visible").count(), numbers(desk)) == (0, ["0", "0", "1"])


def test_a_substitute_who_comes_back_for_a_guest_who_is_out(desk: Any, listed: Any, server: Any, faults: Any) -> None:
    wedge(desk, listed["Vũ Dũng"])
    outcome(desk, "welcome")
    rested(desk)
    desk.keyboard.press("F3")
    outcome(desk, "left")
    desk.fill("#typed", "vu dung")
    desk.focus("#typed")
    desk.keyboard.press("F8")
    desk.keyboard.type("Phạm Hoa", delay=60)
    desk.keyboard.press("Enter")
    outcome(desk, "amended", "Phạm Hoa")
    sent(desk)
    faults.cut()
    server.kill()
    assert rows(server, "select came_name, left_at != '' and back_at = '' from arrival") == [("Phạm Hoa", 0)]


def test_a_code_of_words_presses_no_button(desk: Any, listed: Any) -> None:
    """Another organiser's code while the reason of an undo has the focus: nothing is taken back."""
    wedge(desk, listed["Vũ Dũng"])
    outcome(desk, "welcome")
    rested(desk)
    desk.keyboard.press("F7")
    assert desk.evaluate("document.activeElement.dataset.reason !== undefined")
    for key in ("V", "I", "P", "Space", "A", "Enter"):  # a scanner's pace, key by key
        desk.keyboard.press(key)
    paused(desk)
    assert numbers(desk)[0] == "1" and desk.locator("#undo").is_visible()


def test_a_scan_into_the_count_of_labels_is_a_scan_and_no_count(desk: Any, listed: Any) -> None:
    desk.click("#labels")
    desk.fill("#label-roll [name=left]", "50")
    desk.focus("#label-roll [name=left]")
    wedge(desk, listed["Vũ Dũng"])
    outcome(desk, "welcome")
    assert desk.input_value("#label-roll [name=left]") == "50"
    assert answer(desk, "localStorage.getItem('kiosk-labels-left')") == "50"
