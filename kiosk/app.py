"""The application: all stands, the rules that hold for every request, and the socket that only tells."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from flask import Flask, Request, jsonify, render_template, request
from flask_socketio import ConnectionRefusedError, SocketIO
from jinja2 import StrictUndefined
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.routing import IntegerConverter

from badges.fold import tidy_texts
from badges.refusal import Refusal, Unenrolled
from kiosk import alerts, assets, clock, doors, headers, logs, sockets, stands, words
from kiosk.deskstatus import DeskStatuses
from kiosk.devices import Role
from kiosk.network import Listening
from kiosk.pulls import Pulls
from kiosk.screens import Screens

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.routing import Map

    from kiosk.day import Day

BODY_LIMIT = 256 * 1024
MESSAGE_LIMIT = 16 * 1024
log = logging.getLogger("kiosk")


class Fields(ImmutableMultiDict[str, Any]):
    """The fields of a form, without what cannot be seen. A part without a name is nothing that a form of ours has."""

    def __init__(self, found: Any = None) -> None:
        pairs = found if isinstance(found, MultiDict) else MultiDict(found or ())
        named = [(name, value) for name, value in pairs.items(multi=True) if name is not None]
        super().__init__([(name, tidy_texts(value)) for name, value in named])


class Asked(Request):
    """What was sent."""

    parameter_storage_class = Fields


class Number(IntegerConverter):
    """A number in an address: one that the database can hold, or there is no such page."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=2**63 - 1)


def create_app(day: Day, *, async_mode: str = "threading") -> Flask:
    """The application for one conference. `app.extensions` holds `day`, `screens`, `socketio`, `desks`, `listening`."""
    app = Flask("kiosk", static_folder=str(assets.folder("static")), template_folder=str(assets.folder("templates")))
    app.config.update(MAX_CONTENT_LENGTH=BODY_LIMIT, SEND_FILE_MAX_AGE_DEFAULT=0)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.url_map.converters["int"] = Number
    app.request_class = Asked
    app.extensions["day"] = day
    app.extensions["desks"] = DeskStatuses()
    app.extensions["pulls"] = Pulls()
    app.extensions["listening"] = Listening()
    _templates(app, day)
    socketio = SocketIO(
        app, async_mode=async_mode, async_handlers=False, cors_allowed_origins=_socket_origin, ping_interval=4,
        ping_timeout=4, max_http_buffer_size=MESSAGE_LIMIT, manage_session=False, transports=["websocket"],
    )  # fmt: skip
    screens = Screens(app, day, socketio)
    app.extensions |= {"screens": screens, "socketio": socketio}
    stands.take_in(app, screens)
    logs.watch(app)
    _requests(app, day)
    _sockets(socketio, screens, day)
    sockets.mend(app, socketio, lambda environ: doors.is_known(day, environ))
    check_access(app)
    return app


def _templates(app: Flask, day: Day) -> None:
    env = app.jinja_env
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.filters |= {"hour": day.clock.hour, "date": clock.written}
    env.globals |= {"settings": day.settings, "clock": day.clock, "language": words.language}
    env.globals |= {"conference": day.name, "rehearsal": bool(day.rehearsal)}
    env.globals |= {"leaders_in": lambda: alerts.due(day), "most_alerts": alerts.MOST}


