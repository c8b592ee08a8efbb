"""Question lists: what each column becomes, sections as fields, and numbers that are kept."""

import pytest

from kiosk.intake.reader.table import QuestionRow

ALL = {
    "Số kiến nghị": "KN số 12",
    "Tên doanh nghiệp": "Công ty CP Bạch Đằng",
    "MST": 200167782,
    "Người kiến nghị": "Bà Vũ Bình",
    "Điện thoại": "0912345678",
    "Nội dung kiến nghị": "Đề nghị hướng dẫn:\n- kiểm định cân;\n- dán tem.",
    "Tóm tắt": "Kiểm định cân",
    "Đề xuất": "Rút ngắn thời gian",
    "Lĩnh vực": "Đo lường",
    "Cơ quan trả lời": "Chi cục TĐC",
    "Đơn vị phối hợp": "Sở Công Thương; Sở Tài chính",
    "Dự thảo trả lời": "Theo quy định tại Thông tư…",
    "Căn cứ pháp lý": "Luật Đo lường",
    "Hình thức trả lời": "Trực tiếp",
    "Trạng thái": "Đang xem xét",
    "Thời hạn": "15/5/2026",
    "Nguồn": "Kỳ trước chuyển sang",
    "Số văn bản": "123/SKHCN-TĐC",
    "Ghi chú": "gọi trước",
}
HEADS = ["STT", "Doanh nghiệp", "Nội dung kiến nghị"]


def test_every_column_has_its_field(questions) -> None:
    table = questions([list(ALL), list(ALL.values())])
    assert [(message.level, message.cell) for message in table.messages] == [("note", f"{c}1") for c in "NOP"]
    assert table.rows[0] == QuestionRow(
        cell="F2", order=1, text="Đề nghị hướng dẫn:\n- kiểm định cân;\n- dán tem.", number=12,
        organisation="Công ty CP Bạch Đằng", tax_code="0200167782", asker="Bà Vũ Bình", phone="0912345678",
        proposal="Rút ngắn thời gian", summary="Kiểm định cân", field="Đo lường", unit="Chi cục TĐC",
        co_units=("Sở Công Thương", "Sở Tài chính"), prepared="Theo quy định tại Thông tư…", basis="Luật Đo lường",
        source="carried", document_number="123/SKHCN-TĐC",
        note="gọi trước; Hình thức trả lời: Trực tiếp; Kết quả: Đang xem xét; Thời hạn: 15/05/2026",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "withheld"),
    [
        ("Có", ""),
        ("x", ""),
        ("✓", ""),
        ("Đồng ý", ""),
        (1, ""),
        ("Không", "1"),
        ("Không đồng ý", "1"),
        (None, "1"),
        ("?", "1"),
    ],
)
def test_only_a_yes_lets_a_question_be_published(questions, said, withheld) -> None:
    table = questions([[*HEADS, "Đồng ý công khai"], [1, "Công ty A", "Thủ tục kiểm định?", said]])
    assert [row.withheld for row in table.rows] == [withheld]


def test_a_list_that_does_not_ask_leaves_publication_to_the_department(questions) -> None:
    assert [row.withheld for row in questions([HEADS, [1, "Công ty A", "Thủ tục kiểm định?"]]).rows] == [""]


def test_sections_are_fields_and_one_business_asks_several(questions) -> None:
    rows = [
        ["I", "LĨNH VỰC ĐO LƯỜNG"],
        [1, "Công ty A", "Một"],
        [2, None, "Hai"],
        ["II", "Lĩnh vực tiêu chuẩn"],
        [3, "Công ty B", "Ba"],
    ]
    table = questions([HEADS, *rows], "B3:B4")
    assert [(row.organisation, row.field, row.text) for row in table.rows] == [
        ("Công ty A", "LĨNH VỰC ĐO LƯỜNG", "Một"), ("Công ty A", "LĨNH VỰC ĐO LƯỜNG", "Hai"), ("Công ty B", "Lĩnh vực tiêu chuẩn", "Ba"),
    ]  # fmt: skip


def test_a_question_of_nobody_stops_the_list(questions) -> None:
    table = questions([HEADS, [1, "Công ty A", "Một"], [2, None, "Hai"]])
    assert [(message.level, message.cell) for message in table.messages] == [("error", "B3")]
    assert "Hãy ghi tên doanh nghiệp vào dòng này" in table.errors[0].text


@pytest.mark.parametrize("written", [None, "Không", "Không có kiến nghị", "Không có ý kiến"])
def test_a_business_that_asks_nothing_is_skipped(questions, written: str | None) -> None:
    table = questions([HEADS, [1, "Công ty A", written], [2, "Công ty B", "Hai"]])
    assert [row.text for row in table.rows] == ["Hai"]
    assert [(skipped.row, skipped.why) for skipped in table.skipped] == [(2, "không có kiến nghị")]


def test_who_asks_may_be_a_business_or_a_person(questions) -> None:
    heads = ["STT", "Người kiến nghị", "Nội dung kiến nghị"]
    table = questions([heads, [1, "Công ty TNHH An Phú", "Một"], [2, "Bà Vũ Bình", "Hai"]])
    assert [(row.organisation, row.asker) for row in table.rows] == [("Công ty TNHH An Phú", ""), ("", "Bà Vũ Bình")]


