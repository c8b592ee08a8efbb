"""Backups: whole copies of the open database, made by SQLite itself while it is written, in the folder and in a second place.

Beside the copies lie the settings and the key, and in the second place the documents too (`kiosk.conference.attachments`), so that
the place alone is enough to go on from. A copy is complete
under its name or not there at all; a place that fails is logged, shown by the doctor, and tried again.

A copy's name is the number of its last log row. Numbers order the copies of one history only: what was tried out on a
spare, or was given up by going on from an older copy, has numbers too. So a place holds one history (`one_history`).
"""

from __future__ import annotations

import logging
import re
import shutil
import sqlite3
import threading
import time
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gevent
from gevent import monkey

from badges.refusal import Refusal
from kiosk import atomic
from kiosk.conference import attachments
from kiosk.recovery import slide_copies, sound_copies
from kiosk.storage import database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.conference.conference import Conference
    from kiosk.storage.database import Db

FOLDER = database.COPIES
NAMED = re.compile(r"[0-9]{12,}\.db")
EVERY_SECONDS = 10.0
KEEP = 30
"""Newest copies that are all kept; of the older ones one of every ten minutes, and not more than `OLD`."""
BUCKET_SECONDS = 600
OLD = 200
BESIDE = ("conference.toml", "secret.key")
CERTIFICATES = "tls"
"""The folder of the server's certificate, that of `kiosk.machine.tls`: devices that trust it go on trusting a spare."""
log = logging.getLogger("kiosk")


def make(conference: Conference) -> Path:
    """Copy the database as it is now into the conference's folder; returns the copy."""
    folder = conference.folder / FOLDER
    folder.mkdir(exist_ok=True)
    with _making, atomic.part_of(folder / database.FILE) as part:
        with closing(sqlite3.connect(part)) as target:
            target.execute("PRAGMA synchronous=OFF")
            seq = conference.db.copy_to(target)
            target.execute("PRAGMA journal_mode=DELETE")
        path = folder / f"{seq:012d}.db"
        _aside(atomic.put, part, path)
        _aside(_beside, conference.folder, folder)
        _aside(one_history, folder, path)
        _aside(thin, folder)
    return path


_making = threading.Lock()
"""One copy after the other: to an older one a newer one that came in between would be of another history."""


def carry(path: Path, place: Path) -> Path:
    """Put the same copy, and what lies beside it, into a second place."""
    for folder in (place.parent, place):  # and none above: below a stick that is not in lies another disk
        folder.mkdir(mode=0o700, exist_ok=True)
    there = place / path.name
    with atomic.part_of(there) as part:
        shutil.copyfile(path, part)
        atomic.put(part, there)
    shutil.copystat(path, there)
    _beside(path.parent.parent, place)
    one_history(place, there)
    thin(place)
    _documents(path.parent.parent, place)
    return there


def sweep(place: Path) -> None:
    """Remove what a killed server or a pulled stick left half written."""
    for left in place.glob(f"**/*{atomic.SUFFIX}*"):
        left.unlink(missing_ok=True)


def own(folder: Path) -> tuple[str, ...]:
    """What a copy needs to go on from, as names below the folder: settings, key, and the certificate if there is one."""
    found = sorted((folder / CERTIFICATES).glob("*")) if (folder / CERTIFICATES).is_dir() else []
    return (
        *BESIDE,
        *(f"{CERTIFICATES}/{path.name}" for path in found if path.is_file() and path.suffix != atomic.SUFFIX),
    )


def beside(folder: Path) -> tuple[str, ...]:
    """All that belongs to a conference besides its database: what a copy needs, and the documents."""
    return (*own(folder), *attachments.carried(folder)[0])


def _beside(folder: Path, place: Path) -> None:
    """Settings, key and certificate, once per change, for their owner only."""
    for name in own(folder):
        ours, there = folder / name, place / name
        if not there.exists() or there.read_bytes() != ours.read_bytes():
            _bring(ours, there)


def _documents(folder: Path, place: Path) -> None:
    """Handouts and templates, once per change. One that cannot be read or written stops nothing else."""
    for name in attachments.carried(folder)[0]:
        ours, there = folder / name, place / name
        try:
            if not attachments.same(ours, there):
                _bring(ours, there)
                shutil.copystat(ours, there)
        except OSError as error:
            log.error("a document could not be carried to the second place: %s", type(error).__name__)


def _bring(ours: Path, there: Path) -> None:
    """Copy a file, whole or not at all, for its owner only."""
    there.parent.mkdir(mode=0o700, exist_ok=True)
    atomic.write(there, ours.read_bytes(), private=True)


