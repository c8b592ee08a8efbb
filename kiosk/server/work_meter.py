"""The processor time of one request alone: on gevent, others are served in the same thread while a request waits.

The thread's own clock would charge a request for all of them. A stranger who sends his body slowly would so use up, within
seconds, what all strangers together may use.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from greenlet import getcurrent, settrace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greenlet import greenlet


class WorkMeter:
    """Measures greenlets of one thread. Switches are watched only while something is measured."""

    def __init__(self, clock: Callable[[], float] = time.thread_time) -> None:
        self._clock = clock
        self._spent: dict[greenlet, float] = {}
        """Measured greenlet → the seconds up to its last switch."""
        self._since: dict[greenlet, float] = {}
        """Measured greenlet that runs → when it began to run, by the clock."""

    @contextmanager
    def measure(self) -> Iterator[Callable[[], float]]:
        """Measure the greenlet that runs now; yield a function that returns the seconds it has used. Not to be nested."""
        mine = getcurrent()
        if not self._spent:
            settrace(self._switched)
        self._spent[mine], self._since[mine] = 0.0, self._clock()
        try:
            yield lambda: self._spent[mine] + self._clock() - self._since[mine]
        finally:
            del self._spent[mine], self._since[mine]
            if not self._spent:
                settrace(None)

    def _switched(self, _event: str, greenlets: tuple[greenlet, greenlet]) -> None:
        origin, target = greenlets
        now = self._clock()
        if origin in self._since:
            self._spent[origin] += now - self._since.pop(origin)
        if target in self._spent:
            self._since[target] = now
