"""What a template may compute: Jinja's immutable sandbox, narrowed to texts, numbers and loops that end."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from jinja2 import Template

LARGEST: Final = 10**9
"""Of the numbers that a template may multiply."""
LONGEST_RANGE: Final = 1000
MOST_CHARACTERS: Final = 40_000_000
"""Of one filled part; a report of 400 questions has 3 million."""
SECONDS: Final = 30.0
"""For one paper; the process that makes all of them has a clock of its own."""
SAFE_OF_TEXT: Final = frozenset({
    "strip", "lstrip", "rstrip", "upper", "lower", "title", "capitalize", "startswith", "endswith", "split", "replace", "count", "find",
})  # fmt: skip
_LEFT_OUT: Final = (
    "center",
    "indent",
    "wordwrap",
    "format",
    "filesizeformat",
    "pprint",
    "tojson",
    "xmlattr",
    "urlize",
    "safe",
    "forceescape",
)


class Sandbox(ImmutableSandboxedEnvironment):
    """Values go in as plain text, whatever they hold: no markup, no further field.

    A template can still join texts until memory is full, or loop without writing anything: papers are made in a child
    process whose memory and time are limited (`kiosk.papers.worker`).
    """

    intercepted_binops = frozenset({"**", "*", "%"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_finalize)
        self.globals = {"range": _range}
        for name in _LEFT_OUT:
            self.filters.pop(name, None)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute with numbers, or refuse."""
        if operator == "**" or not all(isinstance(part, int | float) and abs(part) < LARGEST for part in (left, right)):
            raise SecurityError(f"{operator} of these")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of a text only what cannot make it longer than its parts."""
        if isinstance(obj, str) and attr not in SAFE_OF_TEXT:
            return False
        return super().is_safe_attribute(obj, attr, value)


def _range(*numbers: int) -> range:
    counted = range(*numbers)
    if len(counted) > LONGEST_RANGE:
        raise SecurityError(f"range of {len(counted)}")
    return counted


def _finalize(value: Any) -> Any:
    return inert(value) if isinstance(value, str) else value


def inert(text: str) -> Markup:
    """Return a text escaped for XML, its braces too, so that no sign of a field is left in it."""
    safe = str(escape(text)).replace("{", "&#123;").replace("}", "&#125;").replace("%", "&#37;")
    return Markup(safe)  # noqa: S704 - escaped in the line above


def rendered(template: Template, fields: dict[str, Any]) -> str:
    """Fill one part. Raises `SecurityError` where it grows or takes beyond the limits."""
    pieces, length, end = [], 0, time.monotonic() + SECONDS
    for piece in template.generate(fields):
        pieces.append(piece)
        length += len(piece)
        if length > MOST_CHARACTERS or (len(pieces) % 256 == 0 and time.monotonic() > end):
            raise SecurityError("a loop without an end")
    return "".join(pieces)
