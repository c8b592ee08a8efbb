"""Báo cáo kết quả giải quyết kiến nghị: the template of the report to the superior body, with its two annexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.papers.docx import annexes, frame, layout
from kiosk.papers.docx.layout import CENTRE, LEFT, TABLE_PT, body, heading, line, tag

if TYPE_CHECKING:
    from docx.document import Document as Doc

    from kiosk.settings.load import Settings

SUBJECT = "Kết quả giải quyết kiến nghị của doanh nghiệp tại {{ conference }}"
CLOSING = (
    "Trên đây là báo cáo kết quả giải quyết kiến nghị của doanh nghiệp tại Hội nghị, {{ organiser_name }} "
    "kính báo cáo {{ superior }}./."
)
UNSETTLED = (
    "- KN số {{ item.number }} ({{ item.business }}): {{ item.state }}"
    "{% if item.result %}; kết quả: {{ item.result[0] | lower }}{{ item.result[1:] }}{% endif %}"
    "{% if item.reason %}; lý do: {{ item.reason }}{% endif %}"
    "; {{ item.answering }}"
    "{% if item.due %}; thời hạn trả lời bằng văn bản: {{ item.due }}{% endif %}."
)
OWED = (
    "- {{ item.unit }}: trả lời bằng văn bản {{ item.count }} kiến nghị (KN số {{ item.numbers }}), "
    "thời hạn chậm nhất {{ item.due }}."
)
COLUMNS_MM = (9.0, 40.0, 13.0, 14.0, 13.0, 16.0, 15.0, 15.0, 14.0, 16.0)
HEADINGS = (
    "TT",
    "Khối đại biểu",
    "Mời",
    "Xác báo",
    "Vắng",
    "Phát sinh",
    "Có mặt",
    "Dự thay",
    "Đi cùng",
    "Tổng số người",
)
ATTENDANCE = ("invited", "confirmed", "absent", "walk_ins", "present", "substitutes", "companions", "persons")


def build(settings: Settings) -> Doc:
    """The report's template."""
    document = layout.new("Báo cáo kết quả giải quyết kiến nghị")
    frame.head(document, settings, "{{ own.number }}/BC-{{ symbol }}")
    frame.title(document, "BÁO CÁO", SUBJECT)
    frame.to(document, "{{ superior }}")
    body(document, "Thực hiện {{ plan }}, {{ organiser_name }} báo cáo kết quả như sau:")
    preparation(document)
    conference(document)
    results(document)
    assessment(document)
    proposals(document)
    body(document, CLOSING, keep=True)
    line(document, size=6, keep=True)
    copies = ["{%p for copy in copies %}", "- {{ copy }};", "{%p endfor %}"]
    frame.signed(document, "report", first=["- Như trên;"], recipients=copies)
    annexes.questions(document)
    annexes.businesses(document)
    return document


def preparation(document: Doc) -> None:
    """I."""
    heading(document, "I. CÔNG TÁC CHUẨN BỊ")
    tag(document, "{%p if notice_published %}")
    body(
        document,
        "1. {{ organiser_name }} đã đăng Thông báo về việc tổ chức Hội nghị trên Cổng thông tin điện tử {{ notice_published }}"
        "{% if questions_until %}; tiếp nhận kiến nghị gửi trước đến hết {{ questions_until }}{% endif %}.",
    )
    tag(document, "{%p else %}")
    body(document, "1. {{ organiser_name }} đã thông báo về việc tổ chức Hội nghị đến các doanh nghiệp.")
    tag(document, "{%p endif %}")
    body(
        document,
        "2. {% if attendance.total.invited == '0' %}Chưa ghi nhận đại biểu được mời."
        "{% else %}{{ organiser_name }} đã gửi giấy mời đến {{ attendance.total.invited }} đại biểu"
        "{% if numbers.businesses_invited != '0' %}, trong đó có đại diện của {{ numbers.businesses_invited }} doanh nghiệp{% endif %}; "
        "{% if attendance.total.confirmed == '0' %}chưa có đại biểu xác báo tham dự"
        "{% else %}{{ attendance.total.confirmed }} đại biểu xác báo tham dự{% endif %}"
        "{% if attendance.total.declined != '0' %}, {{ attendance.total.declined }} đại biểu báo vắng{% endif %}.{% endif %}",
    )
    body(
        document,
        "3. {% if numbers.advance == '0' and numbers.carried == '0' %}Trước Hội nghị, {{ organiser_name }} không nhận được kiến nghị."
        "{% else %}Tiếp nhận "
        "{% if numbers.advance != '0' %}{{ numbers.advance }} kiến nghị gửi trước Hội nghị{% endif %}"
        "{% if numbers.advance != '0' and numbers.carried != '0' %} và {% endif %}"
        "{% if numbers.carried != '0' %}{{ numbers.carried }} kiến nghị kỳ trước chuyển sang{% endif %}; "
        "phân công các đơn vị chuẩn bị nội dung trả lời theo lĩnh vực phụ trách.{% endif %}",
    )


