"""Slides in real browsers: put on by the moderator, turned by keys and by the speaker's own page, an extract beside a question."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from kiosk.slides import decks
from live.queue import Place
from tests.browser.moderator.steps import press

pytestmark = pytest.mark.browser
HOUR = "15:00"


def picture(size, colour):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def folder(folder, fill):
    """A long question, a talk of three pages and an extract."""
    with fill(folder) as write:
        house = write.organisation("Công ty Cổ phần Đầu tư Xây dựng và Thương mại Quốc tế Hải Phòng")
        write.question(
            f"{'Thời gian kiểm định quá lâu, doanh nghiệp phải dừng bán hàng. ' * 8}Đề nghị rút ngắn.",
            house,
            place=Place.WAITING,
            unit="tdc",
        )
    at = "2026-04-24T07:00:00.000Z"
    pages = [(f"{n}.png", picture((1600, 900), (40 + n * 60, 90, 160))) for n in range(3)]
    decks.add(folder, decks.new("Mã số mã vạch", "Ông Nguyễn Văn Mẫu", at), pages)
    decks.add(
        folder,
        decks.new("Điều 5", "", at.replace("07:00", "07:01"), 1),
        [("a.png", picture((900, 1200), (250, 250, 240)))],
    )
    return folder


@pytest.fixture
def moderator(server, open_page):
    made = open_page(server.links["moderator"], 1366, 768)
    expect(made.locator("#queue li").first).to_be_visible()
    return made


@pytest.fixture
def hall(server, open_page):
    return open_page(server.links["hall"], 1920, 1080)


def drawn(page, selector):
    """Whether a picture is there and was loaded."""
    return page.locator(selector).evaluate("(one) => one.decode().then(() => one.naturalWidth > 0)")


def put_on(moderator):
    moderator.keyboard.press("s")
    moderator.locator(".decks button").first.click()
    expect(moderator.locator(".slides")).to_be_visible()
    moderator.keyboard.press("s")


def test_the_moderator_shows_a_talk_and_turns_it_with_keys_and_a_clicker(moderator, hall):
    put_on(moderator)
    expect(hall.locator("#scene-slides")).to_contain_text("Ông Nguyễn Văn Mẫu")
    assert drawn(hall, "#scene-slides img")
    for key, shown in ((".", "2/3"), ("PageDown", "3/3"), (",", "2/3"), ("PageUp", "1/3")):
        moderator.keyboard.press(key)
        expect(hall.locator("#scene-slides .done")).to_have_text(shown)
    moderator.keyboard.press("PageDown")  # faster than any picture comes
    moderator.keyboard.press("PageDown")
    expect(hall.locator("#scene-slides .done")).to_have_text("3/3")
    box = hall.locator("#scene-slides img").bounding_box()
    foot = hall.locator("#scene-slides footer").bounding_box()
    assert box["height"] > 1080 * 0.85
    assert box["y"] + box["height"] <= foot["y"] + 1
    moderator.click("text=Dừng chiếu")
    expect(hall.locator("#scene-slides")).to_have_count(0)
    press(moderator, "u")
    expect(hall.locator("#scene-slides")).to_have_count(1)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_the_speaker_turns_on_his_own_page(moderator, hall, server, open_page, folder, width, height):
    key = decks.every(folder)[0].key
    own = open_page(f"{server.address}/slides/{key}", width, height)
    expect(own.locator("#off")).to_be_visible()
    expect(own.locator("#next")).to_be_disabled()
    put_on(moderator)
    expect(own.locator("#off")).to_be_hidden()
    own.click("#next")
    expect(hall.locator("#scene-slides .done")).to_have_text("2/3")
    own.keyboard.press("PageDown")
    expect(hall.locator("#scene-slides .done")).to_have_text("3/3")
    expect(own.locator("#next")).to_be_disabled()
    expect(moderator.locator(".slides figcaption").first).to_have_text("trang 3/3")
    moderator.keyboard.press(",")
    expect(own.locator("#count")).to_have_text("trang 2/3")
    assert own.evaluate("document.documentElement.scrollWidth <= innerWidth")
    source = next(Path(__import__("axe_playwright_python").__file__).parent.rglob("axe.min.js")).read_text()
    own.evaluate(source)
    assert [found["id"] for found in own.evaluate("axe.run()")["violations"]] == []


def test_an_extract_beside_a_long_question_loses_none_of_its_words(moderator, hall):
    press(moderator, "n")
    expect(hall.locator("#scene-question")).to_be_visible()
    moderator.click("text=Chiếu bên cạnh kiến nghị")
    expect(hall.locator(".with-extract")).to_be_visible()
    assert drawn(hall, ".extract img")
    said, pages = [], int(hall.locator(".mark .page").inner_text().split("/")[1])
    for n in range(1, pages + 1):
        expect(hall.locator(".mark .page")).to_have_text(f"trang {n}/{pages}")
        read = hall.locator(".with-extract .text").evaluate("(one) => one.textContent").replace("\u200b", "")
        expect(moderator.locator(".hall-pages .quiet")).to_contain_text(read)
        said.append(hall.locator(".text").inner_text())
        expect(moderator.locator("html[data-pending]")).to_have_count(0)  # one step of the page at a time
        if n < pages:
            moderator.keyboard.press(".")
    assert "Đề nghị rút ngắn" in " ".join(said)
    text, extract = hall.locator(".fit").bounding_box(), hall.locator(".extract").bounding_box()
    assert text["x"] + text["width"] <= extract["x"]


def test_the_office_sees_every_page_and_hands_out_the_speakers_address(server, open_page, folder, tmp_path):
    office = open_page(server.links["office"], 1366, 768)
    office.goto(f"{server.address}/office/slides")
    paper = tmp_path / "bai.png"
    paper.write_bytes(picture((800, 450), (10, 120, 40)))
    office.set_input_files("[name=file]", paper)
    office.fill("[name=speaker]", "Bà Trần Thị Mẫu")
    office.click("main button.main")
    expect(office.locator(".added h2")).to_contain_text("Bà Trần Thị Mẫu")
    assert drawn(office, ".added .pages img")
    source = next(Path(__import__("axe_playwright_python").__file__).parent.rglob("axe.min.js")).read_text()
    office.evaluate(source)
    assert [found["id"] for found in office.evaluate("axe.run()")["violations"]] == []
