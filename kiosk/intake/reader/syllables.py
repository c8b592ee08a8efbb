"""What a Vietnamese syllable can look like: the evidence by which an encoding is told from another.

A word read in the wrong encoding almost never is a possible syllable ("Chøc", "teân"), read in the right one it almost
always is. That decides on whole columns, where single letters cannot.
"""

from __future__ import annotations

import re
from typing import Final

from badges.vietnamese import normalised

TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED: Final = "\u0301\u0323"

_HEAD = "(?:ngh|gh)(?=[eêi])|(?:ng|c)(?![eêiy])|g(?![eêy])|[ckpt]h|nh|tr|gi|qu|[bdđhklmnprstvx]"
_OPEN = (
    "oai|oay|oao|oeo|uây|uôi|uya|uyu|ươi|ươu|iêu|yêu|uêu|"
    "a[iouy]|â[uy]|eo|êu|i[aeu]|oi|ôi|ơi|o[ae]|u[aeêiơy]|ưa|ưi|ưu|ia|"
    "[aeêioôơuưy]"
)
_CLOSED = "uyê|iê|yê|oă|oo|oa|oe|uâ|uê|uô|uơ|ươ|uy|[aăâeêioôơuưy]"
_SYLLABLE: Final = re.compile(f"(?:{_HEAD})?(?:(?:{_CLOSED})(?P<coda>ch|n[gh]|[cmnptk])|(?:{_OPEN}))")
_WORD: Final = re.compile(r"[^\W\d_]+")


def is_syllable(word: str) -> bool:
    """Say whether a word, in any case, can be one Vietnamese syllable: its letters, their order, at most one tone."""
    loose = normalised("NFD", word.lower())
    tones = [char for char in loose if char in TONES]
    plain = normalised("NFC", "".join(char for char in loose if char not in TONES))
    shape = _SYLLABLE.fullmatch(plain)
    if shape is None or len(tones) > 1:
        return False
    stopped = (shape["coda"] or "") in {"c", "ch", "p", "t", "k"}
    return not stopped or not tones or tones[0] in _STOPPED


def accented_words(text: str) -> list[str]:
    """All words of a text that hold a letter outside ASCII: only they can tell encodings apart."""
    return [word for word in _WORD.findall(normalised("NFC", text)) if not word.isascii()]
