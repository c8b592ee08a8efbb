"""Shapes of lists as secretaries of offices, associations, industrial zones and foreign firms send them. All names are invented.

Each shape: rows of a sheet, what must come out (none: the list stops and asks), what must be told, and merged ranges.
"""

# ruff: noqa: E501, DTZ001  a table of shapes, one on each line

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.kiosk.intake.shapes_of_guests import H, L, P, W, answers, only

if TYPE_CHECKING:
    from collections.abc import Callable

F = [["PARK JONG HYUN", "General Director", "Hansung Vina Co., Ltd", "0912345601"], ["NGUYEN THI THU HA", "HR Manager", "Daeil Haiphong Co., Ltd", "0912345602"], ["TANAKA Hiroshi", "Factory Manager", "Sakura Precision Vietnam", "0912345603"]]  # fmt: skip
A, B, C, D = (person[2] for person in P)
t = "Đề nghị Sở hướng dẫn thủ tục kiểm định cân ô tô."
u = "Thời gian cấp giấy chứng nhận quá dài, đề nghị rút ngắn."
v = "Phí thử nghiệm cao, đề nghị giảm phí."


def rows(head: list[Any], make: Callable[[int, list[str]], list[Any]], count: int = 4) -> list[list[Any]]:
    """A sheet with a row for each of the people."""
    return [head, *(make(number, P[number - 1]) for number in range(1, count + 1))]


