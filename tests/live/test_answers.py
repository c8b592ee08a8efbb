"""Answers with their history, hours from the turns, conclusions, deadlines."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badges.refusal import Refusal
from kiosk.storage import database
from live import answers, editions, working_days
from live.answers import DETAILS, Detail, Form, Overwritten, Result
from live.floor_times import Hours, hours
from live.queue import Move
from live.voices import Voice
from tests.support import voices

AT = "2026-04-24T08:00:00.000Z"
HOLIDAYS = (date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1))
EVENT = date(2026, 4, 24)


@pytest.mark.parametrize(
    ("days", "due"),
    [(1, "28/4"), (3, "4/5"), (5, "6/5"), (7, "8/5"), (10, "13/5"), (15, "20/5"), (20, "27/5"), (30, "10/6")],
)
def test_working_days_after_the_conference(days: int, due: str) -> None:
    found = working_days.due(EVENT, days, HOLIDAYS)
    assert f"{found.day}/{found.month}" == due


@pytest.mark.parametrize(("days", "wrong"), [(1, "27/4"), (3, "29/4"), (10, "8/5"), (20, "22/5")])
def test_without_holidays_the_date_would_be_wrong(days: int, wrong: str) -> None:
    found = working_days.due(EVENT, days)
    assert f"{found.day}/{found.month}" == wrong


def test_a_saturday_worked_in_exchange_counts() -> None:
    assert working_days.due(EVENT, 1, HOLIDAYS, (date(2026, 4, 25),)) == date(2026, 4, 25)


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 60))
def test_the_days_left_until_a_due_date_are_those_it_was_given(start: date, days: int) -> None:
    assert working_days.days_left(start, working_days.due(start, days, HOLIDAYS), HOLIDAYS) == days


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(1, 60))
def test_a_due_date_is_a_working_day(start: date, days: int) -> None:
    assert working_days.is_working(working_days.due(start, days, HOLIDAYS), HOLIDAYS)


def test_what_is_overdue_counts_below_zero() -> None:
    assert working_days.days_left(date(2026, 5, 5), EVENT, HOLIDAYS) == -4


def write(store: database.Db, by: str, seen: int, **facts) -> Voice:
    with store.writing(AT, by=by) as writing:
        return answers.write(writing, voices.voice(1, version=seen, **facts))


def test_an_edition_names_the_one_it_saw() -> None:
    store = database.memory()
    write(store, "Lan", 0, text="một")
    with pytest.raises(Overwritten) as refused:
        write(store, "Minh", 0, text="hai")
    assert refused.value.known == answers.voice(store, "1")
    assert write(store, "Minh", 1, text="hai").version == 2


def test_drafts_of_one_person_are_one_edition_of_the_history_and_all_stay_in_the_log() -> None:
    store = database.memory()
    for seen, (by, text) in enumerate([("Lan", "m"), ("Lan", "một"), ("Minh", "hai"), ("Lan", "ba")]):
        write(store, by, seen, text=text)
    assert [(one.by, one.text) for one in editions.history(store, "1")] == [
        ("Lan", "một"),
        ("Minh", "hai"),
        ("Lan", "ba"),
    ]
    assert [one.text for one in editions.every(store, "1")] == ["m", "một", "hai", "ba"]


def test_a_late_correction_does_not_hide_what_was_complete() -> None:
    store = database.memory()
    done = {"form": Form.LIVE, "result": Result.EXPLAINED, "complete": True}
    write(store, "Lan", 0, text="một", **done)
    write(store, "Lan", 1, text="hai", **done)
    assert [one.text for one in editions.history(store, "1")] == ["một", "hai"]


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize("result", Result)
def test_details_belong_to_their_result(result: Result, detail: Detail) -> None:
    if detail in DETAILS[result]:
        assert write(database.memory(), "Lan", 0, result=result, detail=detail).detail == detail
    else:
        with pytest.raises(Refusal):
            write(database.memory(), "Lan", 0, result=result, detail=detail)


@pytest.mark.parametrize(
    "facts", [{"form": Form.FORWARDED, "complete": True}, {"form": "đúng"}, {"result": "tốt"}, {"detail": "roadmap"}]
)
def test_what_does_not_fit_together_is_refused(facts: dict) -> None:
    with pytest.raises(Refusal):
        write(database.memory(), "Lan", 0, text="một", **facts)


def turn(n: int, move: str, number: int | None, undoes: str = "") -> dict:
    return {"question": number, "move": move, "at": str(EVENT + timedelta(n)), "op": f"op{n}", "undoes": undoes}


def test_hours_run_from_the_first_call_to_the_last_leaving_and_leave_out_slips() -> None:
    turns = [
        turn(1, Move.CALL, 1), turn(2, Move.PUT_BACK, 1), turn(3, Move.CALL, 2), turn(4, Move.ANSWERED, 2),
        turn(5, Move.CALL, 1), turn(6, Move.WRITING, 3), turn(7, Move.ANSWERED, 1), turn(8, Move.CALL, 4),
    ]  # fmt: skip
    at = [row["at"] for row in turns]
    assert hours(turns) == {1: Hours(at[4], at[6]), 2: Hours(at[2], at[3]), 4: Hours(at[7])}


def test_a_call_that_was_taken_back_never_was() -> None:
    assert hours([turn(1, Move.CALL, 1), turn(2, "undo", 1, undoes="op1")]) == {}
