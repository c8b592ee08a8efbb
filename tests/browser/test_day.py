"""The whole day as one story: cards out, guests in, questions answered, the report in Word. Nothing in it is faked but the
light that falls into the camera: it falls from a card that our own code drew."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import expect

from badges import guests
from kiosk.cli.main import main
from kiosk.conference import conference as conferences
from kiosk.guests import invitations
from kiosk.recovery.snapshot import open_to_read
from kiosk.storage.verify import faults as log_faults
from live import answers, questions
from tests.browser.moderator.steps import press
from tests.browser.waiting import answers_sent
from tests.support import drive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
]  # fmt: skip


@pytest.fixture
def conference(tmp_path: Path) -> Path:
    """The sample conference with its lists."""
    drive.prepare(tmp_path / "conference")
    return tmp_path / "conference"


@pytest.fixture
def film(conference: Path, tmp_path: Path) -> tuple[str, Path]:
    """A guest of a business that has a question, and a film in which this guest's card is held into the camera."""
    day = conferences.open_conference(conference)
    first = questions.line(questions.every(day.db))[0]
    guest = next(g for g in guests.every(day.db) if g.organisation == first.organisation)
    invitations.write_all(day, tmp_path, [guest])
    day.db.close()
    frame = Image.new("RGB", (1280, 720), "#6b7280")
    card = Image.open(tmp_path / invitations.file_name(guest, 1)).convert("RGB").resize((497, 700))
    frame.paste(card, (390, 10))
    (tmp_path / "film.mjpeg").write_bytes(_jpeg(Image.new("RGB", (1280, 720), "#6b7280")) * 20 + _jpeg(frame) * 60)
    return guest.name, tmp_path / "film.mjpeg"


def _jpeg(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=90, subsampling=2)
    return buffer.getvalue()


@pytest.fixture
def browser(film: tuple[str, Path], playwright: Any) -> Iterator[Any]:
    """A Chromium whose camera plays the film."""
    flags = [*FLAGS, f"--use-file-for-fake-video-capture={film[1]}"]
    opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
    yield opened
    opened.close()


def test_the_day(conference: Path, film: tuple[str, Path], browser: Any, tmp_path: Path) -> None:
    """From the first scan to the signed report."""
    complaints: list[str] = []

    def stand(server: drive.Server, where: str, width: int = 1366, height: int = 768) -> Page:
        page = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN").new_page()
        page.on(
            "console", lambda m: complaints.append(f"{page.url} {m.text}") if m.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        drive.visit(page, server.links.get(where) or f"{server.address}/{where}")
        return page

    server = drive.Server(conference, "13:50").start()
    try:
        _arrive(server, stand, film[0])
    finally:
        _leave(browser, server)
    server = drive.Server(conference, "14:52").start()
    try:
        _ask_and_answer(server, stand)
    finally:
        _leave(browser, server)
    assert complaints == []
    _report(conference, tmp_path / "papers")


def _leave(browser: Any, server: drive.Server) -> None:
    """Close all pages, then the server without a word."""
    for context in browser.contexts:
        context.close()
    server.kill()


def _arrive(server: drive.Server, stand: Any, name: str) -> None:
    """A guest holds the card into the camera; the hall counts; the presenter sees a leader come in."""
    hall = stand(server, "hall", 1920, 1080)
    expect(hall.locator("body")).to_contain_text("ĐỐI THOẠI, GIẢI QUYẾT KIẾN NGHỊ")
    desk = stand(server, "desk")
    desk.wait_for_url("**/desk")
    expect(desk.locator("#saved")).to_contain_text("250/250", timeout=15_000)
    desk.click("#camera")
    expect(desk.locator("#outcome .name")).to_contain_text(name, timeout=15_000)
    assert desk.locator("#outcome").get_attribute("data-outcome") in ("welcome", "already_in")
    desk.click("#camera")
    desk.fill("#typed", "hoang minh cuong")
    expect(desk.locator("#found")).to_contain_text("Hoàng Minh Cường")
    desk.keyboard.press("Enter")
    expect(desk.locator("#outcome .name")).to_contain_text("Hoàng Minh Cường")
    presenter = stand(server, "presenter")
    expect(presenter.locator("#picture")).to_contain_text("Hoàng Minh Cường")


def _ask_and_answer(server: drive.Server, stand: Any) -> None:
    """One key calls the question; hall, chair and secretary follow; the answer is written down."""
    hall, chair = stand(server, "hall", 1920, 1080), stand(server, "chair", 1180, 820)
    moderator, secretary = stand(server, "moderator", 1440, 900), stand(server, "secretary", 1440, 900)
    moderator.wait_for_url("**/moderator")
    expect(moderator.locator("#kn-1")).to_contain_text("có mặt")
    press(moderator, "n")
    for page in (hall, chair):
        expect(page.locator("#picture")).to_contain_text("KN số 1")
    expect(secretary.locator("#kn")).to_contain_text("1")
    secretary.fill("[name=text]", "Chi cục đã công bố danh sách tổ chức kiểm định được chỉ định.")
    secretary.locator("[name=result]").first.check(force=True)
    secretary.keyboard.press("Control+Enter")
    answers_sent(secretary)
    press(moderator, "n")
    expect(hall.locator("#picture")).to_contain_text("KN số 2")


def _report(conference: Path, out: Path) -> None:
    """The state is what the log says, and the papers say what the state is."""
    with open_to_read(conference, lambda text: None) as day:
        assert list(log_faults(day.db)) == []
        assert answers.get(day.db, 1).text == "Chi cục đã công bố danh sách tổ chức kiểm định được chỉ định."
        assert [str(question.place) for question in questions.every(day.db)[:2]] == ["answered", "floor"]
    main(["--conference", str(conference), "papers", "--out", str(out)], standalone_mode=False)
    report = next(path for path in out.rglob("*.docx") if "bao-cao" in path.name or "report" in path.name)
    text = "\n".join(paragraph.text for paragraph in Document(str(report)).paragraphs)
    assert "KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT KIẾN NGHỊ" in text.upper()
    assert next(iter(load_workbook(next(out.rglob("*.xlsx"))).worksheets)).max_row > 1
