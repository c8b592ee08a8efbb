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
