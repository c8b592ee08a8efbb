"""Hostile text in every field of a lived day, then every page in a real browser and every paper: nothing runs, nothing breaks."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
import subprocess
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image

from kiosk.conference.devices import Role
from kiosk.papers.pdf.catalogue import PRINTS
from kiosk.web.access import BETWEEN, COOKIE
from tests.browser.waiting import drawn
from tests.support.trials.hostile import HOSTILE, IMAGE, House, addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser
SIZES = {
    "/hall": (1920, 1080), "/desk": (1366, 768), "/moderator": (1180, 820), "/chair": (1180, 820), "/phone": (390, 844),
    "/I/{code}": (390, 844), "/i/{code}": (390, 844), "/register": (390, 844), "/self": (820, 1180), "/presenter": (820, 1180),
    "/secretary": (1366, 768),
}  # fmt: skip
OFFICE = (1440, 900)
WATCH = """
window.ran = undefined; window.broken = [];
document.addEventListener("securitypolicyviolation", (e) => window.broken.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
"""
PLANTED = """
() => [...document.querySelectorAll("*")].flatMap((e) => [...e.attributes]
    .filter((a) => /^on/i.test(a.name) || /^\\s*javascript:/i.test(a.value) && ["href", "src", "action", "formaction"].includes(a.name))
    .map((a) => `${e.tagName} ${a.name}`))
  .concat([...document.querySelectorAll("script:not([src]):not([type='application/json'])")].map((e) => e.textContent.slice(0, 80)))
"""
"""Attributes and scripts that no page of ours has."""
NAMELESS = {
    "/", "/enrol", "/office/doctor", "/register/thanks", "/self", "/office/questions/duplicates", "/help", "/help/{sheet}",
    "/office/checklist", "/office/search", "/office/settings", "/office/settings/legal", "/office/settings/deadlines",
    "/office/settings/screen", "/office/settings/backup", "/office/machine", "/office/copies", "/office/spare", "/office/rehearsal",
    "/office/ending", "/hall/blank", "/office/settings/recording", "/office/sound", "/office/papers/publishing",
}  # fmt: skip
"""Pages on which nothing stands that anybody typed, or nothing now."""


@pytest.fixture(scope="module")
def context(chromium: Any, house: House) -> Iterator[BrowserContext]:
    """One browser that is every stand."""
    opened = chromium.new_context(locale="vi-VN")
    opened.add_init_script(WATCH)
    secrets = [house.enrolled(links[1]).cookies[COOKIE] for links in house.links.values()]
    opened.add_cookies([{"name": COOKIE, "value": BETWEEN.join(secrets), "url": house.server.address}])
    yield opened
    opened.close()


def look(page: Page, house: House, route: str, address: str) -> list[str]:
    """Open a page and say what is wrong with it."""
    width, height = SIZES.get(route, OFFICE)
    page.set_viewport_size({"width": width, "height": height})
    answer = page.goto(house.server.address + address, wait_until="load")
    drawn(page)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    faults = [] if answer and answer.status == 200 else [f"status {answer and answer.status}"]
    if page.evaluate("window.ran") is not None:
        faults.append("it ran")
    faults += page.evaluate("window.broken") + page.evaluate(PLANTED)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0:
        faults.append(f"{wide} px too wide: {page.evaluate(WIDE)}")
    text = page.evaluate(
        "document.body.innerText + [...document.querySelectorAll('input,textarea,option')].map((e) => e.value).join(' ')"
    )
    if "9331" in text:
        faults.append(f"a template was filled: {text[max(text.index('9331') - 60, 0) : text.index('9331') + 20]!r}")
    if not {route, address} & NAMELESS and IMAGE not in text.replace(
        "\u200b", ""
    ):  # the hall lets a line end inside a long word
        faults.append("the text is not shown as text")
    return [f"{address}: {fault}" for fault in faults]


WIDE = """
() => [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.children.length)
  .map((e) => `${e.parentElement.tagName}.${e.parentElement.className} > ${e.tagName}.${e.className}`).slice(0, 6).join(" | ")
"""


@pytest.fixture
def watched(context: BrowserContext, house: House) -> Iterator[tuple[Page, list[str]]]:
    """A page, and everything that it must not do."""
    page, seen = context.new_page(), []
    page.on("dialog", lambda dialog: (seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on(
        "console", lambda said: seen.append(f"{page.url} {said.text}") if said.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: seen.append(f"{page.url} {error}"))
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith((house.server.address, "data:", "blob:")) else seen.append(asked.url)
        ),
    )
    yield page, seen
    page.close()


def test_every_field_was_filled(house: House) -> None:
    assert [answer for answer in house.answers if answer[1] >= 400] == []


def test_a_guest_who_is_on_the_list_is_asked_about_in_these_very_letters(house: House) -> None:
    sent = {"id": "0" * 32, "name": HOSTILE["script"][:300], "organisation": IMAGE, "block": "business"}
    answer = house.at[Role.OFFICE].post(f"{house.server.address}/office/guests/new", data=sent, timeout=20)
    assert answer.status_code == 409
    assert (IMAGE in answer.text, "&lt;img src=x onerror" in answer.text) == (False, True)


def test_every_page_shows_it_as_text_and_nothing_runs(house: House, watched: tuple[Page, list[str]]) -> None:
    page, seen = watched
    faults = [fault for route, address in addresses(house) for fault in look(page, house, route, address)]
    assert faults == []
    assert seen == []


@pytest.mark.parametrize("mode", ["auto", "title", "pause", "welcome", "thanks"])
def test_the_halls_scenes(house: House, watched: tuple[Page, list[str]], mode: str) -> None:
    page, seen = watched
    house.hall(mode, IMAGE)
    assert house.answers[-1][1] == 200
    assert look(page, house, "/hall", "/hall") == []
    house.hall("auto", IMAGE)
    assert seen == []


def test_what_the_desk_builds_itself(house: House, watched: tuple[Page, list[str]]) -> None:
    """The list that is searched is kept in the browser, and its lines are built there."""
    page, seen = watched
    page.goto(f"{house.server.address}/desk")
    page.fill("#typed", "script")
    page.locator("#found", has_text=IMAGE).wait_for()
    page.keyboard.press("Enter")
    page.locator(".name", has_text=IMAGE).first.wait_for()
    assert (page.evaluate("window.ran"), page.evaluate("window.broken"), page.evaluate(PLANTED)) == (None, [], [])
    assert seen == []


def test_a_link_greets_its_device_by_a_hostile_name(house: House, chromium: Any) -> None:
    context = chromium.new_context(locale="vi-VN")
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{house.server.address}/enrol/{house.one_more}", wait_until="commit")
    page.wait_for_url("**/desk")
    page.locator("h1", has_text=IMAGE).wait_for()
    assert (page.evaluate("window.ran"), page.evaluate("window.broken")) == (None, [])
    context.close()


def test_the_papers_open_and_hold_no_formula(house: House) -> None:
    package = zipfile.ZipFile(io.BytesIO(house.get("/office/papers/all.zip").content))
    names = package.namelist()
    safe = r"([a-z0-9-]{1,80}/){0,2}[a-z0-9-]{1,120}\.(docx|xlsx|csv|json|html|eml)"
    assert [name for name in names if not re.fullmatch(safe, name)] == []
    assert {name.rsplit(".", 1)[1] for name in names} == set(OPENED)
    texts = [OPENED[name.rsplit(".", 1)[1]](io.BytesIO(package.read(name))) for name in names]
    _cells(io.BytesIO(house.get("/office/follow-up.xlsx").content))
    assert "9331" not in "".join(texts)
    assert IMAGE in texts[names.index("bao-cao.docx")]


def _cells(file: io.BytesIO) -> str:
    cells = [cell for sheet in load_workbook(file) for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    return "\n".join(str(cell.value) for cell in cells)


def _lines(file: io.BytesIO) -> str:
    """A spreadsheet program opens it too: no field of it may begin as a formula does."""
    fields = [field for line in csv.reader(io.StringIO(file.read().decode("utf-8-sig"))) for field in line]
    assert [field for field in fields if field.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    return "\n".join(fields)


class _Tags(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _page(file: io.BytesIO) -> str:
    """A page of the portal: it holds no script, no attribute that runs, no picture that nobody chose."""
    read = _Tags()
    read.feed(file.read().decode("utf-8"))
    assert [tag for tag, _ in read.tags if tag in ("script", "img", "iframe")] == []
    assert sum(tag == "svg" for tag, _ in read.tags) <= 1  # the code of the registration, drawn by badges.qr
    assert [name for _, attributes in read.tags for name in attributes if name.startswith("on")] == []
    assert [at for _, at in read.tags if str(at.get("href", "")).strip().lower().startswith("javascript:")] == []
    return "\n".join(read.text)


def _letter(file: io.BytesIO) -> str:
    """A draft of a letter: nothing that was typed became a header of its own."""
    message = email.message_from_binary_file(file, policy=email.policy.default)
    assert message.defects == []
    assert {name.lower() for name in message.keys()} & {"bcc", "cc", "reply-to"} == set()  # noqa: SIM118
    body = message.get_body(("plain",))
    assert body is not None
    return f"{message['Subject']}\n{body.get_content()}"


OPENED = {
    "html": _page, "eml": _letter,
    "docx": lambda file: "\n".join(p.text for p in Document(file).paragraphs), "xlsx": _cells, "csv": _lines,
    "json": lambda file: json.dumps(json.load(file), ensure_ascii=False),
}  # fmt: skip
"""How the papers of each kind are read."""


@pytest.mark.parametrize("paper", [paper.name for paper in PRINTS])
def test_what_is_printed_can_be_read(house: House, paper: str) -> None:
    answer = house.get(f"/office/print/{paper}.pdf")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf"), answer.text
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=answer.content, capture_output=True, check=True)
    assert (done.stderr, b"9331" in done.stdout) == (b"", False)


def test_a_card_is_a_picture_with_a_safe_name(house: House) -> None:
    for guest in house.guests:
        answer = house.get(f"/office/guests/{guest.id}/card.png")
        assert Image.open(io.BytesIO(answer.content)).format == "PNG"
        assert re.fullmatch(r'attachment; filename="?[a-z0-9-]{1,80}\.png"?', answer.headers["Content-Disposition"])


def test_every_role_was_there(house: House) -> None:
    assert set(house.at) == set(Role) - {Role.PUBLIC}
