"""The OpenAPI description of all addresses, made from the routes themselves: methods, roles, bodies, answers.

Nothing here is written by hand but what the statuses mean: who may use a route stands at the route (`@may`), and so do
its body and its answer (`@takes`, `@gives`).
"""

from __future__ import annotations

import inspect
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kiosk.conference.devices import Role
from kiosk.web.access import COOKIE
from kiosk.web.api import ANY, HTML, Given, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from werkzeug.routing import Rule

OPENAPI = "3.1.0"
CONTRACT = "1"
"""The major version of docs/contract.md."""
JSON, FORM = "application/json", "multipart/form-data"
NAMES = "#/components/schemas/{name}"
CONVERTERS = {"int": {"type": "integer", "minimum": 0}, "path": {"type": "string"}}
STATIC = "static"
MEANINGS = {
    200: "Done.",
    204: "Done; there is nothing to say.",
    302: "Go to the page that belongs to this device.",
    303: "Done; the next page to look at.",
    304: "Nothing has changed since.",
    400: "Not understood, or not possible: the sentence says what to do instead.",
    401: "This device is not enrolled.",
    403: "This device is enrolled for another stand, or the page belongs to another site.",
    404: "What was named is not there.",
    409: "Somebody else was first, the picture was old, or the id stands for something else.",
    413: "Too large.",
    429: "Too many tries.",
    503: "The server could not do it; nothing was changed. Send it again.",
}
REFUSED = range(400, 600)


def routes(app: Flask) -> Iterator[tuple[str, Rule, Callable[..., Any]]]:
    """(method, rule, view) of all that the application answers; HEAD and OPTIONS are Flask's own."""
    for rule in sorted(app.url_map.iter_rules(), key=str):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule, app.view_functions[rule.endpoint]


def path(rule: Rule) -> str:
    """The address as OpenAPI writes it: /I/<code> is /I/{code}."""
    return re.sub(r"<(?:[^:<>]*:)?([^<>]+)>", r"{\1}", str(rule))


def roles(view: Callable[..., Any]) -> frozenset[Role]:
    """Who may use it."""
    return getattr(view, "allowed", frozenset({Role.PUBLIC}))


def given(rule: Rule, view: Callable[..., Any]) -> Given:
    """What it answers."""
    usual = Given(ANY, (304,)) if rule.endpoint == STATIC else Given()
    return getattr(view, "gives", usual)


def statuses(method: str, rule: Rule, view: Callable[..., Any]) -> list[int]:
    """All statuses that it may answer."""
    own, taken = given(rule, view), hasattr(view, "takes")
    found = {503, *own.statuses}
    if 204 not in found:
        found.add(200)
    if Role.PUBLIC not in roles(view):
        found |= {401, 403}
    if rule.arguments:
        found.add(404)
    if method == "POST":
        found |= {400, 404, 409, 413} | (set() if taken else {303})
        found |= set() if roles(view) == {Role.PUBLIC} else {403}
    return sorted(found)


def describe(app: Flask) -> dict[str, Any]:
    """The whole description, as JSON is written from it."""
    marks = list(routes(app))
    shapes = {shape for _m, rule, view in marks for shape in _shapes(rule, view)} | {Refused}
    ordered = sorted(shapes, key=lambda shape: str(shape))
    schemas, components = msgspec.json.schema_components(ordered, ref_template=NAMES)
    known = dict(zip(ordered, schemas, strict=True))
    paths: dict[str, Any] = {}
    for method, rule, view in marks:
        paths.setdefault(path(rule), {})[method.lower()] = _operation(method, rule, view, known)
    device = {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "An enrolled device; its role is in brackets.",
    }
    return {
        "openapi": OPENAPI,
        "info": {"title": "Kiosk", "version": CONTRACT, "description": "What docs/contract.md promises, made from the routes."},
        "paths": paths,
        "components": {"schemas": components, "responses": _refusals(known), "securitySchemes": {"device": device}},
    }  # fmt: skip


def _shapes(rule: Rule, view: Callable[..., Any]) -> Iterator[Any]:
    if hasattr(view, "takes"):
        yield view.takes
    if not isinstance(what := given(rule, view).what, str):
        yield what


def _operation(method: str, rule: Rule, view: Callable[..., Any], known: dict[Any, Any]) -> dict[str, Any]:
    allowed = sorted(roles(view))
    told = {
        "operationId": re.sub(r"\W+", "_", f"{method.lower()}{path(rule)}").strip("_"),
        "tags": [str(rule).split("/")[1] or "home"],
        "summary": (inspect.getdoc(view) or "A file of ours.").partition("\n")[0],
        "security": [{}] if Role.PUBLIC in allowed else [{"device": [str(role)]} for role in allowed],
        "parameters": _parameters(rule, given(rule, view)),
        "responses": {str(n): _response(n, given(rule, view), known) for n in statuses(method, rule, view)},
    }
    if method == "POST":
        form = {FORM: {"schema": {"type": "object"}}}
        body = {JSON: {"schema": known[view.takes]}} if hasattr(view, "takes") else form
        told["requestBody"] = {"required": hasattr(view, "takes"), "content": body}
    return told


def _parameters(rule: Rule, answer: Given) -> list[dict[str, Any]]:
    kinds = {name: CONVERTERS.get(kind, {"type": "string", "minLength": 1}) for kind, name in _arguments(rule)}
    there = [{"name": name, "in": "path", "required": True, "schema": kind} for name, kind in kinds.items()]
    return there + [{"name": name, "in": "query", "schema": {"type": "string"}} for name in answer.query]


def _arguments(rule: Rule) -> list[tuple[str, str]]:
    return re.findall(r"<(?:([^:<>]*):)?([^<>]+)>", str(rule))


def _response(status: int, answer: Given, known: dict[Any, Any]) -> dict[str, Any]:
    if status in REFUSED:
        return {"$ref": f"#/components/responses/{status}"}
    told: dict[str, Any] = {"description": MEANINGS[status]}
    if status == 200:
        told["content"] = {answer.what: {}} if isinstance(answer.what, str) else {JSON: {"schema": known[answer.what]}}
    return told


def _refusals(known: dict[Any, Any]) -> dict[str, Any]:
    """Each refusal: as JSON to a script, as a page to a person."""
    content = {JSON: {"schema": known[Refused]}, HTML: {}}
    return {str(n): {"description": said, "content": content} for n, said in MEANINGS.items() if n in REFUSED}


def document(sample: Path) -> dict[str, Any]:
    """The description of this version, of an empty conference in memory that is made from a sample."""
    from kiosk.app import create_app
    from kiosk.conference.clock import Clock
    from kiosk.conference.conference import KEY_BYTES, Conference
    from kiosk.settings import load as settings_file
    from kiosk.storage import database

    settings_ = settings_file.load(sample)
    with tempfile.TemporaryDirectory() as folder:
        conference = Conference(Path(folder), settings_, database.memory(), Clock(settings_.timezone), bytes(KEY_BYTES))
        try:
            return describe(create_app(conference))
        finally:
            conference.db.close()
