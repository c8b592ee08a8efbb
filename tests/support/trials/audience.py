"""Past one machine: a Redis of a trial's own, and socket processes for the audience."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import websocket

from tests.support.drive import ROOT, free_port

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def until(true: Callable[[], object], seconds: float = 15) -> float:
    """Wait until something holds; returns how long it took."""
    start = time.monotonic()
    while not true():
        assert time.monotonic() - start < seconds, "it did not come"
        time.sleep(0.05)
    return time.monotonic() - start


class Redis:
    """A redis-server that may be killed and started again on its port."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [shutil.which("redis-server") or "redis-server", "--port", str(self.port), "--bind", "127.0.0.1"]
        self.process = subprocess.Popen([*command, "--save", "", "--dir", str(self.folder)], stdout=subprocess.DEVNULL)
        ping = ["redis-cli", "-p", str(self.port), "ping"]
        until(lambda: subprocess.run(ping, capture_output=True).stdout == b"PONG\n")

    def kill(self) -> None:
        """Kill it."""
        self.process.kill()
        self.process.wait()


class Screens:
    """A socket process."""

    def __init__(self, redis: Redis, conference: str = "haiphong-2026") -> None:
        words = ["--port", "0", "--conference", conference]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kiosk.server.audience", *words],
            cwd=ROOT, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL,
            env=os.environ | {"KIOSK_REDIS": redis.url},
        )  # fmt: skip
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline().rsplit(":", 1)[1].split("/")[0])

    def status(self) -> int:
        """200 while it is live."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    def hall(self) -> websocket.WebSocket:
        """A hall's socket, joined."""
        line = websocket.create_connection(
            f"ws://127.0.0.1:{self.port}/socket.io/?EIO=4&transport=websocket",
            origin=f"http://127.0.0.1:{self.port}", timeout=10,
        )  # fmt: skip
        line.recv()
        line.send("40" + json.dumps({"stand": "hall", "lang": "vi"}))
        return line

    def kill(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
