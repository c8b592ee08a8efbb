"""Who records now: one page at a time, known by its take; in memory, as a page that is silent records no longer."""

from __future__ import annotations

import time

from badges.refusal import Refusal

GONE_SECONDS = 10.0
"""After so long without a chunk the page counts as gone, and another may begin."""


class Recorder:
    """The take that is being recorded, the device's name, and when its last chunk came."""

    def __init__(self) -> None:
        self.take = ""
        self.by = ""
        self._heard = float("-inf")

    @property
    def on(self) -> bool:
        """Whether sound is being recorded."""
        return bool(self.take) and time.monotonic() - self._heard < GONE_SECONDS

    def begin(self, take: str, by: str) -> None:
        """Begin a take. Raises `Refusal` while another page records."""
        if self.on and self.take != take:
            raise Refusal("{by} is recording already. Stop it there first.", by=self.by or "…")
        self.take, self.by, self._heard = take, by, time.monotonic()

    def heard(self, take: str) -> None:
        """A chunk of this take came; a late one of an earlier take changes nothing."""
        if take == self.take:
            self._heard = time.monotonic()

    def stop(self, take: str) -> None:
        """End this take."""
        if take == self.take:
            self.take = ""
