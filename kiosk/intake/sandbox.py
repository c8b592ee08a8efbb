"""Lists coming in: a workbook or text file of guests or questions becomes a table, read in a process of its own.

The child may be as hostile to itself as the file makes it: it has limits of memory and time, and only text comes back.
`kiosk.intake.plan` compares the table with what is already known.
"""

from __future__ import annotations

import atexit
import logging
import subprocess
import threading
from typing import TYPE_CHECKING, Any, Final, Literal, overload

import msgspec

from kiosk.i18n import language
from kiosk.intake.reader import limits
from kiosk.intake.reader.table import GuestRow, Kind, QuestionRow, Request, Table, Unreadable
from kiosk.machine import processes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SECONDS: Final = 20
"""How long the child may take; the longest list that is allowed needs a quarter of it."""
IDLE: Final = 75
"""What a child ends with that nobody asked for ten minutes."""


@overload
def read(
    file: Path | bytes, kind: Literal["guests"], *, sheet: str | None = ..., mapping: Mapping[str, str] | None = ...,
    header: int | None = ..., meanings: Mapping[str, str] | None = ...,
) -> Table[GuestRow]: ...  # fmt: skip
@overload
def read(
    file: Path | bytes, kind: Literal["questions"], *, sheet: str | None = ..., mapping: Mapping[str, str] | None = ...,
    header: int | None = ..., meanings: Mapping[str, str] | None = ...,
) -> Table[QuestionRow]: ...  # fmt: skip
def read(
    file: Path | bytes,
    kind: Kind,
    *,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    header: int | None = None,
    meanings: Mapping[str, str] | None = None,
) -> Table[Any]:
    """Return the list in a workbook, Word file, page or text, whatever its name says it is.

    `sheet`: by default every one that looks like a part of the list. `mapping`: field → letter of a column, laid over what
    the headings say; an empty letter takes the field away. `header`: row of the headings, if they were not found. `meanings`:
    folded answer to the invitation → what it is to mean.
    Raises `Unreadable` with one sentence for a file that is damaged, hostile, locked or no
    list at all. Reads all or nothing: the errors in a table name cells, and nothing may be imported while there are any.
    """
    request = Request(kind, sheet, dict(mapping or {}), header, language(), dict(meanings or {}))
    reply = _ask(msgspec.json.encode(request) + b"\n" + limits.content(file))
    if not reply.startswith(b"+"):
        raise _refusal(reply)
    return msgspec.json.decode(reply[1:], type=Table[GuestRow] if kind == "guests" else Table[QuestionRow])


def _refusal(reply: bytes) -> Unreadable:
    """What the child refused with; a child that died without a word did so of its limits."""
    if not reply:
        return limits.too_large()
    text, facts = msgspec.json.decode(reply[1:], type=tuple[str, dict[str, str | int]])
    return Unreadable(text, **facts)


_waiting: list[subprocess.Popen[bytes]] = []
"""At most one child that has loaded the readers and waits for a file."""
_lock = threading.Lock()


def warm() -> None:
    """Start a child that waits for the next file, unless one does: loading the readers takes longer than most lists."""
    with _lock:
        _waiting[:] = [child for child in _waiting if child.poll() is None]
        if not _waiting:
            _waiting.append(_start())


def dismiss() -> None:
    """End the child that waits: its input is closed, and it has nothing to do."""
    with _lock:
        while _waiting:
            child = _waiting.pop()
            child.communicate()


atexit.register(dismiss)


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own words, no shell
        processes.python("-m", "kiosk.intake"),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )  # fmt: skip


def _child() -> subprocess.Popen[bytes]:
    """The child that waits, or a new one."""
    with _lock:
        while _waiting:
            child = _waiting.pop()
            if child.poll() is None:
                return child
            child.communicate()
    return _start()


def _ask(question: bytes) -> bytes:
    """What the child answers; nothing where it died of its limits."""
    for _attempt in range(2):
        child = _child()
        try:
            said, stumbled = child.communicate(question, timeout=SECONDS)
        except subprocess.TimeoutExpired as late:
            child.kill()
            child.communicate()
            raise Unreadable("Reading the file took too long. Keep only the list in it and save it as .xlsx.") from late
        if stumbled:
            logging.getLogger(__name__).warning(
                "The reader stumbled: %s", stumbled.decode(errors="replace").strip()[-2000:]
            )
        if child.returncode != IDLE:  # one that had waited too long ended while it was asked
            break
    return said if child.returncode == 0 else b""
