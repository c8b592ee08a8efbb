"""Turns as they are kept: one row each, undone as they were done, merged ones going where their carrier goes."""

import json
from datetime import timedelta

import pytest

from badges.refusal import Refusal, Stale
from kiosk.storage.verify import faults
from live import floor_times, questions, turns, undo
from live.queue import Move, Place


@pytest.fixture
def make(conference, write):
    """make(Move.CALL, 1, …) → one operation of its own."""
    done = []

    def turn(move, number=None, **facts):
        done.append(move)
        op = f"op{len(done)}"
        with conference.db.writing(conference.clock.stamp(), by="test", op=op) as writing:
            if move == "undo":
                return undo.take_back_last(writing, op)
            return questions.turn(writing, op, move, number, **facts)

    return turn


@pytest.fixture
def five(write):
    """Questions 1 to 5, waiting."""
    for _ in range(5):
        write.question()


def places(conference):
    """Number → place, reason, carrier."""
    return {q.number: (str(q.place), q.reason, q.merged_into) for q in questions.every(conference.db)}


def line(conference):
    """Who waits, in order."""
    return [q.number for q in questions.line(questions.every(conference.db))]


def test_next_leaves_a_row_for_each_question_it_touched(conference, five, make):
    make(Move.CALL, 1)
    make(Move.NEXT)
    rows = list(conference.db.query("select id, question, move, op, by from turn order by rowid"))
    assert [tuple(row.values()) for row in rows] == [
        ("op1", 1, "call", "op1", "test"),
        ("op2", 1, "answered", "op2", "test"),
        ("op2.1", 2, "call", "op2", "test"),
    ]


STORIES = [
    [(Move.CALL, 1), (Move.NEXT, None)],
    [(Move.CALL, 1), (Move.NEXT, 4)],
    [(Move.CALL, 2), (Move.LATER, 2)],
    [(Move.CALL, 2), (Move.PUT_BACK, 2)],
    [(Move.WRITING, 3)],
    [(Move.CALL, 1), (Move.ANSWERED, 1), (Move.REOPEN, 1)],
    [(Move.ORDER, 5)],
]


@pytest.mark.parametrize("story", STORIES)
def test_undo_puts_everything_back_step_by_step(conference, five, make, story):
    seen = []
    for move, number in story:
        seen.append((places(conference), line(conference)))
        make(move, number)
    while seen:
        make("undo")
        assert (places(conference), line(conference)) == seen.pop()
    with pytest.raises(Refusal, match="nothing to undo"):
        make("undo")
    assert list(faults(conference.db)) == []


def test_undo_keeps_the_words_that_were_polished_meanwhile(conference, five, make, write):
    make(Move.CALL, 1)
    with write.writing() as writing:
        questions.edit(writing, 1, summary="Kiểm định cân")
    make("undo")
    question = questions.get(conference.db, 1)
    assert (question.place, question.summary) == (Place.WAITING, "Kiểm định cân")


def test_those_merged_into_one_go_where_it_goes_and_come_back(conference, five, make):
    make(Move.MERGE, 3, merge_into=2)
    make(Move.MERGE, 2, merge_into=1)
    assert places(conference)[2] == ("merged", "", 1)
    assert places(conference)[3] == ("merged", "", 1)
    make("undo")
    assert places(conference)[3] == ("merged", "", 2)
    make("undo")
    assert places(conference)[3] == ("waiting", "", None)
    assert list(faults(conference.db)) == []


def test_a_merged_one_taken_out_stands_for_itself_again(conference, five, make):
    make(Move.MERGE, 3, merge_into=2, reason="trùng nội dung")
    make(Move.REOPEN, 3)
    assert (places(conference)[3], line(conference)) == (("waiting", "", None), [1, 2, 4, 5, 3])


@pytest.mark.parametrize("target", [None, 2, 9, 5])
def test_merging_into_nothing_itself_or_a_withdrawn_one_is_refused(conference, five, make, target):
    make(Move.MERGE, 3, merge_into=1)
    make(Move.WITHDRAW, 5, reason="đã được giải quyết")
    with pytest.raises(Refusal, match="another question to merge into"):
        make(Move.MERGE, 2, merge_into=target, reason="trùng")


def test_what_carries_others_cannot_be_withdrawn(conference, five, make):
    make(Move.MERGE, 3, merge_into=2)
    with pytest.raises(Refusal, match="Question 2 carries 3"):
        make(Move.WITHDRAW, 2, reason="doanh nghiệp rút")


