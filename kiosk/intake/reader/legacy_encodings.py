"""The old Vietnamese fonts, TCVN3 and VNI, and UTF-8 read as Latin-1: how each stored what the eye read.

The text arrives as Unicode characters that merely carry the old byte values. TCVN3 (.VnTime) has one character for a
letter, and the capitals of .VnTimeH only for the seven letters without a tone; VNI (VNI-Times) has two for most.
Source: TCVN 5712:1993 (VN3) and the VNI-Windows layout; both by hand, checked against glibc's TCVN5712-1 where it has
the same code, and against headings found in real lists.
"""

from __future__ import annotations

import re
from typing import Final

from badges.vietnamese import normalised

# Runs of codes, each with its letters in the order of the codes.
_TCVN3_RUNS: Final = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộ",
    0xEA: "ờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3: Final = {
    chr(first + step): letter for first, letters in _TCVN3_RUNS.items() for step, letter in enumerate(letters)
}
"""Character as it arrives → letter. 74 codes."""

_TONE: Final = {"ø": "\u0300", "ù": "\u0301", "õ": "\u0303", "û": "\u0309", "ï": "\u0323"}
_ROOF: Final = {"à": "\u0300", "á": "\u0301", "ã": "\u0303", "å": "\u0309", "ä": "\u0323", "â": ""}
_BOWL: Final = {"è": "\u0300", "é": "\u0301", "ü": "\u0303", "ú": "\u0309", "ë": "\u0323", "ê": ""}
_ALONE: Final = {"ñ": "đ", "ô": "ơ", "ö": "ư", "î": "ỵ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}


def _vni() -> dict[str, str]:
    lower = dict(_ALONE)
    lower |= {base + mark: letter + tone for base, letter in _hosts() for mark, tone in _TONE.items()}
    lower |= {base + mark: base + "\u0302" + tone for base in "aeo" for mark, tone in _ROOF.items()}
    lower |= {"a" + mark: "a\u0306" + tone for mark, tone in _BOWL.items()}
    both = lower | {key.upper(): text.upper() for key, text in lower.items()}
    # One capital with its mark in lower case, as the keyboard gives it with Caps Lock off.
    both |= {key[0].upper() + key[1:]: text[0].upper() + text[1:] for key, text in lower.items() if len(key) == 2}
    return {key: normalised("NFC", text) for key, text in both.items()}


def _hosts() -> list[tuple[str, str]]:
    """Letters that take a tone as they are; ô and ö stand for ơ and ư."""
    return [*((vowel, vowel) for vowel in "aeouy"), ("ô", "ơ"), ("ö", "ư")]


VNI: Final = _vni()
"""One or two characters as they arrive → letter."""

_VNI_UNIT: Final = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_SHOUTED: Final = re.compile(r"[A-Z]{2}")


def from_tcvn3(text: str) -> str:
    """Return what a text in .VnTime or .VnTimeH shows. Decode before anything strips the soft hyphen: it is ư."""
    plain = "".join(TCVN3.get(char, char) for char in text.replace("\u03bc", "\u00b5"))
    return plain.upper() if _is_shouted(text) else plain


def _is_shouted(text: str) -> bool:
    """Say whether the text was set in .VnTimeH, which draws the codes of small letters as capitals."""
    return _SHOUTED.search(text) is not None and re.search("[a-z]", text) is None


def from_vni(text: str) -> str:
    """Return what a text in VNI-Times shows."""
    return _VNI_UNIT.sub(lambda unit: VNI[unit[0]], text)


def from_utf8_twice(text: str) -> str:
    """Return a text whose UTF-8 bytes were read as Latin-1 or cp1252. Raises UnicodeError where that cannot be."""
    return b"".join(_byte(char) for char in text).decode("utf-8")


def _byte(char: str) -> bytes:
    """The byte that cp1252 showed as this character; Latin-1 for the five bytes that cp1252 leaves undefined."""
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")
