"""Spreadsheets out of the office's pages: guests with their answers, questions by unit, scans; each as filtered on its page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from flask import Blueprint, request, send_file

from badges import guests
from kiosk.conference import units
from kiosk.guests import contacts, guest_list
from kiosk.i18n import _, labels
from kiosk.papers.xlsx.workbook import Sheet, write
from kiosk.stands.office import door
from kiosk.stands.office.labels import ANSWERS, CHANNEL_NAMES, SENT_NAMES
from kiosk.stands.office.section import WHO
from kiosk.web.access import current_conference, may
from kiosk.web.api import XLSX, gives
from live import questions

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from kiosk.conference.conference import Conference
    from live.questions import Question

blueprint = Blueprint("office_exports", __name__)


def _file(sheet: Sheet, title: str, name: str) -> ResponseReturnValue:
    return send_file(io.BytesIO(write([sheet], title)), mimetype=XLSX, as_attachment=True, download_name=name)


def _called(names: dict[str, str], code: str) -> str:
    return _(names.get(code, code)) if code else ""


@blueprint.get("/office/guests.xlsx")
@may(*WHO)
@gives(XLSX, query=("q", "block", "answer"))
def guest_file() -> ResponseReturnValue:
    """The guests that the page shows, with their answers; the headings are those that an import knows again."""
    conference = current_conference()
    asked = [request.args.get(key, "") for key in ("q", "block", "answer")]
    found = guest_list.found(guest_list.entries(conference), asked[0], asked[1], asked[2])
    return _file(guests_sheet(conference, found), "Đại biểu", "dai-bieu.xlsx")


def guests_sheet(conference: Conference, found: list[guest_list.Entry]) -> Sheet:
    """Return guests as a sheet, one row each."""
    columns = [
        ("STT", 6), ("Ông/Bà", 8),
        ("Họ và tên", 28), ("Chức vụ", 30), ("Đơn vị", 40), ("Mã số thuế", 16), ("Điện thoại", 16), ("Email", 28),
        ("Khối", 28), ("Vị trí ngồi", 12),
        ("Số lượng", 10), ("Xác báo", 20), ("Người dự thay", 30), ("Lý do vắng", 30), ("Kênh xác báo", 16),
        ("Người ghi xác báo", 20), ("Xác báo lúc", 18), ("Gửi thẻ", 24), ("Có mặt", 16), ("Ghi chú", 40),
    ]  # fmt: skip
    known = contacts.find(conference.db)
    rows = []
    for n, entry in enumerate(found, 1):
        guest, organisation = entry.guest, entry.organisation
        contact = known.get(guest.id)
        sent = (
            f"{_called(SENT_NAMES, contact.sent_via)} {conference.clock.day_hour(contact.sent_at)}"
            if contact and contact.sent_at
            else ""
        )
        substitute = ", ".join(filter(None, (guest.substitute_called, guest.substitute_title)))
        rows.append([
            str(n), guest.honorific, guest.name, guest.position, organisation.name if organisation else "",
            organisation.tax_code if organisation else "", guest.phone,
            guest.email, entry.block.name, guest.seat, str(guest.seats), _called(ANSWERS, "cancelled" if guest.cancelled else guest.rsvp),
            substitute, guest.rsvp_reason,
            _called(CHANNEL_NAMES, guest.rsvp_channel), guest.rsvp_by, conference.clock.day_hour(guest.rsvp_at), sent,
            conference.clock.day_hour(entry.arrival.at) if entry.arrival else "", guest.note,
        ])  # fmt: skip
    return Sheet("Đại biểu", columns, rows)


@blueprint.get("/office/questions.xlsx")
@may(*WHO)
@gives(XLSX, query=("unit", "show"))
def question_file() -> ResponseReturnValue:
    """The questions of a unit, or all: the unit writes its draft answers into it and sends it back."""
    conference, unit, show = current_conference(), request.args.get("unit", ""), request.args.get("show", "")
    found = [
        q for q in questions.every(conference.db) if (not unit or q.unit == unit) and (not show or q.place == show)
    ]
    name = f"kien-nghi-{unit}.xlsx" if conference.settings.unit(unit) else "kien-nghi.xlsx"
    return _file(questions_sheet(conference, found), "Kiến nghị", name)


def questions_sheet(conference: Conference, found: list[Question]) -> Sheet:
    """Return questions as a sheet; an import of drafts knows each by its number."""
    columns = [
        ("KN số", 8), ("Doanh nghiệp", 36), ("Nội dung kiến nghị", 70), ("Lĩnh vực", 18), ("Đơn vị trả lời", 30), ("Đơn vị phối hợp", 30),
        ("Dự thảo trả lời", 70), ("Căn cứ pháp lý", 50), ("Tình trạng", 22),
    ]  # fmt: skip
    organisations = guests.organisations(conference.db)
    rows = []
    for q in found:
        field, organisation = conference.settings.field(q.field), organisations.get(q.organisation)
        others = "; ".join(units.short(conference.settings, unit) for unit in q.co_units)
        rows.append([
            str(q.number), organisation.name if organisation else "", q.text, field.name if field else "",
            units.short(conference.settings, q.unit), others,
            q.prepared, q.basis, labels.place(q.place),
        ])  # fmt: skip
    return Sheet("Kiến nghị", columns, rows)


@blueprint.get("/office/scans.xlsx")
@may(*WHO)
@gives(XLSX, query=("q", "outcome", "desk"))
def scan_file() -> ResponseReturnValue:
    """The scans that the page shows."""
    conference = current_conference()
    asked = {key: request.args.get(key, "") for key in ("q", "outcome", "desk")}
    columns = [
        ("Giờ tại bàn", 16), ("Giờ máy chủ", 16), ("Bàn", 14), ("Đại biểu", 50), ("Người đến", 30), ("Số người", 10), ("Cách", 14),
        ("Kết quả", 18), ("Lý do", 40),
    ]  # fmt: skip
    rows = [
        [
            conference.clock.day_hour(row["at"]), conference.clock.day_hour(row["received"]), row["desk"], row["who"],
            " ".join(filter(None, (row["came_honorific"], row["came_name"]))), str(row["party"] or ""), _called(door.WAYS, row["way"]),
            _called(door.OUTCOMES, row["outcome"]), row["reason"],
        ]
        for row in door.found_scans(conference, asked)
    ]  # fmt: skip
    return _file(Sheet("Lượt quét", columns, rows), "Lượt quét", "luot-quet.xlsx")
