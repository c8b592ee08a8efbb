"""Lists written at random and read back: columns in any order, headings from the synonyms or none, noise between the rows."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kiosk.intake.conftest import make_xlsx, read_here

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
MIDDLES = ("Văn", "Thị", "Đức", "Minh", "Thu")
GIVEN = ("An", "Bình", "Cường", "Dung", "Hà", "Hải", "Lan", "Nam", "Oanh", "Phúc", "Quân", "Sơn")
FIRMS = ("Công ty TNHH", "Công ty CP", "Hợp tác xã", "Doanh nghiệp tư nhân")
POSITIONS = ("Giám đốc", "Phó Giám đốc", "Kế toán trưởng", "Trưởng phòng Kỹ thuật", "Chủ tịch HĐQT")
HEADINGS = {
    "name": ("Họ và tên", "Họ tên", "HỌ VÀ TÊN ĐẠI BIỂU", "Full name", "Đại biểu tham dự", "hoTen"),
    "position": ("Chức vụ", "Chức danh", "Position", "CHUC VU"),
    "organisation": ("Đơn vị", "Đơn vị công tác", "Tên doanh nghiệp", "Company", "donVi"),
    "phone": ("Điện thoại", "SĐT", "Số điện thoại", "Phone", "Di động"),
    "email": ("Email", "E-mail", "Địa chỉ email", "Thư điện tử"),
}
NOISE = ([], [None, None], ["---"], [" "])

person = st.builds(
    lambda family, middle, given, firm, letter, number, position: {
        "name": f"{family} {middle} {given}", "organisation": f"{firm} {letter} {number}", "position": position,
        "phone": f"09{number:08d}", "email": f"n{number}@vidu.example",
    },
    st.sampled_from(FAMILIES), st.sampled_from(MIDDLES), st.sampled_from(GIVEN), st.sampled_from(FIRMS),
    st.sampled_from(string.ascii_uppercase), st.integers(10_000_000, 99_999_999), st.sampled_from(POSITIONS),
)  # fmt: skip
people = st.lists(person, min_size=3, max_size=12, unique_by=lambda one: one["phone"])


@settings(max_examples=20, deadline=None)
@given(people, st.permutations(tuple(HEADINGS)), st.data())
def test_a_list_with_headings_in_any_order_comes_back(rows, order, data) -> None:
    chosen = [data.draw(st.sampled_from(HEADINGS[name])) for name in order]
    titles = data.draw(
        st.lists(st.sampled_from((["DANH SÁCH ĐẠI BIỂU"], [], ["(Kèm theo Giấy mời số 45)"])), max_size=4)
    )
    numbered = data.draw(st.booleans())
    sheet = [*titles, (["STT"] if numbered else []) + chosen]
    for number, row in enumerate(rows, 1):
        sheet.append(([number] if numbered else []) + [row[name] for name in order])
        sheet += [list(one) for one in data.draw(st.lists(st.sampled_from(NOISE), max_size=1))]
    table = read_here(make_xlsx(sheet))
    assert [{name: getattr(row, name) for name in HEADINGS} for row in table.rows] == rows
    assert table.read + table.left_out + table.above == table.filled


@settings(max_examples=20, deadline=None)
@given(people, st.permutations(tuple(HEADINGS)))
def test_a_list_without_headings_comes_back_and_it_is_told(rows, order) -> None:
    table = read_here(make_xlsx([[row[name] for name in order] for row in rows]))
    assert [{name: getattr(row, name) for name in HEADINGS} for row in table.rows] == rows
    assert any(message.level == "warning" for message in table.messages)


@settings(max_examples=20, deadline=None)
@given(people, st.permutations(("position", "organisation", "phone")), st.sampled_from((" - ", " – ", "; ", " | ")))
def test_lines_come_back_in_any_order_of_their_parts(rows, order, mark) -> None:
    lines = [mark.join([row["name"], *(row[name] for name in order)]) for row in rows]
    table = read_here("\n".join(lines).encode())
    found = [{name: getattr(row, name) for name in ("name", *order)} for row in table.rows]
    assert found == [{name: row[name] for name in ("name", *order)} for row in rows]
