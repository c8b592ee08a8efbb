"""Telephone numbers and tax codes as they stand in people's lists, brought to one form.

Excel is what harms them most: it drops the leading 0 (every tax code of Hải Phòng begins with 02) and writes
a number as 912345678.0 or 9.12345678E+8.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from stdnum.vn import mst

_LABEL = re.compile(r"(?i)^\s*(?:mst|msdn|mã số(?: thuế| doanh nghiệp)?|đt|sđt|đtdđ|tel|mobile|zalo|phone)\s*[:.]*\s*")
_EXTENSION = re.compile(r"(?i)\s*(?:máy lẻ|số lẻ|ext)\.?:?\s*\d+\s*$")
_BETWEEN = re.compile("[\\s.()\\-\u2010-\u2015\u00a0\u200b\ufeff]+")
_NUMBER = re.compile(r"\d+\.0+|\d(?:\.\d+)?[eE]\+?\d{1,2}")
_SPLIT = re.compile(r"[/;,\n]+|\s+(?:-|–|và|hoặc)\s+")

_CALLED: Final = "(?:số )?(?:đt|sđt|đtdđ|điện thoại|di động|tel|mobile|zalo|viber|whatsapp|phone|hotline)"
_WITHIN = re.compile(
    rf"(?i)(?:(?<!\w){_CALLED}\s*[:.]*\s*)?(?P<number>(?<![\w+])\+?(?:\(\+?\d{{2,5}}\)[ .]?)?"
    rf"\d(?:[ .\-\u2010-\u2015\u00a0]{{0,3}}\d){{6,12}})(?!\w)(?:\s*\(\s*{_CALLED}[^()\d\n]{{0,30}}\))?"
)
_LEFT_OVER = re.compile(r"(?m)\s*\(\s*\)|[,;/]\s*(?=[,;/])|[\s,;/–—-]+(?:\(\s*\)\s*)?$|^[\s,;/]+")

FEWEST_DIGITS: Final = 7
"""Of a telephone number among words."""
LONGEST: Final = 500
"""Characters in which telephone numbers are sought; a cell that is longer holds no few numbers but some other text."""

_MOBILE = re.compile("0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])[0-9]{7}")
_FIXED = re.compile("02[0-9]{9}")
_FOREIGN = re.compile(r"\+(?!84)[1-9][0-9]{7,14}")

_OLD_PREFIX: Final = {
    # Mobile numbers of eleven digits became ones of ten in September 2018.
    **dict(zip(("0120", "0121", "0122", "0126", "0128"), ("070", "079", "077", "076", "078"), strict=True)),
    **dict(zip(("0123", "0124", "0125", "0127", "0129"), ("083", "084", "085", "081", "082"), strict=True)),
    **{f"016{digit}": f"03{digit}" for digit in "23456789"},
    **{"0186": "056", "0188": "058", "0199": "059"},
    "0320": "0220",  # Hải Dương until June 2017
}
_OLD_HAIPHONG = re.compile("031(?=[0-9]{7}$)")  # until June 2017; no mobile number ever began so


def phone(text: str) -> str | None:
    """Return one telephone number as plain digits, or None where there is not exactly one.

    Vietnamese: ten digits for a mobile, eleven beginning 02 for a fixed line; +84, 84 and a lost leading 0 are put
    right, numbers from before 2017 and 2018 get today's prefix. Foreign: + and digits, kept as given.
    """
    bare = _EXTENSION.sub("", _LABEL.sub("", _as_integer(text)))
    digits = _BETWEEN.sub("", bare)
    if _FOREIGN.fullmatch(digits):
        return digits
    if not re.fullmatch(r"\+?[0-9]{9,13}", digits):
        return None
    national = _national(digits)
    return national if _MOBILE.fullmatch(national) or _FIXED.fullmatch(national) else None


def phones(cell: str) -> list[str]:
    """Return every telephone number of a cell such as "0225 3821 234 / 0912 345 678", each once, in its order."""
    whole = phone(cell)
    if whole:
        return [whole]
    parts = ([phone(part)] if phone(part) else take_out(part)[1] for part in _SPLIT.split(cell[:LONGEST]))
    return list(dict.fromkeys(number for part in parts for number in part if number))


def take_out(text: str) -> tuple[str, list[str]]:
    """Return a text without the telephone numbers that stand among its words, and these: "An - 0912 345 678 (Zalo)"."""
    found: list[str] = []
    if len(text) > LONGEST or sum(map(str.isdigit, text)) < FEWEST_DIGITS:
        return text, found

    def keep(run: re.Match[str]) -> str:
        number = phone(run["number"])
        found.extend([number] if number else [])
        return "" if number else run[0]

    rest = _WITHIN.sub(keep, text)
    return (_LEFT_OVER.sub("", rest) if found else text), list(dict.fromkeys(found))


def _national(digits: str) -> str:
    """Return the number as dialled inside the country."""
    home = re.sub(r"^(?:\+?84|0084)0?(?=[2-9][0-9]{8,9}$|1[0-9]{9}$)", "0", digits)
    if re.fullmatch("[35789][0-9]{8}|2[0-9]{9}|1[0-9]{9}", home):
        home = "0" + home
    if len(home) == 11 and home[:4] in _OLD_PREFIX:
        home = _OLD_PREFIX[home[:4]] + home[4:]
    return _OLD_HAIPHONG.sub("0225", home)


def tax_code(text: str) -> str | None:
    """Return a tax code as "0200167782", "0200167782-001" for a branch, or twelve digits for a household business.

    Nine digits, or twelve that do not begin with 0, have lost their leading 0 in Excel; so have eleven, since
    a personal number begins with 0 as well. None for any other shape. The check digit is not looked at: ask
    `is_sound_tax_code` and warn, because one in eleven codes of a list may simply be mistyped.
    """
    digits = re.sub(r"[\s.\-\u2010-\u2015\u00a0\u200b\ufeff]+", "", _LABEL.sub("", _as_integer(text)))
    if not re.fullmatch("[0-9]{9,13}", digits):
        return None
    if len(digits) in {9, 11} or (len(digits) == 12 and digits[0] != "0"):
        digits = "0" + digits
    return f"{digits[:10]}-{digits[10:]}" if len(digits) == 13 else digits


def is_sound_tax_code(code: str) -> bool:
    """Say whether the check digit of a tax code fits; a twelve-digit personal number has none and always does."""
    return re.fullmatch("0[0-9]{11}", code) is not None or bool(mst.is_valid(code))


def _as_integer(text: str) -> str:
    """Undo what a spreadsheet makes of a number: 912345678.0 and 9.12345678E+8 become 912345678."""
    bare = text.strip()
    if not _NUMBER.fullmatch(bare):
        return bare
    try:
        whole = Decimal(bare).to_integral_exact()
    except InvalidOperation:
        return bare
    return str(int(whole)) if whole == Decimal(bare) else bare
