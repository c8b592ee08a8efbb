"""The reader of text: .csv and .tsv with any separator, tables out of a chat, and lines such as "Ông A – GĐ – Công ty B".

UTF-8, UTF-16 with its mark, or bytes of an old Vietnamese encoding where their words prove it; anything else is refused
rather than guessed.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from kiosk.intake.reader import limits
from kiosk.intake.reader.encodings import Encoding, evidence
from kiosk.intake.reader.grid import Grid, Value, trimmed
from kiosk.intake.reader.table import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

SEPARATORS: Final = "\t;,|"
MOST_LINES: Final = 200_000
MOST_JOINED: Final = 40
"""Lines that one cell of a table saved as text may run over."""
_PROOF: Final = 5
"""So many different words of an old encoding must fit, and four of five of all that have accents."""
_RULE: Final = re.compile(r"\|?[\s|:+=-]*-{2,}[\s|:+=-]*\|?")


class TextList:
    """An opened text file: one sheet without a name."""

    def __init__(self, data: bytes, score: Callable[[Grid], float], lines: Callable[[list[str]], Grid | None]) -> None:
        self.names = [("", False)]
        self._grid = parse(text_of(data), score, lines)

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


def parse(text: str, score: Callable[[Grid], float], lines: Callable[[list[str]], Grid | None]) -> Grid:
    """Return the cells of a text: cut at the separator under which most is understood, or line by line.

    `score` says how much of a grid is understood, `lines` reads people written one a line. A first line "sep=;" is
    Excel's own hint and no row of the list.
    """
    if text.count("\n") + text.count("\r") > MOST_LINES:
        raise limits.too_large()
    text = re.sub(r"\Asep=.\r?\n", "", text)
    text = _ADDRESSED.sub(r"\g<0>\n", text) if len(_ADDRESSED.findall(text)) > 1 else text
    if _SPOKEN.search(text) and (spoken := lines(text.splitlines())) is not None and _are_spoken(text):
        return spoken
    grids = [grid for separator in SEPARATORS for grid in _cuts(text, separator)] or _by_blanks(text)
    best = max(grids, key=lambda grid: (round(score(grid)), _regular(grid), score(grid), grid.width), default=None)
    sure = score(best) if best is not None and best.width > 1 else 0.0
    written = text.splitlines()
    if sure < HEADED and (not sure or _known(lines(written[:SAMPLED])) > sure):
        people = lines(written)
        if people is not None and _known(people) > sure:
            return people
    if best is None or best.width < 2:
        raise Unreadable(
            "The columns of this file cannot be told apart. Write one person a line with a dash between the parts, or "
            "open it in Excel and save it as .xlsx."
        )
    return Grid(trimmed(best.rows))


_ADDRESSED: Final = re.compile(r"<[^\s<>@;,]+@[^\s<>@;,]+>[ \t]*[;,][ \t]*")
"""The end of one of several mail addresses in a line, as a mail program writes them: "Phạm Văn Thử <thu@…>; "."""
SAMPLED: Final = 200
"""Lines that are tried before all of a text that could be a table are read as people."""
HEADED: Final = 3.5
"""The least that a table with headings is understood; `score` counts one without by half of its columns."""


def _known(people: Grid | None) -> float:
    """Return to what degree people in lines are understood, as `score` counts a table without headings."""
    if people is None:
        return 0.0
    filled = [row for row in people.rows if any(value is not None for value in row[:-1])]
    columns = [
        column
        for column in range(people.width - 1)
        if 2 * sum(len(r) > column and r[column] is not None for r in filled) > len(filled)
    ]
    return 0.5 * len(columns)


_LABEL: Final = r"(?:họ (?:và )?tên|chức vụ|đơn vị|cơ quan|sđt|điện thoại|số điện thoại|email)\s*:"
_SPOKEN: Final = re.compile(
    rf"(?i){_LABEL}[^\n]*{_LABEL}|(?:cử|giới thiệu|phân công)\s+(?:ông|bà|anh|chị|đ/c|đồng chí)\s"
)
_BLANKS: Final = re.compile(r"\t+|\s{2,}")


def _are_spoken(text: str) -> bool:
    """Say whether most lines are sentences or labelled values, whatever separators stand in them."""
    filled = [line for line in text.splitlines() if line.strip()]
    return 2 * sum(bool(_SPOKEN.search(line)) for line in filled) > len(filled)


def _by_blanks(text: str) -> list[Grid]:
    """The cells of a table whose columns are kept apart by several blanks, as one copied out of a PDF."""
    rows: list[list[Value]] = [list(_BLANKS.split(line.strip())) for line in text.splitlines()[: limits.MOST_ROWS]]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths or widths.most_common(1)[0][0] < 3 or 2 * widths.most_common(1)[0][1] < widths.total():
        return []
    return [Grid(rows)]


def _regular(grid: Grid) -> float:
    """Share of the rows that have as many cells as most."""
    counts = Counter(len(row) for row in grid.rows if len(row) > 1)
    return round(counts.most_common(1)[0][1] / counts.total(), 2) if counts else 0.0


def _cuts(text: str, separator: str) -> list[Grid]:
    """The cells at one separator, in each way in which a writer may have meant its quotes and its line breaks."""
    if separator not in text or text.count(separator) > limits.MOST_ROWS * limits.MOST_COLUMNS * 2:
        return []
    found: list[list[list[Value]]] = []
    try:
        found.append([list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)])
    except csv.Error:
        found.append([_unquoted(line, separator) for line in text.splitlines()])
        found.append([list(line.split(separator)) for line in text.splitlines()])
    joined = _joined(text, separator) if '"' not in text else None
    if joined:
        found = [joined]  # a row that only goes on is no row
    if separator == "|":
        found = [_framed(rows) for rows in found]
    return [Grid(rows) for rows in found]


def _unquoted(line: str, separator: str) -> list[Value]:
    """The cells of a line whose writer put quotes around each text and did not double those inside.

    A quote closes a cell only before a separator or the end of the line.
    """
    mark = re.escape(separator)
    pattern = rf'"(.*?)"(?={mark}|\s*$)|([^{mark}]*)'
    cells: list[Value] = []
    place = 0
    while place <= len(line):
        found = re.compile(pattern).match(line, place)
        if not found:
            break
        quoted = found[1]
        cells.append(quoted.replace('""', '"') if quoted is not None else found[2])
        place = found.end() + 1
    return cells


def _joined(text: str, separator: str) -> list[list[Value]] | None:
    """The rows of a table whose cells ran over several lines, as Word saves one as text; None where there are none.

    A line with fewer separators than the first belongs to the cell that the line before it ended in, until the row is
    full; the next full row must begin like a row, with a number.
    """
    lines = text.splitlines()
    counts = [line.count(separator) for line in lines]
    whole = max(counts, default=0)
    if whole < 2 or sum(count == whole for count in counts) < 2 or all(c in (whole, 0) for c in counts):
        return None
    rows: list[list[Value]] = []
    part: list[str] = []
    merged = 0
    for line, count in zip(lines, counts, strict=True):
        got = sum(one.count(separator) for one in part)
        if not part and (count == whole or not line.strip() or not re.match(r"\s*\d", line)):
            rows.append(list(line.split(separator)))
            continue
        part.append(line)
        got += count
        if got > whole or len(part) > MOST_JOINED:
            return None
        if got == whole:
            rows.append(list("\n".join(part).split(separator)))
            merged += len(part) > 1
            part = []
    if part:
        rows.append(list("\n".join(part).split(separator)))
    return rows if merged else None


def _framed(rows: list[list[Value]]) -> list[list[Value]]:
    """A table drawn with bars, as chats and wikis have it, without its outer bars and the rule below its headings."""
    inner = [row for row in rows if row and not _RULE.fullmatch("|".join(str(cell) for cell in row).strip())]
    filled = [row for row in inner if len(row) > 2]
    if filled and all(not str(row[0]).strip() and not str(row[-1]).strip() for row in filled):
        inner = [row[1:-1] if len(row) > 2 else row for row in inner]
    return [[str(cell).strip() for cell in row] for row in inner]