SECRETARIES: dict[str, tuple[Any, ...]] = {
    "fdi english": ([["No", "Company Name", "Name of Participant", "Title", "Nationality", "Contact No.", "E-mail"], [1, F[0][2], F[0][0], F[0][1], "Korea", "+84 912 345 601", "park@vidu.example"], [2, F[1][2], "Ms. " + F[1][0], F[1][1], "Vietnam", "0912345602", "ha@vidu.example"], [3, F[2][2], "Mr. " + F[2][0], F[2][1], "Japan", "0912.345.603", None]], [{"name": f[0], "position": f[1], "organisation": f[2], "phone": f[3]} for f in F]),
    "bilingual headings by line": (rows(["STT\n(No.)", "Họ và tên\n(Full name)", "Chức vụ\n(Position)", "Quốc tịch\n(Nationality)", "Tên công ty\n(Company)", "Điện thoại\n(Tel.)"], lambda n, p: [n, p[0], p[1], "Việt Nam", p[2], p[3]]), W),
    "chinese headings": ([["序号 / STT", "姓名 / Họ tên", "职务 / Chức vụ", "公司 / Công ty", "电话 / SĐT"], [1, "Wang Xiaoming", "Giám đốc", A, "0912345601"], [2, "李明 (Li Ming)", "Phó Giám đốc", B, "0912345602"], [3, *P[2]]], [W[0] | {"name": "Wang Xiaoming"}, {"position": "Phó Giám đốc", "organisation": B, "phone": "0912345602"}, W[2]]),
    "korean headings": (rows(["번호/STT", "성명/Họ tên", "직위/Chức vụ", "회사명/Tên công ty", "연락처/SĐT"], lambda n, p: [n, *p]), W),
    "japanese headings only": ([["番号", "氏名", "役職", "会社名", "電話"], *[[n, *p] for n, p in enumerate(P, 1)]], W),
    "zone sections": ([["TT", "Tên doanh nghiệp", "Lô đất", "Quốc gia", "Người đại diện", "Điện thoại"], ["I", "KCN Đình Thử (02 DN)"], [1, A, "Lô CN1", "Hàn Quốc", P[0][0], P[0][3]], [2, B, "Lô CN2", "Nhật Bản", P[1][0], P[1][3]], ["II", "KCN Mẫu – Hải Phòng"], [3, C, "F-3", "Nhật Bản", P[2][0], P[2][3]]], [{"name": P[0][0], "organisation": A, "phone": P[0][3], "block": "KCN Đình Thử"}, {"name": P[1][0], "organisation": B, "block": "KCN Đình Thử"}, {"name": P[2][0], "organisation": C, "block": "KCN Mẫu – Hải Phòng"}]),
    "zone sections unnumbered merged": ([["TT", "Tên doanh nghiệp", "Người đại diện", "Điện thoại"], ["KHU CÔNG NGHIỆP ĐÌNH THỬ"], [1, A, P[0][0], P[0][3]], [2, B, P[1][0], P[1][3]], ["KHU CÔNG NGHIỆP MẪU"], [3, C, P[2][0], P[2][3]]], [{"name": P[0][0], "organisation": A, "block": "KHU CÔNG NGHIỆP ĐÌNH THỬ"}, {"organisation": B}, {"organisation": C, "block": "KHU CÔNG NGHIỆP MẪU"}], "", "A2:D2 A5:D5"),
    "zone sections unnumbered in the names of bodies": ([["TT", "Tên doanh nghiệp", "Người đại diện", "Điện thoại"], [None, "KCN Đình Thử"], [1, A, P[0][0], P[0][3]], [2, B, P[1][0], P[1][3]], [None, "KCN Mẫu"], [3, C, P[2][0], P[2][3]]], [{"name": P[0][0], "organisation": A, "block": "KCN Đình Thử"}, {"organisation": B}, {"organisation": C, "block": "KCN Mẫu"}]),
    "zone column": (rows(["STT", "KCN/KKT", "Tên DN", "Họ tên người tham dự", "Chức vụ", "SĐT"], lambda n, p: [n, "KCN Đình Thử", p[2], p[0], p[1], p[3]]), W),
    "district section with totals": ([H, ["A", "PHƯỜNG THỬ (2)"], *L[:2], [None, "Cộng phường Thử", None, None, 2], ["B", "XÃ MẪU (2)"], *L[2:], [None, "Cộng xã Mẫu", None, None, 2], [None, "TỔNG SỐ", None, None, 4]], [W[0] | {"block": "PHƯỜNG THỬ"}, W[1], W[2] | {"block": "XÃ MẪU"}, W[3]]),
    "hrm export": ([["Mã nhân viên", "Họ đệm", "Tên", "Chức danh công việc", "Đơn vị công tác", "ĐT di động", "Email cơ quan", "Trạng thái lao động"], *[[f'NV00{n}', " ".join(p[0].split()[:-1]), p[0].split()[-1], p[1], p[2], p[3], f'n{n}@vidu.example', "Đang làm việc"] for n, p in enumerate(P, 1)]], [w | {"rsvp": "none", "email": f'n{n}@vidu.example'} for n, w in enumerate(W, 1)]),
    "hrm export with departments": ([["Mã NV", "Họ và tên", "Ngày sinh", "Giới tính", "Phòng ban", "Chức danh", "Số điện thoại", "Ngày vào làm"], *[[f'NV{n}', p[0], datetime(1980, 1, n), "Nam" if n % 2 else "Nữ", "Phòng Kỹ thuật", p[1], int(p[3]), datetime(2015, 3, n)] for n, p in enumerate(P, 1)]], [w | {"honorific": "Ông" if n % 2 else "Bà", "organisation": "Phòng Kỹ thuật"} for n, w in enumerate(only("name", "position", "phone"), 1)]),
    "crm export english": ([["Account Name", "Contact Name", "Title", "Phone", "Mobile", "Email", "Lead Source", "Account Owner", "Status"], *[[p[2], p[0], p[1], "02253821234", p[3], f'n{n}@vidu.example', "Web", "Vũ Thị Bán", "Qualified"] for n, p in enumerate(P, 1)]], [w | {"rsvp": "none", "email": f'n{n}@vidu.example'} for n, w in enumerate(W, 1)]),
    "crm export vietnamese": (rows(["Mã khách hàng", "Tên khách hàng", "Người liên hệ", "Chức danh", "Điện thoại", "Nhân viên phụ trách", "Tình trạng"], lambda n, p: [f'KH{n}', p[2], p[0], p[1], p[3], "Vũ Thị Bán", "Đang giao dịch"]), [{"organisation": p[2], "phone": p[3], "rsvp": "none"} for p in P]),
    "tax authority": (rows(["STT", "Mã số thuế", "Tên NNT", "Tình trạng NNT", "Tên giám đốc", "Điện thoại", "Địa chỉ trụ sở"], lambda n, p: [n, "0200167782", p[2], "NNT đang hoạt động (đã được cấp GCN ĐKT)", p[0], p[3], f'Số {n} phố Thử']), [{"name": p[0], "organisation": p[2], "phone": p[3], "rsvp": "none", "tax_code": "0200167782"} for p in P]),
    "portal export": (rows(["Mã hồ sơ", "Ngày nộp", "Tên tổ chức", "Người nộp hồ sơ", "Số điện thoại", "Thư điện tử", "Trạng thái hồ sơ"], lambda n, p: [f'H24.{n}', "12/04/2026", p[2], p[0], p[3], f'n{n}@vidu.example', "Đã tiếp nhận"]), [{"organisation": p[2], "phone": p[3], "rsvp": "none"} for p in P], P[0][0] + "|Người nộp|cột|D"),
    "hotel list": (rows(["Room", "Guest name", "Check-in", "Check-out", "Company", "Mobile"], lambda n, p: [f'10{n}', p[0], "13/12/2026", "15/12/2026", p[2], p[3]]), only("name", "organisation", "phone")),
    "seat list": (rows(["Dãy", "Ghế", "Họ và tên", "Chức vụ", "Cơ quan"], lambda n, p: ["A", n, p[0], p[1], p[2]]), only("name", "position", "organisation")),
    "sign twice": (rows(["STT", "Họ và tên", "Đơn vị", "Ký nhận buổi sáng", "Ký nhận buổi chiều"], lambda n, p: [n, p[0], p[2], None, None]), only("name", "organisation")),
    "attendance of last year ticks": (rows(["STT", "Họ và tên", "Đơn vị", "Có mặt 2024", "Có mặt 2025"], lambda n, p: [n, p[0], p[2], "x" if n < 3 else None, "x"]), only("name", "organisation"), "E1.*2025"),
    "form with sessions": (rows(["Timestamp", "Họ và tên", "Công ty", "Phiên đăng ký", "Hình thức tham dự"], lambda n, p: ["2026/04/10 8:00:00 CH GMT+7", p[0], p[2], "Phiên sáng, Phiên chiều", "Trực tiếp" if n % 2 else "Trực tuyến"]), only("name", "organisation")),
    "both choices in a cell": ([[*H, "Tham dự"], [*L[0], "☑ Có ☐ Không"], [*L[1], "☐ Có ☑ Không"], [*L[2], "☐ Có   ☐ Không"], [*L[3], "☒ Có  ☐ Không"]], answers("coming", "declined", "none", "coming")),
    "both choices in brackets": ([[*H, "Tham dự"], [*L[0], "Có [x] Không [ ]"], [*L[1], "Có [ ] Không [x]"], [*L[2], "Có [ ] Không [ ]"], [*L[3], "[x] Có  [ ] Không"]], answers("coming", "declined", "none", "coming")),
    "choice in heading": ([[*H, "Xác nhận tham dự (Có/Không)"], [*L[0], "Có"], [*L[1], "Không"], [*L[2], "có"], [*L[3], "KHÔNG"]], answers("coming", "declined", "coming", "declined")),
    "family names of foreigners only": ([["STT", "Họ tên", "Chức vụ", "Công ty", "SĐT"], [1, "Mr. Park", "General Director", "Công ty TNHH Hansung Vina", "0912345601"], [2, "Ms. Kim", "Manager", "Công ty TNHH Daeil", "0912345602"], [3, "Mr Tanaka", "GĐ", "Công ty TNHH Sakura", "0912345603"]], [{"name": "Park", "honorific": "Ông"}, {"name": "Kim", "honorific": "Bà"}, {"name": "Tanaka"}]),
    "family name, comma, given name": (rows(["No", "Full Name", "Company", "Mobile"], lambda n, p: [n, f"{p[0].split()[0]}, {' '.join(p[0].split()[1:])}", p[2], p[3]]), only("name", "organisation", "phone")),
    "guest with lines and labels": (rows(["STT", "Đại biểu", "Doanh nghiệp"], lambda n, p: [n, f'Ông {p[0]}\n{p[1]}\nĐT: {p[3]}', p[2]]), W),
    "info cell": (rows(["STT", "Doanh nghiệp", "Thông tin đại biểu tham dự"], lambda n, p: [n, p[2], f'Ông {p[0]} - {p[1]} - SĐT {p[3]}']), W),
    "represented by in one cell": (rows(["STT", "Doanh nghiệp", "Người đại diện"], lambda n, p: [n, p[2], f'Đại diện: ông {p[0]} – {p[1]}; SĐT: {p[3]}']), W),
    "position dash name": (rows(["STT", "Chức vụ - Họ tên", "Đơn vị"], lambda n, p: [n, f'{p[1]} - {p[0]}', p[2]]), only("name", "position", "organisation")),
    "office colon honorific name": ([H, [1, "GĐ: Ông Phạm Văn Thử", None, *P[0][2:]], [2, "PGĐ: Bà Lê Thị Mẫu", None, *P[1][2:]], [3, "Chủ nhiệm: Trần Văn Ví", None, *P[2][2:]]], [W[0] | {"position": "GĐ"}, W[1] | {"position": "PGĐ"}, W[2]]),
    "phones without zero as texts": ([H, [1, *P[0][:3], "912.345.601"], [2, *P[1][:3], "912 345 602"], [3, *P[2][:3], "912-345-603"], [4, *P[3][:3], "912345604"]], W),
    "landline over mobile": ([["STT", "Họ và tên", "Đơn vị", "Số máy (bàn/di động)"], *[[n, p[0], p[2], f'(0225) 3.821.23{n} / {p[3]}'] for n, p in enumerate(P, 1)]], only("name", "organisation", "phone")),
    "serials of dates": ([[*H, "Ngày xác nhận"], *[[*r, 46122 + n] for n, r in enumerate(L)]], W),
    "sent with office and body": (rows(["STT", "Đại biểu mời"], lambda n, p: [n, f'Đ/c {p[0]}, Phó Chủ tịch UBND phường Thử Nghiệm'], 3), [{"name": p[0], "position": "Phó Chủ tịch", "organisation": "UBND phường Thử Nghiệm"} for p in P[:3]]),
    "positions instead of names": ([["STT", "Đơn vị", "Thành phần tham dự"], [1, A, "Giám đốc và Kế toán trưởng"], [2, B, "01 lãnh đạo và 01 chuyên viên"], [3, C, "Giám đốc"]], [{"name": "", "organisation": A}, {"name": "", "organisation": B}, {"name": "", "organisation": C}]),
    "party office": ([["STT", "Họ và tên, chức vụ", "Đơn vị"], [1, "Đ/c Phạm Văn Thử - UVBTV, Trưởng Ban Tuyên giáo", "Đảng ủy phường Thử"], [2, "Đ/c Lê Thị Mẫu - Phó Bí thư TT Đảng ủy", "Đảng ủy xã Mẫu"]], [{"name": "Phạm Văn Thử", "position": "UVBTV, Trưởng Ban Tuyên giáo", "organisation": "Đảng ủy phường Thử"}, {"name": "Lê Thị Mẫu", "position": "Phó Bí thư TT Đảng ủy"}]),
    "ordinal with section letters": ([H, ["A1", *P[0]], ["A2", *P[1]], ["B1", *P[2]], ["B2", *P[3]]], W),
    "headings below a logo column": ([[None, None, "UBND XÃ MẪU"], [None, None, "DANH SÁCH"], [None, "STT", "HỌ TÊN", "CHỨC DANH", "CƠ QUAN", "SỐ ĐT"], *[[None, *r] for r in L]], W),
    "invitation number first": (rows(["Số GM", "Kính gửi", "Chức vụ", "Đơn vị"], lambda n, p: [f'{n:03}/GM', f'Ông {p[0]}', p[1], p[2]]), [w | {"honorific": "Ông"} for w in only("name", "position", "organisation")]),
    "envelope list": (rows(["STT", "Kính gửi", "Nơi nhận", "Địa chỉ"], lambda n, p: [n, f'Ông {p[0]} - {p[1]}', p[2], f'Số {n} đường Thử']), [w | {"address": f'Số {n} đường Thử'} for n, w in enumerate(only("name", "position", "organisation"), 1)]),
    "participants counted by kind": ([["STT", "Đơn vị", "Lãnh đạo", "Chuyên viên", "Họ tên người dự", "SĐT"], [1, A, 1, 1, P[0][0], P[0][3]], [2, B, 1, 0, P[1][0], P[1][3]]], [{"name": P[0][0], "organisation": A}, {"name": P[1][0], "organisation": B}]),
    "table of contacts by purpose": ([["STT", "Doanh nghiệp", "Giám đốc", "SĐT Giám đốc", "Người phụ trách KHCN", "SĐT người phụ trách"], *[[n, p[2], p[0], p[3], "Vũ Thị Phụ", "0987654321"] for n, p in enumerate(P, 1)]], only("name", "organisation", "phone")),
    "director and phones of assistant": ([["STT", "Tên DN", "Người đại diện theo PL", "Chức danh", "SĐT liên hệ", "Người đầu mối"], *[[n, p[2], p[0], p[1], p[3], "Vũ Thị Đầu"] for n, p in enumerate(P, 1)]], W),
    "husband and wife of a household": ([["STT", "Hộ kinh doanh", "Chủ hộ", "Năm sinh", "Ngành nghề", "Địa chỉ", "Điện thoại"], [1, "Hộ Phạm Văn Thử", "Phạm Văn Thử", 1970, "Tạp hóa", "Thôn 1", 912345601], [2, "Hộ Lê Thị Mẫu", "Lê Thị Mẫu", 1980, "May mặc", "Thôn 2", 912345602]], [{"name": "Phạm Văn Thử", "organisation": "Hộ Phạm Văn Thử", "phone": "0912345601"}, {"name": "Lê Thị Mẫu"}]),
    "answers by telephone log": ([["STT", "Đơn vị", "Đại biểu", "SĐT", "Người gọi", "Thời gian gọi", "Kết quả", "Ghi chú"], [1, A, P[0][0], P[0][3], "Vũ Gọi", "8h30", "Đồng ý tham dự", None], [2, B, P[1][0], P[1][3], "Vũ Gọi", "8h35", "Không nghe máy", "gọi lại chiều"], [3, C, P[2][0], P[2][3], "Vũ Gọi", "8h40", "Bận, cử PGĐ Vũ Văn Thay", "0912345699"]], [{"rsvp": "coming"}, {"rsvp": "none"}, {"rsvp": "substitute", "substitute": "Vũ Văn Thay", "phone": P[2][3]}]),
    "colour words as status": ([[*H, "Trạng thái xác nhận"], [*L[0], "Đã xác nhận - đi"], [*L[1], "Đã xác nhận - không đi"], [*L[2], "Chưa xác nhận"], [*L[3], "Đi 2 người"]], answers("coming", "declined", "none", "coming")),
    "answers one or zero": ([[*H, "Dự (1) / Không dự (0)"], [*L[0], 1], [*L[1], 0], [*L[2], 1], [*L[3], 1]], answers("coming", "none", "coming", "coming"), "F3"),
    "y n": ([[*H, "Attend (Y/N)"], [*L[0], "Y"], [*L[1], "N"], [*L[2], "Y"], [*L[3], None]], answers("coming", "declined", "coming", "none")),
    "date of invitation": ([[*H, "Ngày gửi GM", "Ngày nhận"], *[[*r, "10/4/2026", "11/4/2026"] for r in L]], [w | {"rsvp": "none"} for w in W]),
    "org abbreviated and full": (rows(["STT", "Tên viết tắt", "Tên đầy đủ", "Người dự", "SĐT"], lambda n, p: [n, f'HDP{n}', p[2], p[0], p[3]]), only("name", "organisation", "phone")),
    "organisation in english and vietnamese": (rows(["STT", "Tên tiếng Việt", "Tên tiếng Anh", "Người đại diện", "Chức vụ"], lambda n, p: [n, p[2], f'Hai Dang {n} Co., Ltd', p[0], p[1]]), only("name", "position", "organisation")),
    "nothing but names and phones": ([["Họ và tên", "SĐT"], *[[p[0], p[3]] for p in P]], only("name", "phone")),
    "two names columns family caps": ([["STT", "HỌ", "TÊN", "CHỨC VỤ", "CÔNG TY"], [1, "PARK", "Jong Hyun", "GĐ", A], [2, "TANAKA", "Hiroshi", "GĐ", B], [3, "NGUYỄN THỊ", "Thu", "KT", C]], [{"name": "PARK Jong Hyun", "organisation": A}, {"name": "TANAKA Hiroshi"}, {"name": "NGUYỄN THỊ Thu"}]),
    "delegation leader first": ([["STT", "Họ và tên", "Chức vụ", "Vai trò trong đoàn", "Đơn vị"], *[[n, p[0], p[1], "Trưởng đoàn" if n == 1 else "Thành viên", p[2]] for n, p in enumerate(P, 1)]], only("name", "position", "organisation")),
    "mail list": ([["Email", "Tên hiển thị", "Công ty"], *[[f'n{n}@vidu.example', p[0], p[2]] for n, p in enumerate(P, 1)]], [w | {"email": f'n{n}@vidu.example'} for n, w in enumerate(only("name", "organisation"), 1)]),
    "rows numbered by formula text": ([H, *[[f'{n}/4', *p] for n, p in enumerate(P, 1)]], W),
    "name cells hold codes": (rows(["STT", "Họ tên", "Đơn vị"], lambda n, p: [n, f'{p[0]} - NV00{n}', p[2]]), [{"name": p[0], "organisation": p[2]} for p in P]),
    "bodies with positions columns by body": ([["STT", "Cơ quan", "Chủ tịch", "Phó Chủ tịch", "Văn phòng"], [1, "UBND phường Thử", "Phạm Văn Thử", "Lê Thị Mẫu", "0225382123"], [2, "UBND xã Mẫu", "Trần Văn Ví", "Đỗ Thùy Dụ", "0225382124"]], [{"organisation": "UBND phường Thử", "name": "Phạm Văn Thử", "position": "Chủ tịch"}, {"organisation": "UBND xã Mẫu"}], "Phó Chủ tịch|Lê Thị Mẫu"),
}  # fmt: skip
"""Name → rows, people, and where needed a pattern that must be told and merged ranges."""

