"""What one cell says: text, whole numbers, dates as Vietnamese people write them, and units joined in a row."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from kiosk.intake.reader.grid import Fault

if TYPE_CHECKING:
    from kiosk.intake.reader.grid import Value

LONGEST: Final = 4000
"""Characters of one text (trust.md S11)."""

_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?!\d)")
_ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_SPOKEN: Final = re.compile(r"(?i)ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_COUNT: Final = re.compile(r"(?i)0*(\d{1,4})(?:[.,]0+)?\s*(?:người|đại biểu|đb|chỗ|ghế|suất|khách)?\.?")
_COUNT_IN_WORDS: Final = re.compile(
    r"(?i)0*(\d{1,2})\s*(?:(?:người|đại biểu|đb|đ/c|đc|đồng chí|lãnh đạo|lđ|ld|cán bộ|cb|chuyên viên|cv|nhân viên|nv|khách|suất|chỗ|ghế|"
    r"thành viên|phóng viên|pv|lái xe|phiên dịch|trợ lý|đại diện)[^\d+,;]{0,40})?"
)
_NUMBERS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_SERIALS: Final = (20_000, 80_000)  # 1954 to 2119
_UNIT: Final = re.compile(
    r"\s*(?:[;\n]|,(?=\s*(?:phòng|sở|chi cục|ban|ubnd|trung tâm|cục|thanh tra|văn phòng|công an|thuế|bộ|tổng cục)\b))\s*"
    r"|\s+và\s+(?=(?:phòng|sở|chi cục|ban|ubnd|trung tâm|cục|thanh tra|văn phòng|công an|bộ|tổng cục)\b)",
    re.IGNORECASE,
)


def text(value: Value) -> str:
    """Return what a person reads in the cell, not yet decoded: whole numbers without .0, dates as dd/mm/yyyy."""
    if value is None or isinstance(value, Fault):
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}".replace(".", ",")
    if isinstance(value, datetime):
        hour = value.strftime(" %H:%M") if value.hour or value.minute else ""
        return value.strftime("%d/%m/%Y") + hour
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    written = str(value)
    if written[:2] == '="' and written[-1:] == '"':
        written = written[2:-1]  # how web exports keep Excel from counting with a number
    if written[:1] == "'" and written[1:2].isdigit():
        written = written[1:]
    return "" if written.strip() in EMPTY else _TRUTH.get(written.strip(), written)


EMPTY: Final = frozenset(
    {"NULL", "null", "Null", "(null)", "<null>", "NaN", "nan", "N/A", "n/a", "#N/A", "None", "none", "undefined", "(blank)",
     "(trống)", "(không có)", "\\N", "NaT", "nil"}
)  # fmt: skip
"""What programs write where a cell is empty."""
_TRUTH: Final = {"TRUE": "Có", "FALSE": "Không"}


LONGEST_DITTO: Final = 16
_DITTO: Final = frozenset(
    ["nt", "n.t", "n/t", "như trên", "nhu tren", "tương tự", "idem", "ditto", "〃", "″", '"', "''", "”", "“", '""']
)  # fmt: skip


def is_ditto(written: str) -> bool:
    """Say whether a cell says that it holds the same as the one above: "nt", "-nt-", a ditto mark."""
    return written.strip(" -–.()/").lower() in _DITTO


def is_unticked(value: Value, written: str) -> bool:
    """Say whether a cell is a box that nobody has ticked yet."""
    return (
        value is False
        or (isinstance(value, str) and value.strip() in {"FALSE", "☐", "□", "[ ]", "( )", "O"})
        or written in {"☐", "□"}
    )


def count(written: str) -> int | None:
    """Return how many: "02", "2 người", "2.0", "1 lãnh đạo + 1 chuyên viên" are 2. None where it is no such number."""
    word, _space, rest = written.strip().partition(" ")
    if word.lower() in _NUMBERS:
        written = f"{_NUMBERS.index(word.lower())} {rest}"
    found = _COUNT.fullmatch(written.strip())
    if found:
        return int(found[1])
    parts = [_COUNT_IN_WORDS.fullmatch(part.strip()) for part in re.split(r"\s*[+;]\s*|,\s+|\s+và\s+", written.strip())]
    return sum(int(part[1]) for part in parts if part) if parts and all(parts) else None


def day(value: Value) -> date | None:
    """Return the one date of a cell: a date, an Excel serial, or text as d/m/yy, d-m-yyyy, "ngày … tháng … năm …".

    Day first, always: "05/06/2026" is 5 June. None for none, for two, and for one that does not exist.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_serial(value)
    return _from_text(value) if isinstance(value, str) else None


def _from_serial(value: float) -> date | None:
    if not _SERIALS[0] <= value <= _SERIALS[1]:
        return None
    return date(1899, 12, 30) + timedelta(days=int(value))


def _from_text(written: str) -> date | None:
    found = [(year, month, day) for day, month, year in _DAY.findall(written) + _SPOKEN.findall(written)]
    found += _ISO.findall(written)
    if len(found) != 1:
        return _from_serial(int(written)) if re.fullmatch(r"\d{5}", written.strip()) else None
    year, month, day = map(int, found[0])
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def units(written: str) -> tuple[str, ...]:
    """Return the bodies named in one cell. A comma parts them only before the beginning of another body's name."""
    return tuple(part for part in (re.sub(r"^[-–+•]\s*", "", part.strip()) for part in _UNIT.split(written)) if part)


def is_shortened(written: str) -> bool:
    """Say whether Excel wrote a number as 9.12E+08, so that its last digits are lost."""
    found = re.fullmatch(r"\s*(\d)[.,](\d+)[eE]\+(\d{1,2})\s*", written)
    return found is not None and len(found[2]) < int(found[3])


def line(written: str) -> str:
    """Return a text in one line."""
    return " ".join(written.split())
