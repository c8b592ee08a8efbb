"""The crew: the server that serves, and what has loaded the program already for the next one.

Most of a start is loading the program. Where there is fork, a fork server has loaded it (`kiosk.server.fork_server`);
elsewhere one more server stands by: it has loaded everything, has opened nothing, and waits for the word.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from kiosk.machine import processes
from kiosk.recovery import run_file

if TYPE_CHECKING:
    from kiosk.server.serving import Serving

LINKS = b"links\n"
"""Asks for a server that prints one-time links."""
GO = b"go\n"
"""Asks for a server that prints none."""
WINDOWS = sys.platform == "win32"
FORK = hasattr(os, "fork")
UNKNOWN = -1
"""The exit code of a server whose end nobody could tell."""
LOOK_SECONDS = 0.2


class Server(Protocol):
    """A server as the supervisor knows it: `subprocess.Popen` is one."""

    def poll(self) -> int | None:
        """Return its exit code, None while it serves."""

    def wait(self, timeout: float) -> int:
        """Return its exit code. Raises `subprocess.TimeoutExpired`."""

    def send_signal(self, number: int, /) -> None:
        """Send it a signal, if it lives."""

    def kill(self) -> None:
        """End it without a word."""


class Crew:
    """Whoever serves for one supervisor."""

    def __init__(self, serving: Serving) -> None:
        self.serving = serving
        self.before: run_file.Running | None = None
        """Who served before, as far as is known."""

    def send(self, *, links: bool) -> Server:
        """Let a server serve. `links`: with fresh one-time links."""
        self.before = run_file.by(self.serving.folder)
        return self._send(links)

    def _send(self, links: bool) -> Server:
        raise NotImplementedError

    def served(self) -> bool:
        """Whether the newest server came as far as answering: it need not be the very process we started."""
        note = run_file.by(self.serving.folder)
        return note is not None and note != self.before and note.parent == os.getpid()

    def stand_by(self) -> None:
        """Have the next one load, as soon as the first has done so."""

    def dismiss(self) -> None:
        """Whoever waits is not needed."""


class Waiting(Crew):
    """One server serves, and the next one waits."""

    def __init__(self, serving: Serving) -> None:
        super().__init__(serving)
        self.next: subprocess.Popen[bytes] | None = None

    def _send(self, links: bool) -> Server:
        server, self.next = self.next or _start(self._command(links)), None
        with suppress(OSError):  # it died while it waited: that is seen like any other death
            if server.stdin:
                server.stdin.write(GO)
                server.stdin.close()
        return server

    def _command(self, links: bool) -> list[str]:
        return [*self.serving.command(), "--wait", *([] if links else ["--no-links"])]

    def stand_by(self) -> None:
        """Have the next one load, as soon as the first has done so."""
        if self.next is None and self.served():
            self.next = _start(self._command(links=False))

    def dismiss(self) -> None:
        """Whoever waits is not needed."""
        if self.next is not None:
            self.next.kill()
            self.next.communicate()
            self.next = None


class Forks(Crew):
    """A fork server waits; whoever serves is a fork of it."""

    def __init__(self, serving: Serving) -> None:
        super().__init__(serving)
        self._loaded: subprocess.Popen[bytes] | None = None
        self._reports = -1

    def _send(self, links: bool) -> Server:
        loaded = self._loaded if self._loaded and self._loaded.poll() is None else self._load()
        with suppress(OSError):  # it died meanwhile: then nothing is reported either
            if loaded.stdin:
                loaded.stdin.write(LINKS if links else GO)
                loaded.stdin.flush()
        return Forked(loaded, self._reports)

    def _load(self) -> subprocess.Popen[bytes]:
        self.dismiss()
        self._reports, theirs = os.pipe()
        try:
            self._loaded = _start([*self.serving.command(), "--forks", str(theirs)], pass_fds=(theirs,))
        finally:
            os.close(theirs)
        return self._loaded

    def dismiss(self) -> None:
        """End the fork server."""
        if self._loaded is not None:
            self._loaded.kill()
            self._loaded.communicate()
            os.close(self._reports)
            self._loaded, self._reports = None, -1


class Forked:
    """A server that the fork server `loaded` forks. `reports`: the descriptor on which it tells of it."""

    def __init__(self, loaded: subprocess.Popen[bytes], reports: int) -> None:
        self._loaded, self._reports, self._said = loaded, reports, b""
        self._pid, self._mark = 0, 0
        self._code: int | None = None
        self._orphan = False
        """Whether the fork server is gone: then the server's end is seen, and its code is not known."""
        self._kept = 0
        """A signal that came before there was a server."""

    def poll(self) -> int | None:
        """Return its exit code, None while it serves."""
        self._listen(0)
        return self._code

    def wait(self, timeout: float) -> int:
        """Return its exit code. Raises `subprocess.TimeoutExpired`."""
        end = time.monotonic() + timeout
        while (code := self._code) is None:
            left = end - time.monotonic()
            if left <= 0:
                raise subprocess.TimeoutExpired(["kiosk.server.serve"], timeout)
            self._listen(left)
        return code

    def _listen(self, seconds: float) -> None:
        """Hear what the fork server tells within so many seconds; watch the server itself where there is none any more."""
        if self._code is not None:
            return
        if self._orphan:
            if not processes.is_alive(self._pid, self._mark):
                self._code = UNKNOWN
            else:
                time.sleep(min(seconds, LOOK_SECONDS))
            return
        if not select.select([self._reports], [], [], seconds)[0]:
            return
        heard = os.read(self._reports, 4096)
        self._orphan = not heard
        *lines, self._said = (self._said + heard).split(b"\n")
        for line in lines:
            word, number = line.split()
            if word == b"pid":
                self._pid, self._mark = int(number), processes.identity(int(number))
                self._pass_on(self._kept)
            else:
                self._code = int(number)

    def send_signal(self, number: int, /) -> None:
        """Send it a signal, if it lives."""
        if self.poll() is None:
            self._kept = number
            self._pass_on(number)

    def _pass_on(self, number: int) -> None:
        if number:
            processes.send(self._pid, self._mark, number)

    def kill(self) -> None:
        """End it without a word; where none was forked yet, the fork server."""
        if self._pid:
            processes.kill(self._pid, self._mark)
        else:
            self._loaded.kill()


def crew_of(serving: Serving) -> Crew:
    """Return the crew that this system can have."""
    return Forks(serving) if FORK else Waiting(serving)


def _start(command: list[str], **more: Any) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own, so that a Ctrl+C reaches the server once and through us."""
    options: dict[str, Any] = (
        {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if WINDOWS else {"start_new_session": True}  # type: ignore[attr-defined,unused-ignore]
    )
    return subprocess.Popen(command, stdin=subprocess.PIPE, **options, **more)  # noqa: S603 - our own words, no shell
