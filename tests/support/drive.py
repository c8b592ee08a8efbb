"""Live the sample conference's day through its own addresses, as its devices do: used by tests, pictures and measurements."""

from __future__ import annotations

import atexit
import json
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from random import randrange
from typing import Any
from urllib.error import HTTPError

from badges import guests
from kiosk.conference import conference as conferences
from kiosk.intake import plan
from tests.support import prefork

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "haiphong-2026"


def prepare(folder: Path) -> dict[str, str]:
    """Make the sample conference in a folder and take its lists in. Returns name → code of every guest's card."""
    conferences.make(folder, SAMPLE)
    conference = conferences.open_conference(folder)
    try:
        for kind in ("guests", "questions"):
            plan.carry_out(conference, plan.from_file(conference, kind, folder / f"{kind}.xlsx"))  # type: ignore[arg-type]
        return {
            guest.name: guests.code(guest, conference.key, conference.settings.id)
            for guest in guests.every(conference.db)
        }
    finally:
        conference.db.close()


@dataclass
class Server:
    """The server of a conference in a process of its own."""

    folder: Path
    hour: str = "13:45"
    port: int = 0
    links: dict[str, str] = field(default_factory=dict)
    process: Any = None
    options: list[str] = field(default_factory=list)
    """More words for the server's command line."""
    python: str = sys.executable
    """By which installation it is run."""
    said: str = ""
    """What it wrote while it started."""
    authority: Path | None = None
    """Over https: whom to trust."""
    forked: bool = False
    """It is a fork of a process that has loaded the product: the same program, there a second sooner."""

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"{'https' if self.authority else 'http'}://127.0.0.1:{self.port}"

    def start(self) -> Server:
        """Start it, on the same port as before if it ran already, and read its links."""
        self.launch(["-m", "kiosk.server.serve", str(self.folder), "--at", self.hour, *self.options])
        self.wait()
        return self

    def launch(self, words: list[str], env: dict[str, str] | None = None, told: bool = True) -> None:
        """Run Python with these words and the port; `told`: it tells its links, the hall's at last."""
        words = [*words, "--port", str(self.port)]
        if self.forked:
            self.process = prefork.serve(words[2:])
        else:
            self.process = subprocess.Popen([self.python, *words], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout if told else ():
            self.said += line
            if match := re.match(r"(\w+)\s+(http\S+:(\d+)/\S+)$", line):
                self.links[match[1]], self.port = match[2], int(match[3])
            if line.startswith("hall"):
                break

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

    def kill(self) -> None:
        """Kill it without a word, as a power cut does to a process."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Device:
    """An enrolled device that speaks JSON."""

    def __init__(self, server: Server, stand: str = "") -> None:
        self.server = server
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        if stand:
            self.opener.open(server.links[stand], timeout=10).read()

    def get(self, path: str) -> Any:
        """The JSON at an address."""
        request = urllib.request.Request(self.server.address + path, headers={"Accept": "application/json"})
        with self.opener.open(request, timeout=10) as answer:
            return json.load(answer)

    def post(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Send JSON; returns status and JSON."""
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        request = urllib.request.Request(self.server.address + path, json.dumps(body).encode(), headers)
        try:
            with self.opener.open(request, timeout=10) as answer:
                return answer.status, json.load(answer)
        except HTTPError as refusal:
            return refusal.code, json.load(refusal)

    def scan(self, code: str, way: str = "wedge", **more: Any) -> Any:
        """Scan a card at the desk."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        return self.post("/desk/scans", {"id": new_id(), "code": code, "at": at, "way": way, **more})[1]

    def turn(self, move: str, question: int | None = None, seen: int | None = None, **more: Any) -> tuple[int, Any]:
        """Make a move in the dialogue, having seen the newest picture."""
        seen = self.get("/moderator/picture")["number"] if seen is None else seen
        return self.post("/moderator/turns", {"id": new_id(), "question": question, "move": move, "seen": seen, **more})

    def answer(self, question: int, text: str, **more: Any) -> tuple[int, Any]:
        """Put an answer on record for a question that had none."""
        body = {
            "id": new_id(),
            "question": question,
            "seen": 0,
            "text": text,
            "answerer": "",
            "unit": "tdc",
            "basis": "",
        }
        return self.post(
            "/secretary/answers", body | {"form": "live", "result": "explained", "promised": False, "due": ""} | more
        )


def visit(page: Any, address: str) -> None:
    """Open an address in a browser's page; a device's link goes on to its stand by itself, so that is waited for.

    Otherwise what is opened next is overtaken, or overtakes.
    """
    page.goto(address)
    if "/enrol/" in address:
        page.wait_for_url(lambda at: "/enrol/" not in at)


def new_id() -> str:
    """An id as devices make them."""
    return str(uuid.uuid4())


def free_port(count: int = 1) -> int:
    """The first of so many ports in a row that nobody uses, below those that the system gives to outgoing connections."""
    while True:
        first = randrange(15_000, 32_000)
        with ExitStack() as probes, suppress(OSError):
            for port in range(first, first + count):
                probes.enter_context(socket.socket()).bind(("127.0.0.1", port))
            return first


def temporary() -> Path:
    """A folder for a conference that nobody keeps: it goes when this process ends."""
    place = Path(tempfile.mkdtemp(prefix="kiosk-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place / "conference"
