"""Text broken into lines, whatever measures it: a picture's font in pixels, a PDF's font in millimetres.

Nothing is ever cut: a word wider than the whole width is broken between letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from badges.vietnamese import normalised

if TYPE_CHECKING:
    from collections.abc import Callable

    Measure = Callable[[str], float]


def wrap(text: str, measure: Measure, width: float, *, phrases: bool = False, even: bool = True) -> tuple[str, ...]:
    """Break a text into the fewest lines that fit the width, about equally long; line ends in it are kept.

    `measure` gives the width of a word. With `phrases`, break after commas first, and inside a phrase only where it is
    wider than the width by itself. Without `even` the lines are as many but each as full as it can be, sooner told.
    """
    space = measure(" ")
    lines: list[str] = []
    for paragraph in normalised("NFC", text).splitlines():
        words = [(part, measure(part)) for word in paragraph.split() for part in _break(word, measure, width)]
        if phrases:
            words = [
                (line, measure(line)) for phrase in _phrases(words) for line in _joined(_fill(phrase, space, width))
            ]
        filled = _fill(words, space, width)
        lines += _joined(_balance(words, filled, space, width) if even and not phrases else filled)
    return tuple(lines)


Word = tuple[str, float]
"""A word and its width."""


def _phrases(words: list[Word]) -> list[list[Word]]:
    """The words up to each comma, and the rest."""
    phrases: list[list[Word]] = [[]]
    for word in words:
        phrases[-1].append(word)
        if word[0].endswith((",", ";")):
            phrases.append([])
    return phrases


def _joined(lines: list[list[Word]]) -> list[str]:
    return [" ".join(word for word, _width in line) for line in lines]


def _break(word: str, measure: Measure, width: float) -> list[str]:
    """Cut a word that is too wide into parts that are not."""
    if measure(word) <= width:
        return [word]
    parts = [""]
    for letter in word:
        if parts[-1] and measure(parts[-1] + letter) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def _balance(words: list[Word], best: list[list[Word]], space: float, width: float) -> list[list[Word]]:
    """Narrow the width as far as that takes no further line."""
    low, high = max((need for _word, need in words), default=0.0), width
    while len(best) > 1 and high - low > width / 200:
        middle = (low + high) / 2
        tried = _fill(words, space, middle)
        low, high, best = (middle, high, best) if len(tried) > len(best) else (low, middle, tried)
    return best


def _fill(words: list[Word], space: float, width: float) -> list[list[Word]]:
    """Put as many words on each line as the width takes."""
    lines: list[list[Word]] = []
    room = -1.0
    for word in words:
        need = word[1]
        if need + space <= room:
            lines[-1].append(word)
            room -= need + space
        else:
            lines.append([word])
            room = width - need
    return lines
