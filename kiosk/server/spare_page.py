"""The spare laptop's page: how fresh its copy is, what is wrong, and the button that takes over."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, jsonify, render_template, request

from badges.refusal import Refusal
from kiosk import console, i18n
from kiosk.i18n import durations
from kiosk.recovery import backup, spare, takeover
from kiosk.server import local_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.typing import ResponseReturnValue

FRESH_SECONDS, OLD_SECONDS = 30.0, 120.0


@dataclass
class Pulling:
    """The state of the pulling thread as the page shows it, and whether somebody took over."""

    folder: Path
    address: str
    heard: float = 0.0
    """When the server answered last, on the monotonic clock; 0 before the first answer."""
    said: str = ""
    problem: str = "line"
    """As `spare.Teller` has it."""
    stopped: threading.Event = field(default_factory=threading.Event)
    taken: threading.Event = field(default_factory=threading.Event)

    def age(self) -> float | None:
        """Return the seconds since the server answered last; None before the first answer."""
        return time.monotonic() - self.heard if self.heard else None

    @property
    def host(self) -> str:
        """The server's name or address without scheme and port."""
        return urlsplit(self.address).hostname or ""

    def state(self) -> str:
        """Return good, warn or bad."""
        age = self.age()
        return "bad" if age is None or age > OLD_SECONDS else "warn" if age > FRESH_SECONDS else "good"

    def hear(self, text: str) -> None:
        """Keep what the puller says last."""
        self.said = text


def run(folder: Path, host: str, port: int, office_link: Callable[[Path], str]) -> None:
    """Pull copies and show how it stands, until somebody takes over on the page.

    `office_link` makes the one-time link to the office's page of the server that is started afterwards.
    """
    note = takeover.noted(folder)
    pulling = Pulling(folder, note.address)
    thread = threading.Thread(target=_pull, args=(pulling,), daemon=True)
    thread.start()
    try:
        local_page.serve_until(create(pulling, office_link), host, port, pulling.taken)
    finally:
        pulling.stopped.set()
        thread.join(timeout=spare.TIMEOUT_SECONDS)


def _pull(pulling: Pulling) -> None:
    authority = pulling.folder / spare.AUTHORITY
    puller = spare.Puller(pulling.address, pulling.folder, authority if authority.is_file() else None)
    puller.known()
    teller = spare.Teller(puller, pulling.hear)
    while not pulling.stopped.is_set():
        before = time.monotonic()
        try:
            teller.round()
        except Refusal as refusal:
            pulling.hear(i18n.sentence(refusal))
        pulling.problem = teller.problem
        if not teller.problem:
            pulling.heard = max(pulling.heard, before)
        pulling.stopped.wait(spare.EVERY_SECONDS)


def create(pulling: Pulling, office_link: Callable[[Path], str]) -> Flask:
    """Return the application of the spare's page."""
    app, token = local_page.application("kiosk.spare", lambda _fault: ("", 403))
    app.jinja_env.filters["ago"] = durations.rough

    def page(fault: str = "", status: int = 200, *, tried: bool = False) -> ResponseReturnValue:
        newest = backup.newest(pulling.folder)
        html = render_template(
            "first_page/spare.html", pulling=pulling, state=pulling.state(), number=backup.number(newest[0]) if newest else None,
            copy_age=newest[1] if newest else None, token=token, fault=fault, tried=tried, language=i18n.language(),
            command=console.command_line(pulling.folder, "takeover"),
        )  # fmt: skip
        return html, status

    @app.get("/")
    def first() -> ResponseReturnValue:
        return page()

    @app.get("/healthz")
    def health() -> ResponseReturnValue:
        return jsonify(ok=True, epoch="spare", state=pulling.state())

    @app.post("/")
    def take() -> ResponseReturnValue:
        try:
            local_page.check_token(token)
            if request.form.get("sure") != "1":
                raise Refusal("Tick that the first server is switched off.")
            pulling.stopped.set()
            again = request.form.get("again") == "1"
            takeover.take_over(pulling.folder, again=again)
        except Refusal as refusal:
            pulling.stopped.clear()
            return page(i18n.sentence(refusal), refusal.status, tried=bool(takeover.noted(pulling.folder).taken))
        return local_page.starting(office_link(pulling.folder), pulling.taken)

    return app
