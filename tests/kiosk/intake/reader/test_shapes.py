"""The fourteen shapes in which lists arrive."""

from datetime import datetime

import pytest
from openpyxl import Workbook

HEADS = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Điện thoại"]
AN = [1, "Nguyễn Văn An", "Giám đốc", "Công ty TNHH An Phú", "0912345678"]
BINH = [2, "Trần Thị Bình", "Kế toán trưởng", "Công ty TNHH An Phú", "0987654321"]
TITLE = [
    ["UBND THÀNH PHỐ HẢI PHÒNG"],
    ["SỞ KHOA HỌC VÀ CÔNG NGHỆ"],
    [],
    ["DANH SÁCH ĐẠI BIỂU THAM DỰ HỘI NGHỊ ĐỐI THOẠI VỚI DOANH NGHIỆP"],
    ["(Kèm theo Giấy mời số     /GM-SKHCN ngày    tháng 4 năm 2026)"],
    [],
]


def names(table) -> list[str]:
    return [row.name for row in table.rows]


def said(table) -> list[tuple[str, str]]:
    return [(message.level, message.cell) for message in table.messages]


def why(table) -> list[tuple[int, str]]:
    return [(skipped.row, skipped.why) for skipped in table.skipped]


def test_1_titles_above_the_headings(guests) -> None:
    table = guests([*TITLE, HEADS, AN, BINH], "A1:E1 A2:E2 A4:E4 A5:E5")
    assert table.header == (7,)
    assert table.mapping == {"ordinal": "A", "name": "B", "position": "C", "organisation": "D", "phone": "E"}
    assert [(row.cell, row.name) for row in table.rows] == [("B8", "Nguyễn Văn An"), ("B9", "Trần Thị Bình")]
    assert (table.messages, table.skipped) == ((), ())


def test_1_headings_in_row_40_are_found_and_in_row_41_are_not(guests) -> None:
    assert guests([*[["x"]] * 39, HEADS, AN]).header == (40,)
    table = guests([*[["x"]] * 40, HEADS, AN])
    assert (table.rows, [message.level for message in table.messages]) == ((), ["error"])


def test_2_two_rows_of_headings_with_merged_ranges(guests) -> None:
    upper = ["TT", "Doanh nghiệp", None, "Người đại diện", None, None, "Ghi chú"]
    lower = [None, "Tên", "MST", "Họ và tên", "Chức vụ", "ĐT", None]
    row = [1, "Công ty CP Bạch Đằng", "0200167782", "Ông Lê Cường", "Giám đốc", "0912345678", "xe riêng"]
    table = guests([*TITLE, upper, lower, row], "A7:A8 B7:C7 D7:F7 G7:G8")
    assert table.header == (7, 8)
    assert table.mapping == {
        "ordinal": "A", "organisation": "B", "tax_code": "C", "name": "D", "position": "E", "phone": "F", "note": "G",
    }  # fmt: skip
    assert (table.rows[0].organisation, table.rows[0].name, table.rows[0].note) == (
        "Công ty CP Bạch Đằng",
        "Lê Cường",
        "xe riêng",
    )
    assert table.columns[3].heading == "Người đại diện – Họ và tên"


def test_2_two_rows_of_headings_without_merged_ranges(read) -> None:
    text = "TT;Doanh nghiệp;Người tham dự;;;Ghi chú\n;;Họ tên;Chức vụ;SĐT;\n1;Công ty A;Lê An;GĐ;0912345678;\n"
    table = read(text.encode())
    assert (table.header, table.mapping["phone"], names(table)) == ((1, 2), "E", ["Lê An"])


def test_2_three_rows_of_headings(guests) -> None:
    top = ["TT", "Thông tin doanh nghiệp", None, "Thông tin người tham dự", None, None]
    middle = [None, "Tên doanh nghiệp", "Mã số thuế", "Họ và tên", "Liên hệ", None]
    bottom = [None, None, None, None, "Điện thoại", "Email"]
    row = [1, "Công ty A", "0200167782", "Lê An", "0912345678", "a@a.vn"]
    table = guests([top, middle, bottom, row], "A1:A3 B1:C1 D1:F1 B2:B3 C2:C3 D2:D3 E2:F2")
    assert table.header == (1, 2, 3)
    assert (table.rows[0].organisation, table.rows[0].name, table.rows[0].email) == ("Công ty A", "Lê An", "a@a.vn")


