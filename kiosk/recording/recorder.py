"""Who records now: one page at a time, known by its take; in memory, as a page that is silent records no longer."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import TYPE_CHECKING

from badges.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

GONE_SECONDS = 10.0
"""After so long without a chunk the page counts as gone, and another may begin."""

ENDED = 20
"""Takes that were ended and are remembered: their last chunk may come after the word of their end."""


class Recorder:
    """The take that is being recorded, and the device's name. `changed` is called when recording begins or ends."""

    def __init__(self, changed: Callable[[], object] = lambda: None) -> None:
        self.take = ""
        self.by = ""
        self.changed = changed
        self._heard = float("-inf")
        self._watched = False
        self._ended: deque[str] = deque(maxlen=ENDED)

    @property
    def on(self) -> bool:
        """Whether sound is being recorded."""
        return bool(self.take) and time.monotonic() - self._heard < GONE_SECONDS

    def begin(self, take: str, by: str, after: str = "") -> None:
        """Begin a take. `after`: the take that the same page recorded before it was loaded again.

        Raises `Refusal` while another page records.
        """
        if self.on and self.take not in (take, after):
            raise Refusal("{by} is recording already. Stop it there first.", by=self.by or "…")
        self._set(take, by)

    def hear(self, take: str, by: str, *, live: bool) -> bool:
        """A chunk of this take came. Returns whether this take is the one that is being recorded.

        `live`: its sound is as fresh as the line allows. Where nobody records, for instance after a new start of the
        server, a live take goes on; a late chunk of an earlier one changes nothing.
        """
        if take in self._ended:
            return True
        if take != self.take and live and not self.on:
            self._set(take, by)
        elif take == self.take and live:
            self._set(take, self.by)
        return take == self.take or not live

    def stop(self, take: str) -> None:
        """End this take."""
        self._ended.append(take)
        if take == self.take:
            self.take = ""
            self.changed()

    def _set(self, take: str, by: str) -> None:
        was = self.on
        self.take, self.by, self._heard = take, by, time.monotonic()
        if not was:
            self.changed()
        if not self._watched:
            self._watch()

    def _watch(self) -> None:
        """Look once more after a while: a page that was killed says no word of its end."""
        self._watched = True
        timer = threading.Timer(GONE_SECONDS + 0.5, self._look)
        timer.daemon = True
        timer.start()

    def _look(self) -> None:
        if self.on:
            self._watch()
            return
        self._watched = False
        self.changed()
