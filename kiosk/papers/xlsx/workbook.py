"""Spreadsheets going out: sheets of text cells, so that nothing in them is ever calculated.

Written as the format's own XML: three looks for a whole book, each text stored once. A library that gives every cell a
look of its own takes five times as long for the same sheet.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CELL_LIMIT = 32_000
"""Excel cuts a longer text without a word; what is left goes on in the rows below."""
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_FONT: Final = '<sz val="12"/><name val="Times New Roman"/><family val="1"/>'
_LOOK: Final = 'numFmtId="49" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"'
_TOP: Final = '<alignment vertical="top" wrapText="1"/>'
STYLES: Final = (
    f'{_HEAD}<styleSheet {_MAIN}><fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf {_LOOK} fontId="1" '
    f'fillId="2" applyFill="1">{_TOP}</xf>'
    f'<xf {_LOOK} fontId="0" fillId="0">{_TOP}</xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_TITLE, _CELL = 1, 2
"""Looks: a heading, an ordinary cell; both of the type text."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its columns with their widths in letters, its rows."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]


class _Texts:
    """Each text of a book once, by its number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.used = 0

    def number(self, text: str) -> int:
        self.used += 1
        return self.numbers.setdefault(text, len(self.numbers))

    def part(self) -> str:
        every = "".join(f'<si><t xml:space="preserve">{_written(text)}</t></si>' for text in self.numbers)
        return f'{_HEAD}<sst {_MAIN} count="{self.used}" uniqueCount="{len(self.numbers)}">{every}</sst>'


def _written(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", _LOOKS_ESCAPED.sub("_x005F_", text)).replace("\r", "\n"))


def write(sheets: Sequence[Sheet], title: str, made: datetime | None = None) -> bytes:
    """Return the sheets as an .xlsx. `title` and `made` stand in its properties."""
    texts, file = _Texts(), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", _types(len(sheets)))
        book.writestr("_rels/.rels", _root())
        book.writestr("docProps/core.xml", _core(title, made or datetime.now(UTC)))
        book.writestr("docProps/app.xml", _app())
        heights = []
        for n, sheet in enumerate(sheets, 1):
            rows = list(_rows(sheet, texts))
            heights.append(len(rows))
            book.writestr(f"xl/worksheets/sheet{n}.xml", _sheet(sheet, rows, shown=n == 1))
        book.writestr("xl/workbook.xml", _book(sheets, heights))
        book.writestr("xl/_rels/workbook.xml.rels", _relations(len(sheets)))
        book.writestr("xl/styles.xml", STYLES)
        book.writestr("xl/sharedStrings.xml", texts.part())
    return file.getvalue()


def as_csv(sheet: Sheet) -> bytes:
    """Return a sheet as CSV that Excel opens in Vietnamese (UTF-8 with its mark); no cell is calculated."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([name for name, _ in sheet.columns])
    for row in sheet.rows:
        writer.writerow([inert(text) for text in row])
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8", "replace")


def inert(text: str) -> str:
    """Return a text that no spreadsheet calculates when it reads it from a CSV."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def column(number: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _rows(sheet: Sheet, texts: _Texts) -> Iterator[str]:
    letters = [column(n) for n in range(1, len(sheet.columns) + 1)]
    yield _row(1, letters, [name for name, _ in sheet.columns], texts, _TITLE)
    at = 2
    for row in sheet.rows:
        pieces = [_pieces(text) for text in row]
        for below in range(max(map(len, pieces), default=0)):
            yield _row(at, letters, [parts[below] if below < len(parts) else None for parts in pieces], texts, _CELL)
            at += 1


def _row(at: int, letters: list[str], cells: Sequence[str | None], texts: _Texts, look: int) -> str:
    written = [
        f'<c r="{letter}{at}" s="{look}" t="s"><v>{texts.number(text)}</v></c>'
        for letter, text in zip(letters, cells, strict=False)
        if text is not None
    ]
    return f'<row r="{at}">{"".join(written)}</row>'


def _pieces(text: str) -> list[str]:
    return [text[n : n + CELL_LIMIT] for n in range(0, len(text), CELL_LIMIT)] or [""]


def _area(sheet: Sheet, height: int) -> str:
    return f"A1:{column(len(sheet.columns))}{height}"


def _sheet(sheet: Sheet, rows: list[str], *, shown: bool) -> str:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, (_, width) in enumerate(sheet.columns, 1)
    )
    area, selected = _area(sheet, len(rows)), ' tabSelected="1"' if shown else ""
    return (
        f'{_HEAD}<worksheet {_MAIN}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="{area}"/>'
        f'<sheetViews><sheetView workbookViewId="0"{selected}>'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection '
        'pane="bottomLeft"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>{"".join(rows)}</sheetData><autoFilter ref="{area}"/>'
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
    )


def _book(sheets: Sequence[Sheet], heights: Sequence[int]) -> str:
    names = "".join(
        f'<sheet name={quoteattr(_written(sheet.name))} sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, 1)
    )
    defined = ""
    for n, (sheet, height) in enumerate(zip(sheets, heights, strict=True)):
        quoted = escape("'" + sheet.name.replace("'", "''") + "'")
        area = re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", _area(sheet, height))
        defined += (
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n}" hidden="1">{quoted}!{area}</definedName>'
        )
        defined += f'<definedName name="_xlnm.Print_Titles" localSheetId="{n}">{quoted}!$1:$1</definedName>'
    return (
        f'{_HEAD}<workbook {_MAIN} xmlns:r="{_RELATIONS}"><bookViews><workbookView/></bookViews><sheets>{names}</sheets>'
        f"<definedNames>{defined}</definedNames></workbook>"
    )


def _types(count: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = [("/xl/workbook.xml", f"{kind}.sheet.main+xml"), ("/xl/styles.xml", f"{kind}.styles+xml")]
    parts += [("/xl/sharedStrings.xml", f"{kind}.sharedStrings+xml")]
    parts += [(f"/xl/worksheets/sheet{n}.xml", f"{kind}.worksheet+xml") for n in range(1, count + 1)]
    parts += [("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")]
    parts += [("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")]
    every = "".join(f'<Override PartName="{name}" ContentType="{content}"/>' for name, content in parts)
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{every}</Types>'
    )


def _related(parts: Sequence[tuple[str, str]]) -> str:
    every = "".join(f'<Relationship Id="rId{n}" Type="{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(parts, 1))
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{every}</Relationships>'


def _root() -> str:
    return _related([
        (f"{_RELATIONS}/officeDocument", "xl/workbook.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_RELATIONS}/extended-properties", "docProps/app.xml"),
    ])  # fmt: skip


def _relations(count: int) -> str:
    sheets = [(f"{_RELATIONS}/worksheet", f"worksheets/sheet{n}.xml") for n in range(1, count + 1)]
    return _related(
        [*sheets, (f"{_RELATIONS}/styles", "styles.xml"), (f"{_RELATIONS}/sharedStrings", "sharedStrings.xml")]
    )


def _core(title: str, made: datetime) -> str:
    stamp = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_written(title)}</dc:title><dc:creator></dc:creator><dc:language>vi-VN</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>'
    )


def _app() -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{_HEAD}<Properties xmlns="{kind}"><Application>Kiosk</Application></Properties>'
