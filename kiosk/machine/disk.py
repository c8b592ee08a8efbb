"""Free space on the disk: below which limit the product warns, and below which it does not start."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
GIGABYTE = 1024 * MEGABYTE
REFUSE_BELOW = 500 * MEGABYTE
WARN_BELOW = 2048 * MEGABYTE


def spelled(size: int) -> str:
    """Return a size as a person says it: «76 GB», below one gigabyte in megabytes, as officials write numbers."""
    return f"{size // GIGABYTE} GB" if size >= GIGABYTE else f"{size // MEGABYTE} MB"
