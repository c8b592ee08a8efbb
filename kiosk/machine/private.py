"""Private folders: only their owner may open them; on Windows by an access control list, elsewhere by mode 0700."""

from __future__ import annotations

import getpass
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

ICACLS_SECONDS = 30


def make_private(folder: Path, run: Callable[[Sequence[str]], int] | None = None, system: str = sys.platform) -> str:
    """Let only the owner into the folder. Return "" where that is so now, otherwise the system's reason why not.

    The result is looked at and not believed: on FAT and exFAT, and on many network drives, `chmod` succeeds and changes
    nothing.
    """
    if system == "win32":
        return _by_list(folder, run or _quietly)
    try:
        folder.chmod(0o700)
        mode = stat.S_IMODE(folder.stat().st_mode)
    except OSError as error:
        return error.strerror or str(error)
    if mode & 0o077:
        return f"mode {mode:04o}"
    return "" if folder.stat().st_uid == os.getuid() else f"owner {folder.stat().st_uid}"


def _by_list(folder: Path, run: Callable[[Sequence[str]], int]) -> str:
    """Take inherited rights away and give full ones to the user and the system, as `icacls` writes them."""
    user = getpass.getuser()
    words = ["icacls", str(folder), "/inheritance:r", "/grant:r", f"{user}:(OI)(CI)F", "*S-1-5-18:(OI)(CI)F", "/q"]
    code = run(words)
    return "" if code == 0 else f"icacls: {code}"


def _quietly(words: Sequence[str]) -> int:
    try:
        done = subprocess.run(  # noqa: S603 - our own words, no shell
            list(words), capture_output=True, check=False, timeout=ICACLS_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return -1
    return done.returncode
