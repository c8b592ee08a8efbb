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


def short_date(day: date) -> str:
    """Return a day as official papers write it: 24/4/2026, 05/01/2026.

    Nghị định 30/2020/NĐ-CP, Phụ lục I: days below 10 and the months 1 and 2 have a nought before them.
    """
    return f"{day_month(day)}/{day.year}"


def day_month(day: date) -> str:
    """Return a day without its year: 24/4, 05/01."""
    return f"{day.day:02d}/{day.month:02d}" if day.month <= 2 else f"{day.day:02d}/{day.month}"


def long_date(day: date) -> str:
    """Return a day with its weekday: thứ Hai 14/12/2026."""
    return f"{_(WEEKDAYS[day.weekday()])} {short_date(day)}"
