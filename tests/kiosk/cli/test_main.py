"""Commands as people type them: interrupted, redirected, typed in the wrong place."""

import os
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from badges import guests
from kiosk.cli.main import main
from kiosk.conference.conference import open_conference
from kiosk.machine import network, tls
from tests.support.server_process import ROOT, Client, House

pytestmark = pytest.mark.whole

KIOSK = [sys.executable, "-m", "kiosk"]
ENV = os.environ | {"PYTHONPATH": str(ROOT)}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_a_demo_that_was_interrupted_is_made_anew(tmp_path):
    folder, part = tmp_path / "demo", tmp_path / "demo.part"
    command = [*KIOSK, "demo", "demo", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as first:
        while not (part / "kiosk.db").exists():
            time.sleep(0.01)
        first.send_signal(signal.SIGINT)
    assert (folder.exists(), part.exists()) == (False, True)
    with subprocess.Popen(command, cwd=tmp_path, env=ENV, stdout=subprocess.PIPE, text=True) as second:
        for line in second.stdout:
            if line.startswith("hall"):
                break
        second.send_signal(signal.SIGINT)
        second.stdout.read()
    conference = open_conference(folder)
    count = len(list(guests.every(conference.db)))
    conference.db.close()
    assert (count > 200, len(list((folder / "cards").iterdir())) > 200, part.exists()) == (True, True, False)


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_a_link_for_a_server_without_a_window_is_made_before_it_starts(folder):
    made = CliRunner().invoke(main, ["--conference", str(folder), "link", "office", "Phòng Quản lý"])
    where, _told = made.output.splitlines()
    assert (made.exit_code, where.startswith(f"http://{(network.own() or ['127.0.0.1'])[0]}:8000/enrol/")) == (0, True)
    house = House(folder).begin()
    client = Client(house.address)
    assert client.get(f"/enrol/{where.rpartition('/')[2]}")[0] == 200
    assert "Phòng Quản lý" in client.get("/office/devices")[1].decode()
    refused = CliRunner().invoke(main, ["--conference", str(folder), "link", "office"])
    assert (refused.exit_code, house.address in refused.output) == (1, True)
    house.stop()


def test_a_link_over_https_names_the_server_as_its_certificate_does(folder):
    tls.make(folder, "kiosk.example.vn", [])
    made = CliRunner().invoke(main, ["--conference", str(folder), "link", "spare", "--tls", "--port", "8443"])
    assert made.output.startswith("https://kiosk.example.vn:8443/enrol/")


def test_a_demo_spoils_no_folder_of_somebodys(tmp_path):
    (tmp_path / "letters.docx").touch()
    done = CliRunner().invoke(main, ["demo", str(tmp_path)], env={"KIOSK_LAST_LINES": None})
    assert (done.exit_code, [path.name for path in tmp_path.iterdir()]) == (1, ["letters.docx"])


@pytest.mark.parametrize("page", ["cp1252", "cp1258", "cp437", "ascii", "utf-8"])
def test_redirected_output_is_readable_whatever_the_code_page(page, tmp_path):
    done = subprocess.run([*KIOSK, "verify"], cwd=tmp_path, env=ENV | {"PYTHONIOENCODING": page}, capture_output=True)
    assert (done.returncode, "Không có Hội nghị nào" in done.stderr.decode()) == (1, True)