def test_2_one_row_of_headings_over_a_first_row_that_looks_like_headings(guests) -> None:
    table = guests(
        [
            ["STT", "Họ và tên", "Đơn vị", "Khối", "Xác báo"],
            [1, "Lê Cường", "Công ty An Phú", "Doanh nghiệp", "Tham dự"],
        ]
    )
    assert (table.header, names(table), table.rows[0].rsvp) == ((1,), ["Lê Cường"], "coming")


def test_2_one_heading_over_family_and_given_name(guests) -> None:
    table = guests([["STT", "Họ và tên", None, "Đơn vị"], [1, "Nguyễn Văn", "An", "Công ty An Phú"]], "B1:C1")
    assert (table.mapping["family"], table.mapping["given"], names(table)) == ("B", "C", ["Nguyễn Văn An"])


def test_3_headings_with_breaks_spaces_stars_units_and_colons(guests) -> None:
    heads = ["STT\n", "Họ  và\ntên (*)", "Chức\u00a0vụ:", "Đơn vị công tác (ghi rõ)", "Số ĐT1", "Số lượng (người)"]
    assert guests([heads, [*AN, 2]]).mapping == {
        "ordinal": "A", "name": "B", "position": "C", "organisation": "D", "phone": "E", "seats": "F",
    }  # fmt: skip


def test_4_sections_become_blocks_and_totals_and_signatures_are_dropped(guests) -> None:
    table = guests(
        [
            HEADS,
            ["I", "Khối lãnh đạo (01 đại biểu)"],
            AN,
            ["II. KHỐI DOANH NGHIỆP"],
            BINH,
            [None, "Báo chí, truyền thông"],
            [3, "Lê Cường", "Phóng viên", "Báo Hải Phòng", None],
            ["Tổng cộng", None, None, 3],
            [None, "(Danh sách này có 03 người)"],
            [None, None, None, "Hải Phòng, ngày    tháng 4 năm 2026"],
            [None, "NGƯỜI LẬP", None, "GIÁM ĐỐC"],
            [None, "(Ký, ghi rõ họ tên)"],
            [None, "Phạm Thị Dịu", None, "Nguyễn Cao Thắng"],
        ]
    )
    assert [(row.name, row.block) for row in table.rows] == [
        ("Nguyễn Văn An", "Khối lãnh đạo"),
        ("Trần Thị Bình", "KHỐI DOANH NGHIỆP"),
        ("Lê Cường", "Báo chí, truyền thông"),
    ]
    assert why(table) == [
        (2, "dòng tên nhóm"), (4, "dòng tên nhóm"), (6, "dòng tên nhóm"), (8, "dòng tổng cộng"), (9, "dòng tổng cộng"),
        (10, "phần ký tên cuối danh sách"), (11, "phần ký tên cuối danh sách"), (12, "phần ký tên cuối danh sách"),
        (13, "phần ký tên cuối danh sách"),
    ]  # fmt: skip


def test_4_a_company_is_no_total_and_a_given_name_neither(guests) -> None:
    heads = ["Họ", "Tên", "Đơn vị"]
    rows = [["Nguyễn Văn", "Cộng", "Tổng công ty Cảng"], ["Lê", "Tổng", "Công ty An Phú"], ["Vũ", "Hà", "Tổng cục"]]
    assert names(guests([heads, *rows])) == ["Nguyễn Văn Cộng", "Lê Tổng", "Vũ Hà"]


def test_4_organisations_alone_are_no_sections_where_rows_are_numbered(guests) -> None:
    table = guests([HEADS, [1, None, None, "UBND phường Thủy Nguyên"], [2, None, None, "Doanh nghiệp tư nhân Sao Mai"]])
    assert [row.organisation for row in table.rows] == ["UBND phường Thủy Nguyên", "Doanh nghiệp tư nhân Sao Mai"]
    assert said(table) == [("warning", "B2"), ("warning", "B3")]


def test_4_organisations_as_sections_of_a_list_without_a_column_of_them(guests) -> None:
    rows = [["I", "Sở Công Thương"], [1, "Lê An", "GĐ"], ["II", "Công ty TNHH A"], [2, "Vũ Bình", "GĐ"]]
    table = guests([["TT", "Họ và tên", "Chức vụ"], *rows])
    assert [(row.name, row.organisation) for row in table.rows] == [
        ("Lê An", "Sở Công Thương"),
        ("Vũ Bình", "Công ty TNHH A"),
    ]


