"""Documents that the conference's folder holds beside the database: handouts for the guests, the office's own templates.

They go along to the second place and to a spare, so that phones find the handouts there and papers come out in the
office's own layout. What is too much to carry every day is left out, and the doctor says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ("handouts", "templates")
LARGEST = 50 * 1024 * 1024
"""Bytes of one document that is carried,"""
TOGETHER = 300 * 1024 * 1024
"""of all together,"""
MOST = 200
"""and their number."""
NAME = re.compile(rf"""(?:{"|".join(FOLDERS)})/(?![.~])(?!.*\.part)[^/\\:*?"<>|\x00-\x1f]*[^/\\:*?"<>|\x00-\x1f. ]""")
"""A name below the conference's folder that every system can write. No hidden file, no lock of a word processor."""
IGNORED = ("~", ".")
"""How files begin that are no documents: locks of word processors, hidden files."""


def carried(folder: Path) -> tuple[list[str], list[str]]:
    """Names below the folder of the documents that are carried, and of those that are left out."""
    names = [f"{part}/{file.name}" for part in FOLDERS for file in _files(folder / part)]
    taken: list[str] = []
    together = 0
    for name in names:
        size = (folder / name).stat().st_size if NAME.fullmatch(name) else LARGEST + 1
        if size <= LARGEST and together + size <= TOGETHER and len(taken) < MOST:
            taken.append(name)
            together += size
    return taken, [name for name in names if name not in taken]


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [file for file in found if file.is_file() and not file.name.startswith(IGNORED)]


def mark(path: Path) -> str:
    """Another one after each change of the file."""
    facts = path.stat()
    return f"{facts.st_size}-{facts.st_mtime_ns}"


def same(ours: Path, there: Path) -> bool:
    """Whether a copy was made since the last change; a stick keeps times to two seconds only."""
    if not there.exists():
        return False
    one, other = ours.stat(), there.stat()
    return one.st_size == other.st_size and abs(one.st_mtime - other.st_mtime) <= 2.0
