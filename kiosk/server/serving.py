"""The way a conference is served: as the supervisor was started, changed by orders of the office."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.machine import processes

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Serving:
    """The way a conference is served."""

    folder: Path
    port: int = 8000
    host: str = "127.0.0.1"
    shift: float = 0.0
    """Seconds by which the conference's clock is ahead of the machine's."""
    tls: bool = False
    redis: str = ""
    """Address of a Redis that takes the public pictures to `kiosk screens`. It may hold a password: never an argument."""
    after_trial: bool = False
    """Whether what another laptop served was a trial: go on from this one's record."""

    def command(self) -> list[str]:
        """Return the server's own command."""
        words = processes.python("-m", "kiosk.server.serve", str(self.folder))
        words += ["--port", str(self.port), "--host", self.host]
        words += ["--parent", str(os.getpid()), "--shift", str(self.shift)]
        words += ["--tls"] if self.tls else []
        return [*words, "--after-trial"] if self.after_trial else words
