"""Every error as a sentence: JSON to a script, a page to a person. The one place where refusals become HTTP."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from flask import jsonify, render_template, request

from badges.refusal import Refusal, Unenrolled
from kiosk import i18n
from kiosk.web import access, navigation

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

log = logging.getLogger("kiosk")


def init_app(app: Flask) -> None:
    """Register a handler for each kind of error."""

    @app.errorhandler(Refusal)
    def refused(refusal: Refusal) -> ResponseReturnValue:
        unenrolled = refusal.status == Unenrolled.status
        if unenrolled and _for_a_person() and navigation.began_elsewhere():
            return navigation.go_on()
        ended = unenrolled and access.was_ended()
        answer = app.make_response(_say(i18n.sentence(refusal), refusal.status, ended=ended))
        if ended:
            answer.headers["Kiosk-Device"] = "ended"  # it forgets what it kept of guests
        return answer

    @app.errorhandler(404)
    def missing(error: Exception) -> ResponseReturnValue:
        return _say(i18n.gettext("There is no such page."), 404)

    @app.errorhandler(413)
    def too_large(error: Exception) -> ResponseReturnValue:
        return _say(i18n.gettext("This is too large. Send less at a time."), 413)

    @app.errorhandler(405)
    @app.errorhandler(400)
    @app.errorhandler(415)
    def malformed(error: Any) -> ResponseReturnValue:
        return _say(i18n.gettext("This request is not understood. Reload the page and try again."), error.code)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> ResponseReturnValue:
        log.exception("%s %s", request.method, request.endpoint)
        return _say(i18n.gettext("The server could not do this. Nothing was changed. Try again."), 503)


def _for_a_person() -> bool:
    """Return True for a page that a browser opens, False for what a script asks."""
    return not request.is_json and not request.path.endswith("/picture") and request.accept_mimetypes.accept_html


def _say(sentence: str, status: int, *, ended: bool = False) -> ResponseReturnValue:
    """A refusal, as JSON to a script and as a page to a person."""
    if not _for_a_person():
        return jsonify(error=sentence), status
    return render_template("shared/refusal.html", sentence=sentence, status=status, ended=ended), status
