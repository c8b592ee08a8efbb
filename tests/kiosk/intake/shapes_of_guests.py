"""Shapes of guest lists beyond those that the reader was built on: what offices send, written down as rows.

Each shape: rows of a sheet, what must come out of it, and what must be told. All names are invented.
"""

# ruff: noqa: E501, DTZ001  a table of shapes, one on each line

from __future__ import annotations

from datetime import datetime
from typing import Any

H = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Điện thoại"]
P = [
    ["Phạm Văn Thử", "Giám đốc", "Công ty TNHH Hải Đăng Phát", "0912345601"],
    ["Lê Thị Mẫu", "Phó Giám đốc", "Công ty CP Sông Cấm Xanh", "0912345602"],
    ["Trần Văn Ví", "Chủ nhiệm", "Hợp tác xã Vạn Thử", "0912345603"],
    ["Đỗ Thùy Dụ", "Kế toán trưởng", "Công ty TNHH Tân Minh Con", "0912345604"],
]
W: list[dict[str, Any]] = [{"name": a, "position": b, "organisation": c, "phone": d} for a, b, c, d in P]
L = [[n, *p] for n, p in enumerate(P, 1)]


def only(*fields: str) -> list[dict[str, Any]]:
    """The people with these fields alone."""
    return [{field: who[field] for field in fields} for who in W]


def answers(*states: str) -> list[dict[str, Any]]:
    """The people with these answers to the invitation."""
    return [{"name": who["name"], "rsvp": state} for who, state in zip(W, states, strict=True)]


