"""Free space on the disk: below which limit the product warns, and below which it does not start."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


MEGABYTE = 1024 * 1024
REFUSE_BELOW = 500 * MEGABYTE
WARN_BELOW = 2048 * MEGABYTE