QUESTIONS_OF_SECRETARIES: dict[str, tuple[Any, ...]] = {
    "answers of two units": ([["STT", "Doanh nghiệp", "Nội dung kiến nghị", "Ý kiến của Sở KHCN", "Ý kiến của Sở Công Thương"], [1, A, t, "Theo quy định tại Nghị định.", "Không có ý kiến."], [2, B, u, "Sẽ rút ngắn.", "Nhất trí."]], [{"text": t, "organisation": A}, {"text": u, "organisation": B}]),
    "reply columns by unit": ([["STT", "Doanh nghiệp", "Kiến nghị", "Chi cục TĐC trả lời", "Phòng Quản lý chuyên ngành trả lời"], [1, A, t, "Theo quy định tại Nghị định.", None], [2, B, u, None, "Sẽ rút ngắn thời gian."]], [{"text": t, "organisation": A}, {"text": u, "organisation": B}]),
    "topics below a wider heading": ([["STT", "Tên doanh nghiệp", "Nội dung kiến nghị", None, None], [None, None, "Về đo lường", "Về sở hữu trí tuệ", "Về chuyển đổi số"], [1, A, t, None, v], [2, B, None, u, None]], [{"text": t, "organisation": A}, {"text": v, "organisation": A}, {"text": u, "organisation": B}], "", "C1:E1 A1:A2 B1:B2"),
    "three numbered columns with no": ([["STT", "Tên DN", "Mã số thuế", "Người liên hệ", "SĐT", "Câu hỏi 1", "Câu hỏi 2", "Câu hỏi 3"], [1, A, "0200167782", P[0][0], P[0][3], t, "Không", "Không"], [2, B, None, P[1][0], P[1][3], u, v, None]], [{"text": t, "organisation": A}, {"text": u, "organisation": B}, {"text": v, "organisation": B}]),
    "business rows in column A merged": ([["STT", "Nội dung kiến nghị", "Đơn vị trả lời"], ["1. " + A], [1, t, "Sở KHCN"], [2, u, "Sở KHCN"], ["2. " + B], [3, v, "Sở Công Thương"]], [{"text": t, "organisation": A}, {"text": u, "organisation": A}, {"text": v, "organisation": B}], "", "A2:C2 A5:C5"),
    "last year's outcome": ([["STT", "Doanh nghiệp", "Nội dung kiến nghị", "Kết quả giải quyết năm 2025", "Kiến nghị năm 2026"], [1, A, u, "Đã giải quyết", t], [2, B, v, "Đang giải quyết", None]], [{"organisation": A, "text": u}, {"organisation": A, "text": t}, {"organisation": B, "text": v}], "E1.*2026"),
    "asker and body in one": ([["STT", "Người kiến nghị", "Nội dung"], [1, f'Ông {P[0][0]} - Giám đốc {A}', t], [2, f'Bà {P[1][0]}, {P[1][1]} {B}', u]], [{"text": t, "asker": "Ông " + P[0][0], "organisation": A, "note": "Giám đốc"}, {"text": u, "asker": "Bà " + P[1][0], "organisation": B}]),
    "body on the first line of the text": ([["STT", "Nội dung kiến nghị"], [1, f'{A}\n{t}'], [2, f'{B}\n{u}']], [{"text": t, "organisation": A}, {"text": u, "organisation": B}]),
    "no opinions politely": ([["STT", "Doanh nghiệp", "Ý kiến, kiến nghị"], [1, A, t], [2, B, "Không ý kiến ạ"], [3, C, "Dạ không có ạ"], [4, D, "Hiện tại công ty chưa có kiến nghị gì."], [5, A, "N/A"]], [{"text": t, "organisation": A}]),
    "agreed to publish": ([["STT", "Doanh nghiệp", "Câu hỏi", "Đồng ý công khai"], [1, A, t, "Có"], [2, B, u, "Không"]], [{"text": t, "withheld": ""}, {"text": u, "withheld": "1"}]),
    "korean firm": ([["No", "Company", "Difficulties", "Proposal to authorities", "Related department"], [1, "Hansung Vina Co., Ltd", "Customs procedure takes 10 days.", "Please shorten it.", "Customs"], [2, "Daeil Haiphong Co., Ltd", "Permits are slow.", "Please allow online filing.", "DOST"]], [{"organisation": "Hansung Vina Co., Ltd", "text": "Customs procedure takes 10 days.", "proposal": "Please shorten it."}, {"organisation": "Daeil Haiphong Co., Ltd"}]),
    "carried over": ([["STT", "Doanh nghiệp", "Nội dung", "Nguồn"], [1, A, t, "Tồn từ năm 2025"], [2, B, u, "Gửi qua email"]], [{"text": t, "source": "carried"}, {"text": u, "source": "advance"}]),
    "lettered numbers": ([["STT", "Doanh nghiệp", "Nội dung kiến nghị"], ["1a", A, t], ["1b", A, u], ["2", B, v]], [{"text": t, "organisation": A}, {"text": u, "organisation": A}, {"text": v, "organisation": B}]),
    "unit asked to prepare": ([["TT", "Doanh nghiệp/ Hiệp hội", "Nội dung câu hỏi", "Cơ quan, đơn vị được giao tham mưu trả lời", "Ghi chú"], [1, A, t, "Phòng TCĐLCL", "gửi ngày 10/4"], [2, B, u, "Phòng Quản lý KHCN", None]], [{"text": t, "unit": "Phòng TCĐLCL", "note": "gửi ngày 10/4"}, {"text": u, "unit": "Phòng Quản lý KHCN"}]),
    "letters of business": ([["STT", "Văn bản số", "Ngày", "Doanh nghiệp", "Trích yếu", "Nội dung"], [1, "12/CV-HD", "10/4/2026", A, "V/v kiểm định", t], [2, "05/2026", "11/4/2026", B, "V/v giấy chứng nhận", u]], [{"text": t, "organisation": A, "summary": "V/v kiểm định"}, {"text": u, "organisation": B}]),
    "columns of meetings": ([["STT", "Họ tên", "Đơn vị", "Nội dung phát biểu"], [1, P[0][0], A, t], [2, P[1][0], B, u]], [{"text": t, "asker": P[0][0], "organisation": A}, {"text": u, "asker": P[1][0], "organisation": B}]),
    "form of microsoft": ([["ID", "Start time", "Completion time", "Email", "Name", "Tên doanh nghiệp của Quý vị", "Lĩnh vực cần trao đổi", "Nội dung câu hỏi gửi tới Sở (tối đa 500 từ)"], [1, "4/10/26 8:00", "4/10/26 8:05", "anonymous", None, A, "Đo lường;", t], [2, "4/10/26 8:00", "4/10/26 8:05", "anonymous", None, B, "Chất lượng;Đo lường;", u]], [{"text": t, "organisation": A, "field": "Đo lường"}, {"text": u, "organisation": B}]),
    "portal of petitions": ([["Mã", "Tiêu đề", "Nội dung", "Người gửi", "Điện thoại", "Địa chỉ", "Ngày gửi", "Trạng thái"], ["PA1", "Kiểm định", t, P[0][0], P[0][3], "Phường Thử", "10/04/2026 08:15", "Chờ xử lý"], ["PA2", "Giấy CN", u, A, P[1][3], "Xã Mẫu", "11/04/2026 09:00", "Đã trả lời"]], [{"text": t, "asker": P[0][0]}, {"text": u, "organisation": A}]),
    "only questions, no business": ([["STT", "Câu hỏi"], [1, t], [2, u]], []),
    "question and unit first": ([["Đơn vị trả lời", "STT", "Doanh nghiệp", "Nội dung"], ["Sở KHCN", 1, A, t], [None, 2, B, u], ["Sở Công Thương", 3, C, v]], [{"text": t, "unit": "Sở KHCN"}, {"text": u, "unit": "Sở KHCN"}, {"text": v, "unit": "Sở Công Thương"}], "", "A2:A3"),
    "units as sections": ([["STT", "Doanh nghiệp", "Nội dung"], ["I", "Sở Khoa học và Công nghệ"], [1, A, t], ["II", "Sở Công Thương"], [2, B, u]], [{"text": t, "organisation": A}, {"text": u, "organisation": B}]),
    "business of section repeated by name": ([["STT", "Nội dung kiến nghị"], ["A", A], [1, t], [2, u], ["B", B], [1, v]], [{"text": t, "organisation": A}, {"text": u, "organisation": A}, {"text": v, "organisation": B}]),
    "group totals": ([["STT", "Doanh nghiệp", "Nội dung"], ["I", "Lĩnh vực đo lường (02 kiến nghị)"], [1, A, t], [2, B, u], [None, "Cộng lĩnh vực đo lường: 02 kiến nghị"], ["II", "Lĩnh vực khác (01 kiến nghị)"], [3, C, v], [None, "Tổng cộng: 03 kiến nghị"]], [{"text": t, "field": "Lĩnh vực đo lường"}, {"text": u}, {"text": v, "field": "Lĩnh vực khác"}]),
    "answers with their unit in the cell": ([["STT", "Doanh nghiệp", "Kiến nghị", "Trả lời"], [1, A, t, "Chi cục TĐC: Theo quy định tại Nghị định 105."], [2, B, u, "Chưa có"]], [{"text": t, "prepared": "Chi cục TĐC: Theo quy định tại Nghị định 105."}, {"text": u}]),
    "question marks of forms": ([["Dấu thời gian", "Quý công ty là?", "Anh/chị có khó khăn, vướng mắc gì cần được giải đáp?", "Số điện thoại để liên hệ"], ["10/4/2026", A, t, P[0][3]], ["10/4/2026", B, u, P[1][3]]], [{"text": t, "organisation": A, "phone": P[0][3]}, {"text": u, "organisation": B}]),
}  # fmt: skip
"""Name → rows, questions, and where needed a pattern that must be told and merged ranges."""
