"""A conference run as people run it, in its own processes: started, asked, killed, started again."""

from __future__ import annotations

import json
import os
import signal
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING, Any

from kiosk.recovery import run_file
from tests.support.drive import ROOT, Server, free_port

if TYPE_CHECKING:
    from pathlib import Path


WITHOUT_FORK = "import os; del os.fork; from kiosk.cli.main import main; main(prog_name='kiosk')"


class House(Server):
    """A running conference. `supervised`: by `kiosk run`, as people do; otherwise the bare server.

    `fork`: whether the supervisor's system has fork; Windows has none.
    """

    def __init__(
        self,
        folder: Path,
        *,
        supervised: bool = False,
        server: str = "kiosk.server.serve",
        fork: bool = True,
        **env: str,
    ) -> None:
        super().__init__(folder)
        self.supervised, self.program, self.fork = supervised, server, fork
        self.env = os.environ | {"PYTHONPATH": str(ROOT)} | env

    def begin(self, *more: str, seconds: float = 20) -> House:
        """Start it, on the same port as before, and wait until it answers."""
        if "--tls" in more:
            self.port = self.port or free_port(2)  # plain http listens beside it
        program = ["-m", "kiosk"] if self.fork else ["-c", WITHOUT_FORK]
        supervised = [*program, "--conference", str(self.folder), "run"]
        what = supervised if self.supervised else ["-m", self.program, str(self.folder)]
        self.launch([*what, *more], self.env, told="--no-links" not in more)
        self.wait(seconds)
        return self

    def server(self) -> int:
        """The server's own process."""
        found = run_file.by(self.folder)
        assert found is not None
        return found.pid

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
