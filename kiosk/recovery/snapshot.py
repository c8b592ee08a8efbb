"""Reading a conference while its server runs: from the newest backup copy, saying how old it is."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from badges.refusal import Refusal
from kiosk.conference.clock import Clock
from kiosk.conference.conference import Conference, open_conference, read_key
from kiosk.i18n import _, durations
from kiosk.recovery import backup
from kiosk.settings import load as settings_file
from kiosk.storage import database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def open_to_read(folder: Path, say: Callable[[str], object]) -> Iterator[Conference]:
    """The conference, to be read: itself when nobody has it open, otherwise its newest copy."""
    day = _itself(folder) or _copy(folder, say)
    try:
        yield day
    finally:
        day.db.close()


def _itself(folder: Path) -> Conference | None:
    try:
        return open_conference(folder)
    except database.Busy:
        return None


def _copy(folder: Path, say: Callable[[str], object]) -> Conference:
    found = backup.newest(folder)
    if found is None:
        raise Refusal("The conference is being run and has no backup copy yet. Try again in ten seconds.")
    path, age = found
    say(_("The conference is being run: reading the copy made {age} ago.").format(age=durations.rough(age)))
    setting = settings_file.load(folder)
    return Conference(folder, setting, database.reading(path), Clock(setting.timezone), read_key(folder))
