"""What the styles of a workbook say of a cell: whether its number is a date, whether it is struck through, its fill."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DATES: Final = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
"""Numbers of the built-in formats that show a date or a time (ECMA-376, 18.8.30)."""
_NOT_CODE: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I)
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001  a spreadsheet's dates have no time zone
_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
_PLAIN: Final = {"FFFFFFFF", "00FFFFFF", "FFFFFF", "theme0"}
"""White in the ways it is written."""


class Style(NamedTuple):
    """Of one cell format."""

    is_date: bool = False
    is_struck: bool = False
    fill: str = ""


class Styles:
    """The cell formats of a workbook by their number; none where its styles cannot be read."""

    def __init__(self, root: Element | None, is_1904: bool) -> None:
        self._epoch = _EPOCH_1904 if is_1904 else _EPOCH
        self._is_1904 = is_1904
        self.formats: list[Style] = [] if root is None else list(_formats(root))
        self._dates = {str(number) for number, style in enumerate(self.formats) if style.is_date}
        self._marked = {str(n): style for n, style in enumerate(self.formats) if style.is_struck or style.fill}

    def is_date(self, number: str | None) -> bool:
        return number in self._dates

    def marked(self, number: str | None) -> Style | None:
        """The style of a cell that is struck through or filled with a colour, otherwise None."""
        return self._marked.get(number) if number else None

    def moment(self, serial: float) -> datetime | str | float:
        """A date from its number; a time of day as the text of it; the number itself where it is no date."""
        if 0 <= serial < 1:
            minutes = round(serial * 1440)
            return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
        if not self._is_1904 and 1 <= serial < 60:
            serial += 1  # Excel counts a 29 February 1900
        try:
            found = self._epoch + timedelta(seconds=round(serial * 86400))
        except (OverflowError, ValueError):
            return serial
        return found if 1900 <= found.year <= 9999 else serial


def _formats(root: Element) -> list[Style]:
    codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter("numFmt")}
    fonts = [_is_struck(font) for font in _under(root, "fonts")]
    fills = [_fill(fill) for fill in _under(root, "fills")]
    found = []
    for one in _under(root, "cellXfs"):
        number = one.get("numFmtId", "0")
        is_date = (number.isdigit() and int(number) in _DATES) if number not in codes else shows_date(codes[number])
        found.append(Style(is_date, _pick(fonts, one.get("fontId"), False), _pick(fills, one.get("fillId"), "")))
    return found


def _under(root: Element, name: str) -> list[Element]:
    part = next(iter(root.findall(name)), None)
    return [] if part is None else list(part)


def _pick(known: list, number: str | None, default: bool | str):  # type: ignore[no-untyped-def]
    place = int(number) if number and number.isdigit() else -1
    return known[place] if 0 <= place < len(known) else default


def shows_date(code: str) -> bool:
    """Say whether a number format shows a date or a time: letters d, m, y, h, s outside quotes, colours and escapes."""
    bare = _NOT_CODE.sub("", code.partition(";")[0])
    return "general" not in bare.lower() and re.search("[dmyhs]", bare, re.I) is not None and "#" not in bare


def _is_struck(font: Element) -> bool:
    mark = font.find("strike")
    return mark is not None and mark.get("val", "1") not in {"0", "false"}


def _fill(fill: Element) -> str:
    pattern = fill.find("patternFill")
    colour = pattern.find("fgColor") if pattern is not None and pattern.get("patternType") == "solid" else None
    if colour is None:
        return ""
    theme = colour.get("theme")
    shown = (f"theme{theme}" if theme else "") or colour.get("rgb") or f"indexed{colour.get('indexed', '')}"
    return "" if shown in _PLAIN or shown in {"indexed", "indexed9", "indexed64"} else shown
