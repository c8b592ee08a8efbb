"""Thông báo kết luận: the template of the notice of conclusions, with its table of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.papers.docx import frame, layout
from kiosk.papers.docx.layout import CENTRE, LEFT, body, heading, line, tag

if TYPE_CHECKING:
    from docx.document import Document as Doc

    from kiosk.settings.load import Settings

SUBJECT = "Kết luận tại {{ conference }}"
OPENING = (
    "{{ date[0] | upper }}{{ date[1:] }}, tại {{ place }}, {{ organiser_name }} tổ chức {{ conference }}. "
    "{{ sentences.attendance }}"
)
OWED = (
    "- {{ item.unit }}: {{ item.count }} kiến nghị (KN số {{ item.numbers }}), thời hạn chậm nhất {{ item.due }}."
)  # fmt: skip
CLOSING = "{{ organiser_name }} thông báo để các cơ quan, đơn vị, doanh nghiệp biết, thực hiện./."
COLUMNS_MM = (11.0, 74.0, 55.0, 25.0)


def build(settings: Settings) -> Doc:
    """The notice's template."""
    document = layout.new("Thông báo kết luận Hội nghị")
    frame.head(document, settings, "{{ own.number }}/TB-{{ symbol }}")
    frame.title(document, "THÔNG BÁO", SUBJECT)
    line(document, size=10)
    body(document, OPENING)
    body(
        document,
        "Sau khi nghe ý kiến của các doanh nghiệp, nội dung trả lời của các cơ quan, đơn vị và phát biểu của các đại biểu"
        "{% if givers %}, {{ givers }}{% else %}, chủ trì Hội nghị{% endif %} kết luận như sau:",
    )
    heading(document, "1. Đánh giá chung")
    body(document, "{{ sentences.received }}")
    tag(document, "{%p if sentences.outcomes %}")
    body(document, "Kết quả giải quyết tại Hội nghị:", keep=True)
    frame.items(document, "sentences.outcomes", "sentence", "- {{ sentence }}.")
    tag(document, "{%p endif %}")
    heading(document, "2. Nhiệm vụ của các cơ quan, đơn vị")
    _tasks(document)
    heading(document, "3. Trả lời bằng văn bản")
    tag(document, "{%p if due_units %}")
    body(document, "{{ sentences.promised }}", keep=True)
    body(document, "Các đơn vị hoàn thành việc trả lời doanh nghiệp bằng văn bản:", keep=True)
    frame.items(document, "due_units", "item", OWED)
    tag(document, "{%p else %}")
    body(document, "Không có kiến nghị phải trả lời bằng văn bản sau Hội nghị.")
    tag(document, "{%p endif %}")
    body(document, CLOSING, keep=True)
    line(document, size=6, keep=True)
    copies = ["{%p for name in task_bodies %}", "- {{ name }} (để thực hiện);", "{%p endfor %}"]
    copies += ["{%p for copy in copies %}", "- {{ copy }};", "{%p endfor %}"]
    frame.signed(document, "notice", first=[], recipients=copies)
    layout.end(document)
    return document


def _tasks(document: Doc) -> None:
    tag(document, "{%p if tasks %}")
    body(document, "Giao các cơ quan, đơn vị thực hiện các nhiệm vụ sau:", keep=True)
    line(document, size=4, keep=True)
    made = layout.table(document, COLUMNS_MM, padding=1.2)
    layout.header_row(made, ("TT", "Nhiệm vụ", "Cơ quan, đơn vị thực hiện", "Thời hạn"))
    cells = [
        ("{{ task.n }}", CENTRE), ("{{ task.task }}", LEFT), ("{{ task.unit }}", LEFT), ("{{ task.due or blank }}", CENTRE),
    ]  # fmt: skip
    layout.whole(layout.loop(made, "{%tr for task in tasks %}", cells, "{%tr endfor %}"))
    line(document, size=4)
    tag(document, "{%p else %}")
    body(
        document,
        "Các cơ quan, đơn vị theo chức năng, nhiệm vụ tiếp tục theo dõi, giải quyết các kiến nghị của doanh nghiệp "
        "theo thời hạn đã thông báo tại Hội nghị.",
    )
    tag(document, "{%p endif %}")