def thin(place: Path) -> None:
    """Remove copies that are too many."""
    seen: set[int] = set()
    for old in inside(place)[KEEP:]:
        bucket = int(old.stat().st_mtime // BUCKET_SECONDS)
        if bucket in seen or len(seen) >= OLD:
            old.unlink(missing_ok=True)
        seen.add(bucket)


def number(copy: Path) -> int:
    """The number of the last log row in a copy, as its name says it."""
    return int(copy.stem)


def inside(place: Path) -> list[Path]:
    """The copies that we made in a place, the newest first. A file that somebody named himself is none of them."""
    return sorted((path for path in place.glob("*.db") if NAMED.fullmatch(path.name)), key=number, reverse=True)


def copies(folder: Path) -> list[Path]:
    """All copies of a conference, the newest first."""
    return inside(folder / FOLDER)


def belongs(copy: Path, db: Db) -> bool:
    """Whether a copy holds an earlier or the same state of what `db` holds: the log's chain was the same at its last row."""
    try:
        theirs = database.reading(copy)
    except (sqlite3.Error, OSError):
        return False
    theirs.close()
    ours = next(db.query("select chain from event where seq = ?", (theirs.seq,)), {"chain": ""})
    return theirs.seq == number(copy) and theirs.chain == ours["chain"]


def beginning(place: Path) -> Path:
    """A new folder for what was there before now."""
    aside = place / f"before-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}"
    aside.mkdir(mode=0o700)
    return aside


def one_history(place: Path, truth: Path, aside: Path | None = None) -> None:
    """Move copies that are not of the history that ends with the copy `truth` into a folder of their own, kept.

    Where the newest of the others belongs to it, so do those before: each was looked at when it came.
    """
    others = [copy for copy in inside(place) if copy != truth]
    with closing(database.reading(truth)) as db:
        if not others or belongs(others[0], db):
            return
        strange = [copy for copy in others if not belongs(copy, db)]
    aside = aside or beginning(place)
    for copy in strange:
        with suppress(FileNotFoundError):
            copy.replace(aside / copy.name)
    log.info("copies of another history are set aside", extra={"facts": {"copies": len(strange)}})


def newest(folder: Path) -> tuple[Path, float] | None:
    """The newest copy and its age in seconds."""
    found = copies(folder)
    return (found[0], max(0.0, time.time() - found[0].stat().st_mtime)) if found else None


def second_place(conference: Conference) -> Path | None:
    """Where the settings want a second copy: a folder of this conference's (or rehearsal's) own on another disk, or None."""
    return Path(conference.settings.backup.second) / conference.name if conference.settings.backup.second else None


def _aside(work: Callable[..., Any], *facts: Any) -> Any:
    """Do what waits for a disk in a thread of its own, so that a slow stick does not stop the heartbeats."""
    if monkey.is_module_patched("threading"):
        return gevent.get_hub().threadpool.apply(work, facts)
    return work(*facts)


def run(conference: Conference, stopped: Callable[[float], bool]) -> None:
    """A copy at once, then every ten seconds in which something changed; a place that failed is tried again.

    `stopped` waits so many seconds and says whether it is over. A copy that is being made then is finished first.
    """
    done: dict[str, int] = {}
    for place in filter(None, (conference.folder / FOLDER, second_place(conference))):
        with suppress(OSError):
            _aside(sweep, place)
    round_(conference, done)
    while not stopped(EVERY_SECONDS):
        round_(conference, done)


def round_(conference: Conference, done: dict[str, int]) -> None:
    """Bring both places up to date. `done`: place → log row that its newest copy holds."""
    seq = conference.db.seq
    try:
        if done.get("first") != seq:
            make(conference)
            done["first"] = seq
    except (OSError, sqlite3.Error, Refusal) as error:
        log.error("no copy could be made in the folder: %s", type(error).__name__)
    place, found = second_place(conference), newest(conference.folder)
    if place is None or found is None:
        return
    _carry_more(conference, place, done)
    if done.get("second") == done.get("first"):
        return
    try:
        _aside(carry, found[0], place)
        done["second"] = done.get("first", seq)
    except OSError as error:
        log.error("no copy could be made in the second place: %s", type(error).__name__)


def _carry_more(conference: Conference, place: Path, done: dict[str, int]) -> None:
    """Bring to the second place what comes without a row of the log: the hall's slides, and its sound where the settings say so."""
    if not place.parent.is_dir():
        return
    with _told("slides"):
        _aside(slide_copies.carry, conference.folder, place)
    if conference.settings.recording.copies:
        with _told("sound"):
            done["sound"] = _aside(sound_copies.carry, conference.folder, place, done.get("sound", 0))


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Log that something could not be carried to the second place; it stops nothing else."""
    try:
        yield
    except OSError as error:
        log.error("the %s could not be carried to the second place: %s", what, type(error).__name__)
