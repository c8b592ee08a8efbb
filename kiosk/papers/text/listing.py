"""A list of people before it is drawn, the same as PDF and as a Word file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in mm, how its text stands ("L", "C") and how heavy it is."""

    title: str
    width: float
    align: str = "L"
    weight: int = 400


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, or one text over all columns (`band`)."""

    cells: tuple[str, ...] = ()
    band: str = ""
    guests: int = 0
    """How many guests are done with it, for whoever shows progress."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of a paper, with pages numbered for itself."""

    title: str
    note: str
    """What stands under the conference's name: the occasion, or the paper that the list belongs to."""
    columns: Sequence[Column]
    rows: Sequence[Row]
    closing: str
    """The sentence under the table."""
    headed: bool = True
    """Whether agencies and nation stand above it; an annex of a signed paper has none."""
    signers: tuple[str, str] | None = None
    """Who signs under it, at the left and at the right."""
    least: float = 8.0
    """The least height of a row, in mm."""
