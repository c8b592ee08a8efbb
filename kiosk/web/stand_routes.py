"""The two routes that every stand has: its page and its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import jsonify, render_template
from msgspec import Struct

from kiosk import i18n
from kiosk.web import access
from kiosk.web.access import may
from kiosk.web.api import gives

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

    from kiosk.web.pictures import Screens
    from kiosk.web.stand import Stand


class Picture(Struct, forbid_unknown_fields=True):
    """A stand's picture. `number` is the log's; `now` in ms since 1970 by the conference's clock; `mark` names the text."""

    stand: str
    number: int
    epoch: str
    conference: str
    now: int
    html: str
    mark: str
    warning: str
    """A sentence for whoever works here, above the page; "" where there is none."""


def common_routes(app: Flask, stand: Stand, screens: Screens) -> None:
    """Register the routes that all stands have: `/<stand>` and `/<stand>/picture`."""

    @may(*stand.roles)
    def page() -> ResponseReturnValue:
        """The stand's page."""
        picture = screens.picture(stand.name, i18n.language())
        return render_template(
            f"{stand.folder}/page.html",
            stand=stand.folder,
            view=stand.name,
            picture=picture,
            device=access.this_device(),
        )

    @may(*stand.roles)
    @gives(Picture)
    def picture() -> ResponseReturnValue:
        """Return the stand's picture as it is now; the same that comes by its socket."""
        return jsonify(screens.picture(stand.name, i18n.language()))

    endpoint = stand.name.replace("/", "-")
    app.add_url_rule(f"/{stand.name}", f"{endpoint}.page", page)
    app.add_url_rule(f"/{stand.name}/picture", f"{endpoint}.picture", picture)
