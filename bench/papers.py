"""How long all papers of a conference take, at growing sizes: `python -m bench.papers`."""

from __future__ import annotations

import time

from bench import crowd
from bench.clients import apart
from bench.measure import Found, begin, peak, short
from kiosk.conference.conference import Conference
from kiosk.papers import bundle, record
from live import answers, questions
from live.questions import Question
from live.queue import Place
from live.voices import Voice
from tests.support.drive import temporary

SIZES = ((250, 40), (1000, 40), (1000, 400), (5000, 400))
"""(guests, questions); two guests in five are of a business of their own, as on the sample day."""
TEXT = "Doanh nghiệp đề nghị hướng dẫn thủ tục công bố hợp quy theo quy định mới. " * 4


def ask(conference: Conference, count: int) -> None:
    """So many questions, every one answered."""
    with conference.db.writing(conference.clock.stamp(), by="Thư ký") as writing:
        for n in range(count):
            place = Place.ANSWERED if n % 2 else Place.WRITING
            made = questions.add(writing, Question(0, f"o{n % 100}", TEXT, field="quality", unit="tdc", place=place))
            answers.write(
                writing,
                Voice(
                    str(made.number), made.number, unit="tdc", text=TEXT * 2, basis="Nghị định số 37/2026/NĐ-CP",
                    form="live" if n % 2 else "",
                ),
            )  # fmt: skip


def main() -> Found:
    """Each size once, in a folder and a process of its own."""
    found = Found()
    table = begin(
        "All papers of a conference",
        ["guests", "questions", "papers", "gathered s", "made s", "MB", "ms a paper", "beside 250 guests", "most MiB"],
        "Report, annex, minutes, a letter to each business, notice of conclusions, lists and workbook, from the record of the day.",
    )
    base = 0.0
    for people, asked in SIZES[:2] if short() else SIZES:
        count, gathered, took, size, room = apart(made, people, asked)
        each = took / count * 1000
        base = base or each
        table.add(people, asked, count, gathered, took, size, f"{each:.0f}", f"{each / base:.2f} ×", f"{room:.0f}")
    found.tables.append(table)
    return found


def made(people: int, asked: int) -> tuple[int, float, float, float, float]:
    """How many papers, seconds to gather and to make them, their MB, and the process's most memory in MiB."""
    folder = temporary()
    with crowd.conference(folder) as conference:
        crowd.fill(conference, people, people * 2 // 5, arrived=True)
        ask(conference, asked)
        start = time.perf_counter()
        kept = record.gather(conference)
        read = time.perf_counter()
        papers = list(bundle.make_all(folder, kept))
        done = time.perf_counter()
    return len(papers), read - start, done - read, sum(len(paper.data) for paper in papers) / 1e6, peak()


if __name__ == "__main__":
    main()
