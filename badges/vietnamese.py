"""Vietnamese names: tidied on the way in, folded for search, keyed for sorting.

Names are never rewritten beyond what nobody can see: both tone styles (hòa, hoà) stay as their owner writes them and
only their folds agree. SQLite's own lower() and LIKE leave Đ alone and sort ă behind z, so folds and keys are stored
in columns of their own.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Final, Literal

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""The order of the Vietnamese alphabet, with f, j, w, z where foreign names need them (CLDR, vi)."""

TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: their order in sorting, behind no tone at all."""

STREAM_SAFE: Final = 30
"""Marks in a row at most, as in Unicode's Stream-Safe Text Format (UAX #15, 13): no language writes more."""
MOST_MARKS: Final = 4
"""On one letter; no script needs more of them loose, and a hundred would cover the lines around."""
LONGEST_KEPT: Final = 100
"""Characters of a text whose fold is remembered: names and bodies come again and again."""
_HIDDEN: Final = {"Cc", "Cf", "Cs"}
_NO_CHARACTERS: Final = "\ufffe\uffff"
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")

_LETTER_MARKS = "\u0302\u0306\u031b"
WIDE: Final = {0xFF01 + n: 0x21 + n for n in range(94)}
"""Letters, digits and signs as wide as Han, which Japanese keyboards write → the plain ones."""
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "ð": "đ"}) | WIDE
_PLAIN_D = str.maketrans({"đ": "d", "Đ": "d", "Ð": "d", "ð": "d"}) | WIDE
_OTHER_LETTERS = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"  # Latin that no mark explains: ø, ł, æ
    "\u0400-\u0481\u048a-\u052f"  # Cyrillic
    "\u0e01-\u0e2e\u0e30\u0e32\u0e33\u0e40-\u0e46"  # Thai
    "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"  # Hangul
    "\u3005\u3041-\u3096\u3099\u309a\u30a1-\u30fa\u30fc\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Han
)
"""Letters that fold to themselves: names of Japan, Korea, China, Thailand and Russia are names, too."""
_NOT_FOLDED = re.compile(f"[^a-z0-9{_OTHER_LETTERS}]+")
_VOICED = "\u3099\u309a"
"""Marks that make another letter of a kana."""
_COMMON_MARKS = re.compile("[\u0300-\u036f]+")
"""The combining marks of Latin letters, dropped at once; others are looked up one by one."""
_WORDS = re.compile(r"[\s-]+")


def normalised(form: Form, text: str) -> str:
    """Return the text in a normal form, in time proportional to its length.

    Python orders a run of marks by insertion, which grows with the square of the run (CVE-2026-3276): what stands in a
    row beyond `STREAM_SAFE` is left out first. All of the product normalises here.
    """
    if text.isascii():
        return text
    if any(map(unicodedata.combining, text[:: STREAM_SAFE + 1])):  # a longer run covers one of these
        text = _thinned(text)
    return unicodedata.normalize(form, text)


def _thinned(text: str) -> str:
    """Return the text without the marks that follow `STREAM_SAFE` others in a row."""
    kept, run = [], 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= STREAM_SAFE:
            kept.append(char)
    return "".join(kept)


def tidy_name(text: str) -> str:
    """Return a name as it is stored: composed (NFC), single spaces, without invisible characters, Ð and ð as Đ and đ,
    wide letters as plain ones.

    Decode TCVN3 first: there the letter ư is an invisible character (U+00AD).
    """
    composed = normalised("NFC", text).translate(_LOOK_ALIKES)
    if composed.replace(" ", "").isalnum():  # letters, digits and blanks: nothing to take out
        return " ".join(composed.split())
    spaced = "".join(" " if char.isspace() or unicodedata.category(char) == "Cc" else char for char in composed)
    return normalised("NFC", " ".join(_visible(spaced).split()))


def tidy_text(text: str) -> str:
    """Return a text as it is stored: composed (NFC), lines kept, without characters that cannot be seen."""
    if text.isascii() and text.isprintable():
        return text
    return normalised("NFC", _visible(normalised("NFC", _LINE_ENDS.sub("\n", text))))


