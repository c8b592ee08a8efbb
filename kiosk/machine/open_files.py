"""The limit of open files: every connection is one, and the usual soft limit of 1,024 is used up by a hall of phones."""

from __future__ import annotations

import sys

WANTED = 16_384
"""Enough for 5,000 phones; a higher limit would only let a flood grow before it is cut."""
WINDOWS_HANDLES = 8_192
"""Descriptors of Microsoft's C runtime, which gevent's sockets go through; there is no limit to raise."""
RESERVED = 96
"""Files that are no connections: database, logs, copies, templates, standard streams, the event loop."""


def raise_limit(wanted: int = WANTED) -> int:
    """Raise this process's soft limit to the hard one, at most `wanted`; return the limit that holds from now on."""
    if sys.platform == "win32":
        return WINDOWS_HANDLES
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        except (OSError, ValueError):  # macOS: kern.maxfilesperproc may be below the hard limit it tells
            return soft
        return most
    return wanted if soft == resource.RLIM_INFINITY else min(soft, wanted)


def connections(limit: int) -> int:
    """Return how many connections fit below a limit of open files."""
    return max(limit - RESERVED, limit // 2)
