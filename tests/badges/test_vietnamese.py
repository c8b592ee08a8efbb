"""Vietnamese names: found without marks, sorted by given name, tidied without being rewritten."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badges import vietnamese
from badges.organisation_names import business_key

BY_GIVEN_NAME = [
    "Bùi Văn An",
    "Đặng Hoài An",
    "Nguyên Thị An",
    "Nguyễn Văn An",
    "Trần An",
    "Vũ Thị Ân",
    "Phạm Gia Bảo",
    "Phạm Quốc Bảo",
    "Lê Văn Bắc",
    "Hoàng Văn Bính",
    "Đỗ Văn Cường",
    "Hoàng Minh Cường",
    "Lê Thị Dung",
    "Trần Văn Dũng",
    "Ngô Tiến Duy",
    "Vũ Đình Đạt",
    "Phạm Minh Đức",
    "Nguyễn Thị Ha",
    "Nguyễn Thị Hà",
    "Nguyễn Thị Hả",
    "Nguyễn Thị Hạ",
    "Bùi Thanh Hoa",
    "Lưu Đức Hoà",
    "Lưu Đức Hòa",
    "Trịnh Xuân Hoan",
    "Đoàn Văn Oanh",
    "Mai Văn Ôn",
    "Đào Thị Ơn",
    "Phan Thanh Tùng",
    "Vũ Thị Tư",
    "Cao Văn Ưng",
    "Phạm Hải Yến",
]

ALPHABETICAL = [
    "Ban Đo lường",
    "Bản đồ Duyên Hải",
    "Bàn ghế Sao Mai",
    "Bánh kẹo Hoa Phượng",
    "Bến cảng Cấm Giang",
    "Chi cục Hải quan",
    "Chi nhánh 2",
    "Chi nhánh số 1",
    "Công ty An",
    "Công ty Ân",
    "Dệt may Tiên Lãng",
    "Đặc khu Bạch Long Vĩ",
    "Sở Công Thương",
    "Sở Tài chính",
    "UBND phường Ái Quốc",
    "UBND phường An Biên",
    "UBND phường Ngô Quyền",
    "UBND phường Nhị Chiểu",
]


def shuffled(names: list[str], seed: int) -> list[str]:
    return random.Random(seed).sample(names, len(names))


@pytest.mark.parametrize("seed", range(5))
def test_people_stand_in_the_order_of_a_vietnamese_list(seed: int) -> None:
    assert sorted(shuffled(BY_GIVEN_NAME, seed), key=vietnamese.sort_key) == BY_GIVEN_NAME


@pytest.mark.parametrize("seed", range(5))
def test_organisations_stand_in_the_order_of_the_alphabet(seed: int) -> None:
    assert sorted(shuffled(ALPHABETICAL, seed), key=vietnamese.letters_key) == ALPHABETICAL


def test_letters_decide_before_tones_and_tones_before_case() -> None:
    order = ["an", "An", "AN", "àn", "ản", "ãn", "án", "ạn", "ana", "ăn", "ân", "bạn", "đa", "ê", "ô", "ơ", "u", "ư"]
    assert sorted(shuffled(order, 1), key=vietnamese.letters_key) == order


def test_names_in_capitals_stand_among_the_others() -> None:
    order = ["NGÔ VĂN AN", "Nguyễn Văn An", "TRẦN VĂN AN", "Vũ Thị An"]
    assert sorted(shuffled(order, 1), key=vietnamese.sort_key) == order


def test_composition_of_marks_does_not_change_the_place() -> None:
    for name in BY_GIVEN_NAME:
        assert vietnamese.sort_key(unicodedata.normalize("NFD", name)) == vietnamese.sort_key(name)


def test_quotes_brackets_and_wide_gaps_weigh_nothing_at_the_edges_and_one_gap_inside() -> None:
    assert vietnamese.letters_key("“Sao  Mai” (Hải Phòng)") == vietnamese.letters_key("Sao Mai - Hải Phòng")


def test_foreign_letters_stand_with_their_plain_ones_and_other_scripts_at_the_end() -> None:
    order = ["Na", "Ña", "Nb", "Za", "李"]
    assert sorted(shuffled(order, 1), key=vietnamese.letters_key) == order


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Đức", "nguyen duc"),
        ("Hòa", "hoa"),
        ("hoà", "hoa"),
        ("THUỶ", "thuy"),
        ("Thủy", "thuy"),
        ("Ðặng ðình", "dang dinh"),
        ("  Cty TNHH TM&DV  Sao-Mai 2 ", "cty tnhh tm dv sao mai 2"),
        ("0225.3821.234", "0225 3821 234"),
        ("Ngu\u200byễn", "nguyen"),
        ("ẴẶỘỆ ưƠ", "aaoe uo"),
        ("", ""),
        ("李 – !", "李"),
        ("田中 太郎", "田中 太郎"),
        ("ガリ", "ガリ"),
        ("가람", "가람"),
        ("Søren ŁUKASZ", "søren łukasz"),
        ("ИВАНОВ", "иванов"),
        ("สมชาย", "สมชาย"),
        ("– ① № !", ""),
    ],
)
def test_search_compares_without_marks(text: str, folded: str) -> None:
    assert vietnamese.fold(text) == folded
    assert vietnamese.fold(unicodedata.normalize("NFD", text)) == folded


@pytest.mark.parametrize(
    ("name", "short"), [("Nguyễn Văn An", "nvan"), ("Hoàng Thị Hồng Ngọc", "hthngoc"), ("Ân", "an"), ("", "")]
)
def test_people_type_initials_and_the_given_name(name: str, short: str) -> None:
    assert vietnamese.initials(name) == short


def test_a_name_is_tidied_but_its_tone_style_is_its_owners() -> None:
    assert vietnamese.tidy_name("  Ðỗ\u200b  Thị\u00a0Hoà\ufeff\t\n") == "Đỗ Thị Hoà"
    assert vietnamese.tidy_name(unicodedata.normalize("NFD", "Nguyễn Thúy")) == "Nguyễn Thúy"
    assert vietnamese.tidy_name("a\x00b\x0bc\ud800") == "a b c"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Cty TNHH TM&DV Hải Long",
            "CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN THƯƠNG MẠI VÀ DỊCH VỤ HẢI LONG",
        ),
        ("CTCP ĐTXD Cấm Giang", "Công ty Cổ phần Đầu tư Xây dựng Cấm Giang"),
        ("Cty CP SX-XNK Duyên Hải HP", "Công ty CP Sản xuất và Xuất nhập khẩu Duyên Hải Hải Phòng"),
        ("DNTN Vàng bạc Kim Ngân", "Doanh nghiệp tư nhân Vàng bạc Kim Ngân"),
        ("HTX nước mắm Cát Hải", "Hợp tác xã Nước mắm Cát Hải"),
        ("Sao Mai Co., Ltd", "Công ty TNHH Sao Mai"),
        ("Công ty TNHH 2 thành viên trở lên Sao Mai", "Công ty TNHH hai thành viên trở lên Sao Mai"),
    ],
)
def test_two_spellings_of_a_business_have_one_key(one: str, other: str) -> None:
    assert business_key(one) == business_key(other)


def test_different_businesses_keep_different_keys() -> None:
    assert business_key("Công ty TNHH Sao Mai") == "sao mai"
    assert business_key("Công ty CP Cơ khí Sao Mai") == "co khi sao mai"
    assert business_key("Công ty TNHH") == "cong ty tnhh"


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    folded = vietnamese.fold(text)
    assert vietnamese.fold(folded) == folded
    assert vietnamese.tidy_name(vietnamese.tidy_name(text)) == vietnamese.tidy_name(text)
    assert vietnamese.letters_key(text) <= vietnamese.letters_key(text + "z")
    for function in (vietnamese.initials, vietnamese.sort_key, business_key):
        assert isinstance(function(text), str)


@given(st.text(alphabet="aăâáàảãạấầnguyễNGUYỄđĐ hòahoà"))
def test_composed_and_decomposed_text_are_the_same_text(text: str) -> None:
    loose = unicodedata.normalize("NFD", text)
    for function in (vietnamese.fold, vietnamese.initials, vietnamese.tidy_name, vietnamese.sort_key):
        assert function(loose) == function(text)
