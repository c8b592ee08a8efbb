"""The guests that a print is made for: by block, by id, or by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badges import guests
from badges.refusal import Refusal
from badges.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Collection

    from badges.guests import Guest
    from kiosk.conference.conference import Conference


def choose(conference: Conference, blocks: Collection[str] = (), people: Collection[str] = ()) -> list[Guest]:
    """The guests of these blocks, or these guests by id or by name without accents; all invited ones if none is named.

    Raises `Refusal` for a block or a guest that does not exist.
    """
    known = {block.code for block in conference.settings.blocks}
    for block in blocks:
        if block not in known:
            raise Refusal("There is no block {block}. The blocks are: {known}.", block=block, known=", ".join(sorted(known)))  # fmt: skip
    invited = [guest for guest in guests.every(conference.db) if not guest.cancelled]
    if blocks:
        invited = [guest for guest in invited if conference.settings.block(guest.block).code in blocks]
    if not people:
        return invited
    wanted = {person: fold(person) for person in people}
    for person, folded in wanted.items():
        if not any(guest.id == person or fold(guest.name) == folded for guest in invited):
            raise Refusal("There is no guest {guest}. Write the whole name as on the list.", guest=person)
    return [g for g in invited if g.id in wanted or fold(g.name) in wanted.values()]