def test_4_numbers_of_columns_repeated_headings_and_empty_numbered_rows_are_skipped(guests) -> None:
    table = guests([HEADS, ["(1)", "(2)", "(3)", "(4)", "(5)"], AN, HEADS, BINH, [3], [4]])
    assert names(table) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert why(table) == [
        (2, "dòng đánh số cột"), (4, "dòng tiêu đề lặp lại"), (6, "chỉ có số thứ tự"), (7, "chỉ có số thứ tự"),
    ]  # fmt: skip


def test_5_one_business_for_several_people_is_filled_down_in_its_merged_range_only(guests) -> None:
    heads = ["TT", "Tên doanh nghiệp", "Họ và tên", "Chức vụ"]
    rows = [[1, "Công ty An Phú", "Lê An", "GĐ"], [None, None, "Vũ Bình", "KT"], [2, None, "Ngô Cường", "PGĐ"]]
    table = guests([heads, *rows], "A2:A3 B2:B3")
    assert [(row.cell, row.organisation) for row in table.rows] == [
        ("C2", "Công ty An Phú"),
        ("C3", "Công ty An Phú"),
        ("C4", ""),
    ]


def test_5_merged_headings_do_not_fall_into_the_rows(guests) -> None:
    table = guests([["TT", "Họ và tên", "Đơn vị"], [], [1, "Lê An", "Sở Công Thương"]], "A1:A2 B1:B2 C1:C2")
    assert names(table) == ["Lê An"]


def test_6_several_phones_are_parted_several_people_are_flagged(guests) -> None:
    people = "Ông Lê An - GĐ; Bà Vũ Bình - KT"
    table = guests([HEADS, [1, people, None, "Công ty An Phú", "0225 3821 234 / 0912 345 678\n0987654321"]])
    row = table.rows[0]
    assert (row.name, row.phone, row.note) == (people, "0912345678", "ĐT: 02253821234, 0987654321")
    assert said(table) == [("warning", "B2")]


def test_7_honorific_and_degree_leave_the_name(guests) -> None:
    heads = ["Họ và tên", "Chức vụ", "Đơn vị", "Giới tính"]
    rows = [
        ["Ông Lê An", "GĐ", "A", "Nam"],
        ["ThS. Vũ Bình - Phó Giám đốc", None, "B", None],
        ["Ngô Thị Dung", "KT", "C", "Nữ"],
    ]
    assert [(row.honorific, row.name, row.position) for row in guests([heads, *rows]).rows] == [
        ("Ông", "Lê An", "GĐ"), ("ThS.", "Vũ Bình", "Phó Giám đốc"), ("Bà", "Ngô Thị Dung", "KT"),
    ]  # fmt: skip


def test_8_lost_zeros_come_back(guests) -> None:
    heads = ["Họ và tên", "Đơn vị", "MST", "Điện thoại"]
    rows = [["Lê An", "Công ty A", 200167782, 912345678.0], ["Vũ Bình", "Công ty B", "200167782001.0", "912345678.0"]]
    assert [(row.tax_code, row.phone) for row in guests([heads, *rows]).rows] == [
        ("0200167782", "0912345678"), ("0200167782-001", "0912345678"),
    ]  # fmt: skip


def test_8_a_wrong_tax_code_or_phone_is_said_with_its_cell(guests) -> None:
    heads = ["Họ và tên", "Đơn vị", "MST", "Điện thoại"]
    rows = [
        ["Lê An", "A", "0200167783", "12345"],
        ["Vũ Bình", "B", "không rõ 12", "chưa có"],
        ["Ngô Dung", "C", "2.00E+08", "9.12E+08"],
    ]
    table = guests([heads, *rows])
    assert said(table) == [
        ("error", "C4"), ("error", "D4"), ("warning", "C2"), ("warning", "D2"), ("warning", "C3"), ("warning", "C4"),
    ]  # fmt: skip
    assert [(row.tax_code, row.phone, row.note) for row in table.rows[:2]] == [
        ("0200167783", "", "ĐT: 12345"),
        ("", "", ""),
    ]


