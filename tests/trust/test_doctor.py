"""The doctor says what could spoil the day, with what to do."""

import os
import signal
import sys
import time

import pytest
from click.testing import CliRunner

from kiosk import backup, doctor
from kiosk.cli import main
from kiosk.devices import Role
from kiosk.supervisor import MEGABYTE
from tests.house import House


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
    finding = doctor.disk(free * MEGABYTE)
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
    assert doctor.restart_waits(note) is False
    note.touch()
    assert doctor.restart_waits(note) is True


def test_the_running_database_is_safe_and_its_copy_is_watched(day, write):
    assert levels(doctor.database(day)) == {"Lưu dữ liệu": "good", "Cơ sở dữ liệu": "good"}
    assert [f.level for f in doctor.copies(day)] == ["bad", "warn"]
    path = backup.make(day)
    os.utime(path, (path.stat().st_mtime - 1000,) * 2)
    assert [f.level for f in doctor.copies(day)] == ["good", "warn"]  # old, but nothing happened since
    assert [f.level for f in doctor.copies(day, day.db.seq + 1)] == ["bad", "warn"]  # the server knows of more
    write.guest()
    assert [f.level for f in doctor.copies(day)] == ["bad", "warn"]


def test_a_failed_write_is_red(day):
    day.db.trouble = "disk I/O error"
    assert next(iter(doctor.database(day))).level == "bad"


def test_the_office_sees_desks_screens_and_jumps(app, day, enrolled):
    from kiosk.housekeeping import incident

    enrolled(Role.DESK, "Bàn 7").post("/desk/status", json={"unsent": 3, "saved": 250, "at": day.clock.stamp()})
    incident(day, "clock_jump", "+61.0 s")
    page = enrolled(Role.OFFICE).get("/office/doctor").text
    assert [text in page for text in ("Bàn 7", "chưa gửi 3", "+61.0 s", "chưa có màn hình", "Việc cần làm")] == [
        True
    ] * 5


def test_the_command_ends_with_one_where_something_is_red(day, folder):
    day.db.close()
    done = CliRunner().invoke(main, ["--conference", str(folder), "doctor"])
    assert (done.exit_code, "[ !! ]" in done.output, "chưa có bản sao" in done.output) == (1, True, True)
    CliRunner().invoke(main, ["--conference", str(folder), "backup"])
    assert CliRunner().invoke(main, ["--conference", str(folder), "doctor"]).exit_code == 0


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
