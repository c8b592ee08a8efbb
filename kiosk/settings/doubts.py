"""Settings that are allowed and probably wrong: each is named where the conference starts, is verified, or is set up."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from kiosk.i18n import _
from kiosk.i18n.dates import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.settings.schema import Settings

BACKDROP_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
SATURDAY = 5


def doubts(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield (key, sentence) for each setting that contradicts another one."""
    day = settings.date
    if (shown := BACKDROP_DATE.search(settings.title.place_and_date)) and _day(shown) != day:
        text = _("the backdrop says “{shown}”, the conference is on {day}")
        yield "title.place_and_date", text.format(shown=shown[0], day=short_date(day))
    if day in settings.holidays:
        yield "date", _("{day} is one of the days off (holidays)").format(day=short_date(day))
    elif day.weekday() >= SATURDAY and day not in settings.working_weekends:
        yield "date", _("{day} is a Saturday or Sunday").format(day=short_date(day))
    if settings.questions_until and settings.questions_until > day:
        yield "questions_until", _("lies after the conference")
    if settings.dialogue_item() is None:
        yield "programme", _('no item is the dialogue (kind = "dialogue"): no question can be called')
    years = {int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", settings.id)}
    if years and day.year not in years:
        yield "id", _("the id names another year than the conference's day")


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def sentences(settings: Settings) -> list[str]:
    """Return the doubts as lines for a terminal."""
    return [f"{key}: {text}" for key, text in doubts(settings)]
