"""A small server of this computer alone, for pages that are shown while no conference is open. Only its own pages may press anything."""

from __future__ import annotations

import secrets
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, render_template, request
from werkzeug.serving import WSGIRequestHandler, make_server

from badges.refusal import Forbidden
from kiosk import assets, i18n
from kiosk.machine import network
from kiosk.web import headers

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

ANSWER_SECONDS = 0.5
"""The page gets its answer before its server ends."""


class Quiet(WSGIRequestHandler):
    """The window is read by a clerk: requests are not written into it."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Write nothing."""


def application(name: str, refused: Callable[[str], ResponseReturnValue]) -> tuple[Flask, str]:
    """Return an application in the reader's language, and the token that each of its forms carries.

    `refused` makes the page for a request under another name than this computer's.
    """
    app = Flask(name, static_folder=str(assets.folder("static")), template_folder=str(assets.folder("templates")))
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(i18n.gettext, i18n.ngettext, newstyle=True)  # type: ignore[attr-defined]

    @app.before_request
    def begin() -> ResponseReturnValue | None:
        i18n.speak(request.args.get("lang") or request.cookies.get("lang") or i18n.DEFAULT)
        if (urlsplit(f"//{request.host}").hostname or "") not in ("127.0.0.1", "localhost"):
            return refused(i18n.gettext("This page belongs to another site."))
        return None

    @app.after_request
    def finish(response: Any) -> Any:
        if (wanted := request.args.get("lang")) in i18n.LANGUAGES:
            response.set_cookie("lang", wanted, samesite="Strict", httponly=True)
        return headers.apply(response, kept=request.path.startswith("/static/"))

    return app, secrets.token_urlsafe(16)


def check_token(token: str) -> None:
    """Raise `Forbidden` unless the form that was sent carries the token."""
    if not secrets.compare_digest(request.form.get("token", "").encode(), token.encode()):
        raise Forbidden("This page belongs to another site.")


def starting(back: str, done: threading.Event) -> str:
    """Return the page that waits for the next server and goes on to `back`; its own server ends right after the answer."""
    answer = render_template("first_page/starting.html", back=back, language=i18n.language())
    threading.Timer(ANSWER_SECONDS, done.set).start()
    return answer


def serve_until(app: Flask, host: str, port: int, done: threading.Event) -> None:
    """Serve the page until the event is set. Raises `Refusal` where the port is taken."""
    try:
        server = make_server(host, port, app, threaded=True, request_handler=Quiet)
    except OSError as error:
        raise network.cannot_listen(host, port, error) from error
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        while not done.wait(0.2):
            pass
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
