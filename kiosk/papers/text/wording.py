"""How officials write numbers, dates, hours and lists. Pure; Vietnamese, as the papers are."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from badges.vietnamese import normalised

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

BLANK = "\u00a0" * 5
"""Room for a number or a day that the clerk's office writes in; no-break spaces, so that it stays on its line."""

ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def count(number: int) -> str:
    """A count: 05, 12, 2.127. Nought is written 0."""
    if 0 < number < 10:
        return f"0{number}"
    return f"{number:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """A share with at most two decimals: 95,64%; 50%. Of nothing it is 0%."""
    if not whole:
        return "0%"
    share = (Decimal(100 * part) / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{share:f}".rstrip("0").rstrip(".")
    return f"{text.replace('.', ',')}%"


def share(part: int, whole: int) -> str:
    """A count of questions with its share: 2.127 kiến nghị (chiếm 95,64%)."""
    return f"{count(part)} kiến nghị (chiếm\u00a0{percent(part, whole)})"


def date(day: dt.date) -> str:
    """ngày 05 tháng 01 năm 2026: days below 10 and the months 1 and 2 with a nought."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def blank_date(year: int) -> str:
    """A date whose day and month are left for the clerk's office."""
    return f"ngày{BLANK}tháng{BLANK}năm {year}"


def hour(moment: dt.datetime | dt.time) -> str:
    """In running text and minutes: 14 giờ 50 phút; 14 giờ 00 phút."""
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút"


def short_hour(moment: dt.datetime | dt.time) -> str:
    """In programmes and tables: 14h50."""
    return f"{moment.hour:02d}h{moment.minute:02d}"


WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def weekday(day: dt.date) -> str:
    """thứ Sáu."""
    return WEEKDAYS[day.weekday()]


def joined(parts: Iterable[str]) -> str:
    """A list in a sentence: a, b và c."""
    items = [part for part in parts if part]
    return " và ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def roman(number: int) -> str:
    """I, II, III, IV …"""
    text = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text


def sentence(text: str) -> str:
    """A text as a sentence: one full stop at its end, unless it ends otherwise."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…:;”" else f"{text}."


def clause(text: str) -> str:
    """A text inside a sentence: without the mark at its end."""
    return text.strip().rstrip(".;:,… ")


_COMMON = re.compile(
    r"(?:Không|Thuộc|Doanh nghiệp|Do|Vì|Đã|Được|Trùng|Kiến nghị|Nội dung|Đề nghị|Cần|Chưa|Có|Còn|Ngoài|Theo|Việc|Hồ sơ)(?!\w)"
)


def inside(text: str) -> str:
    """Return a reason as it stands inside a sentence: without a mark at its end, a common first word in small letters."""
    text = clause(text)
    return text[:1].lower() + text[1:] if _COMMON.match(text) else text


_LINES = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\u00a0]+(?=\n|$)")


def clean(text: str) -> str:
    """A text that any file format can hold: NFC, lines parted by a line feed, nothing that XML forbids.

    Control characters vanish, half characters (lone surrogates) become the sign for an unreadable one (trust.md S11).
    """
    text = _LINES.sub("\n", normalised("NFC", text))
    kept = (_sound(character) for character in text)
    return _SPACES.sub("", "".join(kept)).strip()


def _sound(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF):
        return "\ufffd"
    return "" if (code < 32 and character not in "\t\n") or 127 <= code < 160 else character


def slug(text: str, length: int = 40) -> str:
    """A file name's part: small letters without marks, digits and hyphens."""
    plain = normalised("NFD", text.replace("đ", "d").replace("Đ", "D"))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)).casefold())
    return "-".join(words)[:length].strip("-") or "khong-ten"
