"""In front of the application: what a stranger may not have is refused before anything is made for him.

In this order: a foreign host name, a flood of new sockets, an address that the office turned away, and an address that
has used up its share of the server's time. Enrolled devices pass the last three. What all strangers together have used
up does not refuse an enrolment: the office's own codes work under any flood that comes from other addresses.
"""

from __future__ import annotations

import logging
import socket
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from badges.refusal import Refusal
from kiosk import i18n
from kiosk.machine.network import is_address
from kiosk.web.rate_limit import MOST_KEYS, Limit, network_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from kiosk.web.connections import Connections

SOCKETS, ENROLMENT = "/socket.io", "/enrol"
CONNECTIONS = (300, 60.0)
"""New sockets of one address in so many seconds, unless the device is enrolled."""
TOLD = (1, 60.0)
"""Lines in the log about one address and one reason, in so many seconds: the log must not become a flood itself."""
WORK_HERE, WORK_IN_ALL = (10.0, 0.25), (20.0, 0.6)
"""Processor seconds that strangers may use: of one address, and all together; at once, and more each second."""
SENDER = "kiosk.sender"
"""Where a request's WSGI environment holds the set that the id of the enrolled device that sent it is put into."""
FOREIGN = Refusal("This server is not known by that name. Open it by the address that its window shows.")
BARRED = Refusal("The office has turned this address away. Ask at the office.")
TOO_MUCH = Refusal("Too much is asked from here at once. Wait a minute, then try again.")
log = logging.getLogger("kiosk")


class Allowance:
    """Seconds of work by key, used up and growing back. Kept in memory; a restart forgives."""

    def __init__(self, burst: float, refill: float, now: Callable[[], float] = time.monotonic) -> None:
        self.burst, self.refill, self._now = burst, refill, now
        self._left: dict[str, tuple[float, float]] = {}

    def left(self, key: str = "") -> float:
        """Return the seconds that are left; below 0 where more was used than there was."""
        now = self._now()
        left, at = self._left.get(key, (self.burst, now))
        return min(self.burst, left + (now - at) * self.refill)

    def spend(self, seconds: float, key: str = "") -> None:
        """Note work that was done."""
        if key not in self._left and len(self._left) >= MOST_KEYS:
            for old in [old for old in self._left if self.left(old) >= self.burst] or list(self._left)[::2]:
                del self._left[old]
        self._left[key] = (self.left(key) - seconds, self._now())


@contextmanager
def thread_work() -> Iterator[Callable[[], float]]:
    """Measure a request by its thread's processor time: exact where nobody else is served in that thread meanwhile."""
    began = time.thread_time()
    yield lambda: time.thread_time() - began


@dataclass
class Gate:
    """WSGI middleware. `known` says of a request whether an enrolled device sent it, `names` are the allowed host names, None for any."""

    inner: Any
    known: Callable[[dict[str, Any]], bool]
    names: Callable[[], frozenset[str] | None]
    connections: Callable[[], Connections]
    sockets: Limit = field(default_factory=lambda: Limit(*CONNECTIONS))
    lines: Limit = field(default_factory=lambda: Limit(*TOLD))
    here: Allowance = field(default_factory=lambda: Allowance(*WORK_HERE))
    in_all: Allowance = field(default_factory=lambda: Allowance(*WORK_IN_ALL))
    meter: Callable[[], AbstractContextManager[Callable[[], float]]] = thread_work

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Let the request through, or refuse it in one line of text."""
        address = environ.get("REMOTE_ADDR", "")
        network = network_of(address)
        if not self._is_ours(environ.get("HTTP_HOST", "")):
            return self._refuse(start_response, "421 Misdirected Request", FOREIGN, address, "foreign host name")
        if self._floods(environ, network):
            return self._refuse(start_response, "429 Too Many Requests", TOO_MUCH, address, "too many sockets")
        if address in self.connections().barred and not self.known(environ):
            return self._refuse(start_response, "403 Forbidden", BARRED, address, "turned away")
        if self._is_used_up(environ, network) and not self.known(environ):
            return self._refuse(start_response, "429 Too Many Requests", TOO_MUCH, address, "too much work")
        return self._measured(environ, start_response, network)

    def _measured(self, environ: dict[str, Any], start_response: Any, network: str) -> Iterable[bytes]:
        """Answer, and count the work unless it was for a device. A socket's time is its whole life: it is not counted."""
        if environ.get("PATH_INFO", "").startswith(SOCKETS):
            return self.inner(environ, start_response)  # type: ignore[no-any-return]
        sender: set[str] = set()
        environ[SENDER] = sender
        with self.meter() as spent:
            try:
                return self.inner(environ, start_response)  # type: ignore[no-any-return]
            finally:
                if not sender:
                    seconds = spent()
                    self.here.spend(seconds, network)
                    self.in_all.spend(seconds)

    def _is_used_up(self, environ: dict[str, Any], network: str) -> bool:
        """Return True where a stranger has to wait until an allowance has grown back."""
        enrols = environ.get("PATH_INFO", "").startswith(ENROLMENT)
        return self.here.left(network) <= 0 or (not enrols and self.in_all.left() <= 0)

    def _floods(self, environ: dict[str, Any], network: str) -> bool:
        """Return True for one new socket too many."""
        opens = environ.get("PATH_INFO", "").startswith(SOCKETS)
        return opens and not self.known(environ) and not self.sockets.take(network)

    def _is_ours(self, asked: str) -> bool:
        """Return True for an address in figures, which no foreign name server can point here, and for our own names."""
        host, names = _read_host(asked), self.names()
        if host is None:
            return False
        name, in_figures = host
        return names is None or not asked or in_figures or bool({name, f"*.{name.partition('.')[2]}"} & names)

    def _refuse(self, start_response: Any, status: str, sentence: Refusal, address: str, why: str) -> list[bytes]:
        if self.lines.take(f"{why} {address}"):
            log.warning("refused: %s", why, extra={"facts": {"address": address}})
        with i18n.speaking(i18n.DEFAULT):
            body = i18n.sentence(sentence).encode()
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
        start_response(
            status, [*headers, ("Retry-After", "60"), ("Cache-Control", "no-store"), ("Connection", "close")]
        )
        return [body]


@lru_cache(maxsize=64)
def _read_host(asked: str) -> tuple[str, bool] | None:
    """Return the name in a Host header and whether it is an address in figures; None for a header that is malformed."""
    try:
        name = (urlsplit(f"//{asked}").hostname or "").rstrip(".")
    except ValueError:
        return None
    return name, is_address(name)


def own_names(*more: str) -> frozenset[str]:
    """Return the names of this machine, and `more` of the settings and the certificate, as a Host header holds them."""
    host = socket.gethostname().lower()
    short = host.partition(".")[0]
    names = {"localhost", host, short, f"{short}.local", *(name.lower().strip().rstrip(".") for name in more)}
    return frozenset(names - {"", ".local"})
