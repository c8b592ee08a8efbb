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

QUIET = frozenset({"static", "health.healthz"})
log = logging.getLogger("kiosk")


def watch(app: Flask) -> None:
    """Log each request: its route, its answer, how long it took, and which device sent it."""

    @app.before_request
    def began() -> None:
        g.began = time.monotonic()

    @app.after_request
    def answered(response: Any) -> Any:
        rule = request.url_rule
        if (rule is None or rule.endpoint not in QUIET) and log.isEnabledFor(logging.INFO):
            device = access.this_device()
            log.info("request", extra={"facts": {
                "method": request.method if request.method.isalpha() else "?", "route": rule.rule if rule else "",
                "status": response.status_code, "ms": round((time.monotonic() - g.get("began", time.monotonic())) * 1000, 1),
                "device": device.id if device else "", "role": str(device.role) if device else "",
                "address": request.remote_addr or "",
            }})  # fmt: skip
        return response
