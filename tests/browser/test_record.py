"""The secretary, the chair and the office's screening in a real browser: nothing typed is lost, nothing is written over."""

import uuid
from datetime import time
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from badges import guests
from badges.guests import Organisation
from kiosk.conference import conference as conferences
from kiosk.conference import enrolment
from kiosk.conference.clock import Clock
from kiosk.conference.devices import Role
from kiosk.settings import load as settings_file
from live import questions
from live.questions import Question
from live.queue import Move, Place
from tests.browser.waiting import answers_sent, drawn

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)>{{ 7*7 }}"
LONG = "Công ty TNHH MTV Thương mại và Dịch vụ Xuất nhập khẩu Thủy sản Bạch Đằng ẴẶỘỆ"
DEVICES = [(Role.SECRETARY, "Thư ký 1"), (Role.SECRETARY, "Thư ký 2"), (Role.CHAIR, "Chủ trì"), (Role.MODERATOR, "Điều hành"),
           (Role.OFFICE, "Văn phòng")]  # fmt: skip


@pytest.fixture
def hour() -> str:
    return "15:00"


@pytest.fixture
def codes(folder: Path) -> dict[str, str]:
    """Three questions, the first on the floor, and a link for each device; made before the server opens the folder."""
    setting = settings_file.load(folder)
    conference = conferences.open_conference(folder, clock=Clock.at(setting.timezone, setting.date, time(14, 55)))
    for n, name in enumerate((LONG, HOSTILE, "Công ty A"), 1):
        with conference.db.writing(conference.clock.stamp()) as writing:
            house = guests.put_organisation(writing, Organisation(f"o{n}", name, kind="business"))
            asked = Question(
                0, house.id, f"Hỏi về cân số {n}? {HOSTILE}", field="metrology", unit="tdc", place=Place.WAITING,
                prepared=f"Dự thảo {n} {HOSTILE}", basis=f"Luật {n}",
            )  # fmt: skip
            questions.add(writing, asked)
    with conference.db.writing(conference.clock.stamp()) as writing:
        questions.turn(writing, "call", Move.CALL, 1)
    made = {name: enrolment.invite(conference, role, name) for role, name in DEVICES}
    conference.db.close()
    return made


@pytest.fixture
def stand(codes, server, open_page):
    """stand("Thư ký 1", "/secretary") → the page on that device."""

    def opened(name, path, width=1366, height=768, **options):
        page = open_page(f"{server.address}/enrol/{codes[name]}", width, height, **options)
        if not page.url.endswith(path):
            page.goto(f"{server.address}{path}")
        return page

    return opened


def secretary(stand, name="Thư ký 1"):
    page = stand(name, "/secretary")
    page.wait_for_selector("#sheet:not([hidden])")
    return page


def moderator_next(page) -> None:
    """One step of the moderator's, by HTTP from an enrolled page."""
    done = page.evaluate(
        """async id => {
            const {number} = await (await fetch('/moderator/picture')).json();
            const body = JSON.stringify({id, question: null, move: 'next', seen: number});
            const headers = {'Content-Type': 'application/json'};
            return (await fetch('/moderator/turns', {method: 'POST', headers, body})).status;
        }""",
        str(uuid.uuid4()),
    )
    assert done == 200


def test_the_question_on_the_floor_opens_with_what_is_known(stand):
    page = secretary(stand)
    assert page.locator("#kn").text_content() == "KN số 1"
    assert page.locator("#business").text_content() == LONG
    assert page.input_value("[name=unit]") == "Chi cục Tiêu chuẩn Đo lường Chất lượng"
    assert page.input_value("[name=answerer]") == "Bà Hoàng Thị Hồng Ngọc, Chi cục trưởng"
    assert page.locator("#prepared").text_content() == f"Dự thảo 1 {HOSTILE}"


def test_a_reload_in_mid_sentence_loses_nothing(stand):
    page = secretary(stand)
    page.locator("[name=text]").press_sequentially("Kiểm định trong 03 ngày")
    page.reload()
    page.wait_for_selector("#sheet:not([hidden])")
    assert page.input_value("[name=text]") == "Kiểm định trong 03 ngày"
    page.locator("#saved", has_text="Đã lưu").wait_for()


