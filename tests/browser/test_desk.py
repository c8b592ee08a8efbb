"""The desk in a real browser: scanner, search, forms, camera; with the server and without it."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pytest
import qrcode
from PIL import Image

from badges import codes, qr
from kiosk.storage import database
from tests.browser.at_desk import outcome, ready, rested, rows, sent, told, wedge
from tests.browser.waiting import drawn, until, until_so
from tests.support.drive import visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
]  # fmt: skip


def stored(server: Any) -> list[Path]:
    """The database of a killed server and the copies beside it."""
    return [*server.folder.glob("kiosk.db*"), *(server.folder / database.COPIES).glob("*.db")]


def copy_of(server: Any) -> dict[Path, bytes]:
    """What a spare laptop holds of a killed server: file → what is in it."""
    return {file: file.read_bytes() for file in stored(server)}


def put_back(server: Any, copy: dict[Path, bytes]) -> None:
    """Let a killed server go on as on a spare: from an older copy, and the later ones were lost with the laptop."""
    for file in stored(server):
        file.unlink()
    for file, content in copy.items():
        file.write_bytes(content)


def test_a_scanner_says_who_it_is_and_where_to_sit(desk: Page, people: dict[str, str]) -> None:
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    assert told(desk) == ("Mời vào", "Ông Nguyễn Văn An", "")
    assert desk.inner_text(".facts .seat dd") == "B12"
    wedge(desk, people["an"])  # a scanner that reads a card twice
    wedge(desk, people["hoa"])
    outcome(desk, "welcome", "Bà Đặng Thị Hòa")
    assert desk.locator("#last li").count() == 2
    wedge(desk, people["an"], end="Tab")
    outcome(desk, "already_in")
    assert told(desk)[2].startswith("Đã xác nhận có mặt lúc 13h4")


def test_a_scan_in_any_field_leaves_the_field_as_it_was(desk: Page, people: dict[str, str]) -> None:
    desk.keyboard.press("F4")
    desk.fill("#walk-in [name=name]", "Bùi M")
    desk.focus("#walk-in [name=name]")
    wedge(desk, f"HTTPS://HOINGHI.EẪMPLE.VN/I/{people['an']}")
    outcome(desk, "welcome")
    assert desk.input_value("#walk-in [name=name]") == "Bùi M"
    desk.focus("#typed")
    wedge(desk, people["hoa"])
    until(desk, "document.querySelector('#outcome .name').textContent === 'Bà Đặng Thị Hòa'")
    assert desk.input_value("#typed") == ""


def test_typing_is_no_scan_and_half_a_scan_says_scan_again(desk: Page, people: dict[str, str]) -> None:
    desk.focus("#typed")
    wedge(desk, "nguyen van an", end="", gap=90)
    assert desk.input_value("#typed") == "nguyen van an"
    assert desk.get_attribute("#outcome", "data-outcome") == "ready"
    wedge(desk, people["an"][:17])
    outcome(desk, "unreadable")
    assert told(desk)[0] == "Quét lại"
    assert desk.input_value("#typed") == "nguyen van an"


def test_a_code_on_no_list_and_a_mangled_one(desk: Page) -> None:
    wedge(desk, "27182818284590452353602874713526624977513")
    outcome(desk, "unknown")
    assert told(desk)[0] == "Không có trong danh sách"
    desk.focus("#typed")
    wedge(desk, "4589697865097102460", hidden=True)
    outcome(desk, "unreadable")
    assert told(desk)[2] == "Tắt bộ gõ tiếng Việt rồi quét lại"
    assert desk.input_value("#typed") == ""


def test_letters_in_one_go_are_an_input_methods_and_no_scan(desk: Page) -> None:
    desk.focus("#typed")
    wedge(desk, "nguyễnvănđứcdđứcd", end="")
    until(desk, "document.querySelector('#found li, #none:not([hidden])')")
    assert desk.input_value("#typed") == "nguyễnvănđứcdđứcd"
    assert desk.get_attribute("#outcome", "data-outcome") == "ready"


def test_a_guest_is_found_and_let_in_by_keyboard_alone(desk: Page) -> None:
    desk.keyboard.type("thep cua", delay=60)
    desk.wait_for_selector("#found-1")
    assert desk.locator("#found li b").all_inner_texts() == ["Ông Nguyễn Văn An", "Bà Đặng Thị Hòa"]
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    outcome(desk, "welcome")
    assert told(desk)[1] == "Bà Đặng Thị Hòa"
    assert (desk.input_value("#typed"), desk.locator("#found li").count()) == ("", 0)
    assert desk.evaluate("document.activeElement.tagName") == "BODY"  # at rest no field has the focus


def test_a_substitute_in_one_step_and_a_companion_with_a_reason(desk: Page, server: Any, faults: Any) -> None:
    faults.cut()
    desk.keyboard.type("nvan", delay=60)
    desk.wait_for_selector("#found-0")
    desk.keyboard.press("F8")
    desk.fill("#coming [name=came_name]", "Phạm Hoa")
    desk.select_option("#coming [name=came_honorific]", "Bà")
    desk.fill("#coming [name=came_title]", "Phó Giám đốc")
    desk.keyboard.press("Enter")
    outcome(desk, "welcome")
    assert told(desk) == ("Mời vào", "Bà Phạm Hoa", "Dự thay Ông Nguyễn Văn An")
    desk.keyboard.press("F8")
    desk.fill("#coming [name=party]", "3")
    desk.keyboard.press("Enter")
    assert desk.inner_text("#coming .fault") == "Thẻ mời dành cho 2 người. Hãy ghi lý do có thêm người."
    desk.fill("#coming [name=reason]", "Lái xe đi cùng")
    desk.keyboard.press("Enter")
    outcome(desk, "amended")
    assert desk.inner_text(".facts .party dd") == "3/2"
    sent(desk)
    server.kill()
    found = rows(server, "select came_honorific, came_name, came_title, party, substitute from arrival")
    assert found == [("Bà", "Phạm Hoa", "Phó Giám đốc", 3, 1)]


def test_undo_takes_a_reason_and_the_same_card_is_good_again_at_once(desk: Page, people: dict[str, str]) -> None:
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    desk.click("#last button")
    desk.click("#undo [data-reason='Quét nhầm thẻ']")
    outcome(desk, "undone")
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    assert desk.locator("#last li").count() == 2


def test_a_walk_in_of_a_known_business(desk: Page, server: Any, faults: Any) -> None:
    faults.cut()
    desk.keyboard.press("F4")
    desk.fill("#walk-in [name=house]", "0200167782")
    assert desk.inner_text("#walk-in .same") == "Đã có: Công ty CP Thép Cửa Cấm"
    desk.fill("#walk-in [name=name]", "Bùi Mai")
    desk.select_option("#walk-in [name=honorific]", "Bà")
    desk.keyboard.press("Enter")
    outcome(desk, "welcome")
    assert told(desk)[1] == "Bà Bùi Mai"
    sent(desk)
    server.kill()
    assert rows(server, "select name, organisation, walk_in, block from guest where walk_in = 1") == [
        ("Bùi Mai", "steel", 1, "business")
    ]


def test_leaders_have_a_button(desk: Page) -> None:
    desk.click("#tab-leaders")
    desk.click("#leaders button")
    outcome(desk, "welcome")
    assert told(desk)[1] == "Ông Trần Minh"
    assert desk.inner_text("#leaders .tag.good").startswith("Có mặt 13h4")
    desk.click("#tab-counts")
    assert desk.inner_text("[data-came='']") == "1"
    assert desk.inner_text("[data-came=city]") == "1"


def test_a_label_is_printed_once_unless_asked_again(desk: Page, people: dict[str, str]) -> None:
    desk.evaluate("""() => {
        globalThis.printed = 0;
        globalThis.print = () => { printed += 1; dispatchEvent(new Event("afterprint")); };
    }""")
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    rested(desk)
    desk.keyboard.press("F9")
    until(desk, "printed === 1")
    assert desk.text_content("#label .label-name") == "Ông Nguyễn Văn An"
    desk.keyboard.press("F9")
    desk.wait_for_selector("#ask[open]")
    desk.click("#ask [value=no]")
    assert desk.evaluate("printed") == 1
    desk.keyboard.press("F9")
    desk.click("#ask [value=yes]")
    until(desk, "printed === 2")


def test_the_desk_works_on_alone_and_everything_is_delivered_once(
    desk: Page, people: dict[str, str], server: Any, faults: Any
) -> None:
    """Killed in the middle, reloaded while it is down, started again (trust.md F1, F4, F25)."""
    faults.cut()
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    desk.evaluate("navigator.serviceWorker.ready.then(() => true)")
    server.kill()
    desk.wait_for_selector("#state[data-state=lost]")
    wedge(desk, people["hoa"])
    outcome(desk, "welcome", "Bà Đặng Thị Hòa")
    wedge(desk, people["an"])
    outcome(desk, "already_in")
    assert desk.inner_text("#unsent") == "Chưa gửi: 2"
    desk.reload()
    desk.wait_for_selector("#unsent:not([hidden])")
    assert desk.inner_text("#unsent") == "Chưa gửi: 2"
    wedge(desk, people["hoa"])
    outcome(desk, "already_in")
    assert {text[:3] for text in desk.locator("#last time").all_inner_texts()} == {"13h"}
    rested(desk)
    desk.keyboard.press("F4")
    desk.fill("#walk-in [name=house]", "Công ty TNHH Mới")
    desk.fill("#walk-in [name=name]", "Bùi Mai")
    desk.keyboard.press("Enter")
    outcome(desk, "welcome")
    assert desk.inner_text("#unsent") == "Chưa gửi: 4"
    server.start()
    desk.wait_for_selector("#state[data-state=live]")
    sent(desk)
    server.kill()
    assert rows(server, "select guest, outcome from scan where way != 'walk_in' order by rowid") == [
        ("an", "welcome"), ("hoa", "welcome"), ("an", "already_in"), ("hoa", "already_in"),
    ]  # fmt: skip
    assert rows(server, "select count(*) from double_entry") == [(0,)]
    assert rows(server, "select count(*) from arrival") == [(3,)]


def test_two_desks_apart_both_stay_in_and_the_office_hears_of_it(
    people: dict[str, str], server: Any, open_page: Any, faults: Any
) -> None:
    faults.cut()
    first, second = ready(server, open_page), ready(server, open_page, "office")
    server.kill()
    for page in (first, second):
        page.wait_for_selector("#state[data-state=lost]")
        wedge(page, people["an"])
        outcome(page, "welcome")
    server.start()
    for page in (first, second):
        page.wait_for_selector("#state[data-state=live]")
        sent(page)
    server.kill()
    assert rows(server, "select count(*) from arrival") == [(1,)]
    assert rows(server, "select outcome from scan") == [("welcome",), ("welcome",)]
    assert rows(server, "select guest from double_entry") == [("an",)]


def test_the_other_desk_knows_at_once(people: dict[str, str], server: Any, open_page: Any) -> None:
    first, second = ready(server, open_page), ready(server, open_page, "office")
    wedge(first, people["an"])
    outcome(first, "welcome")
    second.click("#tab-counts")
    until(second, "document.querySelector('[data-came=\"\"]').textContent === '1'")
    wedge(second, people["an"])
    outcome(second, "already_in")
    assert "tại Bàn 1" in told(second)[2]


def test_a_steward_only_scans(people: dict[str, str], server: Any, open_page: Any) -> None:
    page = ready(server, open_page, "steward")
    assert [page.locator(part).count() for part in ("#found", "#walk-in", "[data-do=undo]", "#leaders", "#counts")] == [
        0
    ] * 5
    wedge(page, people["an"])
    outcome(page, "welcome")
    assert page.locator("#last button").count() == 0
    rested(page)
    page.fill("#typed", " ".join(people["hoa"][n : n + 4] for n in range(0, 41, 4)))
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#outcome .name').textContent === 'Bà Đặng Thị Hòa'")


def test_a_device_that_was_ended_forgets_the_guests(desk: Page, server: Any, open_page: Any, faults: Any) -> None:
    faults.cut()
    faults.expected += ["401", "not enrolled"]
    office = open_page(server.links["office"])
    office.goto(f"{server.address}/office/devices")
    office.click("tr:has-text('Bàn 1') summary")
    office.click("text=Thu hồi Bàn 1")
    until(desk, "document.querySelector('#outcome .more').textContent.includes('đã được xóa')")
    kept = desk.evaluate(
        """async () => {
            const {openDB} = await import("/static/vendor/idb.js");
            const db = await openDB("kiosk-desk");
            return Promise.all(["guests", "organisations", "arrivals", "journal"].map(name => db.count(name)));
        }"""
    )
    assert kept == [0, 0, 0, 0]


def test_one_that_was_closed_when_it_was_ended_forgets_them_when_it_is_opened(
    desk: Page, server: Any, open_page: Any, faults: Any
) -> None:
    faults.cut()
    faults.expected += ["401", "not enrolled"]
    until(desk, "navigator.serviceWorker.ready.then(async () => (await caches.keys()).length === 1)")
    desk.evaluate("localStorage.setItem('kiosk-answer:x:1', 'a draft of the secretary')")
    desk.goto("about:blank")
    office = open_page(server.links["office"])
    office.goto(f"{server.address}/office/devices")
    office.click("tr:has-text('Bàn 1') summary")
    office.click("text=Thu hồi Bàn 1")
    office.wait_for_selector("tr:has-text('Bàn 1')", state="detached")
    assert desk.goto(f"{server.address}/desk").status == 401
    until(desk, "indexedDB.databases().then((all) => all.length === 0)")
    until(desk, "caches.keys().then((all) => all.length === 0)")
    until(desk, "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
    assert desk.evaluate("localStorage.getItem('kiosk-answer:x:1')") == "a draft of the secretary"


def test_nothing_that_is_kept_or_sent_holds_a_code(desk: Page, people: dict[str, str]) -> None:
    bodies: list[str] = []
    desk.on("request", lambda request: bodies.append(request.post_data or ""))
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    sent(desk)
    kept = desk.evaluate(
        """async () => {
            const {openDB} = await import("/static/vendor/idb.js");
            const db = await openDB("kiosk-desk");
            const all = await Promise.all(["guests", "arrivals", "journal", "meta"].map(name => db.getAll(name)));
            return JSON.stringify(all);
        }"""
    )
    assert [place for place in (kept, *bodies) if people["an"] in place or "0912345678" in place] == []
    assert codes.digest(people["an"]) in kept


def test_a_new_version_is_offered_and_not_forced(desk: Page, server: Any, faults: Any) -> None:
    faults.cut()
    desk.evaluate("navigator.serviceWorker.ready.then(() => true)")
    desk.reload()
    until(desk, "navigator.serviceWorker.controller !== null")
    server.kill()
    settings = server.folder / "conference.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("Túi tài liệu Hội nghị", "Túi vải"), encoding="utf-8"
    )
    server.start()
    desk.reload()
    desk.wait_for_selector("#update:not([hidden])")
    assert "Túi tài liệu Hội nghị" in desk.text_content("#desk")  # type: ignore[operator]
    desk.click("#update")
    until(desk, "document.getElementById('desk')?.textContent.includes('Túi vải')")
    desk.wait_for_selector("#saved:has-text('3/3')")


def clip(path: Path, *texts: str) -> Path:
    """What a camera sees: a card with its code for two seconds, nothing for one, the next card."""
    frames: list[bytes] = []
    for text in texts:
        frame = Image.new("RGB", (1280, 720), "#c9c2b4")
        frames += [jpeg(frame)] * 30
        square = qr.image(text, box=9).convert("RGB").rotate(7, expand=True, fillcolor="#ffffff")
        frame.paste(square, ((1280 - square.width) // 2, (720 - square.height) // 2))
        frames += [jpeg(frame)] * 60
    path.write_bytes(b"".join(frames))
    return path


def jpeg(frame: Image.Image) -> bytes:
    file = io.BytesIO()
    frame.save(file, "JPEG", quality=90, subsampling=2)
    return file.getvalue()


def test_a_camera_reads_cards_one_after_another(
    chromium: Any, people: dict[str, str], server: Any, tmp_path: Path
) -> None:
    film = clip(tmp_path / "cards.mjpeg", people["an"], people["hoa"])
    flags = [*FLAGS, f"--use-file-for-fake-video-capture={film}"]
    browser = chromium.browser_type.launch(executable_path=shutil.which("chromium"), args=flags)
    try:
        page = browser.new_page(locale="vi-VN")
        visit(page, server.links["desk"])
        until(page, "document.querySelector('#saved span').textContent.startsWith('3/3')")
        page.click("#camera")
        for name in ("Ông Nguyễn Văn An", "Bà Đặng Thị Hòa"):
            until(page, f"document.querySelector('#last ol').textContent.includes('{name}')", 20)
        page.click("#camera")
        assert page.is_hidden(".eye")
        assert "camera" in page.inner_text("#last")
    finally:
        browser.close()


def test_a_picture_that_a_guest_sends(desk: Page, people: dict[str, str], tmp_path: Path) -> None:
    qr.image(people["hoa"], box=8).save(tmp_path / "card.png")
    desk.set_input_files("#file", tmp_path / "card.png")
    outcome(desk, "welcome")
    assert told(desk)[1] == "Bà Đặng Thị Hòa"
    Image.new("RGB", (300, 200), "white").save(tmp_path / "empty.png")
    desk.set_input_files("#file", tmp_path / "empty.png")
    outcome(desk, "unreadable")
    assert told(desk)[2] == "Không thấy mã QR trong ảnh. Hãy chụp lại gần hơn và thẳng hơn."


def test_a_citizens_card_gives_the_name_and_leaves_nothing(desk: Page, tmp_path: Path) -> None:
    """The number, the birthday and the address are neither sent nor kept."""
    secrets = ["031190001234", "29021992", "Thủy Nguyên"]
    said: list[str] = []
    desk.on("request", lambda request: said.append(request.post_data or ""))
    desk.on("console", lambda message: said.append(message.text))
    card = f"{secrets[0]}||NGUYỄN THỊ YẾN|{secrets[1]}|Nữ|Phường {secrets[2]}, Hải Phòng|01012022"
    qrcode.make(card).save(tmp_path / "citizen.png")
    desk.set_input_files("#file", tmp_path / "citizen.png")
    desk.wait_for_selector("#walk-in:not([hidden])")
    assert desk.input_value("#walk-in [name=name]") == "Nguyễn Thị Yến"
    assert desk.input_value("#walk-in [name=honorific]") == "Bà"
    desk.fill("#walk-in [name=house]", "Thép Cửa Cấm")
    desk.keyboard.press("Enter")
    outcome(desk, "welcome")
    sent(desk)
    kept = desk.evaluate(
        """async () => {
            const {openDB} = await import("/static/vendor/idb.js");
            const db = await openDB("kiosk-desk");
            const all = await Promise.all([...db.objectStoreNames].map(name => db.getAll(name)));
            return JSON.stringify(all) + JSON.stringify({...localStorage}) + document.documentElement.outerHTML;
        }"""
    )
    assert [(secret, place[:80]) for secret in secrets for place in (kept, *said) if secret in place] == []
    assert "Nguyễn Thị Yến" in kept


@pytest.mark.parametrize(("theme", "size"), [("light", (1366, 768)), ("dark", (390, 844))])
def test_nothing_that_axe_finds(
    people: dict[str, str], server: Any, open_page: Any, theme: str, size: tuple[int, int]
) -> None:
    page = ready(server, open_page, color_scheme=theme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for act in (
        lambda: None,
        lambda: wedge(page, people["an"]),
        lambda: wedge(page, people["an"]),
        lambda: wedge(page, "27182818284590452353602874713526624977513"),
        lambda: wedge(page, "12345678901"),
        lambda: page.fill("#typed", "nguyen"),
        lambda: page.keyboard.press("F8"),
        lambda: page.keyboard.press("F4"),
        lambda: page.click("#last button"),
        lambda: page.click("#tab-leaders"),
        lambda: page.click("#tab-counts"),
    ):
        act()
        drawn(page)
        assert axe(page) == []


@pytest.mark.parametrize("width", [1280, 1366, 1920])
def test_what_the_bar_says_moves_nothing_below_it(
    people: dict[str, str], server: Any, open_page: Any, width: int
) -> None:
    page = ready(server, open_page)
    page.set_viewport_size({"width": width, "height": 768})
    tops = set()
    for said in (
        "",
        "250/250 đã lưu 13h45",
        "250/250 đã lưu 13h45 · Chưa lưu được trang: không tải lại khi mất kết nối",
    ):
        page.evaluate("(said) => { document.querySelector('#saved span').textContent = said; }", said)
        tops.add(page.evaluate("document.querySelector('#main').getBoundingClientRect().top"))
    assert len(tops) == 1


def axe(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds: rule and places."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
    found = page.evaluate(f"async () => (await {run}).violations")
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found]


def test_a_reply_lost_after_the_commit_is_no_false_already_in(
    people: dict[str, str], server: Any, open_page: Any, faults: Any
) -> None:
    """The server commits, the answer never arrives, the desk asks again under the same id (trust.md F7)."""
    faults.cut()
    faults.expected += ["ERR_FAILED", "ERR_ABORTED", "blocked by Playwright"]
    page = ready(server, open_page, service_workers="block")
    sent_bodies: list[Any] = []

    def lose(route: Any) -> None:
        sent_bodies.append(route.request.post_data_json)
        reply = route.fetch()
        if len(sent_bodies) == 1:
            route.abort()
        else:
            route.fulfill(response=reply)

    page.route("**/desk/scans", lose)
    wedge(page, people["an"])
    outcome(page, "welcome")
    sent(page)
    assert [body["id"] for body in sent_bodies] == [sent_bodies[0]["id"]] * 2
    assert page.locator("#last .outcome-welcome").count() == page.locator("#last li").count() == 1
    server.kill()
    assert rows(server, "select outcome from scan") == [("welcome",)]
    assert rows(server, "select count(*) from double_entry") == [(0,)]


def test_a_page_with_something_unsent_asks_before_it_closes(
    desk: Page, people: dict[str, str], server: Any, faults: Any
) -> None:
    faults.cut()
    asked: list[str] = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    desk.keyboard.press("F2")  # a browser asks only where a person did something
    server.kill()
    desk.wait_for_selector("#state[data-state=lost]")
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    desk.close(run_before_unload=True)
    until_so(desk, lambda: asked)
    assert asked == ["beforeunload"]
    server.start()
    sent(desk)


def test_a_walk_in_who_is_on_the_list_after_all_is_let_in_by_a_button(desk: Page) -> None:
    desk.keyboard.press("F4")
    desk.fill("#walk-in [name=name]", "dang thi hoa")
    assert desk.inner_text("#walk-in .same b") == "Đã có trong danh sách: Bà Đặng Thị Hòa"
    desk.click("#walk-in .same button")
    outcome(desk, "welcome")
    assert told(desk)[1] == "Bà Đặng Thị Hòa"


def test_the_office_hears_how_the_desk_is(desk: Page, server: Any, open_page: Any) -> None:
    office = open_page(server.links["office"])
    office.goto(f"{server.address}/office/door")
    until_so(office, lambda: office.reload() and office.locator("td:text-is('Bàn 1') + td + td:text-is('3')").count())
    assert office.locator("tr:has(td:text-is('Bàn 1')) .bad").count() == 0


def test_a_server_put_back_from_a_backup_hears_everything_again(
    desk: Page, people: dict[str, str], server: Any, faults: Any, tmp_path: Path
) -> None:
    """The laptop is lost, a spare starts from an older copy, the desk's journal fills it up (trust.md F22)."""
    faults.cut()
    server.kill()
    backup = copy_of(server)
    server.start()
    desk.wait_for_selector("#state[data-state=live]")
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    wedge(desk, people["hoa"])
    outcome(desk, "welcome", "Bà Đặng Thị Hòa")
    wedge(desk, people["an"])
    outcome(desk, "already_in")
    sent(desk)
    server.kill()
    put_back(server, backup)
    server.start()
    desk.wait_for_selector("#state[data-state=live]")
    until(desk, "fetch('/desk/list').then(r => r.json()).then(list => Object.keys(list.arrivals).length === 2)")
    sent(desk)
    server.kill()
    assert rows(server, "select guest, outcome from scan order by rowid") == [
        ("an", "welcome"), ("hoa", "welcome"), ("an", "already_in"),
    ]  # fmt: skip
    assert rows(server, "select count(*) from double_entry") == [(0,)]


