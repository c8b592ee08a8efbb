"""A task that the secretary writes down is on record once, also when the line is cut in between."""

import pytest
from playwright.sync_api import expect

from kiosk.conference import enrolment
from kiosk.conference.devices import Role

pytestmark = pytest.mark.browser


@pytest.fixture
def codes():
    """The enrolment code of a secretary."""
    return {}


@pytest.fixture
def folder(folder, fill, codes):
    """A question waits."""
    with fill(folder) as write:
        write.question()
        codes["Thư ký"] = enrolment.invite(write.conference, Role.SECRETARY, "Thư ký")
    return folder


@pytest.fixture
def page(server, open_page, codes, faults):
    """The secretary's page with a task typed in, and a line that swallows the answer."""
    faults.expected += ["ERR_FAILED", "Failed to load"]
    page = open_page(f"{server.address}/enrol/{codes['Thư ký']}", 1366, 768)
    page.wait_for_function("() => document.querySelector('#picture').dataset.number > 0")
    page.click("#new-task")
    page.fill("#task-form [name=unit]", "Ban Đo lường")
    page.fill("#task-form [name=task]", "Rà soát danh mục")

    def eat(route):
        route.fetch()
        route.abort()

    page.route("**/secretary/conclusions", eat)
    page.click("#task-form button.main")
    expect(page.locator("#task-says")).to_contain_text("Nội dung vẫn được giữ")
    page.unroute("**/secretary/conclusions")
    return page


def test_pressed_again_it_is_on_record_once(page):
    page.click("#task-form button.main")
    expect(page.locator("#task")).to_be_hidden()
    expect(page.locator("[data-task] span")).to_have_text(["Rà soát danh mục"])


def test_a_later_wording_is_another_wording_of_the_same_task(page):
    page.fill("#task-form [name=task]", "Rà soát danh mục trước 15/5")
    page.click("#task-form button.main")
    expect(page.locator("#task")).to_be_hidden()
    expect(page.locator("[data-task] span")).to_have_text(["Rà soát danh mục trước 15/5"])


def test_closed_and_opened_again_even_on_a_new_page_it_is_still_the_same_task(page):
    page.click("#task [data-close]")
    page.reload()
    page.click("#new-task")
    expect(page.locator("#task-form [name=task]")).to_have_value("Rà soát danh mục")
    page.fill("#task-form [name=task]", "Rà soát lại")
    page.click("#task-form button.main")
    expect(page.locator("[data-task] span")).to_have_text(["Rà soát lại"])
    page.click("#new-task")
    expect(page.locator("#task-form [name=task]")).to_have_value("")
    page.fill("#task-form [name=unit]", "Ban Đo lường")
    page.fill("#task-form [name=task]", "Việc hai")
    page.click("#task-form button.main")
    expect(page.locator("[data-task] span")).to_have_text(["Rà soát lại", "Việc hai"])
