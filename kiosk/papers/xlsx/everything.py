"""Tổng hợp: everything of the conference as one spreadsheet, for the office's own work and the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.i18n.dates import short_date
from kiosk.papers import figures
from kiosk.papers.text import questions as matters
from kiosk.papers.text import sentences
from kiosk.papers.text.wording import count, joined, short_hour
from kiosk.papers.xlsx.workbook import Sheet

if TYPE_CHECKING:
    from kiosk.papers.record import Attendee, Record

RSVP = {"none": "Chưa xác báo", "coming": "Tham dự", "substitute": "Cử người dự thay", "declined": "Báo vắng"}
MOVES = {
    "accept": "Đưa vào danh sách", "call": "Mời phát biểu", "answered": "Đã trả lời", "put_back": "Trả lại danh sách",
    "later": "Lùi lại", "absent": "Vắng khi được mời", "writing": "Trả lời bằng văn bản", "before": "Đã trả lời trước",
    "forward": "Chuyển cơ quan có thẩm quyền", "out": "Không thuộc thẩm quyền, phạm vi", "merge": "Gộp",
    "withdraw": "Rút", "reopen": "Mở lại", "order": "Đổi thứ tự", "pause": "Tạm dừng", "resume": "Tiếp tục",
}  # fmt: skip


def sheets(record: Record) -> list[Sheet]:
    """All sheets."""
    return [questions(record), guests(record), organisations(record), course(record), tasks(record), numbers(record)]


def questions(record: Record) -> Sheet:
    """Every question with all that is known of it."""
    columns = [
        ("KN số", 8), ("Doanh nghiệp", 34), ("Mã số thuế", 16), ("Địa chỉ", 30), ("Người kiến nghị", 22),
        ("Nguồn", 18), ("Lĩnh vực", 16), ("Nội dung kiến nghị", 60), ("Đề xuất", 30), ("Nội dung trả lời", 60),
        ("Căn cứ pháp lý", 34), ("Đơn vị trả lời", 28), ("Đơn vị phối hợp", 28), ("Người trả lời", 22),
        ("Hình thức trả lời", 24), ("Kết quả", 24), ("Thời hạn", 13), ("Ghi chú", 26), ("Công khai", 12),
        ("Dự thảo trả lời", 60),
    ]  # fmt: skip
    rows = []
    for matter in record.matters:
        row, asked = matters.row(record, matter, 0), matter.question
        rows.append([
            row["number"], row["business"], row["tax_code"], row["address"], asked.asker, row["source"], row["field"],
            row["text"], row["proposal"], row["answer"], row["basis"], row["unit"],
            joined(record.unit(unit) for unit in asked.co_units), matter.answer.answerer, row["form"], row["result"],
            row["due"], row["note"], "Không" if asked.withheld else "Có", asked.prepared,
        ])  # fmt: skip
    return Sheet("Kiến nghị", columns, rows)


def public_sheets(fields: dict[str, Any]) -> list[Sheet]:
    """What the portal publishes as a spreadsheet; `fields` are those of `public.of`."""
    columns = [
        ("KN số", 8), ("Doanh nghiệp", 34), ("Lĩnh vực", 16), ("Nội dung kiến nghị", 60), ("Nội dung trả lời", 60),
        ("Căn cứ pháp lý", 34), ("Đơn vị trả lời", 28), ("Hình thức trả lời", 24), ("Kết quả", 24), ("Thời hạn", 13),
    ]  # fmt: skip
    names = ("number", "business", "field", "text", "answer", "basis", "unit", "form", "result", "due")
    rows = [row for band in fields["bands"] for row in band["rows"]]
    organisations = [[h["n"], h["name"], h["tax_code"], h["address"]] for h in fields["businesses"]]
    return [
        Sheet("Kiến nghị", columns, [[row[name] for name in names] for row in rows]),
        Sheet("Doanh nghiệp tham dự", [("TT", 6), ("Tên", 44), ("Mã số thuế", 16), ("Địa chỉ", 44)], organisations),
    ]


def guests(record: Record) -> Sheet:
    """Every invited person and walk-in."""
    columns = [
        ("TT", 6), ("Danh xưng", 11), ("Họ và tên", 26), ("Chức vụ", 28), ("Cơ quan, đơn vị", 36), ("Khối", 26),
        ("Xác báo", 18), ("Có mặt", 10), ("Giờ đến", 10), ("Bàn", 10), ("Số người", 10), ("Người dự thay", 34),
        ("Vị trí ngồi", 12), ("Điện thoại", 15), ("Email", 26), ("Ghi chú", 26),
    ]  # fmt: skip
    known = [person for person in record.attendees if person.counts]
    return Sheet("Đại biểu", columns, [_guest(record, n, person) for n, person in enumerate(known, 1)])


def _guest(record: Record, n: int, person: Attendee) -> list[str]:
    guest, arrival = person.guest, person.arrival
    came = [
        "Có" if arrival else "Không", _hour(record, arrival.at) if arrival else "", arrival.desk if arrival else "",
        str(arrival.party) if arrival else "", sentences.who_came(person) if arrival and arrival.substitute else "",
    ]  # fmt: skip
    notes = ["Phát sinh" if guest.walk_in else "", guest.rsvp_reason or guest.absent_reason, guest.note]
    return [
        str(n), guest.honorific, guest.name, guest.position, person.organisation.name,
        record.settings.block(guest.block).name, RSVP.get(guest.rsvp, guest.rsvp), *came, guest.seat, guest.phone,
        guest.email, "; ".join(note for note in notes if note),
    ]  # fmt: skip


def _hour(record: Record, stamp: str) -> str:
    return short_hour(record.local(stamp))


def organisations(record: Record) -> Sheet:
    """Every organisation, with how many of its people came."""
    columns = [
        ("TT", 6), ("Tên", 44), ("Tên ngắn", 24), ("Mã số thuế", 16), ("Địa chỉ", 44), ("Điện thoại", 15),
        ("Email", 26), ("Số người có mặt", 12), ("Kiến nghị số", 16),
    ]  # fmt: skip
    came: dict[str, int] = {}
    asked: dict[str, list[str]] = {}
    for person in record.attendees:
        if person.arrival:
            came[person.organisation.id] = came.get(person.organisation.id, 0) + person.arrival.party
    for matter in record.matters:
        asked.setdefault(matter.organisation.id, []).append(str(matter.number))
    rows = [
        [str(n), o.name, o.short_name, o.tax_code, o.address, o.phone, o.email, str(came.get(o.id, 0)),
         ", ".join(asked.get(o.id, []))]
        for n, o in enumerate(record.organisations.values(), 1)
    ]  # fmt: skip
    return Sheet("Cơ quan, doanh nghiệp", columns, rows)


def course(record: Record) -> Sheet:
    """What happened in the dialogue, move by move."""
    columns = [("Giờ", 10), ("KN số", 8), ("Diễn biến", 30), ("Lý do", 40), ("Người thao tác", 20)]
    rows = [
        [short_hour(s.at), str(s.question or ""), MOVES.get(s.move, s.move), s.reason, s.by] for s in record.steps
    ]  # fmt: skip
    return Sheet("Diễn biến", columns, rows)


def tasks(record: Record) -> Sheet:
    """Tasks given by the leaders."""
    columns = [("TT", 6), ("Đơn vị", 34), ("Nhiệm vụ", 70), ("Thời hạn", 13), ("Người giao", 28)]
    rows = [
        [str(n), record.unit(t.unit), t.task, sentences.day(t.due), t.giver] for n, t in enumerate(record.conclusions, 1)
    ]  # fmt: skip
    return Sheet("Kết luận", columns, rows)


def numbers(record: Record) -> Sheet:
    """The report's numbers."""
    known = figures.values(record)
    rows = [[figure.label, count(known[figure.name])] for figure in figures.FIGURES]
    rows += [["Lập lúc", f"{short_hour(record.made)} {short_date(record.made.date())}"]]
    return Sheet("Thống kê", [("Chỉ tiêu", 46), ("Số liệu", 24)], rows)
