"""Dates as people read them on a page, in the language spoken now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.i18n import N_, _

if TYPE_CHECKING:
    from datetime import date

WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def long_date(day: date) -> str:
    """Return a day with its weekday: thứ Hai 14/12/2026."""
    return f"{_(WEEKDAYS[day.weekday()])} {day.day}/{day.month}/{day.year}"


def day_month(day: date) -> str:
    """Return a day without its year: 14/12."""
    return f"{day.day}/{day.month}"
