"""The hall in a real browser."""

import pytest

pytestmark = pytest.mark.browser


def test_the_hall_says_that_it_is_not_live_and_is_right_again(server, open_page, faults):
    faults.cut()
    page = open_page(f"{server.address}/hall", 1920, 1080)
    page.wait_for_selector(".title .organiser")
    assert page.locator("#line").is_hidden()
    server.kill()
    page.wait_for_selector("#line:not([hidden])", timeout=10_000)
    server.start()
    page.wait_for_selector("#line[hidden]", state="attached", timeout=10_000)
