"""Working days: when a written reply is due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

SATURDAY = 5


def is_working(day: date, holidays: Collection[date] = (), working_weekends: Collection[date] = ()) -> bool:
    """Whether offices work on this day; `working_weekends` are the days worked in exchange for another."""
    return day in working_weekends or (day.weekday() < SATURDAY and day not in holidays)


def due(
    start: date, working_days: int, holidays: Collection[date] = (), working_weekends: Collection[date] = ()
) -> date:
    """The last day of a period of working days; the starting day itself does not count."""
    day = start
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= is_working(day, holidays, working_weekends)
    return day


def days_left(
    today: date, until: date, holidays: Collection[date] = (), working_weekends: Collection[date] = ()
) -> int:
    """Working days from tomorrow up to and including `until`; negative when it is past."""
    step = 1 if until >= today else -1
    count, day = 0, today
    while day != until:
        day += timedelta(days=step)
        last = day if step > 0 else day + timedelta(days=1)
        count += is_working(last, holidays, working_weekends)
    return step * count
