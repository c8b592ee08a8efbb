"""Biên bản Hội nghị: the template of the minutes: what happened, in its order, with the hours that the log knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.papers.docx import frame, layout
from kiosk.papers.docx.layout import HEAD_COLUMNS_MM, body, heading, line, tag

if TYPE_CHECKING:
    from docx.document import Document as Doc

    from kiosk.settings.load import Settings

SUBJECT = "{{ conference }}"
CLOSING = (
    "Hội nghị kết thúc vào {{ minutes.ended }}, {{ date }}. [Biên bản này được đọc lại cho những người tham dự nghe, "
    "nhất trí thông qua]./."
)


def build(settings: Settings) -> Doc:
    """The minutes' template. Form 1.9 has no place and day in its head."""
    document = layout.new("Biên bản Hội nghị")
    frame.head(document, settings, "{{ own.number }}/BB-{{ symbol }}", dated=False)
    frame.title(document, "BIÊN BẢN", SUBJECT)
    line(document, size=10)
    body(document, "Thời gian bắt đầu: {{ minutes.started }}, {{ date }} ({{ weekday }}).")
    body(document, "Địa điểm: {{ place }}.")
    _people(document)
    heading(document, "Nội dung (theo diễn biến Hội nghị):")
    _events(document)
    _end(document)
    return document


def _people(document: Doc) -> None:
    body(document, "Thành phần tham dự: {{ sentences.attendance }}")
    tag(document, "{%p for block in minutes.delegations %}")
    body(
        document,
        "- {{ block.name }}: {{ block.count }} đại biểu"
        "{% if block.people %}{% if block.whole %}, gồm:{% else %}, trong đó có:{% endif %}{% else %}.{% endif %}",
    )
    frame.items(document, "block.people", "person", "+ {{ person }}{% if loop.last %}.{% else %};{% endif %}")
    tag(document, "{%p endfor %}")
    body(document, "Chủ trì: {{ chairs or signers.chair.name }}.")
    body(document, "Thư ký (người ghi biên bản): {{ signers.secretary.name }}")


def _events(document: Doc) -> None:
    """What happened, in its order: items, calls with every answer, speakers in between; then the sums."""
    tag(document, "{%p for event in minutes.events %}")
    body(document, "{{ event.head }}", bold=True, keep=True)
    frame.items(document, "event.lines", "text", "{{ text }}")
    tag(document, "{%p endfor %}")
    body(
        document,
        "Tổng hợp: {{ sentences.received }}{% if sentences.outcomes %} {{ sentences.outcomes_joined }}{% endif %}",
    )


def _end(document: Doc) -> None:
    tag(document, "{%p if tasks %}")
    body(document, "Kết luận, giao nhiệm vụ:", bold=True, keep=True)
    text = (
        "- {% if task.giver %}{{ task.giver }} giao{% else %}Giao{% endif %} {{ task.unit }}: {{ task.task }}"
        "{% if task.due %} (thời hạn {{ task.due }}){% endif %}."
    )
    frame.items(document, "tasks", "task", text)
    tag(document, "{%p endif %}")
    body(document, CLOSING, keep=True)
    line(document, size=6, keep=True)
    made = layout.table(document, HEAD_COLUMNS_MM, 1, lines=False)
    layout.whole(made.rows[0])
    for n, signer in enumerate(("secretary", "chair")):
        frame.signature(layout.cell_of(made, 0, n), signer)
    line(document, "Nơi nhận:", size=12, bold=True, italic=True, before=12)
    line(document, "- {{ organiser_name }};", size=11)
    line(document, "- Lưu: VT, hồ sơ.", size=11)
