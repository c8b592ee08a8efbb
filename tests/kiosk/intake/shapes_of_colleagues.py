"""Shapes of lists that departments, associations, forms and office programs send, written down before they were read.

Each shape: rows of a sheet, what must come out (none: the list stops and asks), what must be told, and merged ranges. All names are invented.
"""

# ruff: noqa: E501, DTZ001  a table of shapes, one on each line

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any

from tests.kiosk.intake.shapes_of_guests import H, L, P, W, answers, only

A, B, C = P[0][2], P[1][2], P[2][2]
NO = ("name", "organisation")
t = "Đề nghị Sở hướng dẫn thủ tục kiểm định cân ô tô."
u = "Thời gian cấp giấy chứng nhận quá dài, đề nghị rút ngắn."
v = "Phí thử nghiệm cao, đề nghị giảm phí."


def parted(text: str) -> str:
    """A text with its marks apart, as some systems write it."""
    return unicodedata.normalize("NFD", text)


COLLEAGUES: dict[str, tuple[Any, ...]] = {
    "official letter above the table": (
        [
            ["UBND THÀNH PHỐ HẢI PHÒNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["SỞ CÔNG THƯƠNG", None, None, "Độc lập - Tự do - Hạnh phúc"],
            ["Số: 123/SCT-VP", None, None, "Hải Phòng, ngày 12 tháng 4 năm 2026"],
            ["DANH SÁCH CỬ CÁN BỘ THAM DỰ HỘI NGHỊ"],
            ["(Kèm theo Công văn số 123/SCT-VP ngày 12/4/2026 của Sở Công Thương)"],
            [],
            H,
            *L,
        ],
        W,
    ),
    "ministry of home affairs columns": (
        [
            ["STT", "Họ và tên", "Chức vụ, chức danh", "Đơn vị công tác", "Trình độ chuyên môn", "Ngạch", "Điện thoại"],
            *[[n, *p[:3], "Thạc sĩ", "01.003", p[3]] for n, p in enumerate(P, 1)],
        ],
        W,
    ),
    "party position column": (
        [
            ["STT", "Họ và tên", "Chức vụ Đảng", "Chức vụ chính quyền", "Đơn vị"],
            *[[n, p[0], "Bí thư Chi bộ", p[1], p[2]] for n, p in enumerate(P, 1)],
        ],
        [w | {"position": f"Bí thư Chi bộ, {w['position']}"} for w in only("name", "position", "organisation")],
    ),
    "rank ordinal then honorific abbreviations": (
        [
            ["TT", "Họ và tên", "Đơn vị", "ĐT"],
            *[[n, ("Đ/c " if n % 2 else "Bà ") + p[0], p[2], p[3]] for n, p in enumerate(P, 1)],
        ],
        only("name", "organisation", "phone"),
    ),
    "answer: will attend X people": (
        [
            [*H, "Phản hồi"],
            [*L[0], "Tham dự 02 người"],
            [*L[1], "Xác nhận tham dự"],
            [*L[2], "Vắng có lý do"],
            [*L[3], "Chưa liên hệ"],
        ],
        answers("coming", "coming", "declined", "none"),
    ),
    "answer: OK and later": (
        [[*H, "Xác nhận"], [*L[0], "OK"], [*L[1], "ok ạ"], [*L[2], "Để báo sau"], [*L[3], "Không đi được"]],
        answers("coming", "coming", "none", "declined"),
    ),
    "answer: checked symbols": (
        [[*H, "Tham dự"], [*L[0], "✓"], [*L[1], "✔"], [*L[2], "✗"], [*L[3], None]],
        answers("coming", "coming", "none", "none"),
    ),
    "answer: yes/no English": (
        [
            ["No", "Full name", "Title", "Company", "Phone", "Will you attend?"],
            [*L[0], "Yes"],
            [*L[1], "No"],
            [*L[2], "Maybe"],
            [*L[3], "yes"],
        ],
        answers("coming", "declined", "none", "coming"),
    ),
    "answer: sent who instead": (
        [
            [*H, "Kết quả xác báo"],
            [*L[0], "Đi"],
            [*L[1], "Ủy quyền cho ông Bùi Văn Thay, Trưởng phòng"],
            [*L[2], "Bận họp HĐND, cử PGĐ dự"],
            [*L[3], "Có mặt"],
        ],
        answers("coming", "substitute", "substitute", "coming"),
    ),
    "two dates of calls": (
        [
            [*H, "Gọi lần 1 (15/4)", "Gọi lần 2 (18/4)"],
            [*L[0], "Không nghe máy", "Tham dự"],
            [*L[1], "Tham dự", None],
            [*L[2], "Báo sau", "Không tham dự"],
            [*L[3], "Thuê bao", "Không liên lạc được"],
        ],
        answers("coming", "coming", "declined", "none"),
    ),
    "phone as number without zero": ([H, *[[n, *p[:3], int(p[3])] for n, p in enumerate(P, 1)]], W),
    "phone with country code": (
        [H, *[[n, *p[:3], "+84 " + p[3][1:4] + " " + p[3][4:7] + " " + p[3][7:]] for n, p in enumerate(P, 1)]],
        W,
    ),
    "phone with 84 as number": ([H, *[[n, *p[:3], int("84" + p[3][1:])] for n, p in enumerate(P, 1)]], W),
    "phone with apostrophe": ([H, *[[n, *p[:3], "'" + p[3]] for n, p in enumerate(P, 1)]], W),
    "two phones in one cell": ([H, *[[n, *p[:3], p[3] + " - 02253.821.234"] for n, p in enumerate(P, 1)]], W),
    "name with birth year in brackets": ([H, *[[n, f"{p[0]} ({1970 + n})", *p[1:]] for n, p in enumerate(P, 1)]], W),
    "name with degree": (
        [
            H,
            *[
                [n, f"{d} {p[0]}", *p[1:]]
                for (n, p), d in zip(enumerate(P, 1), ["TS.", "PGS.TS.", "ThS.", "KS"], strict=True)
            ],
        ],
        W,
    ),
    "name with phd behind": (
        [H, *[[n, f"{p[0]}, Thạc sĩ", *p[1:]] for n, p in enumerate(P, 1)]],
        [w | {"note": "Thạc sĩ"} for w in W],
    ),
    "military ranks": (
        [
            H,
            *[
                [n, f"{d} {p[0]}", *p[1:]]
                for (n, p), d in zip(enumerate(P, 1), ["Thượng tá", "Đại tá", "Thiếu tá", "Đại úy"], strict=True)
            ],
        ],
        W,
    ),
    "family name split over cells 3": (
        [["STT", "Họ", "Tên đệm", "Tên", "Đơn vị"], *[[n, *p[0].split(), p[2]] for n, p in enumerate(P, 1)]],
        only(*NO),
    ),
    "seat column and table": (
        [
            ["STT", "Họ và tên", "Đơn vị", "Vị trí ngồi", "Số bàn"],
            *[[n, p[0], p[2], f"A{n}", "1"] for n, p in enumerate(P, 1)],
        ],
        [w | {"seat": f"A{n}"} for n, w in enumerate(only(*NO), 1)],
    ),
    "block by column of group": (
        [[*H, "Nhóm đại biểu"], *[[*r, "Doanh nghiệp"] for r in L]],
        [w | {"block": "Doanh nghiệp"} for w in W],
    ),
    "association: members with field of business": (
        [
            ["STT", "Tên hội viên", "Người đại diện pháp luật", "Ngành nghề", "Địa chỉ", "Điện thoại"],
            *[[n, p[2], p[0], "Cơ khí", f"Số {n} đường Thử", p[3]] for n, p in enumerate(P, 1)],
        ],
        [w | {"address": f"Số {n} đường Thử"} for n, w in enumerate(only("name", "organisation", "phone"), 1)],
    ),
    "association: delegate line under name": (
        [
            ["STT", "Doanh nghiệp / Đại biểu", "Điện thoại"],
            [1, A, None],
            [None, "Ông Phạm Văn Thử - Giám đốc", "0912345601"],
            [2, B, None],
            [None, "Bà Lê Thị Mẫu - Phó Giám đốc", "0912345602"],
        ],
        [
            {"name": P[0][0], "organisation": A, "position": "Giám đốc", "phone": P[0][3]},
            {"name": P[1][0], "organisation": B, "position": "Phó Giám đốc", "phone": P[1][3]},
        ],
    ),
    "organisation then 'Đại diện:' in cell": (
        [
            ["STT", "Doanh nghiệp", "SĐT"],
            *[[n, f"{p[2]} (Đại diện: {'Ông' if n % 2 else 'Bà'} {p[0]} - {p[1]})", p[3]] for n, p in enumerate(P, 1)],
        ],
        [
            {"name": "", "organisation": p[2], "note": f"Đại diện: {'Ông' if n % 2 else 'Bà'} {p[0]} - {p[1]}"}
            for n, p in enumerate(P, 1)
        ],
    ),
    "letters of sections A B": (
        [H, ["A", "KHỐI SỞ NGÀNH"], *L[:2], ["B", "KHỐI DOANH NGHIỆP"], *L[2:]],
        [w | {"block": "KHỐI SỞ NGÀNH"} for w in W[:2]] + [w | {"block": "KHỐI DOANH NGHIỆP"} for w in W[2:]],
    ),
    "ordinals restart in section": (
        [H, ["I", "Khối sở ngành"], [1, *P[0]], [2, *P[1]], ["II", "Khối doanh nghiệp"], [1, *P[2]], [2, *P[3]]],
        [w | {"block": "Khối sở ngành"} for w in W[:2]] + W[2:],
    ),
    "libreoffice: trailing spaces and nbsp": (
        [[h + "\u00a0 " for h in H], *[[n, *[f"\u00a0{x} " for x in p]] for n, p in enumerate(P, 1)]],
        W,
    ),
    "decomposed unicode": ([[parted(h) for h in H], *[[n, *[parted(x) for x in p]] for n, p in enumerate(P, 1)]], W),
    "google forms full": (
        [
            [
                "Dấu thời gian",
                "Địa chỉ email",
                "1. Họ và tên người tham dự",
                "2. Chức vụ hiện tại",
                "3. Tên cơ quan/doanh nghiệp",
                "4. Số điện thoại liên hệ (Zalo)",
                "5. Anh/chị xác nhận tham dự?",
                "6. Câu hỏi gửi Hội nghị (nếu có)",
            ],
            *[
                ["4/10/2026 8:00:00", f"n{n}@vidu.example", *p, "Có, tôi sẽ tham dự", "Không"]
                for n, p in enumerate(P, 1)
            ],
        ],
        [w | {"rsvp": "coming", "email": f"n{n}@vidu.example"} for n, w in enumerate(W, 1)],
    ),
    "google forms number attending": (
        [
            ["Timestamp", "Tên đơn vị", "Họ tên đại biểu", "Số lượng người tham dự"],
            *[["2026-04-10", p[2], p[0], n] for n, p in enumerate(P, 1)],
        ],
        [w | {"seats": n} for n, w in enumerate(only(*NO), 1)],
    ),
    "microsoft forms with ids": (
        [
            ["ID", "Start time", "Completion time", "Email", "Name", "Họ và tên", "Đơn vị", "Điện thoại"],
            *[[n, "4/10/26 8:00", "4/10/26 8:05", "anonymous", None, p[0], p[2], p[3]] for n, p in enumerate(P, 1)],
        ],
        only("name", "organisation", "phone"),
    ),
    "hidden id guid column": (
        [
            ["Id", "STT", "Họ và tên", "Đơn vị"],
            *[[f"3f2504e0-4f89-11d3-9a0c-0305e82c330{n}", n, p[0], p[2]] for n, p in enumerate(P, 1)],
        ],
        only(*NO),
    ),
    "wps: merged title and empty columns between": (
        [
            ["DANH SÁCH KHÁCH MỜI", None, None, None, None, None],
            ["STT", None, "Họ và tên", None, "Đơn vị", "SĐT"],
            *[[n, None, p[0], None, p[2], p[3]] for n, p in enumerate(P, 1)],
        ],
        only("name", "organisation", "phone"),
        "",
        "A1:F1",
    ),
    "headings repeated with (tiếp)": ([H, *L[:2], ["DANH SÁCH ĐẠI BIỂU (tiếp theo)"], H, *L[2:]], W),
    "column numbers below headings": ([H, [1, 2, 3, 4, 5], *L], W),
    "column numbers in brackets": ([H, ["(1)", "(2)", "(3)", "(4)", "(5)"], *L], W),
    "column letters below headings": ([H, ["A", "B", "C", "D", "E"], *L], W),
    "press: agency, reporter, card": (
        [
            ["STT", "Cơ quan báo chí", "Phóng viên", "Số thẻ nhà báo", "Điện thoại"],
            *[[n, f"Báo Thử {n}", p[0], f"IBT0{n}123", p[3]] for n, p in enumerate(P, 1)],
        ],
        [w | {"organisation": f"Báo Thử {n}"} for n, w in enumerate(only("name", "phone"), 1)],
    ),
    "car plates and drivers": (
        [[*H, "Biển số xe", "Lái xe"], *[[*r, f"15A-{n}234.5", "Vũ Văn Lái"] for n, r in enumerate(L, 1)]],
        W,
    ),
    "hotel room and flight": ([[*H, "Chuyến bay", "Khách sạn"], *[[*r, "VN1180", "KS Thử Nghiệm"] for r in L]], W),
    "invited by title only": (
        [
            ["STT", "Chức danh mời", "Cơ quan"],
            [1, "Giám đốc Sở", "Sở Công Thương"],
            [2, "Chủ tịch", "UBND phường Thử"],
            [3, "Bí thư", "Đảng ủy xã Mẫu"],
        ],
        [
            {"name": "", "position": "Giám đốc Sở", "organisation": "Sở Công Thương"},
            {"name": "", "position": "Chủ tịch", "organisation": "UBND phường Thử"},
            {"name": "", "position": "Bí thư", "organisation": "Đảng ủy xã Mẫu"},
        ],
    ),
    "mixed named and unnamed": (
        [
            ["STT", "Thành phần", "Họ và tên", "Điện thoại"],
            [1, "Lãnh đạo Sở Công Thương", None, None],
            [2, "Sở Tài chính", "Phạm Văn Thử", "0912345601"],
        ],
        [
            {"name": "", "organisation": "Sở Công Thương", "note": "Lãnh đạo"},
            {"name": P[0][0], "organisation": "Sở Tài chính"},
        ],
    ),
    "delegates per ward with count and total": (
        [["STT", "Phường, xã", "Số lượng"], [1, "Phường Thử", 2], [2, "Xã Mẫu", 3], ["Tổng", None, 5]],
        [],
    ),
    "foreign investors": (
        [
            ["STT", "Full name", "Title", "Company (FDI)", "Mobile"],
            [1, "Kim Min-su", "General Director", "Công ty TNHH Thử Vina", "0912345601"],
            [2, "Tanaka Hiroshi", "Manager", "Công ty TNHH Mẫu Nhật", "0912345602"],
            [3, "Mr. John O'Neil", "CEO", "Công ty TNHH Ví Dụ Global", "0912345603"],
        ],
        [{"name": "Kim Min-su"}, {"name": "Tanaka Hiroshi"}, {"name": "John O'Neil", "phone": "0912345603"}],
    ),
    "date typed as Excel date in note": ([[*H, "Ghi chú"], *[[*r, datetime(2026, 4, 12)] for r in L]], W),
    "tax code with branch": (
        [
            ["STT", "Tên doanh nghiệp", "MST", "Họ tên"],
            [1, A, "0200167782-001", P[0][0]],
            [2, B, "0200167782", P[1][0]],
        ],
        [{"organisation": A, "tax_code": "0200167782-001"}, {"tax_code": "0200167782"}],
    ),
    "tax code number without zero": (
        [["STT", "Tên doanh nghiệp", "MST", "Họ tên"], [1, A, 200167782, P[0][0]], [2, B, None, P[1][0]]],
        [{"organisation": A, "tax_code": "0200167782"}, {"organisation": B}],
    ),
    "citizen id not a phone": (
        [
            ["STT", "Họ và tên", "CCCD", "Đơn vị", "SĐT"],
            *[[n, p[0], f"03109000123{n}", p[2], p[3]] for n, p in enumerate(P, 1)],
        ],
        only("name", "organisation", "phone"),
    ),
    "notes in last row merged": ([H, *L, ["* Đề nghị các đại biểu có mặt trước 13h45"]], W, "", "A6:E6"),
    "signature two columns names": (
        [
            H,
            *L,
            [None, "NGƯỜI LẬP", None, "GIÁM ĐỐC"],
            [None, "(Ký, ghi rõ họ tên)", None, "(Ký, đóng dấu)"],
            [],
            [None, "Vũ Thị Lập", None, "Bùi Văn Ký"],
        ],
        W,
    ),
    "signature on behalf": (
        [
            H,
            *L,
            [None, None, None, "KT. GIÁM ĐỐC"],
            [None, None, None, "PHÓ GIÁM ĐỐC"],
            [],
            [None, None, None, "Bùi Văn Ký"],
        ],
        W,
    ),
    "cancelled in note word": (
        [[*H, "Ghi chú"], [*L[0], None], [*L[1], "Đã rút tên"], [*L[2], None], [*L[3], None]],
        W,
        "F3",
    ),
    "status: invited/sent columns": (
        [[*H, "Đã gửi giấy mời", "Đã nhận"], *[[*r, "x", "x"] for r in L]],
        [w | {"rsvp": "none"} for w in W],
    ),
    "honorific in lower-case with dot": (
        [H, *[[n, ("ông " if n % 2 else "bà ") + p[0], *p[1:]] for n, p in enumerate(P, 1)]],
        W,
    ),
    "position list with slash office": (
        [
            ["STT", "Họ tên - Chức vụ", "Đơn vị", "ĐT"],
            *[[n, f"{p[0]} - {p[1]}", p[2], p[3]] for n, p in enumerate(P, 1)],
        ],
        W,
    ),
    "duplicate rows": ([H, *L, [5, *P[0]]], [*W, W[0]], ""),
    "very wide export 30 columns": (
        [[*H, *[f"Trường {n}" for n in range(25)]], *[[*r, *[f"v{n}" for n in range(25)]] for r in L]],
        W,
    ),
    "reversed columns": ([list(reversed(H)), *[list(reversed(r)) for r in L]], W),
    "title row with 'Họ và tên' in it": ([["Danh sách ghi họ và tên, chức vụ đại biểu tham dự"], H, *L], W),
    "nine-digit landline": (
        [H, [1, *P[0][:3], "02253 842 301"], [2, *P[1][:3], "(0225) 3842302"]],
        [W[0] | {"phone": "02253842301"}, W[1] | {"phone": "02253842302"}],
    ),
}

QUESTIONS_OF_COLLEAGUES: dict[str, tuple[Any, ...]] = {
    "plan annex with basis": (
        [
            [
                "STT",
                "Nội dung kiến nghị",
                "Doanh nghiệp kiến nghị",
                "Cơ quan chủ trì trả lời",
                "Cơ quan phối hợp",
                "Thời hạn",
            ],
            [1, t, A, "Sở Khoa học và Công nghệ", "Sở Công Thương", "30/4/2026"],
            [2, u, B, "Chi cục TĐC", None, None],
        ],
        [
            {"text": t, "organisation": A, "unit": "Sở Khoa học và Công nghệ"},
            {"text": u, "organisation": B, "unit": "Chi cục TĐC"},
        ],
    ),
    "phone of the asker": (
        [
            ["STT", "Doanh nghiệp", "Người gửi", "SĐT", "Câu hỏi"],
            [1, A, P[0][0], P[0][3], t],
            [2, B, P[1][0], P[1][3], u],
        ],
        [{"asker": P[0][0], "text": t, "organisation": A}, {"asker": P[1][0], "text": u}],
    ),
    "numbered with Kiến nghị số": (
        [["Kiến nghị số", "Đơn vị kiến nghị", "Nội dung"], ["KN01", A, t], ["KN02", B, u]],
        [{"text": t, "organisation": A}, {"text": u, "organisation": B}],
    ),
    "field as sections, roman": (
        [
            ["TT", "Nội dung", "Đơn vị"],
            ["I", "Lĩnh vực đo lường"],
            [1, t, A],
            ["II", "Lĩnh vực tiêu chuẩn, chất lượng"],
            [2, u, B],
        ],
        [{"text": t, "field": "Lĩnh vực đo lường"}, {"text": u}],
    ),
    "two questions by one business over merged": (
        [["STT", "Doanh nghiệp", "Nội dung"], [1, A, t], [None, None, u], [2, B, v]],
        [{"text": f"{t}\n{u}", "organisation": A}, {"text": v, "organisation": B}],
        "C2",
        "B2:B3",
    ),
    "question with line breaks and dashes": (
        [
            ["STT", "Doanh nghiệp", "Nội dung"],
            [1, A, "Công ty có vướng mắc:\n- Hồ sơ dài\n- Phí cao\nĐề nghị Sở hướng dẫn."],
        ],
        [{"organisation": A, "text": "Công ty có vướng mắc:\n- Hồ sơ dài\n- Phí cao\nĐề nghị Sở hướng dẫn."}],
    ),
    "from minutes: business colon text": (
        [["STT", "Ý kiến"], [1, f"{A}: {t}"], [2, f"{B}: {u}"]],
        [{"organisation": A, "text": t}, {"organisation": B, "text": u}],
    ),
    "status column from portal": (
        [
            [
                "Mã PAKN",
                "Ngày tiếp nhận",
                "Tổ chức/Cá nhân",
                "Tiêu đề",
                "Nội dung phản ánh, kiến nghị",
                "Trạng thái",
                "Cơ quan xử lý",
            ],
            ["PAKN-1", "10/4/2026", A, "Kiểm định cân", t, "Đang xử lý", "Sở Khoa học và Công nghệ"],
            ["PAKN-2", "11/4/2026", B, "Giấy chứng nhận", u, "Mới", "Sở Khoa học và Công nghệ"],
        ],
        [{"text": t, "organisation": A, "unit": "Sở Khoa học và Công nghệ"}, {"text": u, "organisation": B}],
    ),
    "citizen asks": (
        [["STT", "Họ tên", "Địa chỉ", "Nội dung kiến nghị"], [1, "Phạm Văn Thử", "Số 1 đường Thử", t]],
        [{"asker": "Phạm Văn Thử", "text": t}],
    ),
    "answer given last year": (
        [
            ["STT", "Doanh nghiệp", "Kiến nghị", "Kết quả giải quyết", "Văn bản trả lời"],
            [1, A, t, "Đã giải quyết", "Công văn 12/SKHCN"],
            [2, B, u, "Chưa giải quyết", None],
        ],
        [{"text": t, "organisation": A}, {"text": u}],
    ),
    "none said nothing": (
        [["STT", "Doanh nghiệp", "Kiến nghị"], [1, A, "Không có ý kiến"], [2, B, u], [3, C, "Không"]],
        [{"text": u, "organisation": B}],
    ),
}
