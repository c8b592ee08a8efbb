"""Judge a scanner by the keys that it sent: how fast, by which layout, through an input method, with which ending.

The page "Try the scanner" sends what three scans of the test card looked like, key by key. The answer names what should be
changed on the scanner or the computer, and the setting with which this stand reads the scanner best; the setting is tried
on the same keys before it is saved.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from badges.codes import TEST_CARD
from badges.keystrokes import ENDINGS, MODIFIERS, PLACE, Found, Heard
from badges.scan_reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SCANS: Final = 3
"""One good scan may be luck."""
DEFAULT_GAP: Final = 40
MOST_GAP: Final = 80
"""Above this a person who types fast would be taken for a scanner."""
MOST_PREFIX: Final = 20


class Layout(StrEnum):
    """The manner in which the digits of a scan arrived."""

    DIGITS = "digits"
    """As digits, from the row above the letters."""
    KEYPAD = "keypad"
    """As digits, from the keypad."""
    ALT = "alt"
    """By their numbers, with Alt held on the keypad."""
    SHIFTED = "shifted"
    """With Shift: the scanner is set to the French layout and the computer is not."""
    VIETNAMESE = "vietnamese"
    FRENCH = "french"
    OTHER = "other"
    """As other characters at the places of the digits."""
    HIDDEN = "hidden"
    """Not to be seen: the keys came as text only."""


class Ending(StrEnum):
    """What the scanner sends after a code."""

    ENTER = "enter"
    CR_LF = "cr_lf"
    TAB = "tab"
    TWICE = "twice"
    NONE = "none"


class Advice(StrEnum):
    """What should be changed."""

    NOT_READ = "not_read"
    METHOD = "method"
    LAYOUT = "layout"
    SLOW = "slow"
    LINE_FEED = "line_feed"
    NO_ENDING = "no_ending"


@dataclass(frozen=True, slots=True)
class KeyEvent:
    """One key as the page saw it; `ms` since the key before, `up` for the release of Alt. `text`: the field's text after it."""

    key: str
    code: str = ""
    ms: float = 0
    ctrl: bool = False
    alt: bool = False
    up: bool = False
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ScannerCheck:
    """What the keys of some scans showed. `read`: how many of `scans` gave the test card; times in milliseconds."""

    scans: int
    read: int
    keys: int
    longest_gap: int
    layout: Layout
    method: bool
    ending: Ending
    prefix: str
    gap: int
    advice: tuple[Advice, ...]

    @property
    def good(self) -> bool:
        """Return True when every scan was read and nothing needs to be changed."""
        return self.read == self.scans >= SCANS and not self.advice


_ROWS: Final = {
    Layout.DIGITS: "0123456789",
    Layout.SHIFTED: ")!@#$%^&*(",
    Layout.FRENCH: "à&é\"'(-è_ç",
    Layout.VIETNAMESE: "đăâêô\u0300\u0309\u0303\u0301\u0323",
}


def check(scans: Sequence[Sequence[KeyEvent]]) -> ScannerCheck:
    """Return what the keys of these scans show, and the setting with which they are read."""
    events = [event for scan in scans for event in scan]
    body = [[event for event in scan if not _is_ending(event)] for scan in scans]
    longest = round(max((event.ms for scan in body for event in scan[1:]), default=0))
    gap = DEFAULT_GAP if longest < DEFAULT_GAP else min(MOST_GAP, longest + longest // 4)
    prefix = _prefix(body)
    read = sum(
        TEST_CARD in (heard.text for heard in replay(scan, gap, prefix) if heard.kind is Found.SCAN) for scan in scans
    )
    layout, ending = _layout(events), _ending(scans)
    method = any(event.key == "Process" for event in events)
    found = {
        Advice.NOT_READ: read < len(scans), Advice.METHOD: method,
        Advice.LAYOUT: layout not in (Layout.DIGITS, Layout.KEYPAD) and not method, Advice.SLOW: longest >= DEFAULT_GAP,
        Advice.LINE_FEED: ending in (Ending.CR_LF, Ending.TWICE), Advice.NO_ENDING: ending is Ending.NONE,
    }  # fmt: skip
    count = max((sum(not event.up and event.key not in MODIFIERS for event in scan) for scan in scans), default=0)
    advice = tuple(item for item, needed in found.items() if needed)
    return ScannerCheck(len(scans), read, count, longest, layout, method, ending, prefix, gap, advice)


def replay(scan: Iterable[KeyEvent], gap: int, prefix: str) -> list[Heard]:
    """Return what the reader hears when the keys of a scan come again, with this setting."""
    reader, at, value, heard = Reader(gap, prefix), 0.0, None, list[Heard]()
    for event in scan:
        at += event.ms
        if event.up:
            answer = reader.up(event.key, at, value)
        else:
            answer = reader.key(event.key, event.code, at=at, ctrl=event.ctrl, alt=event.alt, value=value)
        heard += answer.results
        if event.text is not None:
            value = event.text
            reader.text(value, at)
    return [*heard, *reader.idle(at + 1000)]


def _is_ending(event: KeyEvent) -> bool:
    return event.key in ENDINGS or event.code in ENDINGS or _is_line_feed(event)


def _is_line_feed(event: KeyEvent) -> bool:
    return event.ctrl and event.code in ("KeyJ", "KeyM")


def _ending(scans: Sequence[Sequence[KeyEvent]]) -> Ending:
    """Return the ending that the scans have in common, the first scan's where they differ."""
    last = next(iter(scans), ())
    endings = [event for event in last if _is_ending(event)]
    if not endings:
        return Ending.NONE
    if any(_is_line_feed(event) for event in endings):
        return Ending.CR_LF if len(endings) > 1 else Ending.ENTER
    entered = [event for event in endings if "Tab" not in (event.key, event.code)]
    if not entered:
        return Ending.TAB
    return (
        Ending.TWICE if any(event.key != "Process" for event in entered[1:]) and not _repeats(entered) else Ending.ENTER
    )


def _repeats(entered: Sequence[KeyEvent]) -> bool:
    """Return True where an input method shows one Enter twice: hidden, and again as itself."""
    return any(first.key == "Process" != second.key for first, second in pairwise(entered))


def _layout(events: Sequence[KeyEvent]) -> Layout:
    """Return how the digits arrived."""
    if any(event.up for event in events):
        return Layout.ALT
    placed = [(found[1], event.key, event.code) for event in events if (found := PLACE.fullmatch(event.code))]
    seen = [(digit, key) for digit, key, _code in placed if key != "Process"]
    if not seen:
        return Layout.HIDDEN
    if all(key == digit for digit, key in seen):
        return Layout.KEYPAD if all(code.startswith("Numpad") for _digit, _key, code in placed) else Layout.DIGITS
    return next(
        (layout for layout, row in _ROWS.items() if all(key in (row[int(digit)], "Dead") for digit, key in seen)),
        Layout.OTHER,
    )


def _prefix(scans: Sequence[Sequence[KeyEvent]]) -> str:
    """Return what all scans send in front of the code, or nothing."""
    texts = ["".join(event.key for event in scan if len(event.key) == 1 and not event.ctrl) for scan in scans]
    leads = {text[: text.index(TEST_CARD)] for text in texts if TEST_CARD in text}
    lead = leads.pop() if len(leads) == 1 else ""
    return lead if len(lead) <= MOST_PREFIX else ""
