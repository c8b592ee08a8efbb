"""Scans that wait together share one commit; each is answered after it, and one that fails is taken back alone."""

from __future__ import annotations

import threading
import time

import pytest

from badges.refusal import Refusal
from kiosk.storage.connection import CannotSave
from kiosk.storage.verify import faults

NOTE = {
    "stand": "desk",
    "text": "",
    "at": "",
    "by": "",
    "receipt_at": "",
    "receipt_by": "",
    "recalled": "",
    "reply": "",
}


def writes(name, text=""):
    def action(writing):
        return {"number": writing.put("note.sent", "note", NOTE | {"id": name, "text": text})}

    return action


def refused(writing):
    writing.put("note.sent", "note", NOTE | {"id": "half"})
    raise Refusal("no")


def together(conference, *operations):
    """Let operations (id, action) wait at the same moment; return the answer or error of each, and the SQL."""
    db, found, seen = conference.db, {}, {}
    statements = []
    db.conn.set_trace_callback(statements.append)

    def send(n, name, action):
        try:
            found[n] = conference.perform(name, "note", {}, action, shared=True)
        except Exception as error:
            found[n] = error
        seen[n] = bool(statements) and not db.conn.in_transaction

    with db._lock:
        threads = []
        for n, (name, action) in enumerate(operations):
            threads.append(threading.Thread(target=send, args=(n, name, action)))
            threads[-1].start()
            while len(db._waiting) <= n:
                time.sleep(0.001)
        assert (found, statements) == ({}, [])
    for thread in threads:
        thread.join()
    db.conn.set_trace_callback(None)
    assert set(seen.values()) == {True}
    return [found[n] for n in range(len(operations))], statements


def kept(conference):
    return [row["id"] for row in conference.db.query("select id from operation order by seq")]


def test_those_that_wait_share_one_commit_and_none_is_answered_before_it(conference):
    before = conference.db.seq
    answers, statements = together(conference, *((f"op{n}", writes(f"n{n}")) for n in range(5)))
    assert answers == [({"number": before + n}, False) for n in range(1, 6)]
    assert statements.count("COMMIT") == 1
    assert kept(conference) == [f"op{n}" for n in range(5)]
    assert list(faults(conference.db)) == []


def test_one_that_fails_is_taken_back_alone_and_may_be_tried_again(conference):
    before = conference.db.seq
    answers, statements = together(conference, ("a", writes("a")), ("b", refused), ("c", writes("c")))
    assert [answers[0], answers[2]] == [({"number": before + 1}, False), ({"number": before + 2}, False)]
    assert isinstance(answers[1], Refusal)
    assert (statements.count("COMMIT"), kept(conference)) == (1, ["a", "c"])
    assert [row["id"] for row in conference.db.query("select id from note order by id")] == ["a", "c"]
    assert list(faults(conference.db)) == []
    assert conference.perform("b", "note", {}, writes("b"), shared=True) == ({"number": before + 3}, False)


def test_the_same_operation_twice_at_one_moment_is_done_once(conference):
    answers, _statements = together(conference, ("a", writes("a")), ("a", writes("a")))
    assert (answers[0][0] == answers[1][0], [replay for _answer, replay in answers]) == (True, [False, True])
    assert kept(conference) == ["a"]


def test_where_the_disk_is_full_all_are_told_so_and_nothing_is_kept(conference):
    pages = conference.db.conn.execute("PRAGMA page_count").fetchone()[0]
    conference.db.conn.execute(f"PRAGMA max_page_count={pages}")
    before = conference.db.seq
    answers, _statements = together(
        conference, ("a", writes("a")), ("b", writes("b", "x" * 400_000)), ("c", writes("c"))
    )
    assert [type(answer) for answer in answers] == [CannotSave] * 3
    assert (conference.db.seq, kept(conference), list(conference.db.query("select * from note"))) == (before, [], [])
    conference.db.conn.execute("PRAGMA max_page_count=1000000")
    assert conference.perform("a", "note", {}, writes("a"), shared=True) == ({"number": before + 1}, False)
    assert list(faults(conference.db)) == []


def test_listeners_hear_once_of_all_that_a_group_changed(conference):
    heard = []
    conference.db.listeners.append(heard.append)
    together(conference, ("a", writes("a")), ("b", refused), ("c", writes("c")))
    assert heard == [{"note"}]


@pytest.mark.parametrize("shared", [True, False])
def test_an_operation_alone_that_fails_leaves_nothing(conference, shared):
    before = conference.db.seq
    with pytest.raises(Refusal):
        conference.perform("a", "note", {}, refused, shared=shared)
    assert (conference.db.seq, kept(conference)) == (before, [])