def conference(document: Doc) -> None:
    """II."""
    heading(document, "II. KẾT QUẢ TỔ CHỨC HỘI NGHỊ")
    heading(document, "1. Thời gian, địa điểm, thành phần", 2)
    body(document, "- Thời gian: Từ {{ started }} đến {{ ended }}, {{ date }} ({{ weekday }}).")
    body(document, "- Địa điểm: {{ place }}.")
    body(document, "- Chủ trì: {{ chairs or organiser_name }}.")
    heading(document, "2. Số lượng đại biểu", 2)
    body(document, "{{ sentences.attendance }}", keep=True)
    attendance_table(document)
    note = "Ghi chú: Có mặt = Mời - Vắng + Phát sinh; số dự thay đã tính trong số có mặt; Tổng số người = Có mặt + Đi cùng."
    line(document, note, size=12, italic=True, before=3)
    heading(document, "3. Nội dung phổ biến", 2)
    tag(document, "{%p if talks %}")
    frame.items(
        document, "talks", "talk", "- {{ talk.title }}{% if talk.presenter %} ({{ talk.presenter }}){% endif %}."
    )
    tag(document, "{%p else %}")
    body(document, "Chương trình không có nội dung phổ biến riêng.")
    tag(document, "{%p endif %}")
    heading(document, "4. Diễn biến phần đối thoại", 2)
    tag(document, "{%p if main %}")
    body(
        document,
        "Tại Hội nghị, {{ numbers.outcomes.live }} kiến nghị được trao đổi, trả lời trực tiếp; "
        "diễn biến cụ thể được ghi trong Biên bản Hội nghị.",
    )
    tag(document, "{%p else %}")
    body(document, "Chưa ghi nhận kiến nghị được trả lời trực tiếp tại Hội nghị.")
    tag(document, "{%p endif %}")


def attendance_table(document: Doc) -> None:
    """Delegates by block, and all of them."""
    line(document, size=4)
    made = layout.table(document, COLUMNS_MM, padding=1.2)
    layout.header_row(made, HEADINGS)
    cells = [("{{ row.n }}", CENTRE), ("{{ row.name }}", LEFT)]
    cells += [(f"{{{{ row.{name} }}}}", CENTRE) for name in ATTENDANCE]
    layout.whole(layout.loop(made, "{%tr for row in attendance.rows %}", cells, "{%tr endfor %}"))
    last = made.add_row()
    layout.whole(last)
    texts = ["", "{{ attendance.total.name }}", *(f"{{{{ attendance.total.{name} }}}}" for name in ATTENDANCE)]
    for cell, text in zip(last.cells, texts, strict=True):
        line(cell, text, size=TABLE_PT, bold=True, align=CENTRE)


