"""Parts of a picture that are kept as they were drawn, for as long as what they are drawn from is the same object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kiosk import i18n

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 20_000
"""Parts that are kept; then all are drawn anew once."""


class Fragments:
    """In a template: `{% call kept("name", row, facts…) %}…{% endcall %}`.

    The part may depend on the row, on the facts and on the language alone. A row that changes must be another object.
    """

    def __init__(self) -> None:
        self._drawn: dict[tuple[Any, ...], tuple[object, Markup]] = {}

    def __call__(self, name: str, row: object, *facts: object, caller: Callable[[], str]) -> Markup:
        """Return the part, drawn by `caller` where it is not kept."""
        key = (name, i18n.language(), id(row), facts)
        known = self._drawn.get(key)
        if known and known[0] is row:
            return known[1]
        if len(self._drawn) >= MOST:
            self._drawn.clear()
        drawn = Markup(caller())  # noqa: S704 - what the template drew, with autoescape on
        self._drawn[key] = row, drawn  # holding the row keeps its id from being given to another
        return drawn
