"""Telephone numbers and tax codes, as lists and spreadsheets write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badges import numbers


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0912345678", "0912345678"),
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("(0912) 345-678", "0912345678"),
        ("+84912345678", "0912345678"),
        ("84 912 345 678", "0912345678"),
        ("+84 (0) 912 345 678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("912345678", "0912345678"),
        ("912345678.0", "0912345678"),
        ("9.12345678E+8", "0912345678"),
        ("ĐT: 0912 345 678", "0912345678"),
        ("Zalo 0912345678", "0912345678"),
        ("0225 3821 234", "02253821234"),
        ("0225.3.821.234", "02253821234"),
        ("2253821234", "02253821234"),
        ("+84 225 3821 234", "02253821234"),
        ("0225 3821 234 máy lẻ 12", "02253821234"),
        ("031.3821234", "02253821234"),
        ("0320 3821 234", "02203821234"),
        ("01234567890", "0834567890"),
        ("0168 345 6789", "0383456789"),
        ("1683456789", "0383456789"),
        ("+82 10-1234-5678", "+821012345678"),
    ],
)
def test_a_phone_number_is_known_in_every_dress(written: str, number: str) -> None:
    assert numbers.phone(written) == number
    assert numbers.phone(number) == number


@pytest.mark.parametrize(
    "written",
    ["", "không có", "1900 1234", "0112345678", "091234567", "09123456789", "0310 123", "0200167782-001", "1e99"],
)
def test_what_is_no_phone_number_is_none(written: str) -> None:
    assert numbers.phone(written) is None


def test_a_cell_may_hold_several_phone_numbers() -> None:
    assert numbers.phones("0225 3821 234 / 0912.345.678") == ["02253821234", "0912345678"]
    assert numbers.phones("0912345678; 0912 345 678") == ["0912345678"]
    assert numbers.phones("0912345678 - 0987654321") == ["0912345678", "0987654321"]
    assert numbers.phones("0912345678\n(thư ký) 098") == ["0912345678"]
    assert numbers.phones("") == []


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("0912.345.678 (Zalo)", ["0912345678"]),
        ("0912345678 (Zalo/Viber)", ["0912345678"]),
        ("(Zalo) 0912345678", ["0912345678"]),
        ("0912345678 (ĐT bàn: 0225.3842123)", ["0912345678", "02253842123"]),
        ("0912345678 (0225.3842123)", ["0912345678", "02253842123"]),
        ("0912 345 678 0225 3842 123", ["0912345678", "02253842123"]),
        ("0912345678 Ms Hoa", ["0912345678"]),
        ("0912 345 67 (Zalo)", []),
        ("MST 0200167782", []),
    ],
)
def test_words_beside_a_phone_number_do_not_hide_it(cell: str, found: list[str]) -> None:
    assert numbers.phones(cell) == found


@pytest.mark.parametrize(
    ("written", "rest", "found"),
    [
        ("Lê An\nGiám đốc\n0912345678", "Lê An\nGiám đốc", ["0912345678"]),
        ("Bà Vũ Bình (GĐ) - 0912 345 679", "Bà Vũ Bình (GĐ)", ["0912345679"]),
        ("Bà Vũ Bình (0912345679)", "Bà Vũ Bình", ["0912345679"]),
        ("Lê An, ĐT: 0912.345.678 (Zalo), Giám đốc", "Lê An, Giám đốc", ["0912345678"]),
        ("Lê An 0912345678 / 0225 3842 123", "Lê An", ["0912345678", "02253842123"]),
        ("Lê An, sinh 1985, CCCD 031085001234", "Lê An, sinh 1985, CCCD 031085001234", []),
        ("Lê An - ", "Lê An - ", []),
    ],
)
def test_phone_numbers_are_taken_out_of_other_words(written: str, rest: str, found: list[str]) -> None:
    assert numbers.take_out(written) == (rest, found)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0200167782", "0200167782"),
        ("200167782", "0200167782"),
        ("200167782.0", "0200167782"),
        ("2.00167782E+8", "0200167782"),
        ("02.00.167.782", "0200167782"),
        ("MST: 0200167782", "0200167782"),
        ("Mã số thuế 0200167782", "0200167782"),
        ("0200167782-001", "0200167782-001"),
        ("0200167782 – 001", "0200167782-001"),
        ("0200167782001", "0200167782-001"),
        ("200167782001", "0200167782-001"),
        ("031090001234", "031090001234"),
        ("31090001234", "031090001234"),
    ],
)
def test_a_tax_code_gets_back_what_the_spreadsheet_took(written: str, code: str) -> None:
    assert numbers.tax_code(written) == code
    assert numbers.tax_code(code) == code
    assert numbers.is_sound_tax_code(code)


@pytest.mark.parametrize("written", ["", "x", "12345678", "02001677820011", "0200167782/001", "chưa có"])
def test_what_is_no_tax_code_is_none(written: str) -> None:
    assert numbers.tax_code(written) is None


@pytest.mark.parametrize("code", ["0200167783", "0200176782", "0200167782-000", "0200000000", "", "x", "1" * 12])
def test_a_mistyped_tax_code_is_told(code: str) -> None:
    assert not numbers.is_sound_tax_code(code)


@given(st.text())
def test_nothing_written_raises(text: str) -> None:
    assert numbers.phone(text) in {None, *numbers.phones(text)}
    assert numbers.take_out(text)[1] or numbers.take_out(text)[0] == text
    code = numbers.tax_code(text)
    assert code is None or numbers.tax_code(code) == code