def test_9_dates_are_read_day_first(questions) -> None:
    heads = ["Doanh nghiệp", "Nội dung kiến nghị", "Thời hạn"]
    dues = ["15/5/2026", "5/6/26", datetime.fromisoformat("2026-05-15"), 46157, "trước ngày 15/5/2026", "Quý II"]
    table = questions([heads, *[["Công ty A", f"Kiến nghị thứ {number}", due] for number, due in enumerate(dues)]])
    read = ["15/05/2026", "05/06/2026", "15/05/2026", "15/05/2026", "15/05/2026", "Quý II"]
    assert [row.note for row in table.rows] == [f"Thời hạn: {due}" for due in read]
    assert ("warning", "C7") in said(table)


def test_9_dates_that_excel_swapped_are_suspected(questions) -> None:
    heads = ["Doanh nghiệp", "Nội dung kiến nghị", "Thời hạn"]
    swapped = [["A", "Một", datetime.fromisoformat("2026-06-05")], ["B", "Hai", "15/5/2026"]]
    assert said(questions([heads, *swapped])) == [("warning", "C2"), ("note", "C1")]
    assert said(questions([heads, ["A", "Một", datetime.fromisoformat("2026-05-15")], ["B", "Hai", "15/5/2026"]])) == [
        ("note", "C1")
    ]


def test_10_the_sheet_with_most_headings_is_chosen_and_others_are_offered(xlsx, read) -> None:
    cover = [["Danh sách kèm theo"], ["Họ và tên", "Đơn vị"]]
    file = xlsx(cover, **{"Khối DN": [HEADS, AN], "Ghi chú": [["x"]]})
    table = read(file)
    assert [(sheet.name, sheet.hidden, sheet.headings) for sheet in table.sheets] == [
        ("DS", False, 2), ("Khối DN", False, 5), ("Ghi chú", False, 0),
    ]  # fmt: skip
    assert (table.sheet, names(table)) == ("Khối DN", ["Nguyễn Văn An"])
    assert [message.text for message in table.messages] == [
        "Còn trang tính khác cũng giống danh sách, chưa được đọc: DS."
    ]
    assert read(file, sheet="DS").sheet == "DS"


def test_10_a_visible_list_goes_before_a_hidden_one_and_hidden_rows_are_said(save, read) -> None:
    workbook = Workbook()
    old, new = workbook.active, workbook.create_sheet("Mới")
    old.title, old.sheet_state = "Cũ", "hidden"
    for row in (HEADS, AN, BINH):
        old.append(row)
    for row in (HEADS[:4], AN[:4], BINH[:4]):
        new.append(row)
    new.row_dimensions[3].hidden = True
    table = read(save(workbook))
    assert (table.sheet, len(table.rows)) == ("Mới", 2)
    assert ("note", "A3") in said(table)
    assert read(save(workbook), sheet="Cũ").messages[-1].text == "Trang tính “Cũ” đang bị ẩn trong tệp."


def test_12_a_cell_that_shows_an_error_stops_the_list(save, read) -> None:
    workbook = Workbook()
    for row in (HEADS, [1, "Lê An", "#REF!", "Công ty A", "#N/A"], [2, "Vũ Bình", "Trưởng #1", "Công ty B", None]):
        workbook.active.append(row)
    table = read(save(workbook))
    assert said(table) == [("error", "C2"), ("error", "E2")]
    assert table.errors[0].text == "Chức vụ: ô đang báo lỗi #REF!. Hãy ghi nội dung đúng vào ô."


def test_12_a_formula_that_was_never_calculated_stops_the_list(guests) -> None:
    table = guests([HEADS, [1, "Lê An", '=CONCATENATE("Giám"," đốc")', "Công ty A", None]])
    assert said(table) == [("error", "C2")]


def test_13_repetitions_are_left_to_who_compares_with_the_record(guests) -> None:
    assert len(guests([HEADS, AN, AN]).rows) == 2


def test_14_the_preview_has_headings_samples_and_encodings(guests) -> None:
    column = guests([HEADS, AN, BINH]).columns[1]
    assert (column.letter, column.heading, column.field, column.encoding, column.samples) == (
        "B", "Họ và tên", "name", "unicode", ("Nguyễn Văn An", "Trần Thị Bình"),
    )  # fmt: skip


def test_a_mapping_by_hand_goes_over_the_headings(xlsx, read) -> None:
    file = xlsx([["Họ và tên", "Đơn vị", "Cột lạ"], ["Lê An", "Công ty A", "0912345678"]])
    assert read(file, mapping={"phone": ""}).rows[0].phone == ""
    assert read(file, mapping={"phone": "c", "organisation": ""}).rows[0].phone == "0912345678"
    assert read(file, mapping={"phone": "C", "organisation": ""}).rows[0].organisation == ""
    moved = read(file, mapping={"position": "B"})
    assert (moved.rows[0].position, moved.rows[0].organisation) == ("Công ty A", "")


