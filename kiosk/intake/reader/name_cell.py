"""What stands in a cell of names: a person with honorific and position, or words that name nobody."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from badges import person_names as people
from badges.person_names import Person
from badges.positions import office
from badges.vietnamese import fold, tidy_name
from kiosk.intake.reader.content import is_organisation, is_person, parted


class NameCell(NamedTuple):
    """A person; `note` is what stood beside the name and is neither honorific nor position; `nobody` the words that name
    nobody, such as "Chưa cử"; `organisation` a body named behind the position."""

    who: Person
    note: str = ""
    nobody: str = ""
    organisation: str = ""


_ORDINAL: Final = re.compile(r"^\s*(?:\(?\d{1,3}\s*[.)/:]|[-–—+*•●▪]|\d{1,3}\s*[-–]\s)\s*(?=\S)")
_MARKS_AFTER: Final = re.compile(r"[\s*†‡#°^¹²³]+$")
_NOBODY: Final = re.compile(
    r"(?:chua|se|cho|dang|dk|du kien)\b.*|(?:cu|bo sung|cap nhat|bao|thong bao|gui|xac dinh|phan cong) (?:sau|lai|nguoi sau)\b.*"
    r"|(?:\d+ )?(?:dai bieu|nguoi|dong chi|can bo|lanh dao|dai dien|khach|thanh vien|chuyen vien|nhan vien|suat|cho)"
    r"(?: (?:lanh dao|cong ty|don vi|doanh nghiep|co quan|so|phong|ban|chi cuc|htx|hop tac xa|tham du|du|khac|mot|hai|"
    r"1|2|cua|hoi|hiep hoi|chuyen mon|phu trach))*"
    r"|(?:khong|ko|trong|khuyet|none|null|nan|n a|na|tbd|tba|tbc|unknown|khong co|khong ro|dai dien|anonymous|guest|"
    r"khach|x|v|o|ten|ho ten|ho va ten)"
    r"|(?:mot|hai|ba|bon|nam|\d+) (?:dong chi|dai bieu|nguoi|can bo|lanh dao|chuyen vien|nhan vien|phong vien)\b.*"
    r"|(?:dc|dong chi|ong ba|ong|ba)|(?:nhu tren|nt|cung nguoi tren)"
)
_SWAPPED: Final = re.compile(r"\s*[:–—-]\s*|\s+")
_REPLACES: Final = re.compile(
    r"(?i)\s*[(\[](?P<note>[^()\[\]]*\b(?:thay|thế|vắng|không dự|không đi|dự kiến|mới|cũ|nghỉ|đã chuyển|"
    r"chuyển công tác|bổ sung|vip|khách mời|đại biểu)\b[^()\[\]]*)[)\]]\s*"
)
_ABBREVIATED: Final = re.compile(
    r"^(?P<title>Đc|Đ/C|ĐC|đc|Ô|B|A|C|Mr|Mrs|Ms|Miss|Dr|Bs|BS|Ls|LS|Gs|Ths|Ts|CN|CCB|NSƯT|NSND|NGƯT|AHLĐ|"
    r"[Ll]uật sư|[Bb]ác sĩ|[Bb]ác sỹ|[Dd]ược sĩ|[Kk]iến trúc sư|[Gg]iáo sư|[Pp]hó [Gg]iáo sư|[Cc]ử nhân|[Kk]ỹ sư|"
    r"(?:[Đđ]ại|[Tt]hượng|[Tt]rung|[Tt]hiếu) (?:tá|tướng|úy|uý)|[Đđ]ại úy|[Tt]hầy|[Cc]ô|[Bb]ạn|[Ee]m|[Bb]ác|[Cc]hú)(?P<dot>[.:]?)\s+(?=\S)"
)
_TITLES: Final = {
    "đc": "Đồng chí", "đ/c": "Đồng chí", "ô": "Ông", "b": "Bà", "a": "Anh", "c": "Chị", "mr": "Ông", "mrs": "Bà", "ms": "Bà",
    "miss": "Bà", "dr": "TS.", "bs": "BS.", "ls": "LS.", "gs": "GS.", "ths": "ThS.", "ts": "TS.", "cn": "CN.",
    "luật sư": "LS.", "bác sĩ": "BS.", "bác sỹ": "BS.", "dược sĩ": "DS.", "kiến trúc sư": "KTS.", "giáo sư": "GS.",
    "phó giáo sư": "PGS.", "cử nhân": "CN.", "kỹ sư": "KS.", "thầy": "Ông", "cô": "Bà", "bạn": "", "em": "", "bác": "", "chú": "",
}  # fmt: skip
_FAMILY_LIKE: Final = {"c", "a", "b", "cô", "bạn", "em", "bác", "chú", "ô", "thầy"}


def read(text: str) -> NameCell:
    """Return what a cell of names says of one person."""
    if not text.strip():
        return NameCell(Person(""))
    bare = _ORDINAL.sub("", text).strip()
    bare, note = _without_remark(bare)
    bare = _MARKS_AFTER.sub("", bare).strip()
    if not re.search(r"[^\W\d_]", bare) and not re.search(r"[^\W_]{2}", bare):
        return NameCell(Person(""), note, tidy_name(text) if re.search(r"\w", text) else "")
    titles, rest = _titled(bare)
    if _is_nobody(rest if titles else bare):
        return NameCell(Person(""), note, tidy_name(text))
    found = _swapped(rest) or _parted_by_mark(rest)
    if found is None:
        who = people.person(rest)
        found = NameCell(who)
    who = found.who
    honorific = " ".join(dict.fromkeys(filter(None, (*titles, who.honorific))))
    who = who._replace(honorific=honorific, name=_MARKS_AFTER.sub("", who.name).strip(" :;,"))
    return found._replace(who=who, note="; ".join(filter(None, (note, found.note))))


def _is_nobody(text: str) -> bool:
    folded = fold(text)
    opening = office(text)
    if fold(opening) in {"dai dien", "nguoi dai dien", "can bo"} and is_organisation(text[len(opening) :].strip(" :")):
        return True
    return not folded or (_NOBODY.fullmatch(folded) is not None and not _is_real(text))


def _is_real(text: str) -> bool:
    """Say whether a text that begins like nobody is a name all the same: "Đặng Đức An" folds as "đang" does."""
    words = text.split()
    if len(words) > 2 and words[1] in {"Văn", "Thị", "VĂN", "THỊ"}:
        return True
    is_plain = text.isascii() and not all(word[:1].isupper() for word in words)
    return len(words) > 1 and words[0].lower() != "đang" and not is_plain and is_person(text)


def _without_remark(text: str) -> tuple[str, str]:
    """The text without a remark in brackets such as "(thay ông Lê Mẫu)", and the remark."""
    found = _REPLACES.search(text)
    if not found:
        return text, ""
    return f"{text[: found.start()]} {text[found.end() :]}".strip(), found["note"].strip()


def _titled(text: str) -> tuple[list[str], str]:
    """The honorifics and degrees that only such cells hold, in short or with a rank, and the rest."""
    titles: list[str] = []
    rest = people.EITHER.sub("", text)
    while found := _ABBREVIATED.match(rest):
        word = found["title"].lower()
        after = rest[found.end() :]
        is_short = word in _FAMILY_LIKE and not found["dot"]
        if is_short and not is_person(after):
            break
        title = _TITLES.get(word, found["title"][:1].upper() + found["title"][1:])
        titles.append(title)
        rest = after
    return titles, rest


def _swapped(text: str) -> NameCell | None:
    """ "Giám đốc Nguyễn Văn An", "Phó Giám đốc: Ông Lê B": the position stands before the name."""
    opening = office(text)
    if not opening:
        return None
    behind = text[len(opening) :]
    for found in re.finditer(r"\s*[:–—-]\s*|\s+|^", behind):
        rest = behind[found.end() :]
        position = (opening + behind[: found.start()]).strip(" :,-–")
        if rest and is_person(rest) and not is_organisation(rest) and not office(rest):
            who = people.person(rest)
            return NameCell(who._replace(position=position if not who.position else f"{position}, {who.position}"))
    return None


_MARK: Final = re.compile(r"\s*[/;|]\s*|(?<=[^\W\d_]{2})-(?=[^\W\d_]{2})|\s*[–—]\s*|\s-\s?|\s?-\s|,\s*|:\s+")


def _parted_by_mark(text: str) -> NameCell | None:
    """ "Nguyễn Văn An-Giám đốc", "Nguyễn Văn An/Giám đốc Công ty B": name, mark, position, without blanks as it may be."""
    for found in _MARK.finditer(text.replace("\n", " ")):
        before, after = text[: found.start()].strip(), text[found.end() :].strip(" )")
        if "\n" in text:
            return None
        if office(after) and is_person(before):
            who = people.person(before)
            position, organisation = parted(after)
            is_plain = not who.position
            return NameCell(who._replace(position=position), organisation=organisation) if is_plain else None
    return None
