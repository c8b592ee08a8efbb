"""Devices: one-time enrolment codes, the devices enrolled by them, and their revocation. No passwords.

The database holds only digests of the codes and of the cookies' secrets.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from badges.ports import first, row_of
from badges.refusal import Refusal
from badges.vietnamese import tidy_name
from kiosk.conference.clock import parse, stamp
from kiosk.conference.devices import Device, Role
from kiosk.i18n import _
from kiosk.storage.kept import kept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.conference.conference import Conference


TYPED_DIGITS = 8
TYPED_LIFE = timedelta(minutes=10)


def digest(secret: str) -> str:
    """How a secret is stored. Slow hashing is not needed above 112 random bits (ASVS 5.0 V6.5.2)."""
    return hashlib.sha256(secret.encode()).hexdigest()


def typed_digest(conference: Conference, code: str) -> str:
    """How a code of eight digits is stored: with the conference's key, as so few digits could be tried out."""
    return hmac.digest(conference.key, f"enrol-{code}".encode(), "sha256").hex()


def invite(conference: Conference, role: Role, name: str, *, by: str = "", hours: float = 24.0) -> str:
    """Make a one-time enrolment code for a device; returns the code."""
    return offer(conference, role, name, by=by, hours=hours)[0]


def offer(conference: Conference, role: Role, name: str, *, by: str = "", hours: float = 24.0) -> tuple[str, str]:
    """A one-time code for a link, and one of eight digits to be typed, valid for ten minutes. Using one ends both."""
    code, digits = secrets.token_urlsafe(16), f"{secrets.randbelow(10**TYPED_DIGITS):0{TYPED_DIGITS}d}"
    now = conference.clock.now()
    row = {"role": str(role), "name": tidy_name(name), "used": "", "by": by, "offer": secrets.token_hex(8)}
    with conference.db.writing(stamp(now), by=by) as writing:
        for key, life in ((digest(code), timedelta(hours=hours)), (typed_digest(conference, digits), TYPED_LIFE)):
            writing.put("enrolment.made", "enrolment", row | {"digest": key, "expires": stamp(now + life)})
    return code, digits


def enrol(conference: Conference, code: str, language: str = "", before: Iterable[Device] = ()) -> tuple[Device, str]:
    """Use a one-time code: returns the new device and the secret for its cookie. Raises `Refusal`.

    `before`: what this browser is already. What it was at the same stand ends; at other stands it goes on, so that one
    laptop can be several of them.
    """
    now = conference.clock.stamp()
    key = typed_digest(conference, code) if is_typed(code) else digest(code)
    row = first(conference.db.query("select * from enrolment where digest = ?", (key,)))
    if row is None or row["used"] or parse(row["expires"]) < parse(now):
        raise _spent(code)
    secret = secrets.token_urlsafe(32)
    device = Device(secrets.token_hex(8), Role(row["role"]), row["name"], language, digest(secret), now, "", row["by"])
    with conference.db.writing(now, device=device.id, by=device.name) as writing:
        if first(writing.query("select 1 from enrolment where digest = ? and used = ''", (key,))) is None:
            raise _spent(code)  # somebody was quicker by a moment
        for twin in writing.query("select * from enrolment where offer = ?", (row["offer"],)):
            writing.put("enrolment.used", "enrolment", twin | {"used": now})
        for old in before:
            if old.role == device.role:
                writing.put("device.revoked", "device", _row(old) | {"revoked": now})
        writing.put("device.enrolled", "device", _row(device))
    return device, secret


def used_as(conference: Conference, code: str) -> Role | None:
    """Return the stand that a used one-time code was for; None for a code that is unknown or not used."""
    key = typed_digest(conference, code) if is_typed(code) else digest(code)
    row = first(conference.db.query("select role from enrolment where digest = ? and used != ''", (key,)))
    return Role(row["role"]) if row else None


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
    return row_of(device) | {"role": str(device.role)}


def devices(conference: Conference) -> list[Device]:
    """All devices that are not revoked, in the order of their enrolment."""
    return [_device(row) for row in conference.db.query("select * from device where revoked = '' order by rowid")]


def revoke(conference: Conference, device: str, by: str) -> None:
    """From now on this device may do nothing. Its sockets are closed by whoever listens to the table."""
    row = first(conference.db.query("select * from device where id = ? and revoked = ''", (device,)))
    if row is None:
        raise Refusal("This device is not enrolled any more.")
    with conference.db.writing(conference.clock.stamp(), by=by) as writing:
        writing.put("device.revoked", "device", row | {"revoked": writing.at})


def end_all(conference: Conference, keep: Device) -> int:
    """End every device but one. Returns how many."""
    ended = [device for device in devices(conference) if device.id != keep.id]
    with conference.db.writing(conference.clock.stamp(), device=keep.id, by=keep.name) as writing:
        for device in ended:
            writing.put("device.revoked", "device", _row(device) | {"revoked": writing.at})
    return len(ended)


def _device(row: dict[str, Any]) -> Device:
    return Device(**row | {"role": Role(row["role"])})


def of_secret(conference: Conference, secret: str) -> Device | None:
    """Return the device whose cookie this is, unless it was revoked: as the table is after the last commit."""
    known = kept(conference.db, "devices by digest", ("device",), lambda: {d.digest: d for d in devices(conference)})
    return known.get(digest(secret))


def stand_name(role: Role) -> str:
    """What a stand is called."""
    return {
        Role.OFFICE: _("Office"), Role.DESK: _("Reception desk"), Role.STEWARD: _("Scanning desk"),
        Role.SELF: _("Own scan"), Role.PRESENTER: _("Presenter"), Role.MODERATOR: _("Moderator"),
        Role.CHAIR: _("Chair"), Role.SECRETARY: _("Secretary"), Role.HALL: _("Hall screen"),
        Role.SPARE: _("Spare laptop"), Role.PUBLIC: _("Public"),
    }[role]  # fmt: skip