def test_headings_that_nobody_knows_are_shown_and_mapped_by_hand(xlsx, read) -> None:
    file = xlsx([["Title"], ["Person", "Firm"], ["Lê An", "Công ty A"]])
    table = read(file)
    assert (names(table), said(table)) == (["Lê An"], [("warning", "A2"), ("warning", "B2")])
    assert names(read(file, mapping={"name": "A"})) == ["Lê An"]
    assert names(read(file, mapping={"name": "A"}, header=1)) == ["Person", "Lê An"]


@pytest.mark.parametrize(
    "asked", [{"sheet": "Không có"}, {"mapping": {"name": "ZZ"}}, {"mapping": {"name": "1"}}, {"mapping": {"x": "A"}}]
)
def test_what_cannot_be_asked_is_refused(xlsx, read, asked) -> None:
    from kiosk.intake.reader.table import Unreadable

    with pytest.raises(Unreadable):
        read(xlsx([HEADS, AN]), **asked)


def test_a_list_of_questions_is_not_taken_for_guests(guests) -> None:
    table = guests(
        [
            ["STT", "Doanh nghiệp", "Nội dung kiến nghị", "Cơ quan trả lời"],
            [1, "Công ty A", "Đề nghị hướng dẫn", "Chi cục"],
        ]
    )
    assert [message.text for message in table.messages] == [
        "Tệp này có vẻ là danh sách kiến nghị, không phải danh sách đại biểu.",
        "Danh sách không có tên người: mời theo đơn vị, không ghi tên người.",
    ]


def test_a_list_of_businesses_is_taken_and_said_once(guests) -> None:
    table = guests([["STT", "Tên doanh nghiệp"], [1, "Công ty A"], [2, "Công ty B"]])
    assert [(row.name, row.organisation) for row in table.rows] == [("", "Công ty A"), ("", "Công ty B")]
    assert [message.text for message in table.messages] == [
        "Danh sách không có tên người: mời theo đơn vị, không ghi tên người."
    ]


def test_position_and_organisation_in_one_column_are_said(guests) -> None:
    table = guests([["TT", "Họ và tên", "Chức vụ, đơn vị công tác"], [1, "Lê An", "Giám đốc Sở Công Thương"]])
    assert (table.rows[0].position, table.rows[0].organisation) == ("Giám đốc", "Sở Công Thương")
    assert said(table) == [("warning", "C1")]


def test_a_form_with_guests_and_questions_is_read_as_either(xlsx, read) -> None:
    heads = [
        "Dấu thời gian",
        "Họ và tên người tham dự *",
        "Tên doanh nghiệp, đơn vị *",
        "Bạn có tham dự không?",
        "Nội dung kiến nghị",
    ]
    file = xlsx([heads, ["2026-04-10", "Lê An", "Công ty A", "Có", "Đề nghị hướng dẫn"]])
    table = read(file)
    assert (names(table), table.rows[0].rsvp, said(table)) == (["Lê An"], "coming", [("note", "E1")])
    question = read(file, "questions").rows[0]
    assert (question.asker, question.organisation, question.text) == ("Lê An", "Công ty A", "Đề nghị hướng dẫn")


def test_birth_dates_and_identity_numbers_are_not_read(guests) -> None:
    table = guests([["Họ và tên", "Đơn vị", "Số CCCD"], ["Lê An", "Công ty A", "031090001234"]])
    assert said(table) == [("note", "C1")]
    assert "031090001234" not in str(table.rows)


def test_an_empty_sheet_has_no_rows_and_an_error(guests) -> None:
    assert said(guests([])) == [("error", "")]
    assert said(guests([HEADS])) == [("error", "")]


MEN = [["Nguyễn Văn An", "Giám đốc", "Công ty A"], ["Trần Thị Bình", "Phó Giám đốc", "Sở Công Thương"]]


