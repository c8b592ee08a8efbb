"""In which encoding a column was typed, and its text as it was meant: composed, visible, one way.

Decided for a column or a whole file, never for a cell: 24 of the 74 codes of TCVN3 are real Vietnamese letters as well,
so "Ghi chó" or "TÂN HÒA" alone cannot be told. What decides is how many words become possible syllables.
"""

from __future__ import annotations

import re
import string
import unicodedata
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from badges.vietnamese import WIDE, normalised
from kiosk.intake.reader.legacy_encodings import from_tcvn3, from_utf8_twice, from_vni
from kiosk.intake.reader.syllables import accented_words, is_syllable

if TYPE_CHECKING:
    from collections.abc import Iterable


class Encoding(StrEnum):
    """How the characters of a column are to be understood."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"
    UTF8_TWICE = "utf8-twice"
    """UTF-8 that was once read as Latin-1."""


DECODERS: Final = {Encoding.TCVN3: from_tcvn3, Encoding.VNI: from_vni, Encoding.UTF8_TWICE: from_utf8_twice}

ENOUGH: Final = 2
"""So many different words must fit before anything but Unicode is believed: "5 µm" is one word, "àm", of TCVN3."""
ENOUGH_FOR_COLUMN: Final = 3
"""So many more than in Unicode before a column is taken for something else than its file."""

_EDGES: Final = string.punctuation + string.digits

_LOOKED_AT: Final = 1000
"""Characters of a text, and words of a column, that are looked at: more would not change the answer."""
_MOST_WORDS: Final = 5000

Evidence = dict[Encoding, int]


def evidence(texts: Iterable[str]) -> Evidence:
    """Return for each encoding how many different words it makes possible, less those it makes impossible."""
    accented = _accented(dict.fromkeys(texts))
    return {encoding: sum(_fit(token, encoding) for token in accented) for encoding in Encoding}


def _accented(texts: Iterable[str]) -> list[str]:
    """The different words outside ASCII, as many as are needed to tell.

    Cut at ASCII space only: byte A0 may be part of a letter.
    """
    cut = (token for text in texts if not text.isascii() for token in re.split(r"[ \t\r\n]+", text[:_LOOKED_AT]))
    bare = (token.strip(_EDGES) for token in cut if not token.isascii() and not _is_abbreviation(token))
    return list(islice(dict.fromkeys(islice(bare, 10 * _MOST_WORDS)), _MOST_WORDS))


_ABBREVIATION: Final = re.compile(r"[A-Z0-9./&()-]*[ÐĐ][A-Z0-9./&()ÐĐ-]*")


def _is_abbreviation(token: str) -> bool:
    """Say whether Ð stands for Đ in an abbreviation: "TÐC" would be "TéC" of TCVN3, which is a syllable."""
    return _ABBREVIATION.fullmatch(token) is not None


@lru_cache(maxsize=100_000)
def _fit(token: str, encoding: Encoding) -> int:
    """How well one word fits an encoding: words gained less words lost."""
    if encoding in {Encoding.TCVN3, Encoding.VNI} and any(map(_is_newer, token)):
        return -1
    try:
        words = accented_words(DECODERS[encoding](token) if encoding in DECODERS else token)
    except UnicodeError:
        return -1
    return sum(1 if is_syllable(word.translate(_LOOK_ALIKES)) else -1 for word in words)


def _is_newer(char: str) -> bool:
    """Say whether this is a letter or a mark that no font of eight bits had."""
    return ord(char) > 0xFF and char != "\u03bc" and (char.isalpha() or bool(unicodedata.combining(char)))


def of_file(texts: Iterable[str]) -> Encoding:
    """The encoding that most of a file is in."""
    found = evidence(texts)
    best = _best(found)
    return best if found[best] >= ENOUGH and found[best] - found[Encoding.UNICODE] >= ENOUGH else Encoding.UNICODE


def of_column(texts: Iterable[str], file: Encoding) -> Encoding:
    """The encoding of one column: its own where its words say so, otherwise the file's where they allow it."""
    found = evidence(texts)
    best = _best(found)
    if found[best] >= ENOUGH and found[best] - found[Encoding.UNICODE] >= ENOUGH_FOR_COLUMN:
        return best
    return file if found[file] >= found[Encoding.UNICODE] else Encoding.UNICODE


def _best(found: Evidence) -> Encoding:
    """The encoding that fits best; the earlier in the list where two fit alike."""
    return max(Encoding, key=lambda encoding: found[encoding])


@lru_cache(maxsize=4096)
def is_garbled(text: str, encoding: Encoding) -> bool:
    """Say whether a cell was clearly typed in another encoding than the one its column was found to be in."""
    if text.isascii():
        return False
    own = sum(_fit(token, encoding) for token in _accented([text]))
    return own < 0 and max(evidence([text]).values()) >= ENOUGH


def decode(text: str, encoding: Encoding) -> str:
    """Return a cell as it was meant, cleaned. A cell that cannot be in its column's encoding is only cleaned."""
    try:
        return clean(DECODERS[encoding](text) if encoding in DECODERS else text)
    except UnicodeError:
        return clean(text)


_LOOK_ALIKES: Final = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}) | WIDE
_BREAKS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]|_x000D_\n?")
_UNSEEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str) -> str:
    """Return a text composed (NFC), with Ð as Đ, without what nobody can see, single spaces, line breaks kept.

    Nothing that would break an export is left: control characters and lone surrogates go.
    """
    if text.isprintable() and normalised("NFC", text) == text and text == text.translate(_LOOK_ALIKES):
        return " ".join(text.split())
    composed = normalised("NFC", _BREAKS.sub("\n", text).translate(_LOOK_ALIKES))
    seen = "".join(
        char for char in composed if char in "\n\t" or char.isspace() or unicodedata.category(char) not in _UNSEEN
    )
    lines = [" ".join(line.split()) for line in normalised("NFC", seen).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
