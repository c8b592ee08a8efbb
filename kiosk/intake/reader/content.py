"""What a cell looks like by itself: a telephone number, a person, an organisation …, and what most of a column looks like.

Headings propose what a column is; what its cells look like confirms it, or is the better witness.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from badges import numbers
from badges import person_names as people
from badges.positions import office
from badges.vietnamese import fold, normalised

if TYPE_CHECKING:
    from collections.abc import Iterable


class Look(StrEnum):
    """What a text looks like."""

    PHONE = "phone"
    EMAIL = "email"
    TAX_CODE = "tax_code"
    PERSON = "person"
    HONORIFIC = "honorific"
    POSITION = "position"
    ORGANISATION = "organisation"
    LEADERS = "leaders"
    TICK = "tick"
    DATE = "date"
    NUMBER = "number"
    LONG = "long"
    WORDS = "words"


class Profile(NamedTuple):
    """What most filled cells of a column look like, their share of all of these, and how many cells are filled."""

    look: Look
    share: float
    filled: int
    looks: dict[Look, int]

    def is_surely(self, *looks: Look) -> bool:
        """Say whether nearly all cells look like one of these."""
        return self.filled > 0 and sum(self.looks.get(look, 0) for look in looks) >= SURE * self.filled


SURE: Final = 0.7
SAMPLED: Final = 80
"""Cells of a column that are looked at."""
LONGEST_NAME: Final = 60
LONG: Final = 90
"""Characters from which on a text is a paragraph."""

_EMAIL: Final = re.compile(r"[^\s@,;<>:]+@[^\s@,;<>]+\.[^\s@,;<>]+")
_DATE: Final = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?:\s+\d{1,2}[:hg]\d{2}(?::\d{2})?)?|\d{4}-\d{2}-\d{2}(?:[T ].*)?"
)
_NUMBER: Final = re.compile(r"[\d.,\s%]+")
_TICKS: Final = frozenset(["x", "v", "✓", "✔", "☑", "√", "ü", "có", "không", "true", "false", "☐", "□", "o", "1", "0"])
_PERSON_WORD: Final = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_BODIES: Final = (
    "công ty|c\\.ty|cty|ctcp|tổng công ty|tổng cty|tct|tập đoàn|doanh nghiệp|dntn|htx|hợp tác xã|liên hiệp htx|hkd|hộ kinh doanh|"
    "hiệp hội|hội|câu lạc bộ|clb|liên đoàn|liên minh|chi nhánh|văn phòng|sở|ubnd|ủy ban|uỷ ban|ban|chi cục|cục|tổng cục|bộ|vụ|"
    "trung tâm|nhà máy|xí nghiệp|cơ sở|báo|đài|tạp chí|cổng thông tin|ngân hàng|viện|học viện|trường|đại học|phòng|bệnh viện|"
    "công an|thanh tra|đảng ủy|thành ủy|huyện ủy|quận ủy|hđnd|mặt trận|ubmttq|thành đoàn|tỉnh đoàn|"
    "đoàn (?:thanh niên|luật sư|đại biểu|khối)|quỹ|xã|phường|đặc khu|kho bạc|hải quan|thuế|"
    "bảo hiểm|cửa hàng|khách sạn|nhà hàng|siêu thị|cảng|kcn|khu công nghiệp|tổ hợp tác|làng nghề|thông tấn xã|"
    "truyền hình|xưởng"
)
_BODY: Final = re.compile(rf"(?:{_BODIES})\b(?! giám đốc| lãnh đạo| tổ chức)")
_BODY_INSIDE: Final = re.compile(
    r"\b(?:tnhh|cổ phần|ltd|jsc|corp|corporation|company|group|holdings?|co\.,)(?:\b|(?<=,))"
    r"|会社|公司|集团|集團|工場|工厂|商会|商會|協会|协会|大学|회사|그룹|협회|㈜|\((?:株|주)\)",
    re.I,
)
_PLAIN_BODY: Final = re.compile(
    r"(?:cong ty|cty|ctcp|tong cong ty|tap doan|doanh nghiep|dntn|htx|hop tac xa|ho kinh doanh|hiep hoi|chi nhanh|ubnd|uy ban|"
    r"chi cuc|trung tam|nha may|xi nghiep|co so|ngan hang|benh vien|so [a-z]+ [a-z]+)\b"
)
_NO_ASIAN_NAME: Final = (
    "社長|部長|課長|次長|係長|店長|会長|取締役|代表|経理|经理|董事|总监|主任|主管|通訳|翻译|翻譯|秘書|秘书|顧問|顾问|사장|부장|과장|차장|팀장|이사|"
    "대표|대리|통역|비서|고문|名|名前|番号|序号|役職|職務|职务|职位|電話|电话|手机|携帯|住所|地址|部署|部门|備考|备注|성명|이름|직위|직책|연락처|번호|전화|"
    "부서|비고|회사명"
)
"""Posts, and what stands at the head of a column."""
_ASIAN_NAME: Final = re.compile(
    rf"(?=.{{2,20}}$)(?!.*(?:{_NO_ASIAN_NAME})$){people.ASIAN_LETTER}{{1,8}}(?: {people.ASIAN_LETTER}{{1,8}}){{0,2}}"
)
"""Somebody of Japan, Korea or China in the letters of there."""
_MIDDLE: Final = {"văn", "thị"}
_PLAIN_FAMILIES: Final = frozenset(fold(name) for name in people.FAMILIES) - {"to", "thai", "la", "giang", "ha", "cu"}


@lru_cache(maxsize=20_000)
def look(text: str) -> Look:
    """Return what a text, of one cell or of one part of a line, looks like."""
    line = " ".join(normalised("NFC", text).split())
    lower = line.lower()
    if lower in _TICKS:
        return Look.TICK
    if "@" in line and _EMAIL.search(line):
        return Look.PHONE if numbers.phones(_EMAIL.sub("", line[: numbers.LONGEST])) else Look.EMAIL
    if any(char.isdigit() for char in line):
        found = _with_digits(line)
        if found:
            return found
    if len(line) > LONG:
        return Look.LONG
    if people.is_honorific(line) and len(line) < 20:
        return Look.HONORIFIC
    if is_person(line):
        return Look.PERSON
    if is_organisation(line):
        return Look.ORGANISATION
    leaders = LEADERS.match(line)
    if leaders and is_organisation(line[leaders.end() :]):
        return Look.LEADERS
    return Look.POSITION if office(line) else Look.WORDS


LEADERS: Final = re.compile(
    r"(?i)(?:\d{1,2}\s+)?(?:đại diện\s+)?(?:ban\s+)?(?:lãnh đạo|thủ trưởng|đại diện)(?:\s+(?:và\s+)?(?:chuyên viên|cán bộ))?\s*(?:của\s+)?"
)
"""Words for somebody of an organisation before its name, which name nobody."""


def _with_digits(line: str) -> Look | None:
    """What a text with digits is, where these are most of it."""
    if len(line) > numbers.LONGEST:
        return None
    if _DATE.fullmatch(line):
        return Look.DATE
    digits = sum(char.isdigit() for char in line)
    if digits >= 9 and any(char.isalpha() for char in line):
        rest = numbers.take_out(line)[0].strip(" :;,.-–()")
        if rest != line and is_person(rest):
            return Look.PERSON
    if digits * 2 < len(line.replace(" ", "")):
        return None
    code = numbers.tax_code(line)
    is_phone = bool(numbers.phones(line))
    if code and numbers.is_sound_tax_code(code) and (not is_phone or code.count("-")):
        return Look.TAX_CODE
    if is_phone:
        return Look.PHONE
    if code and digits >= 10:
        return Look.TAX_CODE
    return Look.NUMBER if _NUMBER.fullmatch(line) else None


def is_person(line: str) -> bool:
    """Say whether a text is a person's name, with or without what stands around it."""
    who = people.person(re.sub(r"^\s*(?:\d{1,3}\s*[.)/-]|[-–+•*])\s*", "", line))
    if _ASIAN_NAME.fullmatch(who.name):
        return not is_organisation(who.name)
    words = who.name.split()
    if not 1 <= len(words) <= 6 or len(who.name) > LONGEST_NAME or not all(map(_PERSON_WORD.fullmatch, words)):
        return False
    if len(words) > 2 and words[1].lower() in _MIDDLE:
        return True
    if who.honorific and not is_organisation(who.name) and not office(who.name):
        return True
    if len(words) < 2 or is_organisation(who.name) or (office(who.name) and len(words) < 3):
        return False
    first = words[0].lower()
    return first in people.FAMILIES or (who.name.isascii() and first in _PLAIN_FAMILIES)


