"""A conference run as people run it, in its own processes: started, asked, killed, started again."""

from __future__ import annotations

import json
import os
import signal
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from kiosk import running

ROOT = Path(__file__).parents[1]


class House:
    """A running conference. `supervised`: by `kiosk run`, as people do; otherwise the bare server."""

    def __init__(self, folder: Path, *, supervised: bool = False, server: str = "kiosk.server", **env: str) -> None:
        self.folder, self.supervised, self.program, self.port = folder, supervised, server, 0
        self.env = os.environ | {"PYTHONPATH": str(ROOT)} | env
        self.links: dict[str, str] = {}
        self.process: Any = None
        self.authority: Path | None = None
        """Over https: whom to trust."""

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"{'https' if self.authority else 'http'}://127.0.0.1:{self.port}"

    def begin(self, *more: str, seconds: float = 20) -> House:
        """Start it, on the same port as before, and wait until it answers."""
        supervised = ["-m", "kiosk", "--conference", str(self.folder), "run"]
        what = supervised if self.supervised else ["-m", self.program, str(self.folder)]
        command = [sys.executable, *what, "--port", str(self.port), *more]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=subprocess.PIPE, text=True)
        for line in [] if "--no-links" in more else self.process.stdout:
            stand, link = line.split()
            self.links[stand] = link
            if stand == "hall":
                self.port = int(link.split(":")[2].split("/")[0])
                break
        self.wait(seconds)
        return self

    def wait(self, seconds: float = 20) -> dict[str, Any]:
        """Until it answers; returns what /healthz says."""
        end = time.monotonic() + seconds
        trusting = ssl.create_default_context(cafile=str(self.authority)) if self.authority else None
        while True:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=1, context=trusting) as answer:
                    return dict(json.load(answer))
            except (OSError, HTTPException):
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def server(self) -> int:
        """The server's own process."""
        found = running.by(self.folder)
        assert found is not None
        return found.pid

    def kill(self) -> None:
        """Kill the bare server without a word, as a power cut does to a process."""
        self.signal(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop; returns its exit code."""
        return self.signal(signal.SIGTERM)

    def signal(self, number: int) -> int:
        """Send a signal to what was started and wait for its end."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)
        code: int = self.process.wait(timeout=20)
        self.process.stdout.close()
        return code

    def enrol(self, stand: str, link: str = "") -> Client:
        """A device of this stand."""
        client = Client(self.address)
        assert client.get((link or self.links[stand]).replace(self.address, ""))[0] == 200
        return client


class Client:
    """A device: it keeps its cookie and sends what pages send."""

    def __init__(self, address: str) -> None:
        self.address, self.jar = address, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str, *, timeout: float = 5) -> tuple[int, bytes]:
        """Status and body."""
        return self._ask(urllib.request.Request(self.address + path), timeout)

    def post(self, path: str, body: Any, *, timeout: float = 5) -> tuple[int, Any]:
        """Send JSON; returns status and the answer."""
        headers = {"Content-Type": "application/json", "Origin": self.address, "Accept": "application/json"}
        request = urllib.request.Request(self.address + path, json.dumps(body).encode(), headers, method="POST")
        status, answer = self._ask(request, timeout)
        return status, json.loads(answer or b"null")

    def form(self, path: str, body: bytes = b"") -> tuple[int, bytes]:
        """Send a form."""
        request = urllib.request.Request(self.address + path, body, {"Origin": self.address}, method="POST")
        return self._ask(request, 5)

    def _ask(self, request: urllib.request.Request, timeout: float) -> tuple[int, bytes]:
        try:
            with self.opener.open(request, timeout=timeout) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read()
