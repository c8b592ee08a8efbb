"""A seat's row and number, by the table that the desk's own copy runs too."""

import json
from pathlib import Path

import pytest

from badges import seats

TABLE = json.loads(Path(__file__).with_name("seats.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("seat", "parts"), TABLE["row_and_seat"])
def test_a_seat_is_a_row_and_a_number(seat, parts):
    assert seats.row_and_seat(seat) == tuple(parts)


def test_seats_sort_as_a_hall_counts_them():
    assert sorted(("A-10", "B-1", "A-2", "a-3"), key=seats.seat_key) == ["A-2", "a-3", "A-10", "B-1"]
