"""Plain http on the port of https: a page that somebody opens is sent on to https, anything else is refused with a sentence.

A browser's page alone is sent on: what a program sends must fail where it was sent, before anything secret goes the same way again
(OWASP ASVS 4.1.2).
"""

from __future__ import annotations

import re
import socket
from typing import Any

TLS_HANDSHAKE = b"\x16"
MOST_BYTES = 16_384
"""Of a request's head: more is no browser."""
SECONDS = 5.0
HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?")
PATH = re.compile(r"/[!-~]*")
REFUSAL = "This port speaks https only.\n"


def is_plain(sock: Any) -> bool:
    """Return whether the peer's first byte begins no TLS handshake. Waits for it; the byte stays unread."""
    first: bytes = sock.recv(1, socket.MSG_PEEK)
    return first not in (b"", TLS_HANDSHAKE)


def answer_plain(sock: Any) -> None:
    """Read one request's head and answer it."""
    sock.settimeout(SECONDS)
    head = b""
    while b"\r\n\r\n" not in head and b"\n\n" not in head and len(head) < MOST_BYTES:
        part: bytes = sock.recv(4096)
        if not part:
            break
        head += part
    sock.sendall(response(head.decode("latin-1")))


def response(head: str) -> bytes:
    """Return the answer to a request's head: 307 to the same page over https for a browser's GET, else 400."""
    first, *lines = head.splitlines() or [""]
    fields = {name.strip().lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
    method, _blank, rest = first.partition(" ")
    path, _blank, version = rest.partition(" ")
    host = fields.get("host", "")
    browser = method in ("GET", "HEAD") and "text/html" in fields.get("accept", "") and version.startswith("HTTP/1.")
    if browser and HOST.fullmatch(host) and PATH.fullmatch(path) and not path.startswith("//"):
        return _message("307 Temporary Redirect", "", f"Location: https://{host}{path}\r\n")
    return _message("400 Bad Request", REFUSAL)


def _message(status: str, body: str, extra: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\n{extra}Content-Type: text/plain\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Cache-Control: no-store\r\nConnection: close\r\n\r\n{body}".encode()
