"""Leaders who have just come in, told to a page: the highest first, and nobody pushed away before he was seen."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(folder, fill):
    """The city's leader comes first of five."""
    with fill(folder) as write:
        write.arrive(write.guest("Lãnh Đạo", block="city", honorific="", rank=1), minutes=-9)
        for rank in (4, 3, 2, 1):
            write.arrive(write.guest(f"Ủy Ban {rank}", block="committee", honorific="", rank=rank), minutes=-rank)
    return folder


@pytest.mark.parametrize(("stand", "most"), [("presenter", 3), ("chair", 2)])
def test_the_next_come_up_when_these_were_seen(server, open_page, stand, most):
    page = open_page(server.links[stand], 1180, 820)
    page.wait_for_url(f"**/{stand}")
    names = page.locator("[data-alert]:visible strong")
    everybody = ["Lãnh Đạo", "Ủy Ban 1", "Ủy Ban 2", "Ủy Ban 3", "Ủy Ban 4"]
    expect(names).to_have_text(everybody[:most])
    expect(page.locator(".alerts .waiting")).to_have_text(f"Còn {5 - most} lãnh đạo vừa đến")
    for first in range(1, 5):
        page.locator("[data-alert]:visible [data-alert-seen]").first.click()
        expect(names).to_have_text(everybody[first : first + most])
    expect(page.locator(".alerts .waiting")).to_be_hidden()
