"""From bytes to a table: what the child process does, where a hostile file can hurt nobody."""

from __future__ import annotations

import sys
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from kiosk.i18n import _, speaking
from kiosk.intake.reader import cells, file_kinds, limits, lines, lines_of_grid, sheet_tables
from kiosk.intake.reader.choose_sheets import ALL_SHEETS, Candidate, choose, is_template
from kiosk.intake.reader.columns import contradicts
from kiosk.intake.reader.csv import TextList
from kiosk.intake.reader.grid import place_of
from kiosk.intake.reader.header_rows import Header, profiles_of
from kiosk.intake.reader.read_sheet import SheetRead, read_sheet
from kiosk.intake.reader.row_kinds import is_not_invited
from kiosk.intake.reader.sections import section_of_sheet
from kiosk.intake.reader.table import Meaning, Message, Request, Sheet, Table, Unreadable

if TYPE_CHECKING:
    from typing import BinaryIO

    from kiosk.intake.reader.grid import Grid
    from kiosk.intake.reader.table import Kind

LEVELS = ("error", "warning", "note")


class Book(Protocol):
    """What every reader of files offers."""

    names: list[tuple[str, bool]]

    def whole(self, index: int) -> Grid: ...


def answer(source: BinaryIO) -> bytes:
    """Read a request and a file; return "+" and the table, or "-" and what a refusal is made of, as JSON."""
    line = source.readline()
    return answer_to(line, source.read()) if line else b""


def answer_to(line: bytes, data: bytes) -> bytes:
    """Return the answer to one request."""
    request = msgspec.json.decode(line, type=Request)
    with speaking(request.language):
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
    """Return the table of a file. Raises whatever a reader raises; `answer` makes one sentence of it."""
    kind = request.kind
    book = _open(data, kind)
    found = [_candidate(book, index, kind) for index in range(len(book.names))]
    _continue(found, kind)
    if not found:
        raise Unreadable("This kind of file is not read. Open it in Excel and save it as “Excel Workbook (*.xlsx)”.")
    chosen = choose(found, request)
    many = len(chosen) > 1
    reads: list[SheetRead] = []
    order = 1
    for one in chosen:
        if one.fault or one.grid is None:
            raise one.fault or limits.damaged()
        one.grid.sheet = cells.line(one.name) if many else ""
        title = section_of_sheet(cells.line(one.name), kind, is_part=many)
        reads.append(read_sheet(one.grid, one.tables, request, order, title))
        order += len(reads[-1].rows)
    return _joined(found, chosen, reads, request)


def _open(data: bytes, kind: Kind) -> Book:
    """The reader that a file needs; each is loaded only when a file needs it."""
    found = file_kinds.kind(data)
    if found == "xlsx":
        from kiosk.intake.reader.xlsx import Workbook

        return Workbook(data)
    if found == "docx":
        from kiosk.intake.reader.docx import WordFile

        return _or_lines(WordFile(data), kind)
    if found == "ods":
        from kiosk.intake.reader.ods import OpenSheet

        return OpenSheet(data)
    if found == "html":
        from kiosk.intake.reader.html import HtmlPage

        return _or_lines(HtmlPage(data), kind)
    if found == "xml":
        from kiosk.intake.reader.html import XmlSpreadsheet

        return XmlSpreadsheet(data)
    if found == "xls":
        from kiosk.intake.reader.xls import OldBook

        return OldBook(data)
    return TextList(data, lambda grid: _score(grid, kind), lambda rows: lines.grid_of(rows, kind))


class _Lines:
    """Text around tables, or without any, as one more sheet of lines."""

    def __init__(self, book: Any, grid: Grid) -> None:
        self.names = [*book.names, (_("Text"), False)]
        self._book, self._grid = book, grid

    def whole(self, index: int) -> Grid:
        grid: Grid = self._grid if index == len(self.names) - 1 else self._book.whole(index)
        return grid


def _or_lines(book: Any, kind: Kind) -> Book:
    """A Word file or a page; its lines are a list where its tables are none."""
    grid = lines.grid_of(book.lines, kind) if book.lines else None
    if grid is None and not book.names:
        raise Unreadable("There is no table and no list in this file. Copy the list into Excel and save it as .xlsx.")
    found: Book = _Lines(book, grid) if grid is not None else book
    return found


def _score(grid: Grid, kind: Kind) -> float:
    tables = sheet_tables.tables(grid, kind)
    if tables:
        return max(one.weight + len(one.mapping) for one in tables)
    alone = sheet_tables.without_headings(grid, kind)
    return alone.weight if alone else 0.0


