"""A press that repeats the one before does nothing more: a slow double click, a key held down. Undo alone counts each press."""

import pytest
from playwright.sync_api import expect

from tests.browser.moderator.steps import line, press, settled
from tests.browser.waiting import hand

pytestmark = pytest.mark.browser


def click_twice(page, selector, gap):
    """Two clicks at one place, as a hand that is used to double clicks makes them."""
    box = page.locator(selector).bounding_box()
    for wait in (gap, 0):
        page.mouse.click(box["x"] + 20, box["y"] + 10)
        hand(page, wait)
    settled(page)


@pytest.mark.parametrize("gap", [0, 60, 150, 300])
def test_a_double_click_of_any_pace_calls_one(console, gap):
    page = console()
    click_twice(page, "[data-key=n]", gap)
    expect(page.locator(".now .kn")).to_have_text("KN 1")
    expect(line(page)).to_have_text(["2", "3", "4"])


def test_what_comes_under_the_pointer_is_not_pressed_by_the_second_click(console):
    page = console()
    click_twice(page, "#kn-1 [data-move=call]", 250)
    expect(page.locator(".now .kn")).to_have_text("KN 1")
    expect(line(page)).to_have_text(["2", "3", "4"])
    click_twice(page, "#kn-4 .up", 250)
    expect(line(page)).to_have_text(["2", "4", "3"])


@pytest.mark.parametrize("hand", ["pointer", "key"])
def test_undo_pressed_twice_quickly_takes_back_two_steps_and_no_more(console, hand):
    page = console()
    press(page, "n"), press(page, "n"), press(page, "n")
    if hand == "pointer":
        click_twice(page, "[data-key=u]", 60)
    else:
        page.locator("body").press("u"), page.locator("body").press("u")
    expect(page.locator(".now .kn")).to_have_text("KN 1")
    expect(line(page)).to_have_text(["2", "3", "4"])
    settled(page)
    expect(page.locator(".now .kn")).to_have_text("KN 1")
    press(page, "Shift+U")
    expect(page.locator(".now .kn")).to_have_text("KN 2")


@pytest.mark.parametrize("key", ["Enter", " ", "n"])
def test_a_key_held_down_is_pressed_once(console, key):
    page = console()
    page.locator("[data-key=n]").focus()
    for _ in range(8):
        page.keyboard.down(key)
        hand(page, 120)
    page.keyboard.up(key)
    settled(page)
    expect(page.locator(".now .kn")).to_have_text("KN 1")
    expect(line(page)).to_have_text(["2", "3", "4"])


AGAIN = """() => new Promise((done) => {
  const press = () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
  new MutationObserver((_, watch) => {
    if (!document.documentElement.dataset.rest) return;
    watch.disconnect();
    press();
    done(getComputedStyle(document.querySelector("[data-key=n]")).outlineStyle);
  }).observe(document.documentElement, { attributes: true });
  press();
})"""
"""N, and N again the moment it was done; tells how the button's edge looks then."""


def test_the_button_says_that_it_rests_and_another_step_is_free_at_once(console):
    page = console()
    assert page.evaluate(AGAIN) == "dashed"
    expect(page.locator("#said")).to_have_text("Bấm hai lần liền: chỉ thực hiện một lần.")
    page.locator("body").press("x")
    settled(page)
    expect(line(page)).to_have_text(["2", "3", "4", "1"])
    press(page, "n")
    expect(page.locator(".now .kn")).to_have_text("KN 2")


@pytest.mark.parametrize(("key", "pressed"), [("h", "[data-move=resume]"), ("b", "[data-blank=off]")])
def test_a_key_that_next_means_the_opposite_is_pressed_once(console, key, pressed):
    page = console()
    press(page, "n")
    page.locator("body").press(key)
    expect(page.locator(pressed)).to_be_visible()
    page.locator("body").press(key)
    expect(page.locator("#said")).to_have_text("Bấm hai lần liền: chỉ thực hiện một lần.")
    settled(page)
    expect(page.locator(pressed)).to_be_visible()
    press(page, key)
    expect(page.locator(pressed)).to_have_count(0)


def test_a_second_n_behind_a_speech_calls_nobody(console):
    page = console()
    press(page, "n")
    press(page, "i")
    expect(page.locator("#speakers li").first).to_contain_text("Đặng Thị Ẵng")
    page.keyboard.press("Enter")
    expect(page.locator("[data-speech]")).to_be_visible()
    settled(page)
    hand(page, 800)
    page.locator("body").press("n")
    expect(page.locator("[data-speech]")).to_have_count(0)
    page.locator("body").press("n")
    expect(page.locator("#said")).to_have_text("Bấm hai lần liền: chỉ thực hiện một lần.")
    settled(page)
    expect(page.locator(".now .kn")).to_have_text("KN 1")
    press(page, "n")
    expect(page.locator(".now .kn")).to_have_text("KN 2")
