"""People as lists write them: honorific and degree before the name, a position behind it, several in one cell."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from badges.positions import continues, is_position
from badges.vietnamese import fold, tidy_name

_HONORIFICS: Final = {
    "ông": "Ông",
    "bà": "Bà",
    "đồng chí": "Đồng chí",
    "đ/c": "Đồng chí",
    "đc.": "Đồng chí",
    "đc:": "Đồng chí",
    "anh": "Anh",
    "chị": "Chị",
    "ô.": "Ông",
    "b.": "Bà",
    "mr": "Ông",
    "mrs": "Bà",
    "ms": "Bà",
}
_DEGREES: Final = {
    "gs.ts": "GS.TS.",
    "pgs.ts": "PGS.TS.",
    "pgs": "PGS.",
    "gs": "GS.",
    "ts": "TS.",
    "tskh": "TSKH.",
    "ths": "ThS.",
    "th.s": "ThS.",
    "ks": "KS.",
    "cn": "CN.",
    "bs": "BS.",
    "ls": "LS.",
    "kts": "KTS.",
    "nhà báo": "Nhà báo",
    "tiến sĩ": "TS.",
    "thạc sĩ": "ThS.",
    "kỹ sư": "KS.",
}
EITHER: Final = re.compile(r"(?i)^\s*\(?(?:ông|ô\.)\s*(?:/|\(|-|hoặc|và)\s*(?:bà|b\.)\)?\s*[:.]?\s*")
_BEFORE: Final = re.compile(
    r"(?i)^\s*(?P<title>ông|bà|đồng chí|đ/c|đc[.:]|anh|chị|ô\.|b\.|mrs|mr|ms|"
    r"gs\.\s?ts|pgs\.\s?ts|tskh|pgs|gs|ts|ths|th\.s|kts|ks|cn(?=\.)|bs(?=\.)|ls(?=\.)|nhà báo|tiến sĩ|thạc sĩ|kỹ sư)"
    r"(?:[.:]+\s*|\s*:\s*|\s+|(?<=\.)(?=\w))(?=\S)"
)
_MIDDLE: Final = {"van", "thi", "duc", "huu", "dinh", "xuan", "ngoc", "quang", "minh"}
_BEHIND: Final = re.compile(
    r"^(?P<name>[^,;\d\n]+?)\s*(?:\s[-–—]\s*|,\s*|\s*\n\s*[-–—(]?\s*|\s*\((?=\D))(?P<rest>\S.*)$", re.S
)
_PERSON: Final = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+){1,5}")


class Person(NamedTuple):
    """A name without what surrounds it. `position` is what followed it in the same cell."""

    name: str
    honorific: str = ""
    position: str = ""


def person(text: str) -> Person:
    """Return a name, the honorific and degrees before it, and the position behind it in "Nguyễn Văn An - Giám đốc"."""
    titles, rest = _freed(text)
    rest = _rejoined(rest)
    behind = _BEHIND.match(rest)
    if behind and _PERSON.fullmatch(tidy_name(behind["name"])):
        after = behind["rest"].replace(")", " ", 1) if "(" not in behind["rest"] else behind["rest"]
        return Person(tidy_name(behind["name"]), _joined(titles), tidy_name(after))
    return Person(tidy_name(rest), _joined(titles))


def breaks(text: str) -> tuple[bool, bool]:
    """Say of a name's cell whether lines of it were joined to one name, and whether what stands below is in doubt.

    "Nguyễn Văn⏎Cường" is one name, broken to fit the column; what is below it and no sure position may be anything.
    """
    lines = _freed(text)[1]
    joined = _rejoined(lines)
    below = joined.partition("\n")[2]
    return joined.count("\n") < "\n".join(_lines(lines)).count("\n"), bool(below) and not is_position(below)


def _freed(text: str) -> tuple[list[str], str]:
    """The honorific and degrees before a name, and the rest."""
    rest = EITHER.sub("", text)
    titles: list[str] = []
    while found := _BEFORE.match(rest):
        after = rest[found.end() :]
        if not titles and _is_family_name(found["title"], after):
            break
        titles.append(_title(found["title"]))
        rest = after
    return titles, rest


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _rejoined(text: str) -> str:
    """A name without what stands before it, its lines in one; what looks like a position stays below with all that follows."""
    first, *below = _lines(text) or [""]
    while below and first == _opening(first) and continues(first, _opening(below[0])):
        first = f"{first} {below.pop(0)}"
    return "\n".join([first, *below])


def _opening(line: str) -> str:
    """What of a line comes before a dash, comma or bracket."""
    return re.split(r"\s[-–—]|[,;(]", line, maxsplit=1)[0].strip()


def _is_family_name(title: str, after: str) -> bool:
    """Say whether "Ông" is somebody's family name, as in Ông Văn Tùng: a middle name follows it."""
    words = fold(after).split()
    return fold(title) == "ong" and len(words) == 2 and words[0] in _MIDDLE


