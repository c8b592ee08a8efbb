"""`kiosk run`: started again when it dies, stopped in good order, refused where it could not end well."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time

import psutil
import pytest

from kiosk.recovery import run_file
from kiosk.storage import database
from tests.support.drive import free_port
from tests.support.server_process import ROOT, House

pytestmark = [pytest.mark.whole, pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")]


@pytest.fixture
def house(folder, request):
    running_house = House(folder, supervised=True, fork=getattr(request, "param", True)).begin()
    yield running_house
    running_house.stop()


with_and_without_fork = pytest.mark.parametrize("house", [True, False], ids=["fork", "no fork"], indirect=True)


def kiosk(folder, *words, **env):
    """The command, and what it said."""
    command = [sys.executable, "-m", "kiosk", "--conference", str(folder), *words]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | env, capture_output=True, text=True, timeout=30)
    return done.returncode, done.stderr


@with_and_without_fork
def test_a_killed_server_is_back_on_the_same_port_without_new_links(house):
    first = house.wait()
    os.kill(house.server(), signal.SIGKILL)
    time.sleep(0.1)
    second = house.wait()
    assert (second["epoch"] != first["epoch"], second["number"]) == (True, first["number"])
    os.kill(house.process.pid, signal.SIGTERM)
    links = re.findall(r"http\S+/enrol/\S+", house.process.stdout.read())
    assert (set(links) - set(house.links.values()), house.stop()) == (set(), 0)


def until(there):
    """What `there` finds, as soon as it finds something."""
    for _ in range(1000):
        if found := there():
            return found
        time.sleep(0.02)
    raise TimeoutError(there)


def loaded(house):
    """The process that has loaded everything for the next server: a fork server, or one that stands by."""
    supervisor = psutil.Process(house.process.pid)
    return until(lambda: next((child.pid for child in supervisor.children() if child.pid != house.server()), 0))


@with_and_without_fork
def test_the_one_that_stands_by_takes_over_and_another_takes_its_place(house):
    first = loaded(house)
    os.kill(house.server(), signal.SIGKILL)
    if house.fork:
        assert (house.wait()["ok"], psutil.Process(house.server()).ppid(), loaded(house)) == (True, first, first)
    else:
        until(lambda: house.server() == first)
        assert (house.wait()["ok"], loaded(house) != first) == (True, True)


@with_and_without_fork
def test_one_that_died_while_it_stood_by_is_replaced(house):
    epoch = house.wait()["epoch"]
    first = loaded(house)
    os.kill(first, signal.SIGKILL)
    until(lambda: not psutil.pid_exists(first) or psutil.Process(first).status() == psutil.STATUS_ZOMBIE)
    assert house.wait()["epoch"] == epoch
    os.kill(house.server(), signal.SIGKILL)
    time.sleep(0.1)
    assert house.wait()["epoch"] != epoch


def test_a_server_whose_fork_server_died_is_stopped_in_good_order(folder):
    house = House(folder, supervised=True).begin()
    os.kill(loaded(house), signal.SIGKILL)
    assert house.stop() == 0
    opened = database.connect(folder / database.FILE)
    assert opened.remembered("clean_shutdown") != ""
    opened.close()


@with_and_without_fork
def test_whoever_stands_by_has_opened_nothing_and_ends_with_its_supervisor(house):
    waiting = psutil.Process(loaded(house))
    assert [file.path for file in waiting.open_files() if file.path.startswith(str(house.folder))] == []
    house.signal(signal.SIGKILL)
    waiting.wait(timeout=20)


def test_a_stop_while_the_server_is_loading_ends_at_once(folder):
    house = House(folder, supervised=True)
    house.port = free_port()
    house.launch(["-m", "kiosk", "--conference", str(folder), "run"], house.env, told=False)
    until(lambda: psutil.Process(house.process.pid).children())
    assert (house.stop(), run_file.by(folder)) == (0, None)


def test_a_start_loads_nothing_that_only_papers_and_lists_need():
    loaded = "import sys, kiosk.server.serve; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {
        "docx",
        "docxtpl",
        "fontTools",
        "fpdf",
        "hypothesis",
        "lxml",
        "openpyxl",
        "pytest",
        "schemathesis",
        "wakepy",
        "xlrd",
    }
    assert heavy & set(done.stdout.split()) == set()


def test_a_second_start_names_the_first_and_leaves_it_alone(house):
    before = house.wait()["epoch"]
    code, said = kiosk(house.folder, "run", "--port", "0")
    assert (code, house.address in said, house.wait()["epoch"]) == (1, True, before)


def test_a_stop_writes_everything_into_the_file_and_says_so(house):
    folder = house.folder
    assert (house.stop(), run_file.by(folder), sorted(p.name for p in folder.glob("kiosk.db*"))) == (
        0,
        None,
        ["kiosk.db"],
    )
    opened = database.connect(folder / database.FILE)
    assert opened.remembered("clean_shutdown") != ""
    opened.close()
    assert len(list((folder / "backups").glob("*.db"))) == 1


def test_a_server_whose_supervisor_was_killed_ends_in_good_order(house):
    server = psutil.Process(house.server())
    house.signal(signal.SIGKILL)
    server.wait(timeout=10)
    opened = database.connect(house.folder / database.FILE)
    assert opened.remembered("clean_shutdown") != ""
    opened.close()


def test_debugging_is_refused_where_the_network_can_reach_it(folder):
    code, said = kiosk(folder, "run", "--host", "0.0.0.0", "--port", "0", FLASK_DEBUG="1")
    assert (code, "FLASK_DEBUG" in said) == (1, True)


def test_a_conference_of_a_newer_version_is_refused_and_left_as_it_was(folder):
    with sqlite3.connect(folder / "kiosk.db") as newer:
        newer.execute("insert into _sqlite_migrations(migration_set, name) values ('kiosk', 'day_nine')")
    newer.close()
    before = (folder / "kiosk.db").read_bytes()
    code, said = kiosk(folder, "run", "--port", "0")
    assert (code, "day_nine" in said, (folder / "kiosk.db").read_bytes() == before) == (1, True, True)


def test_a_damaged_file_is_refused_with_the_way_out(folder):
    with (folder / "kiosk.db").open("r+b") as file:
        file.write(b"\0" * 4096)
    code, said = kiosk(folder, "run", "--port", "0")
    assert (code, "restore" in said) == (1, True)


def test_a_port_of_another_program_is_refused_at_once(house, folder, tmp_path):
    from kiosk.conference import conference as conferences

    conferences.make(tmp_path / "second", ROOT / "examples" / "haiphong-2026")
    code, said = kiosk(tmp_path / "second", "run", "--port", str(house.port))
    assert (code, str(house.port) in said) == (1, True)


@pytest.mark.parametrize("port", ["0", "8000"])
@pytest.mark.parametrize("host", ["203.0.113.7", "kiosk.invalid"])
def test_an_address_that_is_another_machines_is_not_called_a_taken_port(folder, host, port):
    code, said = kiosk(folder, "run", "--host", host, "--port", port)
    assert (code, f"không có địa chỉ {host}" in said, "127.0.0.1" in said) == (1, True, True)


def test_a_disk_without_room_is_refused(folder, tmp_path):
    if os.geteuid() != 0:
        pytest.skip("needs root: mounts a small file system")
    import shutil

    place = tmp_path / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", place], check=True)
    try:
        shutil.copytree(folder, place / "conference")
        code, said = kiosk(place / "conference", "run", "--port", "0")
        assert (code, "500 MB" in said) == (1, True)
    finally:
        subprocess.run(["umount", place], check=True)
