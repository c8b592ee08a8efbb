"""The moderator's page in a real browser: one key, two moderators, double clicks, drags, a server that dies in between."""

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.moderator.steps import CEMENT, SCALES, line, press, settled
from tests.browser.waiting import until_so

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
DEAD = [r"ERR_", r"WebSocket connection", "Failed to load resource"]


def test_one_key_runs_the_hour_and_the_hall_follows(server, console, open_page):
    page = console()
    hall = open_page(f"{server.address}/hall", 1920, 1080)
    press(page, "n")
    expect(page.locator(".now .kn")).to_have_text("KN 1")
    expect(page.locator(".now .here")).to_contain_text("có mặt từ 13h45, Bàn 1, Bà Đặng Thị Ẵng")
    expect(hall.locator(".business")).to_have_text(CEMENT)
    press(page, "n")
    expect(page.locator(".now h2")).to_have_text(SCALES)
    expect(hall.locator(".business")).to_have_text(SCALES)
    expect(hall.locator(".done")).to_have_text("Đã trả lời 1/4")
    press(page, "u")
    expect(hall.locator(".business")).to_have_text(CEMENT)
    expect(line(page)).to_have_text(["2", "3", "4"])


@pytest.mark.parametrize(
    ("key", "waiting"), [("a", "2 3 4"), ("p", "1 2 3 4"), ("l", "2 3 4 1"), ("w", "2 3 4"), ("x", "2 3 4 1")]
)
def test_each_key_moves_what_is_on_the_floor(console, key, waiting):
    page = console()
    press(page, "n")
    expect(line(page)).to_have_text(["2", "3", "4"])
    press(page, key)
    expect(line(page)).to_have_text(waiting.split())
    expect(page.locator(".now .kn")).to_have_count(0)
    expect(page.locator("#queue .tag.warn", has_text="vắng")).to_have_count(1 if key == "x" else 0)


