"""Written forms of what reaches or numbers a person: telephones, e-mail, citizens' numbers, accounts, papers, vehicles.

A pattern whose hit is not the whole of it names the part to hide `value`. Numbers of laws, dates, sums, goods and lists of
numbers are told apart by what stands around them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_GAP = r"(?:[ \t\u00a0\u2009\u202f.·•*\-‐‑–—_()]|,(?!\s)){0,3}"
"""Between two digits of one number. A comma with a blank behind it parts two numbers."""
_D = r"[\dOolI]"
"""A digit as it is typed: the letters O and l are taken for it."""
_NO_DATE = r"(?!\d{1,2}\s?[./\-–]\s?\d{1,2}\s?[./\-–]\s?(?:19|20)\d\d(?!\d))"
_NO_LIST = r"(?!\d{1,2}(?:,\s?\d{1,2}(?!\d)){2})(?!\d,\d)(?!\d\.\d{1,2}\s)"
"""No list of numbers («03, 05, 07») and no decimal («0,35») begins here."""
_NO_SUM_BEFORE = r"(?<!(?<!\d)\d[.,])(?<!(?<!\d)\d\d[.,])(?<!(?<!\d)\d\d\d[.,])"
_NO_DATE_BEFORE = r"(?<!(?<!\d)\d\d[\-/])(?<!(?<!\d)\d[\-/])"
UNITS: Final = (
    r"(?!\s*(?:đồng|đ|vnđ|vnd|usd|đô|tỷ|triệu|nghìn|ngàn|kg|kilôgam|tấn|tạ|gam|g|mg|lít|l|ml|m2|m²|m3|m³|m|km|cm|mm|"
    r"kwh|kw|mw|w|cái|chiếc|sản phẩm|lượt|người|hộp|chai|bộ|viên|bao|thùng|%|pa|bar|mpa|hz|v|a)(?!\w))"
)
"""Not before a unit: then it is a sum or a quantity. Nor does a hit end inside a sum («12.500.000.000 đồng»)."""
_WHOLE = rf"(?!\d)(?![.,]\d){UNITS}"

_AT = (
    r"(?:\s?[@＠]\s?|\s?[\[({]\s?(?:at|a[ \-]?(?:còng|cong|vòng|móc|moc)|[@＠]|a)\s?[\])}]\s?"
    r"|\s+(?:at|a[ \-]?c[òo]ng)\s+(?=[\w\-]+\s?(?:[.．]|[\[({]\s?(?:dot|ch[ấa]m)|\s(?:dot|ch[ấa]m)\s)))"
)
_DOT = (
    r"(?:\s?[.．]\s?(?=[a-z])|\s?,\s?(?=(?:com|vn|net|org|edu|gov)(?!\w))|\s?[\[({]\s?(?:dot|ch[ấa]m|\.)\s?[\])}]\s?"
    r"|\s+(?:dot|ch[ấa]m)\s+)"
)
_LABEL = r"[^\W_](?:[\w\-]{0,62})"
EMAIL: Final = re.compile(
    rf"(?i)(?:mailto:)?(?:[\w+\-]{{1,30}}\s?[\[({{]\s?(?:dot|ch[ấa]m|\.)\s?[\])}}]\s?){{0,3}}"
    rf"[^\s@＠<>,;:()\[\]{{}}«»“”\"/]{{1,64}}{_AT}{_LABEL}(?:{_DOT}{_LABEL}){{0,5}}?{_DOT}"
    r"(?:[a-z]{2,24}(?:\.[a-z]{2,24}){0,4})\b"
)
_COUNTRY = rf"(?:\(?(?:\+|00){_GAP}84\)?{_GAP}(?:\(0\))?|\(?84\)?{_GAP}(?:\(0\))?(?=[ .\-]?0?[235789])|\(?[0Oo])"
PHONE: Final = re.compile(
    rf"(?<![\w]){_NO_SUM_BEFORE}{_NO_DATE_BEFORE}{_NO_DATE}{_NO_LIST}(?:{_COUNTRY}){_GAP}[0Oo]?{_GAP}"
    rf"(?:[35789](?:{_GAP}{_D}){{8}}|2(?:{_GAP}{_D}){{9}})(?![\dA-Za-zÀ-ỹ])(?![.,]\d{{3}}(?!\d))"
)
"""Mobile: nine digits after 0, 84, +84 or 0084; fixed: ten."""
STROKES: Final = re.compile(r"(?<![\w/:])0[235789]\d{2}\s?([/:|])\s?\d{3}\s?\1\s?\d{3,4}(?![\w/:])")
"""A telephone number in groups with strokes or colons between them, where no date or number of a law has its groups."""
_ASKED = (
    r"(?:(?:số\s+)?(?:điện thoại|đt|sđt|đtdđ|dđ|di động|cố định|liên lạc|mobile|tel|phone|hot\s?line|đường dây nóng|fax|zalo|"
    r"viber|whatsapp|liên hệ|gọi|nhắn|alo|máy bàn|máy lẻ|số máy|ext)(?:\s+(?:số|của|cho|là|qua|riêng|bàn))*[\s.:)\-]*)"
)
BARE: Final = re.compile(rf"(?i)(?<!\w){_ASKED}{_NO_DATE}(?!1[89]00)(?P<value>\+?\d(?:{_GAP}\d){{5,13}}){_WHOLE}")
"""Any number of six to fourteen digits behind a word for a telephone. 1800 and 1900 begin numbers of services, no person's."""
_WORD = r"(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín)"
SPOKEN: Final = re.compile(rf"(?i)(?<!\w){_WORD}(?:[\s.,\-]{{1,3}}{_WORD}){{8,11}}(?!\w)")
"""A number spelt out digit by digit."""
EXTENSION: Final = re.compile(
    r"(?i)(?<=…\])\s*(?:/\s*\d{1,4}\b|(?:\(|,|-|–)?\s*"
    r"(?:(?:số )?máy (?:lẻ|nhánh)|ext\.?|số lẻ|nhánh|\#|x(?=\s?\d))\s*(?:số)?\s*[:.]?\s*\d{1,5}\)?)"
)
"""The extension that is left of a telephone number that was taken out."""
_CITIZEN_WORDS = (
    r"(?:cccd|cmnd|cmtnd|cmt|cmtnd/cccd|căn cước(?:\s+(?:công dân|điện tử))?|chứng minh(?:\s+(?:nhân dân|thư))?(?:\s+nhân dân)?|"
    r"(?:số\s+)?định danh(?:\s+cá nhân)?|giấy tờ tùy thân|id\s?card|thẻ căn cước|thẻ cc|số căn cước|mã số cá nhân|thẻ nhân viên|"
    r"bhxh|sổ bảo hiểm|blx|bảo hiểm xã hội|bhyt|bảo hiểm y tế|gplx|giấy phép lái xe|bằng lái(?:\s+xe)?)(?:\s+hạng\s+\w{1,3})?"
)
CITIZEN: Final = re.compile(
    rf"(?i){_CITIZEN_WORDS}(?:\s*(?:/|hoặc|và)\s*{_CITIZEN_WORDS})?(?:\s+(?:số|của\s+\w+|là|mới|cũ|:))*[\s.:)(\-/]*{_NO_DATE}"
    rf"(?P<value>[A-Z]{{0,3}}{_GAP}\d(?:{_GAP}\d){{7,14}}){_WHOLE}"
)
LICENCE: Final = re.compile(
    r"(?i)(?<!\w)(?:gplx|giấy phép lái xe|bằng lái(?:\s+xe)?)(?:\s+hạng\s+\w{1,3})?(?:\s+(?:số|là))*[\s.:]*"
    r"(?P<value>[A-Z]{1,2}\s?\d{6})(?!\d)"
)
TWELVE: Final = re.compile(
    rf"(?i)(?<![\w])(?<!\d[.,\-/])0\d\d(?:[ .\-\u00a0]?\d){{9}}(?:-\d{{3}})?(?![\dA-Za-z])(?!(?:[.,\-]|\s)\d{{3}})(?!-\d){UNITS}"
)
"""A citizen's number, which is a household's tax code too, there with three digits for a place of business."""
NINE: Final = re.compile(rf"(?i)(?<![\w])(?<!\d[.,\-/ ])\d{{9}}(?![\dA-Za-z])(?![.,/\-]\d){UNITS}")
_TAX = r"(?:mst|mã số thuế|mã số hộ(?:\s+kinh doanh)?|msdn|mã số)"
PERSONAL_TAX: Final = re.compile(
    rf"(?i)(?<!\w){_TAX}(?:\s*\(?(?:tncn|cá nhân|của (?:tôi|em|ông|bà|anh|chị|chủ hộ|hộ)|tôi|(?:của\s+)?(?:chủ\s+)?(?:hộ|hkd)"
    r"(?:\s+(?:kinh doanh|cá thể))?)\)?)"
    r"(?:\s+(?:số|là|cũ|mới|tôi|em|mình|chúng|của|giám đốc|chủ|hộ|cơ sở|doanh nghiệp|ông|bà|anh|chị|kế toán|trưởng))*[\s.:\-]*"
    r"(?P<value>\d(?:[ .]?\d){9,12}(?:-\d{3})?)(?!\d)"
    rf"|(?<!\w){_TAX}(?:\s+(?:số|là))*[\s.:\-]*(?P<eight>8\d{{3}}[ .]?\d{{3}}[ .]?\d{{3}}(?:-\d{{3}})?)(?!\d)"
    rf"|(?<!\w)(?:hộ (?:kinh doanh|cá thể|gia đình)|hkd)(?!\w)[^\n.;\d]{{0,80}}{_TAX}(?:\s+(?:số|là))*[\s.:\-]*"
    r"(?P<household>\d(?:[ .]?\d){9,11}(?:-\d{3})?)(?!\d)"
)
"""A tax code that is a person's: he says so, it begins with 8, or it stands behind a household business."""
_ACCOUNT_WORDS = r"(?:số\s+)?(?:tài khoản|stk|tk|account|a/c|số thẻ|thẻ atm|thẻ ngân hàng|iban)"
ACCOUNT: Final = re.compile(
    rf"(?i)(?<!\w){_ACCOUNT_WORDS}(?!\w)(?:[^\n.;,\d]{{0,70}}?)[\s:.\-(]*(?!(?:19|20)\d\d\s?-\s?(?:19|20)\d\d){_NO_DATE}"
    rf"(?P<value>\d(?:[ .\-\u00a0]?\d){{5,18}}){_WHOLE}"
)
IBAN: Final = re.compile(
    r"(?i)(?<!\w)iban\s*:?\s*(?P<value>[a-z]{2}\s?\d{2}(?:\s?[a-z]{4})?(?:\s?\d{2,4}){2,6}\d{0,2})(?!\w)"
)
_BANKS = (
    r"(?:vietcombank|vcb|bidv|vietinbank|agribank|techcombank|tcb|"
    r"mb ?bank|mb|acb|sacombank|vpbank|tpbank|vib|shb|hdbank|ocb|msb|seabank|lpbank|"
    r"lienvietpostbank|eximbank|abbank|pvcombank|"
    r"nam a bank|namabank|bac a bank|kienlongbank|vietbank|"
    r"saigonbank|baoviet bank|pgbank|ncb|scb|momo|zalopay|viettel money|cake|timo|"
    r"ngân hàng(?:\s+[^\s\d.,;:()]+){0,6}(?:\s+\(\w+\))?)"
)
BANK: Final = re.compile(
    rf"(?i)(?<!\w){_BANKS}(?!\w)[\s:.,\-–()]*(?:số\s+)?{_NO_DATE}(?P<value>\d(?:[ .\-]?\d){{7,18}}){_WHOLE}"
)
AFTER_BANK: Final = re.compile(
    rf"(?i)(?<![\w.,]){_NO_DATE}(?P<value>\d(?:[ .\-]?\d){{7,18}})(?=[\s(,\-]*(?:tại|ở|ngân hàng|nh)?\s*{_BANKS}(?!\w))"
)
PASSPORT: Final = re.compile(
    r"(?i)(?<!\w)(?:hộ chiếu|passport|hc(?=\s*(?:số|:)))(?!\w)[^\n,;\d]{0,40}?[\s.:]+(?P<value>[A-Z]{1,2}\s?\d{3,4}\s?\d{3,4})(?!\d)"
)
_YEAR = r"(?:19|20)\d{2}"
BIRTH: Final = re.compile(
    r"(?i)(?<!\w)(?<!\by )(?<!\b(?:du|hy|hạ|ký|vệ|nữ|hộ) )(?<!\b(?:tái|thí|dân|học|nảy|nam) )"
    r"(?<!\b(?:phát|giáo|phục) )(?<!\b(?:tuyển|chiêu) )"
    r"(?:sinh(?:\s+(?:ngày|năm|tháng))?|ngày sinh|năm sinh|ngày tháng năm sinh|d\.?o\.?b\.?)[\s:.]*"
    r"(?P<value>(?:ngày\s*)?(?:\d{1,2}\s*(?:[/.\-]|tháng)\s*\d{1,2}\s*(?:[/.\-]|năm)\s*\d{2,4}|"
    rf"\d{{1,2}}\s*[/.\-]\s*{_YEAR}|{_YEAR}))(?!\d)"
    r"|(?<!\w)(?<!phát )(?<!học )(?<!giáo )sinh năm\s+(?P<short>[4-9]\d|0\d)(?![\w/.]\d|\d)(?=\s*(?:[,.;)]|$))"
    r"|(?<!\w)(?:[ns]n|ns|s\.n\.?)[\s:.]+(?P<year>19[3-9]\d|200\d|201[0-2])(?!\d)"
)
"""A date of birth. «Phát sinh năm 2025» and «học sinh năm 2026» are none."""
VEHICLE: Final = re.compile(
    r"(?i)(?:biển(?:\s+(?:số|kiểm soát|xanh|đỏ|trắng|vàng))?|bks|bsx|xe(?:\s+(?:tải|khách|con|ô tô|máy|bồn|số))?|ô tô|mooc|moóc)"
    r"[^\n\d]{0,12}"
    r"(?P<value>\d{2}\s?[\-.]?\s?[A-ZĐ]{1,2}\d?\s?[\-. ]?\s?\d{3}[. ]?\d{1,2})(?!\d)(?![.,]\d)"
    r"|(?<!\w)(?P<plate>\d{2}[A-ZĐ]{1,2}\d?\s?-\s?\d{3}\.\d{2})(?!\d)"
)
_NETWORKS = r"(?:facebook|fb|zalo|tiktok|telegram|viber|skype|messenger|wechat|kakaotalk|whatsapp|instagram)"
SOCIAL: Final = re.compile(
    r"(?i)(?:https?://)?(?:www\.|m\.)?(?:zalo\.me|facebook\.com|fb\.com|fb\.me|m\.me|t\.me|instagram\.com|"
    r"tiktok\.com|linkedin\.com/in|"
    r"twitter\.com|x\.com|threads\.net|wa\.me|line\.me|youtube\.com(?=/(?:@|c/|user/|channel/)))/[^\s,;)«»“”]+"
    rf"|(?<!\w){_NETWORKS}(?:\s+(?:id|nick(?:name)?|tên|là|cá nhân))*\s*:?\s+(?P<handle>@?[a-z][\w.]*[\d_.][\w.]*\w)(?![\w/])"
    rf"|(?<!\w)nick(?:name)?(?:\s+{_NETWORKS})?(?:\s+là)?\s*:?\s+(?!{_NETWORKS}(?!\w))(?P<nick>[a-z0-9_.]{{3,}})(?!\w)"
    r"|(?<![\w@.])@(?P<at>[a-z][\w.]{2,}\w)(?!\w)"
    r"|(?<!\w)(?:facebook|fb|tiktok|instagram|telegram|skype|wechat|kakaotalk|gmail|yahoo|outlook)\s*:\s*(?P<value>[^\s,;.]+(?:\.[^\s,;.]+)*)"
)
_TAX_BEFORE: Final = re.compile(
    r"(?i)(?:mst|mã số thuế|msdn|mã số dn|mã số doanh nghiệp|mã doanh nghiệp|đkkd|đăng ký kinh doanh|đăng ký doanh nghiệp|"
    r"mã số chi nhánh|mã vạch|gtin|ean|barcode|mã số mã vạch|số hiệu|số lô|lô hàng|số sê-?ri(?:\s+máy)?|"
    r"số seri(?:\s+(?:máy|thiết bị|cân))?|serial|s/n|số sản xuất|"
    r"số chế tạo|số máy móc|số khung|số động cơ|mã thủ tục|tờ khai(?:\s+hải quan)?|mã hs|mã hàng|vận đơn|model|hợp đồng|"
    r"hóa đơn|số hóa đơn)[\s:.\-]*(?:số\s*)?[:.]?\s*$"
)
_LONG: Final = re.compile(rf"{_D}(?:{_GAP}{_D}){{5}}")
"""Six digits with nothing but gaps between them: where there are none, no number of the following kinds can be."""
NUMBERS: Final = (
    (PHONE, "phone"), (BARE, "phone"), (CITIZEN, "citizen"), (LICENCE, "citizen"), (TWELVE, "citizen"), (NINE, "citizen"),
    (PERSONAL_TAX, "tax"),
    (ACCOUNT, "account"), (IBAN, "account"), (BANK, "account"), (AFTER_BANK, "account"), (PASSPORT, "passport"),
)  # fmt: skip
SHORT: Final = (
    (STROKES, "phone", re.compile(r"\d\s?[/:|]\s?\d")), (BIRTH, "birth", re.compile(r"(?i)sinh|[ns]n\W|ns\W|s\.n|d\.?o\.?b")),
    (VEHICLE, "vehicle", re.compile(r"\d\s?[\-.]?\s?[A-Za-zĐđ]{1,2}\d?\s?[\-. ]?\s?\d{3}")),
)  # fmt: skip
"""Pattern, kind, and what a text holds at least where the pattern may hit: most texts are passed over by it."""
_SPOKEN_AT_LEAST: Final = re.compile(
    r"(?i)(?:bảy|bẩy|tám|sáu|chín|năm)[\s.,\-]+(?:không|một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)\b"
)
_EMAIL_AT_LEAST: Final = re.compile(r"(?i)[@＠]|c[òo]ng\W|vòng|m[óo]c|\bat\b|[\[({]\s?(?:at|a)\s?[\])}]")
_SOCIAL_AT_LEAST: Final = re.compile(
    r"(?i)@|\.me|facebook|fb|instagram|tiktok|linkedin|telegram|skype|wechat|kakao|gmail|yahoo|outlook|x\.com|twitter|youtube|"
    r"threads|zalo|viber|messenger|whatsapp|nick"
)


def numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) of every number of a person's in a text; some may lie over others."""
    if _SPOKEN_AT_LEAST.search(text):
        for found in SPOKEN.finditer(text):
            yield *found.span(), "phone"
    if _LONG.search(text):
        for pattern, kind in NUMBERS:
            for found in pattern.finditer(text):
                yield *_span(found), kind
    for pattern, kind, least in SHORT:
        if least.search(text):
            for found in pattern.finditer(text):
                yield *_span(found), kind


def addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) of every e-mail address and every account of a social network."""
    if _EMAIL_AT_LEAST.search(text):
        for found in EMAIL.finditer(text):
            yield *found.span(), "email"
    if _SOCIAL_AT_LEAST.search(text):
        for found in SOCIAL.finditer(text):
            yield *_span(found), "social"


_LEFT: Final = re.compile(rf"(?<![\w.,/\-]){_NO_DATE}\d(?:[ .\-]?\d){{7,18}}(?![\w/]){UNITS}")
_DWELLING: Final = re.compile(
    r"(?i)(?<!\w)(?:nhà (?:tôi|em|riêng)|thường trú|tạm trú|nơi ở|chỗ ở|địa chỉ nhà)[^\n.;]{0,60}"
)


def left(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of numbers of eight digits or more, and of where somebody lives: to be looked at where they stay."""
    for pattern in (_LEFT, _DWELLING):
        for found in pattern.finditer(text):
            yield found.span()


def _span(found: re.Match[str]) -> tuple[int, int]:
    named = next((name for name, text in found.groupdict().items() if text is not None), None)
    return found.span(named) if named else found.span()


def digits(text: str) -> str:
    """Return a telephone number in one form: digits only, a 0 for the country's code, O read as nought."""
    kept = re.sub(r"\D", "", text.replace("O", "0").replace("o", "0"))
    return re.sub(r"^(?:00)?84(?:0)?(?=\d{9,10}$)", "0", kept)


def is_of_a_business(text: str, start: int, end: int) -> bool:
    """Return True where a number of text[start:end] is said to be a business's or a good's.

    Twelve digits that begin with 0 are a citizen's, also where they are called a tax code.
    """
    number = re.sub(r"\D", "", text[start:end])
    before = text[max(0, start - 40) : start]
    if len(number) >= 12 and number.startswith("0") and re.search(r"(?i)(?:mst|mã số|đkkd|đăng ký)", before):
        return False
    return bool(_TAX_BEFORE.search(before))
