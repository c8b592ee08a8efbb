"""Python's own known holes that touch this program: from which release on they are mended, and what stands before them."""

from __future__ import annotations

import sys

HOLES = {
    "CVE-2026-3276": (
        {(3, 11): 16, (3, 12): 14, (3, 13): 14, (3, 14): 6},
        "unicodedata.normalize takes time out of proportion on long runs of combining marks",
        "badges.vietnamese.normalised leaves out marks beyond thirty in a row; kiosk.web.fields limits a field first",
    ),
}
"""Hole → (first mended release of each version, what it is, what stands before it here)."""


def open_holes(version: tuple[int, int, int] | None = None) -> list[str]:
    """Return the holes that this Python (or the given one) still has; versions that are not listed have none."""
    major, minor, micro = version or sys.version_info[:3]
    return [name for name, (mended, *_words) in HOLES.items() if micro < mended.get((major, minor), 0)]
