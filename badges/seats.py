"""A seat as a row and a number. The desk's own copy is `static/desk/free-seats.js`; both run tests/badges/seats.json."""

from __future__ import annotations

import re

from badges.vietnamese import fold

PLACES = frozenset({"ban", "day", "hang", "khu", "khu vuc"})
"""Words in which seats are counted, folded."""


def row_and_seat(seat: str) -> tuple[str, str]:
    """Return a seat as its row and its number: "Dãy C, ghế 12" gives ("Dãy C", "12"), "A-12" gives ("A", "12").

    Of "Bàn 5" and "Dãy 3" the number is the table's or the row's own: they have no seat's.
    """
    found = re.fullmatch(r"(.*?)[\s,.;:/–-]*(?:ghế|số)?[\s,.;:/–-]*(\d+)", seat.strip(), re.IGNORECASE)
    return (found[1], found[2]) if found and fold(found[1]) not in PLACES else (seat.strip(), "")


def seat_key(seat: str) -> list[tuple[int, int, str]]:
    """Return a key that sorts seats as a hall counts them: A-2 before A-10."""
    return [
        (0, int(part[:18]), "") if part.isdecimal() else (1, 0, part)
        for part in re.findall(r"\d+|\D+", seat.casefold())
    ]


def row_name(row: str) -> str:
    """Return a row as a heading: "A" alone would not be understood."""
    return row if " " in row or not row else f"Dãy {row}"
