"""Limits that a child process sets on itself before it looks at other people's files or templates.

Linux and macOS end or refuse a process that exceeds them. Windows has no such limits for a process itself: there the
parent's clock ends it.
"""

from __future__ import annotations

from contextlib import suppress


def limit_process(memory: int, seconds: int) -> None:
    """Lower this process's own limits: bytes of address space, and processor seconds. A limit that cannot be set stays."""
    with suppress(ImportError):
        import resource

        for which, soft, hard in (
            (resource.RLIMIT_AS, memory, memory),
            (resource.RLIMIT_CPU, seconds, seconds + 1),
        ):
            with suppress(ValueError, OSError):  # macOS refuses a limit of address space
                resource.setrlimit(which, (soft, hard))
