"""Connections: who holds one, since when, and who gives way when they become few.

One rule for all: enrolled devices come before strangers. A connection belongs to a stranger until a request on it shows
a device's cookie. Idle and half-sent requests end after a time; an address has a share of what strangers may hold;
when connections become few, strangers' idle ones end first, and what is left is kept for addresses of enrolled devices.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kiosk.web.rate_limit import network_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KEY = "kiosk.connection"
"""Where a request's WSGI environment holds its connection."""
TIGHT, KEPT_FREE = 0.7, 0.2
"""From this share in use, strangers' idle connections give way; the last share is for addresses of enrolled devices."""
ADDRESS_SHARE = 0.5
"""Of all connections, what strangers of one address may hold: a hall's phones behind one router fit in."""
KNOWN_SECONDS = 1800.0
"""An address counts as an enrolled device's so long after its last request."""


class Phase(StrEnum):
    """What a connection is doing."""

    IDLE = "idle"
    """Nothing has arrived, or an answer is out and the next request has not begun."""
    READING = "reading"
    """A request has begun and is not whole."""
    BODY = "body"
    """Its head is whole, its body is not, or has not been read."""
    ANSWERING = "answering"
    SOCKET = "socket"
    """Taken over by a WebSocket, whose heartbeat decides."""


SECONDS = {
    Phase.IDLE: (15.0, 75.0), Phase.READING: (10.0, 20.0), Phase.BODY: (30.0, 300.0), Phase.ANSWERING: (90.0, 900.0),
}  # fmt: skip
"""How long a stranger's and a device's connection may stay in a phase; a phase that is missing has no end here."""


@dataclass(eq=False, slots=True)
class Connection:
    """One accepted connection. `device` is empty for a stranger; `close` hangs up, and may be called twice."""

    address: str
    close: Callable[[], object]
    phase: Phase = Phase.IDLE
    since: float = 0.0
    """When the phase began, by the monotonic clock."""
    device: str = ""
    stand: str = ""
    closing: bool = False

    def enter(self, phase: Phase) -> None:
        """Begin a phase."""
        self.phase, self.since = phase, time.monotonic()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the office's page: an address, the device or "" for strangers, how many connections, how many sockets."""

    address: str
    device: str
    connections: int
    sockets: int


@dataclass
class Connections:
    """All connections of a server. `most` is how many it may hold, `limit` the limit of open files
    behind that, `share` what strangers of one address may hold of them."""

    most: int = 16_000
    limit: int = 16_384
    share: float = ADDRESS_SHARE
    now: Callable[[], float] = time.monotonic
    refused: int = 0
    """Connections that were turned away since the start,"""
    ended: int = 0
    """and those that were ended because they were idle, half sent, or gave way."""
    barred: set[str] = field(default_factory=set)
    """Addresses whose strangers the office has turned away."""

    def __post_init__(self) -> None:
        self._all: dict[Connection, None] = {}  # in the order in which they came
        self._strangers: Counter[str] = Counter()
        self._known: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self._all)

    def admit(self, address: str, close: Callable[[], object]) -> Connection | None:
        """Take a new connection in, or return None where there is no room for it: the caller closes it."""
        if not self._has_room(address):
            self.refused += 1
            return None
        connection = Connection(address, close, since=self.now())
        self._all[connection] = None
        self._strangers[network_of(address)] += 1
        return connection

    def release(self, connection: Connection) -> None:
        """Forget a connection that is closed."""
        if connection in self._all:
            del self._all[connection]
            if not connection.device:
                self._one_less(connection.address)

    def recognise(self, connection: Connection, device: str, stand: str) -> None:
        """Note that an enrolled device spoke on this connection."""
        self._known[network_of(connection.address)] = self.now()
        if not connection.device and connection in self._all:
            self._one_less(connection.address)
        connection.device, connection.stand = device, stand

    def sweep(self) -> int:
        """End what has been idle or half sent for too long; return how many."""
        now = self.now()
        late = [c for c in self._all if not c.closing and now - c.since > _patience(c)]
        for connection in late:
            self._end(connection)
        for address in [a for a, at in self._known.items() if now - at > KNOWN_SECONDS]:
            del self._known[address]
        return len(late)

    def turn_away(self, address: str) -> int:
        """Bar an address's strangers and end their connections; return how many ended."""
        self.barred.add(address)
        gone = [c for c in self._all if c.address == address and not c.device]
        for connection in gone:
            self._end(connection)
        return len(gone)

    def table(self) -> list[Row]:
        """Return who is connected: devices by name first, then strangers by address, the most connections first."""
        found: dict[tuple[str, str], list[Connection]] = {}
        for connection in self._all:
            found.setdefault((connection.address, connection.device), []).append(connection)
        rows = [
            Row(address, device, len(held), sum(c.phase is Phase.SOCKET for c in held))
            for (address, device), held in found.items()
        ]
        return sorted(rows, key=lambda row: (not row.device, -row.connections, row.address))

    def _has_room(self, address: str) -> bool:
        network = network_of(address)
        known, held = network in self._known, len(self._all)
        if not known and self._strangers[network] >= max(8, int(self.most * self.share)):
            return self._give_way(only=network)
        if held < self.most * TIGHT:
            return True
        gave_way = self._give_way()
        if held < self.most * (1.0 if known else 1.0 - KEPT_FREE):
            return True
        return gave_way or (known and self._give_way(sockets=True))

    def _give_way(self, *, only: str = "", sockets: bool = False) -> bool:
        """End one stranger's connection: the one idle longest; where asked, a socket of the address that holds most."""
        idle = [
            c
            for c in self._strange()
            if c.phase in (Phase.IDLE, Phase.READING, Phase.BODY) and (not only or network_of(c.address) == only)
        ]
        if idle:
            self._end(min(idle, key=lambda c: c.since))
            return True
        open_ = [c for c in self._strange() if sockets]
        if open_:
            self._end(max(open_, key=lambda c: (self._strangers[network_of(c.address)], c.since)))
        return bool(open_)

    def _strange(self) -> Iterable[Connection]:
        return (c for c in self._all if not c.device and not c.closing)

    def _end(self, connection: Connection) -> None:
        connection.closing = True
        self.ended += 1
        connection.close()
        self.release(connection)  # its file closes within this turn of the event loop: it counts no longer

    def _one_less(self, address: str) -> None:
        network = network_of(address)
        self._strangers[network] -= 1
        if self._strangers[network] <= 0:
            del self._strangers[network]


def _patience(connection: Connection) -> float:
    stranger, device = SECONDS.get(connection.phase, (float("inf"), float("inf")))
    return device if connection.device else stranger


def recognise(environ: dict[str, Any], connections: Connections | None, device: str, stand: str) -> None:
    """Note of a request (WSGI environment) that an enrolled device sent it."""
    connection = environ.get(KEY)
    if connection is not None and connections is not None and connection.device != device:
        connections.recognise(connection, device, stand)
