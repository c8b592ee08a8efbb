"""A date is written one way: Nghị định 30/2020/NĐ-CP, a nought before days below 10 and before the months 1 and 2."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kiosk.i18n import dates, speaking

ROOT = Path(__file__).parents[3]
HOME = {"kiosk/i18n/dates.py", "kiosk/papers/text/wording.py"}
CELLS = {"kiosk/intake/reader/cells.py", "kiosk/intake/reader/question_rows.py"}
"""The text of a spreadsheet's cell, read again by our own reader: no date that a person reads."""
OWN_WAY = re.compile(r"%d/%m|\.day(:02d?)?\}/|\.month(:02d?)?\}/")


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 4, 24), "24/4/2026"), (date(2026, 5, 8), "08/5/2026"), (date(2026, 2, 1), "01/02/2026"),
        (date(2026, 1, 31), "31/01/2026"), (date(2026, 12, 9), "09/12/2026"), (date(2026, 10, 10), "10/10/2026"),
    ],
)  # fmt: skip
def test_a_date_is_written_as_in_official_papers(day: date, written: str) -> None:
    assert dates.short_date(day) == written
    assert dates.day_month(day) == written.removesuffix("/2026")
    with speaking("vi"):
        assert dates.long_date(day).endswith(f" {written}")


def test_nothing_else_writes_dates_its_own_way() -> None:
    sources = [*(ROOT / "kiosk").rglob("*.py"), *(ROOT / "templates").rglob("*.html")]
    found = {path.relative_to(ROOT).as_posix() for path in sources if OWN_WAY.search(path.read_text(encoding="utf-8"))}
    assert found - HOME - CELLS == set()
