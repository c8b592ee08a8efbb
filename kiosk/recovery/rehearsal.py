"""Rehearsal: a copy of the conference in a folder of its own, marked on every page, removed by one command.

Nothing of it can reach the report: it is another folder with another database, the mark is inside that database and goes
with every copy of it, papers are refused, and what a page kept from it is refused by the conference itself (`doors`).
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from badges.refusal import Refusal
from kiosk import console
from kiosk.conference.conference import refuse_rehearsal
from kiosk.i18n import _
from kiosk.recovery import backup
from kiosk.recovery.snapshot import open_to_read
from kiosk.settings import load as settings_file
from kiosk.storage import database

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.conference.conference import Conference

FOLDER = "rehearsal"


def begin(conference: Path, say: Callable[[str], object]) -> Path:
    """The rehearsal's folder: the one that is there already, or a fresh copy of the conference as it is now."""
    folder = conference / FOLDER
    if (folder / settings_file.FILE).exists():
        wipe_line = console.command_line(conference, "rehearse", "--wipe")
        say(_("The rehearsal begun before goes on. For a new one: {command}").format(command=wipe_line))
        return folder
    with open_to_read(conference, say) as day:
        refuse_rehearsal(day, _("This is a rehearsal already: begin one from the conference's own folder."))
        folder.mkdir(mode=0o700, exist_ok=True)
        _copy(day, folder / database.FILE)
    for name in reversed(backup.beside(conference)):  # the settings last: with them it is one
        (folder / name).parent.mkdir(mode=0o700, exist_ok=True)
        shutil.copy2(conference / name, folder / name)
    return folder


def _copy(conference: Conference, path: Path) -> None:
    """The database, with the mark of a rehearsal in it."""
    path.unlink(missing_ok=True)
    target = sqlite3.connect(path)
    try:
        conference.db.copy_to(target)
        target.execute("insert or replace into meta values ('rehearsal', ?)", (secrets.token_hex(4),))
        target.commit()
    finally:
        target.close()


def wipe(conference: Path) -> None:
    """Remove the rehearsal, all of it. Raises `Refusal` where there is none, or while it is running."""
    folder = conference / FOLDER
    if not (folder / database.FILE).exists():
        raise Refusal("There is no rehearsal in {folder}.", folder=folder)
    opened = database.connect(folder / database.FILE)
    marked = opened.remembered("rehearsal")
    opened.close()
    if not marked:
        raise Refusal("{folder} is not a rehearsal: nothing was removed.", folder=folder)
    second = settings_file.load(folder).backup.second
    shutil.rmtree(folder)
    if second:
        shutil.rmtree(Path(second) / f"{settings_file.load(conference).id}.{marked}", ignore_errors=True)
