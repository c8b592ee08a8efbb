"""Who may do what: roles, devices, one-time enrolment, sessions. No passwords, none by default.

A device is enrolled by a link or a code that works once; from then on a cookie with 256 random bits stands for it. The
database holds only digests. Every route names the roles that may use it (`may`), and a
test reads the whole table.
"""

from __future__ import annotations

import hmac
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import Request, current_app, g, request

from badges.ports import first
from badges.refusal import Forbidden, Stale, Unenrolled
from kiosk.conference.devices import Device, Role
from kiosk.conference.enrolment import digest, of_secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kiosk.conference.conference import Conference

F = TypeVar("F", bound="Callable[..., Any]")


COOKIE = "kiosk"
BETWEEN = "."
"""Between the secrets of a browser that is several stands; no secret holds it."""
MOST_STANDS = 12


def _secrets(cookies: Mapping[str, str], *names: str) -> list[str]:
    """What a browser sent for the stands that it is, at most so many."""
    sent = [secret for name in names for secret in cookies.get(name, "").split(BETWEEN)]
    return [secret for secret in sent[:MOST_STANDS] if secret]


def was_ended() -> bool:
    """Whether this browser was a device that somebody ended. One that the server never heard of, as it goes on from an
    older copy, was not: it keeps what it wrote down, and sends it when it is enrolled again.
    """
    conference, ended = current_conference(), "select 1 from device where digest = ? and revoked != ''"
    sent = _secrets(request.cookies, cookie_name())
    return any(first(conference.db.query(ended, (digest(secret),))) is not None for secret in sent)


def current_conference() -> Conference:
    """The day of the application that answers this request."""
    return cast("Conference", current_app.extensions["conference"])


def cookie_name() -> str:
    """The session cookie's name; over https the prefix binds it to this very host."""
    return f"__Host-{COOKIE}" if request.is_secure else COOKIE


def these_devices() -> dict[str, Device]:
    """What this browser is enrolled for, the newest first: secret → device. One laptop may be several stands."""
    known: dict[str, Device] | None = g.get("devices")
    if known is None:
        conference = current_conference()
        found = {secret: of_secret(conference, secret) for secret in _secrets(request.cookies, cookie_name())}
        known = g.devices = {secret: device for secret, device in found.items() if device}
    return known


def this_device(stand: str = "", roles: Iterable[Role] = ()) -> Device | None:
    """The device that sent this request, or None.

    Where the browser is several, it is the one of the page's own stand, or else one that may use the route.
    """
    mine = list(these_devices().values())
    if len(mine) < 2:
        return mine[0] if mine else None
    name = stand or request.path.split("/", 2)[1]
    view = current_app.view_functions.get(request.endpoint or "")
    allowed = frozenset(roles) or getattr(view, "allowed", frozenset())
    own = next((device for device in mine if device.role == name and device.role in allowed), None)
    return own or next((device for device in mine if device.role in allowed), None) or next(iter(mine), None)


def is_known(conference: Conference, environ: dict[str, Any]) -> bool:
    """Whether a bare request (WSGI environment) carries the cookie of an enrolled device."""
    sent = _secrets(Request(environ).cookies, COOKIE, f"__Host-{COOKIE}")
    return any(of_secret(conference, secret) is not None for secret in sent)


def may(*roles: Role) -> Callable[[F], F]:
    """Only devices of these roles may use this route. `Role.PUBLIC` opens it to everybody."""
    allowed = frozenset(roles)

    def guard(view: F) -> F:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            check(this_device(), allowed)
            return view(*args, **kwargs)

        guarded.allowed = allowed  # type: ignore[attr-defined]
        return cast("F", guarded)

    return guard


def check(device: Device | None, allowed: Iterable[Role]) -> None:
    """Raise `Unenrolled` or `Forbidden` unless the device has one of the roles."""
    if Role.PUBLIC in allowed:
        return
    if device is None:
        raise Unenrolled("This device is not enrolled. Open the link that the office gave you.")
    if device.role not in allowed:
        raise Forbidden("This device is enrolled for another stand.")


def same_origin(origin: str | None, host: str) -> bool:
    """Whether a request came from a page of this very host. An origin that is none (malformed, not ASCII) is not."""
    if not origin or not (origin.isascii() and host.isascii()):
        return False
    try:
        return hmac.compare_digest(urlsplit(origin).netloc, host)
    except ValueError:
        return False


def check_origin() -> None:
    """Refuse a change that another site's page sends. JSON without an origin cannot come from a page of another site.

    Routes that are open to everybody have no cookie that a stranger's page could misuse.
    """
    if request.method in ("GET", "HEAD", "OPTIONS") or is_public():
        return
    headers = request.headers
    origin = headers.get("Origin")
    if headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden("This page belongs to another site.")
    if origin is None and request.is_json:
        return
    if not same_origin(origin, request.host):
        raise Forbidden("This page belongs to another site.")


def is_public() -> bool:
    """Return whether the route that answers this request is open to everybody, and to nobody by a cookie."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "allowed", None) == frozenset({Role.PUBLIC})


def check_conference(conference: Conference) -> None:
    """Refuse what a page of another conference sends, one left open since a rehearsal for instance.

    Pages that keep things and send them later name their conference in a header.
    """
    named = request.headers.get("Kiosk-Conference")
    if named is not None and named != conference.name and request.method == "POST":
        raise Stale("This page belongs to another conference or to a rehearsal. Reload it.")
