"""From bytes to a table: what the child process does, where a hostile file can hurt nobody."""

from __future__ import annotations

import sys
import traceback
import warnings
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

import msgspec
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from kiosk.i18n import _, speaking
from kiosk.intake.reader import cells, header_rows, limits
from kiosk.intake.reader.columns import NEEDED
from kiosk.intake.reader.csv import TextList
from kiosk.intake.reader.encodings import decode
from kiosk.intake.reader.fields import FIELDS
from kiosk.intake.reader.guest_rows import guest
from kiosk.intake.reader.listing import Listing
from kiosk.intake.reader.question_rows import check_swapped, question, settle_outcome
from kiosk.intake.reader.row_kinds import Kept, sort_out
from kiosk.intake.reader.sheet_messages import remarks
from kiosk.intake.reader.table import Column, Kind, Message, Request, Sheet, Skipped, Table, Unreadable
from kiosk.intake.reader.xls import OldBook
from kiosk.intake.reader.xlsx import Workbook

if TYPE_CHECKING:
    from typing import BinaryIO

    from kiosk.intake.reader.columns import Mapping
    from kiosk.intake.reader.grid import Grid

SAMPLES = 3
LEVELS = ("error", "warning", "note")


class Book(Protocol):
    """What every reader of files offers."""

    names: list[tuple[str, bool]]

    def head(self, index: int) -> Grid: ...

    def whole(self, index: int) -> Grid: ...


def answer(source: BinaryIO) -> bytes:
    """Read a request and a file; return "+" and the table, or "-" and what a refusal is made of, as JSON."""
    request = msgspec.json.decode(source.readline(), type=Request)
    data = source.read()
    with speaking(request.language), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out: pictures, validations, extensions
        try:
            return b"+" + msgspec.json.encode(table(data, request))
        except Unreadable as refusal:
            return _refused(refusal)
        except (MemoryError, RecursionError):
            return _refused(limits.too_large())
        except (
            Exception
        ) as broken:  # whatever a reader makes of broken bytes: six kinds were counted, and there are more
            _tell(broken)
            return _refused(limits.damaged())


def _tell(broken: Exception) -> None:
    """Say where a reader stumbled, and not over what: the words of an error can quote somebody's name."""
    print(*traceback.format_tb(broken.__traceback__), type(broken).__name__, sep="", file=sys.stderr)


def _refused(refusal: Unreadable) -> bytes:
    return b"-" + msgspec.json.encode((refusal.text, refusal.facts))


def table(data: bytes, request: Request) -> Table[Any]:
    """Return the table of one sheet. Raises whatever a reader raises; `answer` makes one sentence of it."""
    kind = request.kind
    book = _open(data, kind)
    headers = [header_rows.find(_checked(book.head(index)), kind) for index in range(len(book.names))]
    sheets = tuple(
        Sheet(cells.line(name), hidden, len(header.mapping) if header else 0)
        for (name, hidden), header in zip(book.names, headers, strict=True)
    )
    chosen = _choose(sheets, request.sheet, [header.weight if header else 0.0 for header in headers])
    grid = _checked(book.whole(chosen))
    header, told = _header(grid, request)
    listing = Listing(grid, kind, header, header.mapping)
    for message in told:
        listing.add(message)
    settle_outcome(listing)
    kept, skipped = ([], []) if told else sort_out(listing)
    rows = _rows(listing, kept, skipped)
    for message in remarks(listing, sheets, sheets[chosen], rows):
        listing.add(message)
    columns = _columns(listing, [data.row for data in kept] or list(range(listing.first, len(grid.rows) + 1)))
    messages = sorted(listing.messages, key=_place)
    skipped.sort(key=lambda skip: skip.row)
    return Table(kind, sheets, sheets[chosen].name, header.rows, columns, tuple(rows), tuple(messages), tuple(skipped))


def _place(message: Message) -> tuple[int, int, int]:
    """Where a message stands among the others: errors first, then row by row."""
    if not message.cell:
        return LEVELS.index(message.level), 0, 0
    letters, row = coordinate_from_string(message.cell)
    return LEVELS.index(message.level), row, column_index_from_string(letters)


def _open(data: bytes, kind: Kind) -> Book:
    found = limits.kind(data)
    if found == "xlsx":
        return Workbook(data)
    return OldBook(data) if found == "xls" else TextList(data, lambda grid: _headings(grid, kind))


