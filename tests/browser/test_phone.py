"""A guest's own page on a plain phone: without JavaScript, and live with it."""

from datetime import time
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from live.queue import Place

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def card(folder, fill):
    """The path of a guest's own page; his business has the second question in the queue."""
    with fill(folder, time(15)) as write:
        house = write.organisation("Công ty TNHH Cơ khí Hải Long")
        guest = write.guest("Lê Thu Hà", house, honorific="Bà", position="Giám đốc", seat="C7")
        write.question("Câu hỏi thứ nhất?")
        write.question("Câu hỏi của Hải Long?", house)
        write.question("Chưa xem xét", house, place=Place.RECEIVED)
        return f"/I/{write.code(guest)}"


@pytest.fixture
def server(card, server):
    return server


@pytest.fixture
def hour():
    return "15:00"


def test_the_invitation_is_answered_without_javascript(server, card, open_page):
    page = open_page(f"{server.address}{card}", 390, 844, java_script_enabled=False)
    expect(page.locator("#hello")).to_have_text("Bà Lê Thu Hà")
    page.get_by_label("Tôi cử người dự thay").check()
    page.get_by_label("Họ và tên người dự thay").fill("Trần Văn An")
    page.get_by_label("Chức vụ").fill("Phó Giám đốc")
    page.get_by_role("button", name="Gửi xác báo").click()
    expect(page.locator("#rsvp .done")).to_have_text("Xin cảm ơn. Đã ghi nhận xác báo của Quý vị.")
    expect(page.locator("#rsvp .answer")).to_have_text("Quý vị đã cử Trần Văn An dự thay.")


def test_a_question_is_sent_without_javascript(server, card, open_page):
    page = open_page(f"{server.address}{card}", 390, 844, java_script_enabled=False)
    page.get_by_label("Kiến nghị", exact=True).fill("Đề nghị hướng dẫn thủ tục kiểm định cân.")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("#question .done")).to_be_visible()
    expect(page.locator(".mine li").last).to_contain_text("Đã tiếp nhận, đang xem xét")


def test_where_ones_question_stands_changes_by_itself(server, card, open_page):
    phone = open_page(f"{server.address}{card}", 390, 844)
    mine = phone.locator("[data-question='2']")
    expect(mine).to_have_text("còn 1 kiến nghị trước")
    moderator = open_page(server.links["moderator"])

    def move(move):
        seen = moderator.request.get(f"{server.address}/moderator/picture").json()["number"]
        facts = {"id": str(uuid4()), "question": None, "move": move, "seen": seen}
        assert moderator.request.post(f"{server.address}/moderator/turns", data=facts).ok

    move("next")
    expect(mine).to_have_text("Tiếp theo")
    move("next")
    expect(mine).to_have_text("Đang trả lời")
    move("next")
    expect(mine).to_have_text("Đã trả lời trực tiếp tại Hội nghị")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(server, card, open_page, theme):
    for path in (card, "/"):
        page = open_page(f"{server.address}{path}", 390, 844, color_scheme=theme)
        expect(page.locator(".programme")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert Axe().run(page, options=RULES).response["violations"] == []


@pytest.mark.parametrize("width", [320, 360, 390])
def test_no_page_of_a_phone_scrolls_sideways(server, card, open_page, width):
    page = open_page(f"{server.address}{card}", width, 740)
    for path in (card, "/phone", "/register"):
        page.goto(f"{server.address}{path}")
        assert (path, page.evaluate("document.documentElement.scrollWidth - innerWidth")) == (path, 0)
