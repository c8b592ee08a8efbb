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
    nobody, such as "Chưa cử"; `organisation` a body named behind the position; `companions` people without names."""

    who: Person
    note: str = ""
    nobody: str = ""
    organisation: str = ""
    companions: str = ""


_ORDINAL: Final = re.compile(r"^\s*(?:\(?\d{1,3}\s*[.)/:]|[a-zđ]\)|[-–—+*•●▪]|\d{1,3}\s*[-–]\s)\s*(?=\S)")
_MARKS_AFTER: Final = re.compile(r"(?:[\s*†‡#°^¹²³]|\(\d{1,2}\))+$")
_NOBODY: Final = re.compile(
    r"(?:chua|se|cho|dang|dk|du kien)\b.*|(?:cu|bo sung|cap nhat|bao|thong bao|gui|xac dinh|phan cong) (?:sau|lai|nguoi sau)\b.*"
    r"|(?:\d+ )?(?:dai bieu|nguoi|dong chi|can bo|lanh dao|dai dien|khach|thanh vien|chuyen vien|nhan vien|suat|cho)"
    r"(?: (?:lanh dao|cong ty|don vi|doanh nghiep|co quan|so|phong|ban|chi cuc|htx|hop tac xa|tham du|du|khac|mot|hai|"
    r"1|2|cua|hoi|hiep hoi|chuyen mon|phu trach))*"
    r"|(?:khong|ko|trong|khuyet|none|null|nan|n a|na|tbd|tba|tbc|unknown|khong co|khong ro|dai dien|anonymous|guest|"
    r"khach|x|v|o|ten|ho ten|ho va ten)"
    r"|(?:mot|hai|ba|bon|nam|\d+) (?:dong chi|dai bieu|nguoi|can bo|lanh dao|chuyen vien|nhan vien|phong vien)\b.*"
    r"|(?:dc|dong chi|ong ba|ong|ba)|(?:nhu tren|nt|cung nguoi tren)"
    r"|(?:\d+ )?(?:ld|cv|pv|lanh dao)(?: (?:phong|so|don vi|cong ty|chi cuc|ban|hoi|cv|va|chuyen vien|\d+))*"
    r"|ban (?:giam doc|gd|lanh dao|chap hanh|quan ly|dieu hanh)|(?:theo|tuy) (?:giay moi|thanh phan|danh sach|phan cong|don vi|de nghi)\b.*"
    r"|(?:gui|bao|dien|ghi) (?:ten|danh sach|thong tin)\b.*|(?:de|bo) trong"
    r"|(?:phong vien|pv|lai xe|van thu|khach moi|khach|thanh vien|can bo|nguoi|chuyen vien|nhan vien|phien dich|tro ly)"
    r"(?: (?:theo doi|di cung|cung di|doan|dua tin|tac nghiep|du|tham du|moi|phuc vu|ho tro|lai xe|ky thuat|tap su|va|\d+))*"
)
_REPLACES: Final = re.compile(
    r"(?i)\s*[(\[](?P<note>[^()\[\]]*\b(?:thay|thế|vắng|không dự|không đi|dự kiến|mới|cũ|nghỉ|đã chuyển|"
    r"chuyển công tác|bổ sung|vip|khách mời|đại biểu)\b[^()\[\]]*|(?:(?:sn|sinh|sinh năm|năm sinh):? *)?(?:19[3-9]|200)\d)[)\]]\s*"
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
_IN_BRACKETS: Final = re.compile(
    r"(?i)^\((ông|bà|mr|mrs|ms|đ/c)\)\s*(?=\S)|(?<=\S)\s*[,(]\s*(ông|bà|mr|mrs|ms)\.?\s*\)?$"
)
_DEGREES_LISTED: Final = re.compile(r"(?i)\b(pgs|gs|ths|ts|tskh)\.?\s*,\s*(?=(?:ts|tskh|ths|bs)\b)")
_UNFINISHED: Final = {"văn", "thị", "và", "cùng"}
"""Words with which no name ends."""
_SHORT_OFFICES: Final = {"gđ", "pgđ", "tgđ", "ptgđ", "ktt", "cvp", "ceo", "cfo"}
_COMPANIONS: Final = re.compile(
    r"(?i)\s*[,(]?\s*(?:\+|và|cùng|đi cùng|kèm|&)\s*(?P<who>(?:\d{1,2}\s*)?(?:người|lái xe|cán bộ|chuyên viên|nhân viên|phiên dịch|"
    r"trợ lý|thư ký|đại biểu|đ/c|đồng chí|khách|phu nhân|phóng viên|quay phim|cộng sự|kế toán)\b[^()]*|\d{1,2})\s*\)?\s*$"
)
"""Companions without names behind a name: "Phạm Văn Thử + 01 lái xe"."""


def read(text: str) -> NameCell:
    """Return what a cell of names says of one person."""
    if not text.strip():
        return NameCell(Person(""))
    text = _LED.sub("", text)
    labelled = _LABELLED.search(text) if ":" in text else None
    if labelled and is_person(text[: labelled.start()]):
        return _with_labels(text[: labelled.start()], text[labelled.start() :])
    bare = _DEGREES_LISTED.sub(r"\1.", _ORDINAL.sub("", text).strip())
    bare, note = _without_remark(bare)
    if twice := _WRITTEN_TWICE.match(bare):
        bare, note = f"{twice['name']}{twice['rest']}", "; ".join(filter(None, (note, twice["latin"])))
    bare = _CALLED_BEHIND.sub("", bare)
    bare = _FAMILY_FIRST.sub(_joined_family, _MARKS_AFTER.sub("", bare).strip())
    bare, sex = _without_sex(bare)
    bare, companions = _without_companions(bare)
    if not re.search(r"[^\W\d_]", bare) and not re.search(r"[^\W_]{2}", bare):
        return NameCell(Person(""), note, tidy_name(text) if re.search(r"\w", text) else "")
    titles, rest = _titled(bare)
    if _is_nobody(rest if titles else bare):
        return NameCell(Person(""), note, tidy_name(text))
    if _is_office_alone(rest):
        return NameCell(Person("", position=tidy_name(rest)), note)
    found = _swapped(rest) or _parted_by_mark(rest) or _parted_by_words(rest) or NameCell(people.person(rest))
    who = found.who
    more, name = _titled(who.name)
    if who.honorific and _is_nobody(name):
        return NameCell(Person(""), note, tidy_name(text))
    if who.honorific and not who.position and (brief := _BRIEF.fullmatch(name)) and office(brief["office"]):
        name, who = brief["name"], who._replace(position=tidy_name(brief["office"]))
    honorific = " ".join(dict.fromkeys(filter(None, (*sex, *titles, who.honorific, *more))))
    who = who._replace(honorific=honorific, name=_MARKS_AFTER.sub("", name).strip(" :;,."))
    return found._replace(who=who, note="; ".join(filter(None, (note, found.note))), companions=companions)


_WRITTEN_TWICE: Final = re.compile(
    rf"(?P<name>{people.ASIAN_LETTER}+(?: {people.ASIAN_LETTER}+)*)\s*[(（](?P<latin>[A-Za-zÀ-ỹ .'-]+)[)）](?P<rest>.*)$",
    re.S,
)
"""A name in the letters of Japan, Korea or China, and in brackets the same in Latin letters."""
_CALLED_BEHIND: Final = re.compile(r"(?<=\S)\s*(?:様|さま|さん|殿|님|씨)\s*$")
"""A form of address that Japanese and Korean put behind the name."""
_BRIEF: Final = re.compile(r"(?P<name>[^\W\d_]+)\s*(?:\(|[,–-]\s)\s*(?P<office>[^()]+?)\s*\)?")
"""A given name alone and an office: "Ông Thử (GĐ)"."""
_LED: Final = re.compile(
    r"(?i)^\s*(?:(?:người\s+)?đại diện(?:\s+(?:tham dự|pháp luật|theo pháp luật))?|(?:người\s+)?(?:tham\s+)?dự|đại biểu|"
    r"họ (?:và )?tên|cử|cùng đi|đi cùng|đi kèm)\s*:\s*(?=\S)"
)
"""Words before a name that say only that one follows."""
_FAMILY_FIRST: Final = re.compile(
    r"^(?P<family>[^\W\d_]+(?: [^\W\d_]+)?)\s*,\s*(?P<given>[^\W\d_]+(?: [^\W\d_]+){0,2})$"
)


def _joined_family(found: re.Match[str]) -> str:
    """A name that an address book parts behind the family name: "Phạm, Văn Thử", "Phạm Văn, Thử"."""
    family, given = found["family"].lower().split(), found["given"]
    is_family = family[0] in people.FAMILIES and (len(family) == 1 or family[1] in ("văn", "thị", "van", "thi"))
    is_given = not office(given) and (
        given.split()[0].lower() not in people.FAMILIES or len(family) == len(given.split()) == 1
    )
    return (
        f"{found['family']} {given}"
        if is_family and (is_given or given.lower().startswith(("văn ", "thị ")))
        else found[0]
    )


_LABELLED: Final = re.compile(
    r"(?i)(?:^|[\n;,.(–-]|\s)\s*(?P<label>chức vụ|chức danh|cv|đơn vị|cơ quan|nơi công tác|công ty|doanh nghiệp)\s*:\s*(?=\S)"
)


def _with_labels(name: str, behind: str) -> NameCell:
    """A name, and what stands behind labels: "Phạm Văn Thử⏎Chức vụ: Giám đốc"."""
    found = read(name)
    marks = list(_LABELLED.finditer(behind))
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        value = tidy_name(behind[mark.end() : after.start() if after else len(behind)]).strip(" ,;.()–-")
        if mark["label"].lower() in ("chức vụ", "chức danh", "cv"):
            found = found._replace(who=found.who._replace(position=value))
        else:
            found = found._replace(organisation=value)
    return found


def _without_sex(text: str) -> tuple[str, list[str]]:
    """A text without "(Ông)" before or behind a name, and the honorific."""
    found = _IN_BRACKETS.search(text)
    if not found:
        return text, []
    honorific = people.honorific(found[1] or found[2], "")
    return f"{text[: found.start()]} {text[found.end() :]}".strip(), [honorific]


_JOINS: Final = re.compile(r"(?i)[+&]|và|cùng|kèm")


def _without_companions(text: str) -> tuple[str, str]:
    """A text without the unnamed companions behind a name, and these."""
    found = _COMPANIONS.search(text) if _JOINS.search(text) else None
    if not found or not is_person(text[: found.start()]):
        return text, ""
    return text[: found.start()].strip(" ,(+"), found[0].strip(" ,()")


def _is_office_alone(text: str) -> bool:
    """Say whether a cell of names holds an office and no name: "Giám đốc", "Trưởng phòng Kỹ thuật"."""
    opening = office(text)
    if not opening or is_person(text) or _swapped(text) is not None:
        return False
    rest = text[len(opening) :].split()
    return not (opening.lower() == "phó" and rest and all(word[:1].isupper() for word in rest))


_OPENING_WORDS: Final = (
    "giám phó trưởng chủ kế tổng gđ pgđ tgđ ptgđ ktt cvp chánh bí thư ủy uỷ quản phụ điều chi cục vụ viện hiệu hội đội tổ xưởng trạm "
    "chuyên cán nhân phóng biên luật đại người kỹ kĩ kiểm giảng giáo lái thành trợ nguyên quyền giam pho truong chu ke tong "
    "vice deputy general sales senior chief executive director manager president chairman ceo cfo coo"
)
_OPENERS: Final = frozenset(_OPENING_WORDS.split())
"""Words with which an office begins."""


def _parted_by_words(text: str) -> NameCell | None:
    """ "Nguyễn Văn An Phó Giám đốc": a position behind a name without any mark between them."""
    if "\n" in text or "(" in text:
        return None
    if not _OPENERS & set(text.lower().split()[2:]):
        return None
    for found in re.finditer(r"\s+", text):
        before, after = text[: found.start()], text[found.end() :]
        opening = office(after)
        words = before.split()
        if len(words) < 2 or words[-1].lower() in _UNFINISHED or not opening:
            continue
        is_whole = (
            len(opening.split()) > 1 or opening.lower() in _SHORT_OFFICES or office(after[len(opening) :].strip())
        )
        if is_whole and is_person(before) and not is_person(after):
            position, organisation = parted(after)
            who = people.person(before)
            known = f"{who.position}, {position}" if who.position else position
            return NameCell(who._replace(position=known), organisation=organisation)
    return None


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
        position = (opening + behind[: found.start()]).strip(" :,.-–")
        if rest and is_person(rest) and not is_organisation(rest) and not office(rest):
            who = people.person(rest)
            return NameCell(who._replace(position=position if not who.position else f"{position}, {who.position}"))
    return None


_MARK: Final = re.compile(r"\s*[/;|]\s*|\s+_\s+|(?<=[^\W\d_]{2})-(?=[^\W\d_]{2})|\s*[–—]\s*|\s-\s?|\s?-\s|,\s*|:\s+")


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
