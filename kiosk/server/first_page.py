"""The first page: before any conference is open, this computer asks in the browser what to start."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, render_template, request

from badges.refusal import Refusal
from kiosk import i18n
from kiosk.server import local_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

SPARE = "spare"
"""The way whose folder is a spare's: it is not served, it pulls."""


class Choice:
    """The choice that was made: the way, the conference's folder, and the one-time link to its office's page."""

    def __init__(self) -> None:
        self.do = ""
        self.folder: Path | None = None
        self.link = ""
        self.made = threading.Event()


def choose(
    place: Path,
    host: str,
    port: int,
    choices: dict[str, Callable[[Path, dict[str, str]], Path]],
    office_link: Callable[[Path], str],
) -> Choice:
    """Serve the first page until a conference is chosen or made. Returns what was chosen."""
    choice = Choice()
    local_page.serve_until(create(place, choices, office_link, choice), host, port, choice.made)
    return choice


def create(
    place: Path,
    choices: dict[str, Callable[[Path, dict[str, str]], Path]],
    office_link: Callable[[Path], str],
    choice: Choice,
) -> Flask:
    """Return the application of the first page."""
    app, token = local_page.application("kiosk.first", lambda fault: page(fault, 403))

    def page(fault: str = "", status: int = 200) -> ResponseReturnValue:
        html = render_template(
            "first_page/page.html", place=place, found=_conferences(place), token=token, fault=fault, language=i18n.language(),
            typed=request.form, year=_next_name(place),
        )  # fmt: skip
        return html, status

    @app.get("/")
    def first() -> ResponseReturnValue:
        return page()

    @app.post("/")
    def make() -> ResponseReturnValue:
        form = {name: value[:300] for name, value in request.form.items()}
        try:
            local_page.check_token(token)
            act = choices.get(form.get("do", ""))
            if act is None:
                raise Refusal("Choose one of the ways.")
            choice.do, choice.folder = form["do"], act(place, form)
            choice.link = "/" if choice.do == SPARE else office_link(choice.folder)
        except Refusal as refusal:
            return page(i18n.sentence(refusal), refusal.status)
        except OSError as error:
            return page(str(error), 400)
        return local_page.starting(choice.link, choice.made)

    return app


def ask(folder: Path, kind: str, host: str, port: int, office_link: Callable[[Path], str]) -> str:
    """Ask which of two laptops is the day's; returns what was chosen, "serve" or "spare".

    `kind`: "superseded" on a server after another laptop went on (only "serve": that was a trial), "taken" on a spare that took over.
    """
    done, chosen = threading.Event(), [""]
    app, token = local_page.application("kiosk.ask", lambda _fault: ("", 403))

    @app.get("/")
    @app.get("/enrol/<_code>")
    def page(_code: str = "", fault: str = "") -> ResponseReturnValue:
        return render_template(
            "first_page/ask.html", folder=folder, kind=kind, token=token, fault=fault, language=i18n.language()
        )

    @app.post("/")
    def go_on() -> ResponseReturnValue:
        try:
            local_page.check_token(token)
            if request.form.get("sure") != "1":
                raise Refusal("Tick that you are sure.")
        except Refusal as refusal:
            return page(fault=i18n.sentence(refusal))
        chosen[0] = "spare" if request.form.get("do") == "spare" and kind == "taken" else "serve"
        return local_page.starting(office_link(folder) if chosen[0] == "serve" else "/", done)

    local_page.serve_until(app, host, port, done)
    return chosen[0]


def _conferences(place: Path) -> list[str]:
    return sorted(
        path.parent.name for path in place.glob("*/conference.toml") if not path.parent.name.endswith(".part")
    )


def _next_name(place: Path) -> str:
    """Return a name for a folder that is not there yet."""
    name, n = "hoi-nghi", 2
    while (place / name).exists():
        name, n = f"hoi-nghi-{n}", n + 1
    return name
