"""What stands in a cell of organisations: the name, and an address, tax code, telephone or position written beside it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from badges import numbers
from badges.positions import office
from badges.vietnamese import fold, tidy_name
from kiosk.intake.reader.content import LEADERS, is_organisation, parted


class BodyCell(NamedTuple):
    """An organisation; `position` is the office that was written before it, `note` what has no field of its own."""

    name: str
    position: str = ""
    address: str = ""
    tax_code: str = ""
    phones: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_parted(self) -> bool:
        """Say whether something else than the name stood in the cell."""
        return any(self[1:])


_ADDRESS: Final = "địa chỉ|đ/c|đc|d/c|dc|trụ sở|trụ sở chính|add|address"
_CODE: Final = "mst|mã số thuế|msdn|mã số dn|mã số doanh nghiệp|mã dn|tax code"
_OTHER: Final = "fax|website|web|người đại diện|đại diện|giám đốc|người liên hệ|liên hệ|ngành nghề|lĩnh vực"
_CALLED: Final = "đt|sđt|số đt|điện thoại|tel|di động|hotline|email|e-mail|mail"
_LABEL: Final = re.compile(
    rf"(?i)(?:^|[\n;,(–-]|(?<=\s))\s*(?P<label>{_ADDRESS}|{_CODE}|{_OTHER}|{_CALLED})\s*(?::|(?<=mst)(?=\s*\d{{9}})|(?<=thuế)(?=\s*\d{{9}}))\s*"
)
_STREET: Final = re.compile(
    r"(?i)(?:số|sn|thôn|xóm|tổ|khu|lô|đường|phố|ngõ|ngách|km|quốc lộ|ql|tầng|p\.|cụm|ấp)\s*[\w.]|\d+[\w/-]*,?\s+[^\W\d_]"
)
_SHORT: Final = 3
_SURE_SHORT: Final = {"gđ", "pgđ", "tgđ"}


@lru_cache(maxsize=4096)
def read(text: str) -> BodyCell:
    """Return what a cell of organisations says."""
    if not text.strip():
        return BodyCell("")
    behind = _office_behind(text)
    if behind:
        return behind
    if "\n" not in text and ":" not in text and not any(char.isdigit() for char in text):
        return _with_position(BodyCell(tidy_name(text)))
    rest, found, notes = _labelled(text)
    rest, phones = numbers.take_out(rest)
    name, street = _lines(rest)
    phones += [number for number in numbers.phones(found.pop("phone", "")) if number not in phones]
    return _with_position(
        BodyCell(
            tidy_name(name).strip(" ,;:-–("),
            "",
            tidy_name(found.get("address", street)),
            found.get("tax_code", ""),
            tuple(phones),
            "; ".join(notes),
        )
    )


def _labelled(text: str) -> tuple[str, dict[str, str], list[str]]:
    """The text before the first label, the values behind known labels, and the others with their labels."""
    marks = list(_LABEL.finditer(text))
    if not marks or not text[: marks[0].start()].strip():
        return text, {}, []
    found: dict[str, str] = {}
    notes: list[str] = []
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        value = text[mark.end() : after.start() if after else len(text)].strip(" \n,;.()–-")
        label = mark["label"].lower()
        name = next(
            (name for name, labels in (("address", _ADDRESS), ("tax_code", _CODE)) if label in labels.split("|")), ""
        )
        if label in _CALLED.split("|") and numbers.phones(value):
            name = "phone"
        if name and name not in found:
            found[name] = " ".join(value.split())
        elif value:
            notes.append(f"{mark['label'].strip()}: {' '.join(value.split())}")
    return text[: marks[0].start()], found, notes


def _lines(text: str) -> tuple[str, str]:
    """The name, and the address where a later line begins like one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for place in range(1, len(lines)):
        if _STREET.match(lines[place]):
            return " ".join(lines[:place]), ", ".join(line.strip(" ,") for line in lines[place:])
    return " ".join(lines), ""


_NO_OFFICE: Final = re.compile(r"(?:kinh doanh|kỹ thuật|kĩ thuật|kế toán(?! trưởng)|quản lý|điều hành|tư vấn)\b")


_BETWEEN: Final = re.compile(r"[\n,;–—]|\s-\s")


def _office_behind(text: str) -> BodyCell | None:
    """ "Công ty A⏎Giám đốc", "Sở B - Phó Giám đốc": the office stands behind the organisation."""
    if not _BETWEEN.search(text):
        return None
    for found in re.finditer(r"\s*\n\s*|\s+[-–—]\s+|\s*[,;]\s*", text):
        before, after = text[: found.start()].strip(), text[found.end() :].strip()
        opening = office(after)
        if (
            len(opening) > _SHORT
            and not _NO_OFFICE.match(after.lower())
            and is_organisation(before)
            and not office(before)
            and not _LABEL.search(before)
        ):
            return BodyCell(tidy_name(before), position=tidy_name(after))
    return None


def _with_position(cell: BodyCell) -> BodyCell:
    """The cell with an office before the organisation's name apart: "Giám đốc Công ty A", "Lãnh đạo Sở B"."""
    leading = LEADERS.match(cell.name)
    if leading and is_organisation(cell.name[leading.end() :]):
        return cell._replace(
            name=cell.name[leading.end() :], note="; ".join(filter(None, (leading[0].strip(), cell.note)))
        )
    opening = office(cell.name)
    if not opening or (len(opening) <= _SHORT and opening.lower() not in _SURE_SHORT):
        return cell
    position, organisation = parted(cell.name)
    if not position or not organisation or not is_organisation(organisation):
        return cell
    return cell._replace(name=tidy_name(organisation), position=position)


_FIRM: Final = re.compile(
    r"(?i)[-–+•*\d.)\s]*(?:công ty|cty|ctcp|hợp tác xã|htx|doanh nghiệp tư nhân|dntn|hộ kinh doanh|hkd|tập đoàn)\b"
)


_BETWEEN_FIRMS: Final = re.compile(
    r"(?i)[;\n]|,\s*(?=(?:công ty|cty|ctcp|hợp tác xã|htx|dntn)\b)|\s+và\s+(?=(?:công ty|cty|ctcp|htx)\b)"
)


def are_several(text: str) -> bool:
    """Say whether a cell names several businesses, one on each line or parted by semicolons."""
    return sum(bool(_FIRM.match(part)) for part in _BETWEEN_FIRMS.split(text)) > 1


def same(one: str, other: str) -> bool:
    """Say whether a position says nothing beyond another one."""
    return fold(one) in fold(other) or fold(other) in fold(one)
