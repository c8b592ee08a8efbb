"""People written one a line, as messages and one-column lists have them: "1. Ông A – Giám đốc – Công ty B – 09…".

The parts of a line may come in any order: each is known by what it looks like or by its label ("SĐT: …"). A line that
names only an organisation stands for the lines below it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kiosk.intake.reader.content import is_organisation, is_person
from kiosk.intake.reader.grid import Grid, Value
from kiosk.intake.reader.heading_synonyms import matches
from kiosk.intake.reader.person_line import (
    COUNTED,
    FIELDS,
    LABEL,
    MARKS,
    ORDINAL,
    TAIL,
    Record,
    body_first,
    more_of,
    person_of,
)
from kiosk.intake.reader.question_lines import questions_of

if TYPE_CHECKING:
    from kiosk.intake.reader.table import Kind

QUESTION_FIELDS: Final = ("organisation", "text", "asker", "phone", "tail")
"""Of the last nothing is read, as of the last of `FIELDS`."""
FEWEST: Final = 2
"""Lines that must be people before a text is a list of them."""


def grid_of(lines: list[str], kind: Kind) -> Grid | None:
    """Return lines as a grid whose columns are known, row by row as in the file; None where they are no list of people."""
    if len(lines) > 20_000:
        return None
    lines = _without_senders(lines)
    fields = FIELDS if kind == "guests" else QUESTION_FIELDS
    labelled = labelled_records(lines, kind)
    records = labelled or (_people(lines) if kind == "guests" else questions_of(lines))
    if not records:
        return None
    rows: list[list[Value]] = []
    for number, line in enumerate(lines):
        record = records.get(number)
        is_part = record == {} or (labelled is not None and record is None)
        if record:
            rows.append([*(record.get(name) or None for name in fields)])
        else:
            rows.append([] if is_part or not line.strip() else [*[None] * (len(fields) - 1), line.strip()])
    grid = Grid(rows)
    grid.known = {field: column for column, field in enumerate(fields, 1) if field != "tail"}
    grid.width = len(fields)
    return grid


_TIME: Final = r"\d{1,2}[:hg]\d{2}(?::\d{2})?(?:\s?(?:SA|CH|AM|PM))?"
_STAMP: Final = (
    rf"(?:{_TIME}(?:[\s,]+\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?[\s,]+{_TIME})"
)
_SENDER: Final = re.compile(rf"^\s*\[?{_STAMP}\]?\s*[-–]?\s*[^:\d\[\]]{{2,40}}:\s+")
"""Time and sender that chats put before a message: "[10:31, 12/04/2026] Vũ Thị Gửi: …"."""
_STAMP_ALONE: Final = re.compile(rf"\s*\[?{_STAMP}\]?\s*(?:hôm nay|hôm qua)?\s*", re.I)


def _without_senders(lines: list[str]) -> list[str]:
    """The lines of a chat without who sent them; a sender above the time of a message stays as a line that names nobody."""
    bare = [_SENDER.sub("", line) for line in lines]
    for number, line in enumerate(bare[1:], 1):
        if _STAMP_ALONE.fullmatch(line) and is_person(bare[number - 1].strip()):
            bare[number - 1], bare[number] = f"[{bare[number - 1].strip()}]", ""
    return bare


def _people(lines: list[str]) -> dict[int, Record] | None:
    """Number of a line → the person on it; None where too few lines are people."""
    found: dict[int, Record] = {}
    heading: Record = {}
    above: Record | None = None
    others = 0
    completed: set[int] = set()
    for number, line in enumerate(lines):
        text = line.strip()
        if not text or (text[0] == "[" and text[-1] == "]"):
            above = None
            continue
        alone = COUNTED.sub("", text.rstrip(" :.")).strip()
        is_body = is_organisation(ORDINAL.sub("", alone)) and not _splits(alone)
        is_body = is_body and not (person_of(text) or {}).get("organisation")
        if is_body and not (above and not above.get("organisation") and alone == text.rstrip(".")):
            heading = found[number] = {"heading": TAIL.sub("", ORDINAL.sub("", alone))}
            above = None
        elif record := None if is_body else person_of(text):
            if not record.get("organisation") and heading:
                record["organisation"] = heading["heading"]
                heading["leads"] = "1"
            above = found[number] = record
        elif above and (more := more_of(text)) and not more.keys() & above.keys():
            above |= more
            completed.add(number)
        else:
            others += 1
            above = None
    return _sure_people(found, completed, others)


def _sure_people(found: dict[int, Record], completed: set[int], others: int) -> dict[int, Record] | None:
    """The people of a text and the organisations that nobody stands below; None where it is no list of people."""
    named = {number: record for number, record in found.items() if "heading" not in record}
    bodies = {number: record for number, record in found.items() if "heading" in record}
    if len(named) < FEWEST and not (named and not others and not bodies):
        return None
    if others > len(named) + 3:
        return None
    sure = sum(
        any(record.get(field) for field in ("phone", "email", "position", "organisation")) for record in named.values()
    )
    if 2 * sure < len(named) and others:
        return None
    _share_last_body(list(named.values()), completed, max(named))
    named |= {n: {"organisation": record["heading"]} for n, record in bodies.items() if "leads" not in record}
    return named | {number: {} for number in completed}


def _share_last_body(people: list[Record], completed: set[int], last: int) -> None:
    """Give everybody the organisation that stands once, below the last of them."""
    *others, closing = people
    body = closing.get("organisation")
    if body and others and last + 1 in completed and not any(one.get("organisation") for one in others):
        for one in others:
            one["organisation"] = body


def _splits(text: str) -> bool:
    """Say whether a line has several parts."""
    bare = ORDINAL.sub("", text)
    return (
        len([part for part in MARKS.split(bare) if part.strip()]) > 1
        or is_person(bare.partition(",")[0])
        or bool(body_first(bare)[1])
    )


_BETWEEN_LABELS: Final = re.compile(r"\t+|\s{3,}|\s*(?:\.{3,}|…+)\s*(?=\w)")
"""What parts the labels of one line of a printed form."""
_LABEL_IN_LINE: Final = re.compile(
    r"(?i)(?:^|[;,|–-])\s*(?:họ (?:và )?tên|chức vụ|chức danh|đơn vị|cơ quan|sđt|đt|điện thoại|số điện thoại|email)\s*:"
)


def labelled_records(lines: list[str], kind: Kind) -> dict[int, Record] | None:
    """Records written as "Họ tên: …", "Chức vụ: …" on lines of their own, a new one where a label comes again.

    None where fewer than three such lines stand there, or most lines have no label.
    """
    found: dict[int, Record] = {}
    current: Record = {}
    first = last = -1
    hits = misses = 0
    if 2 * sum(len(_LABEL_IN_LINE.findall(line)) > 1 for line in lines) > len(lines):
        return None
    fields = FIELDS if kind == "guests" else QUESTION_FIELDS
    parts = [(number, part) for number, whole in enumerate(lines) for part in _BETWEEN_LABELS.split(whole)]
    for number, line in parts:
        label = LABEL.match(ORDINAL.sub("", line))
        meant = matches(label[1], kind) if label else ()
        field = (
            {"business": "organisation", "either": "organisation"}.get(meant[0].field, meant[0].field) if meant else ""
        )
        if label and MARKS.search(label[1]):
            field = ""  # a line of parts, the last of which has a label
        if field not in fields or not label:
            misses += bool(line.strip()) and not current
            if current and line.strip() and last == number - 1 and not label and "text" in current:
                current["text"], last = f"{current['text']}\n{line.strip()}", number
            continue
        hits += 1
        if field in current:
            found[first], current = current, {}
        first = first if current else number
        current[field] = label[2].strip()
        last = number
    if current:
        found[first] = current
    needed = "name" if kind == "guests" else "text"
    if hits < 3 or misses > hits or not any(record.get(needed) for record in found.values()):
        return None
    return {number: record for number, record in found.items() if any(record.values())}
