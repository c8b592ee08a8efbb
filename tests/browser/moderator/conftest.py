"""What tests of the moderator's page share: four questions wait, and two moderators are let in."""

import pytest
from playwright.sync_api import expect

from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from tests.browser.moderator.steps import CEMENT, SCALES


@pytest.fixture
def hour():
    """In the midst of the dialogue."""
    return "15:00"


@pytest.fixture
def codes():
    """Enrolment codes of a second moderator."""
    return {}


@pytest.fixture
def folder(folder, fill, codes):
    """Four questions wait; the first business is in the hall."""
    with fill(folder) as write:
        cement = write.organisation(CEMENT)
        write.arrive(write.guest("Đặng Thị Ẵng", cement, honorific="Bà"))
        write.question("Bao giờ có quy chuẩn mới?", cement, field="quality")
        write.question("Kiểm định cân ô tô khi đổi nơi đặt?", write.organisation(SCALES))
        write.question("Hỗ trợ ISO 9001 còn không?", write.organisation("Hợp tác xã Vĩnh Bảo"), field="support")
        write.question("Phí mã số mã vạch?", write.organisation("Doanh nghiệp tư nhân Mỹ Ệ"), unit="")
        codes["Ông Minh"] = enrolment.invite(write.conference, Role.MODERATOR, "Ông Minh")
        codes["Bà Lan"] = enrolment.invite(write.conference, Role.MODERATOR, "Bà Lan")
    return folder


@pytest.fixture
def console(server, open_page, codes):
    """console("Bà Lan") → that moderator's page."""

    def make(name="Bà Lan", width=1440, height=900, **options):
        page = open_page(f"{server.address}/enrol/{codes[name]}", width, height, **options)
        expect(page.locator("#queue > li")).to_have_count(4)
        page.wait_for_function("() => document.querySelector('#picture').dataset.number > 0")
        return page

    return make