def results(document: Doc) -> None:
    """III."""
    heading(document, "III. KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT KIẾN NGHỊ")
    heading(document, "1. Tổng hợp", 2)
    body(document, "{{ sentences.received }}")
    tag(document, "{%p if sentences.outcomes %}")
    body(document, "Kết quả giải quyết:", keep=True)
    frame.items(document, "sentences.outcomes", "sentence", "- {{ sentence }}.")
    tag(document, "{%p endif %}")
    tag(document, "{%p if sentences.results %}")
    body(document, "Theo kết quả xử lý của {{ numbers.distinct }} kiến nghị:", keep=True)
    frame.items(document, "sentences.results", "sentence", "- {{ sentence }}.")
    tag(document, "{%p endif %}")
    tag(document, "{%p if sentences.promised %}")
    body(document, "{{ sentences.promised }}")
    tag(document, "{%p endif %}")
    listed(document, "2. Theo lĩnh vực", "sentences.fields", "- {{ item }}.")
    listed(document, "3. Theo đơn vị trả lời", "sentences.units", "- {{ item }}.")
    heading(document, "4. Nội dung chủ yếu", 2)
    tag(document, "{%p if main %}")
    body(document, "Các nội dung được trao đổi, trả lời trực tiếp tại Hội nghị:", keep=True)
    frame.items(document, "main", "item", "- KN số {{ item.number }} ({{ item.business }}): {{ item.summary }}")
    tag(document, "{%p endif %}")
    body(document, "Nội dung kiến nghị và trả lời cụ thể tại Phụ lục I kèm theo.")
    heading(document, "5. Kiến nghị chưa giải quyết xong, lý do, thời hạn", 2)
    tag(document, "{%p if open %}")
    frame.items(document, "open", "item", UNSETTLED)
    tag(document, "{%p else %}")
    body(document, "Không có.")
    tag(document, "{%p endif %}")
    tag(document, "{%p if sentences.settled_promised %}")
    body(document, "{% if open %}Ngoài ra, {% endif %}{{ sentences.settled_promised }}.")
    tag(document, "{%p endif %}")


def listed(document: Doc, title: str, each: str, text: str) -> None:
    """A heading with a line for each thing, or the sentence that there is none."""
    heading(document, title, 2)
    tag(document, f"{{%p if {each} %}}")
    frame.items(document, each, "item", text)
    tag(document, "{%p else %}")
    body(document, "Chưa có số liệu.")
    tag(document, "{%p endif %}")


def assessment(document: Doc) -> None:
    """IV: what numbers can tell; the judgement is the drafter's."""
    heading(document, "IV. ĐÁNH GIÁ")
    heading(document, "1. Ưu điểm", 2)
    body(
        document,
        "{% if numbers.businesses != '0' %}Hội nghị có {{ numbers.businesses }} doanh nghiệp tham dự"
        "{% if numbers.answered != '0' %}; {% else %}. {% endif %}{% endif %}"
        "{% if numbers.answered != '0' %}{{ numbers.answered_share }} được trả lời trước hoặc ngay tại Hội nghị. {% endif %}"
        "[Cơ quan soạn thảo bổ sung đánh giá.]",
    )
    heading(document, "2. Tồn tại, hạn chế và nguyên nhân", 2)
    body(document, "[Cơ quan soạn thảo bổ sung.]")


def proposals(document: Doc) -> None:
    """V: the tasks given, and who owes which written reply."""
    heading(document, "V. NHIỆM VỤ, GIẢI PHÁP; ĐỀ XUẤT, KIẾN NGHỊ")
    heading(document, "1. Nhiệm vụ, giải pháp", 2)
    tag(document, "{%p if tasks %}")
    frame.items(
        document,
        "tasks",
        "task",
        "- {{ task.unit }}: {{ task.task }}{% if task.due %} (thời hạn {{ task.due }}){% endif %}.",
    )
    tag(document, "{%p endif %}")
    tag(document, "{%p if due_units %}")
    frame.items(document, "due_units", "item", OWED)
    tag(document, "{%p endif %}")
    tag(document, "{%p if not tasks and not due_units %}")
    body(document, "Tiếp tục theo dõi, giải đáp vướng mắc của doanh nghiệp theo chức năng, nhiệm vụ.")
    tag(document, "{%p endif %}")
    heading(document, "2. Đề xuất, kiến nghị", 2)
    body(document, "[Cơ quan soạn thảo bổ sung đề xuất với {{ superior }}, bộ, ngành Trung ương, nếu có.]")
