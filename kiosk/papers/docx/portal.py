"""The portal's version: what is published of the conference, without any person. Public fields only (`public.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.papers.docx import annexes, frame, layout
from kiosk.papers.docx.layout import CENTRE, LEFT, body, heading, line, tag

if TYPE_CHECKING:
    from docx.document import Document as Doc

    from kiosk.settings.load import Settings


def build(settings: Settings) -> Doc:
    """The portal page's template."""
    document = layout.new("Kết quả Hội nghị")
    line(document, "KẾT QUẢ HỘI NGHỊ", bold=True, align=CENTRE)
    line(document, "{{ conference }}", bold=True, align=CENTRE)
    line(document, "({{ date }}, tại {{ place }})", italic=True, align=CENTRE, before=4)
    heading(document, "1. Kết quả chung")
    body(document, "{{ sentences.attendance }}")
    body(document, "{{ sentences.received }}")
    frame.items(document, "sentences.outcomes", "sentence", "- {{ sentence }}.")
    tag(document, "{%p if withheld %}")
    body(document, "- {{ withheld }}.")
    tag(document, "{%p endif %}")
    heading(document, "2. Nội dung phổ biến")
    frame.items(document, "talks", "talk", "- {{ talk.title }}.")
    tag(document, "{%p if not talks %}")
    body(document, "Chương trình không có nội dung phổ biến riêng.")
    tag(document, "{%p endif %}")
    heading(document, "3. Kết luận của Hội nghị")
    text = "- {{ task.unit }}: {{ task.task }}{% if task.due %} (thời hạn {{ task.due }}){% endif %}."
    frame.items(document, "tasks", "task", text)
    tag(document, "{%p if not tasks %}")
    body(document, "Các cơ quan, đơn vị tiếp tục giải quyết kiến nghị theo thời hạn đã thông báo tại Hội nghị.")
    tag(document, "{%p endif %}")
    body(document, "Bảng tổng hợp kiến nghị, nội dung trả lời và danh sách doanh nghiệp tham dự kèm theo./.")
    layout.annex(document, wide=True)
    line(document, "BẢNG TỔNG HỢP KIẾN NGHỊ VÀ NỘI DUNG TRẢ LỜI", bold=True, align=CENTRE, keep=True)
    line(document, size=8, keep=True)
    annexes.question_table(document)
    layout.annex(document, wide=False)
    line(document, "DANH SÁCH DOANH NGHIỆP THAM DỰ HỘI NGHỊ", bold=True, align=CENTRE, keep=True)
    line(document, size=8, keep=True)
    made = layout.table(document, (12.0, 70.0, 30.0, 53.0), padding=1.2)
    layout.header_row(made, ("TT", "Tên doanh nghiệp", "Mã số thuế", "Địa chỉ"))
    cells = [
        ("{{ house.n }}", CENTRE), ("{{ house.name }}", LEFT), ("{{ house.tax_code }}", CENTRE), ("{{ house.address }}", LEFT),
    ]  # fmt: skip
    layout.whole(layout.loop(made, "{%tr for house in businesses %}", cells, "{%tr endfor %}"))
    annexes.nobody_came(made)
    layout.end(document)
    return document
