"""The child process that opens other people's files: limits first, then the readers, then one answer.

Started by `kiosk.intake.sandbox`. Where the system has resource limits the child sets them on itself, before anything
of the file is looked at; they also end a child whose parent is gone.
"""

from __future__ import annotations

import sys
from contextlib import suppress

MOST_MEMORY = 256 * 2**20
MOST_SECONDS = 20


def limit() -> None:
    """Lower the limits of this process: address space and processor time. Windows has neither, the parent's clock stays."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))


def main() -> None:
    """Answer the request on standard input."""
    limit()
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it for nothing, half of all it takes
    from kiosk.intake.reader.read_table import answer

    sys.stdout.buffer.write(answer(sys.stdin.buffer))


if __name__ == "__main__":
    main()
