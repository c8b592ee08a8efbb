"""Writes the sample conference's two lists as a department's clerk would send them: `python -m tests.support.make_sample`.

Title rows, merged cells, sections and a signature block are meant: they are what the import has to cope with. So are
the tax codes and telephone numbers that Excel has turned into numbers. The same cells come out on every run.
"""

from __future__ import annotations

import random
import re
import tomllib
import zipfile
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.sample_people import SEED, Person, everyone, load

FOLDER = Path(__file__).parents[2] / "examples" / "haiphong-2026"
WRITTEN = "2026-04-15T08:00:00Z"
"""When the files say they were written: the day after the notice."""

GUEST_WIDTHS = {
    "STT": 6, "Họ và tên": 26, "Ông/Bà": 8, "Chức vụ": 30, "Đơn vị": 44, "Mã số thuế": 15, "Địa chỉ": 40,
    "Điện thoại": 16, "Email": 30, "Khối": 24, "Vị trí ngồi": 16, "Số lượng": 9, "Xác báo": 26, "Ghi chú": 30,
}  # fmt: skip
QUESTION_WIDTHS = {
    "STT": 6, "Doanh nghiệp": 36, "MST": 15, "Người gửi": 22, "Lĩnh vực": 14, "Nội dung kiến nghị": 70, "Tóm tắt": 40,
    "Đơn vị trả lời": 28, "Đơn vị phối hợp": 28, "Dự thảo trả lời": 70, "Căn cứ pháp lý": 40, "Nguồn": 16, "Ghi chú": 34,
}  # fmt: skip
MERGED = ("Đơn vị", "Mã số thuế", "Địa chỉ")
"""Written once for the people of one business."""

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
THIN = Border(*[Side(style="thin", color="808080")] * 4)


def main() -> None:
    """Write guests.xlsx and questions.xlsx beside the sample's conference.toml."""
    settings = tomllib.loads((FOLDER / "conference.toml").read_text(encoding="utf-8"))
    guests = everyone()
    (FOLDER / "guests.xlsx").write_bytes(packed(guest_book(guests, settings)))
    (FOLDER / "questions.xlsx").write_bytes(packed(question_book(guests, settings)))


def named(settings: dict[str, Any], table: str) -> dict[str, str]:
    """Return the names of the settings' blocks, fields or units by their codes."""
    return {each["code"]: each["name"] for each in settings[table]}


def guest_book(guests: list[Person], settings: dict[str, Any]) -> Workbook:
    """Return the guest list: a section for each block, a row for each person."""
    book, sheet = begin("Danh sách đại biểu", "DANH SÁCH ĐẠI BIỂU MỜI DỰ HỘI NGHỊ", settings, GUEST_WIDTHS)
    names = named(settings, "blocks")
    spelling = random.Random(SEED)
    number = 0
    for section, (block, members) in enumerate(groupby(guests, key=lambda guest: guest.block)):
        sheet.append([ROMAN[section], names[block]])
        style_row(sheet, bold=True)
        for _, people in groupby(members, key=lambda guest: guest.key or id(guest)):
            first = sheet.max_row + 1
            for guest in people:
                number += 1
                put(sheet, guest_cells(guest, number, names[block], spelling), GUEST_WIDTHS)
            merge(sheet, first)
    end(sheet, f"Tổng cộng: {number} đại biểu", settings)
    return book


def guest_cells(guest: Person, number: int, block: str, spelling: random.Random) -> dict[str, Any]:
    """Return one person's row by heading."""
    return {
        "STT": number,
        "Họ và tên": guest.name,
        "Ông/Bà": guest.honorific,
        "Chức vụ": guest.position,
        "Đơn vị": guest.organisation,
        "Mã số thuế": as_kept(guest.tax_code, spelling, 0.15),
        "Địa chỉ": guest.address,
        "Điện thoại": as_typed(guest.phone, spelling),
        "Email": guest.email,
        "Khối": block,
        "Vị trí ngồi": guest.seat,
        "Số lượng": guest.seats,
        "Xác báo": guest.rsvp,
        "Ghi chú": guest.note,
    }


def as_kept(digits: str, spelling: random.Random, share: float) -> str | int:
    """Return digits as text, or for a share of the rows as the number that Excel makes of them, without the 0."""
    return int(digits) if len(digits) == 10 and spelling.random() < share else digits


def as_typed(phone: str, spelling: random.Random) -> str | int:
    """Return a telephone number in one of the ways that clerks type it."""
    head, middle, last = phone[:4], phone[4:-3], phone[-3:]
    shapes = (f"{head} {middle} {last}", f"{head}.{middle}.{last}", phone, phone)
    return as_kept(spelling.choice(shapes) if phone else "", spelling, 0.1)


