"""A sheet with its headings understood: the decoded text of every field in every row, and the cell it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from badges.vietnamese import fold
from kiosk.i18n import _
from kiosk.intake.reader import cells
from kiosk.intake.reader.encodings import Encoding, decode, is_garbled, of_column, of_file
from kiosk.intake.reader.fields import label
from kiosk.intake.reader.grid import Fault, Value
from kiosk.intake.reader.table import Message

if TYPE_CHECKING:
    from kiosk.intake.reader.columns import Mapping
    from kiosk.intake.reader.grid import Grid
    from kiosk.intake.reader.header_rows import Header
    from kiosk.intake.reader.table import Kind, Level


@dataclass(slots=True)
class Listing:
    """One sheet being read. `mapping` is field → column; messages gather in `messages` as cells are asked for."""

    grid: Grid
    kind: Kind
    header: Header
    mapping: Mapping
    encodings: dict[int, Encoding] = field(default_factory=dict)
    messages: dict[Message, None] = field(default_factory=dict)
    _texts: dict[tuple[int, int], str] = field(default_factory=dict)
    _own: dict[int, dict[int, str]] = field(default_factory=dict)
    _covered: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    _wide: set[int] = field(default_factory=set)
    repeated: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Cells that say "as above" → the cell above that they stand for."""
    meanings: dict[str, str] = field(default_factory=dict)
    """Folded answer to the invitation → what a person says that it means."""
    answers: dict[str, list[str]] = field(default_factory=dict)
    """Answer as written → what it was taken for, once for each row."""
    parted: int = 0
    """Rows in which a position stood before the organisation."""
    left: int = field(init=False)
    right: int = field(init=False)
    last: int = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.header.left or 1
        self.right = self.header.right or self.grid.width
        self.last = self.header.last or len(self.grid.rows)
        self._cover()
        self._find_repeated()
        raw = {column: self._raw_texts(column) for column in range(1, self.grid.width + 1)}
        whole = of_file(text for texts in raw.values() for text in texts)
        self.encodings = {column: of_column(texts, whole) for column, texts in raw.items()}

    def _raw_texts(self, column: int) -> list[str]:
        top = self.header.rows[0] if self.header.rows else self.first
        values = (row[column - 1] for row in self.grid.rows[top - 1 : self.last] if len(row) >= column)
        return [value for value in values if isinstance(value, str) and not value.isascii()]

    def _cover(self) -> None:
        """Remember which cells lie under a merged range: filled from its first row, and only in its first column."""
        for span in self.grid.spans:
            if span.right > span.left and span.top > self.first - 1:
                self._wide.add(span.top)
            for row in range(max(span.top + 1, self.first), span.bottom + 1):
                if span.top >= self.first:
                    self._covered[row, span.left] = (span.top, span.left)

    def _find_repeated(self) -> None:
        for row in self.all_rows:
            for column, value in enumerate(self.grid.rows[row - 1][: self.right], 1):
                if not isinstance(value, str) or len(value) > cells.LONGEST_DITTO or not cells.is_ditto(value):
                    continue
                above = next((r for r in range(row - 1, self.first - 1, -1) if self.grid.at(r, column) is not None), 0)
                if above and column >= self.left:
                    self.repeated[row, column] = self.repeated.get((above, column), (above, column))

    @property
    def first(self) -> int:
        """Number of the first row below the headings."""
        return self.header.top

    @property
    def all_rows(self) -> range:
        """The rows below the headings, to the end of the table."""
        return range(self.first, self.last + 1)

    @property
    def head_cell(self) -> str:
        """The first cell of the headings; that of the table where it has none."""
        return self.grid.address(self.header.rows[-1] if self.header.rows else self.first, self.left)

    def column_cell(self, column: int) -> str:
        """The cell of a column's heading."""
        return self.grid.address(self.header.rows[-1] if self.header.rows else self.first, column)

    def is_wide(self, row: int) -> bool:
        """Say whether cells of this row are merged across columns."""
        return row in self._wide

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The cell whose value this one shows: itself, or the head of the merged range it lies in."""
        return self._covered.get((row, column), (row, column))

    def rows_of(self, row: int, column: int) -> int:
        """Over how many rows the merged range goes that begins in a cell; 1 for none."""
        below = row + 1
        while self._covered.get((below, column)) == (row, column):
            below += 1
        return below - row

    def at(self, row: int, column: int) -> str:
        """The decoded text of a cell."""
        text = self._texts.get((row, column))
        if text is None:
            where = self.origin(row, column)
            where = self.repeated.get(where, where)
            text = decode(cells.text(self.grid.at(*where)), self.encodings.get(column, Encoding.UNICODE))
            self._texts[row, column] = text
        return text

    def columns(self, name: str) -> list[int]:
        """All columns of a field, the chosen one first."""
        chosen = [self.mapping[name]] if name in self.mapping else []
        return chosen + [
            column for column in self.header.assigned.more.get(name, []) if column not in self.mapping.values()
        ]

    def every(self, row: int, name: str) -> list[tuple[int, str]]:
        """The texts of a field in a row, each with its column: of the chosen column first, then of its further ones."""
        return [(column, text) for column in self.columns(name) if (text := self.at(row, column))]

    def value(self, row: int, name: str) -> Value:
        """The undecoded value of a field; None where it has no column."""
        column = self.mapping.get(name)
        return self.grid.at(*self.origin(row, column)) if column else None

    def text(self, row: int, name: str) -> str:
        """The decoded text of a field; empty where it has no column."""
        column = self.mapping.get(name)
        return self.at(row, column) if column else ""

    def line(self, row: int, name: str) -> str:
        """The decoded text of a field in one line."""
        column = self.mapping.get(name)
        return cells.line(self.at(row, column)).rstrip(" ;") if column else ""

    def cell(self, row: int, *names: str) -> str:
        """The address of the first of these fields that has a text in a row, as the merged range it may lie in has it."""
        columns = [self.mapping[name] for name in names if name in self.mapping]
        filled = [column for column in columns if self.at(row, column)]
        return self.grid.address(*self.origin(row, (filled or columns or [min(self.mapping.values(), default=1)])[0]))

    def say(self, level: Level, row: int, name: str, text: str) -> None:
        """Add a message about a field of a row, once for each cell."""
        self.add(Message(level, self.cell(row, name), text))

    def say_at(self, level: Level, row: int, column: int, text: str) -> None:
        """Add a message about a cell."""
        self.add(Message(level, self.grid.address(*self.origin(row, column)), text))

    def add(self, message: Message) -> None:
        """Add a message that is not there yet."""
        self.messages[message] = None

    def own_texts(self, row: int) -> dict[int, str]:
        """Column → text of the cells that this row fills itself, merged ranges from above left out."""
        if row > len(self.grid.rows):
            return {}
        if row not in self._own:
            values = self.grid.rows[row - 1] if row <= len(self.grid.rows) else []
            columns = (
                column
                for column, value in enumerate(values[: self.right], 1)
                if value is not None and column >= self.left and (row, column) not in self._covered
            )
            self._own[row] = {column: text for column in columns if (text := self.at(row, column))}
        return self._own[row]

    def titles(self, row: int) -> dict[int, str]:
        """Column → decoded text of what stands in a row above the headings."""
        values = self.grid.rows[row - 1] if row <= len(self.grid.rows) else []
        return {column: self.at(row, column) for column, value in enumerate(values, 1) if isinstance(value, str)}

    def looks_like_headings(self, row: int) -> bool:
        """Say whether a row repeats the headings, as the top of a printed page does."""
        heads = self.header.heads
        own = {column: text for column, text in self.own_texts(row).items() if column in heads}
        return len(own) >= 2 and all(fold(text) == fold(self.at_head(column)) for column, text in own.items())

    def at_head(self, column: int) -> str:
        """The decoded heading of a column, without that of several columns above it."""
        head = self.header.heads.get(column)
        return decode(head.text, self.encodings[column]) if head else ""

    def heading(self, column: int) -> str:
        """The decoded heading of a column in one line, with that of several columns above it; empty for none."""
        head = self.header.heads.get(column)
        return cells.line(decode(head.whole, self.encodings.get(column, Encoding.UNICODE))) if head else ""

    def heading_text(self, column: int) -> str:
        """The decoded heading of a column alone, in one line."""
        return cells.line(self.at_head(column))

    def inspect(self, row: int) -> None:
        """Add an error for every cell of the row that cannot be taken as it stands; what is not read may be anything."""
        for name, column in self.mapping.items():
            if name in UNREAD:
                continue
            where = self.origin(row, column)
            raw = self.grid.at(*where)
            if text := _fault(self, where, name, raw):
                self.say("error", row, name, text)
            if isinstance(raw, str) and is_garbled(raw, self.encodings[column]):
                words = _("This cell is in another encoding than the rest of its column. Retype it: {text}")
                self.say("warning", row, name, words.format(text=raw[:60]))


UNREAD: Final = frozenset(
    {
        "ordinal",
        "signature",
        "birth",
        "received",
        "business_type",
        "activity",
        "competence",
        "contact",
        "asked",
        "gender",
    }
)
"""Fields that nothing depends on: an error in their cells stops no list."""
_TEXTS: Final = frozenset(
    {
        "name",
        "family",
        "middle",
        "given",
        "organisation",
        "agency",
        "position",
        "text",
        "asker",
        "email",
        "address",
        "note",
        "prepared",
        "unit",
        "field",
        "block",
    }
)


def _fault(listing: Listing, where: tuple[int, int], name: str, value: Value) -> str:
    """Why a cell cannot be taken, or nothing."""
    marks = listing.grid.marks
    if where in marks.uncalculated or (name in _TEXTS and where in marks.zeros):
        text = _("{field}: the formula here has never been calculated. Open the file in Excel, save it and try again.")
        return text.format(field=label(name, listing.kind))
    if isinstance(value, Fault):
        return _("{field}: the cell shows {value}. Put the right text in its place.").format(
            field=label(name, listing.kind), value=value
        )
    if isinstance(value, str) and len(value) > cells.LONGEST:
        text = _("{field}: {length} characters, at most {most} are taken. Shorten the text or split it.")
        return text.format(field=label(name, listing.kind), length=len(value), most=cells.LONGEST)
    if name in {"phone", "tax_code"} and isinstance(value, str) and cells.is_shortened(value):
        text = _("{field}: Excel has shortened the number to {value}. Format the column as text and enter it again.")
        return text.format(field=label(name, listing.kind), value=value.strip())
    return ""
