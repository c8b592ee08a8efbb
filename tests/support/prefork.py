"""Servers for tests without the second that Python takes to load the product: each is a fork of a process that has loaded it.

The fork runs `kiosk.server.serve.main` with the words that a command line would have. One such process serves a whole run of
tests and ends with it.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import traceback
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
WORDS = 65_536
"""No command line of a test is longer, in bytes."""


class Forked:
    """A server in a fork, with the few doors of `subprocess.Popen` that tests use."""

    def __init__(self, pid: int, stdout: IO[str]) -> None:
        self.pid, self.stdout = pid, stdout
        self._watched: int | None = os.pidfd_open(pid)

    def kill(self) -> None:
        """Kill it without a word, if it lives."""
        if self._watched is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._watched, signal.SIGKILL)

    def wait(self) -> None:
        """Until it has ended."""
        if self._watched is not None:
            select.select([self._watched], [], [])
            os.close(self._watched)
            self._watched = None


def serve(words: list[str]) -> Forked:
    """Start a server: `words` as they stand behind `python -m kiosk.server.serve`."""
    reading, writing = os.pipe()
    line = _parent()
    socket.send_fds(line, [json.dumps(words).encode()], [writing])
    os.close(writing)
    return Forked(int(line.recv(64)), os.fdopen(reading, encoding="utf-8"))


@cache
def _parent() -> socket.socket:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", "tests.support.prefork", str(theirs.fileno())]
    process = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()])
    theirs.close()

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def main() -> None:
    """Load the product, then fork a server for each line of words until the tests are over."""
    line = socket.socket(fileno=int(sys.argv[1]))
    from kiosk.server import serve as serving  # patches sockets: `line` is older and blocks as it did

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        words, descriptors, _flags, _from = socket.recv_fds(line, WORDS, 1)
        if not words:
            return
        pid = os.fork()
        if pid == 0:
            line.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _child(serving, json.loads(words), descriptors[0])
        os.close(descriptors[0])
        line.send(str(pid).encode())


def _child(serving: ModuleType, words: list[str], stdout: int) -> NoReturn:
    code = 1
    try:
        os.dup2(stdout, 1)
        os.close(stdout)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        code = serving.main(words)
    except BaseException:
        traceback.print_exc()
    os._exit(code)


if __name__ == "__main__":
    main()
