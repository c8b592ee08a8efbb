"""Navigations that begin on another site: strict cookies do not come with them, so an enrolled browser looks like a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from flask import make_response, render_template, request

if TYPE_CHECKING:
    from flask import Response

ONCE_MORE: Final = "on"
"""The query's name in the address to which a page goes on by itself."""


def began_elsewhere() -> bool:
    """Return True where another site's page (web mail, chat) may have begun this navigation, until it was gone on with once.

    Plain http does not say where a navigation began: there every page that a browser opens may have.
    """
    if request.method != "GET" or ONCE_MORE in request.args:
        return False
    site = request.headers.get("Sec-Fetch-Site")
    if site is None:
        return "text/html" in request.headers.get("Accept", "")
    return site not in ("same-origin", "none")


def go_on() -> Response:
    """Return a page that goes on to its own address: what begins on this site brings the cookies along."""
    query = urlencode([*request.args.items(multi=True), (ONCE_MORE, "1")])
    response = make_response(render_template("shared/go_on.html", address=f"{request.path}?{query}"))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
