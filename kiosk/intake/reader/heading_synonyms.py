"""Column headings of Vietnamese lists, and which field each one means.

A heading is compared folded (no accents, lower case, words only). A synonym counts where whole words of it open the
heading, since Vietnamese puts the noun first: "Chức vụ người đại diện" is a position, not a person. Of several the
earliest wins, then the longest. A synonym marked "=" must be the whole heading.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from badges.vietnamese import fold
from kiosk.intake.reader.encodings import Encoding, decode

if TYPE_CHECKING:
    from kiosk.intake.reader.table import Kind

Synonyms = dict[str, str]

_PEOPLE: Final[Synonyms] = {
    "ordinal": "stt; tt; so tt; so thu tu; =no; =so",
    "position": "chuc vu; chuc danh; =vi tri; =cv; =vai tro; cap bac; chuc vu cong tac; vi tri cong tac; job title; position; "
    "organization title; designation",
    "business": "ten doanh nghiep; ten cong ty; doanh nghiep; cong ty; ten don vi; ten to chuc; ten khach hang; ten hop tac xa; "
    "ten co so; =co so; company; company name; organization name; hoi vien; ten hoi vien; ten dn; =dn; ho kinh doanh; "
    "co so kinh doanh; co so san xuat; =cty; ten cty; ten ct; ten co quan; ten don vi cong tac; ten co quan don vi; "
    "ten nguoi nop thue; ten nnt; noi nhan; ten dia chi; ten va dia chi; ten dn dia chi; doanh nghiep dia chi; ten don vi dia chi; "
    "ten cong ty dia chi; ten doanh nghiep dia chi; ten dia chi doanh nghiep; ten va dia chi doanh nghiep; ten dia chi cong ty; "
    "ten dia chi don vi; =hop tac xa; =htx; ten htx; ten ho kinh doanh; ten nha may; business name; enterprise",
    "short_name": "ten viet tat; ten giao dich; ten doanh nghiep viet tat; ten cong ty viet tat; short name",
    "tax_code": "ma so thue; mst; ma so doanh nghiep; msdn; ma dn; ma so thue msdn; ma so thue doanh nghiep; tax code; "
    "ma doanh nghiep; ma so dn; ma so thue nnt; so dang ky kinh doanh; so dkkd; giay phep kinh doanh; ms thue; ma thue; so mst; "
    "ma so thue cong ty",
    "address": "dia chi; dia chi tru so; dia chi tru so chinh; tru so; tru so chinh; noi dang ky; address",
    "commune": "xa phuong; phuong xa; xa phuong dac khu; xa phuong thi tran; dia ban",
    "phone": "dien thoai; so dien thoai; dt; sdt; so dt; dien thoai lien he; dien thoai di dong; di dong; so di dong; dtdd; tel; "
    "phone; mobile; zalo; so zalo; lien he; thong tin lien he; =so lien he; so may; so goi; phone number; telephone; hotline; "
    "contact number; mobile phone; mobile no; cell phone; dtlh; sdt lien he; dt lien he; so dt lien he; so dien thoai lien he; "
    "dien thoai nguoi lien he; sdt nguoi lien he; so dien thoai nguoi lien he; dt nguoi lien he; dien thoai ban; dien thoai co quan; "
    "so dien thoai di dong",
    "email": "email; e mail; mail; thu dien tu; hop thu; dia chi email; dia chi e mail; dia chi thu dien tu; hop thu dien tu; "
    "dia chi mail; gmail; dia chi gmail; dia chi hop thu",
    "note": "ghi chu; gc; luu y; note; notes; remark; remarks; =khac; ghi chu khac",
    "received": "dau thoi gian; timestamp; thoi gian bat dau; start time; completion time; ngay dang ky; thoi gian dang ky; "
    "last modified time; thoi gian sua doi lan cuoi; =id; response id",
    "contact": "nguoi lien he; dau moi; dau moi lien he; can bo dau moi; nguoi dau moi; can bo lien he; ho ten nguoi lien he; "
    "ho va ten nguoi lien he; ten nguoi lien he; nguoi lien lac; contact person; contact name; nguoi phu trach lien he; nguoi goi; "
    "nguoi goi dien; nguoi nghe may; nguoi xac nhan; nguoi nhan; nguoi nhan giay moi; can bo phu trach; chuyen vien phu trach; "
    "can bo goi dien; can bo theo doi; nguoi phu trach; nguoi moi; can bo moi; can bo phu trach moi; nguoi theo doi; nguoi gioi thieu; "
    "nguoi lap; nguoi nhap; nguoi ky; lai xe",
    "signature": "ky nhan; ky ten; chu ky; xac nhan ky; ky xac nhan; =ky",
}

GUESTS: Final[Synonyms] = _PEOPLE | {
    "name": "ho va ten; ho ten; ho va ten dai bieu; ho ten dai bieu; ten dai bieu; dai bieu; nguoi tham du; nguoi du; nguoi tham gia; "
    "khach moi; ten khach moi; ho ten nguoi dai dien; ho va ten nguoi dai dien; nguoi dai dien; ten nguoi dai dien; dai dien; can bo; "
    "dong chi; full name; =name; =ten; ho ten chuc vu; ho va ten chuc vu; dai bieu tham du; dai dien tham du; ten nguoi tham du; "
    "ho ten nguoi tham du; ho va ten nguoi tham du; ten nguoi du; ten khach; ho ten khach moi; ho va ten khach moi; nguoi duoc moi; "
    "guest; guest name; attendee; participant; delegate; representative; nguoi dung dau; ten giam doc; ho ten giam doc; "
    "lanh dao tham du; ten lanh dao; chuyen vien tham du; can bo tham du; thanh phan du hop; ten ca nhan; fullname; nguoi di du; "
    "nguoi dai dien theo phap luat; dai dien theo phap luat; dai dien phap luat; nguoi duoc cu tham du; can bo duoc cu tham du; "
    "nguoi duoc cu du hop; dai bieu duoc cu; can bo duoc cu; nguoi cu tham du; nguoi di hop; chuc vu ho ten; chuc vu ho va ten; "
    "chuc danh ho ten; chuc danh ho va ten; chuc vu va ho ten; chu ho; chu co so; phong vien; ten phong vien; ho ten phong vien",
    "family": "ho dem; ho va ten dem; ho va dem; ho ten dem; ho lot; ho va chu lot; =ho; last name; surname; family name",
    "middle": "ten dem; =dem; ten lot; chu lot; middle name; additional name",
    "given": "=ten; =ten goi; first name; given name",
    "honorific": "danh xung; xung ho; =ong",
    "called": "ong ba",
    "title": "title",
    "asked": "cau hoi; kien nghi; noi dung kien nghi; kho khan vuong mac; y kien kien nghi; noi dung cau hoi",
    "gender": "gender; sex; gioi tinh; =gioi; nam nu",
    "organisation": "don vi; don vi cong tac; co quan; co quan don vi; co quan cong tac; don vi co quan; to chuc; noi cong tac; "
    "noi lam viec; organization; organisation; don vi chuc vu; toa soan; co quan bao chi; so nganh; =dv; agency; institution; "
    "co quan to chuc; noi lam; =truong; =so; don vi moi; don vi duoc moi; co quan duoc moi; co quan don vi cong tac; phong ban; "
    "don vi phong ban",
    "block": "khoi; nhom; thanh phan; doi tuong; phan loai; loai dai bieu; khoi dai bieu; thanh phan dai bieu",
    "rsvp": "xac bao; xac nhan; xac nhan tham du; tham du; =du; tinh trang; ket qua xac bao; tinh trang xac bao; trang thai; tham gia; "
    "=co mat; rsvp; tra loi; phan hoi; ket qua moi; ket qua lien he; ket qua goi; ket qua phan hoi; phuc dap; dang ky tham du; "
    "kha nang tham du; xac nhan du; co tham du; se tham du; tham du hay khong; du hay khong; du khong du; tham du khong tham du; "
    "co khong; du vang; tham du vang; =ket qua; xac nhan su tham du; ket qua xac nhan; tinh trang phan hoi; tinh trang tham du; "
    "y kien tham du; =status; attending; attendance; attend; attends; going; will attend; =confirm; confirmation; tt xac nhan; "
    "tt xac bao; =reply; =du hop; dong y tham du; goi lan; goi dien lan; lien he lan; nhac lan",
    "substitute": "du thay; nguoi du thay; di thay; nguoi di thay; cu nguoi du; cu nguoi du thay; nguoi duoc cu; "
    "nguoi duoc cu du thay; ho ten nguoi du thay; ho va ten nguoi du thay; cu nguoi khac; nguoi khac di thay; nguoi khac du thay; "
    "cu can bo di thay",
    "rsvp_reason": "ly do; ly do vang; ly do vang mat",
    "seats": "so luong; so nguoi; so dai bieu; sl; so luong dai bieu; so nguoi tham du; so nguoi du; so luong nguoi; so luong tham du; "
    "so cho; so khach; so nguoi di cung; tong so nguoi; so luong khach; slg; quantity",
    "seat": "vi tri ngoi; so ghe; day ghe; cho ngoi; id cho; ghe; vi tri cho ngoi; so do cho ngoi; ban so",
    "invitation_number": "so giay moi; so gm; ma giay moi; ma gm; ma dai bieu; ma the; so the; ma moi",
    "business_type": "loai hinh; loai hinh doanh nghiep; loai hinh kd; loai hinh kinh doanh; loai doanh nghiep",
    "activity": "linh vuc; nganh nghe; nganh nghe kinh doanh; linh vuc hoat dong; linh vuc kinh doanh; san pham",
    "birth": "ngay sinh; nam sinh; cccd; cmnd; so cccd; so cmnd; can cuoc; so dinh danh; ngay thang nam sinh",
}

QUESTIONS: Final[Synonyms] = {field: synonyms for field, synonyms in _PEOPLE.items() if field != "contact"} | {
    "business": _PEOPLE["business"]
    + "; hoi vien kien nghi; don vi phan anh; doanh nghiep phan anh; don vi kien nghi; doanh nghiep kien nghi; chu the kien nghi; "
    "don vi de xuat; "
    "doanh nghiep don vi; don vi doanh nghiep; to chuc kien nghi; ten doanh nghiep kien nghi; ben kien nghi",
    "asker": "nguoi kien nghi; nguoi hoi; nguoi gui; ho va ten; ho ten; nguoi dai dien; dai dien; nguoi lien he; nguoi phat bieu; "
    "ho ten nguoi kien nghi; nguoi dat cau hoi",
    "number": "so kien nghi; ma kien nghi; ma kn; so kn; kn so; kien nghi so",
    "text": "noi dung kien nghi; noi dung; kien nghi; noi dung vuong mac; kho khan vuong mac; kho khan; vuong mac; "
    "kho khan vuong mac kien nghi; noi dung phan anh; phan anh kien nghi; phan anh; y kien; cau hoi; noi dung cau hoi; van de; "
    "de xuat kien nghi; kien nghi de xuat; noi dung kho khan vuong mac; noi dung kien nghi phan anh; kien nghi cua doanh nghiep; "
    "noi dung kien nghi cua doanh nghiep; noi dung kho khan; y kien kien nghi; question; questions; issue; issues; request; petition; "
    "difficulty; difficulties",
    "summary": "tom tat; tom tat noi dung; tom tat kien nghi; trich yeu; tom tat noi dung kien nghi",
    "proposal": "proposal; proposals; suggestion; suggestions; recommendation; recommendations; solution; solutions; de xuat; "
    "de xuat giai phap; giai phap; de xuat cua doanh nghiep; giai phap de xuat; kien nghi giai phap",
    "field": "linh vuc; nhom linh vuc; nhom van de; phan loai; phan loai kien nghi; mang; linh vuc kien nghi; nhom",
    "competence": "tham quyen; cap giai quyet; tham quyen giai quyet",
    "unit": "co quan tra loi; don vi tra loi; co quan giai quyet; don vi giai quyet; co quan chu tri; don vi chu tri; "
    "don vi duoc giao; phong ban phu trach; giao don vi; don vi thuc hien; don vi phu trach; phong phu trach; don vi xu ly; "
    "co quan xu ly; chu tri; co quan don vi tra loi; co quan don vi giai quyet; don vi tham muu; co quan don vi chu tri; "
    "department in charge; department; responsible department; responsible unit; answering unit; responsible agency; agency in charge; "
    "competent authority",
    "either": "don vi; co quan; co quan don vi; don vi co quan",
    "co_units": "phoi hop; co quan phoi hop; don vi phoi hop; co quan don vi phoi hop",
    "prepared": "noi dung tra loi; tra loi; du thao tra loi; noi dung giai dap; giai dap; y kien tra loi; ket qua tra loi; "
    "ket qua giai quyet; huong giai quyet; du thao noi dung tra loi; phuong an tra loi; noi dung giai quyet; noi dung giai trinh",
    "basis": "can cu; can cu phap ly; van ban can cu; quy dinh; co so phap ly",
    "form": "hinh thuc tra loi; hinh thuc",
    "outcome": "ket qua",
    "result": "trang thai; hien trang; tinh trang; danh gia tinh hinh thuc hien; tinh hinh thuc hien; ket qua thuc hien",
    "due": "thoi han; han tra loi; thoi han hoan thanh; thoi gian hoan thanh; thoi han giai quyet; thoi han tra loi; han xu ly; "
    "han giai quyet; ngay hoan thanh",
    "source": "nguon; ky doi thoai; hinh thuc gui; nguon kien nghi; nguon tiep nhan; hinh thuc tiep nhan; kenh tiep nhan",
    "received": "ngay tiep nhan; ngay gui; ngay nhan; thoi gian gui",
    "publish": "dong y cong khai; cho phep cong khai; cong khai; cong khai noi dung; dong y cong bo; dong y dang tai",
    "document_number": "so van ban; so cv; van ban so; cong van tra loi; so cong van; van ban tra loi; so van ban tra loi",
}

LONGEST: Final = 220
"""Letters of a folded heading; a longer text is no heading."""
LONGEST_PLAIN: Final = 60
MOST_WORDS: Final = 16
SHORTEST_JOINED: Final = 4
MOST_DIGITS: Final = 5
"""Of a heading: a year, and the number of a question; more are a telephone number behind its label."""


class Match(NamedTuple):
    """A field and how well a heading means it: compare with `strength`."""

    field: str
    exact: bool
    start: int
    length: int
    coverage: float
    """Share of the heading's words that the synonym accounts for."""

    @property
    def strength(self) -> tuple[int, int, bool]:
        """What stands first, then what is longer, then whole headings."""
        return -self.start, self.length, self.exact


