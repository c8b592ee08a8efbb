"""Numbers and days that the clerk's office gave to papers: pasted or uploaded as one table, kept by paper, used in all.

A paper is known by its key, which stays when it is made again: `bao-cao`, `kn-001`, `phieu-chuyen/so-y-te`.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from badges.ports import row_of
from badges.refusal import Refusal
from kiosk.i18n.dates import short_date
from kiosk.papers.text.wording import date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from badges.ports import Store, Writing

LONGEST: Final = 60
"""Characters of a number."""
MOST: Final = 2000
"""Rows of a table."""
_DATE: Final = re.compile(
    r"(?:ngày\s*)?(\d{1,2})\s*(?:[/.\-]|tháng)\s*(\d{1,2})\s*(?:[/.\-]|năm)\s*(\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})"
)
_KEY: Final = re.compile(r"(?:.*/)?(kn-\d+)\b.*")


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper that the clerk's office has entered: its key, number and day (a date, or empty)."""

    paper: str
    number: str = ""
    date: str = ""
    at: str = ""
    by: str = ""


def every(db: Store | Writing) -> dict[str, Issued]:
    """Return the papers that have a number, by key."""
    return {row["paper"]: Issued(**row) for row in db.query("select * from issued")}


def put(writing: Writing, rows: Iterable[Issued]) -> int:
    """Keep numbers and days; a row without both takes the earlier ones back. Returns how many rows there were."""
    kept = list(rows)
    for row in kept:
        if row.number or row.date:
            writing.put("issued.entered", "issued", row_of(row) | {"at": writing.at, "by": writing.by})
        elif row.paper in every(writing):
            writing.drop("issued.removed", "issued", row.paper)
    return len(kept)


def key(file: str) -> str:
    """Return the key of a paper from its file below the folder of papers, or from how a table names it."""
    name = file.strip().replace("\\", "/").removesuffix(".docx").removesuffix(".pdf").removesuffix(".eml")
    if found := _KEY.fullmatch(name):
        return found[1]
    folder, _, last = name.rpartition("/")
    if folder.endswith("phieu-chuyen") or re.match(r"\d\d-", last):
        return f"phieu-chuyen/{re.sub(r'^[0-9]+-', '', last)}"
    return last


def read(text: str, files: Iterable[str], earliest: dt.date) -> list[Issued]:
    """Return the rows of a table with the columns file, number, day, as pasted from a spreadsheet or read from a CSV.

    A first row of headings is left out. Raises `Refusal` with the row's number for a file that there is not, for one named
    twice with different numbers, and for a day that is none or lies before the `earliest`.
    """
    known: dict[str, str] = {key(file): file for file in files}
    found: dict[str, Issued] = {}
    rows = [row for row in _table(text) if any(cell.strip() for cell in row)]
    if rows and not any(re.search(r"\d", cell) for cell in rows[0][1:]) and key(rows[0][0]) not in known:
        rows = rows[1:]
    if len(rows) > MOST:
        raise Refusal("The table has more than {most} rows. Paste it in parts.", most=MOST)
    for n, row in enumerate(rows, 1):
        one = _row(n, [cell.strip() for cell in row], known, earliest)
        if one.paper in found and found[one.paper] != one:
            raise Refusal(
                "Row {row}: {file} stands in the table twice, with different numbers.", row=n, file=row[0].strip()
            )
        found[one.paper] = one
    return list(found.values())


def _table(text: str) -> list[list[str]]:
    first = text.lstrip("\ufeff\n").split("\n", 1)[0]
    mark = max("\t;,", key=first.count)
    return list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=mark if mark in first else "\t"))


def _row(n: int, cells: list[str], known: dict[str, str], earliest: dt.date) -> Issued:
    paper = key(cells[0])
    if paper not in known:
        raise Refusal(
            "Row {row}: there is no paper “{file}”. Copy its name from the list of papers.", row=n, file=cells[0][:80]
        )
    number = " ".join(cells[1].split()) if len(cells) > 1 else ""
    if len(number) > LONGEST or (number and not re.search(r"\d", number)):
        raise Refusal(
            "Row {row}: “{number}” is no number of a paper. Write it as 15, or whole as the paper has it.",
            row=n,
            number=number[:80],
        )
    return Issued(paper, number, _day(n, cells[2] if len(cells) > 2 else "", earliest))


def _day(n: int, text: str, earliest: dt.date) -> str:
    if not text:
        return ""
    found = _DATE.search(text)
    try:
        parts = [int(part) for part in found.groups() if part] if found else []
        day = dt.date(*parts) if found and found[4] else dt.date(*parts[::-1])
    except (ValueError, TypeError):
        raise Refusal("Row {row}: “{day}” is no day. Write it as 27/4/2026.", row=n, day=text[:40]) from None
    if day < earliest:
        raise Refusal("Row {row}: the day {day} lies before the conference.", row=n, day=short_date(day))
    return day.isoformat()


def written(known: dict[str, Issued], paper: str, blank: str, blank_date: str) -> dict[str, str]:
    """Return number and day of a paper as its head says them; room for both while there are none."""
    found = known.get(paper, Issued(paper))
    day = dt.date.fromisoformat(found.date) if found.date else None
    return {"number": digits(found.number) or blank, "date": date(day) if day else blank_date}


def digits(number: str) -> str:
    """Return what stands before the slash: 15 of 15/BC-SKHCN, for a template that writes the symbol itself."""
    return number.partition("/")[0].strip()
