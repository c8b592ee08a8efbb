"""When a written reply is due: working days, holidays, and weekends worked in exchange."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live import working_days

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


@pytest.mark.parametrize(
    ("today", "until", "left"),
    [
        ("2026-05-11", "2026-05-11", 0), ("2026-05-11", "2026-05-12", 1),
        ("2026-05-08", "2026-05-11", 1), ("2026-05-11", "2026-05-08", -1),
        ("2026-05-11", "2026-05-09", -1), ("2026-05-09", "2026-05-08", 0),
        ("2026-05-04", "2026-04-29", -1), ("2026-05-09", "2026-05-11", 1),
    ],
)  # fmt: skip
def test_days_left_and_days_past_are_counted_from_tomorrow(today: str, until: str, left: int) -> None:
    assert working_days.days_left(date.fromisoformat(today), date.fromisoformat(until), HOLIDAYS) == left
