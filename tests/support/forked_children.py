"""The product's child processes for tests without the second that Python takes to load a module: each is a fork.

For each module of `LOADED` one process loads it and waits at a socket. The command of a child is then this file itself, run
by a bare Python: it hands its arguments, folder, environment and its three streams to that process, which forks. The fork
runs the module as `python -m` would, limits included, and ends when the command is killed.
"""

import json
import os
import socket
import sys

MOST = 1 << 20
"""Bytes of a request at most: arguments and environment."""
LOADED = {
    "kiosk.intake": ("kiosk.intake.reader.xlsx", "kiosk.intake.reader.read_table", "kiosk.i18n"),
    "kiosk.papers.worker": ("kiosk.papers.worker", "docxtpl", "openpyxl", "fpdf"),
    "kiosk.guests.outbox": ("kiosk.guests.outbox", "PIL.Image", "qrcode"),
    "kiosk.slides.draw": ("kiosk.slides.draw", "pypdfium2", "PIL.Image"),
    "kiosk": ("kiosk.cli.main", "kiosk.papers.pdf.catalogue", "fpdf", "docx"),
}
"""Module → what its process loads before the first child."""


def ask(address: str, words: list[str]) -> int:
    """Have a child forked with these words and this process's streams; return its exit code."""
    line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MOST)
    line.connect(address)
    request = {
        "words": words,
        "folder": os.getcwd(),  # noqa: PTH109 - pathlib takes longer to load than all of this
        "environment": dict(os.environ),
    }
    socket.send_fds(line, [json.dumps(request).encode()], [0, 1, 2])
    for stream in (0, 1, 2):
        os.close(stream)
    return int(line.recv(8) or b"1")


if __name__ == "__main__" and sys.argv[1] != "--load":
    os._exit(ask(sys.argv[1], sys.argv[2:]))

import atexit  # noqa: E402 - what a command needs is above
import runpy  # noqa: E402
import select  # noqa: E402
import shutil  # noqa: E402
import signal  # noqa: E402
import subprocess  # noqa: E402
import tempfile  # noqa: E402
from contextlib import suppress  # noqa: E402
from functools import cache  # noqa: E402
from importlib import import_module  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import NoReturn  # noqa: E402

ROOT = Path(__file__).parents[2]


def python(*words: str) -> list[str]:
    """Return the command of a child as `kiosk.machine.processes.python` does, forked where its module is loaded."""
    if sys.platform == "linux" and words[0] == "-m" and words[1] in LOADED:
        return [sys.executable, "-ISE", __file__, str(_loaded(words[1])), *words[2:]]
    return [sys.executable, "-P", *words]


@cache
def _loaded(module: str) -> Path:
    """Start the process that has loaded the module; it ends with this one. Return the address of its socket."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-forks-"))
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.forked_children", "--load", module, str(folder / "socket")],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin and process.stdout
    process.stdout.readline()  # it listens

    def end() -> None:
        process.stdin.close()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    return folder / "socket"


def load(module: str, address: str) -> None:
    """Load the module, then fork a child for each connection until the input is closed."""
    for name in LOADED[module]:
        import_module(name)
    if module != "kiosk":
        sys.modules.pop(module, None)  # each child runs it anew
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listening.bind(address)
    listening.listen(64)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    while True:
        readable, _w, _x = select.select([listening, 0], [], [])
        if 0 in readable:
            return
        line, _peer = listening.accept()
        if os.fork() == 0:
            listening.close()
            _keep(module, line)
        line.close()


def _keep(module: str, line: socket.socket) -> NoReturn:
    """Fork the child, and report its end; kill it where the command ends first."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    said, streams, _flags, _peer = socket.recv_fds(line, MOST, 3)
    if not said:
        os._exit(0)
    pid = os.fork()
    if pid == 0:
        line.close()
        _run(module, json.loads(said), streams)
    for stream in streams:
        os.close(stream)
    watched = os.pidfd_open(pid)
    ready, _w, _x = select.select([watched, line], [], [])
    if watched not in ready:
        os.kill(pid, signal.SIGKILL)
    _pid, status = os.waitpid(pid, 0)
    with suppress(OSError):
        line.send(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _run(module: str, request: dict, streams: list[int]) -> NoReturn:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115 - descriptors
    sys.argv = [module, *request["words"]]
    code = 1
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    load(sys.argv[2], sys.argv[3])
