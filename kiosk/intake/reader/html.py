"""The reader of HTML tables: what much government software saves as ".xls", and what a web page puts on the clipboard.

Also of "XML Spreadsheet 2003", the other kind of text file that goes about under the name of a workbook.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from badges.vietnamese import normalised
from kiosk.intake.reader import limits, markup
from kiosk.intake.reader.grid import Fault, Grid, Marks, Span, Value, clipped
from kiosk.intake.reader.table import Unreadable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_SPAN: Final = 200
MOST_ROW_SPAN: Final = 2000
MOST_TABLES: Final = 50
_SILENT: Final = {"script", "style", "head", "title", "xml", "template", "noscript"}
_BLOCKS: Final = {"p", "div", "li", "br", "h1", "h2", "h3", "h4"}
_STRUCK: Final = {"s", "strike", "del"}
_READING: Final = {"rt", "rp"}
"""Elements with the reading of a word, above it (ruby). Their end tags may be left out."""
_ENDS_READING: Final = {"rb", "ruby", "td", "th", "tr", "table", "p", "div"}
_VOID: Final = {"br", "img", "hr", "input", "meta", "link", "col", "wbr"}


def decoded(data: bytes) -> str:
    """Return the text of a page: by its mark, as sound UTF-8, as it declares, otherwise as Windows-1258.

    Sound UTF-8 comes before the declaration, which programs copy from elsewhere.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return normalised("NFC", data.decode("utf-16", errors="replace"))
    try:
        return normalised("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        declared = re.search(rb"(?i)charset\s*=\s*[\"']?([\w-]+)", data[:4096])
        codec = declared[1].decode().lower() if declared else "cp1258"
        if codec in {"utf-8", "utf8"}:
            codec = "cp1258"
    try:
        text = data.decode(codec, errors="replace")
    except LookupError:
        text = data.decode("cp1258", errors="replace")
    return normalised("NFC", text)


class HtmlPage:
    """A page with tables. `names` number them by what stands above each."""

    def __init__(self, data: bytes) -> None:
        parser = _Parser()
        parser.feed(decoded(data))
        parser.close()
        parser.finish()
        self._grids = [grid for grid in parser.grids if grid.rows][:MOST_TABLES]
        self.names = [(f"Bảng {number}", False) for number in range(1, len(self._grids) + 1)]
        self.lines = [line for line in ("".join(parser.outside)).split("\n") if line.strip()]
        if not self._grids and not self.lines:
            raise Unreadable("The file is a web page without a table. Open the list in Excel and save it as .xlsx.")

    def whole(self, index: int) -> Grid:
        """All of one table."""
        return self._grids[index]


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[Value]] = []
        self.spans: list[Span] = []
        self.marks = Marks()
        self.taken: set[tuple[int, int]] = set()
        self.row: list[Value] | None = None
        self.cell: list[str] | None = None
        self.removed: list[str] = []
        self.size = (1, 1)
        self.hidden = False


