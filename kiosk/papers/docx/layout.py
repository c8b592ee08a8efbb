"""The figures of Nghị định 30/2020/NĐ-CP, in one place, and the few shapes that papers are made of.

Everything here builds a template: a .docx with fields for docxtpl, to be looked at and changed in a word processor.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from kiosk.papers.docx import styles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as Doc
    from docx.section import Section
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

PAGE_MM = (210.0, 297.0)
MARGINS_MM = {"top": 20.0, "bottom": 20.0, "left": 30.0, "right": 15.0}
HEADER_MM = 10.0
"""From the paper's edge to the page number, in the middle of the top margin."""
HEAD_COLUMNS_MM = (70.0, 95.0)
CELL_PADDING_MM = 1.9
"""Word's own, at the left and at the right of a cell."""
BODY_PT = 14.0
INDENT_MM = 12.7
GAP_PT = 6.0
LINE_SPACING = 1.0
"""The least that the decree allows; with more, LibreOffice 7.4 leaves a heading alone at the foot of a page here and there."""
TABLE_PT = 12.0
RULE_EIGHTHS_PT = 6
"""A rule of 0.75 pt; Word counts in eighths of a point."""
RULE_GAP_PT = 2.0
LEAST_PT = 0.05
"""The smallest height that the format knows, a twip: for paragraphs that must be there and must not be seen."""
TWIPS_PER_MM = 1440 / 25.4
POINT_MM = 25.4 / 72
WIDE = {True: 0.64, False: 0.46}
"""Mean width of a letter of bold Times in parts of its size, by whether all are capitals (measured on the head's lines)."""

LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
JUSTIFIED = WD_ALIGN_PARAGRAPH.JUSTIFY


def twips(mm: float) -> int:
    """Millimetres as Word counts them."""
    return round(mm * TWIPS_PER_MM)


def width_mm(text: str, points: float) -> float:
    """About how long a bold line is."""
    return len(text) * points * POINT_MM * WIDE[text.isupper()]


def new(title: str) -> Doc:
    """An empty paper: A4 upright, margins, type, language, page numbers."""
    document = Document(io.BytesIO(_prepared()))
    document.core_properties.title = title
    return document


@cache
def _prepared() -> bytes:
    """An empty paper without a title: most of the time that a template takes to build goes into it."""
    document = Document()
    properties = document.core_properties
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.language = "vi-VN"
    styles.prepare(document, BODY_PT)
    styles.shape(document, (INDENT_MM, GAP_PT, LINE_SPACING))
    page(document.sections[0])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def page(section: Section, *, wide: bool = False) -> None:
    """A4, margins, and a page number at the top that the first page does not show; it starts at 1 in each section."""
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    width, height = PAGE_MM[::-1] if wide else PAGE_MM
    section.page_width, section.page_height = Mm(width), Mm(height)
    for side, mm in MARGINS_MM.items():
        setattr(section, f"{side}_margin", Mm(mm))
    section.header_distance = section.footer_distance = Mm(HEADER_MM)
    section.different_first_page_header_footer = True
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:pgMar")).addnext(start)
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    _page_number(section.header.paragraphs[0])


def annex(document: Doc, *, wide: bool) -> None:
    """A new section on a new page, numbered for itself. The paragraph that ends the one before takes no room."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _thin(document.paragraphs[-1])
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    page(section, wide=wide)


def end(document: Doc) -> None:
    """The paragraph that Word wants behind a table at a paper's end; a full page must not push it onto another one."""
    _thin(document.add_paragraph())


def _thin(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.line_spacing = Pt(LEAST_PT)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    _empty(paragraph, 1)


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = CENTRE
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("", "2"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(BODY_PT)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif text.strip() == "PAGE":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)
        else:
            run.text = text


def line(
    place: Any, text: str = "", *, size: float = BODY_PT, bold: bool = False, italic: bool = False, align: Any = LEFT,
    before: float = 0.0, keep: bool = False,
) -> Paragraph:  # fmt: skip
    """A paragraph in a document or a cell. In a fresh cell it takes the empty one that is there."""
    paragraph = _paragraph(place)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.keep_with_next = keep or None
    if text:
        add(paragraph, text, size=size, bold=bold, italic=italic)
    else:
        _empty(paragraph, size)
    return paragraph


def _empty(paragraph: Paragraph, size: float) -> None:
    """An empty paragraph is as high as its mark: the mark has a size of its own."""
    mark = OxmlElement("w:rPr")
    for name in ("w:sz", "w:szCs"):
        element = OxmlElement(name)
        element.set(qn("w:val"), str(round(size * 2)))
        mark.append(element)
    paragraph._p.get_or_add_pPr().insert_element_before(mark, "w:sectPr", "w:pPrChange")


def _paragraph(place: Any) -> Paragraph:
    fresh = hasattr(place, "_tc") and len(place.paragraphs) == 1 and not place.paragraphs[0].runs
    paragraph: Paragraph = place.paragraphs[0] if fresh else place.add_paragraph()
    return paragraph


def add(paragraph: Paragraph, text: str, *, size: float = BODY_PT, bold: bool = False, italic: bool = False) -> None:
    """A run of text; its size is said to Word for both kinds of script."""
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    run.font.size = Pt(size)
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), str(round(size * 2)))
    run._r.get_or_add_rPr().find(qn("w:sz")).addnext(complex_size)


