"""The server's own process: `python -m kiosk.server FOLDER --port N`. Everything in it shares one thread by gevent.

The patch is the first thing that happens, before any other import: what is imported earlier would keep the blocking
forms of sockets and locks.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402
import logging  # noqa: E402
import socket  # noqa: E402
import sys  # noqa: E402
from contextlib import suppress  # noqa: E402
from datetime import time  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from gevent import pywsgi  # noqa: E402

from badges.refusal import Refusal  # noqa: E402
from kiosk import backup, doors, words  # noqa: E402
from kiosk import settings as setting  # noqa: E402
from kiosk.app import create_app  # noqa: E402
from kiosk.clock import Clock  # noqa: E402
from kiosk.day import Day, open_day  # noqa: E402
from kiosk.devices import Role  # noqa: E402

LINKS = (
    Role.OFFICE, Role.DESK, Role.STEWARD, Role.SELF, Role.PRESENTER, Role.MODERATOR, Role.CHAIR, Role.SECRETARY, Role.HALL,
)  # fmt: skip


class Handler(pywsgi.WSGIHandler):
    """Answers leave at once: head and body are two packets, and the second must not wait for the first's receipt."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().__init__(sock, *args, **kwargs)

    def handle(self) -> None:
        """Answer requests until the line closes. One that is cut in the middle of an answer is no fault of ours."""
        with suppress(OSError):
            super().handle()


def links(day: Day, address: str) -> list[tuple[Role, str]]:
    """A fresh one-time link for every stand."""
    names = {Role.DESK: day.settings.door.desks[0], Role.STEWARD: day.settings.door.desks[-1]}
    with words.speaking(day.settings.language):
        return [(r, f"{address}/enrol/{doors.invite(day, r, names.get(r) or doors.stand_name(r))}") for r in LINKS]


def main(arguments: list[str] | None = None) -> int:
    """Serve one conference until the process is told to stop."""
    parser = argparse.ArgumentParser(prog="kiosk.server")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--at", type=time.fromisoformat)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    try:
        serve(options.folder, options.host, options.port, options.at)
    except Refusal as refusal:
        print(words.sentence(refusal), file=sys.stderr)
        return 1
    return 0


def serve(folder: Path, host: str, port: int, at: time | None) -> None:
    """Open the conference, print the links, answer until told to stop."""
    settings = setting.load(folder)
    clock = Clock.at(settings.timezone, settings.date, at) if at else Clock(settings.timezone)
    day = open_day(folder, clock=clock)
    app = create_app(day, async_mode="gevent")
    socketio, screens = app.extensions["socketio"], app.extensions["screens"]
    listener = pywsgi.WSGIServer(
        (host, port), app, handler_class=Handler, log=None, error_log=logging.getLogger("kiosk")
    )
    listener.start()
    for role, link in links(day, f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{listener.server_port}"):  # noqa: S104
        print(f"{role:<10} {link}", flush=True)
    socketio.start_background_task(screens.run)
    socketio.start_background_task(backup.run, day)
    listener.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
