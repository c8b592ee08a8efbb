"""Going on from a copy: put one back into a conference's folder, checked first; what was there is set aside, not deleted."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from badges.refusal import Refusal
from kiosk import atomic
from kiosk.conference import fence
from kiosk.conference.conference import open_conference
from kiosk.conference.incidents import incident
from kiosk.i18n import _
from kiosk.machine.file_lock import FolderLock, Held
from kiosk.recovery import backup, run_file, slide_copies
from kiosk.storage import database
from kiosk.storage.database import Busy

if TYPE_CHECKING:
    from pathlib import Path


def restore(folder: Path, copy: Path | None = None, kind: str = "restored") -> Path:
    """Put a copy (the newest sound one if none is named) in the place of the database. Returns the copy.

    Raises `Refusal` where the conference is running or there is no sound copy. The log says that it was done.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with FolderLock(folder).take():
            return _restore(folder, copy, kind)
    except Held as error:
        run_file.refuse_second(folder)
        raise Busy(_("The conference in {place} is open in another program.").format(place=folder)) from error


def _restore(folder: Path, copy: Path | None, kind: str) -> Path:
    before = _terms(folder / database.FILE)
    if copy is not None and not is_sound(copy):
        raise Refusal(_("{copy} is damaged or no copy of a conference: choose another one.").format(copy=copy))
    chosen = copy or next((found for found in backup.copies(folder) if is_sound(found)), None)
    if chosen is None:
        raise Refusal(
            _("There is no sound copy in {folder}: name one, for instance on the USB disk.").format(
                folder=folder / backup.FOLDER
            )
        )
    _bring(chosen.parent, folder)
    with atomic.part_of(folder / f"going-on-{database.FILE}") as part:
        shutil.copyfile(chosen, part)
        _set_aside(folder, part)
        atomic.put(part, folder / database.FILE)
    conference = open_conference(folder)
    try:
        fence.go_on(conference.db, *before)
        incident(conference, kind, chosen.name)
    finally:
        conference.db.close()
    return chosen


def _terms(path: Path) -> list[fence.Term]:
    """Return the terms that the database that is there knows of; none where it is missing or damaged.

    Raises `Busy` where somebody has it open.
    """
    if not path.exists():
        return []
    try:
        with closing(database.connect(path)) as db:
            return [fence.own(db), fence.heard(db)]
    except Busy:
        raise
    except (sqlite3.Error, OSError, Refusal):
        return []


def is_sound(copy: Path) -> bool:
    """Whether the file is a whole copy of a conference."""
    try:
        db = database.reading(copy)
    except (sqlite3.Error, OSError):
        return False
    try:
        return db.conn.execute("PRAGMA quick_check(1)").fetchone() == ("ok",) and db.seq >= 0
    except sqlite3.Error:
        return False
    finally:
        db.close()


def _bring(place: Path, folder: Path) -> None:
    """Settings, key, certificate, documents and slides that lie beside the copy, where the folder has none."""
    for name in (*backup.beside(place), *slide_copies.files(place)):
        if not (folder / name).exists() and (place / name).exists():
            (folder / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            (folder / name).touch(mode=0o600)
            shutil.copyfile(place / name, folder / name)


def _set_aside(folder: Path, truth: Path) -> None:
    """Move away what would contradict this copy: the database as it was, and copies that are not of its past."""
    aside = backup.beginning(folder)
    try:
        atomic.move_all((old, aside / old.name) for old in sorted(folder.glob(f"{database.FILE}*")))
    except PermissionError as error:
        raise Busy(
            _(
                "{file} is open in another program. Close it, wait until copying programs are done, and try again."
            ).format(file=error.filename or database.FILE)
        ) from error
    backup.one_history(folder / backup.FOLDER, truth, aside)
