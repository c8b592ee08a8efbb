"""A sound server of one's own for browsers that need a real one: PulseAudio with a silent output and a microphone that hums."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPT = """load-module module-native-protocol-unix auth-anonymous=1 socket={socket}
load-module module-null-sink sink_name=out
load-module module-sine-source source_name=mic frequency=440
set-default-source mic
"""
SECONDS = 20


@contextmanager
def sound_server() -> Iterator[str]:
    """Run one; gives the value of PULSE_SERVER by which programs find it."""
    home = Path(tempfile.mkdtemp(prefix="kiosk-pulse-"))
    socket = home / "native"
    (home / "script.pa").write_text(SCRIPT.format(socket=socket), encoding="utf-8")
    command = [
        "pulseaudio",
        "-n",
        "--exit-idle-time=-1",
        "--daemonize=no",
        "--use-pid-file=no",
        "-F",
        str(home / "script.pa"),
    ]
    env = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "PATH": "/usr/bin:/bin"}
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + SECONDS
        while not socket.exists():
            assert process.poll() is None, "pulseaudio ended"
            assert time.monotonic() < end, "pulseaudio does not come up"
            time.sleep(0.1)
        yield f"unix:{socket}"
    finally:
        process.terminate()
        process.wait(SECONDS)
        shutil.rmtree(home, ignore_errors=True)