def _requests(app: Flask, day: Day) -> None:
    @app.before_request
    def begin() -> None:
        device = doors.this_device()
        wanted = (
            request.args.get("lang") or request.cookies.get(_language_cookie()) or (device.language if device else "")
        )
        words.speak(wanted or day.settings.language)
        doors.check_origin()
        doors.check_conference(day)

    @app.after_request
    def finish(response: Any) -> Any:
        headers.put_on(response, kept=request.path.startswith("/static/"))
        if app.config.get("HSTS"):
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if (wanted := request.args.get("lang")) in words.LANGUAGES:
            name, secure = _language_cookie(), request.is_secure
            response.set_cookie(name, wanted, samesite="Strict", max_age=86400 * 30, httponly=True, secure=secure)
        return response

    @app.errorhandler(Refusal)
    def refused(refusal: Refusal) -> ResponseReturnValue:
        ended = refusal.status == Unenrolled.status and doors.was_ended()
        answer = app.make_response(_say(words.sentence(refusal), refusal.status, ended=ended))
        if ended:
            answer.headers["Kiosk-Device"] = "ended"  # it forgets what it kept of guests
        return answer

    @app.errorhandler(404)
    def missing(error: Exception) -> ResponseReturnValue:
        return _say(words.gettext("There is no such page."), 404)

    @app.errorhandler(413)
    def too_large(error: Exception) -> ResponseReturnValue:
        return _say(words.gettext("This is too large. Send less at a time."), 413)

    @app.errorhandler(405)
    @app.errorhandler(400)
    @app.errorhandler(415)
    def malformed(error: Any) -> ResponseReturnValue:
        return _say(words.gettext("This request is not understood. Reload the page and try again."), error.code)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> ResponseReturnValue:
        log.exception("%s %s", request.method, request.endpoint)
        return _say(words.gettext("The server could not do this. Nothing was changed. Try again."), 503)


def _language_cookie() -> str:
    """Its name; over https bound to this very host, as the session's is."""
    return "__Host-lang" if request.is_secure else "lang"


def _say(sentence: str, status: int, *, ended: bool = False) -> ResponseReturnValue:
    """A refusal, as JSON to a script and as a page to a person."""
    if request.is_json or request.path.endswith("/picture") or not request.accept_mimetypes.accept_html:
        return jsonify(error=sentence), status
    return render_template("refusal.html", sentence=sentence, status=status, ended=ended), status


def _socket_origin(origin: str, environ: dict[str, Any] | None = None) -> bool:
    ours = doors.same_origin(origin, (environ or {}).get("HTTP_HOST", ""))
    if not ours:
        _told("another site's page", "", (environ or {}).get("REMOTE_ADDR", ""))
    return ours


def _told(why: str, stand: str, address: str) -> None:
    log.info("socket refused", extra={"facts": {"why": why, "stand": stand, "address": address}})


def _turned_away(why: str, stand: str) -> ConnectionRefusedError:
    """The refusal of a socket, and a line about it in the log."""
    _told(why, stand, request.remote_addr or "")
    return ConnectionRefusedError(why)


def _sockets(socketio: SocketIO, screens: Screens, day: Day) -> None:
    @socketio.on("connect")
    def connect(auth: Any = None) -> None:
        name = auth.get("stand") if isinstance(auth, dict) else None
        stand = screens.stands.get(name) if isinstance(name, str) else None
        if stand is None:
            raise _turned_away("no such stand", "")
        device = doors.this_device(stand.name, stand.roles)
        public = Role.PUBLIC in stand.roles
        try:
            doors.check(device, stand.roles)
        except Refusal as refusal:
            raise _turned_away("not enrolled", stand.name) from refusal
        if not public and not doors.same_origin(request.headers.get("Origin"), request.host):
            raise _turned_away("no origin", stand.name)
        wanted = auth.get("lang")
        language = wanted if wanted in words.LANGUAGES else day.settings.language
        sid: str = request.sid  # type: ignore[attr-defined]
        screens.came(sid, stand.name, language, device.id if device else "", request.environ)
        socketio.emit("picture", screens.picture(stand.name, language), to=sid)

    @socketio.on("disconnect")
    def disconnect(reason: Any = None) -> None:
        screens.left(request.sid)  # type: ignore[attr-defined]

    def close_revoked(tables: set[str]) -> None:
        if "device" not in tables:
            return
        alive = {device.id for device in doors.devices(day)}
        for sid, (_stand, _language, device) in list(screens.looking.items()):
            if device and device not in alive:
                sockets.hang_up(socketio, sid)
        screens.app.extensions["desks"].keep(alive)

    day.db.listeners.append(close_revoked)


def check_access(app: Flask) -> None:
    """Every route names who may use it; a route that does not stops the start."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static" and not hasattr(app.view_functions[rule.endpoint], "allowed"):
            raise RuntimeError(f"{rule.endpoint} does not say who may use it")
