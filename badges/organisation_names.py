"""Names of businesses and authorities as people write them: spelled out, so that two spellings of one name meet.

The desk has a copy of its own for working alone, `static/shared/organisation-names.js`; both run the table
`tests/badges/organisation_names.json`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from badges import numbers
from badges.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from badges.guests import Organisation

_SHORT: Final = {
    "cb": "che bien",
    "ck": "co khi",
    "cp": "co phan",
    "ct": "cong ty",
    "ctcp": "cong ty co phan",
    "cty": "cong ty",
    "dntn": "doanh nghiep tu nhan",
    "dt": "dau tu",
    "dv": "dich vu",
    "hdnd": "hoi dong nhan dan",
    "hkd": "ho kinh doanh",
    "hp": "hai phong",
    "htx": "hop tac xa",
    "kd": "kinh doanh",
    "kt": "ky thuat",
    "mtv": "mot thanh vien",
    "nk": "nhap khau",
    "pt": "phat trien",
    "qt": "quoc te",
    "sx": "san xuat",
    "tct": "tong cong ty",
    "tm": "thuong mai",
    "tnhh": "trach nhiem huu han",
    "ubnd": "uy ban nhan dan",
    "vlxd": "vat lieu xay dung",
    "vn": "viet nam",
    "vpdd": "van phong dai dien",
    "vt": "van tai",
    "xd": "xay dung",
    "xk": "xuat khau",
    "xnk": "xuat nhap khau",
}
_PART = re.compile("|".join(sorted(_SHORT, key=len, reverse=True)))
_RUN_TOGETHER = re.compile(f"(?:{_PART.pattern})+")
_MEMBERS = re.compile(r"\b(1|2|mot|hai) thanh vien(?: tro len)?\b")
_NUMBER: Final = {"1": "mot", "2": "hai"}
_FORM = re.compile(
    r"\b(?:tong cong ty|cong ty|trach nhiem huu han|co phan|hop danh|(?:mot|hai) thanh vien|doanh nghiep tu nhan|hop tac xa"
    r"|ho kinh doanh|chi nhanh|van phong dai dien|co ltd|company limited|joint stock company|jsc|corporation)\b"
)


def spelled(name: str) -> str:
    """Return the fold of a name with its abbreviations in full and without "và": the same for one name, however spelled.

    "Cty TNHH TM&DV Hải Long" gives "cong ty trach nhiem huu han thuong mai dich vu hai long".
    """
    words = [full for word in fold(name).split() if word != "va" for full in _in_full(word)]
    return _MEMBERS.sub(lambda found: f"{_NUMBER.get(found[1], found[1])} thanh vien", " ".join(words))


def _in_full(word: str) -> list[str]:
    """Expand an abbreviation, also several written together as in "TMDVXNK"; any other word is itself."""
    return [_SHORT[part] for part in _PART.findall(word)] if _RUN_TOGETHER.fullmatch(word) else [word]


def business_key(name: str) -> str:
    """Return what spellings of one business have in common even where its legal form is left out or another one.

    "Cty TNHH TM&DV Hải Long" and "Thương mại và Dịch vụ Hải Long" give one key. Good for proposing that two names are
    the same business, never for deciding it. A name of nothing but a legal form keeps its fold.
    """
    return " ".join(_FORM.sub(" ", spelled(name)).split()) or fold(name)


def is_nameless(text: str) -> bool:
    """Say whether a text names nobody: a tax code, or no letter in it."""
    return numbers.tax_code(text) is not None or not any(char.isalpha() for char in text)


def meant(known: Iterable[Organisation], name: str, tax: str) -> Organisation | None:
    """Return the organisation that is meant: by tax code, name, short name, or the name in another spelling.

    The last never where the tax codes are two.
    """
    every = list(known)
    if tax and (same := [one for one in every if one.tax_code == tax]):
        return same[0]
    folded, full = fold(name), spelled(name)
    if not folded:
        return None
    for same in (
        [one for one in every if fold(one.name) == folded],
        [one for one in every if fold(one.short_name) == folded],
        [one for one in every if spelled(one.name) == full and not (tax and one.tax_code)],
    ):
        if same:
            return same[0]
    return None