def tidy_texts(value: Any) -> Any:
    """Return JSON, a form or settings with every text in it as it is stored (`tidy_text`); keys stay."""
    if isinstance(value, str):
        return tidy_text(value)
    if isinstance(value, dict):
        return {key: tidy_texts(part) for key, part in value.items()}
    return [tidy_texts(part) for part in value] if isinstance(value, list) else value


def _visible(text: str) -> str:
    """Return a composed text without what cannot be seen, cannot be stored in XML, or is stacked over other lines."""
    kept, marks = [], 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if (category in _HIDDEN and char not in "\n\t") or char in _NO_CHARACTERS or marks > MOST_MARKS:
            continue
        kept.append(char)
    return "".join(kept)


def fold(text: str) -> str:
    """Return what search compares: no marks, đ as d, lower case, only letters, digits and single spaces.

    "Hòa", "hoà" and "HOA" fold alike, composed or not. Letters of other scripts stay: two names in them are two names.
    """
    if text.isascii():
        return _NOT_FOLDED.sub(" ", text.lower()).strip()
    return _folded(text) if len(text) <= LONGEST_KEPT else _fold(text)


def _fold(text: str) -> str:
    loose = normalised("NFD", text.translate(_PLAIN_D).casefold())
    bare = _COMMON_MARKS.sub("", loose)
    if not bare.isascii():
        bare = "".join(char for char in bare if char in _VOICED or unicodedata.category(char) not in {"Mn", "Cf"})
    return normalised("NFC", _NOT_FOLDED.sub(" ", bare).strip())


_folded = lru_cache(maxsize=10_000)(_fold)


def initials(name: str) -> str:
    """Return how people shorten a name when typing: first letters, then the given name in full, as in "nvan"."""
    *before, given = fold(name).split() or [""]
    return "".join(word[0] for word in before) + given


def letters_key(text: str) -> str:
    """Return a key whose plain order is the Vietnamese alphabetical order of the texts.

    Letters decide first, then tones, then case, each over the whole text, as ICU does it. Printable ASCII, except
    that letters of other scripts stand behind z as themselves, so that a database can store and compare it as is.
    """
    return " ".join(_levels(text))


@lru_cache(maxsize=20_000)
def sort_key(name: str) -> str:
    """Return a key that sorts people as Vietnamese lists do: by given name, then by family and middle names."""
    *before, given = _WORDS.split(tidy_name(name)) or [""]
    letters, tones, case = _levels(given)
    other_letters, other_tones, other_case = _levels(" ".join(before))
    return " ".join([letters, tones, other_letters, other_tones, case, other_case])


_GAP: Final = ("!", "0", "0")


def _levels(text: str) -> list[str]:
    """Return the letters, the tones and the case of a text, one character for each letter and each gap in all three."""
    weights = [_weigh(char) for char in normalised("NFC", text.translate(_LOOK_ALIKES))]
    words = [list(run) for is_gap, run in groupby(weights, _GAP.__eq__) if not is_gap]
    spaced = [weight for word in words for weight in (_GAP, *word)][1:]
    return ["".join(weight[level] for weight in spaced) for level in range(3)]


@cache
def _weigh(char: str) -> tuple[str, str, str]:
    """Return the three weights of one composed character; whatever is neither letter nor digit weighs as a gap."""
    first, *marks = list(normalised("NFD", char))
    case = "1" if char != char.lower() else "0"
    if first.lower() not in LETTERS:
        return (char.lower()[:1], "0", case) if char.isalnum() else _GAP
    letter = normalised("NFC", first + "".join(mark for mark in marks if mark in _LETTER_MARKS)).lower()
    tones = [mark for mark in marks if mark in TONES]
    if letter not in LETTERS or len(tones) > 1 or set(marks) - set(TONES + _LETTER_MARKS):
        return chr(ord("A") + LETTERS.index(first.lower())), "9", case
    return chr(ord("A") + LETTERS.index(letter)), str(TONES.index(tones[0]) + 1) if tones else "0", case
