"""The WSGI server: gevent's, with the limits and the messages of this product."""

from __future__ import annotations

import gc
import socket
from contextlib import suppress
from typing import Any

from gevent import pywsgi


class Server(pywsgi.WSGIServer):
    """A server to whom a device that does not trust its certificate, or hangs up, is no fault."""

    def wrap_socket_and_handle(self, client_socket: Any, address: Any) -> None:
        """Shake hands, then answer."""
        with suppress(OSError):
            super().wrap_socket_and_handle(client_socket, address)


GARBAGE = (20_000, 20, 50)
"""New objects, and searches of the younger ones, before the next search; Python's own are 700, 10, 10."""


class Handler(pywsgi.WSGIHandler):
    """Answers leave at once: head and body are two packets, and the second must not wait for the first's receipt."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().__init__(sock, *args, **kwargs)

    def handle(self) -> None:
        """Answer requests until the line closes. One that is cut in the middle of an answer is no fault of ours."""
        with suppress(OSError):
            super().handle()


def settle_memory() -> None:
    """What is in memory now stays to the end: the search for garbage passes over it, and comes seldom.

    With 5,000 pages open it took more than half a second at a time, in which nobody was answered.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)
