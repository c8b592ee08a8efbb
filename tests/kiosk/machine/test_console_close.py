"""A closed console window, with a double of Windows: the process ends when the routine returns, five seconds later at most."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from kiosk.machine import console_close, processes
from kiosk.recovery import run_file
from kiosk.storage import database
from tests.support.drive import free_port

pytestmark = pytest.mark.whole


@pytest.mark.parametrize("event", [console_close.CLOSE, console_close.LOGOFF, console_close.SHUTDOWN])
def test_the_end_is_held_up_until_everything_is_written(event):
    routines, asked, written = [], threading.Event(), threading.Event()
    console_close.on_close(asked.set, written.is_set, register=routines.append)
    answers = []
    windows = threading.Thread(target=lambda: answers.append(routines[0](event)))
    windows.start()
    assert asked.wait(5)
    assert answers == [], "Windows would end the process now"
    written.set()
    windows.join(5)
    assert answers == [True]


def test_it_waits_no_longer_than_windows_does(monkeypatch):
    at, routines = [0.0], []
    monkeypatch.setattr(console_close.time, "monotonic", lambda: at[0])

    def sleep(seconds):
        at[0] += seconds

    console_close.on_close(lambda: None, register=routines.append, sleep=sleep)
    assert routines[0](console_close.CLOSE) is True
    assert console_close.WAIT_SECONDS <= at[0] < console_close.MOST_SECONDS


@pytest.mark.parametrize("event", [0, 1])
def test_ctrl_c_and_ctrl_break_are_left_to_their_signals(event):
    routines = []
    console_close.on_close(lambda: pytest.fail("asked"), register=routines.append)
    assert routines[0](event) is False


DOUBLE = """
import os, sys, threading, time
from gevent import monkey
import kiosk.server.serve as serve
from kiosk.machine import console_close
sleep, start = monkey.get_original("time", "sleep"), monkey.get_original("_thread", "start_new_thread")

def windows(routine):
    def close():
        sys.stdin.readline()
        routine(console_close.CLOSE)
        os._exit(99)  # Windows ends the process as soon as the routine returns
    start(close, ())

console_close._registrar = lambda: windows
sys.exit(serve.main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the double of Windows runs on POSIX")
def test_a_server_whose_window_is_closed_ends_in_good_order(folder):
    command = processes.python("-c", DOUBLE, str(folder), "--port", str(free_port()))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        while run_file.by(folder) is None:
            assert server.poll() is None
            time.sleep(0.05)
        server.stdin.write("\n")
        server.stdin.close()
        assert server.wait(20) == 0, "99: it was not done when Windows ended it"
        server.stdout.read()
    assert run_file.by(folder) is None
    db = database.connect(folder / database.FILE)
    assert db.remembered("clean_shutdown") != ""
    db.close()
