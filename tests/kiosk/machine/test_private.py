"""Only the owner opens a conference's folder, or the program says why that is not so."""

import stat
import sys

import pytest
from click.testing import CliRunner

from kiosk.cli.main import main
from kiosk.machine import private


@pytest.mark.skipif(sys.platform == "win32", reason="modes as on POSIX")
def test_init_into_a_folder_that_is_there_makes_it_private(tmp_path):
    there = tmp_path / "there"
    there.mkdir(mode=0o755)
    there.chmod(0o755)
    done = CliRunner().invoke(main, ["init", str(there)])
    assert (done.exit_code, stat.S_IMODE(there.stat().st_mode), done.stderr) == (0, 0o700, "")


def test_init_says_why_a_folder_stays_open(tmp_path, monkeypatch):
    monkeypatch.setattr(private.stat, "S_IMODE", lambda _mode: 0o755)  # as on FAT: chmod succeeds and changes nothing
    done = CliRunner().invoke(main, ["init", str(tmp_path / "stick")])
    assert (done.exit_code, "mode 0755" in done.stderr) == (0, True)


@pytest.mark.parametrize(("code", "why"), [(0, ""), (5, "icacls: 5")])
def test_on_windows_by_an_access_control_list(tmp_path, code, why):
    asked = []
    assert private.make_private(tmp_path, lambda words: asked.append(words) or code, "win32") == why
    assert (asked[0][0], "/inheritance:r" in asked[0], [w for w in asked[0] if w.endswith(":(OI)(CI)F")][1:]) == (
        "icacls", True, ["*S-1-5-18:(OI)(CI)F"],
    )  # fmt: skip
