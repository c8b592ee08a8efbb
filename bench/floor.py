"""What the door is measured beside: the least that a server can do. `python -m bench.floor answer|commit|fan PORT`.

`answer`: a bare WSGI answer on the same web server. `commit`: the same, and the four rows of a scan written by plain SQL
in one durable commit. `fan`: a bare WebSocket server that sends one frame to everybody.
"""

from __future__ import annotations

from gevent import monkey

if __name__ == "__main__":
    monkey.patch_all()

import json
import socket
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gevent import pywsgi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TABLES = "create table {0}(id text primary key, a text, b text, c text, d text, e text, f text, g text) strict"
NAMES = ("operation", "event", "scan", "arrival")


class Rows:
    """A database that takes the rows of a scan: opened as the product opens its own."""

    def __init__(self, path: Path) -> None:
        self.conn = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL"):
            self.conn.execute(f"PRAGMA {pragma}")
        for name in NAMES:
            self.conn.execute(TABLES.format(name))
        self.count = 0

    def commit(self) -> None:
        """One read, four inserts, one durable commit."""
        self.count += 1
        row = [
            f"{self.count:036d}",
            "welcome",
            "2026-04-24T06:50:00.000Z",
            "x" * 300,
            "wedge",
            "device",
            "Bàn 1",
            "y" * 64,
        ]
        self.conn.execute("BEGIN IMMEDIATE")
        self.conn.execute("select * from arrival where id = ?", (row[0],)).fetchone()
        for name in NAMES:
            self.conn.execute(f"insert into {name} values (?,?,?,?,?,?,?,?)", row)
        self.conn.execute("COMMIT")


class Handler(pywsgi.WSGIHandler):
    """The product's own setting: answers leave at once."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().__init__(sock, *args, **kwargs)


def answering(rows: Rows | None) -> Callable[..., Iterable[bytes]]:
    """A WSGI application that reads the body and answers as the desk is answered."""

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        asked = json.loads(body) if body else {}
        if rows:
            rows.commit()
        answer = json.dumps(
            {"outcome": "welcome", "guest": {"id": asked.get("id")}, "first": None, "replay": False}
        ).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
        return [answer]

    return application


def fan(port: int) -> None:
    """Say one frame of the size given to every open WebSocket whenever `POST /` asks for it; simple-websocket below."""
    import gevent
    from simple_websocket import Server as Socket

    lines: list[Any] = []

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("HTTP_UPGRADE"):
            environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
            line = Socket(environ)
            lines.append(line.sock)
            while True:
                gevent.sleep(60)
        size = int(environ["wsgi.input"].read() or 500)
        text = b"bare" + b"x" * size
        frame = bytes([0x81, 126]) + len(text).to_bytes(2, "big") + text
        for sock in lines:
            sock.sendall(frame)
        start_response("200 OK", [("Content-Length", "0")])
        return [b""]

    _serve(application, port)


def _serve(application: Any, port: int) -> None:
    server = pywsgi.WSGIServer(("127.0.0.1", port), application, handler_class=Handler, log=None)
    server.start()
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    kind, where = sys.argv[1], int(sys.argv[2])
    if kind == "fan":
        fan(where)
    else:
        _serve(answering(Rows(Path(tempfile.mkdtemp()) / "floor.db") if kind == "commit" else None), where)
