"""What stays on one line: dates, hours, numbers of documents, parts of a law, a form of address with the name.

Spaces become no-break spaces and hyphens inside a number no-break hyphens. In a table only what is short is held
together, as a cell may be narrower than a date. A question's number («KN số 12») is left as it is typed: a search finds it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

NO_BREAK_SPACE: Final = "\u00a0"
NO_BREAK_HYPHEN: Final = "\u2011"

_NUMBER: Final = r"(?:\d|[IVXLC]+\b)"
_BEFORE_NUMBER: Final = (
    r"ngày|tháng|năm|quý|lúc|hồi|giờ|số|điều|khoản|điểm|mục|chương|phần|phụ lục|trang|bảng|mẫu|kỳ|lần"
)
_AFTER_NUMBER: Final = (
    r"giờ|phút|giây|%|đồng|nghìn|triệu|tỷ|USD|VNĐ|mm|cm|m|km|m²|m³|ha|g|kg|tấn|l|lít|ml|kWh|kW|V|A|W|Hz|°C"
)
_PAIRS: Final = re.compile(
    rf"(?<!\w)(?<!KN )(?i:{_BEFORE_NUMBER})(?P<gap> )(?={_NUMBER})"
    rf"|(?<=\d)(?P<unit> )(?=(?:{_AFTER_NUMBER})(?!\w)(?! hồ(?!\w)))"
    r"|(?<!\w)(?i:điểm)(?P<point> )(?=[a-zđ](?:[ ,.;)]|$))"
    r"|(?<!\w)thứ(?P<day> )(?=Hai|Ba|Tư|Năm|Sáu|Bảy)"
)
_DATE: Final = re.compile(
    r"(?i)(?<!\w)ngày[ \u00a0]\d{1,2}[ \u00a0]tháng[ \u00a0]\d{1,2}(?:[ \u00a0]năm[ \u00a0]\d{4})?"
)
_DOCUMENT: Final = re.compile(
    r"(?<!\w)(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị|Công văn|Công điện|Kế hoạch"
    r"|Báo cáo|Thông báo|Văn bản|văn bản)[ \u00a0]số[ \u00a0]\d[\w./-]*"
)
_ADDRESS: Final = r"ông|bà|anh|chị|đồng chí|(?:PGS|GS|TS|ThS|KS|CN|BS|LS)\."
_PERSON: Final = re.compile(rf"(?<!\w)(?P<address>(?:{_ADDRESS}|(?i:ông|bà|đồng chí)))(?P<name>(?: \w+){{1,6}})")
_HYPHENATED: Final = re.compile(
    r"/[A-ZĐ][\w]*(?:-[A-ZĐ]\w*)+"  # 30/2020/NĐ-CP
    r"|(?<!\d)\d{10}-\d{3}(?!\d)"  # the tax code of a branch
    r"|(?<!\w)\d{1,2}h\d\d ?- ?\d{1,2}h\d\d(?!\w)"
)


@lru_cache(maxsize=4096)
def bound(text: str, *, in_table: bool = False) -> str:
    """Return the text with what belongs together held on one line. `in_table`: it stands in a cell, perhaps a narrow one."""
    if " " not in text and "-" not in text:
        return text
    text = _HYPHENATED.sub(lambda found: found[0].replace("-", NO_BREAK_HYPHEN).replace(" ", NO_BREAK_SPACE), text)
    if not in_table:
        text = _PERSON.sub(_person, text)
        for pattern in (_DATE, _DOCUMENT):
            text = pattern.sub(lambda found: found[0].replace(" ", NO_BREAK_SPACE), text)
    return _PAIRS.sub(lambda found: found[0].replace(" ", NO_BREAK_SPACE), text)


def unbound(text: str) -> str:
    """Return the text with ordinary spaces and hyphens, as it is searched and compared."""
    return text.replace(NO_BREAK_SPACE, " ").replace(NO_BREAK_HYPHEN, "-")


def _person(found: re.Match[str]) -> str:
    """Hold a form of address and the first word of the name behind it together, and the name's last two words.

    A name held whole would leave a hole of its length in a justified line.
    """
    names = found["name"].split(" ")[1:]
    count = next((n for n, word in enumerate(names) if not word[0].isupper()), len(names))
    if not count:
        return found[0]
    held = found["address"].replace(" ", NO_BREAK_SPACE)
    for n, word in enumerate(names):
        held += (NO_BREAK_SPACE if n == 0 or 0 < n == count - 1 else " ") + word
    return held