@cache
def _table(kind: Kind) -> dict[tuple[str, ...], list[tuple[str, bool]]]:
    """Words of a synonym → its fields, each with whether it must be the whole heading.

    Programs join words ("hoTen", "MASOTHUE"): a synonym of several words counts as one word too.
    """
    found: dict[tuple[str, ...], list[tuple[str, bool]]] = {}
    for field, synonyms in (GUESTS if kind == "guests" else QUESTIONS).items():
        for synonym in synonyms.split(";"):
            words = tuple(synonym.strip().removeprefix("=").split())
            found.setdefault(words, []).append((field, synonym.strip().startswith("=")))
            joined = "".join(words)
            if len(words) > 1 and len(joined) >= SHORTEST_JOINED:
                found.setdefault((joined,), []).append((field, True))
    return found


@cache
def _openings(kind: Kind) -> frozenset[str]:
    return frozenset(words[0] for words in _table(kind))


@lru_cache(maxsize=20_000)
def is_heading(text: str, kind: Kind) -> bool:
    """Say whether a text as a whole is a known heading, in the letters of today."""
    if len(text) > LONGEST_PLAIN or text[:1].isdigit() or sum(map(str.isdigit, text)) > MOST_DIGITS:
        return False
    words = tuple(_readings_of(text)[-1].split())
    return bool(words) and words in _table(kind)


