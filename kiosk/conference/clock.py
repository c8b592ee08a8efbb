"""The conference's clock. It can be set to another hour, so that any part of the day can be shown or rehearsed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.i18n.dates import short_date

YEARS = range(1970, 3000)
"""At the ends of the calendar a moment cannot be carried into another time zone."""


class Clock:
    """Now, in UTC and in the conference's own time zone. `shift` moves it away from the machine's clock."""

    def __init__(self, zone: str = "Asia/Ho_Chi_Minh", shift: timedelta = timedelta(0)) -> None:
        self.zone = ZoneInfo(zone)
        self.shift = shift

    @classmethod
    def at(cls, zone: str, day: date, hour: time) -> Clock:
        """A clock that shows this hour of this day now and runs on from there."""
        wanted = datetime.combine(day, hour, ZoneInfo(zone))
        return cls(zone, wanted - datetime.now(UTC))

    def now(self) -> datetime:
        """The moment, with its time zone (UTC)."""
        return datetime.now(UTC) + self.shift

    def stamp(self) -> str:
        """The moment as it is stored."""
        return stamp(self.now())

    def milliseconds(self) -> int:
        """Return the moment as browsers count it: ms since 1970."""
        return int(self.now().timestamp() * 1000)

    def local(self, moment: str | datetime | None = None) -> datetime:
        """A stored moment, or now, in the conference's time zone."""
        when = self.now() if moment is None else moment if isinstance(moment, datetime) else parse(moment)
        return when.astimezone(self.zone)

    def hour(self, moment: str | datetime | None) -> str:
        """An hour as officials write it: 13h52. Empty for no moment."""
        return self.local(moment).strftime("%Hh%M") if moment else ""

    def day_hour(self, moment: str | datetime | None) -> str:
        """Return an hour with its day: 13h52 ngày 14/4; the day is left out where it is today. Empty for no moment."""
        if not moment:
            return ""
        when = self.local(moment)
        return when.strftime("%Hh%M") if when.date() == self.local().date() else f"{when:%Hh%M} {short_date(when)}"


def stamp(moment: datetime) -> str:
    """A moment as it is stored: UTC, milliseconds, Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse(text: str) -> datetime:
    """A stored moment, or one from a device. Raises ValueError where it is none, has no time zone, or is of another age."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"no time zone: {text}")
    if moment.year not in YEARS:
        raise ValueError(f"no time of ours: {text}")
    return moment.astimezone(UTC)


def written(day: str | date) -> str:
    """A date as people write it: 08/5/2026. Empty for none."""
    return short_date(day if isinstance(day, date) else date.fromisoformat(day)) if day else ""
