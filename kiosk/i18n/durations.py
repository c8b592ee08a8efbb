"""Lengths of time in words, the same as `static/shared/countdown.js` writes them: «1 giờ 37 phút», never 97:12."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.i18n import _

if TYPE_CHECKING:
    from datetime import timedelta


def spelled(length: timedelta, exact: bool = False) -> str:
    """Return a length in hours and minutes; in minutes and seconds with `exact`; in seconds below a minute."""
    whole = max(0, int(length.total_seconds()))
    hours, minutes, seconds = whole // 3600, whole % 3600 // 60, whole % 60
    if hours:
        return _("{h} h {m} min").format(h=hours, m=minutes)
    if minutes:
        return _("{m} min {s} s").format(m=minutes, s=seconds) if exact and seconds else _("{m} min").format(m=minutes)
    return _("{s} s").format(s=seconds)


def rough(seconds: float) -> str:
    """Return a length as a person says it, in its largest unit: «12 giây», «5 phút», «3 giờ», «13 ngày»."""
    whole = max(0, int(seconds))
    if whole < 60:
        return _("{s} s").format(s=whole)
    if whole < 3600:
        return _("{m} min").format(m=whole // 60)
    if whole < 2 * 86400:
        return _("{h} h").format(h=whole // 3600)
    return _("{d} days").format(d=whole // 86400)