def test_letters_mean_nothing_while_somebody_types(console):
    page = console()
    page.locator("body").press("/")
    page.keyboard.type("npaxu")
    expect(page.locator("#find")).to_have_value("npaxu")
    expect(line(page)).to_have_count(4)
    expect(page.locator(".now .kn")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#find")).to_have_value("")


def test_a_double_click_calls_one(console):
    page = console()
    page.locator("[data-key=n]").dblclick()
    settled(page)
    expect(page.locator(".now .kn")).to_have_text("KN 1")
    expect(line(page)).to_have_text(["2", "3", "4"])


def test_the_second_of_two_moderators_hears_who_was_first_and_sees_what_is_so(server, console, faults):
    faults.expected += ["409"]
    lan, minh = console("Bà Lan"), console("Ông Minh")
    held = []
    minh.route("**/moderator/turns", lambda route: held.append(route))
    minh.locator("#kn-3 [data-move=call]").click()
    minh.wait_for_function("() => document.documentElement.hasAttribute('data-pending')")
    until_so(minh, lambda: held)
    press(lan, "n")
    held[0].continue_()
    expect(minh.locator("#refused")).to_contain_text(re.compile(r"^Bà Lan đã mời KN số 1 lúc 15h\d\d\."))
    expect(minh.locator(".now .kn")).to_have_text("KN 1")
    expect(lan.locator(".now .kn")).to_have_text("KN 1")
    minh.locator("#refused button").click()
    expect(minh.locator("#refused")).to_be_hidden()


def test_reorder_by_keys_keeps_the_keyboard_and_says_the_place(console):
    page = console()
    page.locator("#kn-3").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(line(page)).to_have_text(["1", "3", "2", "4"])
    expect(page.locator("#said")).to_have_text("KN số 3: vị trí 2/4")
    expect(page.locator("#kn-3")).to_be_focused()
    settled(page)
    page.keyboard.press("Alt+ArrowDown")
    expect(line(page)).to_have_text(["1", "2", "3", "4"])
    settled(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#kn-4")).to_be_focused()
    page.locator("#kn-4 .up").click()
    expect(line(page)).to_have_text(["1", "2", "4", "3"])


def grab(page, number):
    """Take a row by its grip and move it a little, so that the drag has begun."""
    box = page.locator(f"#kn-{number} .grip").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 10, box["y"] - 12, steps=4)


def drop(page, number, order=None):
    """Carry it over another row's upper edge, look where it lies, and let it go."""

    def lies_there():
        box = page.locator(f"#kn-{number} .grip").bounding_box()
        page.mouse.move(box["x"] + 12, box["y"] + 14, steps=6)
        page.mouse.move(box["x"] + 12, box["y"] + 8, steps=3)
        return order is None or line(page).all_inner_texts() == order

    until_so(page, lies_there)
    page.mouse.up()


def test_reorder_by_drag(console):
    page = console()
    grab(page, 4)
    drop(page, 1, ["4", "1", "2", "3"])
    expect(line(page)).to_have_text(["4", "1", "2", "3"])
    settled(page)
    page.reload()
    expect(line(page)).to_have_text(["4", "1", "2", "3"])


def test_a_picture_that_arrives_during_a_drag_waits_and_the_old_order_is_refused(console, faults):
    faults.expected += ["409"]
    lan, minh = console("Bà Lan"), console("Ông Minh")
    grab(lan, 4)
    press(minh, "n")
    expect(lan.locator("#picture")).to_have_attribute("data-waiting", re.compile(r"\d+"))
    expect(lan.locator("#queue > li:not(.sortable-drag)")).to_have_count(4)
    drop(lan, 2, ["1", "4", "2", "3"])
    expect(lan.locator("#refused")).to_contain_text("Ông Minh đã mời KN số 1")
    expect(line(lan)).to_have_text(["2", "3", "4"])
    expect(lan.locator(".now .kn")).to_have_text("KN 1")


def test_a_picture_that_arrives_between_the_press_and_the_drag_does_not_end_it(console):
    page = console()
    box = page.locator("#kn-4 .grip").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.evaluate("async () => (await import('/static/shared/picture.js')).ask()")
    expect(page.locator("#picture")).to_have_attribute("data-waiting", re.compile(r"\d+"))
    page.mouse.move(box["x"] + 10, box["y"] - 12, steps=4)
    drop(page, 1, ["4", "1", "2", "3"])
    settled(page)
    expect(line(page)).to_have_text(["4", "1", "2", "3"])
    expect(page.locator("#picture:not([data-waiting])")).to_be_attached()


def test_a_grip_that_is_pressed_and_let_go_leaves_everything_as_it_is(console):
    page = console()
    page.locator("#kn-4 .grip").click()
    page.evaluate("async () => (await import('/static/shared/picture.js')).ask()")
    expect(page.locator("#picture:not([data-waiting])")).to_be_attached()
    expect(line(page)).to_have_text(["1", "2", "3", "4"])


def test_a_question_from_the_floor_in_a_few_keys(console):
    page = console()
    page.locator("body").press("f")
    page.keyboard.type("vinh bao")
    expect(page.locator("#businesses [role=option]")).to_have_text(
        ["Hợp tác xã Vĩnh Bảo", "Ghi là doanh nghiệp mới: vinh bao"]
    )
    page.keyboard.press("Enter")
    expect(page.locator("#business")).to_have_value("Hợp tác xã Vĩnh Bảo")
    page.keyboard.type("Nhãn hàng hóa nông sản?")
    page.keyboard.press("Control+Enter")
    expect(line(page)).to_have_text(["1", "2", "3", "4", "5"])
    expect(page.locator("#kn-5 .sum")).to_have_text("Nhãn hàng hóa nông sản?")
    expect(page.locator("#kn-5 .tag")).to_have_text("tại chỗ")


def test_what_takes_a_question_out_asks_for_the_reason(console):
    page = console()
    page.locator("#kn-2 [data-more]").click()
    page.locator("#more [value=withdraw]").check()
    page.locator("#reason").fill("đã được giải quyết")
    page.locator("#more button[value=send]").click()
    expect(line(page)).to_have_text(["1", "3", "4"])
    expect(page.locator("#more")).to_be_hidden()
    page.locator("#kn-4").focus()
    page.keyboard.press("Enter")
    page.locator("#more [value=merge]").check()
    page.locator("#target").fill("3")
    page.locator("#reason").fill("trùng nội dung")
    page.locator("#more button[value=send]").click()
    expect(line(page)).to_have_text(["1", "3"])
    expect(page.locator("#kn-3 .tag", has_text="Doanh nghiệp tư nhân Mỹ Ệ")).to_have_count(1)
    page.locator("#closed summary").click()
    page.locator("#closed li", has_text="Gộp vào KN số 3").locator("[data-move=reopen]").click()
    expect(line(page)).to_have_text(["1", "3", "4"])
    expect(page.locator("#closed")).to_have_attribute("open", "")


def test_filters_hide_and_do_not_change_the_order(console):
    page = console()
    page.locator("#of-presence").select_option("yes")
    expect(page.locator("#queue > li:visible")).to_have_count(1)
    expect(page.locator("#count")).to_have_text("Hiện 1/4")
    page.locator("#of-presence").select_option("")
    page.locator("#find").fill("DOANH nghiep my")
    expect(page.locator("#queue > li:visible .kn")).to_have_text(["4"])
    page.locator("#find").blur()
    press(page, "n")
    expect(page.locator("#queue > li:visible .kn")).to_have_text(["4"])
    expect(page.locator(".now .kn")).to_have_text("KN 1")


def test_the_programme_and_the_hall_are_run_from_here(server, console, open_page):
    page = console()
    hall = open_page(f"{server.address}/hall", 1920, 1080)
    expect(page.locator(".screens .tag")).to_have_text("Chỉ có màn hình chưa ghi danh (1)")
    press(page, "s")
    page.locator("[data-mode=pause]").click()
    settled(page)
    expect(hall.locator(".pause .session")).to_have_text("Hội nghị tạm nghỉ")
    expect(page.locator("#programme")).to_be_visible()
    page.locator("[data-mode=auto]").click()
    expect(hall.locator(".between .session")).to_have_text("Đối thoại với Doanh nghiệp")
    settled(page)
    page.locator("[data-do=extend][data-minutes='5']").click()
    expect(hall.locator(".left")).to_contain_text("đến 16h35")
    settled(page)
    page.locator("#programme li:not(.on)", has_text="Phát biểu của lãnh đạo").locator("[data-do=start]").click()
    expect(hall.locator(".person")).to_contain_text("Ông Hoàng Minh Cường")


def test_a_reply_that_is_lost_because_the_server_died_is_asked_for_again_and_nothing_is_doubled(
    server, console, open_page, faults
):
    faults.expected += DEAD
    page = console()
    hall = open_page(f"{server.address}/hall", 1920, 1080)
    died = []

    def die(route):
        if not died:
            route.fetch()
            server.kill()
            died.append(True)
            route.abort()
        else:
            route.continue_()

    page.route("**/moderator/turns", die)
    page.locator("body").press("n")
    page.wait_for_function("() => document.documentElement.hasAttribute('data-pending')")
    until_so(page, lambda: died)
    server.start()
    settled(page)
    expect(page.locator(".now .kn")).to_have_text("KN 1")
    expect(line(page)).to_have_text(["2", "3", "4"])
    expect(page.locator("#refused")).to_be_hidden()
    expect(hall.locator(".business")).to_have_text(CEMENT, timeout=6000)


def test_own_steps_are_done_again_on_a_server_that_goes_on_from_an_older_copy(server, console, faults, tmp_path):
    faults.expected += DEAD
    page = console()
    server.kill()
    shutil.copytree(server.folder, tmp_path / "copy")
    server.start()
    expect(page.locator("#line")).to_be_hidden(timeout=10_000)
    for key in ("n", "n", "w"):
        press(page, key)
    expect(line(page)).to_have_text(["3", "4"])
    server.kill()
    shutil.rmtree(server.folder)
    shutil.copytree(tmp_path / "copy", server.folder)
    server.start()
    expect(page.locator("#said")).to_have_text("Đã gửi lại 3 thao tác của máy này cho máy chủ mới.", timeout=15_000)
    expect(line(page)).to_have_text(["3", "4"])
    expect(page.locator("#closed li", has_text="Trả lời bằng văn bản sau")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (1180, 820)])
def test_the_page_is_open_to_everybody(console, scheme, size):
    page = console("Bà Lan", *size, color_scheme=scheme)
    for step in (None, "n", "s"):
        if step:
            press(page, step)
        found = Axe().run(page, options=RULES)
        assert [fault["id"] for fault in found.response["violations"]] == []
    page.keyboard.press("Escape")
    expect(page.locator("#programme")).to_be_hidden()
    for opener, dialog in (("f", "#raising"), ("?", "#keys")):
        page.locator("body").press(opener)
        expect(page.locator(dialog)).to_be_visible()
        assert [fault["id"] for fault in Axe().run(page, options=RULES).response["violations"]] == []
        page.keyboard.press("Escape")
        expect(page.locator(dialog)).to_be_hidden()
    page.locator("#kn-3 [data-more]").click()
    assert [fault["id"] for fault in Axe().run(page, options=RULES).response["violations"]] == []
