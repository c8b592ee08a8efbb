"""Whether the server is up: for desks that measure the line, for the supervisor, for whoever watches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, jsonify
from msgspec import Struct, to_builtins

from kiosk import i18n
from kiosk.conference import fence
from kiosk.conference.devices import Role
from kiosk.web.access import current_conference, may, this_device
from kiosk.web.api import gives

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("health", __name__)


class Health(Struct, forbid_unknown_fields=True):
    """It is up. `epoch` is another one after each start, `number` the log's, `now` in ms since 1970."""

    ok: bool
    epoch: str
    number: int
    now: int
    conference: str
    list: int
    """The newest log row that changed the desks' list."""
    term: str
    """Under which this laptop serves, signed: another one that starts asks for it."""
    warning: str


@blueprint.get("/healthz")
@may(Role.PUBLIC)
@gives(Health)
def healthz() -> ResponseReturnValue:
    """200 and JSON: ok, epoch, number, now (ms since 1970 by the conference's clock)."""
    conference = current_conference()
    now = conference.clock.milliseconds()
    warning = i18n.sentence(conference.warning) if conference.warning and this_device() else ""
    health = Health(
        ok=conference.newer is None, epoch=conference.epoch, number=conference.db.seq, now=now, conference=conference.name,
        list=current_app.extensions["screens"].version("desk"), warning=warning,
        term=fence.token(conference.key, conference.name, conference.term),
    )  # fmt: skip
    return jsonify(to_builtins(health))


@blueprint.get("/trust/probe")
@may(Role.PUBLIC)
@gives("", 204)
def probe() -> ResponseReturnValue:
    """Answers over https only to a device that trusts the certificate: the plain page of the next port asks here."""
    return Response(status=204, headers={"Cross-Origin-Resource-Policy": "cross-origin"})
