"""Plain forms of staff pages, as a real browser sends them: with the origin that its referrer policy leaves."""

import pytest

pytestmark = pytest.mark.browser


def test_the_office_makes_a_link_by_a_plain_form(server, open_page):
    page = open_page(server.links["office"])
    page.goto(f"{server.address}/office/devices")
    with page.expect_navigation() as answer:
        page.locator("main form button.main").first.click()
    assert answer.value.status == 200
    assert page.locator(".link a").count() == 1
