"""The reader of .csv and .tsv, also pasted out of a mail: any separator, with or without a byte-order mark.

UTF-8, UTF-16 with its mark, or bytes of an old Vietnamese encoding where their words prove it; anything else is refused
rather than guessed.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from kiosk.intake.reader import limits
from kiosk.intake.reader.encodings import Encoding, evidence
from kiosk.intake.reader.grid import Grid, Value, trimmed
from kiosk.intake.reader.table import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

SEPARATORS: Final = "\t;,|"
MOST_LINES: Final = 200_000
_PROOF: Final = 5
"""So many different words of an old encoding must fit, and four of five of all that have accents."""


class TextList:
    """An opened text file: one sheet without a name."""

    def __init__(self, data: bytes, score: Callable[[Grid], int]) -> None:
        self.names = [("", False)]
        self._grid = parse(text_of(data), score)

    def head(self, index: int) -> Grid:
        """The same as the whole."""
        return self._grid

    def whole(self, index: int) -> Grid:
        """All of it."""
        return self._grid


def text_of(data: bytes) -> str:
    """Return the text of a file. Raises `Unreadable` where its encoding is neither declared nor provable."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        if b"\0" not in data:
            return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and (old := _old_text(data)):
            return old
    raise Unreadable(
        "The letters of this file cannot be read. Open it in Excel and save it as “CSV UTF-8” or as .xlsx."
    )


def _old_text(data: bytes) -> str:
    """The text of bytes in an encoding of the years before Unicode, or nothing where the words do not prove it."""
    readings = [("latin-1", Encoding.TCVN3), ("latin-1", Encoding.VNI), ("cp1258", Encoding.UNICODE)]
    proven = {}
    for codec, encoding in readings:
        text = data.decode(codec, errors="replace")
        words = {word for word in text.split() if not word.isascii()}
        fit = evidence([text])[encoding]
        if fit >= _PROOF and fit >= 0.6 * len(words):  # gained less lost: four fit for one that does not
            proven[fit] = text
    return proven[max(proven)] if proven else ""


def parse(text: str, score: Callable[[Grid], int]) -> Grid:
    """Return the cells of a text, cut at the separator that gives the most headings.

    A first line "sep=;" is Excel's own hint and no row of the list.
    """
    if text.count("\n") + text.count("\r") > MOST_LINES:
        raise limits.too_large()
    text = re.sub(r"\Asep=.\r?\n", "", text)
    grids = [_cut(text, separator) for separator in SEPARATORS]
    best = max((grid for grid in grids if grid), key=lambda grid: (score(grid), grid.width), default=None)
    if best is None or best.width < 2:
        raise Unreadable("The columns of this file cannot be told apart. Open it in Excel and save it as .xlsx.")
    return Grid(trimmed(best.rows))


def _cut(text: str, separator: str) -> Grid | None:
    """The cells at one separator. Quotes that do not pair are taken as ordinary characters, as in text from a mail."""
    if text.count(separator) > limits.MOST_ROWS * limits.MOST_COLUMNS * 2:
        return None
    source = io.StringIO(text, newline="")
    try:
        rows: list[list[Value]] = [list(row) for row in csv.reader(source, delimiter=separator, strict=True)]
    except csv.Error:
        lines = text.splitlines()
        rows = [list(line.split(separator)) for line in lines]
    return Grid(rows)