def _candidate(book: Book, index: int, kind: Kind) -> Candidate:
    name, hidden = book.names[index]
    try:
        grid = _checked(book.whole(index))
    except Unreadable as fault:
        return Candidate(name, hidden, None, fault=fault)
    if labelled := lines_of_grid.from_labels(grid, kind):
        grid = labelled
    tables = sheet_tables.tables(grid, kind)
    if not tables and sheet_tables.turned(grid, kind):
        grid = grid.other_way()
        tables = sheet_tables.tables(grid, kind)
    if not tables:
        alone = sheet_tables.without_headings(grid, kind)
        parted = None if alone else lines_of_grid.from_column(grid, kind)
        if parted is not None:
            grid, tables = parted, sheet_tables.tables(parted, kind)
        elif alone:
            tables = [alone]
    return Candidate(name, hidden, grid, tables)


def _continue(found: list[Candidate], kind: Kind) -> None:
    """Let a table without headings go on with the columns of the one before it, as a list that was cut at the end of a page."""
    last: Header | None = None
    width = 0
    for one in found:
        headed = [table_ for table_ in one.tables if table_.heads]
        if headed:
            last, width = headed[-1], one.grid.width if one.grid else 0
        elif last and one.grid and one.grid.width == width and not one.grid.known:
            profiles = profiles_of(one.grid, 1, len(one.grid.rows))
            names = [last.mapping[name] for name in ("name", "organisation", "text") if name in last.mapping]
            fits = names and all(profiles[column].filled for column in names[:1])
            if fits and not any(contradicts(name, profiles.get(column)) for name, column in last.mapping.items()):
                one.tables = [replace(last, rows=(), top=1, last=0, profiles=profiles)]


def _checked(grid: Grid) -> Grid:
    limits.check_texts(grid.texts(), grid.address)
    if sum(span.bottom - span.top + 1 for span in grid.spans) > limits.MOST_ROWS * limits.MOST_COLUMNS:
        raise limits.too_large()
    return grid


def _joined(found: list[Candidate], chosen: list[Candidate], reads: list[SheetRead], request: Request) -> Table[Any]:
    """The table of all that was read."""
    kind = request.kind
    messages = {message: None for read in reads for message in read.messages}
    messages |= dict.fromkeys(_about_sheets(found, chosen))
    rows = tuple(row for read in reads for row in read.rows)
    if not rows and not any(message.level == "error" for message in messages):
        messages[Message("error", "", _("There are no rows below the headings. Choose another sheet."))] = None
    main = max(reads, key=lambda read: len(read.rows))
    sheets = tuple(Sheet(cells.line(one.name), one.hidden, one.headings) for one in found)
    return Table(
        kind, sheets, ALL_SHEETS if len(chosen) > 1 else cells.line(chosen[0].name), main.header, main.columns, rows,
        tuple(sorted(messages, key=_place)),
        tuple(sorted((skip for read in reads for skip in read.skipped), key=lambda skip: skip.row)),
        sum(read.filled for read in reads), sum(read.read for read in reads), sum(read.left_out for read in reads),
        _meanings(reads),
    )  # fmt: skip


def _about_sheets(found: list[Candidate], chosen: list[Candidate]) -> list[Message]:
    said: list[Message] = []
    taken = {id(one) for one in chosen}
    others = [cells.line(one.name) for one in found if id(one) not in taken and one.tables and not is_template(one)]
    if len(chosen) > 1:
        text = _(
            "{count} sheets look like parts of one list and were read together: {names}. Choose one to read it alone."
        )
        names = ", ".join(cells.line(one.name) for one in chosen)
        said.append(Message("warning", "", text.format(count=len(chosen), names=names)))
    if others:
        text = _("Other sheets look like lists too and were not read: {names}.")
        said.append(Message("note", "", text.format(names=", ".join(others))))
    for one in chosen:
        if len(found) > 1 and is_not_invited(one.name):
            text = _("“{section}” heads a section: check whether those below it are to be invited.")
            said.append(Message("warning", "", text.format(section=cells.line(one.name)[:60])))
        if one.hidden:
            said.append(Message("note", "", _("The sheet “{sheet}” is hidden in the file.").format(sheet=one.name)))
    return said


def _meanings(reads: list[SheetRead]) -> tuple[Meaning, ...]:
    """What answers were taken for, those not understood first."""
    counted: dict[str, list[str]] = {}
    for read in reads:
        for value, states in read.answers.items():
            counted.setdefault(value, []).extend(states)
    found = [Meaning(value, len(states), states[0]) for value, states in counted.items() if value]
    return tuple(sorted(found, key=lambda one: (one.state != "none", -one.count, one.value)))


def _place(message: Message) -> tuple[int, str, int, int]:
    """Where a message stands among the others: errors first, then sheet by sheet and row by row."""
    sheet, _mark, cell = message.cell.rpartition("!")
    place = place_of(cell) or (0, 0)
    return LEVELS.index(message.level), sheet, *place
