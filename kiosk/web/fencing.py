"""The fence over HTTP: devices bring the term that they were served under, and a superseded server changes nothing."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any

from flask import request

from kiosk.conference import fence
from kiosk.web.gate import SENDER

if TYPE_CHECKING:
    from kiosk.conference.conference import Conference
    from kiosk.conference.devices import Device

READS = ("GET", "HEAD", "OPTIONS")


def hear(conference: Conference, device: Device | None) -> None:
    """Note the term that an enrolled device brings. A stranger's counts for nothing: he may have copied it."""
    if device:
        sent = request.cookies.get(fence.cookie_name(conference.key, conference.name), "")
        conference.hear(fence.read(conference.key, conference.name, sent))


def check(conference: Conference) -> None:
    """Refuse a change where another laptop has gone on. Raises `Superseded`."""
    if conference.newer and request.method not in READS:
        raise fence.refusal(conference.newer)


def carry(conference: Conference, response: Any) -> None:
    """Give an enrolled device the term that it was served under, unless it has heard of a newer one."""
    if not request.environ.get(SENDER) or conference.newer or not conference.term.number:
        return
    name = fence.cookie_name(conference.key, conference.name)
    token = fence.token(conference.key, conference.name, conference.term)
    if not hmac.compare_digest(request.cookies.get(name, "").encode(), token.encode()):
        response.set_cookie(
            name, token, max_age=fence.COOKIE_SECONDS, httponly=True, samesite="Strict", secure=request.is_secure
        )