def test_text_is_kept_while_the_server_is_dead_and_sent_when_it_is_back(stand, server, faults):
    faults.cut()
    page = secretary(stand)
    server.kill()
    page.fill("[name=text]", "Gõ khi mất máy chủ")
    page.locator("#saved", has_text="chưa lên máy chủ").wait_for()
    server.start()
    page.locator("#saved", has_text="Đã lưu").wait_for(timeout=20_000)
    page.evaluate("localStorage.clear()")
    page.reload()
    page.wait_for_selector("#sheet:not([hidden])")
    assert page.input_value("[name=text]") == "Gõ khi mất máy chủ"


def test_two_secretaries_see_each_other_and_cannot_overwrite(stand, faults):
    faults.expected += ["409"]
    one, two = secretary(stand), secretary(stand, "Thư ký 2")
    one.locator("#working", has_text="Thư ký 2").wait_for(timeout=2000)
    two.locator("#working", has_text="Thư ký 1").wait_for(timeout=2000)
    two.fill("[name=text]", "của hai")
    one.fill("[name=text]", "của một")
    one.locator("[name=text]").blur()
    one.locator("#saved", has_text="Đã lưu").wait_for()
    two.locator("#conflict:not([hidden])").wait_for()
    assert "của hai" in two.locator("#mine").text_content()
    assert "của một" in two.locator("#theirs").text_content()
    two.click("[data-settle=both]")
    two.locator("#saved", has_text="Đã lưu").wait_for()
    expect(one.locator("[name=text]")).to_have_value("của một\n\ncủa hai")


def test_different_parts_written_at_once_are_both_kept(stand, faults):
    faults.expected += ["409"]
    one, two = secretary(stand), secretary(stand, "Thư ký 2")
    one.fill("[name=text]", "nội dung")
    two.fill("[name=basis]", "căn cứ")
    for page in (one, two):
        expect(page.locator("[name=text]")).to_have_value("nội dung")
        expect(page.locator("[name=basis]")).to_have_value("căn cứ")


def test_the_floor_is_followed_but_never_out_of_a_sentence(stand):
    page = secretary(stand)
    moderator = stand("Điều hành", "/moderator")
    moderator_next(moderator)
    page.locator("#kn", has_text="KN số 2").wait_for(timeout=5000)
    page.fill("[name=text]", "đang gõ")
    moderator_next(moderator)
    page.locator("#moved", has_text="KN số 3").wait_for()
    assert page.locator("#kn").text_content() == "KN số 2"
    page.locator("[name=result]").first.check(force=True)
    page.locator("[name=text]").press("Control+Enter")
    page.locator("#kn", has_text="KN số 3").wait_for()
    page.locator("#row-2 .tag.good").wait_for()


def test_a_promise_is_dated_in_working_days_and_can_be_changed(stand):
    page = secretary(stand)
    page.locator("[data-form=writing]").click()
    assert (page.input_value("[name=due]"), page.input_value("#days")) == ("2026-05-13", "10")
    page.fill("#days", "5")
    assert page.input_value("[name=due]") == "2026-05-06"
    page.fill("[name=due]", "2026-05-01")
    assert page.locator("#due-says").text_content() == "rơi vào ngày nghỉ"


def test_a_sentence_becomes_a_task(stand):
    page = secretary(stand)
    page.fill("[name=text]", "Giao Sở Tài chính trả lời trước 08/5.")
    page.locator("[name=text]").select_text()
    page.click("#mark")
    page.fill("#task-form [name=unit]", "Sở Tài chính")
    page.fill("#task-form [name=due]", "2026-05-08")
    page.click("#task-form button.main")
    page.locator(".tasks", has_text="Giao Sở Tài chính trả lời trước 08/5.").wait_for()
    assert "08/5/2026" in page.locator(".tasks").text_content()


def test_a_correction_keeps_what_was_written_before(stand):
    page = secretary(stand)
    for text in ("trước", "sau"):
        page.fill("[name=text]", text)
        page.locator("[name=result]").first.check(force=True)
        page.locator("[name=text]").press("Control+Enter")
        page.locator("#saved", has_text="Đã ghi xong").wait_for()
        answers_sent(page)
    page.click("#show-history")
    page.locator("#editions .reading").first.wait_for()
    assert page.locator("#editions .reading").all_text_contents() == ["sau", "trước"]


