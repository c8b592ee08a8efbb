"""Limits of a child process: it is refused memory, and ended when its time is over."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from kiosk.machine import processes

pytestmark = pytest.mark.whole

SET = "from kiosk.machine.process_limits import limit_process; limit_process({}, {})\n"


@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space are Linux's")
def test_a_child_that_takes_more_memory_is_refused_it():
    program = SET.format(300 << 20, 60) + "try:\n    bytearray(400 << 20)\nexcept MemoryError:\n    print('refused')"
    done = subprocess.run(processes.python("-c", program), capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["refused"]


@pytest.mark.skipif(sys.platform != "linux", reason="macOS and Windows have other signals")
def test_a_child_that_counts_for_ever_is_ended():
    done = subprocess.run(processes.python("-c", SET.format(1 << 30, 1) + "while True: pass"), check=False, timeout=60)
    assert done.returncode == -signal.SIGXCPU


def test_where_the_system_has_no_limits_nothing_happens(monkeypatch):
    monkeypatch.setitem(sys.modules, "resource", None)
    from kiosk.machine.process_limits import limit_process

    limit_process(1, 1)
