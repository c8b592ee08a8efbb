"""What of the product's promises this computer keeps: tried in a folder of its own, told without a name or a path.

A person runs `kiosk selfcheck` on a laptop of a kind that the product was not yet run on and sends back the file; its
lines fill the table of docs/install.md. It takes a minute or two, opens nothing of any conference, and needs no internet.
"""

from __future__ import annotations

import locale
import os
import platform
import re
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from badges.refusal import Refusal
from kiosk import assets, atomic
from kiosk.conference import conference as conferences
from kiosk.doctor import findings
from kiosk.machine import cloud_folders, file_lock, network, open_files, private, processes
from kiosk.recovery import run_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS: Final = "Hội nghị đối thoại với doanh nghiệp"
"""A folder's name and a line of text with letters that code pages lack, and blanks."""
WRITES: Final = 40
CONNECTIONS: Final = 600
START_SECONDS: Final = 60.0
END_SECONDS: Final = 30.0


def run(place: Path | None = None) -> Iterator[tuple[str, str, str]]:
    """Yield (name of a check, "as promised", "otherwise" or "told", what was seen), each as soon as it is known.

    `place`: where the trial's folder is made; the system's own temporary folder otherwise.
    """
    with tempfile.TemporaryDirectory(prefix="kiosk-selfcheck-", dir=place, ignore_cleanup_errors=True) as made:
        folder = Path(made) / WORDS
        folder.mkdir()
        for name, check in CHECKS.items():
            try:
                kept, seen = check(folder)
            except (OSError, sqlite3.Error, Refusal, subprocess.SubprocessError, ValueError) as error:
                kept, seen = False, f"{type(error).__name__}: {error}"
            yield name, {True: "as promised", False: "otherwise", None: "told"}[kept], anonymous(seen, Path(made))


def anonymous(text: str, *places: Path) -> str:
    """Return the text without what names a person or a computer: folders, the user, the host, addresses."""
    for place in (*places, Path(tempfile.gettempdir()), Path.home(), Path.cwd()):
        if len(place.parts) > 1:
            text = text.replace(str(place), "FOLDER")
    named = {
        socket.gethostname(),
        *(os.environ.get(key, "") for key in ("USERNAME", "USER", "LOGNAME", "COMPUTERNAME")),
    }
    for name in sorted(named, key=len, reverse=True):
        if len(name) > 1:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "NAME", text)
    return " ".join(re.sub(r"\b(?!127\.)\d{1,3}(\.\d{1,3}){3}\b", "ADDRESS", text).split())


def _computer(_folder: Path) -> tuple[None, str]:
    memory = psutil.virtual_memory().total / 2**30
    return None, (
        f"{platform.system()} {platform.release()} {platform.version()} {platform.machine()}, "
        f"{os.cpu_count()} processors, {memory:.1f} GiB"
    )


def _versions(_folder: Path) -> tuple[None, str]:
    parts = ", ".join(f"{name} {version(name)}" for name in ("gevent", "flask", "pillow", "fpdf2"))
    return None, f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {parts}"


def _letters(folder: Path) -> tuple[bool, str]:
    """Vietnamese in a file's name, in a file, and from a child process through a pipe."""
    file = folder / f"{WORDS}.txt"
    file.write_text(WORDS, encoding="utf-8")
    script = "import sys; from kiosk import console; console.readable(); print(sys.argv[1])"
    done = subprocess.run(  # noqa: S603 - our own words
        processes.python("-c", script, WORDS), capture_output=True, check=False, timeout=END_SECONDS
    )
    listed = [path.name for path in folder.iterdir()]
    code = f"file names {sys.getfilesystemencoding()}, text {locale.getpreferredencoding(False)}, console {sys.stdout.encoding}"
    return done.stdout.decode("utf-8", "replace").strip() == WORDS and file.name in listed, code


