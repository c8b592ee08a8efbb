"""Logs: one JSON object per line in the folder's `logs/`, in UTC, rotated; never a code, a secret or a person's data.

A request is logged by its route as it is written in the code ("/I/<code>") and never by its path, an error by its type
and place and without its text, which could quote what somebody typed (trust.md S18, S19).
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

from flask import g, request

from kiosk.web import access

if TYPE_CHECKING:
    from flask import Flask

EVENT = "request"
QUIET = frozenset({"static", "health.healthz"})
log = logging.getLogger("kiosk")


def watch(app: Flask) -> None:
    """Log each request: its route, its answer, how long it took, and which device sent it.

    `app.extensions["log_request"]` takes the facts of each; the server puts the log file's own way there.
    """
    app.extensions["log_request"] = lambda facts: log.info(EVENT, extra={"facts": facts})

    @app.before_request
    def began() -> None:
        g.began = time.monotonic()

    @app.after_request
    def answered(response: Any) -> Any:
        sent = request._get_current_object()  # type: ignore[attr-defined]
        rule = sent.url_rule
        if (rule is None or rule.endpoint not in QUIET) and log.isEnabledFor(logging.INFO):
            device, now = access.this_device(), time.monotonic()
            app.extensions["log_request"]({
                "method": sent.method if sent.method.isalpha() else "?", "route": rule.rule if rule else "",
                "status": response.status_code, "ms": round((now - g.get("began", now)) * 1000, 1),
                "device": device.id if device else "", "role": str(device.role) if device else "",
                "address": sent.remote_addr or "",
            })  # fmt: skip
        return response