class _Parser(HTMLParser):
    """Gathers tables. Cells and rows that are not closed end where the next begins, as browsers have it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[Grid] = []
        self.outside: list[str] = []
        self._open: list[_Table] = []
        self._silent = self._struck = self._total = 0
        self._is_reading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_reading = tag in _READING or (self._is_reading and tag not in _ENDS_READING)
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            if len(self._open) > 20:
                raise limits.too_large()
            self._open.append(_Table())
        elif tag in _STRUCK:
            self._struck += 1
        elif tag in _BLOCKS:
            self._say("\n")
        elif self._open and tag == "tr":
            self._end_row()
            self._start_row(dict(attrs))
        elif self._open and tag in {"td", "th"}:
            self._start_cell(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self._is_reading = self._is_reading and tag not in _READING | _ENDS_READING
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _STRUCK:
            self._struck = max(0, self._struck - 1)
        elif tag in _BLOCKS - {"br"}:
            self._say("\n")
        elif not self._open:
            return
        elif tag == "table":
            self._end_row()
            self._end_table()
        elif tag == "tr":
            self._end_row()
        elif tag in {"td", "th"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        # Source lines are folded, as a browser does: only <br> and paragraphs break a line.
        self._say(re.sub(r"[ \t\r\n]+", " ", data))

    def _say(self, text: str) -> None:
        if self._silent or self._is_reading:
            return
        if not self._open:
            self.outside.append(text)
        elif self._open[-1].cell is not None:
            table = self._open[-1]
            into = table.removed if self._struck and text.strip() else table.cell
            if into is not None:
                into.append(text)

    def _start_row(self, attributes: dict[str, str | None]) -> None:
        table = self._open[-1]
        if len(table.rows) >= limits.MOST_ROWS:
            raise limits.outside(f"A{limits.MOST_ROWS + 1}")
        table.row = []
        if re.search(r"display\s*:\s*none", attributes.get("style") or ""):
            table.marks.hidden_rows.append(len(table.rows) + 1)

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        table = self._open[-1]
        if table.row is None:
            self._start_row({})
        table.cell, table.removed = [], []
        table.size = _count(attributes.get("colspan"), MOST_SPAN), _count(attributes.get("rowspan"), MOST_ROW_SPAN)

    def _end_cell(self) -> None:
        table = self._open[-1]
        if table.cell is None or table.row is None:
            return
        row = len(table.rows) + 1
        while (row, len(table.row) + 1) in table.taken:
            table.row.append(None)
        column = len(table.row) + 1
        kept, removed = _lines(table.cell), _lines(table.removed)
        kept, removed = (kept, removed) if kept or not removed else (removed, "")
        wide, high = table.size
        if column > limits.MOST_COLUMNS:
            raise limits.outside(f"{row}")
        self._total = limits.add_text(self._total, lambda: f"{row}", kept)
        table.row += [kept or None, *[None] * (min(wide, limits.MOST_COLUMNS - column + 1) - 1)]
        if removed:
            table.marks.removed[row, column] = removed
        span = clipped(row, column, row + high - 1, column + wide - 1) if wide > 1 or high > 1 else None
        if span:
            table.spans.append(span)
            self._total = limits.add_text(self._total, lambda: f"{row}", "", high * wide)
            table.taken |= {(row + down, column + right) for down in range(1, high) for right in range(wide)}
        table.cell = None

    def _end_row(self) -> None:
        table = self._open[-1]
        self._end_cell()
        if table.row is not None:
            table.rows.append(table.row)
            table.row = None

    def _end_table(self) -> None:
        table = self._open.pop()
        spans = [
            span
            for span in (clipped(s.top, s.left, min(s.bottom, len(table.rows)), s.right) for s in table.spans)
            if span
        ]
        self.grids.append(Grid(table.rows, spans, table.marks))
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.append("\n")

    def finish(self) -> None:
        """Close what a page that was cut off leaves open."""
        while self._open:
            self._end_row()
            self._end_table()


def _lines(parts: list[str]) -> str:
    lines = ("".join(parts)).replace("\u00a0", " ").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip("\n")


def _count(text: str | None, most: int) -> int:
    digits = re.match(r"\s*(\d{1,6})", text or "")
    return min(max(1, int(digits[1])), most) if digits else 1


class XmlSpreadsheet:
    """A workbook in the XML of Excel 2003. `names` are its sheets."""

    def __init__(self, data: bytes) -> None:
        root = markup.tree(data.lstrip())
        self._sheets = root.findall("Worksheet")
        if not self._sheets:
            raise Unreadable("The file is XML and no spreadsheet. Open it in Excel and save it as .xlsx.")
        self.names = [(sheet.get("Name", ""), False) for sheet in self._sheets]

    def whole(self, index: int) -> Grid:
        """All of a sheet."""
        rows: list[list[Value]] = []
        spans: list[Span] = []
        marks = Marks()
        for row in self._sheets[index].iter("Row"):
            number = _count(row.get("Index"), limits.MOST_ROWS + 1) if row.get("Index") else len(rows) + 1
            if number > limits.MOST_ROWS:
                raise limits.outside(f"A{number}")
            rows += [[] for _ in range(number - len(rows) - 1)]
            rows.append(_xml_row(row, number, spans, marks))
        return Grid(rows, spans, marks)


def _xml_row(row: Element, number: int, spans: list[Span], marks: Marks) -> list[Value]:
    values: list[Value] = []
    taken = {
        column for span in spans if span.top < number <= span.bottom for column in range(span.left, span.right + 1)
    }
    for cell in row.findall("Cell"):
        column = _count(cell.get("Index"), limits.MOST_COLUMNS + 1) if cell.get("Index") else len(values) + 1
        while column in taken and not cell.get("Index"):
            column += 1
        if column > limits.MOST_COLUMNS:
            raise limits.outside(f"{number}")
        values += [None] * (column - len(values) - 1)
        wide, high = (
            int(cell.get(name, "0")) if cell.get(name, "0").isdigit() else 0 for name in ("MergeAcross", "MergeDown")
        )
        values += [_xml_value(cell.find("Data")), *[None] * min(wide, limits.MOST_COLUMNS - column)]
        span = clipped(number, column, number + high, column + wide) if wide or high else None
        if span:
            spans.append(span)
        comment = cell.find("Comment")
        text = "" if comment is None else "".join(comment.itertext()).strip()
        if text:
            marks.comments[number, column] = text
    if row.get("Hidden") == "1":
        marks.hidden_rows.append(number)
    return values


def _xml_value(data: Element | None) -> Value:
    if data is None:
        return None
    text, kind = "".join(data.itertext()), data.get("Type", "String")
    if kind == "Number":
        try:
            number = float(text)
        except ValueError:
            return text
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "DateTime":
        from datetime import datetime

        try:
            return datetime.fromisoformat(text.strip().removesuffix("Z"))
        except ValueError:
            return text
    return Fault(text) if kind == "Error" else text
