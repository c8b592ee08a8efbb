"""Imports that cost a start: libraries that others take along where they are installed."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def left_out(*names: str) -> Iterator[None]:
    """Let nothing that is imported in the block find these packages: its authors use them only where they are there."""
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None: the import raises ImportError
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
