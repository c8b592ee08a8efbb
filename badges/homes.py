"""Homes in a text: a dwelling with its number, or a place behind a word for a home."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEAR = (
    r"(?:số(?:\s+nhà)?\s*\d|nhà số\s*\d|căn(?:\s+hộ)?\s+\w*\d|"
    r"p(?:hòng\s+|\.\s?)\w*\d|thôn|xóm|tổ(?:\s+dân phố)?\s+\d|ngõ|ngách|hẻm|kiệt|ấp|"
    r"đường|phố|chung cư|tòa|toà)"
)
_FAR = rf"(?:{_NEAR}|khu(?:\s+(?:phố|dân cư|đô thị))?|phường|xã|quận|huyện|thị trấn|đặc khu|lô|thành phố|tp\.?|tỉnh)"
_REST = rf"[^\n.,;()]{{0,60}}(?:,\s*{_FAR}[^\n.,;()]{{0,40}}){{0,5}}"
HOME: Final = re.compile(
    r"(?i)(?<!\w)(?:nhà (?:tôi|em|riêng|mình|ông|bà|anh|chị)|gia đình (?:tôi|em)|thường trú|tạm trú|trú quán|"
    r"trú tại|nơi ở|chỗ ở|địa chỉ nhà|hộ khẩu|(?:tôi|em) (?:sống|ở|cư trú|ngụ)|cư trú|quê(?: quán)?)"
    r"(?:\s+(?:riêng|hiện nay|hiện tại|là|ở|tại|của tôi|thường trú))*\s*[:,]?\s*"
    rf"(?P<value>(?:{_NEAR}|\d+[a-z]?(?:/\d+)*\s){_REST})"
    rf"|(?<!\w)(?P<house>số nhà\s*\d{_REST})"
)
"""A home; a house with a number is a dwelling unless a business is named before it."""
_BUSINESS_BEFORE: Final = re.compile(
    r"(?i)(?:trụ sở|công ty|cửa hàng|cơ sở|chi nhánh|văn phòng|chi cục|(?<!\w)sở|doanh nghiệp|nhà máy|kho|địa điểm kinh doanh|đại lý)"
    r"[^\n.;]{0,50}$"
)


def find(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every place where somebody is said to live."""
    for found in HOME.finditer(text):
        if found["house"] is None or not _BUSINESS_BEFORE.search(text[max(0, found.start() - 70) : found.start()]):
            yield found.span("house" if found["house"] else "value")
