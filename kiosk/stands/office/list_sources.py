"""Where lists come from beside files: what was pasted, cells corrected on the page, and empty lists to download."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, abort, redirect, render_template, request

from badges.refusal import Refusal
from kiosk import i18n
from kiosk.intake import uploads
from kiosk.intake.reader import limits
from kiosk.intake.reader.fields import label
from kiosk.intake.reader.table import Unreadable
from kiosk.papers.xlsx.list_template import template
from kiosk.stands.office import lists
from kiosk.stands.office.section import WHO
from kiosk.web.access import current_conference, may, this_device
from kiosk.web.api import ANY, gives

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.intake.reader.table import Table
    from kiosk.settings.schema import Settings

blueprint = Blueprint("office_list_sources", __name__)
MOST_CELLS: Final = 300
"""Rows that can be corrected on the page."""
SHOWN: Final = {
    "guests": ("name", "position", "organisation", "phone", "email", "note"),
    "questions": ("organisation", "asker", "phone", "text", "unit"),
}
"""The fields that can be corrected on the page."""
HEADINGS: Final = {
    "name": "Họ và tên", "position": "Chức vụ", "organisation": "Đơn vị", "phone": "Điện thoại", "email": "Email",
    "note": "Ghi chú", "asker": "Người kiến nghị", "text": "Nội dung kiến nghị", "unit": "Đơn vị trả lời",
    "honorific": "Danh xưng", "tax_code": "Mã số thuế", "block": "Khối", "seats": "Số lượng",
}  # fmt: skip
UNSEEN: Final = {"guests": ("honorific", "tax_code", "block", "seats"), "questions": ("tax_code",)}
"""Fields that go on as they were read."""
ROOM: Final = 4 * limits.MEGABYTE


@blueprint.get("/office/lists/template/<kind>")
@may(*WHO)
@gives(ANY)
def empty_list(kind: str) -> ResponseReturnValue:
    """An empty list to fill in."""
    if kind not in SHOWN:
        abort(404)
    chosen = uploads.kind(kind)
    name = "mau-danh-sach-dai-bieu.xlsx" if chosen == "guests" else "mau-danh-sach-kien-nghi.xlsx"
    return Response(
        template(chosen, _choices(current_conference().settings, chosen)),
        mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _choices(settings: Settings, kind: str) -> dict[str, list[str]]:
    """Heading of an empty list → what is offered below it: the conference's own blocks, fields and units."""
    if kind == "questions":
        units = [unit.name for unit in settings.units]
        return {"Lĩnh vực": [one.name for one in settings.fields], "Đơn vị trả lời": units}
    return {
        "Danh xưng": ["Ông", "Bà", "Đồng chí"],
        "Khối": [block.name for block in settings.blocks],
        "Xác báo": ["Tham dự", "Vắng", "Cử người dự thay", "Chưa trả lời"],
    }


@blueprint.post("/office/lists/paste")
@may(*WHO)
def paste() -> ResponseReturnValue:
    """Take what the clipboard held: a table as a web page or text in columns, or lines of text."""
    request.max_form_memory_size = request.max_content_length = ROOM
    conference, device = current_conference(), this_device()
    page, text = request.form.get("page", ""), request.form.get("text", "")
    data = page.encode() if "<table" in page.lower() else text.encode()
    try:
        if not data.strip():
            raise Refusal("Paste a list into the box first.")
        kind = uploads.kind(request.form.get("kind", ""))
        one = uploads.keep(conference, kind, i18n.gettext("Pasted list"), data, device.name if device else "")
    except Refusal as refusal:
        return lists.page_with(i18n.sentence(refusal), refusal.status)
    try:
        lists.read(conference, one)
    except Unreadable as refusal:
        uploads.drop(conference, one.id)
        return lists.page_with(i18n.sentence(refusal), refusal.status)
    uploads.save(conference, one)
    return redirect(f"/office/lists/{one.id}/cells", 303)


@blueprint.get("/office/lists/<key>/cells")
@may(*WHO)
def cells(key: str) -> ResponseReturnValue:
    """The rows as they were understood, to be corrected before the list goes on."""
    conference = current_conference()
    one = uploads.get(conference, key)
    table = lists.read(conference, one).table
    if not table.rows or len(table.rows) > MOST_CELLS:
        return redirect(f"/office/lists/{key}", 303)
    fields = [(name, label(name, table.kind)) for name in SHOWN[table.kind]]
    warned = {message.cell: message.text for message in table.messages if message.cell and message.level != "note"}
    return render_template("office/lists/cells.html", one=one, table=table, fields=fields, warned=warned)


@blueprint.post("/office/lists/<key>/cells")
@may(*WHO)
def correct(key: str) -> ResponseReturnValue:
    """Put the corrected rows in the place of the file."""
    request.max_form_memory_size = request.max_content_length = ROOM
    conference = current_conference()
    one = uploads.get(conference, key)
    table = lists.read(conference, one).table
    uploads.replace_content(conference, one, _as_text(table).encode())
    one.sheet, one.header, one.mapping = "", 0, {}
    lists.forget(one)
    lists.read(conference, one)
    uploads.save(conference, one)
    return redirect(f"/office/lists/{key}", 303)


def _as_text(table: Table) -> str:
    """The rows with what the form says of them, as text in columns; a row whose cells are all emptied is left out."""
    names = (*SHOWN[table.kind], *UNSEEN[table.kind])
    file = io.StringIO()
    writer = csv.writer(file, delimiter="\t", lineterminator="\n")
    writer.writerow(["STT", *(HEADINGS[name] for name in names)])
    for number, row in enumerate(table.rows[:MOST_CELLS]):
        shown = [request.form.get(f"{name}-{number}", "").strip() for name in SHOWN[table.kind]]
        if any(shown):
            writer.writerow([number + 1, *shown, *(str(getattr(row, name)) for name in UNSEEN[table.kind])])
    return file.getvalue()