def test_a_note_stands_beside_the_text_and_the_sender_sees_the_receipt(stand):
    office = stand("Văn phòng", "/office", 1440, 900)
    chair = stand("Chủ trì", "/chair", 1180, 820)
    office.fill("#note-text", f"Còn 5 phút {HOSTILE}")
    office.locator("#note button").click()
    chair.locator("article.noted .says").wait_for()
    assert chair.locator("article.noted .says").text_content() == f"Còn 5 phút {HOSTILE}"
    office.locator(".notes .tag.warn").wait_for()
    chair.locator("article.noted [data-note]").first.focus()
    chair.keyboard.press("Enter")
    chair.locator("article.noted").wait_for(state="detached")
    office.locator(".notes .tag.good").wait_for()


def test_the_moderator_sends_a_note_and_sees_when_it_was_read(stand):
    moderator = stand("Điều hành", "/moderator", 1440, 900)
    chair = stand("Chủ trì", "/chair", 1180, 820)
    moderator.click("#tell")
    moderator.fill("#note-text", "Mời Sở Tài chính")
    moderator.locator("#note-text").press("Enter")
    chair.locator("article.noted [data-note]").first.click()
    moderator.locator(".notes .tag.good").wait_for()


def test_hostile_text_is_shown_literally(stand):
    page = secretary(stand)
    page.click("[data-open='2']")
    page.locator("#kn", has_text="KN số 2").wait_for()
    assert page.locator("#business").text_content() == HOSTILE
    assert page.locator("#asked").text_content() == f"Hỏi về cân số 2? {HOSTILE}"
    chair = stand("Chủ trì", "/chair", 1180, 820)
    assert chair.locator(".asks .text").text_content().strip() == f"Hỏi về cân số 1? {HOSTILE}"
    assert page.locator("img").count() + chair.locator("img").count() == 0


def axe(page) -> list[str]:
    source = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
    page.evaluate(source)
    tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run({runOnly: tags})", tags)
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found["violations"] for node in fault["nodes"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everybody_can_use_the_pages(stand, theme):
    page = stand("Thư ký 1", "/secretary", color_scheme=theme)
    page.wait_for_selector("#sheet:not([hidden])")
    page.locator("[data-form=writing]").click()
    office = stand("Văn phòng", "/office/questions", 1440, 900, color_scheme=theme)
    faults = {"list": axe(office)}
    for path in ("1", "new", "duplicates"):
        office.goto(office.url.rsplit("/office", 1)[0] + f"/office/questions/{path}")
        faults[path] = axe(office)
    office.goto(office.url.rsplit("/office", 1)[0] + "/office")
    office.fill("#note-text", "Xin ngắn gọn")
    chair = stand("Chủ trì", "/chair", 1180, 820, color_scheme=theme)
    faults["chair"] = axe(chair)
    office.locator("#note button").click()
    chair.locator("article.noted").wait_for()
    faults["note"] = axe(chair)
    faults["secretary"] = axe(page)
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    ("path", "width", "height"), [("/secretary", 1366, 768), ("/chair", 1180, 820), ("/chair", 820, 1180)]
)
def test_nothing_sticks_out(stand, path, width, height):
    page = stand("Thư ký 1" if path == "/secretary" else "Chủ trì", path, width, height)
    drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", ["Công ty A", LONG])
def test_what_the_counter_says_fits_is_shown_whole_in_the_hall(stand, server, open_page, name):
    office = stand("Văn phòng", "/office", 1440, 900)
    number = 1 if name == LONG else 3
    page = office
    page.goto(f"{server.address}/office/questions/{number}")
    room = int(page.locator("#summary").get_attribute("data-room"))
    words = "Đề nghị hướng dẫn thủ tục kiểm định phương tiện đo nhóm hai và thời hạn trả kết quả cho doanh nghiệp "
    text = (words * 9)[:room].strip()
    page.fill("#summary", text)
    assert page.locator("#room.over-long").count() == 0
    page.click("form[data-guard] button.main")
    if number == 3:
        moderator = stand("Điều hành", "/moderator")
        moderator_next(moderator)
        moderator_next(moderator)
    hall = open_page(f"{server.address}/hall", 1920, 1080)
    expect(hall.locator(".dialogue .text")).to_have_text(text)
