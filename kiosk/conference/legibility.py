"""How much text the hall's screen holds at the smallest size that the farthest seat can read.

The figures are those of `static/hall/hall.css`: at least 16 arc minutes for a question, 20 for the business's name, 10 for the
rest, on a screen of 1080 lines; widths of letters are those of Be Vietnam Pro on Vietnamese text, measured.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.settings.load import Settings

WIDTH, HEIGHT = 1766, 1080
"""Pixels of a line, and of the whole screen."""
LINE = 1.43
LETTER, BOLD = 0.545, 0.60
"""Mean width of a letter, in em, with the loss at the ends of lines."""
AROUND = 140
"""Pixels of margins and gaps."""
LONGEST_WORD, WIDER = 20, 10
"""A word of more letters, a web address for instance, is broken and cut by `static/hall/index.js` as if it were many; so many of
its letters take the room of one more."""
CAP_HEIGHT = 0.74
TEXT, NAME, REST = 16, 20, 10
"""Arc minutes."""


def arc_minute(settings: Settings) -> float:
    """Type size in pixels whose capitals subtend one arc minute at the farthest seat."""
    return settings.screen.farthest_seat_m * 0.000290888 / settings.screen.picture_height_m * HEIGHT / CAP_HEIGHT


def room(settings: Settings, business: str) -> int:
    """How many letters (see `length`) of a question the hall shows beside this business's name, at least one line."""
    arc = arc_minute(settings)
    names = max(1, math.ceil(len(business) * arc * NAME * BOLD / WIDTH))
    left = HEIGHT - AROUND - arc * LINE * (3 * REST + names * NAME)
    lines = max(1, int(left // (arc * LINE * TEXT)))
    return int(lines * (WIDTH // (arc * TEXT * LETTER)))


def length(text: str) -> int:
    """Letters of a text, those of words longer than any as many as they take the room of."""
    unbroken = sum(len(word) for word in text.split() if len(word) > LONGEST_WORD)
    return len(text) + math.ceil(unbroken / WIDER)


def css(settings: Settings) -> str:
    """Colours of the blocks; sizes of type that can be read from the farthest seat.

    `--arc-minute`: for a screen of 1080 lines; `--arc`: the same as a share of any screen's height.
    """
    lines = [f".block-{block.code}{{--block:{block.colour}}}" for block in settings.blocks]
    one = arc_minute(settings)
    return "\n".join([*lines, f":root{{--arc-minute:{one:.3f}px;--arc:{one / 10.8:.4f}vh}}"]) + "\n"
