"""Công văn trả lời kiến nghị: the template of the letter to one business, each question under its two headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.papers.docx import frame, layout
from kiosk.papers.docx.layout import body, heading, line, tag

if TYPE_CHECKING:
    from docx.document import Document as Doc

    from kiosk.settings.load import Settings

OPENING = (
    "Trong khuôn khổ {{ conference }} tổ chức {{ date }}, {{ organiser_name }} đã tiếp nhận {{ letter.received }}. "
    "Sau khi nghiên cứu, {{ organiser_name }} có ý kiến như sau:"
)
CLOSING = (
    "Trên đây là ý kiến trả lời của {{ organiser_name }}. Trong quá trình thực hiện, nếu còn khó khăn, vướng mắc, đề nghị "
    "{{ letter.to }} liên hệ với {{ organiser_name }} để được hướng dẫn./."
)


def build(settings: Settings) -> Doc:
    """The letter's template."""
    document = layout.new("Văn bản trả lời kiến nghị")
    about = "V/v trả lời kiến nghị của {{ letter.to }}"
    frame.head(document, settings, "{{ blank }}/{{ symbol }}-{{ drafter }}", about=about)
    frame.to(document, "{{ letter.to }}")
    body(document, OPENING)
    tag(document, "{%p for question in letter.questions %}")
    tag(document, "{%p if letter.several %}")
    heading(document, "{{ question.roman }}. Kiến nghị số {{ question.number }}")
    tag(document, "{%p endif %}")
    heading(document, "1. Nội dung kiến nghị")
    body(document, "“{{ question.quoted }}”.", italic=True)
    tag(document, "{%p if question.proposal %}")
    body(document, "Đề xuất của doanh nghiệp: “{{ question.proposal }}”.", italic=True)
    tag(document, "{%p endif %}")
    heading(document, "2. Kết quả nghiên cứu, giải quyết và trả lời kiến nghị")
    tag(document, "{%p if question.live %}")
    body(document, "Kiến nghị đã được {{ question.unit }} trả lời trực tiếp tại Hội nghị, cụ thể như sau:", keep=True)
    tag(document, "{%p endif %}")
    body(document, "{{ question.answer }}")
    tag(document, "{%p if question.basis %}")
    body(document, "Căn cứ: {{ question.basis }}.")
    tag(document, "{%p endif %}")
    tag(document, "{%p endfor %}")
    body(document, CLOSING, keep=True)
    line(document, size=6, keep=True)
    superior = ["- {{ superior_short }} (để b/c);"]
    frame.signed(document, "letters", first=["- Như trên;"], recipients=superior)
    layout.end(document)
    return document
