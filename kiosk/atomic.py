"""Write a file whole or not at all: the one way a file that others read is made or changed.

The data go to a new file in the same folder, are synced to the disk, and take the file's name in one step; then the
folder is synced, so that the name survives a power cut too. A reader sees the old file or the new one, never a half.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

T = TypeVar("T")
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

    A folder cannot take the place of another one: see `put_folder`.
    """
    for file in [path for path in part.rglob("*") if path.is_file()] if part.is_dir() else [part]:
        with file.open("r+b") as handle:
            os.fsync(handle.fileno())
    move(part, path)
    with suppress(OSError):  # Windows opens no folder, and some file systems cannot sync one: there the name has to do
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def put_folder(part: Path, path: Path) -> None:
    """Give a complete folder its name; the one that had the name is removed. Raises OSError; then the old one stays whole.

    Windows moves no folder in which a program has a file open: nothing of it may be removed before it is out of the way.
    """
    old = path.with_name(f"{path.name}.old{SUFFIX}")
    shutil.rmtree(old, ignore_errors=True)
    if path.exists():
        move(path, old)
    try:
        put(part, path)
    except OSError:
        if old.exists():
            move(old, path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def move_all(pairs: Iterable[tuple[Path, Path]]) -> None:
    """Move files, all of them or none. Raises OSError where one is held by another program; then the others are back."""
    done: list[tuple[Path, Path]] = []
    try:
        for old, new in pairs:
            move(old, new)
            done.append((old, new))
    except OSError:
        for old, new in reversed(done):
            move(new, old)
        raise


def read(path: Path, *, system: str = sys.platform, pause: Callable[[float], object] = time.sleep) -> bytes:
    """Read a file that others replace; on Windows it cannot be opened while its new version takes its name. Raises OSError."""
    return _patiently(path.read_bytes, system, pause)


def move(old: Path, new: Path, *, system: str = sys.platform, pause: Callable[[float], object] = time.sleep) -> None:
    """Give a file or folder another name. Windows refuses that while another program has it open, mostly for a moment."""
    _patiently(lambda: old.replace(new), system, pause)


def _patiently(act: Callable[[], T], system: str, pause: Callable[[float], object]) -> T:
    for seconds in WAITS if system == "win32" else ():
        try:
            return act()
        except PermissionError:
            pause(seconds)
    return act()
