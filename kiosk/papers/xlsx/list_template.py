"""Empty lists to be filled in: a workbook with the headings that are read back without a question.

Numbers are formatted as text, so that no program drops their leading 0; blocks, fields and units are chosen from lists.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from openpyxl import Workbook

ROWS: Final = 500
"""Rows that are prepared."""
CHOICES: Final = "Danh mục"
_GUESTS: Final = (
    ("STT", 6), ("Họ và tên", 26), ("Danh xưng", 11), ("Chức vụ", 24), ("Đơn vị", 40), ("Mã số thuế", 15),
    ("Điện thoại", 15), ("Email", 26), ("Khối", 26), ("Số lượng", 10), ("Xác báo", 18), ("Ghi chú", 26),
)  # fmt: skip
_QUESTIONS: Final = (
    ("STT", 6), ("Doanh nghiệp", 36), ("Mã số thuế", 15), ("Người kiến nghị", 24), ("Điện thoại", 15),
    ("Nội dung kiến nghị", 70), ("Lĩnh vực", 24), ("Đơn vị trả lời", 30), ("Ghi chú", 24),
)  # fmt: skip


def template(kind: Literal["guests", "questions"], choices: dict[str, list[str]]) -> bytes:
    """Return an empty list of guests or questions as .xlsx. `choices`: heading → what is offered below it."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách đại biểu" if kind == "guests" else "Danh sách kiến nghị"
    columns = _GUESTS if kind == "guests" else _QUESTIONS
    sheet.append([heading for heading, _width in columns])
    for number, (_heading, width) in enumerate(columns, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = width
        head = sheet.cell(1, number)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="EDEDED")
        for cell in (sheet.cell(row, number) for row in range(2, ROWS + 2)):
            cell.number_format, cell.alignment = "@", Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    _offer(book, sheet, columns, choices)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _offer(book: Workbook, sheet: object, columns: tuple[tuple[str, int], ...], choices: dict[str, list[str]]) -> None:
    """Lists to choose from, kept on a sheet of their own; another text may be written all the same."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    kept = book.create_sheet(CHOICES)
    for place, (heading, texts) in enumerate(choices.items(), 1):
        letter = get_column_letter(place)
        kept.cell(1, place, heading)
        for row, text in enumerate(texts, 2):
            kept.cell(row, place, text)
        rule = DataValidation(
            type="list", formula1=f"'{CHOICES}'!${letter}$2:${letter}${len(texts) + 1}", allow_blank=True,
            showErrorMessage=False,
        )  # fmt: skip
        column = get_column_letter([name for name, _width in columns].index(heading) + 1)
        rule.add(f"{column}2:{column}{ROWS + 1}")
        sheet.add_data_validation(rule)  # type: ignore[attr-defined]
