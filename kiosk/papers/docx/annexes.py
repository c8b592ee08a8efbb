"""The report's annexes: the table of questions and answers, and the businesses that came. Each has its own page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from kiosk.papers.docx import frame, layout
from kiosk.papers.docx.layout import CENTRE, LEFT, TABLE_PT, add, line

if TYPE_CHECKING:
    from docx.document import Document as Doc
    from docx.table import Table

COLUMNS: tuple[tuple[str, float], ...] = (
    ("TT", 8.0), ("Doanh nghiệp\n(MST, địa chỉ)", 36.0), ("Nội dung kiến nghị", 49.0),
    ("Nội dung trả lời\n(căn cứ pháp lý)", 55.0), ("Cơ quan, đơn vị trả lời", 24.0), ("Hình thức trả lời", 20.0),
    ("Kết quả", 20.0), ("Thời hạn", 21.0), ("Ghi chú", 19.0),
)  # fmt: skip
"""Of the 252 mm between the margins. The field stands in the band above its rows."""
BELONGS = "(Kèm theo Báo cáo số {{ own.number }}/BC-{{ symbol }} {{ own.date }} của {{ organiser_name }})"
BAND_SHADE = "EDEDED"


def questions(document: Doc) -> None:
    """Phụ lục I."""
    layout.annex(document, wide=True)
    frame.annex_title(document, "Phụ lục I", "BẢNG TỔNG HỢP KIẾN NGHỊ VÀ NỘI DUNG TRẢ LỜI", BELONGS)
    question_table(document)


def question_table(document: Doc) -> None:
    """Questions by field, each field under a band; the header on every page."""
    made = layout.table(document, [width for _, width in COLUMNS], padding=0.8)
    layout.header_row(made, [name for name, _ in COLUMNS])
    made.add_row().cells[0].paragraphs[0].add_run("{%tr for band in bands %}")
    _band(made)
    made.add_row().cells[0].paragraphs[0].add_run("{%tr for row in band.rows %}")
    _row(made)
    for _ in range(2):
        made.add_row().cells[0].paragraphs[0].add_run("{%tr endfor %}")
    _nothing(made)


def _band(made: Any) -> None:
    row = made.add_row()
    layout.whole(row)
    cell = row.cells[0].merge(row.cells[-1])
    paragraph = line(cell, "{{ band.title }}", size=TABLE_PT, bold=True, keep=True)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", BAND_SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _row(made: Any) -> None:
    cells = made.add_row().cells
    line(cells[0], "{{ row.n }}", size=TABLE_PT, align=CENTRE)
    line(cells[1], "{{ row.business }}", size=TABLE_PT, bold=True)
    layout.tag(cells[1], "{%p if row.tax_code %}")
    line(cells[1], "MST: {{ row.tax_code }}", size=TABLE_PT)
    layout.tag(cells[1], "{%p endif %}")
    layout.tag(cells[1], "{%p if row.address %}")
    line(cells[1], "{{ row.address }}", size=TABLE_PT)
    layout.tag(cells[1], "{%p endif %}")
    asked = line(cells[2], "KN số {{ row.number }}. ", size=TABLE_PT, bold=True)
    add(asked, "{{ row.text }}", size=TABLE_PT)
    layout.tag(cells[2], "{%p if row.proposal %}")
    line(cells[2], "Đề xuất: {{ row.proposal }}", size=TABLE_PT)
    layout.tag(cells[2], "{%p endif %}")
    line(cells[3], "{{ row.answer }}", size=TABLE_PT)
    layout.tag(cells[3], "{%p if row.basis %}")
    line(cells[3], "Căn cứ: {{ row.basis }}.", size=TABLE_PT, italic=True)
    layout.tag(cells[3], "{%p endif %}")
    for cell, field in zip(cells[4:], ("unit", "form", "result", "due", "note"), strict=True):
        line(cell, f"{{{{ row.{field} }}}}", size=TABLE_PT, align=LEFT)


def _nothing(made: Any) -> None:
    """A table without rows would be no table: it says that nothing came."""
    made.add_row().cells[0].paragraphs[0].add_run("{%tr if not bands %}")
    row = made.add_row()
    line(row.cells[0].merge(row.cells[-1]), "Không có kiến nghị.", size=TABLE_PT, italic=True, align=CENTRE)
    made.add_row().cells[0].paragraphs[0].add_run("{%tr endif %}")


def businesses(document: Doc) -> None:
    """Phụ lục II."""
    layout.annex(document, wide=False)
    frame.annex_title(document, "Phụ lục II", "DANH SÁCH DOANH NGHIỆP THAM DỰ HỘI NGHỊ", BELONGS)
    made = layout.table(document, (11.0, 47.0, 34.0, 55.0, 18.0), padding=1.2)
    layout.header_row(made, ("TT", "Tên doanh nghiệp", "Mã số thuế", "Người tham dự", "Số người"))
    cells = [
        ("{{ house.n }}", CENTRE), ("{{ house.name }}", LEFT), ("{{ house.tax_code }}", CENTRE),
        ("{{ house.delegates }}", LEFT), ("{{ house.persons }}", CENTRE),
    ]  # fmt: skip
    layout.whole(layout.loop(made, "{%tr for house in businesses %}", cells, "{%tr endfor %}"))
    nobody_came(made)
    line(
        document,
        "Danh sách có {{ numbers.businesses }} doanh nghiệp với {{ numbers.business_persons }} đại biểu./.",
        before=6,
    )


def nobody_came(made: Table) -> None:
    """A row for the table of businesses that has no other."""
    made.add_row().cells[0].paragraphs[0].add_run("{%tr if not businesses %}")
    row = made.add_row()
    text = "Chưa ghi nhận doanh nghiệp có mặt."
    line(row.cells[0].merge(row.cells[-1]), text, size=TABLE_PT, italic=True, align=CENTRE)
    made.add_row().cells[0].paragraphs[0].add_run("{%tr endif %}")
