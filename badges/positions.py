"""Positions: how a text below or behind a name is told from a part of that name."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from badges.vietnamese import normalised

_OFFICES: Final = (
    "giám đốc|gđ|tgđ|pgđ|ptgđ|chủ tịch|ct|pct|phó|trưởng (?:phòng|ban|bộ phận|khoa|đoàn|trạm|nhóm|đại diện|chi nhánh)|tp|ptp|"
    "chánh (?:văn phòng|thanh tra)|cvp|(?:chi cục|cục|vụ|viện|hiệu|hội|đội|tổ|xưởng|trạm|cửa hàng|kế toán|kỹ sư) trưởng|ktt|"
    "bí thư|thư ký|uvbtv|uvbch|uvtw|(?:ủy|uỷ) viên|chủ nhiệm|quản đốc|quản l[ýí]|phụ trách|điều hành|"
    "chủ (?:hộ|cơ sở|doanh nghiệp|cửa hàng|đầu tư|quán)"
)
_STAFF: Final = (
    "kế toán|kt|kinh doanh|kỹ thuật|kĩ thuật|thủ quỹ|nhân viên|nv|chuyên viên|cv|cán bộ|(?:kiểm soát|kiểm định|kiểm nghiệm) viên|"
    "giảng viên|giáo viên|phóng viên|pv|biên tập viên|btv|quay phim|lái xe|đại diện|người đại diện|thành viên|hội viên|"
    "trợ lý|luật sư|cổ đông|sáng lập"
)
_ENGLISH: Final = (
    "(?:vice |deputy |general |sales |senior |chief |executive |managing )*"
    "(?:director|manager|president|chairman|officer|accountant|secretary|engineer|representative|assistant|executive|ceo|cfo|coo)"
)
_BODIES: Final = (
    "công ty|cty|ctcp|tổng công ty|tập đoàn|doanh nghiệp|dntn|hợp tác xã|htx|hộ kinh doanh|hiệp hội|chi nhánh|ubnd|(?:ủy|uỷ) ban|"
    "chi cục|trung tâm|nhà máy|xí nghiệp|ngân hàng|tạp chí|bệnh viện|(?:phòng|sở|cục|báo) [^\\W\\d_]+"
)
_KNOWN: Final = rf"(?:(?:nguyên|quyền|tổng|phó tổng) )*(?:{_OFFICES}|{_STAFF}|{_ENGLISH}|{_BODIES})\b"
_MARKED: Final = re.compile(r"\s*(?:[-–—•+*(:]|chức vụ\b)")
_PART: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
MOST_WORDS: Final = 6
"""Of a person's name; the few that are longer are not joined out of two lines."""


def _plain(text: str) -> str:
    loose = normalised("NFD", text.replace("đ", "d"))
    return "".join(char for char in loose if not unicodedata.combining(char))


_WRITTEN: Final = re.compile(_KNOWN)
_UNMARKED: Final = re.compile(_plain(_KNOWN))


def is_position(text: str) -> bool:
    """Say whether a text surely is a position or a body: it opens with a dash, a bracket, or the word for one.

    Marks count where the text has any: "Trưởng phòng" is a position, "Trưởng" a given name; so with "Báo" and "Bảo".
    """
    line = " ".join(normalised("NFC", text).lower().split())
    known = _UNMARKED if line.isascii() else _WRITTEN
    return _MARKED.match(line) is not None or known.match(line) is not None


_OFFICE: Final = rf"(?:(?:nguyên|quyền|tổng|phó tổng|phó) )*(?:{_OFFICES}|{_STAFF}|{_ENGLISH})\b"
_OFFICE_WRITTEN: Final = re.compile(_OFFICE)
_OFFICE_UNMARKED: Final = re.compile(_plain(_OFFICE))


def office(text: str) -> str:
    """Return the words at the beginning of a text that name an office or a job, as written; empty where none does.

    Bodies are none: "Công ty A" begins with no office, "Giám đốc Công ty A" with "Giám đốc".
    """
    line = " ".join(normalised("NFC", text).split())
    known = _OFFICE_UNMARKED if line.isascii() else _OFFICE_WRITTEN
    found = known.match(line.lower())
    return line[: found.end()] if found else ""


def continues(name: str, below: str) -> bool:
    """Say whether the line below a name may be its rest, as "Cường" below "Nguyễn Văn": in the same capitals, and short."""
    words = f"{name} {below}".split()
    if not below or is_position(below) or len(words) > MOST_WORDS or not all(map(_PART.fullmatch, words)):
        return False
    if name.isupper() and len(name) > 1:
        return below.isupper()
    if name[:1].isupper():
        return all(word[:1].isupper() and (len(word) == 1 or not word.isupper()) for word in below.split())
    return True
