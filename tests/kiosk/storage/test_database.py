"""One file, one writer, one log."""

from __future__ import annotations

import sqlite3

import pytest

from badges.refusal import Refusal, Stale
from kiosk.storage import database
from kiosk.storage.verify import faults, rebuild
from live import questions

HALL = {"id": "hall", "mode": "auto", "message": "", "at": "", "by": ""}


def put(writing):
    return {"number": writing.put("hall.set", "hall", HALL)}


def test_a_repeat_gets_the_stored_answer(conference):
    first = conference.perform("one", "hall", {"a": 1}, put)
    assert conference.perform("one", "hall", {"a": 1}, put) == (first[0], True)
    assert len(list(conference.db.query("select * from event where kind = 'hall.set'"))) == 1


def test_the_same_id_with_another_body_is_refused(conference):
    conference.perform("one", "hall", {"a": 1}, put)
    with pytest.raises(Stale):
        conference.perform("one", "hall", {"a": 2}, put)


def test_an_action_that_raises_leaves_nothing_and_may_be_tried_again(conference):
    def half(writing):
        put(writing)
        raise Refusal("no")

    before = conference.db.seq
    with pytest.raises(Refusal):
        conference.perform("one", "hall", {}, half)
    assert (conference.db.seq, list(conference.db.query("select * from hall"))) == (before, [])
    assert conference.perform("one", "hall", {}, put)[1] is False
    assert list(faults(conference.db)) == []


def test_a_unique_rule_is_broken_loudly_and_never_by_replacing(conference, write):
    first, second = write.question(), write.question()
    with pytest.raises(sqlite3.IntegrityError), write.writing() as writing:
        for question in (first, second):
            row = next(writing.query("select * from question where number = ?", (question.number,)))
            writing.put("test", "question", row | {"place": "floor"})
    assert [row["place"] for row in conference.db.query("select place from question")] == ["waiting", "waiting"]


def test_a_second_process_is_refused_with_a_sentence(conference):
    with pytest.raises(database.Busy):
        database.connect(conference.folder / database.FILE)


def test_what_was_answered_is_there_after_reopening(folder):
    first = database.connect(folder / database.FILE)
    first.perform("one", "hall", {}, put, at="2026-04-24T06:45:00.000Z")
    first.close()
    second = database.connect(folder / database.FILE)
    assert list(second.query("select * from hall")) == [HALL]
    assert second.perform("one", "hall", {}, put, at="2026-04-24T06:46:00.000Z")[1] is True
    second.close()


def test_the_file_is_synced_at_each_commit_and_held_alone(conference):
    values = {
        name: conference.db.conn.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "locking_mode")
    }
    assert values == {"journal_mode": "wal", "synchronous": 2, "locking_mode": "exclusive"}


def test_the_state_is_rebuilt_from_the_log(conference, write):
    guest = write.guest()
    write.question()
    fresh = rebuild(conference.db)
    assert [row["id"] for row in fresh.query("select id from guest")] == [guest.id]
    assert list(faults(conference.db)) == []


@pytest.mark.parametrize(
    "damage",
    [
        "update hall set mode = 'pause'",
        "delete from hall",
        "update event set row = replace(row, 'auto', 'pause') where kind = 'hall.set'",
        "update event set at = '2026-04-24T00:00:00.000Z' where kind = 'hall.set'",
        "delete from event where kind = 'hall.set'",
        "update event set chain = 'x' where kind = 'hall.set'",
    ],
)
def test_every_change_behind_the_logs_back_is_found(conference, damage):
    conference.perform("one", "hall", {}, put)
    conference.perform("two", "hall", {}, put)
    assert list(faults(conference.db)) == []
    conference.db.conn.execute(damage)
    assert list(faults(conference.db)) != []


def test_listeners_hear_of_a_change_after_the_commit_and_not_of_a_failure(conference):
    heard = []
    conference.db.listeners.append(lambda tables: heard.append((tables, conference.db.conn.in_transaction)))
    conference.perform("one", "hall", {}, put)
    with pytest.raises(ZeroDivisionError), conference.db.writing("t") as writing:
        put(writing)
        1 / 0  # noqa: B018
    assert heard == [({"hall"}, False)]


def test_a_conference_of_an_earlier_version_is_opened_and_still_is_as_its_log_says(folder, write):
    """A column came later: rows that were written without it are read, rebuilt and changed."""
    write.question("Thủ tục kiểm định cân?")
    write.conference.db.close()
    with sqlite3.connect(folder / database.FILE) as older:
        older.execute("alter table question drop column withheld")
        older.execute("update event set row = replace(row, ',\"withheld\":\"\"', '') where tab = 'question'")
        older.execute("delete from _sqlite_migrations where name = 'consent'")
    older.close()
    again = database.connect(folder / database.FILE)
    assert [question.withheld for question in questions.every(again)] == [""]
    assert [fault for fault in faults(again) if "question" in fault] == []
    with again.writing("2026-04-24T07:00:00.000Z") as writing:
        assert questions.edit(writing, 1, withheld="1").withheld == "1"
    again.close()
