"""What may be published: the record without persons. Publication of personal data needs a ground, and there is none.

What a business asks is left out where it did not agree to publication; how many were left out is said. Fields about
persons are left out too, and in every text that people wrote the names, phone numbers and e-mail addresses of
everybody whom the record knows are replaced by a sign.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from badges import person_names
from kiosk.papers.text import context
from kiosk.papers.text.wording import count, roman

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kiosk.papers.record import Record

Fields = dict[str, Any]
HIDDEN = "[…]"
EMAIL = re.compile(r"[^\s@<>,;:()]+@[^\s@<>,;:()]+\.\w{2,}")
PHONE = re.compile(
    r"(?<![\w/])\(?(?:\+?84[ .\-()]{0,2}|0)(?:[35789](?:[ .\-()]{0,2}\d){8}|2(?:[ .\-()]{0,2}\d){9})(?![\w/])"
)
"""Mobile: nine digits after the 0 or +84; fixed: ten. A tax code, ten digits with its 0, is no phone."""
ROW = (
    "n", "number", "business", "tax_code", "address", "text", "summary", "proposal", "field", "source", "answer", "basis",
    "unit", "form", "result", "due", "note", "reason",
)  # fmt: skip
PLAIN = (
    "organiser", "organiser_name", "conference", "place", "date", "short_date", "weekday", "year", "started", "ended",
    "made", "numbers", "sentences", "withheld",
)  # fmt: skip


def of(record: Record) -> Fields:
    """The fields that the portal's and the press's templates may use."""
    everything, hide = context.of(record), hider(record)
    withheld = {str(matter.number) for matter in record.matters if matter.question.withheld}
    return {name: everything[name] for name in PLAIN} | {
        "talks": [{"title": talk["title"]} for talk in everything["talks"]],
        "tasks": [{name: hide(t[name]) for name in ("n", "unit", "task", "due")} for t in everything["tasks"]],
        "businesses": [
            {name: h[name] for name in ("n", "name", "tax_code", "address")} for h in everything["businesses"]
        ],
        "bands": list(_bands(record, everything["bands"], withheld, hide)),
        "main": list(_agreed(everything["main"], withheld, hide)),
    }


def _bands(record: Record, bands: list[Fields], withheld: set[str], hide: Callable[[str], str]) -> Iterator[Fields]:
    """The questions by field, numbered anew. One that was merged into a question that is left out carries its answer itself."""
    every = {row["number"]: row for band in bands for row in band["rows"]}
    carriers = {str(matter.number): str(record.carrier(matter).number) for matter in record.matters}
    before, kept = 0, 0
    for band in bands:
        told = [
            row | {part: every[carriers[row["number"]]][part] for part in ("answer", "basis")}
            if carriers[row["number"]] in withheld
            else row
            for row in band["rows"]
        ]
        rows = list(_agreed(told, withheld, hide, before))
        before += len(rows)
        if rows:
            kept += 1
            yield band | {"roman": roman(kept), "count": count(len(rows)), "rows": rows}


def _agreed(rows: list[Fields], withheld: set[str], hide: Callable[[str], str], before: int = 0) -> Iterator[Fields]:
    agreed = [row for row in rows if row["number"] not in withheld]
    for n, row in enumerate(agreed, before + 1):
        yield _row(row, hide) | {"n": str(n)}


def _row(row: Fields, hide: Callable[[str], str]) -> Fields:
    kept = {name: hide(row[name]) for name in ROW if name not in ("business", "tax_code", "address")}
    return {"business": row["business"], "tax_code": row["tax_code"], "address": row["address"]} | kept


def hider(record: Record) -> Callable[[str], str]:
    """A function that takes persons out of a text."""
    names = _names(persons(record))

    @cache
    def hide(text: str) -> str:
        text = EMAIL.sub(HIDDEN, text)
        text = PHONE.sub(HIDDEN, text)
        return _without(text, names) if names else text

    return hide


def persons(record: Record) -> set[str]:
    """Everybody whom the record names, by name alone."""
    found: set[str] = set()
    for person in record.attendees:
        found |= {person.guest.name, person.guest.substitute, person.arrival.came_name if person.arrival else ""}
    for matter in record.matters:
        found |= {matter.question.asker, matter.answer.answerer}
    found |= {p.name for ran in record.programme for p in ran.item.presenters}
    found |= {task.giver for task in record.conclusions}
    return {name for written in found for name in person_names.names(written) if " " in name}


def _plain(text: str) -> tuple[str, list[int]]:
    """The text without marks and case, and for each of its characters where it stood."""
    letters, places = [], []
    for at, character in enumerate(text):
        base = _base(character)
        letters.append(base)
        places += [at] * len(base)
    return "".join(letters), places


@cache
def _base(character: str) -> str:
    """A letter without marks and case; nothing for a mark alone."""
    parts = unicodedata.normalize("NFD", character.replace("đ", "d").replace("Đ", "D")).casefold()
    return "".join(part for part in parts if not unicodedata.combining(part))


def _names(persons: Iterable[str]) -> re.Pattern[str] | None:
    plain = sorted((_plain(name)[0] for name in persons), key=len, reverse=True)
    parts = [r"\s+".join(map(re.escape, name.split())) for name in plain]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b") if parts else None


def _without(text: str, names: re.Pattern[str]) -> str:
    """The text with each name replaced, however it is written: with marks or without, in capitals or not."""
    plain, places = _plain(text)
    kept, done = "", 0
    for found in names.finditer(plain):
        start, end = places[found.start()], places[found.end() - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        kept += text[done:start] + HIDDEN
        done = end
    return kept + text[done:]