def _title(written: str) -> str:
    key = re.sub(r"\s+", " ", written.lower()).replace(". ", ".")
    return _HONORIFICS.get(key) or _DEGREES[key]


def _joined(titles: list[str]) -> str:
    return " ".join(dict.fromkeys(titles))


def honorific(text: str, gender: str) -> str:
    """Return the honorific of its own column ("ông", "Đ/c"), or the one that a column Nam/Nữ suggests."""
    bare = tidy_name(text)
    if bare:
        return person(f"{bare} X")[1] or bare
    return {"nam": "Ông", "nu": "Bà", "male": "Ông", "female": "Bà", "m": "Ông", "f": "Bà"}.get(fold(gender), "")


def is_honorific(text: str) -> bool:
    """Say whether a text is nothing but honorifics and degrees, as in "Ông", "Đ/c", "Bà TS."; or both, as "Ông/Bà"."""
    return person(f"{tidy_name(text)} X").name == "X"


def are_several(text: str) -> bool:
    """Say whether a cell names more than one person: "Ông A - GĐ; Bà B - KT", or one on each line, or "A - B"."""
    if not _ANY_BETWEEN.search(text):
        return False
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    numbered = sum(bool(_NUMBERED.match(part)) for part in parts)
    bare = [_NUMBERED.sub("", part) for part in parts]
    if numbered > 1 or sum(_opens_name(part) for part in bare) > 1:
        return True
    whole = [part.strip() for part in _CLOSE_BETWEEN.split(text) if part.strip()]
    return sum(_is_whole_name(part) for part in whole) > 1


def _opens_name(part: str) -> bool:
    return bool(_BEFORE.match(part)) or part.split()[0].lower() in FAMILIES


def _is_whole_name(part: str) -> bool:
    """Say whether a part is a whole name of Viet Nam and no place, such as "Hà Nội"."""
    words = _freed(part)[1].split()
    if not 2 <= len(words) <= 5 or words[0].lower() not in FAMILIES or fold(part) in _PLACES:
        return False
    return all(word[:1].isupper() and word.isalpha() for word in words)


_BETWEEN: Final = re.compile(
    r"[;\n,&]|\s[/+]\s|\s+(?:và|cùng|hoặc|với)\s+|(?<=[^\W\d_])\s+(?=\d{1,2}\s*[.)]\s*[^\W\d_])"
)
_ANY_BETWEEN: Final = re.compile(r"[;\n,&/+–—\d-]|\s(?:và|cùng|hoặc|với)\s")
_CLOSE_BETWEEN: Final = re.compile(r"\s*[/+&;,\n]\s*|\s*[–—]\s*|\s+-\s*|\s*-\s+|\s+(?:và|cùng|hoặc|với)\s+")
_NUMBERED: Final = re.compile(r"^\s*(?:\d{1,2}\s*[.)]|[-+•])\s*(?=\w)")
_PLACES: Final = frozenset(
    ["ha noi", "ha nam", "ha giang", "ha tinh", "ha dong", "cao bang", "thai binh", "thai nguyen", "lam dong", "la ha", "mai chau",
     "ha long", "phan thiet", "ha tien", "kien an", "do son", "duong kinh", "le chan", "ngo quyen", "an duong"]
)  # fmt: skip
"""Places that begin with a family name."""
_FAMILY_NAMES: Final = (
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh đào đoàn lương mai trương lâm cao "
    "chu tạ tô thái hà quách lưu tăng tống vương phùng nghiêm khúc kiều lại bạch đàm hứa doãn thân cù la mạc giang nông"
)
FAMILIES: Final = frozenset(_FAMILY_NAMES.split())
"""Family names of nearly everybody, to tell a second person from a position."""
ASIAN_LETTER: Final = r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
"""A letter of a name of Japan, Korea or China."""


