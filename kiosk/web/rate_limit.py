"""Limits: how often somebody may do a thing in a stretch of time. Kept in memory; a restart forgives."""

from __future__ import annotations

import time
from collections import deque
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_KEYS = 20_000
"""Addresses remembered at most, so that a flood of invented ones does not fill the memory."""


NETWORK_BITS = 64
"""Of an IPv6 address: below that everybody may give himself as many addresses as he likes (RFC 4291, 2.5.4)."""


@lru_cache(maxsize=MOST_KEYS)
def network_of(address: str) -> str:
    """Return what counts as one sender: an IPv4 address, or the /64 network of an IPv6 one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return f"{IPv6Address(int(parsed) >> NETWORK_BITS << NETWORK_BITS)}/{NETWORK_BITS}"


class Limit:
    """At most `times` in any `seconds`, by key (an address, a device)."""

    def __init__(self, times: int, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self.times, self.seconds, self._now = times, seconds, now
        self._seen: dict[str, deque[float]] = {}

    def full(self, key: str = "") -> bool:
        """Whether the key has used up its tries."""
        return len(self._fresh(key)) >= self.times

    def count(self, key: str = "") -> None:
        """One more try of this key."""
        if key not in self._seen and len(self._seen) >= MOST_KEYS:
            self._forget()
        self._seen.setdefault(key, deque()).append(self._now())

    def take(self, key: str = "") -> bool:
        """Count a try if there is room for it; False where there is none."""
        if self.full(key):
            return False
        self.count(key)
        return True

    def _fresh(self, key: str) -> deque[float]:
        seen = self._seen.get(key, deque())
        while seen and seen[0] <= self._now() - self.seconds:
            seen.popleft()
        return seen

    def _forget(self) -> None:
        """Drop keys without fresh tries; where all are fresh, the oldest half."""
        for key in [key for key in self._seen if not self._fresh(key)]:
            del self._seen[key]
        for key in list(self._seen)[: len(self._seen) // 2] if len(self._seen) >= MOST_KEYS else []:
            del self._seen[key]
