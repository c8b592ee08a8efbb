"""Công văn trả lời kiến nghị: the template of the letter to one business, each question under its two headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.papers.docx import frame, layout
from kiosk.papers.docx.layout import body, heading, line, tag

if TYPE_CHECKING:
    from docx.document import Document as Doc

    from kiosk.settings.load import Settings

ASKED = "1. Nội dung kiến nghị"
ANSWERED = "2. Kết quả nghiên cứu, giải quyết và trả lời kiến nghị"
OPENING = (
    "Trong khuôn khổ {{ conference }} tổ chức {{ date }}, {{ organiser_name }} đã tiếp nhận {{ letter.received }}. "
    "Sau khi nghiên cứu, {{ organiser_name }} có ý kiến như sau:"
)
CLOSING = (
    "Trên đây là ý kiến trả lời của {{ organiser_name }}. Trong quá trình thực hiện, nếu còn khó khăn, vướng mắc, đề nghị "
    "{{ letter.to }} liên hệ với {{ organiser_name }}{% if contact %} ({{ contact }}){% endif %} để được hướng dẫn./."
)


def build(settings: Settings) -> Doc:
    """The letter's template."""
    document = layout.new("Văn bản trả lời kiến nghị")
    about = "V/v trả lời kiến nghị của {{ letter.to }}"
    frame.head(document, settings, "{{ own.number }}/{{ symbol }}-{{ drafter }}", about=about)
    frame.to(document, "{{ letter.to }}")
    body(document, OPENING)
    tag(document, "{%p for question in letter.questions %}")
    tag(document, "{%p if letter.several %}")
    heading(document, "{{ question.roman }}. Kiến nghị số {{ question.number }}")
    heading(document, ASKED, 2)
    tag(document, "{%p else %}")
    heading(document, ASKED)
    tag(document, "{%p endif %}")
    body(document, "“{{ question.quoted }}”.", italic=True)
    tag(document, "{%p if question.proposal %}")
    body(document, "Đề xuất của doanh nghiệp: “{{ question.proposal }}”.", italic=True)
    tag(document, "{%p endif %}")
    tag(document, "{%p if letter.several %}")
    heading(document, ANSWERED, 2)
    tag(document, "{%p else %}")
    heading(document, ANSWERED)
    tag(document, "{%p endif %}")
    tag(document, "{%p if question.live %}")
    body(document, "Kiến nghị đã được {{ question.unit }} trả lời trực tiếp tại Hội nghị, cụ thể như sau:", keep=True)
    tag(document, "{%p endif %}")
    body(document, "{{ question.answer }}")
    for field, text in (
        ("basis", "Căn cứ: {{ question.basis }}."),
        ("draft", "{{ question.draft }}"),
        ("promise", "{{ question.promise }}"),
    ):
        tag(document, f"{{%p if question.{field} %}}")
        body(document, text)
        tag(document, "{%p endif %}")
    tag(document, "{%p endfor %}")
    body(document, CLOSING, keep=True)
    line(document, size=6, keep=True)
    copies = [
        "- {{ superior_short }} (để b/c);",
        "{%p for body in letter.copies %}",
        "- {{ body }} (để giải quyết);",
        "{%p endfor %}",
    ]
    frame.signed(document, "letters", first=["- Như trên;"], recipients=copies)
    layout.end(document)
    return document
