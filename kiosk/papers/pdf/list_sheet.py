"""A list on A4: official head, title, a ruled table whose headings stand on every page, page numbers.

Layout as Nghị định 30/2020/NĐ-CP asks for as far as a PDF with our own font can: margins, agencies at the left, national
motto at the right, page numbers in the top margin from the second page on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.i18n.dates import short_date
from kiosk.papers.pdf.sheet import A4, INK, PT, QUIET, WIDE, Para, Sheet
from kiosk.papers.text.listing import Column, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.conference.conference import Conference
    from kiosk.papers.text.listing import Listing

PAD: Final = 1.5
LEADING: Final = 1.42
SIZE: Final = 10.5
SIGNATURE: Final = 14.0
"""mm left free above an annex: its top right corner takes the agency's signature."""
LONGEST: Final = 0.9
"""A row is never higher than this share of a page; its type is stepped down instead."""
ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
                "XVII", "XVIII", "XIX", "XX")  # fmt: skip
NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"


class Paper(Sheet):
    """Pages of a list. `left`, `top`, `right`, `bottom`: margins in mm."""

    def __init__(self, title: str, conference: Conference, *, wide: bool = False) -> None:
        super().__init__(title, conference.clock.now(), WIDE if wide else A4)
        self.left, self.top, self.right, self.bottom = (20.0, 20.0, 15.0, 15.0) if wide else (30.0, 20.0, 15.0, 20.0)
        self.conference = conference
        self.first = 0

    @property
    def room(self) -> float:
        """Width between the margins."""
        return float(self.w) - self.left - self.right

    @property
    def low(self) -> float:
        """Where the bottom margin begins."""
        return float(self.h) - self.bottom

    def begin(self) -> float:
        """A new list with a numbering of its own; returns where it starts."""
        self.first = self.page
        return self.turn()

    def turn(self) -> float:
        """A new page, numbered from the second on; returns where it starts."""
        self.add_page()
        number = self.page - self.first
        if number > 1:
            self.say(Para(str(number), 13), self.left, 9, self.room, "C")
        return self.top

    def head(self, y: float, *, nation: bool = True) -> float:
        """The agencies, and the nation's name and motto; returns where they end."""
        wanted, share = self.conference.settings.documents, 0.42
        width = self.room * share
        names = [Para(wanted.governing_short, 12), Para(wanted.organiser, 12, 700)]
        left_end = self.put(self.stack(names, width - 4, 20), self.left, y, width - 4, "C") + 0.8
        self._rule(self.left, width - 4, left_end, width / 3)
        if not nation:
            return left_end + 5
        x, width = self.left + width, self.room - width
        said = [Para(NATION, 12, 700), Para(MOTTO, 13, 700)]
        sets = self.stack(said, width, 20)
        end = self.put(sets, x, y, width, "C") + 0.8
        self._rule(x, width, end, self.em(MOTTO, 700) * sets[-1].size * PT)
        return max(left_end, end) + 5

    def _rule(self, x: float, width: float, y: float, length: float) -> None:
        self.rule(x + (width - length) / 2, y, x + (width + length) / 2, y, INK, 0.25)

    def titles(self, y: float, title: str, *under: str, note: str = "") -> float:
        """The list's title in capitals, what is under it, and a note in small type; returns where they end."""
        paras = [Para(title, 14, 700, lines=2), *(Para(text, 12, 600, lines=3) for text in under)]
        paras += [Para(note, 10.5, 400, QUIET, lines=3, before=1.5)] if note else []
        return self.put(self.stack(paras, self.room, 80), self.left, y, self.room, "C") + 4

    def listing(self, drawn: Listing, step: Callable[[int], object] = lambda _done: None) -> None:
        """A whole list, beginning on a page of its own."""
        y = self.begin()
        y = self.head(y) if drawn.headed else y + SIGNATURE
        y = self.titles(y, drawn.title, self.conference.settings.name, note=drawn.note)
        y = self.ruled(drawn.columns, drawn.rows, y, step, least=drawn.least)
        if drawn.signers:
            self.signed(y, drawn.closing, *drawn.signers)
        else:
            self.close(y, drawn.closing)

    def ruled(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        y: float,
        step: Callable[[int], object] = lambda _done: None,
        *,
        size: float = SIZE,
        least: float = 8,
    ) -> float:
        """A ruled table; headings are repeated on every page, a band never stands alone at the foot of one.

        `least`: the least height of a row in mm. Returns where the table ends.
        """
        heading = Row(tuple(column.title for column in columns))
        y = self._row(columns, heading, y, size, least, bold=True)
        for n, row in enumerate(rows):
            following = rows[n + 1] if row.band and n + 1 < len(rows) else None
            need = self._height(columns, row, size, least)
            need += self._height(columns, following, size, least) if following else 0
            if y + need > self.low:
                y = self._row(columns, heading, self.turn(), size, least, bold=True)
            y = self._row(columns, row, y, size, least)
            step(row.guests)
        return y

    def _height(self, columns: Sequence[Column], row: Row, size: float, least: float, *, bold: bool = False) -> float:
        if row.band:
            return self.fit(Para(row.band, size, 700, lines=9), self.room - 2 * PAD).height + PAD
        heights = [self.fit(_cell(c, t, size, bold=bold), c.width - 2 * PAD).height for c, t in _pairs(columns, row)]
        return max(least, *(height + PAD for height in heights))

    def _row(
        self, columns: Sequence[Column], row: Row, y: float, size: float, least: float, *, bold: bool = False
    ) -> float:
        height = self._height(columns, row, size, least, bold=bold)
        while height > (self.low - self.top) * LONGEST - 20:
            size *= 0.9
            height = self._height(columns, row, size, least, bold=bold)
        lines = [f"0 0 {self.room:.2f} {height:.2f} re"]
        if row.band:
            self.column([Para(row.band, size, 700, lines=9)], (self.left + PAD, y, self.room - 2 * PAD, height))
        x = self.left
        for column, text in _pairs(columns, row):
            box = (x + PAD, y, column.width - 2 * PAD, height)
            self.column([_cell(column, text, size, bold=bold)], box, "C" if bold else column.align)
            x += column.width
            lines.append(f"{x - self.left:.2f} 0 m {x - self.left:.2f} {height:.2f} l")
        self.path("0.15 w " + " ".join(lines), self.left, y, 1, INK, "S")
        return y + height

    def close(self, y: float, text: str) -> float:
        """The sentence under a table; on a new page where there is no room. Returns where it ends."""
        return self.say(Para(text, 11), self.left, y + 2 if y + 10 < self.low else self.turn(), self.room)

    def signed(self, y: float, text: str, left: str, right: str) -> float:
        """The sentence under a table, and who signs at the left and at the right; all of it on one page."""
        y = self.close(y if y + 50 < self.low else self.turn(), text)
        half = self.room / 2
        y = self.say(Para(dated(self.conference), 11.5), self.left + half, y + 3, half, "C")
        for x, who in ((self.left, left), (self.left + half, right)):
            end = self.say(Para(who, 12, 700), x, y, half, "C")
            self.say(Para("(Ký, ghi rõ họ tên)", 10, 400, QUIET), x, end, half, "C")
        return y + 36