def _lock(folder: Path) -> tuple[bool, str]:
    """One server on a folder; a killed one leaves no lock."""
    script = (
        "import sys, time; from pathlib import Path; from kiosk.machine.file_lock import FolderLock;"
        "held = FolderLock(Path(sys.argv[1])).take(); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(processes.python("-c", script, str(folder)), stdout=subprocess.PIPE) as other:  # noqa: S603
        if other.stdout:
            other.stdout.readline()
        refused = False
        try:
            file_lock.FolderLock(folder).take().release()
        except file_lock.Held:
            refused = True
        other.kill()
    start = time.perf_counter()
    while time.perf_counter() - start < END_SECONDS:
        with suppress(file_lock.Held):
            file_lock.FolderLock(folder).take().release()
            return (
                refused,
                f"refused while held: {refused}; free {time.perf_counter() - start:.2f} s after its process was killed",
            )
        time.sleep(0.05)
    return False, "still locked after its process was killed"


def _disk(folder: Path) -> tuple[bool, str]:
    """A file that is written whole and waits for the disk, forty times."""
    took = []
    for _n in range(WRITES):
        start = time.perf_counter()
        atomic.write(folder / "written", b"x" * 4096)
        took.append((time.perf_counter() - start) * 1000)
    free = psutil.disk_usage(str(folder)).free / 2**30
    return True, f"{statistics.median(took):.2f} ms in the middle, {max(took):.1f} ms at most; {free:.0f} GiB free"


def _replace(folder: Path) -> tuple[bool, str]:
    """A file is replaced while another program reads it, as scanners for viruses and backup clients do."""
    target = folder / "replaced"
    atomic.write(target, b"old")
    try:
        with target.open("rb"):
            atomic.write(target, b"new")
        return target.read_bytes() == b"new", "replaced while it was open"
    except PermissionError as error:
        whole = target.read_bytes() == b"old"
        atomic.write(target, b"new")
        return (
            whole and target.read_bytes() == b"new",
            f"refused while it was open ({error.errno}), replaced after it was closed",
        )


def _private(folder: Path) -> tuple[bool, str]:
    why_not = private.make_private(folder)
    return not why_not, why_not or "only its owner may open the folder"


def _place(folder: Path) -> tuple[None, str]:
    """Tell which folders that people use are watched by a program that copies them."""
    found = {name: cloud_folders.look(Path.home() / name) for name in ("Desktop", "Documents")}
    told = ", ".join(f"{name}: {one.service if one else 'plain'}" for name, one in found.items())
    return None, f"{told}; temporary folder: {'plain' if cloud_folders.look(folder) is None else 'watched'}"


def _files(_folder: Path) -> tuple[bool, str]:
    """As many connections to itself as phones of a hall, each a file at both ends."""
    limit = open_files.raise_limit()
    with ExitStack() as open_ones:
        server = open_ones.enter_context(socket.create_server(("127.0.0.1", 0), backlog=128))
        for _n in range(CONNECTIONS):
            open_ones.enter_context(socket.create_connection(server.getsockname(), timeout=5))
            open_ones.enter_context(server.accept()[0])
    return open_files.connections(limit) >= CONNECTIONS, f"limit {limit}; {CONNECTIONS} connections held at once"


def _network(_folder: Path) -> tuple[None, str]:
    return None, f"{len(network.own())} addresses of IPv4, {len(network.own(6))} of IPv6"


def _server(folder: Path) -> tuple[bool, str]:
    """The real server on an empty conference: started, killed, started again with the same record, ended in good order."""
    conference = folder / "conference"
    conferences.make(conference, assets.folder("examples") / "haiphong-2026")
    first = _Served(conference)
    number = first.number()
    first.kill()
    second = _Served(conference)
    again = second.number()
    code = second.end()
    left = sorted(path.name for path in conference.glob("kiosk.db-*"))
    seen = (
        f"first answer after {first.took:.1f} s, after a kill {second.took:.1f} s; log {number}, then {again}; "
        f"end: {code}; beside the database then: {', '.join(left) or 'nothing'}"
    )
    return again >= number and code == 0 and not left, seen


class _Served:
    """A server in a process of its own, from its start to its first answer."""

    def __init__(self, conference: Path) -> None:
        self.folder, self.output = conference, conference.with_name("server.txt")
        words = processes.python("-m", "kiosk", "--conference", str(conference), "run", "--port", "0")
        flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
        start = time.perf_counter()
        with self.output.open("wb") as out:
            self.process = subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT, creationflags=flags)  # noqa: S603
        self.number()
        self.took = time.perf_counter() - start

    def kill(self) -> None:
        """Kill the supervisor and all that it started, as a power cut does."""
        family = [*psutil.Process(self.process.pid).children(recursive=True), psutil.Process(self.process.pid)]
        for process in reversed(family):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, END_SECONDS)
        self.process.wait()

    def end(self) -> int | str:
        """Ask it to end in good order; return its exit code, or that it had to be killed."""
        self.process.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGTERM))
        try:
            return self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            return "it had to be killed"

    def number(self) -> int:
        """Return the number of the log's last row, as the server says it. Raises OSError where it does not answer in time."""
        end = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < end:
            running = run_file.by(self.folder)
            if running and (said := findings.log_end(self.folder, running)) is not None:
                return said
            time.sleep(0.1)
        said_last = self.output.read_text(encoding="utf-8", errors="replace")[-600:]
        raise OSError(f"the server does not answer: {said_last}")


CHECKS: Final[dict[str, Callable[[Path], tuple[bool | None, str]]]] = {
    "computer": _computer, "versions": _versions, "Vietnamese letters": _letters, "lock of a folder": _lock,
    "writes that wait for the disk": _disk, "a file replaced while it is read": _replace, "private folder": _private,
    "watched folders": _place, "connections": _files, "addresses": _network, "server, kill, restart, end": _server,
}  # fmt: skip