def _checked(grid: Grid) -> Grid:
    limits.check_texts(grid.texts())
    if sum(span.bottom - span.top + 1 for span in grid.spans) > limits.MOST_ROWS * limits.MOST_COLUMNS:
        raise limits.too_large()
    return grid


def _headings(grid: Grid, kind: Kind) -> int:
    header = header_rows.find(grid, kind)
    return len(header.mapping) if header else 0


def _choose(sheets: tuple[Sheet, ...], wanted: str | None, weights: list[float]) -> int:
    """The sheet asked for, otherwise the one with most headings, a visible one before a hidden one."""
    if not sheets:
        raise Unreadable("This kind of file is not read. Open it in Excel and save it as “Excel Workbook (*.xlsx)”.")
    if wanted is not None:
        found = [index for index, sheet in enumerate(sheets) if sheet.name == cells.line(wanted)]
        if not found:
            raise Unreadable("The workbook has no sheet “{sheet}”. Choose one of its sheets.", sheet=wanted)
        return found[0]
    ranks = [
        (weight > 0, not sheet.hidden, weight, -index)
        for index, (sheet, weight) in enumerate(zip(sheets, weights, strict=True))
    ]
    return ranks.index(max(ranks))


def _header(grid: Grid, request: Request) -> tuple[header_rows.Header, list[Message]]:
    """The headings, with a person's own mapping laid over them, and what has to be said about them."""
    found = (
        header_rows.at(grid, request.header, request.kind) if request.header else header_rows.find(grid, request.kind)
    )
    header = found or header_rows.at(grid, header_rows.fullest(grid) or 1, request.kind)
    mapping = _overlaid(header.mapping, request)
    header = header_rows.Header(header.rows, header.heads, mapping, header.weight)
    if NEEDED[request.kind] & mapping.keys():
        return header, []
    if request.kind == "guests":
        text = _(
            "No column of names or organisations was recognised. Say which column is which, or choose another sheet."
        )
    else:
        text = _(
            "No column with the text of the questions was recognised. Say which column it is, or choose another sheet."
        )
    return header, [Message("error", "", text)]


def _overlaid(mapping: Mapping, request: Request) -> Mapping:
    laid = dict(mapping)
    for field, letter in request.mapping.items():
        if field not in FIELDS[request.kind]:
            raise Unreadable("“{field}” is no field of this list.", field=field)
        laid.pop(field, None)
        if letter:
            column = _column(letter)
            laid = {other: taken for other, taken in laid.items() if taken != column} | {field: column}
    return laid


def _column(letter: str) -> int:
    try:
        column: int = column_index_from_string(letter.strip().upper())
    except ValueError:
        column = 0
    if not 1 <= column <= limits.MOST_COLUMNS:
        raise Unreadable("“{letter}” is no column of the sheet. Write a letter such as C.", letter=letter)
    return column


def _rows(listing: Listing, kept: list[Kept], skipped: list[Skipped]) -> list[Any]:
    """The guests or questions of the rows kept; what proves to be neither joins the rows skipped."""
    rows: list[Any] = []
    for data in kept:
        listing.inspect(data.row)
        made = (guest if listing.kind == "guests" else question)(listing, data, len(rows) + 1)
        if made:
            rows.append(made)
        else:
            skipped.append(Skipped(data.row, _without(listing), _shown(listing, data)))
    if listing.kind == "questions":
        check_swapped(listing, kept)
    return rows


def _without(listing: Listing) -> str:
    return _("neither a person nor an organisation") if listing.kind == "guests" else _("no question")


def _shown(listing: Listing, kept: Kept) -> str:
    return cells.line(" | ".join(listing.own_texts(kept.row).values()))[:120]


def _columns(listing: Listing, rows: list[int]) -> tuple[Column, ...]:
    fields = {column: field for field, column in listing.mapping.items()}
    return tuple(
        Column(
            get_column_letter(column),
            cells.line(" – ".join(text for text in _head(listing, column) if text)),
            field if (field := fields.get(column, "")) in FIELDS[listing.kind] else "",
            str(listing.encodings[column]),
            _samples(listing, rows, column),
        )
        for column in range(1, listing.grid.width + 1)
    )


def _head(listing: Listing, column: int) -> tuple[str, str]:
    head = listing.header.heads.get(column)
    encoding = listing.encodings[column]
    return (decode(head.parent, encoding), decode(head.text, encoding)) if head else ("", "")


def _samples(listing: Listing, rows: list[int], column: int) -> tuple[str, ...]:
    texts = (cells.line(text)[:80] for row in rows if (text := listing.at(row, column)))
    return tuple(islice(texts, SAMPLES))
