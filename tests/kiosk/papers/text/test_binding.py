"""Dates, numbers of documents and names with their form of address stay on one line, and nothing else is held."""

import pytest

from kiosk.papers.text.binding import NO_BREAK_HYPHEN, NO_BREAK_SPACE, bound, unbound

HELD = [
    ("Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ", "Căn cứ Nghị_định_số_30/2020/NĐ~CP của Chính phủ"),
    ("theo Thông tư số 06/2024/TT-BKHCN ngày 01/9/2024;", "theo Thông_tư_số_06/2024/TT~BKHCN ngày_01/9/2024;"),
    ("Hải Phòng, ngày 05 tháng 01 năm 2026", "Hải Phòng, ngày_05_tháng_01_năm_2026"),
    ("Từ 14 giờ 50 phút đến 16 giờ 30 phút", "Từ 14_giờ_50_phút đến 16_giờ_30_phút"),
    ("do ông Nguyễn Văn A trình bày", "do ông_Nguyễn Văn_A trình bày"),
    ("Đồng chí Trần Thị Ỷ, Giám đốc", "Đồng_chí_Trần Thị_Ỷ, Giám đốc"),
    ("TS. Lê Đức Ân phát biểu", "TS._Lê Đức_Ân phát biểu"),
    ("bà Hoàng", "bà_Hoàng"),
    ("bà Lê Ân", "bà_Lê_Ân"),
    ("ông chủ tịch Nguyễn", "ông chủ tịch Nguyễn"),
    ("KN số 12 (điểm a khoản 2 Điều 5)", "KN số 12 (điểm_a khoản_2 Điều_5)"),
    ("tại Phụ lục II, mục IV", "tại Phụ_lục_II, mục_IV"),
    ("(thứ Sáu), 14h50 - 16h30", "(thứ_Sáu), 14h50_~_16h30"),
    ("MST: 0200167782-001", "MST: 0200167782~001"),
    ("phạt 20 triệu đồng; sai số 5 mm", "phạt 20_triệu đồng; sai số_5_mm"),
    ("số liệu, năm nay, ngày mai, một số doanh nghiệp - 12 đơn vị", "số liệu, năm nay, ngày mai, một số doanh nghiệp - 12 đơn vị"),
    ("Số: \u00a0\u00a0/BC-SKHCN", "Số: __/BC~SKHCN"),
]  # fmt: skip
IN_TABLE = [
    ("ngày 05 tháng 01 năm 2026", "ngày_05 tháng_01 năm_2026"),
    ("Nghị định số 30/2020/NĐ-CP", "Nghị định số_30/2020/NĐ~CP"),
    ("ông Nguyễn Văn A", "ông Nguyễn Văn A"),
]


def shown(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, "_").replace(NO_BREAK_HYPHEN, "~")


@pytest.mark.parametrize(("text", "held"), HELD)
def test_what_belongs_together_stays_on_one_line(text: str, held: str) -> None:
    assert shown(bound(text)) == held
    assert shown(bound(bound(text))) == held
    assert unbound(bound(text)) == unbound(text)


@pytest.mark.parametrize(("text", "held"), IN_TABLE)
def test_in_a_narrow_cell_only_pairs_are_held(text: str, held: str) -> None:
    assert shown(bound(text, in_table=True)) == held
