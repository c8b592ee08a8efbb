"""Single cells: numbers, dates with the day first, units in a row, and the people in a name cell."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badges import person_names
from kiosk.intake.reader import cells
from kiosk.intake.reader.grid import Fault

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(st.integers(0, 10**14))
def test_whole_numbers_are_read_without_a_point(number: int) -> None:
    assert cells.text(number) == cells.text(float(number)) == str(number)


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (None, ""),
        (True, "Có"),
        (False, "Không"),
        (0.5, "0,5"),
        (912345678.0, "912345678"),
        (datetime.fromisoformat("2026-04-24"), "24/04/2026"),
        (datetime.fromisoformat("2026-04-24 14:05"), "24/04/2026 14:05"),
        (date(2026, 4, 24), "24/04/2026"),
        (Fault("#REF!"), ""),
    ],
)
def test_a_value_is_read_as_a_person_sees_it(value: object, seen: str) -> None:
    assert cells.text(value) == seen  # type: ignore[arg-type]


@given(DAYS)
def test_a_date_is_the_same_however_it_is_written(day: date) -> None:
    short = f"{day.day}/{day.month}/{day.year % 100:02}"
    spoken = f"Trước ngày {day.day} tháng {day.month} năm {day.year}"
    serial = (day - date(1899, 12, 30)).days
    written = [
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%d.%m.%Y}",
        short,
        spoken,
        day.isoformat(),
    ]
    assert {cells.day(text) for text in written} == {day}
    assert {cells.day(serial), cells.day(float(serial)), cells.day(str(serial))} == {day}
    assert cells.day(datetime.combine(day, time(23, 59))) == day


@pytest.mark.parametrize(
    "written",
    [
        "05/30/2026",
        "31/02/2026",
        "Quý II/2026",
        "1/5/2026 - 3/5/2026",
        "sớm nhất",
        "",
        "12",
        "0225/3821",
        "tháng 5/2026",
    ],
)
def test_what_is_no_one_date_is_none(written: str) -> None:
    assert cells.day(written) is None


@given(st.text(), st.floats(allow_nan=True), st.timedeltas())
def test_any_value_is_a_date_or_none(text: str, number: float, span: timedelta) -> None:
    assert cells.day(text) is None or isinstance(cells.day(text), date)
    assert cells.day(number) is None or isinstance(cells.day(number), date)
    assert cells.text(number) is not None


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("2", 2),
        ("02", 2),
        ("2 người", 2),
        ("2.0", 2),
        ("03 đại biểu", 3),
        ("0", 0),
        ("hai", 2),
        ("hai người", 2),
        ("vài", None),
        ("hai mươi", None),
        ("1-2", None),
        ("-1", None),
        ("", None),
    ],
)
def test_counts(written: str, count: int | None) -> None:
    assert cells.count(written) == count


@given(st.integers(0, 9999), st.sampled_from(["{}", "{} người", "0{}", "{}.0", " {} ", "{} ĐB"]))
def test_a_count_is_read_with_what_people_add(number: int, form: str) -> None:
    assert cells.count(form.format(number)) == number


def test_units_are_parted_but_not_inside_their_names() -> None:
    text = "Phòng Quản lý Tiêu chuẩn, Đo lường; Sở Công Thương, Chi cục TĐC và Ban Pháp chế\n- UBND phường Thủy Nguyên"
    assert cells.units(text) == (
        "Phòng Quản lý Tiêu chuẩn, Đo lường", "Sở Công Thương", "Chi cục TĐC", "Ban Pháp chế", "UBND phường Thủy Nguyên",
    )  # fmt: skip


def test_a_number_shortened_by_excel_is_seen() -> None:
    assert [cells.is_shortened(text) for text in ("9.12E+08", "2,00E+08", "9.12345678E+8", "0912345678")] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ông Nguyễn Văn An", ("Nguyễn Văn An", "Ông", "")),
        ("ÔNG NGUYỄN VĂN AN", ("NGUYỄN VĂN AN", "Ông", "")),
        ("Bà: Trần Thị Bình", ("Trần Thị Bình", "Bà", "")),
        ("Ô. Lê Cường", ("Lê Cường", "Ông", "")),
        ("B. Lê Thị Dung", ("Lê Thị Dung", "Bà", "")),
        ("Đ/c Hoàng Minh Cường - Phó Chủ tịch", ("Hoàng Minh Cường", "Đồng chí", "Phó Chủ tịch")),
        ("Đồng chí Vũ Hà", ("Vũ Hà", "Đồng chí", "")),
        ("Anh Tuấn", ("Tuấn", "Anh", "")),
        ("Chị Đỗ Thị Yến", ("Đỗ Thị Yến", "Chị", "")),
        ("TS. Lê Văn Cảnh", ("Lê Văn Cảnh", "TS.", "")),
        ("ThS.Phạm Thị Dịu", ("Phạm Thị Dịu", "ThS.", "")),
        ("PGS. TS Lê Hồng Quân", ("Lê Hồng Quân", "PGS.TS.", "")),
        ("KS Ngô Quyền", ("Ngô Quyền", "KS.", "")),
        ("Ông TS. Bùi Văn Sơn", ("Bùi Văn Sơn", "Ông TS.", "")),
        ("Ông/Bà: Nguyễn Thu Hà", ("Nguyễn Thu Hà", "", "")),
        ("Ông (Bà) Nguyễn Thu Hà", ("Nguyễn Thu Hà", "", "")),
        ("Ông Văn Tùng", ("Ông Văn Tùng", "", "")),
        ("Nguyễn Thị Anh", ("Nguyễn Thị Anh", "", "")),
        ("Bùi Thị Chi", ("Bùi Thị Chi", "", "")),
        ("Nguyễn Văn An (Trưởng phòng)", ("Nguyễn Văn An", "", "Trưởng phòng")),
        ("Nguyễn Văn An\nGiám đốc", ("Nguyễn Văn An", "", "Giám đốc")),
        ("Nguyễn Văn An, Giám đốc", ("Nguyễn Văn An", "", "Giám đốc")),
        ("Nguyễn Văn\nCường", ("Nguyễn Văn Cường", "", "")),
        ("Bà Trần Thị\nBích Ngọc", ("Trần Thị Bích Ngọc", "Bà", "")),
        ("Bà\nTrần Thị\nBích Ngọc\nKế toán", ("Trần Thị Bích Ngọc", "Bà", "Kế toán")),
        ("NGUYỄN VĂN\nTRƯỞNG", ("NGUYỄN VĂN TRƯỞNG", "", "")),
        ("Nguyễn Văn Hùng\nTrưởng phòng", ("Nguyễn Văn Hùng", "", "Trưởng phòng")),
        ("NGUYỄN VĂN HÙNG\nTRƯỞNG PHÒNG", ("NGUYỄN VĂN HÙNG", "", "TRƯỞNG PHÒNG")),
        ("Nguyễn Văn Hùng\nGĐ Công ty A", ("Nguyễn Văn Hùng", "", "GĐ Công ty A")),
        ("Nguyen Van\nPhong", ("Nguyen Van Phong", "", "")),
        ("Nguyen Van Phong\nPho giam doc", ("Nguyen Van Phong", "", "Pho giam doc")),
        ("Nguyễn Văn\nCường - Giám đốc", ("Nguyễn Văn Cường", "", "Giám đốc")),
        ("Nguyễn Văn\nBảo", ("Nguyễn Văn Bảo", "", "")),
        ("Nguyễn Văn An\nBáo Hải Phòng", ("Nguyễn Văn An", "", "Báo Hải Phòng")),
        ("Nguyễn Văn An\nĐiều phối dự án", ("Nguyễn Văn An", "", "Điều phối dự án")),
        ("Nguyễn Văn An\n(phụ trách kho)", ("Nguyễn Văn An", "", "phụ trách kho")),
        ("", ("", "", "")),
    ],
)
def test_a_name_is_freed_of_what_surrounds_it(written: str, read: tuple[str, str, str]) -> None:
    assert person_names.person(written) == read


@pytest.mark.parametrize(
    ("written", "several"),
    [
        ("Ông A - GĐ; Bà B - KT", True),
        ("Nguyễn Văn An\nTrần Thị Bình", True),
        ("1. Nguyễn Văn An\n2. Lê Cường", True),
        ("Ông An, bà Bình", True),
        ("Nguyễn Văn An và Trần Thị Bình", True),
        ("Nguyễn Văn An\nGiám đốc", False),
        ("Nguyễn Văn An, Trưởng phòng Kỹ thuật", False),
        ("Ông Nguyễn Văn An - Giám đốc", False),
        ("Lê Trần Nguyễn", False),
    ],
)
def test_several_people_in_one_cell_are_seen_and_not_parted(written: str, several: bool) -> None:
    assert person_names.are_several(written) == several


@given(st.text())
def test_any_text_gives_a_person(text: str) -> None:
    read = person_names.person(text)
    assert read.name == " ".join(read.name.split())
    assert person_names.are_several(text) in {True, False}


@pytest.mark.parametrize(
    ("column", "gender", "read"),
    [
        ("ông", "", "Ông"),
        ("Đ/c", "", "Đồng chí"),
        ("", "Nữ", "Bà"),
        ("", "Nam", "Ông"),
        ("Bà", "Nam", "Bà"),
        ("", "?", ""),
    ],
)
def test_an_honorific_of_its_own_column_goes_before_a_suggested_one(column: str, gender: str, read: str) -> None:
    assert person_names.honorific(column, gender) == read
