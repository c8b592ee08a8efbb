"""What taking in one row of a list would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kiosk.intake.memory import Difference, Doubt


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the list: added, changed or unchanged; `ref` is whom or what it means, `kept` what people wrote since."""

    cell: str
    state: str
    what: Any
    name: str
    ref: str = ""
    organisation: str = ""
    differences: tuple[Difference, ...] = ()
    kept: tuple[Difference, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that would change."""
        return tuple(difference.field for difference in self.differences)

    @property
    def doubt(self) -> str:
        """What the row may repeat, in words."""
        return " ".join(doubt.text for doubt in self.doubts)
