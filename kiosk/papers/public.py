"""What may be published: the record without persons. Publication of personal data needs a ground, and there is none.

What a business asks is left out where it did not agree to publication; how many were left out is said. Fields about
persons are left out too, and in every text that people wrote the names, phone numbers and e-mail addresses of
everybody whom the record knows are replaced by a sign.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from badges import person_names
from badges.personal_data import Recogniser, is_personal_tax_code, public_name, shortened
from kiosk.papers.text import context, questions
from live.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.papers.record import Record

Fields = dict[str, Any]
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
            {"n": h["n"], "name": public_name(h["name"]), **_organisation(h["tax_code"], h["address"], h["name"])}
            for h in everything["businesses"]
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
            merged = sum(row["form"] == questions.FORMS[Outcome.MERGED] for row in rows)
            yield questions.band(kept, band["name"], len(rows), merged) | {"rows": rows}


def _agreed(rows: list[Fields], withheld: set[str], hide: Callable[[str], str], before: int = 0) -> Iterator[Fields]:
    agreed = [row for row in rows if row["number"] not in withheld]
    for n, row in enumerate(agreed, before + 1):
        yield _row(row, hide) | {"n": str(n)}


def _row(row: Fields, hide: Callable[[str], str]) -> Fields:
    kept = {name: hide(row[name]) for name in ROW if name not in ("business", "tax_code", "address")}
    return {
        "business": public_name(row["business"]),
        **_organisation(row["tax_code"], row["address"], row["business"]),
    } | kept


def _organisation(tax_code: str, address: str, name: str) -> Fields:
    """A household's tax code is its owner's citizen number, and its address is where he lives: neither is published whole."""
    personal = is_personal_tax_code(tax_code, name)
    return {"tax_code": shortened(tax_code, name), "address": "" if personal else address}


def hider(record: Record) -> Callable[[str], str]:
    """Return the function that takes persons out of a text."""
    return recogniser(record).hide


def recogniser(record: Record) -> Recogniser:
    """Return what finds persons in the texts of this record; what the office publishes about itself is none."""
    papers = record.settings.documents
    allowed = [
        *papers.public_numbers,
        *(one for one in re.split(r"[,;]|\s(?=\D)", papers.contact) if "@" in one or re.search(r"\d{3}", one)),
    ]
    codes = [
        organisation.tax_code
        for organisation in record.organisations.values()
        if not is_personal_tax_code(organisation.tax_code, organisation.name)
    ]
    return Recogniser(persons(record), allowed, codes)


def persons(record: Record) -> set[str]:
    """Everybody whom the record names, by name alone."""
    found: set[str] = set()
    for person in record.attendees:
        found |= {person.guest.name, person.guest.substitute, person.arrival.came_name if person.arrival else ""}
    for matter in record.matters:
        found |= {matter.question.asker, *(n for v in matter.answer.voices for n in (v.answerer, v.asker))}
    found |= {p.name for ran in record.programme for p in ran.item.presenters}
    found |= {task.giver for task in record.conclusions}
    return {name for written in found for name in person_names.names(written) if " " in name}
