"""How long all papers of a conference take, at growing sizes: `python -m bench.papers`."""

from __future__ import annotations

import tempfile
import time
import uuid
from pathlib import Path

from badges import guests
from badges.guests import Guest, Organisation
from bench.measure import Found, begin, short
from kiosk import arrivals
from kiosk import day as days
from kiosk.arrivals import Coming
from kiosk.day import Day
from kiosk.papers import bundle, record
from live import answers, questions
from live.answers import Answer
from live.questions import Question
from live.queue import Place

SAMPLE = Path(__file__).parents[1] / "examples" / "haiphong-2026"
SIZES = ((250, 40), (1000, 40), (1000, 400), (5000, 400))
"""(guests, questions); two guests in five are of a business of their own, as on the sample day."""
TEXT = "Doanh nghiệp đề nghị hướng dẫn thủ tục công bố hợp quy theo quy định mới. " * 4


def fill(day: Day, people: int, asked: int) -> None:
    """A conference of this size, everybody in, every question answered."""
    at = day.clock.stamp()
    with day.db.writing(at, by="Bàn 1") as writing:
        for n in range(people):
            house = f"o{n * 2 // 5}"
            if n * 2 % 5 < 2:
                guests.put_organisation(
                    writing, Organisation(house, f"Công ty số {n}", tax_code=f"02{n:08d}", kind="business")
                )
            guest = Guest(f"g{n}", house, f"Nguyễn Văn {n}", "Ông", "Giám đốc", "business")
            guests.put(writing, guest, day.key, day.settings.id)
            arrivals.admit_guest(writing, str(uuid.uuid4()), guest.id, "search", at, Coming())
        for n in range(asked):
            place = Place.ANSWERED if n % 2 else Place.WRITING
            made = questions.add(writing, Question(0, f"o{n % 100}", TEXT, field="quality", unit="tdc", place=place))
            answers.write(
                writing, Answer(made.number, "", "tdc", TEXT * 2, "Nghị định số 37/2026/NĐ-CP", "live" if n % 2 else "")
            )


def main() -> Found:
    """Each size once, in a folder of its own."""
    found = Found()
    table = begin(
        "All papers of a conference",
        ["guests", "questions", "papers", "gathered s", "made s", "MB", "ms a paper", "beside 250 guests"],
        "Report, annex, minutes, a letter to each business, notice of conclusions, lists and workbook, from the record of the day.",
    )
    base = 0.0
    for people, asked in SIZES[:2] if short() else SIZES:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "conference"
            days.make(place, SAMPLE)
            day = days.open_day(place)
            fill(day, people, asked)
            start = time.perf_counter()
            kept = record.gather(day)
            read = time.perf_counter()
            made = list(bundle.make_all(place, kept))
            done = time.perf_counter()
            day.db.close()
        each = (done - read) / len(made) * 1000
        base = base or each
        size = sum(len(paper.data) for paper in made) / 1e6
        table.add(people, asked, len(made), read - start, done - read, size, f"{each:.0f}", f"{each / base:.2f} ×")
    found.tables.append(table)
    return found


if __name__ == "__main__":
    main()