@pytest.mark.parametrize("move", [Move.OUT, Move.FORWARD, Move.WITHDRAW, Move.MERGE])
def test_what_needs_a_reason_is_refused_without_one(conference, five, make, move):
    with pytest.raises(Refusal, match="Write the reason"):
        make(move, 1)
    assert line(conference) == [1, 2, 3, 4, 5]


def test_reason_and_body_are_kept_and_go_with_an_undo(conference, five, make):
    make(Move.FORWARD, 1, reason="thuộc Sở Y tế", refer_to="Sở Y tế")
    question = questions.get(conference.db, 1)
    assert (question.place, question.reason, question.referred_to) == (Place.FORWARDED, "thuộc Sở Y tế", "Sở Y tế")
    make("undo")
    question = questions.get(conference.db, 1)
    assert (question.place, question.reason, question.referred_to) == (Place.WAITING, "", "")


def test_undo_gives_the_time_back(conference, five, make):
    make(Move.CALL, 1)
    conference.clock.shift += timedelta(minutes=4)
    make(Move.NEXT)
    conference.clock.shift += timedelta(minutes=1)
    make("undo")
    times = floor_times.floor_times(floor_times.turns(conference.db), conference.clock.now() + timedelta(minutes=1))
    assert {number: round(time.total_seconds() / 60) for number, time in times.items()} == {1: 6}


def test_the_clock_is_not_stopped_twice(conference, write):
    for n, resume in enumerate((False, True, False)):
        with write.writing() as writing:
            turns.pause(writing, f"p{n}", resume)
        assert turns.paused(conference.db) is not resume
    with write.writing() as writing, pytest.raises(Stale, match="stands already"):
        turns.pause(writing, "p9", False)


def test_undo_leaves_a_pause_alone(conference, five, make, write):
    make(Move.CALL, 1)
    with write.writing() as writing:
        turns.pause(writing, "p", False)
    make("undo")
    assert (turns.paused(conference.db), line(conference)) == (True, [1, 2, 3, 4, 5])


def test_a_call_lets_the_clock_run_again_and_its_undo_stops_it(conference, five, make, write):
    make(Move.CALL, 1)
    with write.writing() as writing:
        turns.pause(writing, "p", False)
    conference.clock.shift += timedelta(minutes=3)
    make(Move.NEXT)
    assert turns.paused(conference.db) is False
    rows = list(conference.db.query("select move, question, op from turn order by rowid desc limit 3"))
    assert [(row["move"], row["question"]) for row in rows] == [("call", 2), ("answered", 1), ("resume", None)]
    assert len({row["op"] for row in rows}) == 1
    conference.clock.shift += timedelta(minutes=2)
    times = floor_times.floor_times(floor_times.turns(conference.db), conference.clock.now())
    assert {number: round(time.total_seconds() / 60) for number, time in times.items()} == {1: 0, 2: 2}
    make("undo")
    assert (turns.paused(conference.db), places(conference)[1][0]) == (True, "floor")
    times = floor_times.floor_times(floor_times.turns(conference.db), conference.clock.now())
    assert {number: round(time.total_seconds() / 60) for number, time in times.items()} == {1: 0}
    assert list(faults(conference.db)) == []


def test_an_answer_or_a_move_in_the_queue_leaves_a_pause_alone(conference, five, make, write):
    make(Move.CALL, 1)
    with write.writing() as writing:
        turns.pause(writing, "p", False)
    make(Move.ORDER, 3)
    make(Move.ANSWERED, 1)
    assert turns.paused(conference.db) is True


def test_a_question_that_is_not_screened_makes_no_picture_old(conference, five, write):
    before = questions.last_change(conference.db)["seq"]
    write.question(place=Place.RECEIVED)
    assert questions.last_change(conference.db)["seq"] == before


def test_the_version_rises_with_moves_and_new_questions_but_not_with_words(conference, five, make, write):
    before = questions.last_change(conference.db)["seq"]
    assert before == conference.db.seq
    with write.writing() as writing:
        questions.edit(writing, 1, summary="Ngắn")
    assert questions.last_change(conference.db)["seq"] == before
    make(Move.CALL, 1)
    after = questions.last_change(conference.db)["seq"]
    assert after > before
    row = json.loads(questions.last_change(conference.db)["row"])
    assert (row["move"], row["question"], row["by"]) == ("call", 1, "test")
    write.question()
    assert questions.last_change(conference.db)["seq"] == conference.db.seq > after
