"""The reader of Word files: each table is a sheet, by a walk of its own through the markup.

Rows and cells inside content controls, rows that begin later, and text inserted by tracking count; text that is struck
through, hidden, or deleted by tracking is left out and remembered as such.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from kiosk.intake.reader import limits, markup
from kiosk.intake.reader.content import is_organisation
from kiosk.intake.reader.grid import Grid, Marks, Span, Value, clipped
from kiosk.intake.reader.table import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

MOST_TABLES: Final = 50
MOST_SPAN: Final = 63
LONGEST_TITLE: Final = 60
_OUTSIDE: Final = {"del", "moveFrom", "tbl", "drawing", "pict", "object", "rPr", "pPr", "tcPr", "rt"}
_BREAKS: Final = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_CLEAR: Final = {"0", "false", "off"}


class WordFile:
    """An opened .docx. `names` are its tables by what stands above them; text without a table is one sheet of lines."""

    def __init__(self, data: bytes) -> None:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = {name.lower(): name for name in archive.namelist()}
        body = markup.tree(archive.read(parts["word/document.xml"])).find("body")
        found = [] if body is None else list(_tables(body))
        self._tables = [table for _title, table in found][:MOST_TABLES]
        self.lines = [] if body is None else [line for line in _lines(body) if line]
        titles = [title or f"Bảng {number}" for number, (title, _table) in enumerate(found[:MOST_TABLES], 1)]
        self.names = [(name, False) for name in _unlike(titles)]
        if not self._tables and not self.lines:
            raise Unreadable("There is no table and no text in this Word file. Copy the list into Excel instead.")

    def whole(self, index: int) -> Grid:
        """All of one table. Raises `Unreadable` where it is larger than what is read."""
        return _grid(self._tables[index])


def _unlike(titles: list[str]) -> list[str]:
    """The titles, those that repeat numbered."""
    return [
        f"{title} ({titles[:n].count(title) + 1})" if title in titles[:n] else title for n, title in enumerate(titles)
    ]


def _tables(body: Element) -> Iterator[tuple[str, Element]]:
    """Every table at any depth, with the last line of text above it."""
    above = ""
    inside = {id(line) for table in body.iter("tbl") for line in table.iter("p")}
    for node in body.iter():
        if node.tag == "p" and id(node) not in inside:
            line = " ".join(_text(node)[0].split())
            above = line[:LONGEST_TITLE] if line else above
        elif node.tag == "tbl":
            yield above, node
            above = ""


def _lines(body: Element) -> Iterator[str]:
    """The paragraphs outside tables."""
    for node in _through(body):
        if node.tag == "p":
            yield from _text(node)[0].split("\n")


def _through(node: Element) -> Iterator[Element]:
    """The children of an element; content controls and their like are transparent."""
    for child in node:
        if child.tag in {"sdt", "customXml", "sdtContent", "ins", "moveTo", "smartTag"}:
            yield from _through(child)
        else:
            yield child


def _text(node: Element) -> tuple[str, str]:
    """The text that counts, paragraphs as lines, and the text that is struck through, hidden or deleted."""
    kept: list[str] = []
    removed: list[str] = []
    _gather(node, kept, removed, is_out=False)
    return "".join(kept), " ".join("".join(removed).split())


def _gather(node: Element, kept: list[str], removed: list[str], *, is_out: bool) -> None:
    for child in node:
        tag = child.tag
        if tag in {"del", "moveFrom"}:
            _gather(child, kept, removed, is_out=True)
        elif tag in {"t", "delText"}:
            (removed if is_out or tag == "delText" else kept).append(child.text or "")
        elif tag in _BREAKS:
            (removed if is_out else kept).append(_BREAKS[tag])
        elif tag == "r":
            _gather(child, kept, removed, is_out=is_out or _is_out(child.find("rPr")))
        elif tag not in _OUTSIDE:
            _gather(child, kept, removed, is_out=is_out)
            if tag == "p":
                kept.append("\n")


def _is_out(properties: Element | None) -> bool:
    """Say whether a run is struck through or hidden."""
    marks = () if properties is None else (properties.find(name) for name in ("strike", "dstrike", "vanish"))
    return any(mark is not None and mark.get("val", "1") not in _CLEAR for mark in marks)


def _number(properties: Element | None, name: str, default: int = 0) -> int:
    mark = None if properties is None else properties.find(name)
    value = "" if mark is None else mark.get("val", "")
    return int(value) if value.isdigit() and len(value) <= 5 else default


def _grid(table: Element) -> Grid:
    rows: list[list[Value]] = []
    marks, spans = Marks(), list[Span]()
    open_spans: dict[int, int] = {}
    for row in _through(table):
        properties = row.find("trPr")
        if row.tag != "tr":
            continue
        if properties is not None and properties.find("del") is not None:
            marks.dropped.append((len(rows) + 1, " | ".join(" ".join(_text(row)).split())))
            continue
        if len(rows) >= limits.MOST_ROWS:
            raise limits.outside(f"A{limits.MOST_ROWS + 1}")
        rows.append(_row(row, len(rows) + 1, marks, spans, open_spans))
    _number_paragraphs(rows)
    return Grid(rows, [span for span in spans if not _shared_out(rows, span)], marks)


def _shared_out(rows: list[list[Value]], span: Span) -> bool:
    """Give each row its own body where cells with different ones were merged: Word keeps all of them, one below the other."""
    height = span.bottom - span.top + 1
    text = rows[span.top - 1][span.left - 1]
    bodies = text.split("\n") if isinstance(text, str) and height > 1 and span.left == span.right else []
    if len(bodies) != height or not all(map(is_organisation, bodies)):
        return False
    for row, body in zip(rows[span.top - 1 : span.bottom], bodies, strict=True):
        row += [None] * (span.left - len(row))
        row[span.left - 1] = body
    return True


def _row(row: Element, number: int, marks: Marks, spans: list[Span], open_spans: dict[int, int]) -> list[Value]:
    """The values of one row; merged ranges are closed in `spans`, those still growing are in `open_spans`."""
    values: list[Value] = [None] * min(_number(row.find("trPr"), "gridBefore"), MOST_SPAN)
    for cell in (cell for cell in _through(row) if cell.tag == "tc"):
        properties = cell.find("tcPr")
        width = min(max(1, _number(properties, "gridSpan", 1)), MOST_SPAN)
        column = len(values) + 1
        if column + width - 1 > limits.MOST_COLUMNS:
            raise limits.outside(f"{number}")
        merge = None if properties is None else properties.find("vMerge")
        goes_on = merge is not None and merge.get("val", "continue") == "continue" and column in open_spans
        text, removed = _text(cell)
        if removed:
            marks.removed[number, column] = removed
        if goes_on:
            _grow(spans, open_spans[column], number)
            values += [None] * width
            continue
        values += [text.strip("\n") or None, *[None] * (width - 1)]
        open_spans.pop(column, None)
        if merge is not None or width > 1:
            span = clipped(number, column, number, column + width - 1)
            if span:
                open_spans[column] = len(spans)
                spans.append(span)
            if merge is None:
                open_spans.pop(column, None)
    return values


def _grow(spans: list[Span], place: int, row: int) -> None:
    span = spans[place]
    spans[place] = Span(span.top, span.left, row, span.right)


def _number_paragraphs(rows: list[list[Value]]) -> None:
    """Word numbers rows by itself and stores no number: an empty column below "STT" is such a one and gets them."""
    heads = [
        n
        for n, row in enumerate(rows[:10])
        if row and re.fullmatch(r"(?i)\s*(?:stt|tt|số tt|no\.?)\s*", str(row[0] or ""))
    ]
    if not heads:
        return
    below = rows[heads[0] + 1 :]
    if below and not any(row and row[0] for row in below):
        count = 0
        for row in below:
            if sum(value is not None for value in row) >= 2:
                count += 1
                row[0] = count
