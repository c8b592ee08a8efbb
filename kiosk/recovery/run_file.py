"""Who runs the conference: `run.json` in its folder, so that a second start can name the first."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import msgspec

from badges.refusal import Refusal
from kiosk import atomic
from kiosk.i18n import _
from kiosk.machine import processes

if TYPE_CHECKING:
    from pathlib import Path

FILE = "run.json"


class Running(msgspec.Struct, frozen=True):
    """A server that runs. A process is known by its number and its mark, as numbers are used again."""

    pid: int
    born: int
    address: str
    parent: int = 0
    parent_born: int = 0


def say(folder: Path, address: str, parent: int = 0) -> None:
    """This process serves the folder at this address, watched over by `parent`."""
    note = Running(os.getpid(), born(os.getpid()), address, parent, born(parent))
    atomic.write(folder / FILE, msgspec.json.encode(note))


def no_longer(folder: Path) -> None:
    """This process has ended in good order."""
    (folder / FILE).unlink(missing_ok=True)


def by(folder: Path) -> Running | None:
    """Who runs the folder just now, or None."""
    try:
        note = msgspec.json.decode(atomic.read(folder / FILE), type=Running)
    except (OSError, msgspec.DecodeError, json.JSONDecodeError):
        return None
    alive = (note.pid, note.born), (note.parent, note.parent_born)
    return note if any(pid and born(pid) == when for pid, when in alive) else None


def born(pid: int) -> int:
    """The mark of the process that has this number now; 0 where there is none."""
    return processes.identity(pid)


def refuse_second(folder: Path) -> None:
    """Raise `Refusal`, with the address of the first, where a server runs in this folder already."""
    first = by(folder)
    if first is not None:
        raise Refusal(
            _("This conference runs already, at {address}. Open that address, or stop it first.").format(
                address=first.address
            )
        )
