"""What a route takes and gives: the strict shape of a JSON body, read before the route runs, and of what it answers.

`kiosk.openapi` describes all routes by these marks; a body that has not its shape never reaches a route.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast
from uuid import UUID

import msgspec
from flask import request

from badges.refusal import Refusal
from badges.vietnamese import tidy_texts
from kiosk.conference import clock
from kiosk.web.fields import checked

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")
HTML = "text/html"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ANY = "*/*"
Id = Annotated[str, msgspec.Meta(min_length=8, max_length=64)]
"""What a page makes for everything it sends, so that the same thing, sent twice, is done once (trust.md R1)."""


class Refused(msgspec.Struct, forbid_unknown_fields=True):
    """Every refusal: a sentence for the person, and in `known` what is on record where somebody else wrote first."""

    error: str
    known: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Given:
    """What a route answers. `what`: a shape, for JSON, or a media type; `statuses` besides those of all routes."""

    what: type | str = HTML
    statuses: tuple[int, ...] = ()
    query: tuple[str, ...] = ()
    """What may be asked behind the question mark."""


def takes(shape: type[msgspec.Struct]) -> Callable[[F], F]:
    """The route's first argument is its JSON body in this shape, which forbids other keys. Anything else is refused (400)."""

    def reader(view: F) -> F:
        @wraps(view)
        def with_body(*args: Any, **kwargs: Any) -> Any:
            return view(read(shape), *args, **kwargs)

        with_body.takes = shape  # type: ignore[attr-defined]
        return cast("F", with_body)

    return reader


def raw_body(most: int) -> bytes | None:
    """Return the body as it came, or None where it is longer than `most` bytes or does not say how long it is."""
    if request.content_length is None or request.content_length > most:
        return None
    return request.get_data()


def form_id() -> str:
    """The id that a form carries. Raises `Refusal` where it has none: sent twice, it would be done twice or not at all."""
    try:
        return msgspec.convert(request.form.get("id", ""), Id)
    except msgspec.ValidationError as error:
        raise Refusal("This request is not understood. Reload the page and try again.") from error


AS_READ = ("code",)
"""What a scanner read is no text for people: `badges.codes.read` looks at it as it came."""


def _visible(sent: Any) -> Any:
    """The same body with all texts composed and without what cannot be seen."""
    if not isinstance(sent, dict):
        return sent
    return {key: part if key in AS_READ else tidy_texts(part) for key, part in sent.items()}


def read(shape: type[msgspec.Struct]) -> msgspec.Struct:
    """The JSON that was sent, in this shape. Raises `Refusal` (400)."""
    body = request.get_data()
    try:
        asked = msgspec.json.decode(body, type=shape)  # as it was sent, before it gets shorter
        sent = checked(msgspec.json.decode(body))
        tidied = _visible(sent)
        return asked if tidied == sent else msgspec.convert(tidied, shape)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise Refusal("This request is not understood: {fault}", fault=str(error)) from error


def gives(what: type | str, *statuses: int, query: tuple[str, ...] = ()) -> Callable[[F], F]:
    """Say what the route answers; a page (HTML) needs no saying."""

    def mark(view: F) -> F:
        view.gives = Given(what, statuses, query)  # type: ignore[attr-defined]
        return view

    return mark


class Operation(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The head of every change that a desk sends: its id, and the time of the device."""

    id: UUID
    at: str

    def moment(self) -> str:
        """Return the time of the device as it is stored; raises `Refusal`."""
        try:
            return clock.stamp(clock.parse(self.at))
        except ValueError as error:
            raise Refusal("Write the time like 2026-04-24T06:52:07Z.") from error
