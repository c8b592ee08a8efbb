"""The plain page on the second port: how a device of the organiser is told to trust this server, and how to undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Flask, Response, render_template, request

from kiosk import assets, i18n
from kiosk.machine import tls
from kiosk.web.headers import HEADERS, POLICY

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.conference.conference import Conference


def create(conference: Conference, port: int) -> Flask:
    """The application of the second port. `port`: where https answers."""
    app = Flask(
        "kiosk.trust", static_folder=str(assets.folder("static")), template_folder=str(assets.folder("templates"))
    )
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(i18n.gettext, i18n.ngettext, newstyle=True)  # type: ignore[attr-defined]

    def secure() -> str:
        return f"https://{request.host.rpartition(':')[0] or request.host}:{port}"

    @app.get("/")
    @app.get("/trust")
    def trust() -> ResponseReturnValue:
        i18n.speak(request.args.get("lang") or conference.settings.language)
        own = tls.authority(conference.folder)
        return render_template(
            "trust/page.html",
            address=secure(),
            fingerprint=tls.fingerprint(own) if own else "",
            language=i18n.language(),
        )

    @app.get("/ca.crt")
    def ca() -> ResponseReturnValue:
        path = conference.folder / tls.FOLDER / tls.AUTHORITY
        if not path.is_file():
            return Response(status=404)
        return Response(path.read_bytes(), mimetype="application/x-x509-ca-cert")

    @app.after_request
    def finish(response: Any) -> Any:
        for name, value in HEADERS.items():
            response.headers[name] = value
        response.headers["Content-Security-Policy"] = POLICY.replace(
            "connect-src 'self'", f"connect-src 'self' {secure()}"
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    return app
