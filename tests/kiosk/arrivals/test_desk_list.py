"""The desk's list: what changed is read by key."""

from __future__ import annotations

import pytest

from kiosk.arrivals import admission, corrections, desk_list
from kiosk.conference.devices import Role


def read(conference, act):
    """Rows that SQLite handed out while something was done."""
    counted = []
    before = conference.db.query

    def query(sql, params=None):
        rows = list(before(sql, params))
        counted.append(len(rows))
        return iter(rows)

    conference.db.query = query
    try:
        act()
    finally:
        conference.db.query = before
    return sum(counted)


@pytest.mark.parametrize("guests", [3, 60])
def test_what_changed_costs_the_changes_and_not_the_list(conference, write, guests):
    everybody = [write.guest(f"Khách {n}") for n in range(guests)]
    for guest in everybody:
        write.arrive(guest)
    number = conference.db.seq
    late = write.guest("Khách Đến Muộn")
    write.arrive(late)
    rows = read(conference, lambda: desk_list.since(conference, Role.DESK, number))
    assert rows == 6, "three keys, and the rows of them: guest, organisation, arrival"


def test_a_desk_keeps_four_digits_of_a_telephone_and_a_steward_none(conference, write):
    guest = write.guest("Nguyễn Văn An", phone="0912345678", rsvp="coming")
    lines = {role: desk_list.guest_line(guest, role) for role in (Role.DESK, Role.STEWARD)}
    assert lines[Role.DESK]["phone"] == "5678"
    assert lines[Role.DESK].keys() - lines[Role.STEWARD].keys() == {"phone", "rsvp", "printed", "cancel_reason"}


def test_an_arrival_that_was_taken_back_is_sent_as_none(conference, write):
    guest = write.arrive(write.guest())
    number, scan = conference.db.seq, admission.of(conference.db, guest.id).scan
    assert desk_list.since(conference, Role.DESK, number)["arrivals"] == {}
    with write.writing() as writing:
        corrections.undo(writing, "undo", scan, "nhầm người", writing.at)
    assert desk_list.since(conference, Role.DESK, number)["arrivals"] == {guest.id: None}
