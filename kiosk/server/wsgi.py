"""The WSGI server: gevent's, with the limits and the messages of this product."""

from __future__ import annotations

import gc
import logging
import socket
from contextlib import suppress
from functools import partial
from typing import Any

import gevent
from gevent import pywsgi

from kiosk.machine import open_files
from kiosk.server import plain_http
from kiosk.web.connections import ADDRESS_SHARE, Connection, Connections, Phase
from kiosk.web.connections import KEY as CONNECTION

SWEEP_SECONDS = 1.0
log = logging.getLogger("kiosk")


class Server(pywsgi.WSGIServer):
    """A server that counts its connections. A device that does not trust its certificate, or hangs up, is no error."""

    max_accept = 20  # accepted in one turn of the event loop: what gives way for them closes in the next

    def __init__(self, *args: Any, connections: Connections | None = None, **options: Any) -> None:
        self.connections = connections if connections is not None else Connections()
        self.open: dict[Any, Connection] = {}
        """Peer (address and port) → its connection."""
        super().__init__(*args, **options)

    def do_handle(self, sock: Any, address: Any) -> None:
        """Take a connection in where there is room for it; otherwise hang up before anything is read."""
        connection = self.connections.admit(address[0], partial(_hang_up, sock))
        if connection is None:
            sock.close()
            return
        self.open[address] = connection
        super().do_handle(sock, address)

    def do_close(self, sock: Any, address: Any) -> None:
        """Close the connection and forget it."""
        super().do_close(sock)
        if connection := self.open.pop(address, None):
            self.connections.release(connection)

    def wrap_socket_and_handle(self, client_socket: Any, address: Any) -> None:
        """Shake hands, then answer; plain http is sent on to https."""
        with suppress(OSError):
            if plain_http.is_plain(client_socket):
                plain_http.answer_plain(client_socket)
                return
            super().wrap_socket_and_handle(client_socket, address)


def _hang_up(sock: Any) -> None:
    """End both directions; whoever waits for the socket wakes up and closes it."""
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


GARBAGE = (20_000, 20, 50)
"""New objects, and searches of the younger ones, before the next search; Python's own are 700, 10, 10."""


class Handler(pywsgi.WSGIHandler):
    """Answers leave at once: head and body are two packets, and the second must not wait for the first's receipt."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().__init__(sock, *args, **kwargs)
        self.connection = self.server.open.get(self.client_address) or Connection("", partial(_hang_up, sock))
        self.connection.close = partial(_hang_up, sock)  # over TLS it is another object than the accepted one

    def read_requestline(self) -> str:
        """Wait for a request; from its first line on it must arrive in time."""
        self.connection.enter(Phase.IDLE)
        line: str = super().read_requestline()
        self.connection.enter(Phase.READING)
        return line

    def get_environ(self) -> dict[str, Any]:
        """Return the request as the application sees it, with its connection."""
        environ: dict[str, Any] = super().get_environ()
        environ[CONNECTION] = self.connection
        has_body = self.content_length or self.headers.get("transfer-encoding")
        self.connection.enter(Phase.BODY if has_body else Phase.ANSWERING)
        return environ

    def handle_one_response(self) -> None:
        """Answer one request. What follows on a connection that became a WebSocket is frames, and never a request."""
        super().handle_one_response()
        if self.connection.phase is Phase.SOCKET:
            self.close_connection = True

    def start_response(self, status: str, headers: Any, exc_info: Any = None) -> Any:
        """Begin the answer."""
        if self.connection.phase is Phase.BODY:
            self.connection.enter(Phase.ANSWERING)
        return super().start_response(status, headers, exc_info)

    def handle(self) -> None:
        """Answer requests until the line closes. One that is cut in the middle of an answer is no fault of ours."""
        with suppress(OSError):
            super().handle()


def limited(share: float = ADDRESS_SHARE) -> Connections:
    """Raise the limit of open files, and count connections below it. `share`: of strangers of one address."""
    limit = open_files.raise_limit()
    log.info("open files", extra={"facts": {"limit": limit}})
    return Connections(open_files.connections(limit), limit, share)


def sweep(connections: Connections) -> None:
    """For ever, once a second: end what is idle or half sent for too long."""
    while True:
        gevent.sleep(SWEEP_SECONDS)
        connections.sweep()


def settle_memory() -> None:
    """What is in memory now stays to the end: the search for garbage passes over it, and comes seldom.

    With 5,000 pages open it took more than half a second at a time, in which nobody was answered.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)
