"""Personal data in free text: one recogniser for the portal, the press sheet, the erasure and the logs.

Everything is found by its written form: telephone numbers, e-mail addresses, citizens' numbers, bank accounts, passports,
dates of birth, vehicles, social media, and persons: those whom the record knows by name, and anybody behind a form of
address («chị Bình kế toán»). It errs towards hiding; what an office publishes about itself is named in `allowed`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from badges.vietnamese import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HIDDEN: Final = "[…]"


class Finding(NamedTuple):
    """A piece of a text that names or reaches a person: text[start:end], and what it is."""

    start: int
    end: int
    kind: str


_GAP = r"[ \t\u00a0\u2009\u202f.,·•\-‐‑–—_()]{0,3}"
"""Between two digits of one number."""
_AT = (
    r"(?:\s?@\s?|\s?[\[({]\s?(?:at|a còng|@|a)\s?[\])}]\s?"
    r"|\s+(?:at|a còng)\s+(?=[\w\-]+\s?(?:\.|[\[({]\s?(?:dot|chấm)|\s(?:dot|chấm)\s)))"
)
_DOT = r"(?:\s?\.\s?(?=[a-z])|\s?[\[({]\s?(?:dot|chấm|\.)\s?[\])}]\s?|\s+(?:dot|chấm)\s+)"
_LAST = r"(?:[a-z]{2,24}(?:\.[a-z]{2,24}){0,4})"

EMAIL: Final = re.compile(
    rf"(?i)(?:mailto:)?[^\s@<>,;:()\[\]{{}}«»“”\"/]{{1,64}}{_AT}[a-z0-9\-]{{1,63}}(?:{_DOT}[a-z0-9\-]{{1,63}}){{0,5}}?{_DOT}{_LAST}\b"
)
_COUNTRY = rf"(?:\(?(?:\+|00){_GAP}84\)?{_GAP}(?:\(0\))?|\(?84\)?{_GAP}(?:\(0\))?(?=[ .\-]?[235789])|\(?[0Oo])"
PHONE: Final = re.compile(
    rf"(?<![\w])(?<!\d[.,])(?:{_COUNTRY}){_GAP}[0Oo]?{_GAP}"
    rf"(?:[35789](?:{_GAP}[\dOo]){{8}}|2(?:{_GAP}[\dOo]){{9}})(?![\dA-Za-zÀ-ỹ])(?![.,]\d{{3}}(?!\d))"
)
"""Mobile: nine digits after 0, 84, +84 or 0084; fixed: ten. A zero may be typed as the letter O."""
_BARE = re.compile(
    rf"(?i)(?:(?:số\s+)?(?:điện thoại|đt|sđt|đtdđ|dđ|di động|mobile|tel|phone|hotline|fax|zalo|viber|whatsapp|liên "
    rf"hệ|gọi|máy bàn|máy lẻ|ext)"
    rf"(?:\s+(?:số|của|cho|là|qua|riêng))*[\s.:)\-]*)(?P<value>\+?\d(?:{_GAP}[\d]){{5,13}})(?![\d])"
)
_EXTENSION = re.compile(
    r"(?i)(?<=…\])\s*(?:/\s*\d{1,4}\b|(?:\(|,|-)?\s*(?:máy lẻ|ext\.?|số lẻ|nhánh)\s*:?\s*\d{1,5}\)?)"
)
_UNITS = (
    r"(?!\s*(?:đồng|đ\b|vnđ|vnd|usd|đô|tỷ|triệu|nghìn|ngàn|kg|kilôgam|tấn|tạ|gam|g\b|mg|lít|l\b|ml|m2|m²|m3|m³|m\b|km|cm|mm|"
    r"kwh|kw|mw|w\b|cái|chiếc|sản phẩm|lượt|người|hộp|chai|bộ|%|pa|bar|mpa|hz|v\b|a\b))"
)
_CITIZEN_WORDS = (
    r"(?:cccd|cmnd|cmtnd|cmt|cmtnd/cccd|căn cước(?:\s+công dân)?|chứng minh(?:\s+(?:nhân dân|thư))?(?:\s+nhân dân)?|"
    r"(?:số\s+)?định danh(?:\s+cá nhân)?|giấy tờ tùy thân|id\s?card|thẻ căn cước|số căn cước|mã số cá nhân|thẻ nhân viên|"
    r"bhxh|bảo hiểm xã hội|bhyt|bảo hiểm y tế|gplx|giấy phép lái xe|bằng lái(?:\s+xe)?)"
)
CITIZEN: Final = re.compile(
    rf"(?i){_CITIZEN_WORDS}(?:\s*(?:/|hoặc|và)\s*{_CITIZEN_WORDS})?(?:\s+(?:số|của\s+\w+|là|mới|cũ|:))*[\s.:)(\-/]*"
    rf"(?P<value>[A-Z]{{0,3}}{_GAP}\d(?:{_GAP}\d){{7,14}})(?!\d)"
)
TWELVE: Final = re.compile(
    rf"(?i)(?<![\w])(?<!\d[.,\-/])0\d\d(?:[ .\-\u00a0]?\d){{9}}(?![\dA-Za-z])(?!(?:[.,\-]|\s)\d{{3}})(?!-\d){_UNITS}"
)
NINE: Final = re.compile(rf"(?i)(?<![\w])(?<!\d[.,\-/ ])\d{{9}}(?![\dA-Za-z])(?![.,/\-]\d){_UNITS}")
_ACCOUNT_WORDS = r"(?:số\s+)?(?:tài khoản|stk|tk|account|a/c|số thẻ|thẻ atm|thẻ ngân hàng|iban)"
ACCOUNT: Final = re.compile(
    rf"(?i)(?<!\w){_ACCOUNT_WORDS}(?!\w)(?:[^\n.;,\d]{{0,40}}?)[\s:.\-(]*(?!(?:19|20)\d\d\s?-\s?(?:19|"
    rf"20)\d\d)(?P<value>\d(?:[ .\-\u00a0]?\d){{5,18}})(?!\d)"
)
_BANKS = (
    r"(?:vietcombank|vcb|bidv|vietinbank|agribank|techcombank|tcb|"
    r"mb ?bank|mb|acb|sacombank|vpbank|tpbank|vib|shb|hdbank|ocb|msb|seabank)"
)
BANK: Final = re.compile(rf"(?i)(?<!\w){_BANKS}(?!\w)[\s:.\-(]*(?:số\s+)?(?P<value>\d(?:[ .\-]?\d){{7,18}})(?!\d)")
AFTER_BANK: Final = re.compile(
    rf"(?i)(?<![\w.,])(?P<value>\d(?:[ .\-]?\d){{7,18}})(?=[\s(,\-]*(?:tại|ở|ngân hàng|nh)?\s*{_BANKS}(?!\w))"
)
PASSPORT: Final = re.compile(
    r"(?i)(?:hộ chiếu|passport)(?:\s+(?:số|của\s+\w+|là))*[\s.:]*(?P<value>[A-Z]{1,2}\s?\d{6,8})(?!\d)"
)
BIRTH: Final = re.compile(
    r"(?i)(?:sinh(?:\s+(?:ngày|năm|tháng))?|ngày sinh|năm sinh|ngày tháng năm sinh|ns|d\.?o\.?b\.?)[\s:.]*"
    r"(?P<value>(?:ngày\s*)?(?:\d{1,2}\s*(?:[/.\-]|tháng)\s*\d{1,2}\s*(?:[/.\-]|năm)\s*\d{2,4}|"
    r"\d{1,2}\s*[/.\-]\s*(?:19|20)\d{2}|(?:19|20)\d{2}))(?!\d)"
)
VEHICLE: Final = re.compile(
    r"(?i)(?:biển số|biển kiểm soát|bks|bsx)[^\n\d]{0,12}(?P<value>\d{2}\s?[\-.]?\s?[A-ZĐ]{1,2}\d?\s?[\-. ]\s?\d{3}[.]?\d{1,2})(?!\d)"
)
SOCIAL: Final = re.compile(
    r"(?i)(?:https?://)?(?:www\.|m\.)?(?:zalo\.me|facebook\.com|fb\.com|fb\.me|m\.me|t\.me|instagram\.com|"
    r"tiktok\.com|linkedin\.com/in)/[^\s,;)«»“”]+"
    r"|(?:(?:facebook|fb|tiktok|instagram|telegram|skype)\s*:\s*)(?P<value>[^\s,;.]+(?:\.[^\s,;.]+)*)"
)
_TAX_BEFORE: Final = re.compile(
    r"(?i)(?:mst|mã số thuế|msdn|mã số dn|mã số doanh nghiệp|mã doanh nghiệp|đkkd|đăng ký kinh doanh|đăng ký doanh nghiệp|"
    r"mã số chi nhánh|mã vạch|gtin|ean|barcode|mã số mã vạch)[\s:.\-]*(?:số\s*)?[:.]?\s*$"
)

_HONORIFIC = (
    r"(?:ông|bà|anh|chị|cô|chú|bác|cậu|thầy|em|bạn|đồng chí|đ/c|đc|ô\.|b\.|mr|mrs|ms|miss|luật sư|ls|kỹ sư|ks|bác sĩ|bs|"
    r"tiến sĩ|thạc sĩ|ths|pgs|gs|kế toán|giám đốc|trưởng phòng|phó phòng|phụ trách|nhân viên|cán bộ|chuyên viên)"
)
_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_LOWER = "a-zà-öø-ýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
_NAME_WORD = rf"(?:[{_UPPER}][{_LOWER}]+|[{_UPPER}]{{2,}}|[{_UPPER}](?=\.|\s|$))"
PERSON: Final = re.compile(
    rf"(?<!\w)(?i:{_HONORIFIC})\s*[.:]?\s+(?:(?i:{_HONORIFIC})\s*[.:]?\s+)?(?P<value>{_NAME_WORD}(?:\.?\s+{_NAME_WORD}){{0,4}})(?!\w)"
)
_JOBS = (
    r"(?:kế toán|giám đốc|phó giám đốc|thủ kho|thủ quỹ|bảo vệ|lái xe|nhân viên|trưởng phòng|phó phòng|phụ trách|"
    r"chủ (?:cửa hàng|cơ sở|hộ|quán|doanh nghiệp)|hành chính|văn thư|thư ký|kỹ thuật|kinh doanh|bán hàng|quản lý)"
)
GIVEN: Final = re.compile(
    rf"(?<!\w)(?i:ông|bà|anh|chị|cô|chú|bác|em)\s+(?P<value>[{_LOWER}{_UPPER}]{{2,7}})(?=\s*[,(\-–]?\s*(?:bên |làm |là |ở )?{_JOBS})"
)
_NO_NAME: Final = re.compile(
    r"(?i)(?:giám đốc|phó|chủ (?:tịch|tọa|toạ|trì|nhiệm|hộ|cửa|cơ|doanh)|trưởng "
    r"(?:phòng|ban|bộ|khoa|đoàn|văn|chi|công)|bí thư|thứ trưởng|"
    r"bộ (?:trưởng|khoa|y|công|tài|nội|xây|nông|giáo)|sở|cục|chi cục|tổng (?:giám|cục|công|biên)|"
    r"ban (?:giám|tổ|quản|lãnh|chấp|kiểm|đo|iso)|phòng|[uủ][ỷy] (?:ban|viên)|ubnd|hđnd|hội "
    r"(?:đồng|nghị|viên|trường)|công (?:ty|an|chức|nhân|thương)|"
    r"trung tâm|viện (?:trưởng|nghiên)|trường (?:đại|cao|trung|học|mầm|tiểu)|đại (?:diện|biểu|học)|lãnh đạo|văn phòng|thanh tra|"
    r"cơ (?:quan|sở)|doanh nghiệp|hợp tác|hộ (?:kinh|gia)|tập đoàn|chi nhánh|nhà máy|rịa|nà|quốc|tô(?! \w)|con|này|kia|ấy|đó|"
    r"mst|cccd|iso|qcvn|tcvn|kcs|việt nam|các|những|ông|bà|anh|chị|em|và|hoặc|có|được|đã|sẽ|thuộc|của|tại|về|khi|nếu)(?!\w)"
)
"""Words behind a form of address that begin a position, a place or a sentence, but no name."""
_COUNTRY_BEFORE: Final = re.compile(r"(?i)(?:tiếng|nước|vương quốc|người|đất|đảo|huyện|đặc khu|đường|phố|chùa|đền)\s*$")


@cache
def _base(character: str) -> str:
    """Return a letter without marks and case; nothing for a mark alone."""
    parts = normalised("NFD", character.replace("đ", "d").replace("Đ", "D")).casefold()
    return "".join(part for part in parts if not unicodedata.combining(part))


def _plain(text: str) -> tuple[str, list[int]]:
    """Return the text without marks and case, and for each of its characters its place in the text."""
    letters, places = [], []
    for at, character in enumerate(text):
        base = _base(character)
        letters.append(base)
        places += [at] * len(base)
    return "".join(letters), places


def digits(text: str) -> str:
    """Return a telephone number in one form: digits only, a 0 for the country's code, O read as nought."""
    kept = re.sub(r"\D", "", text.replace("O", "0").replace("o", "0"))
    return re.sub(r"^(?:00)?84(?:0)?(?=\d{9,10}$)", "0", kept)


