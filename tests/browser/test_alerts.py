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


@pytest.mark.parametrize(("stand", "most"), [("presenter", 3), ("chair", 1), ("moderator", 1)])
def test_the_next_come_up_when_these_were_seen(server, open_page, stand, most):
    page = open_page(server.links[stand], 1180, 820)
    page.wait_for_url(f"**/{stand}")
    names = page.locator("[data-alert]:visible strong")
    everybody = ["Lãnh Đạo", "Ủy Ban 1", "Ủy Ban 2", "Ủy Ban 3", "Ủy Ban 4"]
    expect(names).to_have_text(everybody[:most])
    expect(page.locator(".alerts .waiting")).to_have_text(f"và {5 - most} đồng chí khác vừa đến")
    for first in range(1, 5):
        page.locator("[data-alert]:visible [data-alert-seen]").first.click()
        expect(names).to_have_text(everybody[first : first + most])
    expect(page.locator(".alerts .waiting")).to_be_hidden()


COVERED = """selector => {
  const box = document.querySelector(".alerts .told").getBoundingClientRect();
  const crossed = (one) => one.right > box.left && one.left < box.right && one.bottom > box.top + 1 && one.top < box.bottom - 1;
  const covered = [...document.querySelectorAll(selector)].some((one) => crossed(one.getBoundingClientRect()));
  return { shown: box.height > 20 && box.bottom <= innerHeight, covered };
}"""


@pytest.mark.parametrize(
    ("stand", "read"), [("chair", "div.chair, .next section"), ("moderator", ".queue, .now, .stage")]
)
def test_a_note_covers_nothing_that_is_read_or_pressed(server, open_page, stand, read):
    page = open_page(server.links[stand], 1180, 820)
    page.wait_for_url(f"**/{stand}")
    expect(page.locator("[data-alert]:visible")).to_have_count(1)
    assert page.evaluate(COVERED, read) == {"shown": True, "covered": False}