@pytest.mark.parametrize("rows", [MEN, [["Bà Vũ Hà", "", "Công ty B"]]])
def test_a_column_headed_ong_ba_holds_the_names_where_no_other_does(guests, rows) -> None:
    table = guests([["Ông/Bà", "Chức vụ", "Đơn vị"], *rows])
    assert table.mapping == {"name": "A", "position": "B", "organisation": "C"}
    assert [row.name for row in table.rows] == [row[0].removeprefix("Bà ") for row in rows]
    assert table.messages == ()


def test_such_a_column_is_enough_to_know_the_headings(guests) -> None:
    table = guests([["DANH SÁCH"], ["TT", "Ông/Bà", "Chức danh", "Số ĐT"], [1, "Nguyễn Văn An", "Giám đốc", None]])
    assert [(row.name, row.position) for row in table.rows] == [("Nguyễn Văn An", "Giám đốc")]


@pytest.mark.parametrize(
    ("heads", "first", "mapping"),
    [
        (["Ông/Bà", "Họ và tên", "Đơn vị"], ["Ông", "Lê An", "A"], {"honorific": "A", "name": "B", "organisation": "C"}),
        (["Ông/Bà", "Tên", "Đơn vị"], ["Đồng chí", "Lê An", "A"], {"honorific": "A", "name": "B", "organisation": "C"}),
        (["Title", "Name", "Company"], ["Mr.", "Lê An", "A"], {"honorific": "A", "name": "B", "organisation": "C"}),
        (["Title", "Name", "Company"], ["CEO", "Lê An", "A"], {"position": "A", "name": "B", "organisation": "C"}),
        (["Title", "Name", "Position"], ["Ms", "Lê An", "CEO"], {"honorific": "A", "name": "B", "position": "C"}),
        (["¤ng/Bµ", "Hä vµ tªn", "§¬n vÞ"], ["Bµ", "Lª Hµ", "A"], {"honorific": "A", "name": "B", "organisation": "C"}),
    ],
)  # fmt: skip
def test_what_a_title_is_shows_in_its_cells(guests, heads, first, mapping) -> None:
    assert guests([heads, first]).mapping == mapping


def test_an_honorific_that_is_none_is_said(guests) -> None:
    table = guests([["Title", "Name", "Position"], ["Mr", "Lê An", "CEO"], ["Sales", "Lê Hà", "Head"]])
    assert [(message.level, message.cell) for message in table.messages][:2] == [("warning", ""), ("warning", "A3")]


def test_a_row_without_an_organisation_is_said(guests) -> None:
    rows = [[1, "Lê An", "GĐ", "Công ty A"], ["", "Phạm Hòa", "KT", ""]]
    table = guests([["STT", "Họ và tên", "Chức vụ", "Đơn vị"], *rows])
    assert [(row.name, row.organisation) for row in table.rows] == [("Lê An", "Công ty A"), ("Phạm Hòa", "")]
    assert [(message.level, message.cell, message.text) for message in table.messages] == [
        ("warning", "D3", "Chưa ghi đơn vị. Nếu cùng đơn vị với dòng trên, hãy ghi lại tên đơn vị vào dòng này.")
    ]


@pytest.mark.parametrize("heads", [["Họ tên", "Đơn vị"], ["Đơn vị", "Họ tên"]])
def test_a_lone_name_of_a_block_opens_a_section_without_numbers_too(guests, heads) -> None:
    people = {"Họ tên": ["Lê An", "Lê Chi", "Lê Dung"], "Đơn vị": ["Sở Tài chính", "Báo Hải Phòng", "Công ty D"]}
    rows = [list(row) for row in zip(*(people[head] for head in heads), strict=True)]
    table = guests([heads, ["A. Khối sở ngành"], rows[0], ["Báo chí"], rows[1], ["DOANH NGHIỆP"], rows[2]])
    assert [(row.name, row.block) for row in table.rows] == [
        ("Lê An", "Khối sở ngành"), ("Lê Chi", "Báo chí"), ("Lê Dung", "DOANH NGHIỆP"),
    ]  # fmt: skip
    assert [skip.row for skip in table.skipped] == [2, 4, 6]
    assert table.messages == ()


def test_a_body_that_names_nobody_opens_no_section(guests) -> None:
    table = guests([["Đơn vị", "Họ tên"], ["UBND thành phố"], ["Sở Tài chính", "Lê An"], ["Chi cục", None]])
    assert [(row.name, row.organisation) for row in table.rows] == [
        ("", "UBND thành phố"), ("Lê An", "Sở Tài chính"), ("", "Chi cục"),
    ]  # fmt: skip
