"""Who may do what: roles, devices, one-time enrolment, sessions. No passwords, none by default.

A device is enrolled by a link or a code that works once; from then on a cookie with 256 random bits stands for it. The
database holds only digests. Every route names the roles that may use it (`may`), and a
test reads the whole table.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import asdict
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import Request, current_app, g, request

from badges.fold import tidy_name
from badges.refusal import Forbidden, Refusal, Stale, Unenrolled
from badges.store import first
from kiosk.clock import parse, stamp
from kiosk.devices import Device, Role
from kiosk.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kiosk.day import Day

F = TypeVar("F", bound="Callable[..., Any]")


COOKIE = "kiosk"
BETWEEN = "."
"""Between the secrets of a browser that is several stands; no secret holds it."""
MOST_STANDS = 12
TYPED_DIGITS = 8
TYPED_LIFE = timedelta(minutes=10)


def digest(secret: str) -> str:
    """How a secret is stored. Slow hashing is not needed above 112 random bits (ASVS 5.0 V6.5.2)."""
    return hashlib.sha256(secret.encode()).hexdigest()


def typed_digest(day: Day, code: str) -> str:
    """How a code of eight digits is stored: with the conference's key, as so few digits could be tried out."""
    return hmac.digest(day.key, f"enrol-{code}".encode(), "sha256").hex()


def invite(day: Day, role: Role, name: str, *, by: str = "", hours: float = 24.0) -> str:
    """Make a one-time enrolment code for a device; returns the code."""
    return offer(day, role, name, by=by, hours=hours)[0]


def offer(day: Day, role: Role, name: str, *, by: str = "", hours: float = 24.0) -> tuple[str, str]:
    """A one-time code for a link, and one of eight digits to be typed, valid for ten minutes. Using one ends both."""
    code, digits = secrets.token_urlsafe(16), f"{secrets.randbelow(10**TYPED_DIGITS):0{TYPED_DIGITS}d}"
    now = day.clock.now()
    row = {"role": str(role), "name": tidy_name(name), "used": "", "by": by, "offer": secrets.token_hex(8)}
    with day.db.writing(stamp(now), by=by) as writing:
        for key, life in ((digest(code), timedelta(hours=hours)), (typed_digest(day, digits), TYPED_LIFE)):
            writing.put("enrolment.made", "enrolment", row | {"digest": key, "expires": stamp(now + life)})
    return code, digits


def enrol(day: Day, code: str, language: str = "", before: Iterable[Device] = ()) -> tuple[Device, str]:
    """Use a one-time code: returns the new device and the secret for its cookie. Raises `Refusal`.

    `before`: what this browser is already. What it was at the same stand ends; at other stands it goes on, so that one
    laptop can be several of them.
    """
    now = day.clock.stamp()
    key = typed_digest(day, code) if is_typed(code) else digest(code)
    row = first(day.db.query("select * from enrolment where digest = ?", (key,)))
    if row is None or row["used"] or parse(row["expires"]) < parse(now):
        raise _spent(code)
    secret = secrets.token_urlsafe(32)
    device = Device(secrets.token_hex(8), Role(row["role"]), row["name"], language, digest(secret), now, "", row["by"])
    with day.db.writing(now, device=device.id, by=device.name) as writing:
        if first(writing.query("select 1 from enrolment where digest = ? and used = ''", (key,))) is None:
            raise _spent(code)  # somebody was quicker by a moment
        for twin in writing.query("select * from enrolment where offer = ?", (row["offer"],)):
            writing.put("enrolment.used", "enrolment", twin | {"used": now})
        for old in before:
            if old.role == device.role:
                writing.put("device.revoked", "device", _row(old) | {"revoked": now})
        writing.put("device.enrolled", "device", _row(device))
    return device, secret


def _spent(code: str) -> Refusal:
    if is_typed(code):
        return Refusal(
            "These digits are not right, were used already, or are older than ten minutes. Look again, or ask the office for new ones."
        )
    return Refusal("This link was used already or is too old. Ask the office for a new one.")


def is_typed(code: str) -> bool:
    """Whether it is a code that was typed, and no link's."""
    return len(code) == TYPED_DIGITS and code.isascii() and code.isdigit()


def _row(device: Device) -> dict[str, Any]:
    return asdict(device) | {"role": str(device.role)}


def devices(day: Day) -> list[Device]:
    """All devices that are not revoked, in the order of their enrolment."""
    return [_device(row) for row in day.db.query("select * from device where revoked = '' order by rowid")]


