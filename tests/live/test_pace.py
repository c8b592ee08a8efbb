"""The pace: time on the floor through pauses, undo and put back; how many will be reached; what to answer in writing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.floor_times import floor_times
from live.pace import Pace, pace, to_write

START = datetime(2026, 4, 24, 7, 50, tzinfo=UTC)
FOUR = timedelta(minutes=4)


def at(minute: float) -> datetime:
    """So many minutes after the dialogue began."""
    return START + timedelta(minutes=minute)


def turns(*rows: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Turn rows from (minute, move, question, op, undoes); the last three may be left out."""
    filled = [(*row, *(None, "", "")[len(row) - 2 :]) for row in rows]
    return [
        {"at": at(minute).isoformat(), "move": move, "question": question, "op": op or f"op{n}", "undoes": undoes}
        for n, (minute, move, question, op, undoes) in enumerate(filled)
    ]


def minutes(rows: list[dict[str, Any]], now: float) -> dict[int, float]:
    """Minutes on the floor by question."""
    return {number: time.total_seconds() / 60 for number, time in floor_times(rows, at(now)).items()}


def test_time_runs_from_the_call_to_the_end_and_for_the_one_on_the_floor_to_now() -> None:
    rows = turns((0, "call", 1), (5, "answered", 1), (6, "call", 2))
    assert minutes(rows, 8) == {1: 5, 2: 2}


def test_a_pause_stops_the_clock_also_across_a_change() -> None:
    rows = turns((0, "call", 1), (2, "pause"), (10, "resume"), (11, "answered", 1), (11, "call", 2), (12, "pause"))
    assert minutes(rows, 40) == {1: 3, 2: 1}


def test_a_question_called_while_paused_has_no_time_until_the_clock_runs() -> None:
    assert minutes(turns((0, "pause"), (0, "call", 1), (9, "resume")), 10) == {1: 1}


def test_put_back_and_called_again_adds_up() -> None:
    rows = turns((0, "call", 1), (2, "put_back", 1), (3, "call", 2), (6, "answered", 2), (6, "call", 1))
    assert minutes(rows, 10) == {1: 6, 2: 3}


@pytest.mark.parametrize("move", ["later", "absent", "writing", "forward", "out", "withdraw"])
def test_whatever_takes_it_from_the_floor_ends_its_time(move: str) -> None:
    assert minutes(turns((0, "call", 1), (2, move, 1)), 30) == {1: 2}


def test_a_move_of_another_question_does_not_end_its_time() -> None:
    assert minutes(turns((0, "call", 1), (2, "later", 5), (3, "order", 6), (4, "writing", 7)), 10) == {1: 10}


def test_undo_of_next_gives_the_time_back() -> None:
    rows = turns((0, "call", 1), (4, "answered", 1, "n"), (4, "call", 2, "n"), (5, "undo", 1, "u", "n"))
    assert minutes(rows, 7) == {1: 7}


def test_undo_of_a_call_leaves_no_time_at_all() -> None:
    assert minutes(turns((0, "call", 1, "c"), (5, "undo", 1, "u", "c")), 9) == {}


def test_a_clock_that_jumps_back_takes_no_time_away_and_runs_on() -> None:
    rows = turns((0, "call", 1), (10, "answered", 1), (-30, "call", 2))
    assert minutes(rows, -28) == {1: 10, 2: 2}


def reckoned(rows: list[dict[str, Any]], floor: int | None, answered: list[int], waiting: int, now: float) -> Pace:
    """The pace of a dialogue of 100 minutes."""
    return pace(rows, floor, answered, waiting, at(now), max(timedelta(0), at(100) - at(now)), FOUR)


def test_before_the_first_answer_the_expected_length_counts() -> None:
    found = reckoned([], None, [], 30, 0)
    assert (found.each, found.step, found.reachable, found.short, found.by_end, found.total) == (
        None,
        FOUR,
        25,
        5,
        25,
        30,
    )