class Recogniser:
    """Finds personal data in texts.

    `names`: persons known by name, matched with marks or without, in any case. `allowed`: what may be published, as
    telephone numbers and e-mail addresses of the office. `tax_codes`: numbers of businesses, which are no telephones.
    """

    def __init__(self, names: Iterable[str] = (), allowed: Iterable[str] = (), tax_codes: Iterable[str] = ()) -> None:
        self._names = _pattern(names)
        self._allowed = {
            digits(text) if not re.search(r"[^\W\d]", text) else text.casefold().strip() for text in allowed
        }
        self._known = {re.sub(r"\D", "", code) for code in tax_codes} - {""}
        self._hidden: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """Return the text with every finding replaced by `HIDDEN`."""
        if text not in self._hidden:
            self._hidden[text] = _EXTENSION.sub("", replaced(text, self.find(text))) if text else text
        return self._hidden[text]

    def find(self, text: str) -> list[Finding]:
        """Return all findings, in order, none over another."""
        found = sorted(self._all(text), key=lambda one: (one.start, -one.end))
        kept: list[Finding] = []
        for one in found:
            if kept and one.start < kept[-1].end:
                kept[-1] = kept[-1]._replace(end=max(one.end, kept[-1].end))
            else:
                kept.append(one)
        return kept

    def _all(self, text: str) -> Iterator[Finding]:
        for found in EMAIL.finditer(text):
            if found[0].casefold().strip() not in self._allowed:
                yield Finding(found.start(), found.end(), "email")
        if any(character.isdigit() for character in text):
            yield from self._numbers(text)
        for found in SOCIAL.finditer(text):
            yield Finding(*found.span("value" if found["value"] else 0), "social")
        yield from self._persons(text)

    def _numbers(self, text: str) -> Iterator[Finding]:
        tables = (
            (PHONE, "phone"), (_BARE, "phone"), (CITIZEN, "citizen"), (TWELVE, "citizen"), (NINE, "citizen"), (ACCOUNT, "account"),
            (BANK, "account"), (AFTER_BANK, "account"), (PASSPORT, "passport"), (BIRTH, "birth"), (VEHICLE, "vehicle"),
        )  # fmt: skip
        for pattern, kind in tables:
            for found in pattern.finditer(text):
                span = found.span("value") if "value" in pattern.groupindex else found.span()
                if not self._is_public(text, *span, kind):
                    yield Finding(*span, kind)

    def _is_public(self, text: str, start: int, end: int, kind: str) -> bool:
        number = re.sub(r"\D", "", text[start:end])
        if digits(text[start:end]) in self._allowed:
            return True
        if kind in ("phone", "citizen", "account") and not (len(number) == 12 and number.startswith("0")):
            return number in self._known or bool(_TAX_BEFORE.search(text[max(0, start - 40) : start]))
        return False

    def _persons(self, text: str) -> Iterator[Finding]:
        for pattern in (PERSON, GIVEN):
            for found in pattern.finditer(text):
                start, end = found.span("value")
                if not _NO_NAME.match(text, start) and not _COUNTRY_BEFORE.search(
                    text[max(0, found.start() - 16) : found.start()]
                ):
                    yield Finding(start, end, "name")
        if self._names is not None:
            plain, places = _plain(text)
            for found in self._names.finditer(plain):
                end = places[found.end() - 1] + 1
                while end < len(text) and unicodedata.combining(text[end]):
                    end += 1
                yield Finding(places[found.start()], end, "name")


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    plain = sorted((_plain(name)[0] for name in names if name), key=len, reverse=True)
    parts = [r"\s+".join(map(re.escape, name.split())) for name in plain]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b") if parts else None


