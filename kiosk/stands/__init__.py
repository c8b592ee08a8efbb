"""The stands: places where somebody stands in front of a page. Each file here is one; this one brings them together."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from flask import jsonify, render_template

from kiosk import doors, words
from kiosk.bodies import gives
from kiosk.doors import may
from kiosk.screens import Picture
from kiosk.stands import enrolment, office

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

    from kiosk.screens import Screens, Stand

STANDS = (
    "chair",
    "hall",
    "desk",
    "moderator",
    "presenter",
    "self",
    "secretary",
    "phone",
)
"""Those with a picture; each is a module of this package with a `STAND` and a `blueprint`. The office is a package."""

OTHERS = (
    "enrolment",
    "health",
    "notes",
    "register",
    "shell",
    "spare",
)
"""Modules with a `blueprint` only."""


def load() -> None:
    """Import every stand, which is a good part of a start, before there is a conference to serve."""
    for name in (*STANDS, *OTHERS):
        import_module(f"kiosk.stands.{name}")
    office.sections()


def take_in(app: Flask, screens: Screens) -> None:
    """Register every stand: its own routes, and the two that all have, `/<stand>` and `/<stand>/picture`."""
    for name in STANDS:
        module = import_module(f"kiosk.stands.{name}")
        screens.add(module.STAND)
        _common_routes(app, module.STAND, screens)
        app.register_blueprint(module.blueprint)
    for section in office.sections():
        if hasattr(section, "STAND"):
            screens.add(section.STAND)
            _common_routes(app, section.STAND, screens)
    office.take_in(app)
    app.extensions["tries"] = enrolment.limits()
    for name in OTHERS:
        app.register_blueprint(import_module(f"kiosk.stands.{name}").blueprint)


def _common_routes(app: Flask, stand: Stand, screens: Screens) -> None:
    @may(*stand.roles)
    def page() -> ResponseReturnValue:
        """The stand's page."""
        picture = screens.picture(stand.name, words.language())
        return render_template(f"{stand.name}/page.html", stand=stand.name, picture=picture, device=doors.this_device())

    @may(*stand.roles)
    @gives(Picture)
    def picture() -> ResponseReturnValue:
        """What the stand shows now; the same that comes by its socket."""
        return jsonify(screens.picture(stand.name, words.language()))

    app.add_url_rule(f"/{stand.name}", f"{stand.name}.page", page)
    app.add_url_rule(f"/{stand.name}/picture", f"{stand.name}.picture", picture)
