"""What the heading of a column says of whose it is: of who attends, represents, is to be contacted, or comes instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from badges.vietnamese import fold
from kiosk.intake.reader.heading_synonyms import Match, matches

if TYPE_CHECKING:
    from kiosk.intake.reader.table import Kind


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of one column: its own text, and that of the wider heading above it if there is one."""

    text: str
    parent: str = ""

    @property
    def whole(self) -> str:
        """Both, as one reads them."""
        return f"{self.parent} – {self.text}" if self.parent else self.text


Heads = dict[int, Head]


def candidates(head: Head, kind: Kind) -> tuple[Match, ...]:
    """What one heading may mean, best first: "Tên" below "Doanh nghiệp" reads "Tên doanh nghiệp", then by itself."""
    own = matches(head.text, kind)
    if not head.parent:
        return own
    joined = matches(f"{head.text} {head.parent}", kind)
    if joined and joined[0].exact:
        return joined
    return own or matches(f"{head.parent} {head.text}", kind) or matches(head.parent, kind)


_ATTENDS: Final = re.compile(
    r"\b(?:tham du|nguoi du|dai bieu|khach moi|duoc moi|du hop|tham gia|du hoi nghi|attendee|participant|delegate)\b"
)
_STANDS_FOR: Final = re.compile(
    r"\b(?:dai dien|phap luat|giam doc|nguoi dung dau|lanh dao|chu ho|chu doanh nghiep|representative)\b"
)
_CONTACT: Final = re.compile(
    r"\b(?:lien he|dau moi|nguoi gui|nguoi lap|nguoi nhap|nguoi dang ky|phu trach dang ky|lien lac|contact|nguoi khai)\b"
)
ROLE_ONLY: Final = re.compile(
    r"\b(?:ky nhan|ky ten|chu ky|ngay sinh|cccd|cmnd|can bo phu trach|nguoi phu trach|nguoi nhap|can bo theo doi|thu ly|"
    r"nguoi tra loi|chuyen vien (?:phu trach|theo doi|xu ly))\b"
)
PEOPLE_FIELDS: Final = {"name", "asker", "position", "phone", "email", "honorific", "called"}


def role(head: Head, name: str) -> int:
    """How near to the hall a column of a person stands: 2 attends, 1 not said, 0 represents, -1 is only to be contacted."""
    if name not in PEOPLE_FIELDS:
        return 1
    own, whole = fold(head.text), fold(head.whole)
    if _ATTENDS.search(own) or (_ATTENDS.search(whole) and not _CONTACT.search(own)):
        return 2
    if _CONTACT.search(whole) and name in {"name", "called", "position"}:
        return -1
    if _CONTACT.search(whole) and name in {"phone", "email"} and re.search(r"\b(?:nguoi|can bo|dau moi)\b", whole):
        return -1
    return 0 if _STANDS_FOR.search(whole) else 1


_INSTEAD: Final = re.compile(r"\b(?:du thay|di thay|nguoi thay|duoc cu)\b")


def without_substitutes(more: dict[str, list[int]], heads: Heads, kind: Kind) -> Heads:
    """The headings without those of what belongs to a substitute: "Chức vụ người dự thay", and a second "Chức vụ" behind
    the column of substitutes."""
    if kind != "guests":
        return heads
    meant = {column: [match.field for match in candidates(head, kind)] for column, head in heads.items()}
    substitute = next((column for column, fields in meant.items() if fields[:1] == ["substitute"]), 0)
    positions = [column for column, fields in meant.items() if fields[:1] == ["position"]]
    left = dict(heads)
    for column, fields in meant.items():
        if not fields or fields[0] not in PEOPLE_FIELDS - {"name", "called"}:
            continue
        is_second = column == substitute + 1 and substitute and any(one < substitute for one in positions)
        if _INSTEAD.search(fold(heads[column].whole)) or (is_second and fields[0] == "position"):
            more.setdefault("instead_position" if fields[0] == "position" else "contact", []).append(column)
            del left[column]
    return left


_YEAR: Final = re.compile(r"\b20\d\d\b")
_PAST: Final = re.compile(r"\b(?:nam|lan|ky) truoc\b|\bnam ngoai\b|\bcu$")


def earlier(heads: Heads) -> frozenset[int]:
    """The columns of an earlier year: "Đại biểu năm 2025" beside "Đại biểu năm 2026" or "Họ và tên", "Người dự năm trước"."""
    years = {column: max(map(int, found)) for column, head in heads.items() if (found := _YEAR.findall(head.whole))}
    last = max(years.values(), default=0)
    past = {column for column, head in heads.items() if _PAST.search(fold(head.whole))}
    named = {
        column for column, head in heads.items() if "name" in {match.field for match in candidates(head, "guests")}
    }
    beside = years.keys() & named if named - years.keys() else set()
    return frozenset(past | beside | {column for column, year in years.items() if year < last})