def question_book(guests: list[Person], settings: dict[str, Any]) -> Workbook:
    """Return the list of petitions with their prepared answers."""
    book, sheet = begin("Kiến nghị", "TỔNG HỢP KIẾN NGHỊ CỦA DOANH NGHIỆP", settings, QUESTION_WIDTHS)
    fields, units = named(settings, "fields"), named(settings, "units")
    firms = {key: list(people) for key, people in groupby(guests, key=lambda guest: guest.key) if key}
    questions = load("questions")["questions"]
    for number, question in enumerate(questions, start=1):
        asker = firms[question["business"]][question.get("asker", 1) - 1]
        row = {
            "STT": number,
            "Doanh nghiệp": asker.organisation,
            "MST": asker.tax_code,
            "Người gửi": f"{asker.honorific} {asker.name}",
            "Lĩnh vực": fields[question["field"]],
            "Nội dung kiến nghị": question["text"],
            "Tóm tắt": question.get("summary"),
            "Đơn vị trả lời": units.get(question.get("unit", "")),
            "Đơn vị phối hợp": question.get("with"),
            "Dự thảo trả lời": question.get("answer"),
            "Căn cứ pháp lý": question.get("basis"),
            "Nguồn": question["source"],
            "Ghi chú": question.get("note"),
        }
        put(sheet, row, QUESTION_WIDTHS)
    end(sheet, f"Tổng cộng: {len(questions)} kiến nghị", settings)
    return book


def begin(title: str, heading: str, settings: dict[str, Any], widths: dict[str, int]) -> tuple[Workbook, Worksheet]:
    """Open a book whose sheet has the agency's title rows and the column headings."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    day = settings["date"]
    lines = [
        settings["documents"]["governing_short"],
        settings["title"]["organiser"],
        "",
        heading,
        settings["name"],
        f"(ngày {day.day}/{day.month}/{day.year}, kèm theo Kế hoạch số       /KH-SKHCN)",
    ]
    for line in lines:
        sheet.append([line])
        row = sheet.max_row
        last = 5 if row < 3 else len(widths)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
        sheet.cell(row, 1).font = Font(name="Times New Roman", size=13, bold=row in {2, 4}, italic=row == 6)
        sheet.cell(row, 1).alignment = Alignment(horizontal="center")
    sheet.append([])
    sheet.append(list(widths))
    style_row(sheet, bold=True, centred=True)
    for column, width in enumerate(widths.values(), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"C{sheet.max_row + 1}"
    return book, sheet


def put(sheet: Worksheet, row: dict[str, Any], widths: dict[str, int]) -> None:
    """Write one row; an empty text stays an empty cell."""
    sheet.append([row[heading] or None for heading in widths])
    style_row(sheet)


def style_row(sheet: Worksheet, *, bold: bool = False, centred: bool = False) -> None:
    """Give the last row its font, its lines and its wrapping."""
    for cell in sheet[sheet.max_row]:
        cell.font = Font(name="Times New Roman", size=12, bold=bold)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if centred else None)
        cell.border = THIN


def merge(sheet: Worksheet, first: int) -> None:
    """Merge what the people of one business share, downwards from its first row."""
    last = sheet.max_row
    for heading in MERGED if last > first else ():
        column = list(GUEST_WIDTHS).index(heading) + 1
        sheet.merge_cells(start_row=first, start_column=column, end_row=last, end_column=column)


def end(sheet: Worksheet, total: str, settings: dict[str, Any]) -> None:
    """Close a sheet with its total and the clerk's place to sign."""
    sheet.append([None, total])
    style_row(sheet, bold=True)
    sheet.append([])
    day = settings["date"]
    for line in (f"{settings['documents']['place']}, ngày       tháng {day.month} năm {day.year}", "NGƯỜI LẬP BIỂU"):
        sheet.append([None, None, None, None, None, None, line])
        sheet.cell(sheet.max_row, 7).font = Font(name="Times New Roman", size=13, bold=line.isupper())


def packed(book: Workbook) -> bytes:
    """Save a book without the hour of its saving, so that equal cells make equal files."""
    raw, clean = BytesIO(), BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), undated(name, old.read(name)), zipfile.ZIP_DEFLATED)
    return clean.getvalue()


def undated(name: str, part: bytes) -> bytes:
    """Put the fixed hour in place of the real one."""
    if name != "docProps/core.xml":
        return part
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", WRITTEN.encode(), part)


if __name__ == "__main__":
    main()
