"""Enrolment: a one-time link makes the device that opens it one of a stand's; and the way out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for

from kiosk import doors, words
from kiosk.devices import Role
from kiosk.doors import may, this_day

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("enrolment", __name__)

PAGES = {Role.STEWARD: "desk"}
"""Role → page, where it is not the role's own name."""

COOKIE_SECONDS = 60 * 86400


def page_of(role: Role) -> str:
    """The page at which a device of this role stands."""
    return f"/{PAGES.get(role, str(role))}"


@blueprint.get("/")
@may(Role.PUBLIC)
def home() -> ResponseReturnValue:
    """An enrolled device is shown to its stand; everybody else sees what this is."""
    device = doors.this_device()
    if device:
        return redirect(page_of(device.role))
    picture = current_app.extensions["screens"].picture("phone", words.language())
    return render_template("home.html", stand="phone", picture=picture)


@blueprint.get("/enrol/<code>")
@may(Role.PUBLIC)
def enrol(code: str) -> ResponseReturnValue:
    """Enrol the device that opens this link, then show it its stand.

    The next page is opened by the page itself and not by a redirect: a strict cookie is not sent along a redirect that
    began in another program.
    """
    device, secret = doors.enrol(this_day(), code, words.language())
    response = make_response(render_template("enrolled.html", device=device, page=page_of(device.role)))
    response.headers["Referrer-Policy"] = "no-referrer"
    response.set_cookie(
        doors.cookie_name(), secret, max_age=COOKIE_SECONDS, httponly=True, samesite="Strict", secure=request.is_secure
    )
    return response


@blueprint.post("/leave")
@may(*Role)
def leave() -> ResponseReturnValue:
    """This device is no longer one of ours."""
    device = doors.this_device()
    if device:
        doors.revoke(this_day(), device.id, device.name)
    response = make_response(redirect(url_for("enrolment.home"), 303))
    response.delete_cookie(doors.cookie_name(), samesite="Strict", httponly=True, secure=request.is_secure)
    return response
