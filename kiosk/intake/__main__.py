"""The child process that opens other people's files: limits first, then the readers, then one answer.

Started by `kiosk.intake.sandbox`. Where the system has resource limits the child sets them on itself, before anything
of the file is looked at; they also end a child whose parent is gone.
"""

from __future__ import annotations

import os
import sys
import threading

from kiosk.machine.process_limits import limit_process

IDLE = 75
MOST_MEMORY = 256 * 2**20
MOST_SECONDS = 20
MOST_IDLE = 600
"""Seconds that a child waits for a file before it ends."""


def main() -> None:
    """Load the readers, wait for the request on standard input, and answer it."""
    limit_process(MOST_MEMORY, MOST_SECONDS)
    from kiosk.i18n import DEFAULT, translations
    from kiosk.intake.reader import xlsx  # noqa: F401  what most lists need, loaded before one comes
    from kiosk.intake.reader.read_table import answer_to

    translations(DEFAULT)
    # The exit code tells the parent that the child ended of itself, unasked.
    idle = threading.Timer(MOST_IDLE, os._exit, (IDLE,))
    idle.daemon = True
    idle.start()
    request = sys.stdin.buffer.readline()
    idle.cancel()
    if request:
        sys.stdout.buffer.write(answer_to(request, sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
