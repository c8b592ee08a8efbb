"""What the hall would not understand is asked first: the end of the dialogue under a question, a call that no screen shows."""

import pytest
from playwright.sync_api import expect

from tests.browser.moderator.steps import line, press, settled

pytestmark = pytest.mark.browser


def test_the_dialogue_is_not_ended_under_a_question_unasked_and_then_nobody_is_called_unseen(console):
    page = console()
    press(page, "n")
    page.locator("body").press("s")
    end = page.locator("#programme li.on [data-do=end]")
    end.click()
    expect(page.locator("#sure-text")).to_contain_text("KN số 1 đang được trả lời")
    page.keyboard.press("Escape")
    expect(page.locator("#sure")).to_be_hidden()
    expect(page.locator("#programme li.on")).to_contain_text("Đối thoại")
    end.click()
    page.locator("#sure button.main").click()
    settled(page)
    expect(page.locator("#programme li.over")).to_contain_text("Đối thoại")
    page.keyboard.press("Escape")
    expect(page.locator("#programme")).to_be_hidden()
    page.locator("body").press("n")
    expect(page.locator("#sure-text")).to_contain_text("không phải phần đối thoại")
    expect(line(page)).to_have_text(["2", "3", "4"])
    page.keyboard.press("Enter")
    expect(line(page)).to_have_text(["3", "4"])
