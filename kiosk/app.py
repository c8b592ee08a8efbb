"""The application: all stands, the rules that hold for every request, and the socket that only tells."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
from flask import Flask, Response, g, request
from flask.json.provider import DefaultJSONProvider
from flask_socketio import SocketIO
from jinja2 import StrictUndefined
from werkzeug.routing import IntegerConverter, Rule

from kiosk import assets, i18n
from kiosk.arrivals import leader_alerts
from kiosk.conference import clock
from kiosk.i18n import dates, durations
from kiosk.machine.network import Listening
from kiosk.recording.recorder import Recorder
from kiosk.stands import (
    chair,
    enrolment,
    hall,
    health,
    help,
    moderator,
    notes,
    phone,
    presenter,
    register,
    scanner_check,
    self_scan,
    slides,
    sound,
    spare,
)  # fmt: skip
from kiosk.stands.desk import routes as desk
from kiosk.stands.desk import service_worker
from kiosk.stands.moderator import programme as moderator_programme
from kiosk.stands.moderator import raised_questions, speakers
from kiosk.stands.moderator import slides as moderator_slides
from kiosk.stands.office import (
    bulk,
    calls,
    checklist,
    connected,
    copies,
    devices,
    doctor,
    door,
    ending,
    exchange,
    exports,
    followup,
    guests,
    list_sources,
    lists,
    machine,
    overview,
    papers,
    prints,
    publishing,
    question,
    questions,
    rehearsal,
    search,
    section,
    send,
    settings,
    signing,
    spare_laptop,
    submissions,
)  # fmt: skip
from kiosk.stands.office import slides as office_slides
from kiosk.stands.office import sound as office_sound
from kiosk.stands.secretary import routes as secretary
from kiosk.web import access, compression, errors, fencing, headers, request_log, socket_events, stand_routes, websocket
from kiosk.web.connections import Connections, recognise
from kiosk.web.fields import TidyRequest
from kiosk.web.fragments import Fragments
from kiosk.web.gate import SENDER, Gate, own_names
from kiosk.web.pictures import Screens
from kiosk.web.presence import AtWork, DeskStatuses, Pulls

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.routing import Map

    from kiosk.conference.conference import Conference

YEAR = 365 * 86_400
"""Seconds."""
BODY_LIMIT = 256 * 1024
MESSAGE_LIMIT = 16 * 1024
log = logging.getLogger("kiosk")


class Json(DefaultJSONProvider):
    """JSON answers by msgspec, keys in order: the standard library's encoder takes several times as long."""

    ensure_ascii = False

    def response(self, *args: Any, **kwargs: Any) -> Any:
        """Return an answer of this content."""
        content = self._prepare_response_obj(args, kwargs)
        text = msgspec.json.encode(content, order="sorted", enc_hook=self.default)
        return Response(text, mimetype="application/json")


class LateRule(Rule):
    """An address that compiles how it is built when it first is: most of them are only ever matched."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compile_now = super()._compile_builder
        compiled: list[Callable[..., tuple[str, str]]] = []

        def build(rule: Rule, **values: Any) -> tuple[str, str]:
            if not compiled:
                compiled.append(compile_now(append_unknown))
            return compiled[0](rule, **values)

        return build


class App(Flask):
    """Flask as this product uses it: its own JSON and addresses, and no asynchronous views, for which each step would be asked."""

    json_provider_class = Json
    url_rule_class = LateRule

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        """Return how long a browser may keep a file without asking: a bundle under its content's digest, and nothing else."""
        asked = f"{filename}?{request.query_string.decode('latin-1')}"
        return YEAR if filename and asked == assets.bundle(filename.removeprefix("bundles/")) else 0

    def ensure_sync(self, func: Any) -> Any:
        """Return the function itself."""
        return func


