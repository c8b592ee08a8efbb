"""Biên bản Hội nghị: the template of the minutes, with the hours that the log knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.papers.docx import frame, layout
from kiosk.papers.docx.layout import HEAD_COLUMNS_MM, body, heading, line, tag

if TYPE_CHECKING:
    from docx.document import Document as Doc

    from kiosk.settings.load import Settings

SUBJECT = "{{ conference }}"
CLOSING = (
    "Hội nghị kết thúc vào {{ ended }}, {{ date }}. Biên bản này được đọc lại cho những người tham dự nghe, "
    "nhất trí thông qua./."
)
ITEM = "{{ item.when }}{% if item.ended %} đến {{ item.ended }}{% endif %}: {{ item.title }}."


def build(settings: Settings) -> Doc:
    """The minutes' template. Form 1.9 has no place and day in its head."""
    document = layout.new("Biên bản Hội nghị")
    frame.head(document, settings, "{{ blank }}/BB-{{ symbol }}", dated=False)
    frame.title(document, "BIÊN BẢN", SUBJECT)
    line(document, size=10)
    body(document, "Thời gian bắt đầu: {{ started }}, {{ date }} ({{ weekday }}).")
    body(document, "Địa điểm: {{ place }}.")
    _people(document)
    heading(document, "Nội dung (theo diễn biến Hội nghị):")
    _programme(document)
    _floor(document)
    _end(document)
    return document


def _people(document: Doc) -> None:
    body(document, "Thành phần tham dự: {{ sentences.attendance }}")
    tag(document, "{%p for block in delegations %}")
    body(document, "- {{ block.name }}: {{ block.count }} đại biểu{% if block.people %}, gồm:{% else %}.{% endif %}")
    frame.items(document, "block.people", "person", "+ {{ person }}{% if loop.last %}.{% else %};{% endif %}")
    tag(document, "{%p endfor %}")
    body(document, "Chủ trì (chủ tọa): {{ chairs or signers.chair.name }}.")
    body(document, "Thư ký (người ghi biên bản): {{ signers.secretary.name }}")


def _programme(document: Doc) -> None:
    tag(
        document, "{%p for item in programme if item.kind != 'reception' and item.kind != 'dialogue' and item.before %}"
    )
    _item(document)
    tag(document, "{%p endfor %}")


def _item(document: Doc) -> None:
    body(document, ITEM, bold=True, keep=False)
    tag(document, "{%p if item.presenters %}")
    body(document, "Thực hiện: {{ item.presenters }}.")
    tag(document, "{%p endif %}")
    frame.items(
        document, "item.parts", "part", "- {{ part.title }}{% if part.presenter %} ({{ part.presenter }}){% endif %}."
    )


def _floor(document: Doc) -> None:
    """The dialogue, call by call, then what was prepared for it and did not get the microphone."""
    tag(document, "{%p for item in programme if item.kind == 'dialogue' %}")
    body(document, ITEM, bold=True, keep=True)
    tag(document, "{%p endfor %}")
    tag(document, "{%p for turn in floor %}")
    body(document, "{{ turn.hour }}: KN số {{ turn.number }} - {{ turn.business }}.", bold=True, keep=True)
    body(document, "Nội dung kiến nghị: {{ turn.summary }}")
    body(document, "{% if turn.answerer %}Trả lời ({{ turn.answerer }}): {% endif %}{{ turn.said }}")
    tag(document, "{%p if turn.basis %}")
    body(document, "Căn cứ: {{ turn.basis }}.")
    tag(document, "{%p endif %}")
    tag(document, "{%p if turn.promised %}")
    body(document, "Thời hạn trả lời bằng văn bản: {{ turn.promised }}.")
    tag(document, "{%p endif %}")
    tag(document, "{%p endfor %}")
    tag(document, "{%p if not floor %}")
    body(document, "Không ghi nhận kiến nghị được trao đổi trực tiếp.")
    tag(document, "{%p endif %}")
    body(
        document,
        "Tổng hợp: {{ sentences.received }}{% if sentences.outcomes %} {{ sentences.outcomes | join('; ') }}.{% endif %}",
    )
    tag(document, "{%p for item in programme if item.kind != 'dialogue' and not item.before %}")
    _item(document)
    tag(document, "{%p endfor %}")


def _end(document: Doc) -> None:
    tag(document, "{%p if tasks %}")
    body(document, "Kết luận, giao nhiệm vụ:", bold=True, keep=True)
    text = "- {{ task.giver }} giao {{ task.unit }}: {{ task.task }}{% if task.due %} (thời hạn {{ task.due }}){% endif %}."
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
