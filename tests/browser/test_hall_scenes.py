"""The hall in a real browser: what the last row can read, at every size; and right again within seconds after anything."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from live import hall_mode, programme
from live.hall_mode import Mode
from live.queue import Place
from tests.browser.waiting import drawn, nothing_more

pytestmark = pytest.mark.browser
HOUR = "15:00"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
DEAD = [r"ERR_", r"WebSocket connection", "Failed to load resource"]
SIZES = [(1920, 1080), (1400, 1050), (1024, 768)]
LONG = (
    "Theo Nghị định số 37/2026/NĐ-CP, doanh nghiệp sản xuất hàng hóa nhóm 2 phải công bố hợp quy trước khi đưa ra lưu thông. "
    "Tuy nhiên đến nay một số quy chuẩn kỹ thuật quốc gia chưa được sửa đổi tương ứng, doanh nghiệp lúng túng không biết áp "
    "dụng phương thức đánh giá nào, thời hạn chuyển tiếp ra sao và chi phí thử nghiệm lặp lại rất lớn. ẴẶỘỆ ẴẶỘỆ ẴẶỘỆ "
) * 3
ADDRESS = "https://dichvucong.gov.vn/p/home/chi-tiet?" + "ma_thu_tuc=1.000438&linh_vuc=tieu_chuan_do_luong&" * 12
NAME = "Công ty TNHH MTV Thương mại và Dịch vụ Xuất nhập khẩu Thiết bị Đo lường Kiểm định Bắc Sông Cấm ẴẶỘỆ"

# What the room reads: every visible text with its size in arc minutes, and whether it is whole inside the screen.
READ = """() => {
  const arc = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--arc")) * innerHeight / 100;
  const texts = [];
  const walker = document.createTreeWalker(document.querySelector("#picture"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.offsetParent || element.closest("svg")) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    const name = [...(element.closest("p, h1, li, b, figcaption")?.classList ?? [])].join(" ");
    const inside = box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
    texts.push({ name, minutes: parseFloat(getComputedStyle(element).fontSize) / arc, inside });
  }
  const parts = [...document.querySelectorAll(".fit > *")].filter((one) => one.offsetParent);
  const boxes = parts.map((one) => one.getBoundingClientRect());
  const apart = boxes.every((box, n) => !n || box.top >= boxes[n - 1].bottom - 1);
  const room = document.querySelector(".room").getBoundingClientRect();
  return { texts, apart, whole: boxes.every((box) => box.top >= room.top - 1 && box.bottom <= room.bottom + 1) };
}"""


def legible(page, least_business=20, least_text=16):
    """Nothing on the screen is smaller than the last row can read, and all of it is on the screen."""
    page.wait_for_selector("#picture[data-ready]")
    drawn(page)
    read = page.evaluate(READ)
    assert [text for text in read["texts"] if text["minutes"] < 9.99 or not text["inside"]] == []
    for text in read["texts"]:
        if "business" in text["name"]:
            assert text["minutes"] >= least_business - 0.01
        if text["name"] == "text":
            assert text["minutes"] >= least_text - 0.01
    assert (read["apart"], read["whole"]) == (True, True)
    return read


def longest(write):
    """A question as long as they come, with four businesses merged into it, and two more waiting."""
    house = write.organisation(NAME)
    write.question(LONG, house, unit="quality-dept", place=Place.FLOOR)
    for n in range(4):
        write.question("trùng", write.organisation(f"{NAME} chi nhánh {n}"), place=Place.MERGED, merged_into=1)
    for _ in range(2):
        write.question(LONG, house)


def unbroken(write):
    """A question that is one web address and a business that is one word, with another of the kind waiting."""
    write.question(f"Xem tại {ADDRESS}", write.organisation("Ẵ" * 200), unit="quality-dept", place=Place.FLOOR)
    for n in range(2):
        write.question("B" * 900, write.organisation(f"{n}" * 200))


def shortest(write):
    """A question as short as they come."""
    write.question("Phí?", write.organisation("Cảng A"), field="", unit="", place=Place.FLOOR)


def merged_talk(write):
    """The talks, the second of them named."""
    with write.writing() as writing:
        programme.start(writing, write.conference.slots, 3)
    with write.writing() as writing:
        programme.part(writing, write.conference.slots, 3, 2)


def talks(write):
    """The talks, none of them named."""
    with write.writing() as writing:
        programme.start(writing, write.conference.slots, 3)


def opening(write):
    """One speaker."""
    with write.writing() as writing:
        programme.start(writing, write.conference.slots, 2)


def between(write):
    """Nobody on the floor, two wait."""
    house = write.organisation(NAME)
    for _ in range(3):
        write.question(LONG, house)


def nothing(write):
    """No data at all."""


def held(mode, message=""):
    """A story in which somebody holds the screens."""

    def story(write):
        write.arrive(write.guest())
        with write.writing() as writing:
            hall_mode.hold(writing, mode, message)

    story.__name__ = f"held_{mode}"
    return story


MESSAGE = "Mời quý vị đại biểu ra sảnh tầng 1 chụp ảnh lưu niệm và dùng giải khát, Hội nghị tiếp tục lúc 15h30"
STORIES = [
    longest, unbroken, shortest, between, nothing, talks, merged_talk, opening, held(Mode.WELCOME), held(Mode.TITLE),
    held(Mode.THANKS, MESSAGE), held(Mode.PAUSE, MESSAGE), held(Mode.DIALOGUE, "Ẵ" * 160),
]  # fmt: skip


@pytest.fixture
def folder(folder, fill, request):
    """A conference in the midst of a story, with the picture's height and the theme that the test names."""
    story, height, theme = getattr(request, "param", (nothing, "3.0", "dark"))
    setting = folder / "conference.toml"
    text = setting.read_text("utf-8").replace("picture_height_m = 3.0", f"picture_height_m = {height}")
    text = text.replace('theme = "dark"', f'theme = "{theme}"').replace(
        'public_address = ""', 'public_address = "https://hoinghi.example.vn"'
    )
    setting.write_text(text, "utf-8")
    with fill(folder) as write:
        story(write)
    return folder