def test_a_server_that_does_not_know_the_desk_yet_makes_it_forget_nothing(
    people: dict[str, str], server: Any, open_page: Any, faults: Any
) -> None:
    """The copy that the server goes on from is older than the desk's enrolment: a new link, and nothing is lost."""
    faults.cut()
    faults.expected += ["401", "not enrolled"]
    server.kill()
    older = copy_of(server)
    server.start()
    desk = ready(server, open_page)
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    sent(desk)
    server.kill()
    put_back(server, older)
    server.start()
    until(desk, "document.querySelector('#saved').textContent.includes('Máy chủ chưa nhận ra thiết bị này')")
    wedge(desk, people["hoa"])
    outcome(desk, "welcome")
    desk.on("dialog", lambda dialog: dialog.accept())
    visit(desk, server.links["desk"])
    until(desk, "fetch('/desk/list').then(r => r.json()).then(list => Object.keys(list.arrivals ?? {}).length === 2)")
    sent(desk)
    server.kill()
    assert rows(server, "select guest, outcome from scan order by rowid") == [("an", "welcome"), ("hoa", "welcome")]


def test_two_windows_of_one_desk_lose_nothing(desk: Page, people: dict[str, str], server: Any, faults: Any) -> None:
    faults.cut()
    second = desk.context.new_page()
    second.goto(f"{server.address}/desk")
    second.wait_for_selector("#saved[data-saved]")
    server.kill()
    for page, guest in ((desk, "an"), (second, "hoa")):
        page.wait_for_selector("#state[data-state=lost]")
        wedge(page, people[guest])
        outcome(page, "welcome")
    server.start()
    for page in (desk, second):
        page.wait_for_selector("#state[data-state=live]")
        sent(page)
    server.kill()
    assert sorted(rows(server, "select guest from arrival")) == [("an",), ("hoa",)]
    assert rows(server, "select count(*) from scan") == [(2,)]


def test_a_rehearsals_journal_is_not_sent_to_the_real_day(desk: Page, people: dict[str, str]) -> None:
    desk.evaluate(
        """async () => {
            const {openDB} = await import("/static/vendor/idb.js");
            const db = await openDB("kiosk-desk");
            const id = "11111111-1111-4111-8111-111111111111";
            const at = "2026-04-24T06:52:07.123Z";
            const house = {id: "x", name: "Công ty Diễn Tập", short_name: "", tax_code: ""};
            const body = {id, at, guest: id, name: "Diễn Tập", block: "business", organisation: house};
            await db.add("journal", {id, path: "/desk/walk-ins", body, conference: "haiphong-2026.another",
                state: "unsent", apart: false, told: "", made: Date.now(), tries: 0});
        }"""
    )
    desk.reload()
    desk.wait_for_selector("#saved[data-saved]")
    wedge(desk, people["an"])
    outcome(desk, "welcome")
    sent(desk)
    listed = desk.evaluate("fetch('/desk/list').then(r => r.json()).then(list => list.guests.map(g => g.name))")
    assert sorted(listed) == ["Nguyễn Văn An", "Trần Minh", "Đặng Thị Hòa"]
