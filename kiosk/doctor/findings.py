"""The doctor: what could spoil the day, looked at before it does. Green, amber or red, each with what to do.

`kiosk doctor` looks at the folder and the machine; the office's page, inside the running server, sees the desks, the
screens and the spare as well (`kiosk.doctor.live`).
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sqlite3
import ssl
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from badges.refusal import Refusal
from kiosk.conference import attachments
from kiosk.i18n import _, durations
from kiosk.machine import computer, disk, tls
from kiosk.recovery import backup, run_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.conference.conference import Conference
    from kiosk.recovery.run_file import Running

ANSWER_SECONDS = 5.0


def log_end(folder: Path, server: Running) -> int | None:
    """The number of the log's last row, as the server itself says it; None where it does not answer."""
    chain = folder / tls.FOLDER / tls.CHAIN
    trusting = ssl.create_default_context(cafile=str(chain) if chain.is_file() else None)
    try:
        with urllib.request.urlopen(f"{server.address}/healthz", timeout=ANSWER_SECONDS, context=trusting) as answer:  # noqa: S310 - our own
            return int(json.load(answer)["number"])
    except (OSError, HTTPException, ValueError, KeyError):
        return None


GOOD, WARN, BAD = "good", "warn", "bad"
OLD_COPY_SECONDS, TOO_OLD_COPY_SECONDS = 30.0, 120.0
SOUND_SQLITE = (3, 51, 3)
"""From here on two connections cannot spoil the file (sqlite.org/wal.html, WAL-reset bug); we have one anyway."""
WAL_MEGABYTES = 64


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `level` good, warn or bad; what was looked at, how it is, and what to do about it, for a clerk.

    `facts`: the engineer's numbers, folded away on the page; `path`: the office's page where it is put right.
    """

    level: str
    what: str
    says: str
    do: str = ""
    facts: str = ""
    path: str = ""


def machine(conference: Conference) -> Iterator[Finding]:
    """The disk, the database, the copies, the certificate, the power.

    Beside a running server the command reads a copy: how the file is held and whether the machine is kept awake is
    then the server's to say, on the office's page.
    """
    yield free_space(shutil.disk_usage(conference.folder).free)
    first = run_file.by(conference.folder) if is_copy(conference) else None
    said = log_end(conference.folder, first) if first else None
    if first:
        yield server(first, said)
    yield from database(conference)
    yield from copies(conference, said)
    yield from left_out(conference)
    yield from certificate(conference)
    yield power(computer.battery())
    yield updates(computer.restart_waits())
    if not is_copy(conference):
        yield sleep(os.environ.get("KIOSK_AWAKE", ""))
    yield Finding(
        GOOD, _("Versions"), f"Kiosk {_version()}, Python {platform.python_version()}, {platform.platform(terse=True)}"
    )


def free_space(free: int) -> Finding:
    """Room on the disk, in bytes."""
    level = BAD if free < disk.REFUSE_BELOW else WARN if free < disk.WARN_BELOW else GOOD
    says = _("{free} free").format(free=disk.spelled(free))
    return Finding(
        level, _("Disk"), says, _("Remove files that are not needed from this disk.") if level != GOOD else ""
    )


def is_copy(conference: Conference) -> bool:
    """Whether it is read from a copy, as somebody else has the conference open."""
    return conference.db.path is None


def server(first: run_file.Running, said: int | None) -> Finding:
    """Whether the server that runs answers. `said`: its log's last row, None for no answer."""
    if said is None:
        return Finding(
            BAD,
            _("Server"),
            _("no answer from {address}").format(address=first.address),
            _("See what its window says. If it stays silent for two minutes, stop it and start it again."),
        )
    return Finding(GOOD, _("Server"), _("answers at {address}").format(address=first.address))


