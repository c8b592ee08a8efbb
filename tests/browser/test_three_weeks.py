"""Three weeks at the office, by mouse and keyboard alone: from an empty folder and a double click to the archive and the erasure.

Each morning Kiosk is started as a double click starts it, with its own option for the clock. Nothing but pages is used: no
command, no file of the conference is touched. `PICTURES=folder` keeps a picture of every step, to be looked at.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Error, expect

from kiosk.machine import processes
from tests.browser.waiting import until_true
from tests.support.drive import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.usefixtures("real_children"),
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX"),
]
ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "haiphong-2026"
STARTING = 60_000


class Laptop:
    """A folder with nothing in it, Kiosk's window, and the office's browser."""

    def __init__(self, place: Path, browser: Browser) -> None:
        self.place, self.port, self.shot = place, free_port(), 0
        self.process: subprocess.Popen[str] | None = None
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", accept_downloads=True)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(20_000)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def morning(self, moment: str) -> None:
        """Close the window if it is open, and double-click Kiosk; the browser opens what the window names."""
        self.evening()
        words = ["-m", "kiosk", "start", "--port", str(self.port), "--no-browser", "--at", moment]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            processes.python(*words), cwd=self.place, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )  # fmt: skip
        end = time.monotonic() + STARTING / 1000
        while time.monotonic() < end:
            line = self.process.stdout.readline() if self.process.stdout else ""
            if found := re.search(rf"(http://127\.0\.0\.1:{self.port}\S*)", line):
                return self.open(found[1])
        raise TimeoutError(moment)

    def open(self, address: str) -> None:
        """Go there as soon as somebody answers."""

        def there() -> bool:
            try:
                return bool(self.page.goto(address))
            except Error:
                return False

        until_true(there)
        if "/enrol/" in address:
            self.page.wait_for_url(f"{self.address}/office")

    def evening(self) -> None:
        """Close the window."""
        if self.process:
            self.process.send_signal(signal.SIGINT)
            self.process.communicate(timeout=30)
            self.process = None

    def go(self, *names: str) -> None:
        """Press links of the menu and of the tabs, one after the other."""
        for name in names:
            self.page.get_by_role("link", name=name, exact=True).first.click()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def unfold(self, text: str) -> None:
        self.page.locator("summary", has_text=text).first.click()

    def sees(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text, timeout=STARTING)

    def picture(self, name: str) -> None:
        if folder := os.environ.get("PICTURES"):
            self.shot += 1
            self.page.screenshot(path=Path(folder) / f"{self.shot:02}-{name}.png")

    def download(self, press: Any) -> Path:
        """Press a button that gives a file; returns it."""
        with self.page.expect_download(timeout=120_000) as waiting:
            press()
        return Path(waiting.value.path())

    def take_in(self, kind: str, file: Path) -> None:
        """A list, from the file to the record."""
        self.go("Nhập danh sách")
        self.page.locator(f"#send [value={kind}]").check()
        self.page.locator("#send input[type=file]").set_input_files(file)
        self.press("Đọc danh sách")
        self.page.wait_for_url(re.compile(r"/office/lists/[^/]+$"))
        self.press("Nhập danh sách")
        self.page.wait_for_url(re.compile(r"/office/lists\?"))


@pytest.fixture
def laptop(tmp_path: Path, chromium: Browser) -> Iterator[Laptop]:
    place = tmp_path / "Kiosk"
    place.mkdir()
    found = Laptop(place, chromium)
    yield found
    found.evening()
    found.page.context.close()


def test_three_weeks_by_clicks_alone(laptop: Laptop) -> None:
    _two_weeks_before(laptop)
    _the_week_before(laptop)
    _the_day(laptop)
    _afterwards(laptop)


def _two_weeks_before(laptop: Laptop) -> None:
    page = laptop.page
    laptop.morning("2026-04-10T08:00")
    laptop.sees("Xem thử ngày Hội nghị mẫu")
    laptop.picture("first")
    page.locator("form:has([value=own]) input[name=name]").fill("hoi-nghi-2026")
    page.locator("form:has([value=own]) button").click()
    page.wait_for_url(f"{laptop.address}/office", timeout=STARTING)
    laptop.sees("Còn 14 ngày đến Hội nghị")
    laptop.picture("overview-14")
    laptop.go("Thiết lập")
    laptop.go("Hội nghị")
    page.locator("[name=place_short]").fill("Nhà văn hóa thành phố")
    laptop.press("Lưu")
    laptop.press("Khởi động lại ngay")
    laptop.sees("Máy chủ đã khởi động lại")
    laptop.sees("Nhà văn hóa thành phố")
    laptop.picture("settings")
    laptop.take_in("guests", SAMPLE / "guests.xlsx")
    laptop.take_in("questions", SAMPLE / "questions.xlsx")
    laptop.picture("lists")
    laptop.go("Máy chủ", "Bản sao")
    laptop.unfold("Thư mục khác")
    page.locator("[name=other]").fill(str(laptop.place / "usb"))
    laptop.press("Dùng nơi này và khởi động lại")
    laptop.sees("Nơi sao lưu thứ hai đã có hiệu lực")
    laptop.picture("copies")


def _the_week_before(laptop: Laptop) -> None:
    page = laptop.page
    laptop.morning("2026-04-17T08:00")
    laptop.sees("Còn 7 ngày đến Hội nghị")
    laptop.go("Đại biểu", "Gửi thẻ mời")
    page.locator("tbody input[type=checkbox]").first.check()
    cards = laptop.download(lambda: laptop.press("Thẻ mời (zip)"))
    assert zipfile.ZipFile(cards).namelist()
    laptop.picture("send")
    laptop.go("Gọi xác báo")
    page.locator("[data-do=coming]").first.click()
    expect(page.locator("main")).to_contain_text("tham dự", ignore_case=True)
    laptop.picture("calls")
    laptop.go("In ấn")
    assert laptop.download(lambda: page.locator("[formaction$='.pdf']").first.click()).read_bytes()[:4] == b"%PDF"
    laptop.picture("prints")
    laptop.go("Máy chủ", "Tập dượt")
    laptop.press("Bắt đầu tập dượt")
    page.wait_for_url(f"{laptop.address}/office", timeout=STARTING)
    expect(page.locator(".rehearsal")).to_be_visible()
    laptop.picture("rehearsal")
    laptop.go("Máy chủ", "Tập dượt")
    laptop.press("Kết thúc tập dượt")
    laptop.sees("Đã kết thúc và xóa tập dượt")
    expect(page.locator(".rehearsal")).to_have_count(0)
    laptop.go("Tổng quan", "Danh mục việc")
    page.get_by_role("button", name="Nhập danh sách đại biểu").click()
    expect(page.locator("#step-lists [aria-pressed=true]")).to_be_visible()
    laptop.picture("checklist")


def _the_day(laptop: Laptop) -> None:
    page = laptop.page
    laptop.morning("2026-04-24T13:40")
    laptop.picture("overview-0")
    laptop.go("Máy chủ")
    page.locator("[name=way][value=plain]").check()
    laptop.press("Áp dụng và khởi động lại")
    laptop.sees("Máy chủ đã chạy theo cách đã chọn")
    laptop.picture("server")
    laptop.go("Máy dự phòng")
    laptop.press("Tạo liên kết cho máy dự phòng")
    expect(page.locator("#spare-link")).to_contain_text("/enrol/")
    laptop.go("Thiết bị")
    page.locator("[name=role]").select_option("desk")
    page.locator("[name=name]").fill("Bàn 1")
    laptop.press("Tạo liên kết")
    laptop.sees("Bàn 1")
    laptop.go("Kiểm tra hệ thống")
    laptop.sees("còn trống")
    laptop.picture("doctor")


def _afterwards(laptop: Laptop) -> None:
    page = laptop.page
    laptop.morning("2026-04-25T08:00")
    laptop.sees("Hội nghị đã kết thúc lúc")
    laptop.picture("overview-after")
    laptop.go("Văn bản")
    laptop.press("Lập văn bản")
    laptop.sees("Tải tất cả")
    laptop.picture("papers")
    laptop.morning("2026-05-10T08:00")
    laptop.picture("overview-16")
    laptop.go("Máy chủ", "Sau Hội nghị")
    laptop.press("Kiểm tra hồ sơ")
    laptop.sees("Dữ liệu khớp hoàn toàn với nhật ký")
    archive = laptop.download(lambda: laptop.press("Lập và tải hồ sơ lưu trữ"))
    assert any(name.endswith("SHA256SUMS") for name in zipfile.ZipFile(archive).namelist())
    laptop.picture("archive")
    laptop.morning("2026-08-30T08:00")
    laptop.go("Máy chủ", "Sau Hội nghị")
    laptop.unfold("Xóa toàn bộ dữ liệu cá nhân")
    page.locator("form[action$=erase] [name=sure]").check()
    page.locator("[name=word]").fill("XÓA")
    laptop.press("Xóa vĩnh viễn dữ liệu cá nhân")
    laptop.sees("Đã xóa dữ liệu cá nhân")
    laptop.picture("erased")
    laptop.go("Đại biểu")
    expect(page.locator("main")).not_to_contain_text("Nguyễn Văn")
