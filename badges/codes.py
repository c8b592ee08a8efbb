"""The code a person carries: 41 decimal digits, and how a scan or a typed line is read back into it.

Digits alone survive a scanner that types through a Vietnamese keyboard (Telex, VNI), Caps Lock and any layout.
39 of them come from HMAC-SHA256 (10^39 is just above 2^129), two are check digits. The list keeps only `digest`:
whoever copies it learns no code, and a card can be printed again from the key without having been stored.
"""

import hashlib
import hmac
import json
import re
from enum import StrEnum
from typing import Final

LENGTH: Final = 41
DRAWN: Final = LENGTH - 2
SHORTEST_KEY: Final = 16
TEST_CARD: Final = "01234567890123456789012345678901234567863"
"""The code of the test card: sound, nobody's, and known to every stand with a scanner."""

_FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}
_GAP = "\\s.\\-\u2010-\u2015\u2212\u00b7\u00ad\u200b-\u200d\u2060\ufeff"
_RUN = re.compile(f"[0-9]{{{LENGTH},}}")
_GROUPED = re.compile(f"[0-9]+(?:[{_GAP}]{{1,3}}[0-9]+)*")
_NOT_DIGIT = re.compile("[^0-9]")
_CODE = re.compile(f"[0-9]{{{LENGTH}}}")
_CITIZEN = re.compile(r"\s*[0-9]{12}\|")
_CITIZEN_FIELDS: Final = 6
_PART_OF_CARD = re.compile(r"(?:.*/I/|\][a-z][0-9]?)?[0-9]{9,}", re.IGNORECASE)
_BAR_CODE_LENGTHS: Final = (8, 10, 12, 13, 14)
_SHORTEST_PART: Final = 9
_KNOWN_FORMAT = re.compile(r"[a-z][a-z0-9+.-]*:|www\.|000201[0-9]", re.IGNORECASE)


def derive(key: bytes, conference: str, guest: str, generation: int) -> str:
    """Return the 41 digits of one guest's card.

    The same four arguments always give the same code. To withdraw a card and issue another, raise `generation`.
    Reducing 256 bits modulo 10^39 favours no code by more than one part in 2^126.

    Raises ValueError when the key is shorter than 16 bytes.
    """
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"The key has {len(key)} bytes; make one of at least {SHORTEST_KEY} random bytes.")
    message = json.dumps(["kiosk-code-1", conference, guest, generation], separators=(",", ":")).encode("ascii")
    number = int.from_bytes(hmac.digest(key, message, "sha256"), "big") % 10**DRAWN
    return f"{number:0{DRAWN}d}{_check(number):02d}"


def _check(number: int) -> int:
    """Return the two check digits of ISO 7064 MOD 97-10, which catch any single wrong digit and any adjacent swap."""
    return 98 - number * 100 % 97


def is_code(text: str) -> bool:
    """Say whether the text is 41 ASCII digits and nothing else; the check digits are not looked at."""
    return _CODE.fullmatch(text) is not None


def is_sound(code: str) -> bool:
    """Say whether the text is a code whose check digits fit, so that a misread can be told from an unknown code."""
    return is_code(code) and _check(int(code[:DRAWN])) == int(code[DRAWN:])


def read(text: str) -> str | None:
    """Find the code in whatever a scanner typed, a camera read or a person copied from the card; None without one.

    A scan is its last run of 41 digits, so an address, a scanner's prefix or an earlier scan in front of it is
    harmless; a longer run (the prefix "]Q1" ends in a digit) gives its last 41. Only when there is no such run,
    digits in groups count, and only if the groups make exactly 41: otherwise one could not tell where the code begins.
    The check digits are not looked at; ask `is_sound`. Never raises.
    """
    digits = text.translate(_FULL_WIDTH)
    runs = _RUN.findall(digits)
    if runs:
        return str(runs[-1][-LENGTH:])
    joined = [_NOT_DIGIT.sub("", group) for group in _GROUPED.findall(digits)]
    return next((group for group in reversed(joined) if len(group) == LENGTH), None)


class Kind(StrEnum):
    """The kinds of text that a scanner reads whole."""

    CODE = "code"
    """It holds a code whose check digits agree."""
    CITIZEN = "citizen"
    """The QR code of a citizen's card (CCCD)."""
    UNREADABLE = "unreadable"
    """Nothing, part of a card, or 41 digits whose check digits do not agree: scan again."""
    FOREIGN = "foreign"
    """A link, a bank transfer, a bar code, another organiser's ticket: scanning it again does not help."""


def sound_code(text: str) -> str:
    """Return the code in a text as scanned when its check digits agree, otherwise an empty text."""
    code = read(text)
    return code if code is not None and is_sound(code) else ""


def is_citizen(text: str) -> bool:
    """Return True for the text of a citizen's card, which is never treated as an invitation."""
    return _CITIZEN.match(text) is not None and text.count("|") >= _CITIZEN_FIELDS - 1


def is_known_format(text: str) -> bool:
    """Return True for a text that begins like a link, a bank transfer, a Wi-Fi code or an electronic business card."""
    return _KNOWN_FORMAT.match(text.strip()) is not None


def kind_of(text: str) -> Kind:
    """Return the kind of a text that a scanner or a camera has read whole. Never raises."""
    plain = text.strip()
    if sound_code(plain):
        return Kind.CODE
    if is_citizen(plain):
        return Kind.CITIZEN
    if not plain:
        return Kind.UNREADABLE
    if plain.isascii() and plain.isdigit():
        other = len(plain) < _SHORTEST_PART or len(plain) in _BAR_CODE_LENGTHS
        return Kind.FOREIGN if other else Kind.UNREADABLE
    if _PART_OF_CARD.fullmatch(plain):
        return Kind.UNREADABLE
    return Kind.UNREADABLE if read(plain) and not is_known_format(plain) else Kind.FOREIGN


def digest(code: str) -> str:
    """Return the SHA-256 of a code in hexadecimal: the only form of it that a database or a desk may keep.

    A plain hash is enough because the code holds more than 112 bits (ASVS 5.0, V6.5.2).
    Raises ValueError for anything that is not 41 digits.
    """
    if not is_code(code):
        raise ValueError(f"A code is {LENGTH} digits; read() finds it in a scan.")
    return hashlib.sha256(code.encode("ascii")).hexdigest()


def digest_in(text: str) -> str:
    """Return the digest of the sound code in a text as scanned, otherwise an empty text."""
    code = sound_code(text)
    return digest(code) if code else ""


def groups(code: str) -> list[str]:
    """Cut a code into ten groups for people to read: nine of four digits, the last of five; five to a line."""
    last = 9 * 4
    return [*(code[start : start + 4] for start in range(0, last, 4)), code[last:]]
