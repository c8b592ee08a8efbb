"""People written one a line, as messages and one-column lists have them: "1. Ông A – Giám đốc – Công ty B – 09…".

The parts of a line may come in any order: each is known by what it looks like or by its label ("SĐT: …"). A line that
names only an organisation stands for the lines below it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from badges import numbers
from badges import person_names as people
from badges.positions import office
from kiosk.intake.reader.content import Look, is_organisation, is_person, look, parted
from kiosk.intake.reader.grid import Grid, Value
from kiosk.intake.reader.heading_synonyms import matches

if TYPE_CHECKING:
    from kiosk.intake.reader.table import Kind

FIELDS: Final = ("name", "position", "organisation", "phone", "email", "tax_code", "address", "note", "rsvp", "tail")
QUESTION_FIELDS: Final = ("organisation", "text", "asker", "phone", "tail")
"""Of the last nothing is read: it holds the lines that are nobody."""
FEWEST: Final = 2
"""Lines that must be people before a text is a list of them."""
LONGEST: Final = 400
_ORDINAL: Final = re.compile(
    r"^\s*(?:\(?\d{1,3}\s*[.)/:]|\d{1,3}\s*[-–—](?=\s)|[-–—+*•●▪✓✔]|[a-z]\)|\d{1,3}\s+(?=[^\W\d]))\s*"
)
_MARKS: Final = re.compile(r"\s+[-–—]+\s+|\s*[;|\t]\s*|\s[/]\s|\s*[–—]\s*")
_LABEL: Final = re.compile(r"^\s*([^:]{2,40}?)\s*:\s*(.*)$", re.S)
_EMAIL: Final = re.compile(r"[^\s@,;<>():]+@[^\s@,;<>()]+\.[^\s@,;<>()]+")
QUESTION: Final = re.compile(
    r"^(?P<who>[^:?]{4,120}?)\s*(?:hỏi|kiến nghị|đề nghị|phản ánh|đề xuất)?\s*[:–—]\s*(?P<text>\S.{8,})$", re.I | re.S
)

Record = dict[str, str]


def grid_of(lines: list[str], kind: Kind) -> Grid | None:
    """Return lines as a grid whose columns are known, row by row as in the file; None where they are no list of people."""
    if len(lines) > 20_000:
        return None
    fields = FIELDS if kind == "guests" else QUESTION_FIELDS
    labelled = labelled_records(lines, kind)
    records = labelled or (_people(lines) if kind == "guests" else _questions(lines))
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


def _people(lines: list[str]) -> dict[int, Record] | None:
    """Number of a line → the person on it; None where too few lines are people."""
    found: dict[int, Record] = {}
    organisation, others, last_body = "", 0, 0
    leading: set[int] = set()
    completed: set[int] = set()
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        alone = text.rstrip(" :.").strip()
        if is_organisation(_ORDINAL.sub("", alone)) and not _splits(alone):
            organisation, last_body = _TAIL.sub("", _ORDINAL.sub("", alone)), number
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
        bool(record.get("phone") or record.get("position") or record.get("organisation")) for record in named.values()
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
    bare, phones = numbers.take_out(_ORDINAL.sub("", text))
    parts = [part.strip(" ,.;:-–—()") for part in _MARKS.split(bare)]
    more: Record = {"phone": " / ".join(phones)} if phones else {}
    leftovers: list[str] = []
    for part in filter(None, parts):
        _put(more, leftovers, part)
    if leftovers or not more or "name" in more or more.keys() & record.keys():
        return False
    record |= more
    return True


def _splits(text: str) -> bool:
    """Say whether a line has several parts."""
    bare = _ORDINAL.sub("", text)
    return (
        len([part for part in _MARKS.split(bare) if part.strip()]) > 1
        or is_person(bare.partition(",")[0])
        or bool(_body_first(bare)[1])
    )


def person_of(line: str) -> Record | None:
    """Return the parts of one line as fields; None where nobody is on it."""
    if len(line) > LONGEST:
        return None
    rest, body = _body_first(_ORDINAL.sub("", line))
    record: Record = {"organisation": body} if body else {}
    found = _EMAIL.search(rest)
    if found:
        record["email"] = found[0].rstrip(".")
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
        rest = re.sub(r"(?i)\b(?:e-?mail|mail|thư điện tử)\s*:?\s*(?=$|[-–—;,|)])", " ", rest)
    rest, phones = numbers.take_out(rest)
    if phones:
        record["phone"] = " / ".join(phones)
    parts = [part.strip(" ,.;:-–—()") for part in _MARKS.split(rest)]
    if len([part for part in parts if part]) == 1 and "," in rest:
        parts = [part.strip(" .;:-–—()") for part in rest.split(",")]
    leftovers: list[str] = []
    for part in filter(None, parts):
        _put(record, leftovers, part)
    _settle(record, leftovers)
    if not record.get("name"):
        return None
    if leftovers:
        record["note"] = "; ".join(filter(None, (record.get("note", ""), *leftovers)))
    return record


_SENDS: Final = re.compile(r"(?i)\s+(?:cử|giới thiệu|phân công)\s+(?=(?:ông|bà|anh|chị|đ/c|đồng chí)\s)|\s*:\s*(?=\S)")
_TO_COME: Final = re.compile(r"(?i)[\s,]*\b(?:tham dự|đi dự|dự họp|dự hội nghị)\b.*$")
_TAIL: Final = re.compile(r"(?i)[\s,]*\b(?:đăng ký|xin|kính gửi|gửi|cử|gồm|tham dự|danh sách)\b.*$")


def _body_first(line: str) -> tuple[str, str]:
    """A line without the organisation before it: "Công ty A: Ông B – Giám đốc", "Công ty A cử ông B, Giám đốc, tham dự"."""
    found = _SENDS.search(line)
    if not found or not is_organisation(line[: found.start()]) or is_person(line[: found.start()]):
        return line, ""
    rest = line[found.end() :]
    return (_TO_COME.sub("", rest) or rest), line[: found.start()].strip(" ,-–")


def _put(record: Record, leftovers: list[str], part: str) -> None:
    """Give one part of a line to the field that its label or its look names."""
    label = _LABEL.match(part)
    if label:
        meant = matches(label[1], "guests")
        field = (
            {"business": "organisation", "agency": "organisation"}.get(meant[0].field, meant[0].field) if meant else ""
        )
        if meant and field in FIELDS and field not in record and label[2]:
            record[field] = label[2].strip()
            return
    seen = look(part)
    if seen is Look.TAX_CODE and "tax_code" not in record:
        record["tax_code"] = part
    elif seen is Look.PERSON and "name" not in record:
        record["name"] = part
    elif office(part) and not is_person(part):
        _put_office(record, leftovers, part)
    elif seen is Look.ORGANISATION and "organisation" not in record:
        record["organisation"] = part
    elif seen is Look.PHONE and "phone" not in record:
        record["phone"] = part
    else:
        _put_unclear(record, leftovers, part)


def _put_office(record: Record, leftovers: list[str], part: str) -> None:
    """A position, with the organisation or the person that follows it: "GĐ Công ty A", "Giám đốc Nguyễn Văn B"."""
    position, organisation = parted(part)
    opening = office(part)
    behind = part[len(opening) :].strip(" :,-–")
    if "name" not in record and is_person(behind):
        record["name"], position, organisation = behind, opening, ""
    if organisation and "organisation" not in record:
        record["organisation"] = organisation
        part = position
    elif position:
        part = position if organisation == "" else part
    if "position" in record:
        leftovers.append(part)
    elif part:
        record["position"] = part


def _put_unclear(record: Record, leftovers: list[str], part: str) -> None:
    """What looks like nothing yet: a person with an office behind, separated by a comma, or words for later."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if len(pieces) > 1 and any(look(piece) is not Look.WORDS for piece in pieces):
        for piece in pieces:
            _put(record, leftovers, piece)
        return
    leftovers.append(part)


