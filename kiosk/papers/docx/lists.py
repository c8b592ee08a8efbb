"""Lists of people as Word files in Times New Roman, as the annexes of signed papers are: the invited, sign-in and roll."""

from __future__ import annotations

import io
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm

from kiosk.papers.docx import fill, frame, layout
from kiosk.papers.docx.layout import CENTRE, HEAD_COLUMNS_MM, LEFT, TABLE_PT, line, tag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from docx.document import Document as Doc

    from kiosk.papers.text.listing import Column, Listing
    from kiosk.settings.load import Settings

SIGN = "(Ký, ghi rõ họ tên)"


def write(settings: Settings, listings: Sequence[Listing], dated: str, made: datetime) -> bytes:
    """Return the lists as one .docx, each on a page of its own and numbered for itself. `dated`: place and day of signing."""
    documents, title = settings.documents, listings[0].title.capitalize()
    document = layout.new(title)
    for n, one in enumerate(listings):
        if n:
            layout.annex(document, wide=False)
        _list(document, settings, one, f"lists[{n}]")
    file = io.BytesIO()
    document.save(file)
    fields = {
        "governing": documents.governing_short, "organiser": documents.organiser, "conference": settings.name,
        "dated": dated, "lists": [_fields(one) for one in listings],
    }  # fmt: skip
    ready = fill.compiled(file.getvalue(), f"{title}.docx")
    return fill.fill(ready, fields, title=title, author=documents.organiser_name, made=made)


def _fields(one: Listing) -> dict[str, Any]:
    rows = [{"band": row.band, "cells": list(row.cells)} for row in one.rows]
    return asdict(one) | {"rows": rows}


def _list(document: Doc, settings: Settings, one: Listing, field: str) -> None:
    if one.headed:
        frame.head(document, settings, "", dated=False)
        line(document, size=10)
    layout.styled(line(document, f"{{{{ {field}.title }}}}", bold=True, align=CENTRE, keep=True), "Title")
    layout.styled(line(document, "{{ conference }}", bold=True, align=CENTRE, keep=True), "Subtitle")
    line(document, f"{{{{ {field}.note }}}}", italic=True, align=CENTRE, keep=True)
    line(document, size=8, keep=True)
    _table(document, one.columns, one.least, field)
    line(document, f"{{{{ {field}.closing }}}}", before=6, keep=bool(one.signers))
    if one.signers:
        _signers(document, field)


def _table(document: Doc, columns: Sequence[Column], least: float, field: str) -> None:
    made = layout.table(document, [column.width for column in columns], padding=1.2)
    layout.header_row(made, [column.title for column in columns])
    for start in (f"{{%tr for row in {field}.rows %}}", "{%tr if row.band %}"):
        tag_row(made, start)
    band = made.add_row()
    layout.whole(band)
    line(band.cells[0].merge(band.cells[-1]), "{{ row.band }}", size=TABLE_PT, bold=True, keep=True)
    tag_row(made, "{%tr else %}")
    row = made.add_row()
    layout.whole(row)
    row.height, row.height_rule = Mm(least), WD_ROW_HEIGHT_RULE.AT_LEAST
    for n, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        line(cell, f"{{{{ row.cells[{n}] }}}}", size=TABLE_PT, align=CENTRE if column.align == "C" else LEFT)
    for end in ("{%tr endif %}", "{%tr endfor %}"):
        tag_row(made, end)


def tag_row(made: Any, text: str) -> None:
    """Add a row that holds a field alone and leaves nothing behind."""
    tag(made.add_row().cells[0], text)


def _signers(document: Doc, field: str) -> None:
    line(document, size=6, keep=True)
    made = layout.table(document, HEAD_COLUMNS_MM, 1, lines=False)
    layout.whole(made.rows[0])
    left, right = (layout.cell_of(made, 0, n) for n in (0, 1))
    line(left, size=layout.BODY_PT)
    line(right, "{{ dated }}", italic=True, align=CENTRE)
    for n, cell in enumerate((left, right)):
        line(cell, f"{{{{ {field}.signers[{n}] }}}}", bold=True, align=CENTRE)
        line(cell, SIGN, size=12, italic=True, align=CENTRE)
