"""A WebSocket's end, at the server: its connection is closed, and what is left in it is not read as a request."""

from __future__ import annotations

import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from gevent import socket

from kiosk.server.wsgi import Handler, Server
from kiosk.web.connections import KEY as CONNECTION
from kiosk.web.connections import Phase
from tests.support.raw_socket import Wire

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[3]
CLOSE = 8
GOING_AWAY = (1001).to_bytes(2, "big")


def leave_as_a_browser(wire: Wire) -> None:
    wire.send(b"41")
    wire.send(b"1")
    wire.send(GOING_AWAY, CLOSE)


def close_at_once(wire: Wire) -> None:
    wire.send(GOING_AWAY, CLOSE)


def close_twice(wire: Wire) -> None:
    wire.send(GOING_AWAY, CLOSE)
    wire.send(GOING_AWAY, CLOSE)


def talk_nonsense(wire: Wire) -> None:
    wire.send(b"what no page of ours says")
    wire.send(GOING_AWAY, CLOSE)


def ask_for_a_page(wire: Wire) -> None:
    wire.send(b"1")
    wire.sock.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")


ENDS = [leave_as_a_browser, close_at_once, close_twice, talk_nonsense, ask_for_a_page]


def rest(wire: Wire) -> bytes:
    """Return what the server still sends until it has closed the connection."""
    data = wire.buffer
    while True:
        try:
            got = wire.sock.recv(65536)
        except ConnectionError:
            return data
        if not got:
            return data
        data += got


def test_a_websocket_ends_without_an_error_or_an_answer(folder: Any, tmp_path: Path) -> None:
    errors = tmp_path / "stderr.txt"
    command = [sys.executable, "-m", "tests.support.socket_server", str(folder)]
    answers = {}
    with (
        errors.open("wb") as stderr,
        subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, text=True
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        port = int(process.stdout.readline())
        for end in ENDS * 3:
            wire = Wire(port)
            wire.join()
            end(wire)
            answers[end.__name__] = rest(wire)
            wire.close()
        process.stdin.close()  # the server ends when it has handled what came before
        process.wait(30)
    assert {name for name, answer in answers.items() if b"HTTP/1.1" in answer} == set()
    assert errors.read_text() == ""


def test_a_frame_left_behind_a_websocket_is_no_request() -> None:
    """A browser's close frame that arrives while the server itself hangs up stays in the socket."""

    def take_over(environ: dict[str, Any], _start_response: Any) -> list[bytes]:
        environ[CONNECTION].enter(Phase.SOCKET)
        return []

    errors = StringIO()
    server = Server(("127.0.0.1", 0), take_over, handler_class=Handler, log=None, error_log=errors)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        theirs = socket.create_connection(listener.getsockname())
        ours, _address = listener.accept()
    with ours, theirs:
        upgrade = b"GET /socket.io/ HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
        theirs.sendall(upgrade + b"\x88\x82\x01\x02\x03\x04\x02\xeb")
        theirs.shutdown(socket.SHUT_WR)
        Handler(ours, ("127.0.0.1", 1), server).handle()
        assert theirs.recv(4096) == b""
    assert errors.getvalue() == ""
