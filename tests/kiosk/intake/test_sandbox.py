"""The process apart: nothing but text comes back, it ends at its limits, and a server on gevent can ask it."""

import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from kiosk.i18n import speaking
from kiosk.intake import __main__ as reading
from kiosk.intake import sandbox
from kiosk.intake.reader import read_table
from kiosk.intake.reader.table import GuestRow, QuestionRow, Request, Unreadable

pytestmark = [pytest.mark.whole, pytest.mark.usefixtures("real_children")]
ROOT = Path(__file__).parents[3]
LIST = "Họ và tên;Đơn vị;Số lượng\r\nLê An;Công ty A;nhiều\r\n".encode()


def test_the_table_of_the_child_is_that_of_this_process(xlsx, read, tmp_path: Path) -> None:
    file = tmp_path / "danh sách.xlsx"
    file.write_bytes(xlsx([["Họ và tên", "Đơn vị", "Xác báo"], ["Lê An", "Công ty A", "Vắng: ốm"]]))
    assert sandbox.read(file, "guests") == read(file.read_bytes())
    assert isinstance(sandbox.read(file, "guests").rows[0], GuestRow)


def test_questions_come_back_with_their_dates(xlsx, read) -> None:
    file = xlsx(
        [
            ["Doanh nghiệp", "Nội dung kiến nghị", "Thời hạn", "Phối hợp"],
            ["Công ty A", "Một\nhai", "15/5/2026", "Sở A; Sở B"],
        ]
    )
    table = sandbox.read(file, "questions")
    assert table == read(file, "questions")
    assert isinstance(table.rows[0], QuestionRow)


def test_the_child_reads_from_anywhere(xlsx, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(sandbox.read(xlsx([["Họ và tên", "Đơn vị"], ["Lê An", "A"]]), "guests").rows) == 1


def test_it_speaks_the_language_of_who_asks() -> None:
    with speaking("en"):
        assert sandbox.read(LIST, "guests").errors[0].text == "Number of people: “nhiều” is no number from 1 to 50."
    assert sandbox.read(LIST, "guests").errors[0].text.startswith("Số người: “nhiều” không phải là số")


def test_what_was_asked_goes_along(xlsx) -> None:
    file = xlsx([["x"], ["Person", "Firm"], ["Lê An", "A"]], **{"Hai": [["Họ và tên", "Đơn vị"], ["Vũ Bình", "B"]]})
    assert sandbox.read(file, "guests").rows[0].name == "Vũ Bình"
    assert (
        sandbox.read(file, "guests", sheet="DS", header=2, mapping={"name": "A", "organisation": "B"}).rows[0].name
        == "Lê An"
    )
    with pytest.raises(Unreadable, match="has no sheet “Ba”"):
        sandbox.read(file, "guests", sheet="Ba")


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 0.001)
    with pytest.raises(Unreadable, match="took too long"):
        sandbox.read(LIST, "guests")


@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space are Linux's")
def test_a_child_has_limits_of_its_own() -> None:
    program = (
        "from kiosk.intake.__main__ import MOST_MEMORY, MOST_SECONDS, limit_process as limit; limit(MOST_MEMORY, MOST_SECONDS)\n"
        "import resource; print(resource.getrlimit(resource.RLIMIT_AS)[0] >> 20, resource.getrlimit(resource.RLIMIT_CPU)[0])\n"
        "try:\n    bytearray(300 << 20)\nexcept MemoryError:\n    print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["256", "20", "refused"]


def test_the_child_limits_itself_before_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[object] = []
    monkeypatch.setattr(reading, "limit_process", lambda *limits: order.append(limits))
    asked = SimpleNamespace(buffer=SimpleNamespace(readline=lambda: order.append("read")))
    monkeypatch.setattr(reading.sys, "stdin", asked)
    reading.main()
    assert order == [(256 << 20, 20), "read"]


@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space are Linux's")
def test_a_child_without_memory_is_a_refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Even where the child dies before it can say anything."""
    starved = tmp_path / "python"
    starved.write_text(f'#!/bin/sh\nulimit -v 20000\nexec {sys.executable} "$@"\n')
    starved.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(starved))
    with pytest.raises(Unreadable, match="unpacks to more"):
        sandbox.read(LIST, "guests")


def test_a_server_on_gevent_can_ask_and_goes_on_meanwhile() -> None:
    program = (
        "from gevent import monkey; monkey.patch_all()\n"
        "import gevent\n"
        "from kiosk.intake import sandbox as sheets\n"
        "ticks = []\n"
        "def tick():\n"
        "    while True:\n"
        "        ticks.append(1); gevent.sleep(0.01)\n"
        "gevent.spawn(tick)\n"
        f"data = {LIST!r}\n"
        "tables = [gevent.spawn(sheets.read, data, 'guests') for _ in range(3)]\n"
        "gevent.joinall(tables, raise_error=True)\n"
        "print([table.value.rows[0].name for table in tables], len(ticks) > 3)\n"
    )
    environment = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, env=environment, encoding="utf-8"
    )
    assert (done.stdout.strip(), done.returncode) == ("['Lê An', 'Lê An', 'Lê An'] True", 0), done.stderr


def test_a_reader_that_stumbles_leaves_a_trace_for_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        sandbox.read(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "guests")
    assert "The reader stumbled" in caplog.text


def test_what_it_stumbled_over_is_not_in_the_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cell = "Nguyễn Văn An, 0912 345 678"

    def stumble(*_facts: object) -> None:
        raise ValueError(cell)

    monkeypatch.setattr(read_table, "table", stumble)
    request = msgspec.json.encode(Request("guests", None, {}, None, "vi")) + b"\n"
    assert read_table.answer(io.BytesIO(request)).startswith(b"-")
    told = capsys.readouterr().err
    assert ("stumble" in told, told.endswith("ValueError\n"), "0912 345 678" in told) == (True, True, False)
