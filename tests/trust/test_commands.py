"""Commands as people type them: interrupted, redirected, typed in the wrong place."""

import os
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from badges import guests
from kiosk.cli import main
from kiosk.day import open_day
from tests.house import ROOT

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
    day = open_day(folder)
    count = len(list(guests.every(day.db)))
    day.db.close()
    assert (count > 200, len(list((folder / "cards").iterdir())) > 200, part.exists()) == (True, True, False)


def test_a_demo_spoils_no_folder_of_somebodys(tmp_path):
    (tmp_path / "letters.docx").touch()
    done = CliRunner().invoke(main, ["demo", str(tmp_path)])
    assert (done.exit_code, [path.name for path in tmp_path.iterdir()]) == (1, ["letters.docx"])


@pytest.mark.parametrize("page", ["cp1252", "ascii", "utf-8"])
def test_redirected_output_is_readable_whatever_the_code_page(page, tmp_path):
    done = subprocess.run([*KIOSK, "verify"], cwd=tmp_path, env=ENV | {"PYTHONIOENCODING": page}, capture_output=True)
    assert (done.returncode, "chưa có hội nghị" in done.stderr.decode()) == (1, True)
