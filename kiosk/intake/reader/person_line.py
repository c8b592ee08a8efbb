"""One line that names a person: "1. Ông A – Giám đốc – Công ty B – 09…", the parts of which may come in any order.

Each part is known by what it looks like or by its label ("SĐT: …").
"""

from __future__ import annotations

import re
from typing import Final

from badges import numbers
from badges import person_names as people
from badges.positions import office
from kiosk.intake.reader import name_cell
from kiosk.intake.reader.content import Look, is_organisation, is_person, look, parted
from kiosk.intake.reader.heading_synonyms import matches

FIELDS: Final = ("name", "position", "organisation", "phone", "email", "tax_code", "address", "note", "rsvp", "tail")
"""Of the last nothing is read: it holds the lines that are nobody."""
LONGEST: Final = 400
ORDINAL: Final = re.compile(
    r"^\s*(?:\(?\d{1,4}\s*[.)/:]|\d{1,3}\s*[-–—](?=\s)|[-–—+*•●▪✓✔]|[a-z]\)|\d{1,3}\s+(?=[^\W\d]))\s*"
)
MARKS: Final = re.compile(r"\s+[-–—]+\s+|\s*[;|\t]\s*|\s[/]\s|\s*[–—]\s*")
LABEL: Final = re.compile(r"^\s*([^:]{2,40}?)\s*:\s*(.*)$", re.S)
_EMAIL: Final = re.compile(r"[^\s@,;<>():]+@[^\s@,;<>()]+\.[^\s@,;<>()]+")

Record = dict[str, str]


def person_of(line: str) -> Record | None:
    """Return the parts of one line as fields; None where nobody is on it."""
    if len(line) > LONGEST:
        return None
    rest, body = body_first(_IN_BRACKETS.sub(_opened, ORDINAL.sub("", line)))
    record, leftovers = _parts_of(rest, {"organisation": body} if body else {})
    _settle(record, leftovers)
    if not record.get("name"):
        return None
    if leftovers:
        record["note"] = "; ".join(filter(None, (record.get("note", ""), *leftovers)))
    return record


def more_of(line: str) -> Record | None:
    """Return what a line without a name says of the person above it; None where it says anything else too."""
    record, leftovers = _parts_of(ORDINAL.sub("", line), {})
    return record if record and not leftovers and "name" not in record else None


def _parts_of(line: str, record: Record) -> tuple[Record, list[str]]:
    """What the parts of a line say, laid over what is known already, and the parts that say nothing known."""
    rest = line
    found = _EMAIL.search(rest)
    if found:
        record["email"] = found[0].rstrip(".")
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
        rest = re.sub(r"(?i)\b(?:e-?mail|mail|thư điện tử)\s*:?\s*(?=$|[-–—;,|)])|[<>]", " ", rest)
    rest, phones = numbers.take_out(rest)
    if phones:
        record["phone"] = " / ".join(phones)
        rest = _PHONE_LABEL.sub(" ", rest)
    parts = [part.strip(" ,.;:-–—()") for part in MARKS.split(rest)]
    if len([part for part in parts if part]) == 1 and "," in rest:
        parts = [part.strip(" .;:-–—()") for part in rest.split(",")]
    leftovers: list[str] = []
    for part in filter(None, parts):
        _put(record, leftovers, part)
    return record, leftovers


_PHONE_LABEL: Final = re.compile(r"(?i)\b(?:mobile|cell|hotline|phone|tel|hp|zalo)\s*[:.]?\s*(?=$|[-–—;,|)])")


_IN_BRACKETS: Final = re.compile(r"\s*\(([^()]*)\)")


def _opened(found: re.Match[str]) -> str:
    """What stands in brackets as a part of its own, where it is an organisation: "Ông A (Công ty B)"."""
    return f" – {found[1]}" if is_organisation(found[1].strip()) else found[0]


_SENDS: Final = re.compile(r"(?i)\s+(?:cử|giới thiệu|phân công)\s+(?=(?:ông|bà|anh|chị|đ/c|đồng chí)\s)|\s*:\s*(?=\S)")
COUNTED: Final = re.compile(
    r"(?i)\s*[:(–-]?\s*\(?\s*\d{1,3}\s*(?:đồng chí|đ/c|đc|người|đại biểu|đb|cán bộ|thành viên|khách)\b[^:]*$"
)
"""How many come, behind the name of an organisation: "Công ty A: 02 đồng chí, gồm"."""
_TO_COME: Final = re.compile(r"(?i)[\s,]*\b(?:tham dự|đi dự|dự họp|dự hội nghị)\b.*$")
TAIL: Final = re.compile(r"(?i)[\s,]*\b(?:đăng ký|xin|kính gửi|gửi|cử|gồm|tham dự|danh sách)\b.*$")


def body_first(line: str) -> tuple[str, str]:
    """A line without the organisation before it: "Công ty A: Ông B – Giám đốc", "Công ty A cử ông B, Giám đốc, tham dự"."""
    found = _SENDS.search(line)
    if not found or not is_organisation(line[: found.start()]) or is_person(line[: found.start()]):
        return line, ""
    rest = line[found.end() :]
    return (_TO_COME.sub("", rest) or rest), line[: found.start()].strip(" ,-–")


def _put(record: Record, leftovers: list[str], part: str) -> None:
    """Give one part of a line to the field that its label or its look names."""
    label = LABEL.match(part)
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
        if not _put_run(record, part):
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


def _put_run(record: Record, part: str) -> bool:
    """Put name, office and organisation that follow each other without marks, and say whether they do."""
    run = name_cell.read(part)
    if {"name", "position"} & record.keys() or not (run.who.name and run.who.position and is_person(run.who.name)):
        return False
    record |= {"name": f"{run.who.honorific} {run.who.name}".strip(), "position": run.who.position}
    if run.organisation:
        record.setdefault("organisation", run.organisation)
    return True


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
    if _put_run(record, first):
        leftovers.pop(0)
        return
    words = people.person(first).name.split()
    is_sure = record.get("phone") or record.get("email") or record.get("position")
    if (
        is_sure
        and 1 < len(words) <= 5
        and not any(char.isdigit() for char in first)
        and all(w[:1].isupper() for w in words)
    ):
        record["name"] = leftovers.pop(0)
