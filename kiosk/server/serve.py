"""The server's own process: `python -m kiosk.server.serve FOLDER --port N`. Everything in it shares one thread by gevent.

The patch is the first thing that happens, before any other import: what is imported earlier would keep the blocking
forms of sockets and locks.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402
import logging  # noqa: E402
import os  # noqa: E402
import signal  # noqa: E402
import sqlite3  # noqa: E402
import sys  # noqa: E402
from datetime import time, timedelta  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import TYPE_CHECKING, Any  # noqa: E402

from kiosk.machine.imports import left_out  # noqa: E402

with left_out(
    "redis", "valkey", "aiopika", "kombu", "kafka", "zmq", "aiohttp", "requests", "websocket", "numpy", "pandas"
):
    import flask_socketio  # noqa: F401

    import kiosk.storage.schema  # noqa: F401

import gevent  # noqa: E402
from gevent import config  # noqa: E402
from gevent.event import Event  # noqa: E402
from gevent.monkey import get_original  # noqa: E402

from badges.refusal import Refusal  # noqa: E402
from kiosk import console, i18n  # noqa: E402
from kiosk.app import create_app  # noqa: E402
from kiosk.conference import fence  # noqa: E402
from kiosk.conference.clock import Clock  # noqa: E402
from kiosk.conference.conference import Conference, open_conference  # noqa: E402
from kiosk.i18n import _  # noqa: E402
from kiosk.machine import console_close, network, tls  # noqa: E402
from kiosk.machine.file_lock import FolderLock, Held  # noqa: E402
from kiosk.recovery import backup, peers, run_file  # noqa: E402
from kiosk.server import fork_server, links, log_file, stall_watch, trust_page, watchdog  # noqa: E402
from kiosk.server.supervisor import RESTART, SUPERSEDED  # noqa: E402
from kiosk.server.work_meter import WorkMeter  # noqa: E402
from kiosk.server.wsgi import Handler, Server, limited, settle_memory, sweep  # noqa: E402
from kiosk.settings import load as settings_file  # noqa: E402
from kiosk.storage.database import Busy  # noqa: E402
from kiosk.web import request_log  # noqa: E402
from kiosk.web.connections import Connections  # noqa: E402

if TYPE_CHECKING:
    from flask import Flask

CLEAN = "clean_shutdown"
STOPS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
STOP_SECONDS = 1.0
RESTART_SECONDS = 0.3
"""The page that asked for a new start gets its answer first."""
COPY_SECONDS, HURRIED_COPY_SECONDS = 5.0, 1.0
"""A copy that is being made when the server is told to stop may take so long; then comes the last one. The second where the
window was closed: Windows ends the process after five seconds."""
log = logging.getLogger("kiosk")
config.track_greenlet_tree = False  # who started which greenlet: costs more than all heartbeats of all pages


def main(arguments: list[str] | None = None) -> int:
    """Serve one conference until the process is told to stop."""
    console.readable()
    parser = argparse.ArgumentParser(prog="kiosk.server.serve")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--at", type=time.fromisoformat)
    parser.add_argument("--shift", type=float, default=0.0, help="seconds by which the conference's clock is ahead")
    parser.add_argument(
        "--after-trial", action="store_true", help="another laptop only tried: go on here (a first start, with links)"
    )
    parser.add_argument("--parent", type=int, default=0, help="the supervisor's process")
    parser.add_argument(
        "--wait", action="store_true", help="serve when a line comes in; end when none can come any more"
    )
    parser.add_argument("--forks", type=int, metavar="FD", help="fork a server for each line, and tell of them on FD")
    parser.add_argument("--tls", action="store_true", help="serve https, and plain http on the next port for /trust")
    parser.add_argument("--no-links", dest="links", action="store_false", help="do not print one-time links")
    options = parser.parse_args(arguments)
    options.redis = os.environ.get("KIOSK_REDIS", "")
    if options.forks is not None:
        i18n.translations(i18n.DEFAULT)
        return fork_server.run(options.forks, lambda first: _serve(options, first))
    if options.wait:
        i18n.translations(i18n.DEFAULT)
        if not sys.stdin.readline():
            return 0
    return _serve(options, options.links)


def _serve(options: argparse.Namespace, first: bool) -> int:
    """Serve, or tell why not; return the exit code. `first`: a first start, which prints links."""
    options.links = first
    options.after_trial = options.after_trial and first  # a later start goes on from this laptop's own record
    try:
        return serve(options)
    except Refusal as refusal:
        print(i18n.sentence(refusal), file=sys.stderr)
        return SUPERSEDED if isinstance(refusal, fence.Superseded) else 1


def serve(options: argparse.Namespace) -> int:
    """Open the conference, print the links, answer until told to stop, and end in good order.

    Returns the exit code: 0 for a stop, `supervisor.RESTART` where the office asked for a new start.
    """
    conference = open_checked(options)
    conference.watch()
    app = create_app(conference, async_mode="gevent")
    app.extensions["log_request"] = log_file.writer(request_log.EVENT)
    settle_term(conference, options)
    secure: dict[str, Any] = {}
    if options.tls:
        secure["ssl_context"] = tls.context(*tls.files(conference.folder, conference.settings))
        app.config["HSTS"] = bool(conference.settings.tls.cert)
        app.extensions["names"] |= {
            name.lower() for name in tls.called(tls.files(conference.folder, conference.settings)[0])[0]
        }
    connections = app.extensions["connections"] = limited()
    app.extensions["gate"].meter = WorkMeter().measure
    watch = app.extensions["stalls"] = stall_watch.StallWatch(conference.folder / log_file.FOLDER / log_file.FILE)
    listeners = [_listener(app, options.host, options.port, connections, **secure)]
    port = listeners[0].server_port
    if options.tls:
        listeners.append(_listener(trust_page.create(conference, port), options.host, port + 1, connections))
    listening = app.extensions["listening"] = _listening(conference, options, port)
    stopping, again = Event(), Event()
    if options.parent:
        app.extensions["restart"] = lambda: gevent.spawn_later(RESTART_SECONDS, lambda: (again.set(), stopping.set()))
    for name in STOPS:
        if hasattr(signal, name):
            gevent.signal_handler(getattr(signal, name), stopping.set)
    closing = end_with_window(stopping)
    run_file.say(conference.folder, listening.address(), options.parent)
    if options.links:
        links.tell(conference, listening)
    if options.redis:
        from kiosk.server import redis_publisher

        publisher = redis_publisher.Publisher(app.extensions["screens"], options.redis)
        app.extensions["screens"].publish = publisher.take
    helpers = [
        *([gevent.spawn(publisher.run)] if options.redis else []),
        gevent.spawn(app.extensions["screens"].run),
        gevent.spawn(watchdog.run, conference, stopping.set, options.parent),
        gevent.spawn(sweep, connections),
        gevent.spawn(stall_watch.keep_beating, watch),
    ]
    copying = gevent.spawn(backup.run, conference, stopping.wait)
    settle_memory()
    watch.start()
    stopping.wait()
    watch.stop()
    for listener in listeners:
        listener.stop(timeout=STOP_SECONDS / len(listeners))
    copying.join(timeout=HURRIED_COPY_SECONDS if closing.is_set() else COPY_SECONDS)
    gevent.killall([*helpers, copying])
    close(conference)
    return RESTART if again.is_set() else 0


def end_with_window(stopping: Event) -> Event:
    """Stop in good order when Windows closes the console window; return what is set then."""
    closing = Event()
    waker = gevent.get_hub().loop.async_()
    waker.start(lambda: (closing.set(), stopping.set()))
    console_close.on_close(waker.send, sleep=get_original("time", "sleep"))
    return closing


def settle_term(conference: Conference, options: argparse.Namespace) -> None:
    """Begin a new term where the operator says so; otherwise refuse to serve after another laptop has gone on.

    Raises `Superseded`.
    """
    known = fence.heard(conference.db), peers.newest(conference, "https" if options.tls else "http", options.port)
    if options.after_trial:
        conference.term = fence.go_on(conference.db, *known)
    elif newer := next((term for term in known if term.number and fence.hear(conference.db, term)), None):
        close(conference)
        raise fence.refusal_to_start(newer)


def open_checked(options: argparse.Namespace) -> Conference:
    """The conference, alone and sound. Raises `Refusal`."""
    settings = settings_file.load(options.folder)
    shift = timedelta(seconds=options.shift)
    clock = Clock.at(settings.timezone, settings.date, options.at) if options.at else Clock(settings.timezone, shift)
    i18n.speak(settings.language)
    lock = FolderLock(options.folder)  # its file is closed by the end of the process, however that comes
    try:
        lock.take()
        conference = open_conference(options.folder, clock=clock)
    except (Busy, Held) as error:
        run_file.refuse_second(options.folder)
        if isinstance(error, Busy):
            raise
        raise Busy(_("The conference in {place} is open in another program.").format(place=options.folder)) from error
    except Refusal:
        lock.release()
        raise
    log_file.begin(options.folder)
    if (found := conference.db.conn.execute("PRAGMA quick_check(1)").fetchone()) != ("ok",):
        command = console.command_line(options.folder, "restore")
        raise Refusal(
            "The database is damaged ({fault}). Put back the newest copy: {command}", fault=found[0], command=command
        )
    log.info(
        "start", extra={"facts": {"seq": conference.db.seq, "after_clean_stop": conference.db.remembered(CLEAN) != ""}}
    )
    conference.db.remember(CLEAN, "")
    return conference


def close(conference: Conference) -> None:
    """A last copy, everything in the file, and a note that the end was a good one."""
    try:
        backup.make(conference)
        conference.db.remember(CLEAN, conference.clock.stamp())
        conference.db.checkpoint()
    except (OSError, sqlite3.Error, Refusal) as error:
        log.error("the last copy could not be made: %r", error)
    conference.db.close()
    run_file.no_longer(conference.folder)
    log.info("stop")


def _listening(conference: Conference, options: argparse.Namespace, port: int) -> network.Listening:
    """Where it listens; over https links call it as the certificate does."""
    named = tls.host(tls.files(conference.folder, conference.settings)[0]) if options.tls else ""
    return network.Listening("https" if options.tls else "http", options.host, port, named)


def _listener(app: Flask, host: str, port: int, connections: Connections, **secure: Any) -> Server:
    listener = Server(
        (host, port), app, connections=connections, handler_class=Handler, log=None, error_log=log, **secure
    )
    try:
        listener.start()
    except OSError as error:
        raise network.cannot_listen(host, port, error) from error
    return listener


if __name__ == "__main__":
    sys.exit(main())
