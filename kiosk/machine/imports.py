"""Imports that cost a start: libraries that others take along where they are installed, and modules that few starts need."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

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


class Later:
    """A module that is imported when something of it is asked for first."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)
