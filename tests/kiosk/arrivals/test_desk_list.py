"""The desk's list: what changed is read by key."""

from __future__ import annotations

import pytest

from kiosk.arrivals import desk_list
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


def test_the_version_of_the_list_moves_with_the_list_only(conference, write):
    version = desk_list.ListVersion(conference)
    write.guest()
    first = version.number
    write.question()
    assert (first > 0, version.number >= first) == (True, True)
    at = version.number
    with conference.db.writing(conference.clock.stamp()) as writing:
        writing.put("incident.test", "incident", {"id": "i", "kind": "test", "at": writing.at, "text": ""})
    assert (version.number, desk_list.ListVersion(conference).number <= at) == (at, True)
