"""Shapes of question lists beyond those that the reader was built on. All names are invented."""

# ruff: noqa: E501  a table of shapes, one on each line

from __future__ import annotations

from typing import Any

A, B, C = "Công ty TNHH Hải Đăng Phát", "Hợp tác xã Vạn Thử", "Công ty CP Sông Cấm Xanh"
H = ["STT", "Doanh nghiệp", "Nội dung kiến nghị"]

QUESTIONS: dict[str, tuple[list[list[Any]], str, list[dict[str, Any]], str]] = {
    "two columns of questions": ([["STT", "Doanh nghiệp", "Kiến nghị 1", "Kiến nghị 2"], [1, A, "Xin hỏi A?", "Xin hỏi B?"], [2, B, "Xin hỏi C?", None]], "", [{"organisation": A, "text": "Xin hỏi A?"}, {"organisation": A, "text": "Xin hỏi B?"}, {"organisation": B, "text": "Xin hỏi C?"}], ""),
    "three numbered questions in a cell": ([H, [1, A, "1. Xin hỏi A?\n2. Xin hỏi B?\n3. Xin hỏi C?"]], "", [{"organisation": A}], "C2.*(several|nhiều)"),
    "questions counted in words": ([H, [1, A, "Một là, thủ tục kiểm định còn chậm. Hai là, phí còn cao."]], "", [{"organisation": A}], "C2.*(several|nhiều)"),
    "bullets of one request": ([H, [1, A, "Đề nghị hướng dẫn:\n- hồ sơ\n- thời hạn"]], "", [{"text": "Đề nghị hướng dẫn:\n- hồ sơ\n- thời hạn"}], ""),
    "paragraphs in rows without merging": ([H, [1, A, "Công ty có 3 cân ô tô."], [None, None, "Việc kiểm định phải chờ 20 ngày."], [2, B, "Xin hướng dẫn ghi nhãn."], [3, C, "Xin hỏi phí."]], "", [{"organisation": A, "text": "Công ty có 3 cân ô tô.\nViệc kiểm định phải chờ 20 ngày."}, {"organisation": B}, {"organisation": C}], "joined|nối"),
    "one business, several numbers": ([H, [1, A, "Xin hỏi A?"], [2, None, "Xin hỏi B?"], [3, B, "Xin hỏi C?"]], "B2:B3", [{"organisation": A, "text": "Xin hỏi A?"}, {"organisation": A, "text": "Xin hỏi B?"}, {"organisation": B}], ""),
    "person and business": ([["STT", "Họ và tên", "Đơn vị", "Câu hỏi"], [1, "Phạm Văn Thử", A, "Xin hỏi A?"]], "", [{"asker": "Phạm Văn Thử", "organisation": A, "text": "Xin hỏi A?"}], ""),
    "form with a question": ([["Dấu thời gian", "Tên doanh nghiệp", "Họ tên", "Quý doanh nghiệp có câu hỏi, kiến nghị gì không?"], ["10/4/2026 8:00", A, "Phạm Văn Thử", "Xin hỏi A?"], ["10/4/2026 9:00", B, "Lê Thị Mẫu", "Không"]], "", [{"organisation": A, "text": "Xin hỏi A?"}], ""),
    "no headings": ([[1, A, "Đề nghị Sở hướng dẫn thủ tục công bố hợp chuẩn đối với sản phẩm mới."], [2, B, "Thời gian kiểm định phương tiện đo hiện nay quá dài, đề nghị rút ngắn."]], "", [{"organisation": A}, {"organisation": B}], "heading|tiêu đề"),
    "sections by field": ([H, ["I", "LĨNH VỰC ĐO LƯỜNG"], [1, A, "Xin hỏi A?"], ["II", "LĨNH VỰC CHẤT LƯỢNG"], [2, B, "Xin hỏi B?"]], "", [{"field": "LĨNH VỰC ĐO LƯỜNG"}, {"field": "LĨNH VỰC CHẤT LƯỢNG"}], ""),
}  # fmt: skip
"""Name → rows, merged ranges, questions as they must come out, and a pattern that must be told."""
