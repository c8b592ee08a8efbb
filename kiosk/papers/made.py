"""The shelf: the papers as they were last made, in the conference's folder, so that the office's page only hands them out.

They are made by a process of their own from a fresh copy of the database: a hundred letters take seconds, in which the
hall's screen must not stand still.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time
import zipfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import msgspec

from badges.refusal import Refusal, Unknown
from kiosk import atomic
from kiosk.machine import processes
from kiosk.papers.docx import fill
from kiosk.recovery import backup
from kiosk.settings import load as setting

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.conference.conference import Conference

FOLDER = "papers"
LIST = "list.json"
TIME_LIMIT_SECONDS = 600
PAPER_SECONDS = 60
"""For one paper, on any system; the report of 400 questions needs less than one."""
ENDING_SECONDS = 5
"""That a child may take to end after its last word."""
PROCESSOR_SECONDS = 300
"""Of the child that makes papers; those of 2,400 guests and 400 questions need three."""
READ = (
    "organisation",
    "guest",
    "arrival",
    "question",
    "turn",
    "answer",
    "conclusion",
    "item",
    "issued",
    "speech",
    "remark",
)
"""The tables that papers are made from. What else is logged (devices, notes, a restart) changes no paper."""


@dataclass(frozen=True)
class Shelf:
    """What was made: the files below the folder, at what hour, and from which state of the log."""

    folder: Path
    made: str
    seq: int
    files: tuple[str, ...]
    inputs: str = ""
    """Digest of the settings and templates that they were made with."""


def find(conference: Conference) -> Shelf | None:
    """The papers as they were last made, or None."""
    folder = conference.folder / FOLDER
    try:
        kept = msgspec.json.decode((folder / LIST).read_bytes())
    except (FileNotFoundError, msgspec.DecodeError):
        return None
    return Shelf(folder, kept["made"], kept["seq"], tuple(kept["files"]), kept.get("inputs", ""))


def is_stale(conference: Conference, shelf: Shelf) -> bool:
    """Return whether the papers would be other ones if they were made now: the record, the settings or a template changed."""
    since = f"select 1 from event where seq > ? and tab in ({', '.join('?' * len(READ))}) limit 1"  # noqa: S608 - only marks
    changed = next(conference.db.query(since, (shelf.seq, *READ)), None) is not None
    return changed or shelf.seq > conference.db.seq or shelf.inputs not in ("", _inputs(conference))


def _inputs(conference: Conference) -> str:
    """Return the digest of everything besides the record that papers are made from."""
    files = [conference.folder / setting.FILE, *sorted((conference.folder / fill.FOLDER).glob("*.docx"))]
    parts = [path.name.encode() + path.read_bytes() for path in files if path.is_file()]
    return hashlib.sha256(b"".join(parts)).hexdigest()


_making = threading.Lock()
"""Whoever asks while papers are made waits, and has his own made after that."""


def make(conference: Conference) -> Shelf:
    """Make all papers anew. Raises `Refusal` where one cannot be made; then the former ones stay."""
    with _making:
        return _make(conference)


def _make(conference: Conference) -> Shelf:
    inputs = _inputs(conference)
    copy, part = backup.make(conference), conference.folder / f"{FOLDER}.part"
    seq = int(copy.stem)
    shutil.rmtree(part, ignore_errors=True)
    try:
        files = _run(_command(conference, copy, part))
    except Refusal:
        shutil.rmtree(part, ignore_errors=True)
        raise
    shelf = Shelf(conference.folder / FOLDER, conference.clock.stamp(), seq, files, inputs)
    noted = {"made": shelf.made, "seq": seq, "files": shelf.files, "inputs": inputs}
    (part / LIST).write_bytes(msgspec.json.encode(noted))
    try:
        atomic.put_folder(part, shelf.folder)
    except PermissionError as error:
        raise Refusal("A paper is open in another program. Close it and make the papers again.") from error
    return shelf


def write(conference: Conference, out: Path) -> list[Path]:
    """Make all papers below a folder, by a process with the same limits. Returns its files; raises `Refusal` and writes none."""
    with tempfile.TemporaryDirectory(prefix="kiosk-papers-") as name:
        copy = Path(name) / "copy.db"
        with closing(sqlite3.connect(copy)) as target:
            conference.db.copy_to(target)
            target.execute("pragma journal_mode=delete")
        return [out / file for file in _run(_command(conference, copy, out))]


def _command(conference: Conference, copy: Path, out: Path) -> list[str]:
    shift = str(conference.clock.shift.total_seconds())
    return processes.python("-m", "kiosk.papers.worker", str(conference.folder), str(copy), str(out), shift)


@dataclass(frozen=True)
class Progress:
    """What is being made now: the file, empty while templates are read; how many Word papers were begun, and of how many."""

    file: str = ""
    template: str = ""
    begun: int = 0
    total: int = 0


_progress: Progress | None = None


def progress() -> Progress | None:
    """Return how far the making of papers is that goes on now, or None."""
    return _progress


def _run(command: list[str]) -> tuple[str, ...]:
    """Let the child make the papers, and end it where one of them takes too long. Raises `Refusal`."""
    global _progress
    _progress, end, late = Progress(), time.monotonic() + TIME_LIMIT_SECONDS, threading.Event()
    child = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603 - our own words, no shell
    said = cast("IO[bytes]", child.stdout)
    answer: dict[str, Any] = {}

    def stop() -> None:
        late.set()
        child.kill()

    try:
        while line := _line(said, min(PAPER_SECONDS, end - time.monotonic()), stop):
            answer = _answer(line)
            if "total" in answer:
                begun = _progress.begun + bool(answer["file"])
                _progress = Progress(answer["file"], answer["template"], begun, answer["total"])
        with suppress(subprocess.TimeoutExpired):
            child.wait(ENDING_SECONDS)
    finally:
        child.kill()
        said.close()
        child.wait()
        doing, _progress = _progress, None
    if late.is_set():
        raise _slow(doing) if time.monotonic() < end else _endless(TIME_LIMIT_SECONDS)
    if "files" in answer:
        return tuple(answer["files"])
    if "fault" in answer:
        raise Refusal(answer["fault"], **answer["facts"])
    if child.returncode < 0:
        raise _endless(PROCESSOR_SECONDS)
    raise Refusal("The papers could not be made. The log of the server says why.")


def _line(lines: IO[bytes], seconds: float, late: Callable[[], None]) -> bytes:
    """Return the next line, b"" at the end; `late` is called where none comes in so many seconds."""
    clock = threading.Timer(max(seconds, 0), late)
    clock.start()
    try:
        return lines.readline()
    finally:
        clock.cancel()


def _answer(line: bytes) -> dict[str, Any]:
    try:
        return dict(json.loads(line))
    except ValueError:
        return {}


def _slow(doing: Progress) -> Refusal:
    return Refusal(
        "{file}.docx: filling this template takes more than {seconds} seconds and was stopped. Look for a loop in it that never ends.",
        file=doing.template, seconds=PAPER_SECONDS,
    )  # fmt: skip


def _endless(seconds: int) -> Refusal:
    return Refusal(
        "The papers took more than {minutes} minutes and were stopped. If the folder “templates” holds one of your own, "
        "look for a loop in it that never ends.",
        minutes=seconds // 60,
    )


def use_template(conference: Conference, name: str, data: bytes | None) -> Shelf:
    """Use a template of the office's own from now on, or the shipped one again (`data` None), and make all papers with it.

    Where they cannot be made the former template stays, and so do the former papers; raises `Refusal` with the place.
    """
    place = conference.folder / fill.FOLDER / f"{name}.docx"
    with _making:
        before = place.read_bytes() if place.is_file() else None
        _put(place, data)
        try:
            return _make(conference)
        except Refusal:
            _put(place, before)
            raise


def _put(place: Path, data: bytes | None) -> None:
    if data is None:
        place.unlink(missing_ok=True)
    else:
        place.parent.mkdir(exist_ok=True)
        atomic.write(place, data)


def path(conference: Conference, file: str) -> Path:
    """One of the made papers; raises `Unknown` for anything else, whatever its name looks like."""
    shelf = find(conference)
    if shelf is None or file not in shelf.files:
        raise Unknown("This paper is not there any more. Make the papers again.")
    return shelf.folder / file


def packed(conference: Conference) -> bytes:
    """All made papers as one .zip."""
    shelf = find(conference)
    if shelf is None:
        raise Unknown("There are no papers yet. Make them first.")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name in shelf.files:
            package.write(shelf.folder / name, name)
    return file.getvalue()