class Number(IntegerConverter):
    """A number in an address: one that the database can hold, or there is no such page."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=2**63 - 1)


def create_app(conference: Conference, *, async_mode: str = "threading") -> Flask:
    """The application for one conference. `app.extensions` holds `conference`, `screens`, `socketio`, `desks`, `listening`."""
    app = App("kiosk", static_folder=str(assets.folder("static")), template_folder=str(assets.folder("templates")))
    app.config.update(MAX_CONTENT_LENGTH=BODY_LIMIT)
    app.url_map.converters["int"] = Number
    app.request_class = TidyRequest
    app.extensions["conference"] = conference
    app.extensions |= {"desks": DeskStatuses(), "pulls": Pulls(), "at_work": AtWork()}
    app.extensions["listening"] = Listening()
    app.extensions["connections"] = Connections()
    _templates(app, conference)
    socketio = SocketIO(
        app, async_mode=async_mode, async_handlers=False, cors_allowed_origins=socket_events.is_same_origin, ping_interval=4,
        ping_timeout=4, max_http_buffer_size=MESSAGE_LIMIT, manage_session=False, transports=["websocket"],
    )  # fmt: skip
    screens = Screens(app, conference, socketio)
    app.extensions |= {"screens": screens, "socketio": socketio}
    app.extensions["recorder"] = Recorder(lambda: screens.touched({"recording"}))
    _stands(app, screens)
    request_log.watch(app)
    _requests(app, conference)
    errors.init_app(app)
    socket_events.init_app(socketio, screens, conference)
    websocket.mend(socketio)
    app.extensions["names"] = own_names(
        *conference.settings.hosts, urlsplit(conference.settings.public_address).hostname or ""
    )
    app.wsgi_app = app.extensions["gate"] = Gate(  # type: ignore[method-assign]
        app.wsgi_app, lambda environ: access.is_known(conference, environ), lambda: app.extensions["names"],
        lambda: app.extensions["connections"],
    )  # fmt: skip
    check_access(app)
    return app


STANDS = (chair, hall, desk, moderator, presenter, self_scan, secretary, phone)
"""Modules with a picture: each has a `STAND` and a `blueprint`."""
SECTIONS = (
    overview, checklist, guests, calls, send, door, questions, exchange, office_slides, submissions, lists, prints, papers,
    office_sound, publishing, signing, followup, devices, machine, copies, spare_laptop, rehearsal, ending, settings, connected,
    doctor,
)  # fmt: skip
"""The office's menu in its order. A live section has a `STAND` too."""
OTHERS = (
    exports, list_sources, search, bulk, question, raised_questions, moderator_programme, moderator_slides, speakers, enrolment, health,
    help, notes, register, scanner_check, service_worker, slides, sound, spare,
)  # fmt: skip
"""Modules with a `blueprint` only."""


def _stands(app: Flask, screens: Screens) -> None:
    """Register every stand: its own routes, and the two that all have, `/<stand>` and `/<stand>/picture`."""
    for module in (*STANDS, *SECTIONS):
        for stand in (getattr(module, "STAND", None), *getattr(module, "VIEWS", [])):
            if stand:
                screens.add(stand)
                stand_routes.common_routes(app, stand, screens)
    for module in (*STANDS, *SECTIONS, *OTHERS):
        app.register_blueprint(module.blueprint)
    lines = [module.SECTION for module in SECTIONS]
    app.jinja_env.globals |= {
        "sections": [line for line in lines if not line.below], "here": lambda: section.here(lines, request.path),
        "tabs": lambda: section.tabs(lines, section.here(lines, request.path)),
    }  # fmt: skip
    app.extensions["tries"] = enrolment.Tries()


def _templates(app: Flask, conference: Conference) -> None:
    env = app.jinja_env
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(i18n.gettext, i18n.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.filters |= {"hour": conference.clock.hour, "day_hour": conference.clock.day_hour, "date": clock.written}
    env.filters |= {
        "long_date": dates.long_date,
        "day_month": dates.day_month,
        "spelled": durations.spelled,
        "ago": durations.rough,
    }
    env.globals |= {"settings": conference.settings, "clock": conference.clock, "language": i18n.language}
    env.globals |= {"kept": Fragments(), "bundle": assets.bundle}
    env.globals |= {"conference": conference.name, "rehearsal": bool(conference.rehearsal)}
    env.globals |= {
        "warning": lambda: i18n.sentence(conference.warning) if conference.warning and access.this_device() else ""
    }
    env.globals |= {"leaders_in": lambda: leader_alerts.due(conference), "most_alerts": leader_alerts.MOST}


def _requests(app: Flask, conference: Conference) -> None:
    @app.before_request
    def begin() -> None:
        device, asked = access.this_device(), request._get_current_object()  # type: ignore[attr-defined]
        g.wanted = asked.args.get("lang") if asked.query_string else None
        wanted = g.wanted or asked.cookies.get(_language_cookie()) or (device.language if device else "")
        i18n.speak(wanted or conference.settings.language)
        if device:
            asked.environ.get(SENDER, set()).add(device.id)
            recognise(asked.environ, app.extensions["connections"], device.id, str(device.role))
        fencing.hear(conference, device)
        access.check_origin()
        access.check_conference(conference)
        fencing.check(conference)

    @app.after_request
    def finish(response: Any) -> Any:
        headers.apply(compression.compress(request, response), kept=request.path.startswith("/static/"))
        fencing.carry(conference, response)
        if app.config.get("HSTS"):
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if (wanted := g.get("wanted")) in i18n.LANGUAGES:
            name, secure = _language_cookie(), request.is_secure
            response.set_cookie(name, wanted, samesite="Strict", max_age=86400 * 30, httponly=True, secure=secure)
        return response


def _language_cookie() -> str:
    """Its name; over https bound to this very host, as the session's is."""
    return "__Host-lang" if request.is_secure else "lang"


def check_access(app: Flask) -> None:
    """Every route names who may use it; a route that does not stops the start."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static" and not hasattr(app.view_functions[rule.endpoint], "allowed"):
            raise RuntimeError(f"{rule.endpoint} does not say who may use it")
