"""A moderator's hands: keys pressed one after another, each step done before the next."""

import re

from playwright.sync_api import expect

CEMENT = "Công ty Cổ phần Xi măng Hải Phòng"
SCALES = "Công ty TNHH Cân Điện tử Đông Hải"


def line(page):
    """The numbers of those that wait."""
    return page.locator("#queue > li > .kn")


def settled(page):
    """No command is on its way, and the page listens again to the key that was pressed."""
    for mark in ("data-pending", "data-rest"):
        expect(page.locator("html")).not_to_have_attribute(mark, re.compile(".*"))


def press(page, key):
    """A key, and its command done."""
    page.locator("body").press(key)
    settled(page)