def test_several_numbered_questions_in_a_cell_are_flagged(questions) -> None:
    table = questions([HEADS, [1, "Công ty A", "1. Đề nghị A.\n2. Đề nghị B."]])
    assert [(message.level, message.cell) for message in table.messages] == [("warning", "C2")]


@pytest.mark.parametrize(
    ("written", "number"), [("KN số 12", 12), ("12", 12), (12, 12), ("KN 012", 12), ("KN12", 12), (None, None)]
)
def test_numbers_of_questions(questions, written: object, number: int | None) -> None:
    assert questions([["KN số", "Doanh nghiệp", "Nội dung"], [written, "Công ty A", "Một"]]).rows[0].number == number


def test_a_wrong_number_stops_the_list(questions) -> None:
    table = questions([["KN số", "Doanh nghiệp", "Nội dung"], ["A-7", "Công ty A", "Một"]])
    assert [(message.level, message.cell) for message in table.messages] == [("error", "A2")]


@pytest.mark.parametrize(
    ("written", "source"),
    [
        (None, "advance"), ("Gửi trước", "advance"), ("Email", "advance"), ("Tại hội nghị", "hall"), ("Ý kiến phát biểu", "hall"),
        ("Đường dây nóng", "phone"), ("Qua điện thoại", "phone"), ("Kỳ trước", "carried"), ("Tồn năm trước", "carried"),
    ],
)  # fmt: skip
def test_sources(questions, written: str | None, source: str) -> None:
    assert questions([["Doanh nghiệp", "Nội dung", "Nguồn"], ["Công ty A", "Một", written]]).rows[0].source == source


def test_ket_qua_is_a_state_where_cells_are_short_and_an_answer_where_they_are_long(questions) -> None:
    heads = ["Doanh nghiệp", "Nội dung kiến nghị", "Kết quả"]
    short = questions([heads, ["Công ty A", "Một", "Đã giải quyết"]]).rows[0]
    assert (short.note, short.prepared) == ("Kết quả: Đã giải quyết", "")
    text = "Chi cục đã hướng dẫn doanh nghiệp thực hiện theo quy định tại Nghị định số 105/2016/NĐ-CP."
    long = questions([heads, ["Công ty A", "Một", text]]).rows[0]
    assert (long.note, long.prepared) == ("", text)


def test_several_answering_bodies_are_a_lead_and_others(questions) -> None:
    heads = ["Doanh nghiệp", "Nội dung kiến nghị", "Cơ quan chủ trì", "Phối hợp"]
    row = questions([heads, ["Công ty A", "Một", "Chi cục TĐC; Sở Công Thương", "UBND phường Thủy Nguyên"]]).rows[0]
    assert (row.unit, row.co_units) == ("Chi cục TĐC", ("Sở Công Thương", "UBND phường Thủy Nguyên"))


def test_a_phone_number_beside_the_asker_is_his(questions) -> None:
    table = questions(
        [["Doanh nghiệp", "Người kiến nghị", "Nội dung"], ["Công ty A", "Lê An - 0912 345 678", "Đề nghị…"]]
    )
    assert [(row.asker, row.phone) for row in table.rows] == [("Lê An", "0912345678")]


@pytest.mark.parametrize(
    ("form", "result", "answered"),
    [
        ("Bằng văn bản", "Đã trả lời", True),
        ("", "Đã trả lời bằng văn bản", True),
        ("", "Đã được Sở Công Thương trả lời tại Công văn số 12", True),
        ("Trả lời bằng văn bản trước Hội nghị", "", True),
        ("Đã có văn bản trả lời", "Xong", True),
        ("Bằng văn bản", "Đã gửi doanh nghiệp, đã đăng tải trên Cổng", True),
        ("Bằng văn bản", "", False),
        ("Bằng văn bản", "Chưa trả lời", False),
        ("Bằng văn bản", "Đã giao, sẽ trả lời sau", False),
        ("Trả lời bằng văn bản sau Hội nghị", "Đã có dự thảo", False),
        ("Trực tiếp", "Đã trả lời", False),
        ("", "Đã xong", False),
    ],
)
def test_what_was_answered_in_writing_is_told_from_what_will_be(questions, form, result, answered) -> None:
    heads = [*HEADS, "Nội dung trả lời", "Hình thức trả lời", "Trạng thái"]
    row = questions([heads, [1, "Công ty A", "Đề nghị…", "Theo quy định…", form, result]]).rows[0]
    assert row.answered == answered
    noted = [f"Hình thức trả lời: {form}" if form else "", f"Kết quả: {result}" if result else ""]
    assert row.note == ("" if answered else "; ".join(filter(None, noted)))


def test_an_answer_in_writing_without_its_text_is_none_and_said(questions) -> None:
    heads = [*HEADS, "Nội dung trả lời", "Trạng thái"]
    table = questions([heads, *[[1, "Công ty A", "Đề nghị…", text, "Đã trả lời bằng văn bản"] for text in (None, "-")]])
    assert [(row.answered, row.prepared) for row in table.rows] == [(False, ""), (False, "")]
    assert ("warning", "E2") in [(message.level, message.cell) for message in table.messages]