def replaced(text: str, found: Iterable[Finding]) -> str:
    """Return the text with these pieces replaced by `HIDDEN`."""
    kept, done = "", 0
    for one in found:
        kept += text[done : one.start] + HIDDEN
        done = one.end
    return kept + text[done:]


_HOUSEHOLD: Final = re.compile(
    r"(?i)\s*(?:hộ\s+kinh\s+doanh|hkd\b|hộ\s+cá\s+thể|hộ\s+gia\s+đình|cá\s+nhân\s+kinh\s+doanh)"
)


def is_personal_tax_code(code: str, organisation: str = "") -> bool:
    """Return True for a tax code that is a person's: twelve digits, the citizen number of a household's owner.

    Since 1/7/2025 (Thông tư 86/2024/TT-BTC, Điều 5) a household business has its owner's citizen number; before, one
    of ten digits that names him, too.
    """
    number = re.sub(r"\D", "", code)
    if len(number) == 12:
        return True
    return bool(number and _HOUSEHOLD.match(organisation))


def shortened(code: str, organisation: str = "") -> str:
    """Return a tax code as it may be published: of a person's only the last three digits."""
    number = re.sub(r"\D", "", code)
    return f"…{number[-3:]}" if is_personal_tax_code(code, organisation) else code


def public_name(name: str) -> str:
    """Return the name of an organisation as it may be published: one known by a citizen's number only, «MST 0310…», shows its end."""
    return TWELVE.sub(lambda found: f"…{found[0][-3:]}", name)
