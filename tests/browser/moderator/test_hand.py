"""Lists of the moderator never move under a hand: a press and its release hit the same row, and the keyboard stays where it was."""

import pytest
from playwright.sync_api import expect

from tests.browser.moderator.steps import line, press, settled
from tests.browser.waiting import nothing_more

pytestmark = pytest.mark.browser


def test_a_press_and_its_release_hit_the_same_row_whatever_comes_meanwhile(console):
    lan, minh = console("Bà Lan"), console("Ông Minh")
    button = lan.locator("#kn-2 .more")
    box = button.bounding_box()
    lan.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    lan.mouse.down()
    press(minh, "n")
    expect(line(minh)).to_have_text(["2", "3", "4"])
    nothing_more(lan, 700)
    assert line(lan).all_inner_texts() == ["1", "2", "3", "4"], "nothing moves while the pointer is pressed"
    lan.mouse.up()
    expect(lan.locator("dialog[open]")).to_contain_text("KN 2")
    lan.keyboard.press("Escape")
    expect(line(lan)).to_have_text(["2", "3", "4"])


def test_a_pointer_that_was_let_go_elsewhere_holds_nothing_up_for_long(console):
    lan, minh = console("Bà Lan"), console("Ông Minh")
    box = lan.locator("#kn-2").bounding_box()
    lan.mouse.move(box["x"] + 5, box["y"] + 5)
    lan.mouse.down()
    press(minh, "n")
    expect(line(lan)).to_have_text(["2", "3", "4"], timeout=8000)


def test_the_row_keeps_the_keyboard_while_the_queue_changes(console):
    lan, minh = console("Bà Lan"), console("Ông Minh")
    lan.locator("#kn-3").focus()
    press(minh, "n")
    expect(line(lan)).to_have_text(["2", "3", "4"])
    settled(lan)
    expect(lan.locator("#kn-3")).to_be_focused()


def test_space_never_does_what_its_button_came_to_mean_while_it_was_down(console):
    lan, minh = console("Bà Lan"), console("Ông Minh")
    lan.locator("[data-key=n]").focus()
    lan.keyboard.down(" ")
    press(minh, "n")
    expect(lan.locator(".now .kn")).to_have_text("KN 1")
    lan.keyboard.up(" ")
    expect(lan.locator("#said")).to_contain_text("chưa thực hiện gì")
    settled(lan)
    expect(lan.locator(".now .kn")).to_have_text("KN 1")