@lru_cache(maxsize=20_000)
def matches(heading: str, kind: Kind) -> tuple[Match, ...]:
    """All fields that a heading may mean, the best first. The heading may be in any of the old encodings."""
    if kind == "questions" and any(map(_REPLY.match, _readings(heading))):
        return (Match("prepared", False, 0, 3, 0.9),)
    return _asked(heading, kind) if is_asked(heading) else _sorted_matches(heading, kind)


_UNIT: Final = (
    r"(?:so(?! (?:nganh|van ban|cong van|cv|luong|kien nghi))|chi cuc|cuc|ubnd|uy ban|phong|bo|ban quan ly|"
    r"thue|hai quan|thanh pho)\b"
)
_REPLY: Final = re.compile(
    rf"(?:(?:y kien|noi dung)(?: tra loi| giai dap| giai trinh| phan hoi)?|tra loi|giai dap|giai trinh) (?:cua )?(?:cac )?(?:{_UNIT}|"
    rf"(?:co quan|don vi) (?:chu tri|chuc nang|chuyen mon|quan ly))|{_UNIT}.+ (?:tra loi|giai trinh|phan hoi|cho y kien)$"
)
"""The answer of one of several units: "Ý kiến của Sở A", "Chi cục B trả lời"."""


def _sorted_matches(heading: str, kind: Kind) -> tuple[Match, ...]:
    readings = _readings(heading)
    found = {match for text in readings for match in _matches(text, kind)}
    if any(map(_NO_RSVP.search, readings)):
        found = {match for match in found if match.field != "rsvp"}
    return tuple(sorted(found, key=lambda match: (match.strength, match.field), reverse=True))


