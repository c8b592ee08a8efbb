"""Workbooks made by code: what comes in by mail, without keeping anybody's list."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

Rows = list[list[Any]]
Make = Callable[..., bytes]


def make_xlsx(rows: Rows, merged: str = "", **sheets: Rows) -> bytes:
    """A workbook of one sheet with merged ranges "A1:C1 B4:B5", and further sheets by name."""
    workbook = Workbook()
    sheet = workbook.active
    for row in rows:
        sheet.append(row)
    for span in merged.split():
        sheet.merge_cells(span)
    for title, others in sheets.items():
        other = workbook.create_sheet(title)
        for row in others:
            other.append(row)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


@pytest.fixture
def xlsx() -> Make:
    return make_xlsx
