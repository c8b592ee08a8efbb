"""The sample day that has begun is true at every hour: nobody came later, and as much is answered as there was time for."""

from __future__ import annotations

import shutil
from datetime import time
from typing import TYPE_CHECKING

import pytest

from kiosk.cli import demo_day
from kiosk.conference import conference as conferences
from kiosk.conference.clock import Clock
from kiosk.storage.verify import faults
from live import answers, questions
from live.queue import Place
from tests.support import drive

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample conference with its lists, before anybody came."""
    folder = tmp_path_factory.mktemp("demo") / "fresh"
    drive.prepare(folder)
    return folder


HOURS = {
    # hour: (guests in, answered, on the floor, recorded)
    time(13, 50): (77, 0, 0, 0),
    time(14, 30): (223, 0, 0, 0),
    time(14, 50): (223, 2, 1, 1),
    time(15, 40): (223, 14, 1, 13),
    time(16, 20): (223, 26, 1, 25),
    time(16, 35): (223, 29, 0, 28),
    time(17, 30): (223, 29, 0, 28),
}


@pytest.mark.parametrize(("hour", "wanted"), HOURS.items(), ids=str)
def test_at_this_hour_so_much_has_happened(fresh: Path, tmp_path: Path, hour: time, wanted: tuple[int, ...]) -> None:
    folder = tmp_path / "conference"
    shutil.copytree(fresh, folder)
    demo_day.begin(folder, hour)
    conference = conferences.open_conference(folder)
    try:
        now = Clock.at(conference.settings.timezone, conference.settings.date, hour).stamp()
        places = [question.place for question in questions.every(conference.db)]
        complete = [v for answer in answers.every(conference.db).values() for v in answer.voices if v.complete]
        arrived = len({row["guest"] for row in conference.db.query("select guest from arrival")})
        assert (arrived, places.count(Place.ANSWERED), places.count(Place.FLOOR), len(complete)) == wanted
        for table in ("arrival", "turn", "answer"):
            assert all(row["at"] <= now for row in conference.db.query(f"select at from {table}")), table
        assert list(faults(conference.db)) == []
    finally:
        conference.db.close()