def _pairs(columns: Sequence[Column], row: Row) -> list[tuple[Column, str]]:
    return list(zip(columns, row.cells, strict=True)) if row.cells else []


def _cell(column: Column, text: str, size: float, *, bold: bool) -> Para:
    return Para(text, size, 700 if bold else column.weight, lines=99, leading=LEADING)


def two(number: int) -> str:
    """A count as officials write it: 05."""
    return f"{number:02d}"


def dated(conference: Conference) -> str:
    """Place and date of a paper that is signed on the day."""
    date, place = conference.settings.date, conference.settings.documents.place
    month = two(date.month) if date.month < 3 else str(date.month)
    return f"{place}, ngày {two(date.day)} tháng {month} năm {date.year}"


def as_of(conference: Conference) -> str:
    """When a list was drawn."""
    now = conference.clock.local()
    return f"Cập nhật lúc {now:%Hh%M}, ngày {short_date(now)}"


def occasion(conference: Conference) -> str:
    """The conference, its hour and its place, under a title."""
    first = next((i for i in conference.settings.programme if i.kind != "reception"), conference.settings.programme[0])
    date = conference.settings.date
    hour = first.start.replace(":", "h")
    return f"{hour}, ngày {short_date(date)}; {conference.settings.place_short or conference.settings.place}"
