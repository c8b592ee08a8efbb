"""Enrolment: a one-time link makes the device that opens it one of a stand's."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, make_response, redirect, render_template, request

from badges.refusal import Refusal, TooMany
from kiosk import i18n
from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.web import access, navigation
from kiosk.web.access import current_conference, may
from kiosk.web.api import HTML, gives
from kiosk.web.rate_limit import Limit, network_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from kiosk.conference.devices import Device

blueprint = Blueprint("enrolment", __name__)

PAGES = {Role.STEWARD: "desk"}
"""Role → page, where it is not the role's own name."""

COOKIE_SECONDS = 60 * 86400
WRONG_HERE, WRONG_IN_ALL = (5, 900.0), (60, 3600.0)
"""Wrong codes in so many seconds: of one address, and typed ones of all addresses together."""
SLOW_SECONDS = 2.0
"""Once there are so many wrong ones in all, each typed code is looked at after this wait, one of an address at a time."""


@dataclass
class Tries:
    """Wrong enrolment codes, for one application. `pause` waits so many seconds without holding others up."""

    here: Limit = field(default_factory=lambda: Limit(*WRONG_HERE))
    in_all: Limit = field(default_factory=lambda: Limit(*WRONG_IN_ALL))
    waiting: set[str] = field(default_factory=set)
    """Addresses of which a typed code waits to be looked at."""
    pause: Callable[[float], object] = time.sleep

    def begin(self, address: str, *, is_typed: bool) -> None:
        """Make a try wait or refuse it. Raises `TooMany` for the address alone: nobody locks out another one."""
        if self.here.full(address) or (is_typed and address in self.waiting):
            raise TooMany("Too many wrong codes. Wait a quarter of an hour, or ask the office for a link.")
        if is_typed and self.in_all.full():
            self.waiting.add(address)
            try:
                self.pause(SLOW_SECONDS)
            finally:
                self.waiting.discard(address)

    def wrong(self, address: str, *, is_typed: bool) -> None:
        """Count a wrong code."""
        self.here.count(address)
        if is_typed and not self.in_all.full():
            self.in_all.count()


def page_of(role: Role) -> str:
    """The page at which a device of this role stands."""
    return f"/{PAGES.get(role, str(role))}"


@blueprint.get("/")
@may(Role.PUBLIC)
@gives(HTML, 302)
def home() -> ResponseReturnValue:
    """An enrolled device is shown to its stand; everybody else sees what this is."""
    device = access.this_device()
    if device:
        return redirect(page_of(device.role))
    if navigation.began_elsewhere():
        return navigation.go_on()
    picture = current_app.extensions["screens"].picture("phone", i18n.language())
    return render_template("phone/home.html", stand="phone", picture=picture)


@blueprint.get("/enrol")
@may(Role.PUBLIC)
def ask() -> ResponseReturnValue:
    """Where the eight digits are typed that the office shows beside a link."""
    return _form()


@blueprint.post("/enrol")
@may(*Role)
@gives(HTML, 400, 429)
def typed() -> ResponseReturnValue:
    """Enrol by the eight digits. Open to everybody, from our own page only: wrong codes are counted.

    What was wrong is said above the form, which keeps what was typed.
    """
    code = "".join(c for c in request.form.get("code", "")[:40] if c.isdigit())
    try:
        if not enrolment.is_typed(code):
            raise Refusal("Type all eight digits.")
        return _enrolled(code)
    except Refusal as refusal:
        if not request.accept_mimetypes.accept_html:
            raise
        return _form(i18n.sentence(refusal), code), refusal.status


def _form(fault: str = "", code: str = "") -> str:
    return render_template("enrolment/form.html", fault=fault, code=f"{code[:4]} {code[4:8]}".strip())


@blueprint.get("/enrol/<code>")
@may(Role.PUBLIC)
@gives(HTML, 400, 429)
def enrol(code: str) -> ResponseReturnValue:
    """Enrol the device that opens this link, then show it its stand.

    A link in web mail or chat is opened without this browser's cookies: enrolled at once, it would lose the stands that it is
    already. Its first answer goes on by itself, and that request enrols. Programs that only look at links use up none.
    A used link that its own browser opens once more leads to the stand.
    """
    if navigation.began_elsewhere():
        return navigation.go_on()
    stand, mine = enrolment.used_as(current_conference(), code), access.these_devices().values()
    if device := next((one for one in mine if one.role is stand), None):
        return render_template("enrolment/done.html", device=device, page=page_of(device.role))
    return _enrolled(code)


def _enrolled(code: str) -> ResponseReturnValue:
    """The next page is opened by the page itself and not by a redirect: a strict cookie is not sent along a redirect
    that began in another program.
    """
    before = dict(access.these_devices())
    device, secret = tried(code)
    secrets = [secret, *(kept for kept, old in before.items() if old.role != device.role)][: access.MOST_STANDS]
    response = make_response(render_template("enrolment/done.html", device=device, page=page_of(device.role)))
    response.headers["Referrer-Policy"] = "no-referrer"
    response.set_cookie(
        access.cookie_name(),
        access.BETWEEN.join(secrets),
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure,
    )
    return response


def tried(code: str) -> tuple[Device, str]:
    """Enrol within the limits on wrong codes: of one address, and slower for all once many were wrong."""
    tries: Tries = current_app.extensions["tries"]
    address, is_typed = network_of(request.remote_addr or ""), len(code) <= enrolment.TYPED_DIGITS
    tries.begin(address, is_typed=is_typed)
    try:
        return enrolment.enrol(current_conference(), code, i18n.language(), access.these_devices().values())
    except Refusal:
        tries.wrong(address, is_typed=is_typed)
        raise