SHAPES: dict[str, tuple[list[list[Any]], list[dict[str, Any]], str]] = {
    "phone under a heading of mail": ([["Họ và tên", "Đơn vị", "Email"], *[[p[0], p[2], p[3]] for p in P]], only("name", "organisation", "phone"), "E-mail|Email"),
    "mail and phone headings swapped": (
        [["Họ tên", "Đơn vị", "Điện thoại", "Email"], *[[p[0], p[2], f"n{n}@vidu.example", p[3]] for n, p in enumerate(P)]],
        [who | {"email": f"n{n}@vidu.example"} for n, who in enumerate(only("name", "organisation", "phone"))], "",
    ),
    "name and organisation headings swapped": ([["STT", "Đơn vị", "Họ và tên", "SĐT"], *[[n, p[0], p[2], p[3]] for n, p in enumerate(P, 1)]], only("name", "organisation", "phone"), "Check it|kiểm tra"),
    "unknown headings": ([["Thứ", "Quý danh", "Nơi ở", "Liên hệ nhanh"], *[[n, p[0], p[2], p[3]] for n, p in enumerate(P, 1)]], only("name", "organisation", "phone"), ""),
    "camel case of a program": ([["stt", "hoTen", "chucVu", "donVi", "soDienThoai"], *L], W, ""),
    "snake case of a program": ([["STT", "HO_TEN", "CHUC_VU", "DON_VI", "DIEN_THOAI"], *L], W, ""),
    "headings without blanks or marks": ([["STT", "HOTEN", "CHUCVU", "DONVI", "SDT"], *L], W, ""),
    "english headings": ([["No.", "Full name", "Position", "Organization", "Phone number"], *L], W, ""),
    "both languages in one cell": ([["STT/No.", "Họ và tên/Full name", "Chức vụ/Position", "Đơn vị/Organization", "Điện thoại/Phone"], *L], W, ""),
    "english above vietnamese": ([["No.", "Full name", "Position", "Organization", "Phone"], H, *L], W, ""),
    "numbered headings with stars": ([["1. STT", "2. Họ và tên (*)", "3. Chức vụ (*)", "4. Đơn vị công tác (*)", "5. Số ĐT (*)"], *L], W, ""),
    "empty phone column before a full one": ([[*H, "Số điện thoại di động"], *[[n, *p[:3], None, p[3]] for n, p in enumerate(P, 1)]], W, ""),
    "phone of the office and of the person": ([[*H[:4], "ĐT cơ quan", "Di động"], *[[n, *p[:3], "02253821234", p[3]] for n, p in enumerate(P, 1)]], W, ""),
    "contact person beside the one who attends": (
        [["STT", "Doanh nghiệp", "Người tham dự", "Chức vụ", "Người liên hệ", "SĐT"], *[[n, p[2], p[0], p[1], f"Vũ Thị Đầu {n}", p[3]] for n, p in enumerate(P, 1)]], W, "",
    ),
    "contact person first": (
        [["STT", "Tên công ty", "Người liên hệ", "Điện thoại người liên hệ", "Đại biểu tham dự", "Chức vụ"], *[[n, p[2], f"Vũ Thị Đầu {n}", p[3], p[0], p[1]] for n, p in enumerate(P, 1)]],
        only("name", "position", "organisation", "phone"), "",
    ),
    "three people in a row": (
        [["Doanh nghiệp", "Đại biểu 1", "Đại biểu 2", "Đại biểu 3"], [P[0][2], P[0][0], P[1][0], P[2][0]], [P[3][2], P[3][0], None, None]],
        [{"name": name, "organisation": P[0][2]} for name in (P[0][0], P[1][0], P[2][0])] + [{"name": P[3][0], "organisation": P[3][2]}], "",
    ),
    "two people with position and phone each": (
        [["TT", "Đơn vị", "Họ tên 1", "Chức vụ 1", "SĐT 1", "Họ tên 2", "Chức vụ 2", "SĐT 2"], [1, P[0][2], P[0][0], P[0][1], P[0][3], P[1][0], P[1][1], P[1][3]]],
        [W[0], W[1] | {"organisation": P[0][2]}], "",
    ),
    "leader and specialist both attend": (
        [["TT", "Đơn vị", "Lãnh đạo tham dự", "Chuyên viên tham dự"], [1, "Sở Ví dụ", "Phạm Văn Thử", "Lê Thị Mẫu"], [2, "Ban Thử", "Trần Văn Ví", "Đỗ Thùy Dụ"]],
        only("name"), "",
    ),
    "three tables below each other": ([["Khối A"], H, L[0], [], ["Khối B"], H, L[1], [], ["Khối C"], ["STT", "Đơn vị", "Họ và tên", "Chức vụ"], [1, P[2][2], P[2][0], P[2][1]]], only("name", "organisation")[:3], ""),
    "two tables side by side with titles": ([["KHỐI SỞ", None, None, None, "KHỐI DN"], ["TT", "Họ và tên", "Đơn vị", None, "TT", "Họ và tên", "Đơn vị"], *[[n, P[n - 1][0], P[n - 1][2], None, n, P[n + 1][0], P[n + 1][2]] for n in (1, 2)]], only("name", "organisation"), ""),
    "no headings and no numbers": ([[p[0], p[2], p[3]] for p in P], only("name", "organisation", "phone"), "heading|tiêu đề"),
    "no headings below a title": ([["DANH SÁCH KHÁCH MỜI"], [], *L], W, "heading|tiêu đề"),
    "on its side with numbers": ([["STT", 1, 2, 3, 4], ["Họ và tên", *[p[0] for p in P]], ["Chức vụ", *[p[1] for p in P]], ["Đơn vị", *[p[2] for p in P]], ["SĐT", *[p[3] for p in P]]], W, ""),
    "a form of one person": ([["PHIẾU ĐĂNG KÝ THAM DỰ"], ["Tên đơn vị:", P[0][2]], ["Họ và tên:", P[0][0]], ["Chức vụ:", P[0][1]], ["Điện thoại:", P[0][3]]], [W[0]], ""),
    "one column with commas": ([["DANH SÁCH"], *[[f"{n}. {p[0]}, {p[1]}, {p[2]}, {p[3]}"] for n, p in enumerate(P, 1)]], W, ""),
    "numbers beside lines": ([["STT", "Đại biểu"], *[[n, f"Ông {p[0]} - {p[1]} {p[2]} - ĐT: {p[3]}"] for n, p in enumerate(P, 1)]], only("name", "organisation", "phone"), ""),
    "position and organisation together, under name": ([["STT", "Họ tên, chức vụ"], [1, "Phạm Văn Thử - Giám đốc Công ty TNHH Hải Đăng Phát"], [2, "Lê Thị Mẫu - Phó Giám đốc Công ty CP Sông Cấm Xanh"]], [{"name": who["name"], "position": who["position"], "organisation": who["organisation"]} for who in W[:2]], ""),
    "position holds the body": ([["STT", "Họ và tên", "Chức vụ - Đơn vị", "SĐT"], *[[n, p[0], f"{p[1]}, {p[2]}", p[3]] for n, p in enumerate(P, 1)]], W, "parted|tách"),
    "organisation in rows of their own": ([["STT", "Họ và tên", "Chức vụ"], ["I", "Công ty TNHH Hải Đăng Phát"], [1, P[0][0], P[0][1]], [2, P[1][0], P[1][1]], ["II", "Hợp tác xã Vạn Thử"], [1, P[2][0], P[2][1]]], [{"name": P[0][0], "organisation": P[0][2]}, {"name": P[1][0], "organisation": P[0][2]}, {"name": P[2][0], "organisation": P[2][2]}], ""),
    "tick columns for the answer": ([["STT", "Họ và tên", "Đơn vị", "Có tham dự", "Không tham dự"], [1, P[0][0], P[0][2], "x", None], [2, P[1][0], P[1][2], None, "x"], [3, P[2][0], P[2][2], None, None], [4, P[3][0], P[3][2], "X", None]], answers("coming", "declined", "none", "coming"), ""),
    "tick columns below a wider heading": ([["STT", "Họ và tên", "Đơn vị", "Xác nhận", None], [None, None, None, "Dự", "Vắng"], [1, P[0][0], P[0][2], "x", None], [2, P[1][0], P[1][2], None, "x"]], answers("coming", "declined", "none", "none")[:2], ""),
    "one column of absent people": ([["STT", "Họ và tên", "Đơn vị", "Vắng mặt"], [1, P[0][0], P[0][2], None], [2, P[1][0], P[1][2], "x"]], answers("none", "declined", "none", "none")[:2], ""),
    "two rounds of calls": ([["STT", "Họ và tên", "Đơn vị", "Xác báo lần 1", "Xác báo lần 2"], [1, P[0][0], P[0][2], "Không nghe máy", "Đồng ý dự"], [2, P[1][0], P[1][2], "Có", "Báo vắng"], [3, P[2][0], P[2][2], "Chưa trả lời", None], [4, P[3][0], P[3][2], "Có", None]], answers("coming", "declined", "none", "coming"), "differ|khác nhau"),
    "numbers as answers": ([["STT", "Họ và tên", "Đơn vị", "Tham dự"], [1, P[0][0], P[0][2], 1], [2, P[1][0], P[1][2], 0], [3, P[2][0], P[2][2], 2], [4, P[3][0], P[3][2], None]], [{"name": P[0][0], "rsvp": "coming"}, {"name": P[1][0]}, {"name": P[2][0], "rsvp": "coming"}, {"name": P[3][0], "rsvp": "none"}], ""),
    "head of the unit ticked": ([["STT", "Họ và tên", "Đơn vị", "Trưởng đơn vị"], [1, P[0][0], P[0][2], "x"], [2, P[1][0], P[1][2], None]], [{"name": P[0][0], "organisation": P[0][2], "position": "Trưởng đơn vị"}, {"name": P[1][0], "organisation": P[1][2], "position": ""}], ""),
    "other ticks are no answer": ([[*H, "Đã gửi giấy mời", "Ăn trưa"], *[[n, *p, "x", "x"] for n, p in enumerate(P, 1)]], [who | {"rsvp": "none"} for who in W], ""),
    "microsoft form": ([["ID", "Start time", "Completion time", "Email", "Name", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Số điện thoại", "Bạn có tham dự hội nghị không?"], *[[n, datetime(2026, 4, 9), datetime(2026, 4, 9), "anonymous", None, *p, "Có"] for n, p in enumerate(P, 1)]], [who | {"rsvp": "coming", "email": ""} for who in W], ""),
    "google form with polite headings": ([["Timestamp", "Anh/chị vui lòng cho biết họ và tên?", "Vui lòng nhập chức vụ", "Tên đơn vị anh/chị đang công tác", "Số điện thoại để Ban tổ chức liên hệ"], *[[datetime(2026, 4, 9, 8), *p] for p in P]], W, ""),
    "subtotals with amounts": ([[*H, "Số lượng"], [*L[0], 1], [*L[1], 1], ["Cộng", None, None, None, None, 2], [*L[2], 1], [*L[3], 1], ["Tổng cộng: 04 người", None, None, None, None, 4]], W, ""),
    "tống is a family name": ([H, [1, "Tống Văn Thử", *P[0][1:]], [None, "Tống Thị Mẫu", *P[1][1:]]], [W[0] | {"name": "Tống Văn Thử"}, W[1] | {"name": "Tống Thị Mẫu"}], ""),
    "signature of a director below": ([H, *L, [], [None, None, None, "Hải Phòng, ngày 10 tháng 4 năm 2026"], [None, "NGƯỜI LẬP", None, "GIÁM ĐỐC"], [], [None, "Vũ Thị Lập", None, "Bùi Văn Ký"]], W, "signatures|chữ ký|ký"),
    "added below the list with a dash": ([H, *L[:3], [None, P[3][0], P[3][1], P[3][2], None]], only("name", "organisation"), ""),
    "lines drawn between rows": ([H, L[0], ["---", "---", "---", "---", "---"], *L[1:]], W, ""),
    "headings again on each page": ([H, *L[:2], ["STT", "HỌ VÀ TÊN", "CHỨC VỤ", "ĐƠN VỊ", "ĐIỆN THOẠI"], *L[2:]], W, ""),
    "nobody named yet": ([H, [1, "Đang cập nhật", None, P[0][2], None], [2, "Sẽ cử sau", None, P[1][2], None], [3, "…", None, P[2][2], None], [4, "Đại diện lãnh đạo đơn vị", None, P[3][2], None]], [{"name": "", "organisation": p[2]} for p in P], "Nobody|Chưa"),
    "names of minorities and foreigners": ([H, [1, "H'Ăng Niê", *P[0][1:]], [2, "Mr. John Smith", *P[1][1:]], [3, "Tanaka Hiroshi", *P[2][1:]]], [W[0] | {"name": "H'Ăng Niê"}, W[1] | {"name": "John Smith", "honorific": "Ông"}, W[2] | {"name": "Tanaka Hiroshi"}], ""),
    "notes in brackets behind names": ([H, [1, "Phạm Văn Thử (đã nghỉ)", *P[0][1:]], [2, "Lê Thị Mẫu (dự kiến)", *P[1][1:]]], W[:2], ""),
    "names in capitals with titles": ([H, [1, "ÔNG PHẠM VĂN THỬ", *P[0][1:]], [2, "BÀ LÊ THỊ MẪU", *P[1][1:]]], [W[0] | {"name": "PHẠM VĂN THỬ", "honorific": "Ông"}, W[1] | {"name": "LÊ THỊ MẪU", "honorific": "Bà"}], ""),
    "honorific column called Ông/Bà": ([["STT", "Ông/Bà", "Họ và tên", "Đơn vị"], *[[n, "Ông" if n % 2 else "Bà", p[0], p[2]] for n, p in enumerate(P, 1)]], only("name", "organisation"), ""),
    "family and given name apart": ([["STT", "Họ đệm", "Tên", "Chức vụ", "Đơn vị"], *[[n, " ".join(p[0].split()[:-1]), p[0].split()[-1], p[1], p[2]] for n, p in enumerate(P, 1)]], only("name", "position", "organisation"), ""),
    "programs' words for empty": ([H, *[[n, p[0], "NULL", p[2], "N/A"] for n, p in enumerate(P, 1)]], [who | {"position": "", "phone": ""} for who in only("name", "organisation")], ""),
    "truth as text": ([[*H, "Tham dự"], *[[n, *p, "TRUE" if n == 1 else "FALSE"] for n, p in enumerate(P, 1)]], answers("coming", "none", "none", "none"), ""),
    "numbers in the note": ([[*H[:4], "Ghi chú"], *[[n, *p[:3], f"sđt {p[3]}"] for n, p in enumerate(P, 1)]], W, ""),
    "phone behind the name": ([["STT", "Họ và tên", "Đơn vị"], *[[n, f"{p[0]} ({p[3]})", p[2]] for n, p in enumerate(P, 1)]], only("name", "organisation", "phone"), ""),
    "phone and mail in one column": ([[*H[:4], "Thông tin liên hệ"], *[[n, *p[:3], f"{p[3]} / n{n}@vidu.example"] for n, p in enumerate(P, 1)]], [who | {"email": f"n{n}@vidu.example"} for n, who in enumerate(W, 1)], ""),
    "wide with many columns not wanted": ([[*H, *[f"Cột {n}" for n in range(40)]], *[[*row, *["-"] * 40] for row in L]], W, ""),
    "dates of birth are not read": ([["STT", "Họ và tên", "Ngày sinh", "CCCD", "Đơn vị", "SĐT"], *[[n, p[0], "1/2/1980", "031080000123", p[2], p[3]] for n, p in enumerate(P, 1)]], only("name", "organisation", "phone"), "birth|sinh"),
    "lost letters": ([["STT", "Họ và tên", "Đơn vị"], [1, "Ph?m V?n Th?", "C?ng ty TNHH H?i ??ng"], [2, "L? Th? M?u", "C?ng ty CP S?ng C?m"]], [], "Letters were lost|bị mất"),
    "abbreviations with a false Đ": ([H, [1, P[0][0], "GÐ", "Chi cục TÐC", P[0][3]], [2, P[1][0], "PGÐ", "HÐND phường", P[1][3]], [3, P[2][0], "CT HÐQT", "LÐ Công đoàn", P[2][3]]], [{"name": P[0][0], "organisation": "Chi cục TĐC"}, {"name": P[1][0], "organisation": "HĐND phường"}, {"name": P[2][0], "organisation": "LĐ Công đoàn"}], ""),
}  # fmt: skip
"""Name → rows, people as they must come out, and a pattern that some message or row left out must match."""
