"""Write a file whole or not at all: the one way a file that others read is made or changed.

The data go to a new file in the same folder, are synced to the disk, and take the file's name in one step; then the
folder is synced, so that the name survives a power cut too. A reader sees the old file or the new one, never a half.
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between tries where another program holds the file (Windows: scanners for viruses, synchronising clients)."""
SUFFIX = ".part"
"""Of a file or folder that is still being written; a killed process may leave one behind."""


def write(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write the file whole or not at all; `private`: for its owner only (mode 0600). Raises OSError; then the old one stays."""
    with part_of(path) as part:
        mode = 0o600 if private else 0o666
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
        put(part, path)


@contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """Name a new file beside `path` to be written there and then `put`; it is removed where it never was."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}{SUFFIX}")
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def put(part: Path, path: Path) -> None:
    """Sync a complete file, or a folder with all its files, and give it its name. Raises OSError; then the old one stays.

    A folder cannot take the place of another one: remove that first.
    """
    for file in [path for path in part.rglob("*") if path.is_file()] if part.is_dir() else [part]:
        with file.open("r+b") as handle:
            os.fsync(handle.fileno())
    _replace(part, path)
    with suppress(OSError):  # Windows opens no folder, and some file systems cannot sync one: there the name has to do
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _replace(
    part: Path, path: Path, *, system: str = sys.platform, pause: Callable[[float], object] = time.sleep
) -> None:
    """Give the file its name. Windows refuses that while another program has the old one open, mostly for a moment."""
    for seconds in WAITS if system == "win32" else ():
        try:
            part.replace(path)
        except PermissionError:
            pause(seconds)
        else:
            return
    part.replace(path)
