"""Rows of a question list that only go on: further paragraphs of the question above them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiosk.i18n import _
from kiosk.intake.reader.sections import has_ordinal

if TYPE_CHECKING:
    from kiosk.intake.reader.listing import Listing
    from kiosk.intake.reader.row_kinds import Kept


class Groups(NamedTuple):
    """Rows that only go on: `of` has them by the row that they belong to, `members` has all of them."""

    of: dict[int, tuple[int, ...]]
    members: frozenset[int]


def goes_on(listing: Listing, kept: list[Kept]) -> Groups:
    """Return which rows of a question list hold further paragraphs of the question above them, and say so.

    They do where they share its merged ordinal number, and where a numbered list has a row with nothing but text.
    """
    of: dict[int, list[int]] = {}
    if listing.kind != "questions" or "ordinal" not in listing.mapping:
        return Groups({}, frozenset())
    ordinal, head = listing.mapping["ordinal"], 0
    numbered = sum(has_ordinal(listing, one.row) and listing.origin(one.row, ordinal)[0] == one.row for one in kept)
    for one in kept:
        is_covered = listing.origin(one.row, ordinal) != (one.row, ordinal)
        others = set(listing.own_texts(one.row)) - set(listing.columns("text"))
        is_bare = not others and 2 * numbered > len(kept) - len(listing.own_texts(one.row)) and numbered > 0
        if head and (is_covered or is_bare):
            of.setdefault(head, []).append(one.row)
        else:
            head = one.row
    for row, further in of.items():
        text = _("{count} rows below belong to the same number: their paragraphs were joined into one question.")
        listing.say("warning", row, "text", text.format(count=len(further)))
    return Groups(
        {row: tuple(further) for row, further in of.items()}, frozenset(r for further in of.values() for r in further)
    )
