"""The desk's list: what changed is read by key, and rides in the frame that goes out anyway."""

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


def test_the_frame_holds_what_each_role_may_see(app, conference, write):
    screens = app.extensions["screens"]
    told = []
    for role in (Role.DESK, Role.STEWARD):
        screens.crowd.rooms[f"desk.{role}"] = {"sid": None}
    screens.crowd.tell = lambda place, frame: told.append((place, frame))
    guest = write.guest("Nguyễn Văn An", phone="0912345678")
    write.arrive(guest)
    screens._send("desk")
    frames = dict(told)
    assert sorted(frames) == ["desk.desk", "desk.steward"]
    assert [frames[f"desk.{r}"]["guests"][0].get("phone") for r in ("desk", "steward")] == ["5678", None]
    assert frames["desk.desk"]["arrivals"][guest.id]["desk"] == "Bàn 1"
    assert ("html" in frames["desk.desk"], frames["desk.desk"]["number"]) == (False, conference.db.seq)
    told.clear()
    write.arrive(write.guest("Trần Thị Bình"))
    screens._send("desk")
    second = dict(told)["desk.desk"]
    assert (second["since"], [row["name"] for row in second["guests"]]) == (
        frames["desk.desk"]["number"],
        ["Trần Thị Bình"],
    )


def test_too_many_changes_do_not_ride_in_a_frame(conference, write, monkeypatch):
    monkeypatch.setattr(desk_list, "MOST_ROWS", 3)
    number = conference.db.seq
    write.guest("Một")
    assert desk_list.changes(conference, Role.DESK, number) is not None
    write.guest("Hai")
    assert desk_list.changes(conference, Role.DESK, number) is None


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
