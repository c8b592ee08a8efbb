"""The output of a command: Vietnamese reaches a file or a pipe whatever the system's code page is, and no error is a trace."""

from __future__ import annotations

import errno
import shlex
import subprocess
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from kiosk.i18n import _

if TYPE_CHECKING:
    from pathlib import Path


def readable() -> None:
    """Write UTF-8 where the output is redirected; a console that lacks a letter shows “?” instead of ending the command.

    Windows gives redirected output a code page (1252) that has no Vietnamese.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def command_line(folder: Path, *words: str) -> str:
    """Return a command on a conference as it can be typed: with its folder, in quotes where a blank demands them."""
    return quoted("kiosk", "--conference", str(folder), *words)


def quoted(*words: str) -> str:
    """Return words as one line for this system's shell."""
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def file_error(error: OSError) -> str:
    """Return what a person is told where a file or folder cannot be read or written."""
    file = error.filename or "?"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        text = _("{file} may not be opened or written here. Choose a folder of your own on this computer's disk.")
    elif error.errno in (errno.ENOTDIR, errno.EEXIST, errno.EISDIR):
        text = _("{file} cannot be made: something else of that name is there. Choose another folder or file.")
    elif error.errno == errno.ENOENT:
        text = _("{file} is not there. Look at the name and the folder.")
    elif error.errno == errno.ENOSPC:
        text = _("The disk is full: {file} could not be written. Make room and do it again.")
    else:
        return _("{file}: the system says “{reason}”.").format(file=file, reason=error.strerror or error)
    return text.format(file=file)
