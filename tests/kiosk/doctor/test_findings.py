"""The doctor says what could spoil the day, with what to do."""

import os
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

from kiosk.cli.main import main
from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.doctor import findings as doctor
from kiosk.doctor import live as doctor_live
from kiosk.doctor import server as doctor_server
from kiosk.machine import computer, python_floor
from kiosk.machine.disk import MEGABYTE
from kiosk.recovery import backup
from kiosk.web.presence import Held, Pulls
from tests.conftest import SAMPLE, Writer
from tests.support.server_process import House


def wait_for_copy(folder):
    """Until the server has made its first copy."""
    for _ in range(500):
        if backup.copies(folder):
            return
        time.sleep(0.02)
    raise TimeoutError(folder)


def levels(findings):
    return {finding.what: finding.level for finding in findings}


@pytest.mark.parametrize(("free", "level"), [(400, "bad"), (600, "warn"), (3000, "good")])
def test_room_on_the_disk(free, level):
    finding = doctor.free_space(free * MEGABYTE)
    assert (finding.level, bool(finding.do)) == (level, level != "good")


@pytest.mark.parametrize(("found", "level"), [(None, "good"), ((True, 80.0), "good"), ((False, 80.0), "bad")])
def test_a_laptop_on_battery_is_red(found, level):
    assert doctor.power(found).level == level


def test_sleep_that_is_not_prevented_is_said():
    assert [doctor.sleep(text).level for text in ("1", "0", "")] == ["good", "warn", "warn"]


