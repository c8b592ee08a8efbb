"""The first page: before any conference is open, a small server of this computer alone asks in the browser what to start."""

from __future__ import annotations

import secrets
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, render_template, request
from werkzeug.serving import WSGIRequestHandler, make_server

from badges.refusal import Forbidden, Refusal
from kiosk import assets, i18n
from kiosk.machine import network
from kiosk.web import headers

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue


class Quiet(WSGIRequestHandler):
    """The window is read by a clerk: requests are not written into it."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Write nothing."""


class Choice:
    """What was chosen: the conference's folder, and the one-time code of its office."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.code = ""
        self.made = threading.Event()


def choose(
    place: Path,
    host: str,
    port: int,
    choices: dict[str, Callable[[Path, dict[str, str]], Path]],
    office_code: Callable[[Path], str],
) -> tuple[Path, str]:
    """Serve the first page until a conference is chosen or made. Returns its folder and the office's code."""
    choice = Choice()
    app = create(place, choices, office_code, choice)
    try:
        server = make_server(host, port, app, threaded=True, request_handler=Quiet)
    except OSError as error:
        raise network.cannot_listen(host, port, error) from error
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        while not choice.made.wait(0.2):
            pass
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    return choice.folder or place, choice.code


def create(
    place: Path,
    choices: dict[str, Callable[[Path, dict[str, str]], Path]],
    office_code: Callable[[Path], str],
    choice: Choice,
) -> Flask:
    """Return the application of the first page. Only pages of this very address may change anything: a token and the host."""
    app = Flask(
        "kiosk.first", static_folder=str(assets.folder("static")), template_folder=str(assets.folder("templates"))
    )
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(i18n.gettext, i18n.ngettext, newstyle=True)  # type: ignore[attr-defined]
    token = secrets.token_urlsafe(16)

    def page(fault: str = "", status: int = 200) -> ResponseReturnValue:
        html = render_template(
            "first_page/page.html", place=place, found=_conferences(place), token=token, fault=fault, language=i18n.language(),
            typed=request.form, year=_next_name(place),
        )  # fmt: skip
        return html, status

    @app.before_request
    def begin() -> ResponseReturnValue | None:
        i18n.speak(request.args.get("lang") or request.cookies.get("lang") or i18n.DEFAULT)
        if (urlsplit(f"//{request.host}").hostname or "") not in ("127.0.0.1", "localhost"):
            return page(i18n.gettext("This page belongs to another site."), 403)
        return None

    @app.get("/")
    def first() -> ResponseReturnValue:
        return page()

    @app.post("/")
    def make() -> ResponseReturnValue:
        form = {name: value[:300] for name, value in request.form.items()}
        try:
            if not secrets.compare_digest(form.get("token", ""), token):
                raise Forbidden("This page belongs to another site.")
            act = choices.get(form.get("do", ""))
            if act is None:
                raise Refusal("Choose one of the ways.")
            choice.folder = act(place, form)
            choice.code = office_code(choice.folder)
        except Refusal as refusal:
            return page(i18n.sentence(refusal), refusal.status)
        except OSError as error:
            return page(str(error), 400)
        threading.Timer(0.5, choice.made.set).start()  # the page gets its answer first
        return render_template("first_page/starting.html", back=f"/enrol/{choice.code}", language=i18n.language())

    @app.after_request
    def finish(response: Any) -> Any:
        return headers.apply(response, kept=request.path.startswith("/static/"))

    return app


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
