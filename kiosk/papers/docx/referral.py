"""Phiếu chuyển: the template of the slip with which questions go to the body that is competent for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.papers.docx import frame, layout
from kiosk.papers.docx.layout import CENTRE, LEFT, TABLE_PT, add, body, line, tag

if TYPE_CHECKING:
    from docx.document import Document as Doc

    from kiosk.settings.load import Settings

OPENING = (
    "Trong khuôn khổ {{ conference }} tổ chức {{ date }}, {{ organiser_name }} đã tiếp nhận {{ referral.count }} kiến nghị có nội dung "
    "thuộc thẩm quyền giải quyết của {{ referral.to }}, cụ thể như sau:"
)
CLOSING = (
    "{{ organiser_name }} chuyển nội dung trên đến {{ referral.to }} để xem xét, giải quyết, trả lời doanh nghiệp theo "
    "quy định; đề nghị gửi kết quả về {{ organiser_name }} để tổng hợp, theo dõi./."
)
COLUMNS_MM = (10.0, 50.0, 105.0)


def build(settings: Settings) -> Doc:
    """The slip's template."""
    document = layout.new("Phiếu chuyển kiến nghị")
    frame.head(document, settings, "{{ own.number }}/PC-{{ symbol }}")
    subject = "Chuyển kiến nghị của doanh nghiệp"
    frame.title(document, "PHIẾU CHUYỂN", subject, filled=subject)
    frame.to(document, "{{ referral.to }}")
    body(document, OPENING)
    line(document, size=4)
    made = layout.table(document, COLUMNS_MM, padding=1.2)
    layout.header_row(made, ("TT", "Doanh nghiệp", "Nội dung kiến nghị"))
    _row(made)
    line(document, size=4)
    body(document, CLOSING, keep=True)
    line(document, size=6, keep=True)
    businesses = ["{%p for name in referral.businesses %}", "- {{ name }} (để biết);", "{%p endfor %}"]
    frame.signed(document, "letters", first=["- Như trên;"], recipients=businesses)
    layout.end(document)
    return document


def _row(made: Any) -> None:
    cells = [("{{ row.n }}", CENTRE), ("{{ row.business }}", LEFT), ("", LEFT)]
    row = layout.loop(made, "{%tr for row in referral.rows %}", cells, "{%tr endfor %}")
    business, asked = row.cells[1:]
    for field, text in (("tax_code", "MST: {{ row.tax_code }}"), ("address", "{{ row.address }}")):
        tag(business, f"{{%p if row.{field} %}}")
        line(business, text, size=TABLE_PT)
        tag(business, "{%p endif %}")
    first = asked.paragraphs[0]
    add(first, "KN số {{ row.number }}. ", size=TABLE_PT, bold=True)
    add(first, "{{ row.text }}", size=TABLE_PT)
    for field, text in (("proposal", "Đề xuất: {{ row.proposal }}"), ("reason", "Lý do chuyển: {{ row.reason }}.")):
        tag(asked, f"{{%p if row.{field} %}}")
        line(asked, text, size=TABLE_PT, italic=field == "reason")
        tag(asked, "{%p endif %}")