def of(param):
    """How a case is called."""
    story, height, theme = param
    return f"{story.__name__}-{height}m-{theme}"


CASES = [(story, "3.0", "dark") for story in STORIES]
CASES += [(story, "2.25", "light") for story in (longest, unbroken, between, talks, held(Mode.TITLE))]
CASES += [(longest, "4.5", "light")]


@pytest.mark.parametrize("folder", CASES, indirect=True, ids=of)
def test_what_the_last_row_must_read_is_never_too_small_nor_cut_off(server, open_page):
    page = open_page(f"{server.address}/hall", *SIZES[0])
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        legible(page)
    assert [fault["id"] for fault in Axe().run(page, options=RULES).response["violations"]] == []


@pytest.mark.parametrize("folder", [(longest, "3.0", "dark")], indirect=True, ids=of)
def test_a_long_text_is_read_page_by_page_and_no_word_is_left_out(server, open_page):
    page = open_page(f"{server.address}/hall", *SIZES[0])
    console = open_page(server.links["moderator"], 1440, 900)
    console.wait_for_url("**/moderator")
    kept = []
    for number in range(1, 20):
        expect(page.locator(".scene .page")).to_contain_text(f"trang {number}/")
        legible(page)
        expect(page.locator(".business")).to_have_text(NAME)
        kept += page.locator(".scene .text").inner_text().removesuffix("…").split()
        if console.locator("[data-key='.']").is_disabled():
            break
        console.locator("body").press(".")
        expect(console.locator(".hall-pages b")).to_contain_text(f"trang {number + 1}/")
    assert number > 1
    assert kept == LONG.split()


@pytest.mark.parametrize("folder", [(held(Mode.TITLE), "3.0", "dark")], indirect=True, ids=of)
def test_the_title_block_is_that_of_the_plan(server, open_page):
    page = open_page(f"{server.address}/hall", *SIZES[0])
    legible(page)
    assert [text for text in page.locator("#scene-title").inner_text().split("\n") if text] == [
        "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "HỘI NGHỊ",
        "ĐỐI THOẠI, GIẢI QUYẾT KIẾN NGHỊ CỦA DOANH NGHIỆP",
        "LĨNH VỰC TIÊU CHUẨN, ĐO LƯỜNG, CHẤT LƯỢNG",
        "Hải Phòng, ngày 24 tháng 4 năm 2026",
    ]
    assert page.locator(".lines span").evaluate_all("all => all.map((one) => one.getClientRects().length)") == [1, 1]


@pytest.mark.parametrize("folder", [(between, "3.0", "dark")], indirect=True, ids=of)
def test_asleep_and_back_it_is_right_within_three_seconds(server, open_page, faults, folder):
    faults.expected += DEAD
    page = open_page(server.links["hall"], *SIZES[0])
    expect(page.locator(".between")).to_be_visible()
    page.context.set_offline(True)
    expect(page.locator("#line")).to_be_visible(timeout=10_000)
    console = open_page(server.links["moderator"], 1440, 900)
    console.locator("body").press("n")
    expect(console.locator(".now .kn")).to_have_text("KN 1")
    expect(console.locator(".screens .bad")).to_be_visible(timeout=12_000)
    page.context.set_offline(False)
    expect(page.locator(".scene .mark .kn")).to_have_text("KN số 1", timeout=3000)
    expect(page.locator("#line")).to_be_hidden()
    expect(console.locator(".screens .good")).to_have_count(1)
    page.reload()
    expect(page.locator(".scene .mark .kn")).to_have_text("KN số 1", timeout=3000)


@pytest.mark.parametrize("folder", [(between, "3.0", "dark")], indirect=True, ids=of)
def test_nothing_jumps_when_a_picture_comes_that_changes_nothing(server, open_page):
    page = open_page(f"{server.address}/hall", *SIZES[0])
    expect(page.locator(".between")).to_be_visible()
    drawn(page)
    boxes = "() => [...document.querySelectorAll('#picture *')].map((e) => JSON.stringify(e.getBoundingClientRect()))"
    before = page.evaluate(boxes)
    page.evaluate("() => { window.ran = 0; document.querySelector('.scene').animate = () => { window.ran += 1; }; }")
    page.evaluate("async () => (await import('/static/shared/picture.js')).ask()")
    nothing_more(page, 1200)  # the clock ticks meanwhile, and moves nothing either
    assert (page.evaluate(boxes), page.evaluate("() => window.ran")) == (before, 0)