_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^]]*\]")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_COUNTED: Final = re.compile(r"(?i)^\s*(?:câu|mục|cau|q)\s*\d+\s*[.:)]\s*(?=\S)")
_POLITE: Final = re.compile(
    r"^(?:(?:(?:xin |moi )?(?:quy (?:vi|don vi|doanh nghiep|cong ty|khach|dai bieu|co quan)|anh chi|ong ba|ban)\s)?"
    r"(?:vui long|xin|hay|de nghi|moi)\s(?:quy (?:vi|don vi)\s)?(?:cho biet|cung cap|dien|nhap|ghi ro|ghi|de lai|khai)"
    r"|(?:(?:quy (?:vi|don vi|doanh nghiep|cong ty)|anh chi|ong ba)\s)?(?:cho biet|cung cap|nhap|ghi ro|de lai))\s(?:thong tin (?:ve )?)?"
)


def _readings(heading: str) -> set[str]:
    """The folded heading as it is and in the old encodings, with and without what stands in brackets."""
    if heading.isascii():
        return set(_readings_of(heading))
    return {text for encoding in Encoding for text in _readings_of(decode(heading, encoding))}


def _readings_of(heading: str) -> list[str]:
    """The folded heading, whole and without what stands in brackets, without numbers and polite openings."""
    text = _COUNTED.sub("", heading)
    text = text if " " in text.strip() else _CAMEL.sub(" ", text)
    return [_bare(fold(one)) for one in (text, _BRACKETS.sub(" ", text))]


