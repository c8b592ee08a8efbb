"""The socket's two events, connect and disconnect: it only sends pictures, and closes when its device is revoked."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from flask import request
from flask_socketio import ConnectionRefusedError, SocketIO

from badges.refusal import Refusal
from kiosk import i18n
from kiosk.conference import enrolment
from kiosk.conference.devices import Role
from kiosk.web import access, websocket

if TYPE_CHECKING:
    from kiosk.conference.conference import Conference
    from kiosk.web.pictures import Screens

log = logging.getLogger("kiosk")


def is_same_origin(origin: str, environ: dict[str, Any] | None = None) -> bool:
    ours = access.same_origin(origin, (environ or {}).get("HTTP_HOST", ""))
    if not ours:
        _told("another site's page", "", (environ or {}).get("REMOTE_ADDR", ""))
    return ours


def _told(why: str, stand: str, address: str) -> None:
    log.info("socket refused", extra={"facts": {"why": why, "stand": stand, "address": address}})


def _turned_away(why: str, stand: str) -> ConnectionRefusedError:
    """The refusal of a socket, and a line about it in the log."""
    _told(why, stand, request.remote_addr or "")
    return ConnectionRefusedError(why)


def init_app(socketio: SocketIO, screens: Screens, conference: Conference) -> None:
    """Register the socket's events."""

    @socketio.on("connect")
    def connect(auth: Any = None) -> None:
        name = auth.get("stand") if isinstance(auth, dict) else None
        stand = screens.stands.get(name) if isinstance(name, str) else None
        if stand is None:
            raise _turned_away("no such stand", "")
        device = access.this_device(stand.name, stand.roles)
        public = Role.PUBLIC in stand.roles
        try:
            access.check(device, stand.roles)
        except Refusal as refusal:
            raise _turned_away("not enrolled", stand.name) from refusal
        if not public and not access.same_origin(request.headers.get("Origin"), request.host):
            raise _turned_away("no origin", stand.name)
        wanted = auth.get("lang")
        language = wanted if wanted in i18n.LANGUAGES else conference.settings.language
        sid: str = request.sid  # type: ignore[attr-defined]
        variant = stand.variant(device.role if device else None, language)
        screens.came(sid, stand.name, variant, device.id if device else "", request.environ)
        socketio.emit("picture", screens.first(stand.name, language), to=sid)

    @socketio.on("disconnect")
    def disconnect(reason: Any = None) -> None:
        screens.left(request.sid)  # type: ignore[attr-defined]

    def close_revoked(tables: set[str]) -> None:
        if "device" not in tables:
            return
        alive = {device.id for device in enrolment.devices(conference)}
        for sid, (_stand, _variant, device) in list(screens.looking.items()):
            if device and device not in alive:
                websocket.hang_up(socketio, sid)
        screens.app.extensions["desks"].keep(alive)

    conference.db.listeners.append(close_revoked)
