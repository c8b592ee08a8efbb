"""The supervisor: `kiosk run` is a small process that starts the server and starts it again when it dies.

Most of a start is loading the program; `kiosk.server.crew` has it loaded for the next server. The supervisor refuses what
could not end well (a second start, no room on the disk, debugging on the open network), keeps the machine awake, and passes
a stop on so that the server can end in good order. It holds no data itself.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from badges.refusal import Refusal
from kiosk import assets
from kiosk.i18n import _, speaking
from kiosk.machine import console_close, network
from kiosk.machine.disk import REFUSE_BELOW, WARN_BELOW, spelled
from kiosk.recovery import run_file
from kiosk.server import orders
from kiosk.server.crew import WINDOWS, crew_of
from kiosk.settings import load as settings_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.server.crew import Server
    from kiosk.server.serving import Serving

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
"""Seconds before the next start: none after a server that served; otherwise they double up to the longest."""
STOP_SECONDS = 10.0
REFUSED = 1
"""The server's exit code for a refusal: to start it again would change nothing."""
RESTART = 75
"""The server's exit code where the office asked it to start again, with changed settings."""
SUPERSEDED = 76
"""The server's exit code where another laptop has gone on with the conference: a person decides."""


def check(serving: Serving) -> None:
    """Everything that speaks against starting. Raises `Refusal`."""
    folder = serving.folder
    with speaking(settings_file.load(folder).language):
        assets.check()
        run_file.refuse_second(folder)
        if os.environ.get("FLASK_DEBUG", "0") not in ("", "0") and not network.is_loopback(serving.host):
            raise Refusal(_("Debugging is on (FLASK_DEBUG): the network may not reach such a server. Switch it off."))
        free = shutil.disk_usage(folder).free
        if free < REFUSE_BELOW:
            raise Refusal(
                _("Only {free} are free on the disk: make room, at least {least}.").format(
                    free=spelled(free), least=spelled(REFUSE_BELOW)
                )
            )
        if free < WARN_BELOW:
            click.echo(_("Only {free} are free on the disk.").format(free=spelled(free)), err=True)


def run(serving: Serving) -> int:
    """Serve until told to stop. Returns the exit code: 0 for a stop in good order, the server's own for a refusal."""
    check(serving)
    serving = replace(serving, port=serving.port or free_port(serving.host))
    with speaking(settings_file.load(serving.folder).language), awake() as kept, Stop() as stop:
        os.environ["KIOSK_AWAKE"] = str(int(kept))
        os.environ["KIOSK_REDIS"] = serving.redis
        return _watch(serving, stop)


def free_port(host: str) -> int:
    """A port that nobody uses, so that a server that starts again has the same one."""
    with socket.socket() as probe:
        try:
            probe.bind((host, 0))
        except OSError as error:
            raise network.cannot_listen(host, 0, error) from error
        return int(probe.getsockname()[1])


def _watch(serving: Serving, stop: Stop) -> int:
    pause, first, crew = 0.0, True, crew_of(serving)
    before: Serving | None = None
    try:
        while True:
            server = crew.send(links=first)
            code = stop.wait_for(server, meanwhile=crew.stand_by)
            if stop.asked:
                return 0
            if code in (REFUSED, SUPERSEDED) and first and before is None:
                return code
            if code == RESTART or (code == REFUSED and before and not crew.served()):
                refused, serving = code == REFUSED, crew.serving
                after = orders.failed(before, serving) if refused and before else orders.carry_out(serving)
                click.echo(_("The server starts again, as the office asked."), err=True)
                changed = after != serving
                before = serving if changed and not refused else None
                if changed:
                    crew.dismiss()
                    crew = crew_of(after)
                first, pause = changed, 0.0
                continue
            before = None
            pause = 0.0 if crew.served() else min(max(FIRST_PAUSE, pause * 2), LONGEST_PAUSE)
            click.echo(_("The server ended (code {code}). It starts again.").format(code=code), err=True)
            first = False
            time.sleep(pause)
    finally:
        crew.dismiss()


class Stop:
    """A stop that was asked for: Ctrl+C, the service manager's SIGTERM, a closed console. It is passed on to the server."""

    def __init__(self) -> None:
        self.asked = False
        self.server: Server | None = None

    def __enter__(self) -> Stop:
        names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
        self._before = {number: signal.signal(number, self._ask) for name in names if (number := getattr(signal, name, None))}  # fmt: skip
        console_close.on_close(self._close)
        return self

    def __exit__(self, *_exception: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _close(self) -> None:
        """Note that the window is closing: the server hears that from Windows itself."""
        self.asked = True

    def _ask(self, _number: int, _frame: object) -> None:
        self.asked = True
        self._pass_on()

    def _pass_on(self) -> None:
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.CTRL_BREAK_EVENT if WINDOWS else signal.SIGTERM)  # type: ignore[attr-defined,unused-ignore]

    def wait_for(self, server: Server, meanwhile: Callable[[], object]) -> int:
        """Until the server ends, by itself or because it was asked to; one that does not is ended."""
        self.server, deadline = server, 0.0
        if self.asked:
            self._pass_on()
        while True:
            try:
                return server.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                if not self.asked:
                    meanwhile()
                else:
                    deadline = deadline or time.monotonic() + STOP_SECONDS
                    if time.monotonic() > deadline:
                        server.kill()


@contextmanager
def awake() -> Iterator[bool]:
    """Keep the machine from sleeping as long as the block lasts, and say so where the system does not let us."""
    from wakepy import keep

    with keep.running(on_fail="pass") as mode:
        if not mode.active:
            click.echo(
                _("This system does not let Kiosk keep the computer awake: set its power plan to never sleep."),
                err=True,
            )
        yield bool(mode.active)
