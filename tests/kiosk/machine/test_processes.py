"""Processes: known beyond doubt, also while the clock is set; children run the program's own modules."""

from __future__ import annotations

import os
import subprocess
import sys

import psutil
import pytest

from kiosk.machine import processes

pytestmark = [pytest.mark.whole, pytest.mark.usefixtures("real_children")]


def test_a_living_process_has_a_mark_and_a_dead_one_none():
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    mark = processes.identity(child.pid)
    assert (mark > 0, processes.is_alive(child.pid, mark), processes.is_alive(child.pid, mark + 1)) == (
        True,
        True,
        False,
    )
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and its number is still taken
    assert not processes.is_alive(child.pid, mark), "killed and not yet waited for"
    child.communicate()
    assert processes.identity(child.pid) == 0


@pytest.mark.parametrize("pid", [0, -1, 2**22 + 7])
def test_no_process_has_no_mark(pid):
    assert processes.identity(pid) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_mark_stays_when_the_clock_is_set(monkeypatch):
    """psutil's own time of birth moves with the boot time, which the kernel computes from the clock as it is now."""
    before = processes.identity(os.getpid())
    monkeypatch.setattr(psutil, "boot_time", lambda: 0.0)
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert processes.identity(os.getpid()) == before == processes.own()[1]


@pytest.mark.skipif(sys.platform != "linux", reason="as /proc writes it")
def test_a_commands_name_may_hold_anything(tmp_path):
    (tmp_path / "7").mkdir()
    rest = " ".join(str(n) for n in range(4, 53))
    for name in ("(python)", "(a) b) S 1 (", "((()"):
        (tmp_path / "7" / "stat").write_text(f"7 {name}) S {rest}")
        assert processes.identity(7, tmp_path) == 22
    (tmp_path / "7" / "stat").write_text(f"7 (python) Z {rest}")
    assert processes.identity(7, tmp_path) == 0


@pytest.mark.parametrize("module", ["kiosk.server.serve", "kiosk.server.audience", "kiosk.papers.worker", "kiosk"])
def test_a_folder_with_modules_of_the_same_name_changes_nothing(tmp_path, module):
    for name in ("badges", "live", "kiosk", "email", "json", "socket"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('another program ran')\n")
    command = (
        processes.python("-c", f"import {module}; print('ours')")
        if module != "kiosk"
        else processes.python("-m", "kiosk", "--help")
    )
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=os.environ | {"KIOSK_REDIS": ""})
    assert (done.returncode, "another program" in done.stderr) == (0, False), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_a_signal_reaches_the_very_process_or_nobody():
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    mark = processes.identity(child.pid)
    processes.kill(child.pid, mark + 1)  # the number of another one, which has ended
    assert child.poll() is None
    processes.kill(child.pid, mark)
    assert child.wait(10) != 0
    processes.kill(child.pid, mark)
    child.communicate()