def test_the_rhythm_counts_what_lies_between_two_answers() -> None:
    rows = turns(
        (0, "call", 1), (4, "answered", 1), (6, "call", 2), (9, "absent", 2), (10, "call", 3), (14, "answered", 3)
    )
    found = reckoned(rows, None, [1, 3], 20, 20)
    assert (found.each, found.step) == (FOUR, timedelta(minutes=10))
    assert (found.reachable, found.by_end, found.short) == (8, 10, 12)


def test_what_is_on_the_floor_takes_its_rest_first() -> None:
    rows = turns((0, "call", 1), (4, "answered", 1), (4, "call", 2))
    found = reckoned(rows, 2, [1], 50, 6)
    assert (found.on_floor, found.reachable, found.by_end) == (timedelta(minutes=2), 23, 25)


def test_a_question_that_is_over_its_time_costs_the_others_theirs() -> None:
    rows = turns((0, "call", 1), (4, "answered", 1), (4, "call", 2))
    assert reckoned(rows, 2, [1], 50, 40).reachable == 15


def test_pauses_do_not_slow_the_rhythm_but_use_up_the_room() -> None:
    rows = turns((0, "call", 1), (4, "answered", 1), (4, "pause"), (60, "resume"))
    found = reckoned(rows, None, [1], 50, 60)
    assert (found.step, found.reachable) == (FOUR, 10)


def test_the_pace_by_hand() -> None:
    """One answered in 4 minutes, 2 lost, one 2 minutes on the floor: it takes 2 more of 20, and 18 are room for 3 of 6."""
    rows = turns((0, "call", 1), (4, "answered", 1), (6, "call", 2))
    found = pace(rows, 2, [1], 5, at(8), timedelta(minutes=20), timedelta(minutes=9))
    two, six = timedelta(minutes=2), timedelta(minutes=6)
    assert found == Pace(1, 5, two, FOUR, six, timedelta(minutes=20), 3, True)
    assert (found.by_end, found.short, found.total) == (5, 2, 7)
    roomy = pace(rows, 2, [1], 2, at(8), timedelta(minutes=20), timedelta(minutes=9))
    assert (roomy.reachable, roomy.by_end, roomy.short) == (3, 4, 0)


def test_after_the_end_nothing_is_reached() -> None:
    found = reckoned(turns((0, "call", 1), (4, "answered", 1)), None, [1], 5, 120)
    assert (found.left, found.reachable, found.short, found.by_end) == (timedelta(0), 0, 5, 1)


def test_all_waiting_are_reached_when_there_is_room() -> None:
    found = reckoned(turns((0, "call", 1), (4, "answered", 1)), None, [1], 3, 4)
    assert (found.short, found.by_end, found.total) == (0, 4, 4)


def test_an_answered_question_without_any_time_does_not_spoil_the_mean() -> None:
    assert reckoned(turns((0, "call", 1), (4, "answered", 1)), None, [1, 2], 3, 4).each == FOUR


def test_the_absent_go_first_then_the_end_of_the_queue() -> None:
    line = [(1, True), (2, False), (3, True), (4, False), (5, True)]
    assert [to_write(line, n) for n in range(-1, 7)] == [
        [], [], [4], [2, 4], [2, 4, 5], [2, 3, 4, 5], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5],
    ]  # fmt: skip


STEPS = st.lists(
    st.tuples(st.floats(0, 9), st.sampled_from(["call", "answered", "put_back", "later", "pause", "resume", "order"]), st.integers(1, 4)),
    max_size=40,
)  # fmt: skip


@given(STEPS, st.floats(0, 9))
def test_no_more_time_is_given_out_than_went_by(steps: list[tuple[float, str, int]], rest: float) -> None:
    minute, rows = 0.0, []
    for wait, move, question in steps:
        minute += wait
        rows.append((minute, move, question))
    times = minutes(turns(*rows), minute + rest)
    assert all(time >= 0 for time in times.values())
    assert sum(times.values()) <= minute + rest + 1e-6