def test_a_restart_that_waits_is_red():
    assert [doctor.updates(waiting).level for waiting in (False, True)] == ["good", "bad"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows notes it in its registry")
def test_a_restart_that_waits_is_read_from_the_systems_note(tmp_path):
    note = tmp_path / "reboot-required"
    assert computer.restart_waits(note) is False
    note.touch()
    assert computer.restart_waits(note) is True


def test_the_running_database_is_safe_and_its_copy_is_watched(conference, write):
    assert levels(doctor.database(conference)) == {"Lưu dữ liệu": "good", "Cơ sở dữ liệu": "good"}
    assert [f.level for f in doctor.copies(conference)] == ["bad", "warn"]
    path = backup.make(conference)
    os.utime(path, (path.stat().st_mtime - 1000,) * 2)
    assert [f.level for f in doctor.copies(conference)] == ["good", "warn"]  # old, but nothing happened since
    assert [f.level for f in doctor.copies(conference, conference.db.seq + 1)] == [
        "bad",
        "warn",
    ]  # the server knows of more
    write.guest()
    assert [f.level for f in doctor.copies(conference)] == ["bad", "warn"]


def test_a_failed_write_is_red(conference):
    conference.db.trouble = "disk I/O error"
    assert next(iter(doctor.database(conference))).level == "bad"


def test_the_office_sees_desks_screens_and_jumps(app, conference, enrolled):
    from kiosk.conference.incidents import incident

    enrolled(Role.DESK, "Bàn 7").post("/desk/status", json={"unsent": 3, "saved": 250, "at": conference.clock.stamp()})
    incident(conference, "clock_jump", "+61.0 s")
    page = enrolled(Role.OFFICE).get("/office/doctor").text
    assert [
        text in page for text in ("Bàn 7", "còn 3 lượt chưa gửi", "+61.0 s", "chưa có màn hình", "Việc cần làm")
    ] == [True] * 5


def test_the_command_ends_with_one_where_something_is_red(conference, folder):
    conference.db.close()
    done = CliRunner().invoke(main, ["--conference", str(folder), "doctor"])
    assert (done.exit_code, "[ !! ]" in done.output, "chưa có bản sao" in done.output) == (1, True, True)
    CliRunner().invoke(main, ["--conference", str(folder), "backup"])
    assert CliRunner().invoke(main, ["--conference", str(folder), "doctor"]).exit_code == 0


@pytest.mark.whole
@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_beside_a_running_server_the_command_judges_what_the_server_says(folder):
    words = ["--conference", str(folder), "doctor"]
    house = House(folder, supervised=True).begin()
    wait_for_copy(folder)
    done = CliRunner().invoke(main, words)
    found = (done.exit_code, "[ !! ]" in done.output, "Cơ sở dữ liệu" in done.output, "Chế độ ngủ" in done.output)
    assert (found, f"[ OK ] Máy chủ: đang trả lời tại {house.address}" in done.output) == (
        (0, False, False, False),
        True,
    )
    os.kill(house.server(), signal.SIGSTOP)
    silent = CliRunner().invoke(main, words)
    os.kill(house.server(), signal.SIGCONT)
    house.stop()
    assert (silent.exit_code, f"[ !! ] Máy chủ: {house.address} không trả lời" in silent.output) == (1, True)


def second(conference, place):
    from kiosk.settings import load as settings_file

    text = (conference.folder / settings_file.FILE).read_text(encoding="utf-8")
    written = f'{text}\n[backup]\nsecond = "{place.as_posix()}"\n'
    (conference.folder / settings_file.FILE).write_text(written, encoding="utf-8")
    conference.settings = settings_file.load(conference.folder)


def test_a_copy_of_another_record_is_red_however_fresh_and_high(conference, write, folder, tmp_path):
    from kiosk.conference import conference as conferences

    write.guest()
    path = backup.make(conference)
    assert [f.level for f in doctor.copies(conference)] == ["good", "warn"]
    higher = path.with_name(f"{backup.number(path) + 100:012d}.db")
    higher.write_bytes(path.read_bytes())
    assert next((f.level, str(conference.db.seq + 100) in f.says) for f in doctor.copies(conference)) == ("bad", True)
    higher.unlink()
    conferences.make(tmp_path / "other", SAMPLE)
    other = conferences.open_conference(tmp_path / "other")
    for number in range(3):
        Writer(other).guest(f"Người khác {number}")
    backup.make(other).replace(path)
    other.db.close()
    assert [f.level for f in doctor.copies(conference)] == ["bad", "warn"]
    write.guest()
    backup.make(conference)  # the next copy sets it aside
    assert [f.level for f in doctor.copies(conference)] == ["good", "warn"]
    assert len(list((folder / backup.FOLDER).glob("before-*/*.db"))) == 1


def test_a_second_place_on_the_conferences_own_disk_is_amber(conference, write, tmp_path):
    write.guest()
    second(conference, tmp_path / "stick")
    backup.round_(conference, {})
    assert [(f.level, "cùng ổ đĩa" in f.says) for f in doctor.copies(conference)] == [("good", False), ("warn", True)]


def test_a_second_place_on_another_disk_is_green(conference, write):
    write.guest()
    own = conference.folder.stat().st_dev
    others = [place for place in ("/dev/shm", "/var/tmp") if Path(place).is_dir() and Path(place).stat().st_dev != own]
    if not others:
        pytest.skip("another disk is needed")
    with TemporaryDirectory(dir=others[0]) as place:
        second(conference, Path(place))
        backup.round_(conference, {})
        assert [f.level for f in doctor.copies(conference)] == ["good", "good"]


def test_below_a_stick_that_is_not_in_no_folder_is_made(conference, write, tmp_path):
    write.guest()
    second(conference, tmp_path / "media" / "usb" / "kiosk")
    backup.round_(conference, {})
    assert ([f.level for f in doctor.copies(conference)], (tmp_path / "media").exists()) == (["good", "bad"], False)


def spares(conference, pulls, now=1000.0):
    return [(f.level, f.what, f.says) for f in doctor_live.spares(conference, pulls, now)]


def test_the_office_sees_how_old_the_copy_on_the_spare_is(app, conference, write, enrolled):
    pulls = app.extensions["pulls"]
    assert spares(conference, pulls) == []
    spare = enrolled(Role.SPARE, "Máy dự phòng")
    row = ("warn", "Máy dự phòng", "chưa lấy bản sao nào từ khi máy chủ khởi động")
    assert spares(conference, pulls) == [row]
    backup.make(conference)
    with spare.get("/spare/copy?after=") as first:
        assert (first.status_code, spares(conference, pulls)) == (200, [row])  # sent; it has not said that it has it
    assert spare.get(f"/spare/copy?after={conference.db.chain}").status_code == 304
    (device,) = enrolment.devices(conference)
    at = pulls.held[device.id].at
    here = "có bản sao cách đây 5 giây"
    assert spares(conference, pulls, at + 5) == [("good", "Máy dự phòng", here)]
    assert [level for level, *_ in spares(conference, pulls, at + 61)] == ["warn"]
    assert "Máy dự phòng" in enrolled(Role.OFFICE).get("/office/doctor").text
    enrolment.revoke(conference, device.id, "test")
    assert spares(conference, pulls) == [("warn", "Máy dự phòng", "không còn máy nào được ghi danh")]


def test_a_spare_that_asks_for_the_same_copy_for_ever_does_not_count_as_having_it():
    pulls = Pulls()
    for now in range(5):
        pulls.asks("spare", "a", f"b{now}", 10 + now, now)
    assert pulls.held == {}
    pulls.asks("spare", "b4", "b5", 15, 5.0)
    assert pulls.held == {"spare": Held(14, 4.0)}


def test_the_office_sees_which_picture_each_hall_screen_shows(app, conference, enrolled):
    screens = app.extensions["screens"]
    device = enrolled(Role.HALL, "Màn hình trái")
    assert device.get("/hall").status_code == 200
    (known,) = enrolment.devices(conference)
    screens.came("one", "hall", "vi", known.id)
    screens.came("two", "hall", "vi", "")
    screens.sent["hall"] = 7
    screens.showing("one", 7)
    screens.showing("two", 6)
    assert [(f.level, f.what, f.says) for f in doctor_live.pages(screens)] == [
        ("good", "Màn hình trái", "đang hiện hình mới nhất"),
        ("good", "Màn hình hội trường", "1 màn hình chưa ghi danh"),
    ]


def test_a_python_with_a_known_hole_is_told(monkeypatch):
    monkeypatch.setattr(doctor_server.python_floor, "open_holes", lambda: ["CVE-2026-3276"])
    finding = doctor_server.python()
    assert (finding.level, "CVE-2026-3276" in finding.says) == ("warn", True)
    monkeypatch.setattr(doctor_server.python_floor, "open_holes", list)
    assert doctor_server.python().level == "good"


def test_the_floors_of_python_are_known():
    holes = python_floor.open_holes
    assert [bool(holes(version)) for version in ((3, 11, 15), (3, 11, 16), (3, 14, 5), (3, 15, 0))] == [
        True, False, True, False,
    ]  # fmt: skip
