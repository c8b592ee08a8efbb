"""Many clients in a process of their own: desks that scan as fast as they are answered, and sockets that listen.

A process apart, so that the clients' work is not counted as the server's.
"""

from __future__ import annotations

import http.client
import json
import multiprocessing
import socket
import threading
import time
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection


def scanning(
    port: int, cookies: list[str], codes: list[str], desks: int, seconds: float, repeat: bool, pause: float = 0.0
) -> dict[str, Any]:
    """Desks in a closed loop: each sends its next scan when the last is answered, after a pause. Returns latencies and errors."""
    shares = [codes[n::desks] for n in range(desks)]
    parts: list[list[float]] = [[] for _ in range(desks)]
    errors = [0] * desks
    end = time.monotonic() + seconds

    def desk(n: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        line.connect()
        line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        headers = {"Content-Type": "application/json", "Cookie": cookies[n % len(cookies)]}
        queue = list(shares[n])
        while time.monotonic() < end and queue:
            code = queue[0] if repeat else queue.pop()
            body = json.dumps({"id": str(uuid.uuid4()), "code": code, "at": "2026-04-24T06:50:00Z", "way": "wedge"})
            start = time.perf_counter()
            line.request("POST", "/desk/scans", body, headers)
            answer = line.getresponse()
            answer.read()
            parts[n].append(time.perf_counter() - start)
            errors[n] += answer.status != 200
            time.sleep(pause)
        line.close()

    start = time.monotonic()
    _together([threading.Thread(target=desk, args=(n,)) for n in range(desks)])
    return {
        "latencies": [x for part in parts for x in part],
        "errors": sum(errors),
        "seconds": time.monotonic() - start,
    }


def _together(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def apart(work: Any, *arguments: Any) -> Any:
    """Do a piece of work in a process of its own and give back what it returns."""
    return together(work, *arguments)()


def together(work: Any, *arguments: Any) -> Callable[[], Any]:
    """Begin a piece of work in a process of its own; what is returned waits for it and gives what it returned."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_answer, args=(theirs, work, arguments))
    process.start()
    theirs.close()

    def wait() -> Any:
        try:
            return ours.recv()
        finally:
            process.join()

    return wait


def _answer(line: Connection, work: Any, arguments: tuple[Any, ...]) -> None:
    line.send(work(*arguments))
    line.close()


class Listeners:
    """Open pages, only their sockets, in a process of their own. `heard()` gives, per picture, when each socket had it.

    `pages`: (stand, cookie) of each.
    """

    def __init__(self, port: int, pages: list[tuple[str, str]], kind: str = "socket.io") -> None:
        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self.process = context.Process(target=_listen, args=(theirs, port, pages, kind), daemon=True)
        self.process.start()
        theirs.close()
        self.up: int = self.line.recv()

    def heard(self, since: float, wait: float) -> list[float]:
        """Seconds from `since` (`time.time`) until each socket had its next picture; those that did not are missing."""
        self.line.send((since, wait))
        found: list[float] = self.line.recv()
        return found

    def expect(self) -> None:
        """Forget what was heard so far."""
        self.line.send(None)
        self.line.recv()

    def close(self) -> None:
        """Hang up on all."""
        self.process.terminate()
        self.process.join()


def coming_back(port: int, pages: list[tuple[str, str]]) -> float:
    """Pages that were cut off and try again four times a second: the moment at which the last had its picture."""
    kept: list[socket.socket] = []

    def page(stand: str, cookie: str) -> None:
        sock, text = None, b""
        while sock is None:
            with suppress(OSError):
                sock = _open(port, stand, "socket.io", cookie)
            time.sleep(0 if sock else 0.25)
        while b'42["picture"' not in text:
            part = sock.recv(65536)
            if not part:
                raise ConnectionError(f"{stand} was turned away")
            text += part
        kept.append(sock)

    _together([threading.Thread(target=page, args=each) for each in pages])
    if len(kept) < len(pages):
        raise ConnectionError(f"{len(pages) - len(kept)} pages did not come back")
    return time.time()


def _listen(line: Connection, port: int, pages: list[tuple[str, str]], kind: str) -> None:
    """One thread, one selector: reading costs as little as it can, so that the server's time is what is seen."""
    import selectors

    chooser = selectors.DefaultSelector()
    heard: dict[int, float] = {}
    up = 0
    for stand, cookie in pages:
        sock = _open(port, stand, kind, cookie)
        if sock:
            sock.setblocking(False)
            chooser.register(sock, selectors.EVENT_READ, bytearray())
            up += 1
        for found, _mask in chooser.select(0):  # the first ones are asked for a heartbeat before the last are open
            _read(chooser, found, heard)
    line.send(up)
    wanted: tuple[float, float] | None = None
    while True:
        for found, _mask in chooser.select(0.005):
            _read(chooser, found, heard)
        if line.poll():
            asked = line.recv()
            if asked is None:
                heard.clear()
                line.send(True)
            else:
                wanted = asked
        if wanted and (len(heard) >= up or time.time() > wanted[0] + wanted[1]):
            line.send([at - wanted[0] for at in heard.values()])
            wanted = None


def _open(port: int, stand: str, kind: str, cookie: str) -> socket.socket | None:
    path = "/socket.io/?EIO=4&transport=websocket" if kind == "socket.io" else "/"
    sock = socket.create_connection(("127.0.0.1", port), timeout=30)
    sock.sendall(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nCookie: {cookie}\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    answer = b""
    while b"\r\n\r\n" not in answer:
        part = sock.recv(4096)
        if not part:
            return None
        answer += part
    if b" 101 " not in answer.split(b"\r\n", 1)[0]:
        return None
    if kind == "socket.io":
        sock.sendall(_masked("40" + json.dumps({"stand": stand, "lang": "vi"})))
    return sock


def _masked(text: str) -> bytes:
    data = text.encode()
    head = bytes([0x81, 0x80 | len(data)]) if len(data) < 126 else bytes([0x81, 0xFE]) + len(data).to_bytes(2, "big")
    return head + b"\0\0\0\0" + data


def _read(chooser: Any, found: Any, heard: dict[int, float]) -> None:
    """Take whole frames from a socket: note pictures, answer heartbeats."""
    try:
        part = found.fileobj.recv(262144)
    except OSError:
        part = b""
    if not part:
        chooser.unregister(found.fileobj)
        return
    buffer: bytearray = found.data
    buffer += part
    while len(buffer) >= 2:
        size, skip = buffer[1] & 127, 2
        if size == 126:
            size, skip = int.from_bytes(buffer[2:4], "big"), 4
        elif size == 127:
            size, skip = int.from_bytes(buffer[2:10], "big"), 10
        if len(buffer) < skip + size:
            return
        payload = bytes(buffer[skip : skip + min(size, 14)])
        del buffer[: skip + size]
        if payload[:1] == b"2" and size == 1:
            found.fileobj.send(_masked("3"))
        elif payload.startswith((b'42["picture"', b"bare")):
            heard[found.fd] = time.time()
