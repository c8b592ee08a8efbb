"""One sheet read: its tables one after the other, each with its columns, rows and what has to be said of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from kiosk.i18n import _
from kiosk.intake.reader import cells, header_rows, limits, sheet_tables
from kiosk.intake.reader.attendees import Roles, roles
from kiosk.intake.reader.columns import NEEDED
from kiosk.intake.reader.encodings import decode
from kiosk.intake.reader.fields import FIELDS
from kiosk.intake.reader.grid import column_of
from kiosk.intake.reader.guest_rows import guests
from kiosk.intake.reader.listing import Listing
from kiosk.intake.reader.paragraph_rows import goes_on
from kiosk.intake.reader.question_rows import check_swapped, questions, settle_outcome
from kiosk.intake.reader.row_kinds import Kept, sort_out
from kiosk.intake.reader.rows_below import below_body, second_row
from kiosk.intake.reader.sheet_messages import remarks
from kiosk.intake.reader.table import Column, Message, Skipped, Unreadable

if TYPE_CHECKING:
    from kiosk.intake.reader.columns import Mapping
    from kiosk.intake.reader.grid import Grid
    from kiosk.intake.reader.header_rows import Header
    from kiosk.intake.reader.table import Request

SAMPLES: Final = 3
READ_ALL: Final = ("note", "phone", "email", "rsvp", "organisation", "instead_position", "prepared")
"""Fields of which further columns are read as well."""


@dataclass(slots=True)
class SheetRead:
    """What came of a sheet. `header` and `columns` are those of its largest table."""

    rows: list[Any] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    header: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()
    filled: int = 0
    read: int = 0
    left_out: int = 0
    answers: dict[str, list[str]] = field(default_factory=dict)


def read_sheet(grid: Grid, tables: list[Header], request: Request, order: int, title: str = "") -> SheetRead:
    """Return what is understood of a sheet. `order` is the place in the list of its first row; `title` the section that the
    name of the sheet is, for rows with none of their own."""
    result = SheetRead(filled=sum(_is_filled(row) for row in grid.rows))
    headers, told = _headers(grid, tables, request)
    read_rows: set[int] = set()
    left_out: set[int] = set()
    section, most = title, -1
    shown: dict[str, Column] = {}
    for header in headers:
        listing = Listing(grid, request.kind, header, header.mapping, meanings=request.meanings)
        result.messages += told
        if told:
            result.header, result.columns = header.rows, _columns(listing, list(listing.all_rows), Roles())
            return result
        settle_outcome(listing)
        kept, skipped, section = sort_out(listing, section)
        found = roles(listing) if request.kind == "guests" else Roles()
        rows, used = _rows(listing, kept, skipped, found, order + len(result.rows))
        for message in remarks(listing, [one for one in kept if one.row in used], rows, found):
            listing.add(message)
        result.rows += rows
        result.messages += listing.messages
        result.skipped += skipped
        read_rows |= used
        left_out |= {skip.row for skip in skipped}
        for value, states in listing.answers.items():
            result.answers.setdefault(value, []).extend(states)
        columns = _columns(listing, [one.row for one in kept] or list(listing.all_rows), found)
        if header.left:
            shown |= {column.letter: column for column in columns[header.left - 1 : header.right]}
        if len(rows) > most:
            most, result.header, result.columns = len(rows), header.rows, columns
    if shown:
        result.columns = tuple(shown.get(column.letter, column) for column in result.columns)
    result.messages += _about_tables(grid, headers, request)
    result.read, result.left_out = len(read_rows), len(left_out - read_rows)
    return result


def _is_filled(row: list[Any]) -> bool:
    return any(value is not None and (not isinstance(value, str) or value.strip()) for value in row)


def _about_tables(grid: Grid, headers: list[Header], request: Request) -> list[Message]:
    """That a sheet holds several tables."""
    if len(headers) < 2:
        return []
    places = ", ".join(grid.address(one.rows[-1] if one.rows else one.top, one.left or 1) for one in headers)
    text = _("{count} tables with headings of their own stand on this sheet ({cells}); all were read.")
    return [Message("note", places.split(", ")[1], text.format(count=len(headers), cells=places))]


def _headers(grid: Grid, tables: list[Header], request: Request) -> tuple[list[Header], list[Message]]:
    """The tables, with a person's own choices laid over the first, and what has to be said where nothing is recognised."""
    kind = request.kind
    if request.header:
        tables = sheet_tables.below(grid, header_rows.at(grid, request.header, kind), kind)
    if not tables:
        tables = [header_rows.at(grid, header_rows.fullest(grid) or 1, kind)]
    if request.mapping:
        tables = [_overlaid(tables[0], request, is_turned=grid.turned), *tables[1:]]
    if any(NEEDED[kind] & one.mapping.keys() for one in tables):
        return [one for one in tables if NEEDED[kind] & one.mapping.keys()], []
    if kind == "guests":
        text = _(
            "No column of names or organisations was recognised. Say which column is which, or choose another sheet."
        )
    else:
        text = _(
            "No column with the text of the questions was recognised. Say which column it is, or choose another sheet."
        )
    return tables[:1], [Message("error", "", text)]