def is_organisation(line: str) -> bool:
    """Say whether a text is what a body is called; its marks count, so that "Bảo" is no newspaper."""
    lower = line.lower()
    if _BODY_INSIDE.search(lower):
        return True
    return bool((_PLAIN_BODY if lower.isascii() else _BODY).match(lower))


def profile(texts: Iterable[str]) -> Profile:
    """Return what a column's texts look like, empty ones left out."""
    filled = [text for text in texts if text.strip(" -–.")]
    step = max(1, len(filled) // SAMPLED)
    looks = Counter(look(text[: numbers.LONGEST]) for text in filled[::step][:SAMPLED])
    seen = sum(looks.values())
    if not seen:
        return Profile(Look.WORDS, 0.0, 0, {})
    most, count = looks.most_common(1)[0]
    scaled = {one: n * len(filled) // seen if seen < len(filled) else n for one, n in looks.items()}
    return Profile(most, count / seen, len(filled), scaled)


_OFFICE_THEN_BODY: Final = re.compile(rf"\s*(?:[-–,;/|]|của|tại|kiêm\b.*?,)?\s*(?=(?:{_BODIES})\b)", re.I)


_ON_BEHALF: Final = re.compile(
    rf"(?i)\s*[,;–-]\s*(?:(?:người )?đại diện(?: cho)?|thay mặt(?: cho)?)\s+(?=(?:{_BODIES})\b)"
)
"""Words between an office and the body that somebody stands for: "Giám đốc, đại diện Công ty A"."""


def parted(text: str) -> tuple[str, str]:
    """Return position and organisation of "Giám đốc Công ty A", of "Trưởng phòng Kỹ thuật - Sở B"; the second may be empty.

    The organisation begins at the first word for a body behind the office, of which "Trưởng phòng" and the like are part;
    where marks separate two parts, at the mark.
    """
    line = _ON_BEHALF.sub(", ", " ".join(text.split()))
    for mark in (r"\s[-–—]\s", r"[,;|/]\s*"):
        for found in re.finditer(mark, line):
            before, after = line[: found.start()].strip(), line[found.end() :].strip()
            if is_organisation(after) and (office(before) or not is_organisation(before)):
                return before, after
            if office(after) and is_organisation(before) and not office(before):
                return after, before
    opening = office(line)
    if not opening:
        return ("", line) if is_organisation(line) else (line, "")
    for found in re.finditer(r"\s+", line):
        rest = line[found.end() :]
        if found.start() >= len(opening) and _BEGINS_BODY.match(rest.lower()):
            return line[: found.start()].strip(" ,-–"), rest
    return line, ""


_BEGINS_BODY: Final = re.compile(
    r"(?:công ty|c\.ty|cty|ctcp|tổng công ty|tập đoàn|doanh nghiệp tư nhân|dntn|htx|hợp tác xã|hộ kinh doanh|hiệp hội|hội|chi nhánh|"
    r"sở|ubnd|ủy ban|uỷ ban|chi cục|tổng cục|cục|bộ|trung tâm|nhà máy|xí nghiệp|báo|đài|tạp chí|ngân hàng|viện|trường|bệnh viện|"
    r"công an|thành ủy|hđnd|liên đoàn|liên minh|cơ sở|quỹ|ban quản lý|văn phòng ubnd|khách sạn|cửa hàng)\b"
)