def body(place: Any, text: str, *, bold: bool = False, italic: bool = False, keep: bool = False) -> Paragraph:
    """A paragraph of the running text: justified, first line indented."""
    paragraph = line(place, text, bold=bold, italic=italic, align=JUSTIFIED, before=GAP_PT, keep=keep)
    paragraph.paragraph_format.first_line_indent = Mm(INDENT_MM)
    paragraph.paragraph_format.line_spacing = LINE_SPACING
    return paragraph


def heading(place: Any, text: str, level: int = 1) -> Paragraph:
    """A heading inside the text, of level 1 to 4: I. HEADING, 1. Heading; it never stands alone at the foot of a page."""
    return styled(body(place, text, bold=True, keep=True), f"Heading {level}")


def styled(paragraph: Paragraph, name: str) -> Paragraph:
    """Give a paragraph one of the paper's styles; it keeps the look it was given."""
    paragraph._p.get_or_add_pPr().style = name.replace(" ", "")
    return paragraph


def tag(place: Any, text: str) -> None:
    """A field that stands alone and leaves no line behind: {%p if … %}."""
    _paragraph(place).add_run(text)


def rule(place: Any, width: float, room: float) -> Paragraph:
    """A solid rule of an exact length in the middle of `room` (both mm): the top border of an empty paragraph."""
    paragraph = line(place, size=2, before=RULE_GAP_PT)
    side = (room - width) / 2
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(side)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", RULE_EIGHTHS_PT), ("space", 1), ("color", "000000")):
        top.set(qn(f"w:{name}"), str(value))
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.find(qn("w:spacing")).addprevious(borders)
    return paragraph


def table(
    place: Any, columns: Sequence[float], rows: int = 1, *, lines: bool = True, padding: float = CELL_PADDING_MM
) -> Table:
    """A table whose columns have these widths (mm), whatever they hold."""
    made: Table = place.add_table(rows, len(columns))
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    properties = made._tbl.tblPr
    properties.append(_borders(lines))
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips(padding)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(margins)
    _in_order(properties)
    for column, mm in zip(made.columns, columns, strict=True):
        column.width = Mm(mm)
        for cell in column.cells:
            cell.width = Mm(mm)
    return made


_ORDER = ("tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook")


def _in_order(properties: Any) -> None:
    """The order of a table's properties is part of the format."""
    rank = {qn(f"w:{name}"): n for n, name in enumerate(_ORDER)}
    properties[:] = sorted(properties, key=lambda element: rank[element.tag])


def _borders(shown: bool) -> Any:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = OxmlElement(f"w:{side}")
        border.set(qn("w:val"), "single" if shown else "nil")
        if shown:
            border.set(qn("w:sz"), "4")
            border.set(qn("w:color"), "000000")
        borders.append(border)
    return borders


def header_row(made: Table, titles: Sequence[str], size: float = TABLE_PT) -> None:
    """The first row: titles in bold, shown again on every page."""
    row = made.rows[0]
    for cell, title in zip(row.cells, titles, strict=True):
        line(cell, title, size=size, bold=True, align=CENTRE)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _row_mark(row, "w:cantSplit")
    _row_mark(row, "w:tblHeader")


def whole(row: Any) -> None:
    """A row that is not torn between two pages."""
    _row_mark(row, "w:cantSplit")


def _row_mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def loop(made: Table, start: str, cells: Sequence[tuple[str, Any]], end: str, *, bold: bool = False) -> Any:
    """Rows for each thing of a list: a row with the field that begins, one with (text, alignment), one that ends."""
    made.add_row().cells[0].paragraphs[0].add_run(start)
    row = made.add_row()
    for cell, (text, align) in zip(row.cells, cells, strict=True):
        line(cell, text, size=TABLE_PT, align=align, bold=bold)
    made.add_row().cells[0].paragraphs[0].add_run(end)
    return row


def cell_of(made: Table, row: int, column: int) -> _Cell:
    """One cell."""
    return made.rows[row].cells[column]