def _overlaid(header: Header, request: Request, *, is_turned: bool) -> Header:
    laid: Mapping = dict(header.mapping)
    more = {name: list(columns) for name, columns in header.assigned.more.items()}
    for name, letter in request.mapping.items():
        if name not in FIELDS[request.kind]:
            raise Unreadable("“{field}” is no field of this list.", field=name)
        laid.pop(name, None)
        if letter:
            column = _column(letter, is_turned=is_turned)
            laid = {other: taken for other, taken in laid.items() if taken != column} | {name: column}
            more = {other: [one for one in columns if one != column] for other, columns in more.items()}
    chosen = {laid[name] for name, letter in request.mapping.items() if letter}
    odd = {column: name for column, name in header.assigned.odd.items() if column not in chosen}
    return replace(header, mapping=laid, assigned=replace(header.assigned, more=more, odd=odd))


def _column(letter: str, *, is_turned: bool) -> int:
    column = int(letter) if is_turned and letter.strip().isdigit() else column_of(letter.strip())
    if not 1 <= column <= limits.MOST_COLUMNS:
        raise Unreadable("“{letter}” is no column of the sheet. Write a letter such as C.", letter=letter)
    return column


def _rows(
    listing: Listing, kept: list[Kept], skipped: list[Skipped], found: Roles, order: int
) -> tuple[list[Any], set[int]]:
    """The guests or questions of the rows kept, and which rows they are; what proves to be neither joins those skipped."""
    rows: list[Any] = []
    used: set[int] = set()
    groups = goes_on(listing, kept)
    for data in kept:
        if data.row in groups.members:
            used.add(data.row)
            continue
        listing.inspect(data.row)
        further = groups.of.get(data.row, ())
        place = order + len(rows)
        made: list[Any] = (
            guests(listing, data, place, found)
            if listing.kind == "guests"
            else list(questions(listing, data, place, further))
        )
        if made and listing.kind == "guests":
            made = below_body(listing, data.row, made, rows)
        if made:
            used.add(data.row)
            rows += made
        elif rows and (whole := second_row(listing, data.row, rows[-1])):
            used.add(data.row)
            rows[-1] = whole
        else:
            skipped.append(Skipped(data.row, _without(listing), _shown(listing, data)))
    if listing.kind == "questions":
        check_swapped(listing, kept)
    return rows, used


def _without(listing: Listing) -> str:
    return _("neither a person nor an organisation") if listing.kind == "guests" else _("no question")


def _shown(listing: Listing, kept: Kept) -> str:
    return cells.line(" | ".join(listing.own_texts(kept.row).values()))[:120]


def _columns(listing: Listing, rows: list[int], found: Roles) -> tuple[Column, ...]:
    fields = {column: name for name, column in listing.mapping.items()}
    silent = {"signature", "birth", "received"}
    also = found.columns | {column for name in READ_ALL for column in listing.columns(name)}
    also |= {
        column
        for name, column in listing.mapping.items()
        if name in {"agency", "commune", "given", "middle", "family"} | silent
    }
    if listing.kind == "questions":
        also = set(listing.columns("text")) | also
    made = []
    for column in range(1, listing.grid.width + 1):
        texts = [text for row in rows if (text := listing.at(row, column))]
        name = fields.get(column, "")
        made.append(
            Column(
                listing.grid.letter(column),
                _head(listing, column),
                name if name in FIELDS[listing.kind] else "",
                str(listing.encodings[column]),
                tuple(cells.line(text)[:80] for text in islice(texts, SAMPLES)),
                len(texts),
                column in also,
            )
        )
    return tuple(made)


def _head(listing: Listing, column: int) -> str:
    head = listing.header.heads.get(column)
    if head is None:
        return ""
    encoding = listing.encodings[column]
    return cells.line(" – ".join(decode(text, encoding) for text in (head.parent, head.text) if text))
