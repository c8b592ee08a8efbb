"""The headers of every answer: what a page may do, and what a browser may keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Response

POLICY = (
    "default-src 'none'; object-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
    "img-src 'self' data: blob:; style-src 'self'; font-src 'self'; manifest-src 'self'; media-src 'self' blob:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types kiosk-picture kiosk-worker"
)
"""Content policy of every page. Each of the two named policies is used in one place."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser sends "Origin: null" with every form of ours
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), interest-cohort=()",
}


def apply(response: Response, *, kept: bool) -> Response:
    """Put the headers on an answer that has none of its own. `kept`: a browser may keep it and ask whether it is fresh."""
    own = {name.lower() for name, _value in response.headers}
    response.headers.extend([line for line in HEADERS.items() if line[0].lower() not in own])
    if not kept:
        response.headers["Cache-Control"] = "no-store"
    return response
