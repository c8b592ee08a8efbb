"""Guest lists: what each column becomes, and what is said where it cannot be taken as it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.intake.reader.rsvp import understood
from kiosk.intake.reader.table import GuestRow

ALL = {
    "STT": 1,
    "Danh xưng": "Ông",
    "Họ và tên": "Lê An",
    "Chức vụ": "Giám đốc",
    "Tên doanh nghiệp": "Công ty TNHH An Phú",
    "Tên viết tắt": "An Phú",
    "MST": "0200167782",
    "Địa chỉ": "Số 1 Trần Kiên",
    "Xã/phường": "Phường Thủy Nguyên",
    "Điện thoại": "0912 345 678",
    "Email": "AnPhu@Example.vn",
    "Khối": "Doanh nghiệp",
    "Số lượng": 2,
    "Vị trí ngồi": "B12",
    "Xác báo": "Tham dự",
    "Số giấy mời": "15/GM",
    "Ghi chú": "xe riêng",
    "Ký nhận": None,
}


def one(guests, **cells) -> GuestRow:
    """The only row of a list with these columns."""
    return guests([list(cells), list(cells.values())]).rows[0]


def test_every_column_has_its_field(guests) -> None:
    assert one(guests, **ALL) == GuestRow(
        cell="C2", order=1, name="Lê An", honorific="Ông", position="Giám đốc", organisation="Công ty TNHH An Phú",
        short_name="An Phú", tax_code="0200167782", address="Số 1 Trần Kiên, Phường Thủy Nguyên", phone="0912345678",
        email="anphu@example.vn", block="Doanh nghiệp", seats=2, seat="B12", rsvp="coming", invitation_number="15/GM",
        note="xe riêng",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "state", "rest"),
    [
        ("", "none", ""), ("-", "none", ""), ("Chưa xác báo", "none", ""), ("Đang liên hệ", "none", ""),
        ("x", "coming", ""), ("X", "coming", ""), ("✓", "coming", ""), ("Có", "coming", ""), ("Tham dự", "coming", ""),
        ("Đã xác nhận", "coming", ""), ("OK", "coming", ""), ("Xác nhận tham dự", "coming", ""),
        ("Có tham dự (đến muộn)", "coming", "đến muộn"),
        ("Không", "declined", ""), ("Vắng", "declined", ""), ("Báo vắng: đi công tác", "declined", "đi công tác"),
        ("Không tham dự (ốm)", "declined", "ốm"), ("Bận", "declined", ""),
        ("Dự thay", "substitute", ""), ("Cử người dự thay: Bà Vũ Bình", "substitute", "Bà Vũ Bình"),
        ("Đi thay Vũ Bình", "substitute", "Vũ Bình"),
        ("Cử Bà Lê Chi - Kế toán dự thay", "substitute", "Bà Lê Chi - Kế toán"), ("cử người dự thay", "substitute", ""),
        ("gọi lại sau 15h", "none", "gọi lại sau 15h"),
    ],
)  # fmt: skip
def test_rsvp_as_people_write_it(written: str, state: str, rest: str) -> None:
    assert understood(written)[:2] == (state, rest)


def test_rsvp_with_its_substitute_and_its_reason(guests) -> None:
    heads = ["Họ và tên", "Đơn vị", "Xác báo", "Người dự thay", "Lý do"]
    rows = [
        ["Lê An", "A", "Dự thay", "Bà Vũ Bình", None],
        ["Lê Bảo", "B", None, "Vũ Bình", None],
        ["Lê Chi", "C", "Vắng: đi công tác", None, None],
        ["Lê Dung", "D", "Không", None, "ốm"],
        ["Lê Em", "E", "gọi lại sau", None, None],
        ["Lê Giang", "G", "Cử người dự thay: Bà Vũ Hoa", "", None],
        ["Lê Hà", "H", "Dự thay", "Ông Đào Thanh Thái - Phó Trưởng phòng", None],
    ]
    table = guests([heads, *rows])
    said = [
        (row.rsvp, row.substitute_honorific, row.substitute, row.substitute_title, row.rsvp_reason, row.note)
        for row in table.rows
    ]
    assert said == [
        ("substitute", "Bà", "Vũ Bình", "", "", ""),
        ("substitute", "", "Vũ Bình", "", "", ""),
        ("declined", "", "", "", "đi công tác", ""),
        ("declined", "", "", "", "ốm", ""),
        ("none", "", "", "", "", "gọi lại sau"),
        ("substitute", "Bà", "Vũ Hoa", "", "", ""),
        ("substitute", "Ông", "Đào Thanh Thái", "Phó Trưởng phòng", "", ""),
    ]
    assert table.messages == ()


@pytest.mark.parametrize(("written", "seats"), [(None, 1), (2, 2), ("02 người", 2), ("-", 1), (3.0, 3)])
def test_seats(guests, written: object, seats: int) -> None:
    assert one(guests, **{"Họ và tên": "Lê An", "Đơn vị": "A", "Số lượng": written}).seats == seats


@pytest.mark.parametrize("written", ["vài", 0, 51, "1-2", -1, 2.5])
def test_a_number_of_people_that_is_none_stops_the_list(guests, written: object) -> None:
    table = guests([["Họ và tên", "Đơn vị", "Số lượng"], ["Lê An", "A", written]])
    assert [(message.level, message.cell) for message in table.messages] == [("error", "C2")]
    assert table.errors[0].text.endswith("không phải là số từ 1 đến 50. Hãy sửa lại trong tệp.")


def test_a_line_break_in_a_name_is_joined_and_said(guests) -> None:
    names = ["Nguyễn Văn\nCường", "Lê An\nGiám đốc", "Lê An\n- thợ cả", "Vũ Hà\nTổ 5 khu 2", "Bà\nVũ Hà\n", "Lê\n\nHoa"]
    table = guests([["Họ và tên", "Đơn vị"], *[[name, "Công ty A"] for name in names]])
    assert [(row.name, row.position) for row in table.rows] == [
        ("Nguyễn Văn Cường", ""), ("Lê An", "Giám đốc"), ("Lê An", "thợ cả"), ("Vũ Hà", "Tổ 5 khu 2"), ("Vũ Hà", ""),
        ("Lê Hoa", ""),
    ]  # fmt: skip
    assert [(message.cell, message.text) for message in table.messages] == [
        ("A2", "Họ tên trong ô này bị ngắt dòng, đã ghép lại thành “Nguyễn Văn Cường”. Hãy kiểm tra lại."),
        ("A5", "Dòng dưới họ tên được hiểu là chức vụ: “Tổ 5 khu 2”. Hãy kiểm tra lại."),
        ("A7", "Họ tên trong ô này bị ngắt dòng, đã ghép lại thành “Lê Hoa”. Hãy kiểm tra lại."),
    ]


def test_an_rsvp_beside_a_name_is_no_position(guests) -> None:
    names = ["Lê An (không dự)", "Lê Bảo - vắng", "Lê Chi (dự thay ông Bảo)", "Lê Dung (Ban ISO)"]
    table = guests([["Họ và tên", "Đơn vị"], *[[name, "Công ty A"] for name in names]])
    assert [(row.name, row.position, row.note) for row in table.rows] == [
        ("Lê An", "", "không dự"), ("Lê Bảo", "", "vắng"), ("Lê Chi", "", "dự thay ông Bảo"), ("Lê Dung", "Ban ISO", ""),
    ]  # fmt: skip
    assert [(message.level, message.cell) for message in table.messages] == [("warning", f"A{n}") for n in (2, 3, 4)]


def test_phone_numbers_are_found_wherever_they_stand(guests) -> None:
    rows = [
        ["Lê An\nGiám đốc\n0912345678", None],
        ["Vũ Bình (GĐ) - 0912345679", "0225 3842 123"],
        ["Lê Chi", "0912.345.678 (Zalo)"],
        ["Lê Dung", "0912345678 - Ms Hoa"],
        ["Lê Em 0912345670", "091 234"],
    ]
    table = guests([["Họ và tên", "Điện thoại", "Đơn vị"], *[[*row, "Công ty A"] for row in rows]])
    assert [(row.name, row.position, row.phone, row.note) for row in table.rows] == [
        ("Lê An", "Giám đốc", "0912345678", ""),
        ("Vũ Bình", "GĐ", "0912345679", "ĐT: 02253842123"),
        ("Lê Chi", "", "0912345678", ""),
        ("Lê Dung", "", "0912345678", "ĐT: 0912345678 - Ms Hoa"),
        ("Lê Em", "", "0912345670", "ĐT: 091 234"),
    ]
    assert [(message.level, message.cell) for message in table.messages] == [("warning", "B6")]


def test_an_email_is_found_in_what_stands_around_it(guests) -> None:
    heads = ["Họ và tên", "Đơn vị", "Email"]
    table = guests([heads, ["Lê An", "A", "Email: an@a.vn; b@b.vn"], ["Lê Bảo", "B", "không có"], ["Lê Chi", "C", "-"]])
    assert [row.email for row in table.rows] == ["an@a.vn", "", ""]
    assert [(message.level, message.cell) for message in table.messages] == [("warning", "C3")]


def test_a_second_organisation_stands_in_or_goes_into_the_note(guests) -> None:
    heads = ["Họ và tên", "Đơn vị", "Tên doanh nghiệp"]
    rows = [
        ["Lê An", "Phòng Kỹ thuật", "Công ty A"],
        ["Lê Bảo", "Sở Công Thương", None],
        ["Lê Chi", "Công ty C", "CÔNG TY C"],
    ]
    assert [(row.organisation, row.note) for row in guests([heads, *rows]).rows] == [
        ("Công ty A", "Phòng Kỹ thuật"), ("Sở Công Thương", ""), ("CÔNG TY C", ""),
    ]  # fmt: skip


def test_a_name_in_tcvn3_gets_its_toned_capitals_back(guests) -> None:
    table = guests(
        [
            ["Hä vµ tªn", "§¬n vÞ"],
            ["Lª ThÞ Ngäc ¸nh", "C«ng ty TNHH H¶i Long"],
            ["NGUYÔN V¡N §øC", "Së C«ng Th\u00ad¬ng"],
        ]
    )
    assert [row.name for row in table.rows] == ["Lê Thị Ngọc Ánh", "NGUYỄN VĂN ĐỨC"]
    assert table.rows[1].organisation == "Sở Công Thương"


def test_one_column_in_another_encoding_is_read_by_itself(guests) -> None:
    heads = ["Họ và tên", "Tªn doanh nghiÖp", "Ghi chú"]
    firms = ["C«ng ty TNHH H¶i Long", "C«ng ty Cæ phÇn §Çu t\u00ad B¹ch §»ng", "Hîp t¸c x· Kú S¬n"]
    table = guests(
        [heads, *[[name, firm, "đã gửi"] for name, firm in zip(["Lê Ánh", "Vũ Hòa", "Ngô Thủy"], firms, strict=True)]]
    )
    assert [column.encoding for column in table.columns] == ["unicode", "tcvn3", "unicode"]
    assert [row.organisation for row in table.rows] == [
        "Công ty TNHH Hải Long",
        "Công ty Cổ phần Đầu tư Bạch Đằng",
        "Hợp tác xã Kỳ Sơn",
    ]


def test_one_garbled_cell_is_said(guests) -> None:
    rows = [[name, "Công ty A"] for name in ("Nguyễn Văn Đức", "Trần Thị Thủy", "Phạm Hữu Phước", "NguyÔn §øc Hïng")]
    table = guests([["Họ và tên", "Đơn vị"], *rows])
    assert [(message.level, message.cell) for message in table.messages] == [("warning", "A5")]


def test_a_text_longer_than_is_kept_stops_the_list(guests) -> None:
    table = guests([["Họ và tên", "Đơn vị", "Ghi chú"], ["Lê An", "A", "x" * 4001], ["Lê Bảo", "B", "y" * 4000]])
    assert [(message.level, message.cell) for message in table.messages] == [("error", "C2")]


def test_a_row_of_neither_person_nor_organisation_is_skipped_and_said(guests) -> None:
    table = guests(
        [
            ["STT", "Họ và tên", "Đơn vị", "Điện thoại", "Ghi chú"],
            [1, None, None, "0912345678", "gọi sau"],
            [2, "Lê An", "A"],
        ]
    )
    assert [row.name for row in table.rows] == ["Lê An"]
    assert [(skipped.row, skipped.why, skipped.text) for skipped in table.skipped] == [
        (2, "không có tên người, không có đơn vị", "1 | 0912345678 | gọi sau")
    ]


def test_what_cannot_be_kept_never_comes_in(guests) -> None:
    row = one(guests, **{"Họ và tên": "Lê\u200b An_x000D_", "Đơn vị": "Ðại Phát\u00a0Co\ufeff"})
    assert (row.name, row.organisation) == ("Lê An", "Đại Phát Co")


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.text(max_size=40), st.integers(), st.floats()), min_size=5, max_size=5),
        max_size=6,
    )
)
def test_any_cells_give_a_table_whose_rows_are_clean(rows: list[list[object]]) -> None:
    from kiosk.intake.reader import header_rows as shape
    from kiosk.intake.reader.attendees import roles
    from kiosk.intake.reader.grid import Grid
    from kiosk.intake.reader.listing import Listing
    from kiosk.intake.reader.read_sheet import _rows
    from kiosk.intake.reader.row_kinds import sort_out

    grid = Grid([["Họ và tên", "Đơn vị", "MST", "Điện thoại", "Số lượng"], *rows])  # type: ignore[list-item]
    header = shape.find(grid, "guests")
    assert header is not None
    listing = Listing(grid, "guests", header, header.mapping)
    kept, skipped, _section = sort_out(listing)
    made, _used = _rows(listing, kept, skipped, roles(listing), 1)
    assert {row.row for row in kept} & {skip.row for skip in skipped} <= {row.row for row in kept} - {
        int(m.cell[1:]) for m in made
    }
    assert all(row.name or row.organisation for row in made)
    assert all(text.isprintable() for row in made for text in (row.name, row.organisation, row.phone, row.tax_code))
