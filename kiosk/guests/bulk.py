"""Acts on many guests at once: another block, seats in a row, invitations taken back. All of it or nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from badges import guests
from badges.refusal import Refusal
from kiosk.guests import guest_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from badges.ports import Row, Writing
    from kiosk.conference.conference import Conference

MOST_IN_A_ROW = 200


def to_block(writing: Writing, conference: Conference, chosen: Sequence[str], block: str) -> Row:
    """Put the guests into a block."""
    if block not in {one.code for one in conference.settings.blocks}:
        raise Refusal("Choose the block of the guest.")
    for guest in chosen:
        guests.change(writing, guest, "guest.corrected", block=block)
    return {"count": len(chosen)}


def cancel(writing: Writing, chosen: Sequence[str], reason: str) -> Row:
    """Take the invitations back; refused as a whole where one of the guests is in."""
    for guest in chosen:
        guest_list.cancel(writing, guest, True, reason)
    return {"count": len(chosen)}


def seat(writing: Writing, chosen: Sequence[str], first: str, in_a_row: int) -> Row:
    """Give the guests seats one after the other, from the first seat named (A1), so many in a row, then the next letter.

    Raises `Refusal` where somebody else sits on one of them.
    """
    places = list(_seats(first, in_a_row, len(chosen)))
    taken = {
        row["seat"]: row
        for row in writing.query("select id, name, seat from guest where seat != '' and cancelled = ''")
    }
    for place in places:
        if place in taken and taken[place]["id"] not in chosen:
            raise Refusal(
                "Seat {seat} is taken by {name}. Begin at another seat.", seat=place, name=taken[place]["name"]
            )
    for guest, place in zip(chosen, places, strict=True):
        guests.change(writing, guest, "guest.corrected", seat=place)
    return {"count": len(chosen)}


def _seats(first: str, in_a_row: int, count: int) -> Iterator[str]:
    found = re.fullmatch(r"\s*([A-Za-z])\s*(\d{1,3})\s*", first)
    if found is None or not 1 <= in_a_row <= MOST_IN_A_ROW:
        raise Refusal("Write the first seat like A1, and how many seats a row has.")
    letter, number = ord(found[1].upper()), int(found[2])
    for _n in range(count):
        if number > in_a_row:
            letter, number = letter + 1, 1
        if letter > ord("Z"):
            raise Refusal("There are not enough rows from this seat on: row Z is the last.")
        yield f"{chr(letter)}{number}"
        number += 1
