"""What Windows lacks, or does otherwise under the same name, stands in `kiosk/machine/` only, and its double is tried here."""

from __future__ import annotations

import ast
import errno
import fcntl
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kiosk.machine import file_lock

ROOT = Path(__file__).parents[3]
LACKING = {
    "os": {
        "fork", "forkpty", "kill", "killpg", "getuid", "geteuid", "getgid", "setsid", "pread", "pwrite", "chown", "mkfifo",
        "waitpid", "wait", "sysconf", "getloadavg", "statvfs", "uname", "fchmod", "nice",
    },
    "signal": {"SIGKILL", "SIGALRM", "SIGUSR1", "SIGUSR2", "alarm", "setitimer", "pause", "pthread_kill"},
    "time": {"tzset", "clock_gettime"},
    "socket": {"AF_UNIX", "socketpair", "SO_REUSEPORT"},
}  # fmt: skip
"""`os.kill` is there and ends the process at once, whatever the signal."""
MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "crypt"}


def strayed(source: str) -> list[str]:
    """Return what a source uses that Windows has not."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found += [f"{node.value.id}.{node.attr}"] if node.attr in LACKING.get(node.value.id, ()) else []
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name in MODULES]
        elif isinstance(node, ast.ImportFrom):
            found += [node.module] if node.module in MODULES else []
            found += [f"{node.module}.{a.name}" for a in node.names if a.name in LACKING.get(node.module or "", ())]
    return found


def test_nothing_that_windows_lacks_is_used_elsewhere():
    files = [path for room in ("kiosk", "live", "badges") for path in (ROOT / room).rglob("*.py")]
    used = {path.relative_to(ROOT).as_posix(): strayed(path.read_text(encoding="utf-8")) for path in files}
    assert len(files) > 200
    assert {name: what for name, what in used.items() if what and not name.startswith("kiosk/machine/")} == {}


@pytest.mark.parametrize(
    "planted",
    ["os.kill(pid, 0)", "os.fork()", "import fcntl", "from os import getuid", "signal.SIGKILL", "from pwd import x"],
)
def test_what_strays_is_found(planted):
    assert len(strayed(planted)) == 1


def test_children_are_never_forked():
    """Windows has no fork: a pool is started by `spawn` everywhere, so that it is the same here as there."""
    pools = {
        path.relative_to(ROOT).as_posix(): text.count('mp_context=get_context("spawn")')
        == text.count("ProcessPoolExecutor(")
        for path in (ROOT / "kiosk").rglob("*.py")
        if "multiprocessing" in (text := path.read_text(encoding="utf-8")) or "ProcessPool" in text
    }
    assert pools == {"kiosk/guests/invitations.py": True}


class Msvcrt:
    """A double of Microsoft's runtime: one byte from where the file stands is locked for one handle, at once or not at all."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.calls: list[tuple[int, int]] = []

    def locking(self, handle: int, mode: int, count: int) -> None:
        assert mode == self.LK_NBLCK
        self.calls.append((os.lseek(handle, 0, os.SEEK_CUR), count))
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OSError(errno.EACCES, "Permission denied") from error


def test_the_lock_of_a_folder_by_microsofts_runtime(tmp_path, monkeypatch):
    runtime = Msvcrt()
    monkeypatch.setitem(sys.modules, "msvcrt", runtime)
    monkeypatch.setattr(file_lock, "sys", SimpleNamespace(platform="win32"))
    first = file_lock.FolderLock(tmp_path).take()
    with pytest.raises(file_lock.Held):
        file_lock.FolderLock(tmp_path).take()
    first.release()
    file_lock.FolderLock(tmp_path).take().release()
    assert set(runtime.calls) == {(0, 1)}, "always the same byte"
