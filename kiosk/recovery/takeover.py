"""Taking over: what a spare laptop notes of itself, and going on from what the server sent last."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from badges.refusal import Refusal
from kiosk import atomic
from kiosk.i18n import _
from kiosk.i18n.dates import day_month
from kiosk.recovery import backup, restore

if TYPE_CHECKING:
    from pathlib import Path

FILE = "spare.json"


class Note(msgspec.Struct):
    """What the spare keeps of itself in its folder: its enrolment, and how it stands with the server's record."""

    address: str = ""
    cookies: dict[str, str] = {}
    pulled: int = -1
    """The last log row of the copy pulled last."""
    taken: str = ""
    """When this laptop took over, until it pulls from the server again."""


def noted(folder: Path) -> Note:
    """What the spare noted in its folder; an empty note where it never was one."""
    try:
        return msgspec.json.decode(atomic.read(folder / FILE), type=Note)
    except (OSError, msgspec.DecodeError):
        return Note()


def is_spare(folder: Path) -> bool:
    """Return whether the folder is a spare's that has not taken over: it pulls, and must not be served by a double click."""
    note = noted(folder)
    return bool(note.address) and not note.taken


def keep(folder: Path, note: Note) -> None:
    """Note it, for the owner only."""
    write(folder / FILE, msgspec.json.encode(note))


def take_over(folder: Path, at: str = "", *, again: bool = False) -> Path:
    """Put the copy to go on from in place; returns it. `at`: the hour that is noted, now if not said otherwise.

    A laptop that took over before and has not pulled since holds two records, the server's and its own: which one is
    the day's, nobody but the operator can know. Raises `Refusal` then, unless he says `again`: the server's.
    """
    now = datetime.now(UTC).astimezone()
    at = at or f"{now:%H:%M} {day_month(now)}"
    note, newest = noted(folder), backup.newest(folder)
    served = bool(note.taken and newest and backup.number(newest[0]) > note.pulled)
    if served and not again:
        raise Refusal(
            _(
                "This laptop took over already ({when}). To go on from there, write run instead of takeover. If that"
                " was only a trial, add --again: it goes on from what the server sent last."
            ).format(when=note.taken)
        )
    sent = (copy for copy in backup.copies(folder) if backup.number(copy) <= note.pulled and restore.is_sound(copy))
    chosen = restore.restore(folder, next(sent, None) if served else None, "takeover")
    if note != Note():
        with suppress(OSError):  # the note is not worth a day that does not go on
            keep(folder, msgspec.structs.replace(note, taken=at))
    return chosen


def write(path: Path, body: bytes) -> None:
    """Put a file into the folder, whole or not at all, for its owner only."""
    if path.exists() and path.read_bytes() == body:
        return
    path.parent.mkdir(mode=0o700, exist_ok=True)
    atomic.write(path, body, private=True)
