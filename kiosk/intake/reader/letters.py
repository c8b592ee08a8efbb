"""Letters that were lost on the way: question marks inside words, and texts that were cut at 255 characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kiosk.i18n import _
from kiosk.intake.reader.table import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.intake.reader.listing import Listing
    from kiosk.intake.reader.row_kinds import Kept

FEWEST_LOST: Final = 2
"""Cells with question marks inside their words that make a file whose letters were lost."""
CUTS: Final = (255, 256)
"""Characters at which programs cut a text: the longest of a column VARCHAR(255), of a cell by an old driver."""
_INSIDE: Final = re.compile(r"[^\W\d_]\?[^\W\d_]")
_NAMED: Final = frozenset({"name", "family", "given", "organisation", "agency", "position", "asker", "substitute"})
_LOST: Final = "\N{REPLACEMENT CHARACTER}"
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+")


def lost(listing: Listing, kept: list[Kept]) -> Iterator[Message]:
    """Yield an error where letters became question marks, and a warning where texts seem to be cut."""
    damaged: list[tuple[str, str]] = []
    cut: list[str] = []
    columns = [(name, column) for name, column in listing.mapping.items() if name not in ("ordinal", "email")]
    for name, column in columns:
        for data in kept:
            text = listing.at(data.row, column)
            if len(text) in CUTS and not text.endswith((".", "?", "!", ")")):
                cut.append(listing.grid.address(data.row, column))
            if ("?" in text or _LOST in text) and _is_lost(_ADDRESS.sub("", text), name):
                damaged.append((listing.grid.address(data.row, column), text))
    if len(damaged) >= FEWEST_LOST or (damaged and len(kept) < 2 * FEWEST_LOST):
        words = _(
            "Letters were lost here (“{text}”), in {count} cells in all: a program that cannot write Vietnamese has saved this "
            "list. Ask for the list in another form, as .xlsx or “CSV UTF-8”."
        )
        cell, text = damaged[0]
        yield Message("error", cell, words.format(text=" ".join(text.split())[:60], count=len(damaged)))
    if len(cut) > 1:
        words = _(
            "{count} texts end after exactly 255 characters and were probably cut off by a program: {cells}. Look at them."
        )
        yield Message("warning", cut[0], words.format(count=len(cut), cells=", ".join(cut[:6])))


def _is_lost(text: str, name: str) -> bool:
    inside = _INSIDE.search(text) is not None
    if name in _NAMED:
        return inside or _LOST in text or re.search(r"\?[^\W\d_]|[^\W\d_]\?(?=\s+[^\W\d_])", text) is not None
    return len(_INSIDE.findall(text)) > 1 or _LOST in text
