"""The shell of the desk: the page's files, kept by its service worker so that it opens with the server gone.

The version is a digest of all of them, and of the settings and words that the page is drawn from: when it changes, the
desk is offered the new one and is never reloaded by itself.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, request

from kiosk import assets, i18n
from kiosk.arrivals import desk_list
from kiosk.stands.desk.routes import WHO
from kiosk.web.access import current_conference, may
from kiosk.web.api import gives

if TYPE_CHECKING:
    from pathlib import Path

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("shell", __name__)
PAGE = "/desk"
WORKER = "desk/service-worker.js"
NAMES = (
    "shared/*",
    "desk/*",
    "vendor/*.js",
    "vendor/noble/*.js",
    "vendor/zxing/*.js",
    "vendor/zxing/reader/*",
    "vendor/fonts/*.woff2",
)
DRAWN = ("/conference.css", "/desk/label.css")
"""Files that the server makes from the settings."""


def files() -> list[Path]:
    """Every file of the shell, in one order."""
    static = assets.folder("static")
    found = {path for name in NAMES for path in static.glob(name) if path != static / WORKER}
    return sorted(found)


def version() -> str:
    """A digest of all that the desk is made of."""
    static, templates = assets.folder("static"), assets.folder("templates")
    parts = [
        *files(),
        static / WORKER,
        templates / "shared/base.html",
        *sorted((templates / "desk").glob("*.html")),
    ]
    parts += [current_conference().folder / "conference.toml", *sorted((assets.PACKAGE / "i18n").glob("*/*.po"))]
    total = hashlib.sha256(f"{i18n.language()} {desk_list.mark(current_conference())}".encode())
    for part in parts:
        total.update(part.name.encode() + hashlib.sha256(part.read_bytes()).digest())
    return total.hexdigest()[:16]


def kept_version() -> str:
    """The version, reckoned once per start and language."""
    known: dict[str, str] = current_app.extensions.setdefault("desk-shell", {})
    language = i18n.language()
    if language not in known:
        known[language] = version()
    return known[language]


@blueprint.get("/desk/worker.js")
@may(*WHO)
@gives("text/javascript")
def worker() -> ResponseReturnValue:
    """The desk's service worker, with the list of what it keeps."""
    static = assets.folder("static")
    paths = [f"/static/{path.relative_to(static).as_posix()}" for path in files()] + list(DRAWN)
    head = f"const VERSION = {json.dumps(kept_version())};\nconst FILES = {json.dumps(paths)};\n"
    code = (static / WORKER).read_text(encoding="utf-8")
    return Response(head + code, mimetype="text/javascript", headers={"Service-Worker-Allowed": PAGE})


@blueprint.after_app_request
def name_shell(response: Response) -> Response:
    """The desk's page says which shell it belongs to."""
    if request.path == PAGE and response.status_code == 200:
        response.headers["Shell"] = kept_version()
    return response
