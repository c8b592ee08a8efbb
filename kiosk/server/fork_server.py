"""The fork server: it has loaded the program and opened nothing, and each server is a fork of it.

A server that is started again so answers at once, and the two share the memory of what they loaded. Where a system has no
fork the supervisor keeps a second server that waits (`kiosk.server.crew`).

The supervisor asks on standard input, a line for each server, and hears on a descriptor of its own: `pid N` when one was
forked, `ended CODE` when it has ended. The fork server ends when nobody can ask any more; a server looks after itself.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from typing import TYPE_CHECKING

import gevent
from gevent.monkey import get_original

from kiosk.server.crew import LINKS

if TYPE_CHECKING:
    from collections.abc import Callable


def run(reports: int, serve: Callable[[bool], int]) -> int:
    """Fork a server for each line that comes in. Return 0 when the input ends; in a fork, what `serve` returns.

    `reports`: descriptor for what the supervisor hears. `serve` is told whether to print links.
    """
    fork, wait_for, select = get_original("os", "fork"), get_original("os", "waitpid"), get_original("select", "select")
    gc.collect()
    gc.freeze()  # nothing that was loaded is looked at for garbage, so that its pages stay shared
    while asked := os.read(0, len(LINKS)):
        alive, gone = os.pipe()
        pid = fork()
        if pid == 0:
            gevent.reinit()
            os.close(reports)
            os.close(alive)
            _no_input()
            return serve(asked == LINKS)
        os.close(gone)
        _tell(reports, f"pid {pid}")
        select([alive], [], [])  # its other end is closed by the end of the server
        os.close(alive)
        _pid, status = wait_for(pid, 0)
        _tell(reports, f"ended {os.waitstatus_to_exitcode(status)}")
    return 0


def _tell(reports: int, line: str) -> None:
    with suppress(BrokenPipeError):  # the supervisor is gone, and so is the input's other end
        os.write(reports, f"{line}\n".encode())


def _no_input() -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
