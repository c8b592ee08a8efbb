"""The day: one conference as it is open now, with its folder, settings, database, clock and key."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from badges.refusal import Refusal
from kiosk import console
from kiosk.conference import fence
from kiosk.conference.clock import Clock, parse, stamp
from kiosk.i18n import _, speaking
from kiosk.machine.private import make_private
from kiosk.settings import load as settings_file
from kiosk.storage import database
from live import programme
from live.programme import Run, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from badges.ports import Row
    from kiosk.conference.devices import Device
    from kiosk.settings.load import Settings
    from kiosk.storage.database import Db, Writing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    pass


def refuse_rehearsal(conference: Conference, sentence: str) -> None:
    """Raise `Refusal` with this sentence where the day is a rehearsal."""
    if conference.rehearsal:
        raise Refusal(sentence)


KEY = "secret.key"
KEY_BYTES = 32
WATCHED = "watched"
WARNING = "warning"
"""No table: listeners hear this name when there is a new warning."""


@dataclass
class Conference:
    """Everything that a stand may need to know. `slots` are the plan's items as moments."""

    folder: Path
    settings: Settings
    db: Db
    clock: Clock
    key: bytes

    def __post_init__(self) -> None:
        moment = self.settings.moment
        self.slots = [Slot(n, moment(i.start), moment(i.end), i.kind) for n, i in enumerate(self.settings.programme)]
        self.watched = self._watched()
        """From when on the hall has been looked at today: until the first hand the plan's item of that moment stays."""
        self.epoch = secrets.token_hex(8)
        """Another one at each start, so that a page notices that it talks to another server."""
        self.term = fence.own(self.db) if self.db.path else fence.Term()
        """Under which this laptop serves; none where only a copy is read."""
        self.newer: fence.Term | None = None
        """The term of another laptop that has gone on since, once this one has heard of it."""
        self.warning: Refusal | None = None
        """What every stand of ours must be told until the next start."""
        self.rehearsal = self.db.remembered("rehearsal")
        """Of a rehearsal, its own random name; otherwise empty."""
        self.name = f"{self.settings.id}.{self.rehearsal}" if self.rehearsal else self.settings.id
        """By this pages tell one conference from another, and a rehearsal from the day itself."""

    def _watched(self) -> datetime:
        known = self.db.remembered(WATCHED)
        now = self.clock.now()
        if known and self.clock.local(known).date() == self.clock.local(now).date() and parse(known) <= now:
            return parse(known)
        return now

    def watch(self) -> None:
        """Remember from when on the hall is looked at: a server that starts again shows what it showed before."""
        self.db.remember(WATCHED, stamp(self.watched))

    def runs(self) -> dict[int, Run]:
        """How the programme's items really ran."""
        return programme.runs(self.db)

    def hear(self, term: fence.Term) -> None:
        """Note a term that a device carries: from a higher one on, this laptop changes nothing."""
        if term != self.term and term.number and self.newer is None and fence.hear(self.db, term):
            self.newer = term
            self.warn(fence.refusal(term))

    def warn(self, sentence: Refusal) -> None:
        """Show a sentence on every stand of ours until the next start; the first one stays."""
        if self.warning is None:
            self.warning = sentence
            for listener in self.db.listeners:
                listener({WARNING})

    def on(self) -> int | None:
        """Return the number of the programme's item that is on: everybody who asks hears the same."""
        ran = self.runs()
        return programme.current(self.slots, ran, self.clock.now(), self._floor_item(ran), self.watched)

    def floor_item(self) -> int | None:
        """Return the number of the dialogue whose question is on the floor, or None."""
        return self._floor_item(self.runs())

    def _floor_item(self, ran: dict[int, Run]) -> int | None:
        taken = next(self.db.query("select 1 from question where place = 'floor'"), None)
        return programme.dialogue(self.slots, ran, programme.led_to(ran)) if taken else None

    def dialogue(self) -> int | None:
        """Return the number of the dialogue meant now: on, or the next one, or the last; None where the plan has none."""
        return programme.dialogue(self.slots, self.runs(), self.on())

    def perform(
        self,
        op: str,
        kind: str,
        body: Any,
        action: Callable[[Writing], Row],
        device: Device | None = None,
        *,
        shared: bool = False,
    ) -> tuple[Row, bool]:
        """Do an operation once (`kiosk.storage.database.Db.perform`) at this clock's time, in the name of a device.

        Raises `Superseded` where another laptop has gone on.
        """
        if self.newer:
            raise fence.refusal(self.newer)
        return self.db.perform(
            op,
            kind,
            body,
            action,
            at=self.clock.stamp(),
            device=device.id if device else "",
            by=device.name if device else "",
            shared=shared,
        )


def make(folder: Path, sample: Path) -> str:
    """Make a conference's folder from a sample: settings, key, database. Raises `Refusal` where one is already.

    Return "" where only its owner may open the folder now, otherwise the system's reason why not.
    """
    if (folder / settings_file.FILE).exists():
        raise Refusal(_("There is a conference in {folder} already.").format(folder=folder))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    why_not = make_private(folder)  # one that was there before keeps its rights otherwise
    for file in sorted(sample.iterdir()):
        if file.suffix in (".toml", ".xlsx", ".csv"):
            shutil.copyfile(file, folder / file.name)
    write_key(folder / KEY)
    database.connect(folder / database.FILE).close()
    return why_not


def write_key(path: Path) -> None:
    """A new key, readable by its owner only. Codes are derived from it; whoever has it can make cards."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))


def open_conference(folder: Path, *, clock: Clock | None = None) -> Conference:
    """Open a conference for writing, alone. Raises `Refusal`."""
    settings = settings_file.load(folder)
    if not (folder / database.FILE).exists() and any((folder / database.COPIES).glob("*.db")):
        raise Refusal(
            "The database is missing here, and there are copies of it: {restore}, or on a spare: {takeover}",
            restore=console.command_line(folder, "restore"), takeover=console.command_line(folder, "takeover"),
        )  # fmt: skip
    with speaking(settings.language):
        db = database.connect(folder / database.FILE)
    if newer := newer_copy(db, folder):
        db.close()
        raise Refusal(
            "The database here ends at log row {here}, but the copy {copy} beside it goes on to row {there}: part of the "
            "database is missing, or it is of another record. Put the copy back with: kiosk restore",
            here=db.seq, copy=newer[0].name, there=newer[1],
        )  # fmt: skip
    return Conference(folder, settings, db, clock or Clock(settings.timezone), read_key(folder))


def newer_copy(db: Db, folder: Path) -> tuple[Path, int] | None:
    """Return the newest readable copy and its last log row, where that is beyond the database's own; else None.

    So it is where the write-ahead log is gone: the file was carried or synchronised alone, or the log was quarantined.
    """
    named = (path for path in (folder / database.COPIES).glob("*.db") if path.stem.isdigit() and path.stem.isascii())
    for copy in sorted(named, key=lambda path: int(path.stem), reverse=True):
        if int(copy.stem) <= db.seq:
            return None
        with suppress(sqlite3.Error, OSError), closing(database.reading(copy)) as held:
            if held.seq > db.seq:
                return copy, held.seq
    return None


def read_key(folder: Path) -> bytes:
    """The conference's key; raises `Refusal` where it is missing or cut."""
    path = folder / KEY
    try:
        key = path.read_bytes()
    except FileNotFoundError as error:
        raise Refusal(_("{file} is missing. Put back the copy from the backup.").format(file=path)) from error
    if len(key) != KEY_BYTES:
        raise Refusal(_("{file} is damaged. Put back the copy from the backup.").format(file=path))
    return key
