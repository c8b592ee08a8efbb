"""A scanner is judged by its keys: pace, layout, input method, ending, and the setting with which it is read."""

from __future__ import annotations

import pytest

from badges.codes import TEST_CARD, is_sound
from badges.scanner_check import DEFAULT_GAP, MOST_GAP, Advice, Ending, KeyEvent, Layout, check

ENTER = (KeyEvent("Enter", "Enter", 4),)
CR_LF = (*ENTER, KeyEvent("j", "KeyJ", 4, ctrl=True))
FRENCH = "à&é\"'(-è_ç"
VIETNAMESE = "đăâêô\u0300\u0309\u0303\u0301\u0323"


def scan(
    gap: float = 4,
    end: tuple[KeyEvent, ...] = ENTER,
    row: str = "0123456789",
    place: str = "Digit",
    lead: str = "",
    late: int = -1,
) -> list[KeyEvent]:
    """Return the keys of one scan of the test card; `late`: the index of a key that comes 70 ms after the one before."""
    keys = [KeyEvent(char, f"Key{char}", gap) for char in lead]
    digits = enumerate(TEST_CARD)
    keys += [KeyEvent(row[int(d)], f"{place}{d}", 70 if at == late else gap) for at, d in digits]
    return [*keys, *end]


def alt_scan() -> list[KeyEvent]:
    """Return the keys of a scanner that types by number on the keypad."""
    keys = []
    for digit in TEST_CARD:
        keys.append(KeyEvent("Alt", "AltLeft", 1, alt=True))
        keys += [KeyEvent(d, f"Numpad{d}", 1, alt=True) for d in str(ord(digit))]
        keys.append(KeyEvent("Alt", "AltLeft", 1, up=True))
    return [*keys, *ENTER]


def hidden_scan() -> list[KeyEvent]:
    """Return what an input method leaves of a scan: every third key, hidden, and the text of the field."""
    text, keys = "", []
    for place, digit in enumerate(TEST_CARD):
        text += digit
        if place % 3 == 0:
            keys.append(KeyEvent("Process", f"Digit{digit}", 9, text=text))
    return [*keys, KeyEvent("Process", "Enter", 4, text=text), KeyEvent("Enter", "Enter", 1)]


def test_the_test_card_is_sound() -> None:
    assert is_sound(TEST_CARD)


def test_a_good_scanner_needs_nothing() -> None:
    found = check([scan()] * 3)
    assert (found.good, found.read, found.keys, found.longest_gap, found.gap) == (True, 3, 42, 4, DEFAULT_GAP)
    assert (found.layout, found.ending, found.prefix, found.advice) == (Layout.DIGITS, Ending.ENTER, "", ())


@pytest.mark.parametrize(
    ("keys", "layout", "ending", "gap", "advice"),
    [
        (scan(62), Layout.DIGITS, Ending.ENTER, 77, {Advice.SLOW}),
        (scan(240), Layout.DIGITS, Ending.ENTER, MOST_GAP, {Advice.SLOW}),
        (scan(late=20), Layout.DIGITS, Ending.ENTER, MOST_GAP, {Advice.SLOW}),
        (scan(row=FRENCH), Layout.FRENCH, Ending.ENTER, 40, {Advice.LAYOUT}),
        (scan(row=VIETNAMESE), Layout.VIETNAMESE, Ending.ENTER, 40, {Advice.LAYOUT}),
        (scan(row=")!@#$%^&*("), Layout.SHIFTED, Ending.ENTER, 40, {Advice.LAYOUT}),
        (scan(row="=+ěščřžýáí"), Layout.OTHER, Ending.ENTER, 40, {Advice.LAYOUT}),
        (scan(place="Numpad"), Layout.KEYPAD, Ending.ENTER, 40, set()),
        (alt_scan(), Layout.ALT, Ending.ENTER, 40, {Advice.LAYOUT}),
        (scan(end=CR_LF), Layout.DIGITS, Ending.CR_LF, 40, {Advice.LINE_FEED}),
        (scan(end=(*ENTER, *ENTER)), Layout.DIGITS, Ending.TWICE, 40, {Advice.LINE_FEED}),
        (scan(end=(KeyEvent("Tab", "Tab", 4),)), Layout.DIGITS, Ending.TAB, 40, set()),
        (scan(end=()), Layout.DIGITS, Ending.NONE, 40, {Advice.NO_ENDING}),
        (hidden_scan(), Layout.HIDDEN, Ending.ENTER, 40, {Advice.METHOD}),
    ],
)
def test_what_should_be_changed_is_named(
    keys: list[KeyEvent], layout: Layout, ending: Ending, gap: int, advice: set[Advice]
) -> None:
    found = check([keys] * 3)
    assert (found.read, found.layout, found.ending, found.gap, set(found.advice)) == (3, layout, ending, gap, advice)


def test_the_prefix_is_found_and_a_scan_that_was_not_read_is_named() -> None:
    assert check([scan(lead="TDV")] * 3).prefix == "TDV"
    found = check([scan(), scan(), scan()[4:]])
    assert (found.read, found.good, found.advice) == (2, False, (Advice.NOT_READ,))


def test_two_scans_are_not_enough() -> None:
    assert not check([scan()] * 2).good
    assert not check([]).good
