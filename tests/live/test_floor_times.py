"""Time on the floor: hours of a question, pauses, and clocks that jump back."""

from datetime import UTC, datetime, timedelta

from live.floor_times import Hours, floor_times, hours, slip_ops
from live.queue import Move

START = datetime(2026, 4, 24, 8, tzinfo=UTC)


def turn(n: int, move: str, number: int | None, undoes: str = "") -> dict:
    return {
        "question": number,
        "move": move,
        "at": (START + timedelta(minutes=n)).isoformat(),
        "op": f"op{n}",
        "undoes": undoes,
    }


def test_hours_run_from_the_first_call_to_the_last_leaving_and_leave_out_slips() -> None:
    turns = [
        turn(1, Move.CALL, 1), turn(2, Move.PUT_BACK, 1), turn(3, Move.CALL, 2), turn(4, Move.ANSWERED, 2),
        turn(5, Move.CALL, 1), turn(6, Move.WRITING, 3), turn(7, Move.ANSWERED, 1), turn(8, Move.CALL, 4),
    ]  # fmt: skip
    at = [row["at"] for row in turns]
    assert hours(turns) == {1: Hours(at[4], at[6]), 2: Hours(at[2], at[3]), 4: Hours(at[7])}


def test_a_call_that_was_taken_back_never_was() -> None:
    assert hours([turn(1, Move.CALL, 1), turn(2, "undo", 1, undoes="op1")]) == {}


def minutes(turns: list[dict], now: float) -> dict[int, float]:
    times = floor_times(turns, START + timedelta(minutes=now))
    return {number: time.total_seconds() / 60 for number, time in times.items()}


def test_a_question_called_twice_has_the_time_of_both_calls() -> None:
    turns = [
        turn(0, Move.CALL, 1), turn(4, Move.LATER, 1), turn(5, Move.CALL, 2), turn(8, Move.ANSWERED, 2),
        turn(9, Move.CALL, 1), turn(11, Move.ANSWERED, 1),
    ]  # fmt: skip
    assert minutes(turns, 20) == {1: 6, 2: 3}
    at = [row["at"] for row in turns]
    assert hours(turns) == {1: Hours(at[0], at[5]), 2: Hours(at[2], at[3])}


def test_the_clock_of_a_question_stands_while_it_is_paused() -> None:
    turns = [turn(0, Move.CALL, 1), turn(2, "pause", None), turn(7, "resume", None), turn(8, Move.ANSWERED, 1)]
    assert minutes(turns, 20) == {1: 3}


def test_two_reasons_to_stand_still_end_one_by_one() -> None:
    turns = [
        turn(0, Move.CALL, 1), turn(1, "pause", None), turn(2, "aside", None), turn(3, "resume", None),
        turn(5, "back", None),
    ]  # fmt: skip
    assert minutes(turns, 6) == {1: 2}


def test_a_clock_that_jumps_back_takes_no_time_away() -> None:
    turns = [turn(10, Move.CALL, 1), turn(4, Move.ANSWERED, 1), turn(12, Move.CALL, 2)]
    assert minutes(turns, 13) == {1: 0, 2: 1}


def test_a_slip_is_named_by_its_call() -> None:
    turns = [turn(1, Move.CALL, 1), turn(2, Move.PUT_BACK, 1), turn(3, Move.CALL, 1), turn(4, Move.ANSWERED, 1)]
    assert slip_ops(turns) == {("op1", 1)}
    at = [row["at"] for row in turns]
    assert hours(turns) == {1: Hours(at[2], at[3])}