def database(conference: Conference) -> Iterator[Finding]:
    """Whether it is written safely, and whether the last write succeeded."""
    db = conference.db
    if db.trouble:
        yield Finding(
            BAD,
            _("Saving"),
            _("The last write failed: {fault}").format(fault=db.trouble),
            _("Make room on the disk or take over with the spare laptop. The desks go on by themselves."),
        )
    else:
        yield Finding(GOOD, _("Saving"), _("every change is saved"), facts=_("{count} log rows").format(count=db.seq))
    if is_copy(conference):
        return
    modes = [
        str(db.conn.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("locking_mode", "journal_mode", "synchronous")
    ]
    alone = modes == ["exclusive", "wal", "2"]
    sound = tuple(map(int, sqlite3.sqlite_version.split("."))) >= SOUND_SQLITE
    level = GOOD if alone else WARN if sound else BAD
    says = _("in order") if level == GOOD else _("not opened as it should be")
    facts = f"SQLite {sqlite3.sqlite_version}, {', '.join(modes)}"
    yield Finding(
        level,
        _("Database"),
        says,
        "" if alone else _("Stop the server, close other programs that use this folder, and double-click Kiosk again."),
        facts,
    )
    wal = db.path.with_name(f"{db.path.name}-wal") if db.path else None
    if wal and wal.exists() and wal.stat().st_size > WAL_MEGABYTES * disk.MEGABYTE:
        yield Finding(
            WARN,
            _("Write-ahead log"),
            f"{wal.stat().st_size // disk.MEGABYTE} MB",
            _("Stop and start the server in a quiet moment."),
        )


def copies(conference: Conference, said: int | None = None) -> Iterator[Finding]:
    """Whether both places hold what is in the database. `said`: where its log ends, if not as it is open here."""
    end = conference.db.seq if said is None else said
    yield _copy(conference, end, _("Copy in the folder"), backup.copies(conference.folder))
    place = backup.second_place(conference)
    if place is None:
        yield Finding(
            WARN,
            _("Second place"),
            _("none"),
            _("Plug in a USB disk and choose it at “Copies”."),
            path="/office/copies",
        )
        return
    found = _copy(conference, end, _("Second place"), backup.inside(place))
    if found.level != BAD and place.stat().st_dev == conference.folder.stat().st_dev:
        found = Finding(
            WARN,
            _("Second place"),
            _("on the same disk as the conference itself"),
            _("Is the USB disk in? Name a folder on another disk: one disk that fails takes both."),
        )
    yield found


def left_out(conference: Conference) -> Iterator[Finding]:
    """Documents that go neither to the spare nor to the second place."""
    if left := attachments.carried(conference.folder)[1]:
        yield Finding(
            WARN,
            _("Handouts and templates"),
            _("not copied to the spare and the second place: {files}").format(files=", ".join(left[:5])),
            _("Make them smaller (50 MB each, 300 MB and 200 files together) and their names plain."),
        )


def _copy(conference: Conference, end: int, what: str, found: list[Path]) -> Finding:
    do = _("Is the disk there and not full? A copy is tried every ten seconds.")
    if not found:
        return Finding(BAD, what, _("no copy yet"), do)
    number = backup.number(found[0])
    if number > end or (number <= conference.db.seq and not backup.belongs(found[0], conference.db)):
        return Finding(
            BAD,
            what,
            _("the newest copy, up to log row {number}, is of another record than this one").format(number=number),
            _(
                "Run the server: with its next copy it sets such copies aside. If this row stays, the place cannot be written."
            ),
        )
    age = datetime.now(UTC).timestamp() - found[0].stat().st_mtime
    missing = end - number
    says = (
        _("made {age} ago, {missing} changes behind") if missing > 0 else _("made {age} ago, nothing has changed since")
    ).format(age=durations.rough(age), missing=missing)
    late = age if missing > 0 else 0.0
    level = BAD if late > TOO_OLD_COPY_SECONDS else WARN if late > OLD_COPY_SECONDS else GOOD
    facts = _("log row {number}, {seconds} s").format(number=number, seconds=round(age))
    return Finding(level, what, says, do if level != GOOD else "", facts)


def certificate(conference: Conference) -> Iterator[Finding]:
    """When it ends."""
    try:
        chain, _key = tls.files(conference.folder, conference.settings)
    except Refusal as refusal:
        if conference.settings.tls.cert or (conference.folder / tls.FOLDER).exists():
            do = _("Make a new one at “Server”.")
            yield Finding(BAD, _("Certificate"), _("missing or ended"), do, str(refusal), "/office/machine")
        return
    left = tls.ends(chain) - datetime.now(UTC)
    level = BAD if left < timedelta(days=1) else WARN if left < timedelta(days=14) else GOOD
    says = _("ends in {days} days").format(days=left.days)
    do = (
        _("Ask for a new certificate where this one came from.")
        if conference.settings.tls.cert
        else _("Make a new one at “Server”.")
    )
    yield Finding(level, _("Certificate"), says, do if level != GOOD else "", path="/office/machine")


def power(found: tuple[bool, float] | None) -> Finding:
    """Whether the machine is plugged in."""
    if found is None:
        return Finding(GOOD, _("Power"), _("no battery: on the mains"))
    plugged, percent = found
    says = _("plugged in, {percent} %") if plugged else _("on battery, {percent} %")
    level = GOOD if plugged else BAD
    return Finding(level, _("Power"), says.format(percent=round(percent)), "" if plugged else _("Plug the laptop in."))


def updates(waiting: bool) -> Finding:
    """Whether the machine may restart by itself."""
    if not waiting:
        return Finding(GOOD, _("Updates"), _("no restart is waiting"))
    return Finding(
        BAD,
        _("Updates"),
        _("a restart is waiting"),
        _("Restart the computer now, before the day, and put off further updates until the conference is over."),
    )


def sleep(awake: str) -> Finding:
    """Whether the supervisor may keep the machine awake: "1", "0", or "" where there is none."""
    if awake == "1":
        return Finding(GOOD, _("Sleep"), _("kept awake"))
    return Finding(
        WARN,
        _("Sleep"),
        _("not prevented"),
        _("Set the power plan to never sleep, also with the lid closed; put off system updates."),
    )


def worst(findings: list[Finding]) -> str:
    """The level of the whole."""
    return max((f.level for f in findings), key=(GOOD, WARN, BAD).index, default=GOOD)


def _version() -> str:
    try:
        return version("kiosk")
    except PackageNotFoundError:
        return _("from its source")
