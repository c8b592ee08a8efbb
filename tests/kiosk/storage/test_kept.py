"""What was made of the tables, kept until they change."""

from __future__ import annotations

import pytest

from badges import guests
from badges.guests import Guest
from kiosk.storage.kept import changed_keys, kept


def test_a_value_is_made_anew_only_after_its_tables_changed(conference, write):
    db, made = conference.db, []

    def value():
        return kept(db, "guests", ("guest",), lambda: made.append(1) or len(made))

    write.guest()
    assert (value(), value()) == (1, 1)
    with db.writing(conference.clock.stamp()) as writing:
        writing.put("incident.test", "incident", {"id": "i", "kind": "test", "at": writing.at, "text": ""})
    assert value() == 1
    version = db.versions.of(("guest",))
    guest = write.guest("Trần Thị Bình")
    assert value() == 2
    assert changed_keys(db, "guest", version) == [guest.id]


def test_what_is_seen_inside_a_transaction_is_not_kept(conference, write):
    db, guest = conference.db, write.guest()

    def names():
        return kept(db, "names", ("guest",), lambda: [row["name"] for row in db.query("select name from guest")])

    assert names() == [guest.name]
    with pytest.raises(ZeroDivisionError), db.writing(conference.clock.stamp()) as writing:
        guests.put(writing, Guest("g2", "", "Chưa Chắc", block="business"), conference.key, conference.settings.id)
        assert names() == [guest.name, "Chưa Chắc"]
        raise ZeroDivisionError
    assert (names(), db.versions.newest) == ([guest.name], db.seq)


def test_nothing_outlives_a_connection_that_was_made_anew(conference, write):
    db = conference.db
    write.guest()
    kept(db, "name", ("guest",), lambda: "before")
    db.catch_up()
    assert kept(db, "name", ("guest",), lambda: "after") == "after"
