"""The output of a command: Vietnamese reaches a file or a pipe whatever the system's code page is."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def readable() -> None:
    """Write UTF-8 where the output is redirected; a console that lacks a letter shows “?” instead of ending the command.

    Windows gives redirected output a code page (1252) that has no Vietnamese.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
