"""People written one a line, as messages and one-column lists have them: "1. Ông A – Giám đốc – Công ty B – 09…".

The parts of a line may come in any order: each is known by what it looks like or by its label ("SĐT: …"). A line that
names only an organisation stands for the lines below it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from badges import numbers
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
    person_of,
    put_part,
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
    organisation, others, last_body = "", 0, 0
    leading: set[int] = set()
    completed: set[int] = set()
    for number, line in enumerate(lines):
        text = line.strip()
        if not text or (text[0] == "[" and text[-1] == "]"):
            continue
        alone = COUNTED.sub("", text.rstrip(" :.")).strip()
        if is_organisation(ORDINAL.sub("", alone)) and not _splits(alone):
            organisation, last_body = TAIL.sub("", ORDINAL.sub("", alone)), number
            found[number] = {"heading": organisation}
            continue
        record = person_of(text)
        if record:
            if not record.get("organisation") and organisation:
                record["organisation"] = organisation
                leading.add(last_body)
            found[number] = record
        elif _complete(found.get(number - 1), text):
            completed.add(number)
        else:
            others += 1
    named = {number: record for number, record in found.items() if "heading" not in record}
    bodies = [number for number, record in found.items() if "heading" in record]
    if len(named) < FEWEST and not (named and not others and not bodies):
        return None
    if others > len(named) + 3:
        return None
    sure = sum(
        any(record.get(field) for field in ("phone", "email", "position", "organisation")) for record in named.values()
    )
    if 2 * sure < len(named):
        return None
    for number in bodies:
        if number not in leading:
            named[number] = {"organisation": found[number]["heading"]}
    return named | {number: {} for number in completed}


def _complete(record: Record | None, text: str) -> bool:
    """Add what a line without a name says to the person on the line above, and say whether it says nothing else."""
    if record is None or "heading" in record:
        return False
    bare, phones = numbers.take_out(ORDINAL.sub("", text))
    parts = [part.strip(" ,.;:-–—()") for part in MARKS.split(bare)]
    more: Record = {"phone": " / ".join(phones)} if phones else {}
    leftovers: list[str] = []
    for part in filter(None, parts):
        put_part(more, leftovers, part)
    if leftovers or not more or "name" in more or more.keys() & record.keys():
        return False
    record |= more
    return True


def _splits(text: str) -> bool:
    """Say whether a line has several parts."""
    bare = ORDINAL.sub("", text)
    return (
        len([part for part in MARKS.split(bare) if part.strip()]) > 1
        or is_person(bare.partition(",")[0])
        or bool(body_first(bare)[1])
    )


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
    if any(len(_LABEL_IN_LINE.findall(line)) > 1 for line in lines):
        return None
    fields = FIELDS if kind == "guests" else QUESTION_FIELDS
    for number, line in enumerate(lines):
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
