"""Which folders of the product hold changes that are not committed: their long tests run before the commit."""

from __future__ import annotations

import subprocess
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
ELSEWHERE = {("templates",): "kiosk/stands", ("trust",): "kiosk/web"}
"""Where changed pages are tested, and what the tests of trust test."""


def folders() -> set[str]:
    """Return each folder with a change, as `kiosk/papers` or `live`; a page's template changes `kiosk/stands`."""
    command = ["git", "status", "--porcelain", "--untracked-files=all", "--no-renames", "-z"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return {folder(line[3:]) for line in told.split("\0") if line}


def folder(path: str) -> str:
    """Return the product's folder that a file belongs to; a test belongs to what it tests."""
    parts = PurePosixPath(path.removeprefix("tests/")).parts[:-1]
    if parts[:1] in ELSEWHERE:
        return ELSEWHERE[parts[:1]]
    return "/".join(parts[:2] if parts[:1] == ("kiosk",) else parts[:1])
