"""Keys as a scanner or a person presses them: what the reader of scans (`badges/scan_reader.py`) knows of one key and of the
text of a field. The same as `static/shared/keystrokes.js`. Times are milliseconds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from badges import codes
from badges.codes import LENGTH

JOIN_MS: Final = 250
"""Pieces of one scan lie no further apart."""
GUARD_MS: Final = 300
"""Nothing that follows a scan so soon acts on the page."""
SLOW_MS: Final = 100
"""No person keeps up `LONG` digits at this pace."""
REST_MS: Final = 1000
"""Digits that come so soon after a run without a result are its rest."""
STEADY_MS: Final = 70
"""No person keeps up `STEADY` letters and digits at this pace."""
ECHO_MS: Final = 1000
"""Time after a scan within which an input method delivers the keys it held back."""
RUN: Final = 8
LONG: Final = 20
STEADY: Final = 12
MIXED: Final = 4
LATE_PART: Final = 8
"""One key in so many may come late in a burst that is still a scanner's."""

MODIFIERS: Final = frozenset(
    ("Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "ScrollLock", "Fn", "FnLock", "Hyper", "Super")
)  # fmt: skip
HIDDEN: Final = frozenset(("Process", "Unidentified", "Dead"))
ENDINGS: Final = frozenset(("Enter", "NumpadEnter", "Tab"))
PLACE: Final = re.compile("(?:Digit|Numpad)([0-9])")
NUMPAD: Final = re.compile("Numpad[0-9]")
SEPARATOR: Final = re.compile(r"[\s.-]")
LEAD: Final = re.compile(r"(?:https?://\S*|\][A-Za-z][0-9]?)$", re.IGNORECASE)
STEADY_TEXT: Final = re.compile(r"\S*[0-9]\S*")
PRINTABLE: Final = re.compile("[\t\n\r -~]*")


class Found(StrEnum):
    """The kinds of result of a run of keys."""

    SCAN = "scan"
    """A sound code, or a citizen's card."""
    AGAIN = "again"
    """A run of digits that is no code."""
    FOREIGN = "foreign"
    """Another kind of code, read whole."""
    ECHO = "echo"
    """A text taken out of a field that came once more: nothing to say."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One result. `left`: what the field should hold afterwards, None where it holds nothing of the scan; `method`: an
    input method hid keys; `typed`: no keys came, only text."""

    kind: Found
    text: str
    left: str | None
    method: bool = False
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of one key. `swallow`: it must not do anything; `quiet`: it may write, but nothing on the page may act."""

    results: tuple[Heard, ...] = ()
    swallow: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key that writes: its character, the digit at its place, whether it followed quickly, what the field held before."""

    char: str
    place: str
    fast: bool
    origin: str | None

    @property
    def digit(self) -> bool:
        """Return True for a digit by its character or by its place."""
        return bool(self.place) or is_digit(self.char)

    @property
    def placed(self) -> str:
        """Return the digit at the key's place, a separator as it is, and `x` for anything else."""
        return self.place or (self.char if SEPARATOR.fullmatch(self.char) else "x")


def is_digit(text: str) -> bool:
    """Return True for one ASCII digit."""
    return len(text) == 1 and "0" <= text <= "9"


def all_digits(text: str) -> bool:
    """Return True for a text of ASCII digits only."""
    return text.isascii() and text.isdigit()


def is_long_known(text: str) -> bool:
    """Return True for a link, a bank transfer and the like, too long for a person to type in one go."""
    return len(text) >= 2 * RUN and codes.is_known_format(text)


def longest_digits(text: str) -> int:
    """Return the length of the longest run of digits."""
    return max(map(len, re.findall("[0-9]+", text)), default=0)


def inserted(before: str, now: str) -> str:
    """Return the part of `now` that is not in `before`: what was written at one place of a field."""
    shorter = min(len(before), len(now))
    head = next((place for place in range(shorter) if before[place] != now[place]), shorter)
    most = shorter - head
    tail = next((back for back in range(most) if before[-1 - back] != now[-1 - back]), most)
    return now[head : len(now) - tail]


def start_of_code(parts: list[str], code: str) -> int:
    """Return the index of the part in which a code begins; the code's digits may stand in groups."""
    need = LENGTH
    for index in range(len(parts) - 1, -1, -1):
        if parts[index] == code[need - 1]:
            need -= 1
        elif need < LENGTH and not SEPARATOR.fullmatch(parts[index]):
            need = LENGTH
        if need == 0:
            return index
    return 0


def without_code(now: str | None, code: str) -> str | None:
    """Return a field's text without a code and what a scanner wrote before it; an empty code: without a long run of digits."""
    if now is None:
        return None
    found = re.search("[0-9]{8,}", now)
    at = now.rfind(code) if code else (found.start() if found else -1)
    if at < 0:
        return now
    length = len(code) if code or not found else len(found[0])
    return LEAD.sub("", now[:at]) + now[at + length :]