def revoke(day: Day, device: str, by: str) -> None:
    """From now on this device may do nothing. Its sockets are closed by whoever listens to the table."""
    row = first(day.db.query("select * from device where id = ? and revoked = ''", (device,)))
    if row is None:
        raise Refusal("This device is not enrolled any more.")
    with day.db.writing(day.clock.stamp(), by=by) as writing:
        writing.put("device.revoked", "device", row | {"revoked": writing.at})


def end_all(day: Day, keep: Device) -> int:
    """End every device but one. Returns how many."""
    ended = [device for device in devices(day) if device.id != keep.id]
    with day.db.writing(day.clock.stamp(), device=keep.id, by=keep.name) as writing:
        for device in ended:
            writing.put("device.revoked", "device", _row(device) | {"revoked": writing.at})
    return len(ended)


def _device(row: dict[str, Any]) -> Device:
    return Device(**row | {"role": Role(row["role"])})


def of_secret(day: Day, secret: str) -> Device | None:
    """The device whose cookie this is, unless it was revoked."""
    row = first(day.db.query("select * from device where digest = ? and revoked = ''", (digest(secret),)))
    return _device(row) if row else None


def _secrets(cookies: Mapping[str, str], *names: str) -> list[str]:
    """What a browser sent for the stands that it is, at most so many."""
    sent = [secret for name in names for secret in cookies.get(name, "").split(BETWEEN)]
    return [secret for secret in sent[:MOST_STANDS] if secret]


def was_ended() -> bool:
    """Whether this browser was a device that somebody ended. One that the server never heard of, as it goes on from an
    older copy, was not: it keeps what it wrote down, and sends it when it is enrolled again.
    """
    day, ended = this_day(), "select 1 from device where digest = ? and revoked != ''"
    sent = _secrets(request.cookies, cookie_name())
    return any(first(day.db.query(ended, (digest(secret),))) is not None for secret in sent)


def this_day() -> Day:
    """The day of the application that answers this request."""
    return cast("Day", current_app.extensions["day"])


def cookie_name() -> str:
    """The session cookie's name; over https the prefix binds it to this very host."""
    return f"__Host-{COOKIE}" if request.is_secure else COOKIE


def these_devices() -> dict[str, Device]:
    """What this browser is enrolled for, the newest first: secret → device. One laptop may be several stands."""
    if "devices" not in g:
        day = this_day()
        found = {secret: of_secret(day, secret) for secret in _secrets(request.cookies, cookie_name())}
        g.devices = {secret: device for secret, device in found.items() if device}
    return cast("dict[str, Device]", g.devices)


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


def is_known(day: Day, environ: dict[str, Any]) -> bool:
    """Whether a bare request (WSGI environment) carries the cookie of an enrolled device."""
    sent = _secrets(Request(environ).cookies, COOKIE, f"__Host-{COOKIE}")
    return any(of_secret(day, secret) is not None for secret in sent)


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
    """Whether a request came from a page of this very host."""
    return bool(origin) and hmac.compare_digest(urlsplit(origin or "").netloc, host)


def check_origin() -> None:
    """Refuse a change that another site's page sends. JSON without an origin cannot come from a page of another site.

    Routes that are open to everybody have no cookie that a stranger's page could misuse.
    """
    if request.method in ("GET", "HEAD", "OPTIONS") or _open_to_all():
        return
    origin = request.headers.get("Origin")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden("This page belongs to another site.")
    if origin is None and request.is_json:
        return
    if not same_origin(origin, request.host):
        raise Forbidden("This page belongs to another site.")


def _open_to_all() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "allowed", None) == frozenset({Role.PUBLIC})


def check_conference(day: Day) -> None:
    """Refuse what a page of another conference sends, one left open since a rehearsal for instance.

    Pages that keep things and send them later name their conference in a header.
    """
    named = request.headers.get("Kiosk-Conference")
    if named is not None and named != day.name and request.method == "POST":
        raise Stale("This page belongs to another conference or to a rehearsal. Reload it.")


def stand_name(role: Role) -> str:
    """What a stand is called."""
    return {
        Role.OFFICE: _("Office"), Role.DESK: _("Reception desk"), Role.STEWARD: _("Scanning desk"),
        Role.SELF: _("Own scan"), Role.PRESENTER: _("Presenter"), Role.MODERATOR: _("Moderator"),
        Role.CHAIR: _("Chair"), Role.SECRETARY: _("Secretary"), Role.HALL: _("Hall screen"),
        Role.SPARE: _("Spare laptop"), Role.PUBLIC: _("Public"),
    }[role]  # fmt: skip