_POSITIONS: Final = (
    "phó|giám đốc|tổng giám đốc|chủ tịch|chủ tọa|chủ toạ|chủ trì|chủ hộ|chủ cơ sở|trưởng|đại diện|lãnh đạo|thư ký|kế toán|"
    "cán bộ|nhân viên|chuyên viên|quản lý|người|chi cục trưởng|cục trưởng|gđ|pgđ"
)
_HOUSES: Final = (
    "công ty|cty|ct|ctcp|tổng công ty|tập đoàn|doanh nghiệp|dntn|htx|hợp tác xã|hộ kinh doanh|hiệp hội|hội|chi nhánh|"
    "cửa hàng|nhà máy|xí nghiệp|cơ sở|trung tâm"
)
_NO_NAME: Final = re.compile(rf"(?i)(?:{_POSITIONS}|{_HOUSES})\b")
_HOUSE: Final = re.compile(rf"(?i)(?:{_HOUSES})\b")
_PARTED: Final = re.compile(r"(?i)[;\n&]|\s[/+]\s|\s(?:và|cùng)\s")
_LABEL: Final = re.compile(r"^([^:]*[^\W\d_][^:]*):\s*(?=[^\W\d_])")
_CUT: Final = re.compile(r"[,;:(\[{/\n–—\d]|-(?=\s)|(?<=\s)-")


def names(text: str) -> set[str]:
    """Return the persons' names in what somebody wrote as a person, however: for taking them out of texts.

    Honorifics, degrees, labels and numbers before a name and whatever follows it fall away; of "Giám đốc Lê Văn Tám" and
    the like, both the whole and the name from its family name on are returned.
    """
    found: set[str] = set()
    for n, part in enumerate(_PARTED.split(tidy_name(text.replace("\n", ";")))):
        if n == 0 or _BEFORE.match(part) or (part.split()[:1] and part.split()[0].lower() in FAMILIES):
            found |= _alone(part)
    return found


def _alone(text: str) -> set[str]:
    label = _LABEL.match(text)
    rest = text[label.end() :] if label and text.split()[0].lower() not in FAMILIES else text
    rest = re.sub(r"^[\W\d_]+", "", EITHER.sub("", rest))
    found: set[str] = set()
    while title := _BEFORE.match(rest):
        after = re.sub(r"^[\W\d_]+", "", rest[title.end() :])
        if _is_family_name(title["title"], after):
            found.add(_name(rest))
        rest = after
    words = _name(rest).split()
    family = next((k for k, word in enumerate(words) if word.lower() in FAMILIES), 0)
    if not _NO_NAME.match(rest):
        found.add(" ".join(words))
    if 0 < family < len(words) - 1 and not _HOUSE.match(rest):
        found.add(" ".join(words[family:]))
    return found


def _name(text: str) -> str:
    return _CUT.split(text, maxsplit=1)[0].strip(" .\"'”“")


def is_organisation(text: str) -> bool:
    """Say whether a text is the name of a body rather than of a person."""
    start = (
        "cong ty|cty|tong cong ty|tap doan|doanh nghiep|dntn|htx|hop tac xa|ho kinh doanh|hiep hoi|hoi|chi nhanh|van phong|"
        "so|ubnd|uy ban|ban|chi cuc|cuc|trung tam|nha may|xi nghiep|co so|bao|dai|ngan hang|vien|truong|phong|ct|ctcp|benh vien"
    )
    return re.match(rf"(?:{start})\b", fold(text)) is not None
