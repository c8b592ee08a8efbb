"""Legal bases as parts: kind, number, date, issuer, subject. In a paper the first mention is whole, later ones are short.

The parts are checked against the list of the conference: a number that is not on it, or a date that is another one, is a
fault that somebody looks at before the paper is signed (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5: căn cứ ban hành).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kiosk.i18n.dates import short_date
from kiosk.papers.text.wording import date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.settings.schema import LegalBasis

Fields = dict[str, Any]
KINDS: Final = (
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư liên tịch", "Thông tư",
    "Văn bản hợp nhất", "Kế hoạch", "Công văn", "Thông báo", "Hướng dẫn",
)  # fmt: skip
_DAY: Final = r"(?:,?\s*ngày\s+(?P<day>\d{1,2})\s*(?:/|tháng)\s*(?P<month>\d{1,2})\s*(?:/|năm)\s*(?P<year>\d{4}))"
_TAIL: Final = r"(?:\s+của\s+[^,;.()]{2,80}?(?=\s+(?:quy định|sửa đổi|hướng dẫn|về|ban hành)\b|[,;.()]|$))?"
MENTION: Final = re.compile(
    rf"(?P<kind>{'|'.join(KINDS)})(?:\s+[^\W\d_][^\d,;.()]{{0,60}}?)?\s+(?:số:?\s*)?(?P<number>\d+(?:/\d{{4}})?/[A-ZĐƯ][A-ZĐƯa-z0-9\-]*){_DAY}?",
)


class Fault(NamedTuple):
    """A mention that does not fit the list: the words, and what is wrong (`unknown`, or `date` with the right one)."""

    words: str
    kind: str
    right: str = ""


def full(basis: LegalBasis) -> str:
    """Return a basis as first mentioned: Nghị định số 36/2026/NĐ-CP ngày 23 tháng 01 năm 2026 của Chính phủ quy định …"""
    parts = [
        f"{basis.kind} số {basis.number}",
        date(basis.date),
        f"của {basis.issuer}" if basis.issuer else "",
        basis.subject,
    ]
    return " ".join(part for part in parts if part)


def short(basis: LegalBasis) -> str:
    """Return a basis as mentioned again: Nghị định số 36/2026/NĐ-CP."""
    return f"{basis.kind} số {basis.number}"


def _number(text: str) -> str:
    return text.upper().replace("–", "-")


class Citations:
    """Writes the mentions of one paper: whole at first, short after that."""

    def __init__(self, bases: Sequence[LegalBasis]) -> None:
        self._known = {_number(basis.number): basis for basis in bases}
        self._told: set[str] = set()

    def write(self, text: str) -> str:
        """Return a text with its mentions of listed bases written as the paper needs them. Call in the paper's order."""
        return MENTION.sub(self._mention, text) if self._known and "/" in text else text

    def _mention(self, found: re.Match[str]) -> str:
        basis = self._known.get(_number(found["number"]))
        if basis is None or _differs(basis, found):
            return found[0]
        first = basis.number not in self._told
        self._told.add(basis.number)
        following = found.string[found.end() :].lstrip()
        if first and not following.startswith(("của", "quy định", "sửa đổi", "hướng dẫn", "về")):
            return full(basis)
        return short(basis) if not first else found[0]


def in_rows(rows: list[Fields], bases: Sequence[LegalBasis], cite: Citations | None = None) -> list[Fields]:
    """Return questions with their answers and bases cited in their order: whole at the first mention, short after it."""
    cite = cite or Citations(bases)
    return [row | {part: cite.write(row[part]) for part in ("answer", "basis")} for row in rows] if bases else rows


def in_bands(bands: list[Fields], bases: Sequence[LegalBasis]) -> list[Fields]:
    """Return the annex's bands with their questions cited, the first mention in the whole table in full."""
    cite = Citations(bases)
    return [band | {"rows": in_rows(band["rows"], bases, cite)} for band in bands]


def _differs(basis: LegalBasis, found: re.Match[str]) -> bool:
    return found["day"] is not None and _day(found) != basis.date


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def check(bases: Sequence[LegalBasis], text: str) -> Iterator[Fault]:
    """Yield the mentions in a text that are not on the list or bear another date than there. Without a list nothing is checked."""
    known = {_number(basis.number): basis for basis in bases}
    for found in MENTION.finditer(text) if known else ():
        basis = known.get(_number(found["number"]))
        if basis is None:
            yield Fault(found[0], "unknown")
        elif _differs(basis, found):
            yield Fault(found[0], "date", short_date(basis.date))
