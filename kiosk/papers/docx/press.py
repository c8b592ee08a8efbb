"""Thông tin báo chí: the template of the sheet that newsrooms get during the event. Public fields only (`public.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.papers.docx import frame, layout
from kiosk.papers.docx.layout import CENTRE, LEFT, body, heading, line, tag

if TYPE_CHECKING:
    from docx.document import Document as Doc

    from kiosk.settings.load import Settings


def build(settings: Settings) -> Doc:
    """The press sheet's template."""
    document = layout.new("Thông tin báo chí")
    line(document, "{{ organiser }}", size=13, bold=True, align=CENTRE)
    line(document, "THÔNG TIN BÁO CHÍ", bold=True, align=CENTRE, before=10)
    line(document, "{{ conference }}", bold=True, align=CENTRE)
    line(document, "(Số liệu đến {{ made }})", italic=True, align=CENTRE, before=4)
    heading(document, "1. Thông tin chung")
    body(document, "- Thời gian: Từ {{ started }} đến {{ ended }}, {{ date }} ({{ weekday }}).")
    body(document, "- Địa điểm: {{ place }}.")
    body(document, "- Đơn vị tổ chức: {{ organiser_name }}.")
    heading(document, "2. Số liệu")
    frame.items(document, "sentences.aloud", "sentence", "{{ sentence }}")
    tag(document, "{%p if sentences.fields %}")
    body(document, "Theo lĩnh vực:", keep=True)
    frame.items(document, "sentences.fields", "sentence", "- {{ sentence }}.")
    tag(document, "{%p endif %}")
    heading(document, "3. Nội dung phổ biến")
    frame.items(document, "talks", "talk", "- {{ talk.title }}.")
    tag(document, "{%p if not talks %}")
    body(document, "Chương trình không có nội dung phổ biến riêng.")
    tag(document, "{%p endif %}")
    heading(document, "4. Kiến nghị được trả lời trực tiếp tại Hội nghị")
    tag(document, "{%p if main %}")
    line(document, size=4)
    made = layout.table(document, (11.0, 52.0, 62.0, 40.0), padding=1.2)
    layout.header_row(made, ("TT", "Doanh nghiệp", "Nội dung kiến nghị", "Đơn vị trả lời"))
    cells = [
        ("{{ row.n }}", CENTRE),
        ("{{ row.business }}", LEFT),
        ("{{ row.summary }}", LEFT),
        ("{{ row.unit }}", LEFT),
    ]
    layout.whole(layout.loop(made, "{%tr for row in main %}", cells, "{%tr endfor %}"))
    tag(document, "{%p endif %}")
    tag(document, "{%p if sentences.withheld_live %}")
    body(document, "(Không liệt kê {{ sentences.withheld_live }}.)", italic=True)
    tag(document, "{%p endif %}")
    tag(document, "{%p if not main and not sentences.withheld_live %}")
    body(document, "Chưa có kiến nghị được trả lời trực tiếp.")
    tag(document, "{%p endif %}")
    layout.end(document)
    return document
