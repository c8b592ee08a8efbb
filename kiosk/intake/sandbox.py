"""Lists coming in: a workbook or text file of guests or questions becomes a table, read in a process of its own.

The child may be as hostile to itself as the file makes it: it has limits of memory and time, and only text comes back.
`kiosk.intake.plan` compares the table with what is already known.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, overload

import msgspec

from kiosk.i18n import language
from kiosk.intake.reader import limits
from kiosk.intake.reader.table import GuestRow, Kind, QuestionRow, Request, Table, Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS: Final = 20
"""How long the child may take; the longest list that is allowed needs a quarter of it."""


@overload
def read(
    file: Path | bytes, kind: Literal["guests"], *, sheet: str | None = ..., mapping: Mapping[str, str] | None = ...,
    header: int | None = ...,
) -> Table[GuestRow]: ...  # fmt: skip
@overload
def read(
    file: Path | bytes, kind: Literal["questions"], *, sheet: str | None = ..., mapping: Mapping[str, str] | None = ...,
    header: int | None = ...,
) -> Table[QuestionRow]: ...  # fmt: skip
def read(
    file: Path | bytes,
    kind: Kind,
    *,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    header: int | None = None,
) -> Table[Any]:
    """Return the table of one sheet of a .xlsx, .xls, .csv or .tsv, whatever its name says it is.

    `sheet`: by default the one with the most recognised headings. `mapping`: field → letter of a column, laid over what
    the headings say; an empty letter takes the field away. `header`: row of the headings, if they were not found.
    Raises `Unreadable` with one sentence for a file that is damaged, hostile, locked or no
    list at all. Reads all or nothing: the errors in a table name cells, and nothing may be imported while there are any.
    """
    request = Request(kind, sheet, dict(mapping or {}), header, language())
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


def _ask(question: bytes) -> bytes:
    """What the child answers; nothing where it died of its limits."""
    command = [sys.executable, "-m", "kiosk.intake"]
    root = Path(__file__).parents[2]  # where the packages lie: the child finds the same ones
    environment = os.environ | {"OPENPYXL_LXML": "False", "PYTHONSAFEPATH": ""}
    try:
        done = subprocess.run(  # noqa: S603  the command is ours
            command, input=question, capture_output=True, timeout=SECONDS,
            check=False, cwd=root, env=environment, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise Unreadable("Reading the file took too long. Keep only the list in it and save it as .xlsx.") from late
    if done.stderr:
        logging.getLogger(__name__).warning(
            "The reader stumbled: %s", done.stderr.decode(errors="replace").strip()[-2000:]
        )
    return done.stdout if done.returncode == 0 else b""
