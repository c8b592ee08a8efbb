"""Workbooks made by code: what comes in by mail, without keeping anybody's list."""

import io
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from openpyxl import Workbook

from kiosk.intake.reader.read_table import answer, table
from kiosk.intake.reader.table import Request, Table, Unreadable

Rows = list[list[Any]]


def make_xlsx(rows: Rows, merged: str = "", **sheets: Rows) -> bytes:
    """A workbook of one sheet with merged ranges "A1:C1 B4:B5", and further sheets by name."""
    workbook = Workbook()
    workbook.active.title = "DS"
    for row in rows:
        workbook.active.append(row)
    for span in merged.split():
        workbook.active.merge_cells(span)
    for title, others in sheets.items():
        other = workbook.create_sheet(title)
        for row in others:
            other.append(row)
    return save_xlsx(workbook)


def save_xlsx(workbook: Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def read_here(data: bytes, kind: str = "guests", **asked: Any) -> Table[Any]:
    """The table of a file, read in this process."""
    whole = {"sheet": None, "mapping": {}, "header": None, "language": "vi"} | asked
    return table(data, Request(kind, **whole))  # type: ignore[arg-type]


def refusal_of(data: bytes, kind: str = "guests") -> str:
    """What the child says to a file that it must not take; fails where it takes it."""
    request = msgspec.json.encode(Request(kind, None, {}, None, "vi"))  # type: ignore[arg-type]
    reply = answer(io.BytesIO(request + b"\n" + data))
    assert reply.startswith(b"-"), reply[:300]
    text, facts = msgspec.json.decode(reply[1:])
    return str(Unreadable(text, **facts))


@pytest.fixture
def xlsx() -> Callable[..., bytes]:
    return make_xlsx


@pytest.fixture
def save() -> Callable[[Workbook], bytes]:
    return save_xlsx


@pytest.fixture
def read() -> Callable[..., Table[Any]]:
    return read_here


@pytest.fixture
def refused() -> Callable[..., str]:
    return refusal_of


@pytest.fixture
def guests() -> Callable[..., Table[Any]]:
    """Rows of a guest list in, its table out."""
    return lambda rows, merged="", **sheets: read_here(make_xlsx(rows, merged, **sheets))


@pytest.fixture
def questions() -> Callable[..., Table[Any]]:
    """Rows of a question list in, its table out."""
    return lambda rows, merged="", **sheets: read_here(make_xlsx(rows, merged, **sheets), "questions")