def _settle(record: Record, leftovers: list[str]) -> None:
    """Where nobody was found for sure, the first words are the name if something else of the line is sure."""
    if record.get("name") or not leftovers:
        return
    first = leftovers[0]
    words = people.person(first).name.split()
    is_sure = record.get("phone") or record.get("email") or record.get("position")
    if (
        is_sure
        and 1 < len(words) <= 5
        and not any(char.isdigit() for char in first)
        and all(w[:1].isupper() for w in words)
    ):
        record["name"] = leftovers.pop(0)


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
        label = _LABEL.match(_ORDINAL.sub("", line))
        meant = matches(label[1], kind) if label else ()
        field = (
            {"business": "organisation", "either": "organisation"}.get(meant[0].field, meant[0].field) if meant else ""
        )
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


def _questions(lines: list[str]) -> dict[int, Record] | None:
    """Number of a line → the question on it, written as "Công ty A: …?"; None where no line is one."""
    found: dict[int, Record] = {}
    for number, line in enumerate(lines):
        text = _ORDINAL.sub("", line.strip())
        asked = QUESTION.match(text) or re.match(r"^(?P<who>[^-]{4,120}?)\s-\s(?P<text>\S.{8,})$", text)
        if asked and is_organisation(asked["who"]):
            found[number] = {"organisation": asked["who"].strip(), "text": asked["text"].strip()}
        elif asked and is_person(asked["who"]):
            found[number] = {"asker": asked["who"].strip(), "text": asked["text"].strip()}
    return found if found and (len(found) >= FEWEST or len(lines) <= 2) else None
