"""How long a guest list takes to come in, at growing sizes: looked at, taken in, and looked at once more when nothing is new.

Beside it the same file read by openpyxl alone.
"""

from __future__ import annotations

import io
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from bench import crowd
from bench.clients import apart
from bench.measure import Found, begin, peak, short
from kiosk.intake import plan, sandbox
from tests.support.drive import temporary

SIZES = (250, 1000) if short() else (250, 1000, 4900)
"""A list of more than 5,000 rows is refused: it is sent in parts."""
HEADS = ("STT", "Họ và tên", "Chức vụ", "Đơn vị", "Mã số thuế", "Điện thoại")


def main() -> Found:
    """Measure each size in a process of its own."""
    found = Found()
    table = begin(
        "Taking a guest list in",
        [
            "rows",
            "looked at s",
            "taken in s",
            "the same again s",
            "openpyxl alone s",
            "looked at, beside it",
            "most MiB",
        ],
    )
    for count in SIZES:
        looked, done, again, bare, room = apart(taken, count)
        table.add(count, looked, done, again, bare, f"{looked / bare:.1f} ×", f"{room:.0f}")
    found.tables.append(table)
    return found


def taken(count: int) -> tuple[float, float, float, float, float]:
    """Seconds to look, to take in, to look again, to read by openpyxl alone; and the process's most memory in MiB."""
    folder = temporary()
    with crowd.conference(folder) as conference:
        file = folder / "list.xlsx"
        file.write_bytes(workbook(count))
        sandbox.warm()  # as the page does before the file is chosen
        time.sleep(2)
        marks = [time.perf_counter()]

        def mark(_result: Any) -> None:
            marks.append(time.perf_counter())

        planned = plan.from_file(conference, "guests", file)
        mark(planned)
        mark(plan.carry_out(conference, planned))
        mark(plan.from_file(conference, "guests", file))
        mark(bare(file))
        looked, done, again, alone = (after - before for before, after in pairwise(marks))
    return looked, done, again, alone, peak()


def bare(file: Path) -> int:
    """Every cell once."""
    book = load_workbook(file, read_only=True, data_only=True)
    return sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))


def workbook(count: int) -> bytes:
    """A list as offices send it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(HEADS)
    for n in range(count):
        house = n // 2
        row = (n + 1, crowd.name(n), "Giám đốc", f"Công ty TNHH Thương mại số {house}", "", f"09{n:08d}")
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


if __name__ == "__main__":
    main()