def _bare(folded: str) -> str:
    return _POLITE.sub("", re.sub(r"(?<=[a-z])\d+\b|\b\d+\b", "", folded).strip())


_ASKED: Final = re.compile(
    r"\b(?:co|da|se)\b.*\bkhong$|^(?:will|do|does|are|would)\b.*|^(?:quy|anh chi|ong ba)\b.*\b(?:gi|nao|the nao|bao nhieu)$"
)
_ASKS_TO_COME: Final = re.compile(r"\b(?:tham du|tham gia|du hoi nghi|du hop|den du|co mat|attend|join|come)\b")
_NO_RSVP: Final = re.compile(
    r"\b(?:zalo|nhom|group|facebook|hoi vien|hiep hoi|bao hiem|trien lam|gian hang|an trua|an toi|tiec|lan truoc|"
    r"nam truoc|da tung|khao sat|giay moi|thu moi|hoat dong|phong nghi|phat bieu|tham luan|tham quan|chup anh|mien phi|le phi|nop|"
    r"cong khai|di xe|phuong tien|o lai|luu tru|khach san|dao tao|tap huan|lop)\b"
)
_ASKS_QUESTIONS: Final = re.compile(r"\b(?:cau hoi|kien nghi|kho khan|vuong mac|de xuat|y kien|thac mac)\b")


@lru_cache(maxsize=2000)
def is_asked(heading: str) -> bool:
    """Say whether a heading asks something, as forms do: "Quý đơn vị có tham dự không?"."""
    folded = _bare(fold(_BRACKETS.sub(" ", heading)))
    return len(folded.split()) >= 3 and (heading.rstrip(" *)").endswith("?") or _ASKED.search(folded) is not None)


def _asked(heading: str, kind: Kind) -> tuple[Match, ...]:
    """What a heading that asks may mean: the answer to the invitation, a question to the conference, or what is asked for."""
    folded = _bare(fold(_BRACKETS.sub(" ", heading)))
    if _ASKS_TO_COME.search(folded) and not _NO_RSVP.search(folded) and not _ASKS_QUESTIONS.search(folded):
        return (Match("rsvp", False, 0, 3, 0.9),) if kind == "guests" else ()
    if _ASKS_QUESTIONS.search(folded):
        return (Match("asked" if kind == "guests" else "text", False, 0, 3, 0.9),)
    if _ASKED.search(folded):
        return ()
    return _sorted_matches(heading.rstrip(" ?*"), kind)


def _matches(folded: str, kind: Kind) -> set[Match]:
    words = folded.split()[:MOST_WORDS]
    found: set[Match] = set()
    if len(folded) > LONGEST:
        return found
    total = len(words)
    for start in range(min(3, total)):
        if words[start] not in _openings(kind):
            continue
        for end in range(start + 1, min(total, start + 9) + 1):
            for field, whole in _table(kind).get(tuple(words[start:end]), ()):
                exact = end - start == total
                if exact or not whole:
                    found.add(Match(field, exact, start, end - start, (end - start) / total))
    return found
