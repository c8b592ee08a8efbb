"""One word longer than any line, a web address or a letter held down, in a real browser: no page lets it push anything away."""

import pytest

from kiosk.conference import legibility
from live import questions
from live.queue import Move, Place
from tests.browser.waiting import drawn

pytestmark = pytest.mark.browser
HOUR = "15:00"
WORD = "Ẵ" * 200
ADDRESS = "https://dichvucong.gov.vn/p/home/chi-tiet?" + "ma_thu_tuc=1.000438&linh_vuc=tieu_chuan_do_luong&" * 12
PAGES = {
    "hall": (1920, 1080), "chair": (1180, 820), "presenter": (1366, 768), "moderator": (1440, 900), "secretary": (1366, 768),
    "phone": (390, 844),
}  # fmt: skip

# Texts beyond the window or over the part of the page beside them, unless they end in an ellipsis.
PUSHED = """() => [...document.querySelectorAll("body *")].filter((one) => {
  if (!one.checkVisibility() || one.closest("svg, .seen-only-by-readers")) return false;
  for (let up = one.parentElement; up; up = up.parentElement) if (getComputedStyle(up).textOverflow === "ellipsis") return false;
  const box = one.getBoundingClientRect();
  const part = one.closest("section, header, footer, nav")?.getBoundingClientRect() ?? { left: 0, right: innerWidth };
  return box.width && (box.right > part.right + 1 || box.left < part.left - 1 || box.right > innerWidth + 1);
}).map((one) => `${one.tagName}.${one.className}`)"""


@pytest.fixture
def folder(folder, fill):
    """On the floor and waiting: questions, names, units and drafts that are one word each."""
    with fill(folder) as write:
        write.arrive(write.guest(WORD[:60], write.organisation(WORD, kind="agency"), block="agency", position=WORD))
        for n in range(4):
            house = write.organisation(f"{n}{WORD}")
            write.arrive(write.guest(f"{WORD[:60]}{n}", house, position=WORD))
            write.question(
                f"{ADDRESS}{n}", house, unit=WORD, place=Place.WAITING if n else Place.FLOOR, prepared=ADDRESS,
                basis=ADDRESS, asker=WORD[:60],
            )  # fmt: skip
    return folder


@pytest.mark.parametrize("stand", PAGES)
def test_a_word_longer_than_the_page_stays_within_it(server, open_page, stand):
    width, height = PAGES[stand]
    page = open_page(server.links.get(stand, f"{server.address}/{stand}"), width, height)
    drawn(page)
    assert page.evaluate(PUSHED) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def counted(folder, fill):
    """A question that is one address, just as long as the office says that the hall holds beside this name."""
    with fill(folder) as write:
        room = legibility.room(write.conference.settings, "Cảng A")
        with write.writing() as writing:
            questions.turn(writing, "next", Move.ANSWERED, 1)
        text = next(ADDRESS[:n] for n in range(room, 0, -1) if legibility.length(ADDRESS[:n]) <= room)
        write.question(text, write.organisation("Cảng A"), place=Place.FLOOR, unit="tdc")
    return text


def test_the_hall_shows_as_much_of_an_address_as_the_office_counts(counted, server, open_page):
    page = open_page(f"{server.address}/hall", 1920, 1080)
    page.wait_for_selector("#picture[data-ready]")
    shown = page.locator(".scene .text").inner_text().replace("\u200b", "")
    assert shown == counted
