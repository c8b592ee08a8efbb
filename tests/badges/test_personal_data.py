"""Every written form in which a person may be named or reached is recognised; numbers of laws, goods and money are not."""

from itertools import pairwise

import pytest

from badges.personal_data import HIDDEN, Recogniser, is_personal_tax_code, shortened
from tests.support import personal_forms

pytestmark = pytest.mark.whole

HIDDEN_FORMS = [
    "gọi 0912345678/0987654321",
    "gọi +84 (0) 913 222 333",
    "0912345678",
    "0912 345 678",
    "0912.345.678",
    "0912-345-678",
    "091 234 5678",
    "09 1234 5678",
    "0912 34 56 78",
    "0 9 1 2 3 4 5 6 7 8",
    "(0912) 345 678",
    "+84912345678",
    "+84 912 345 678",
    "+84-912-345-678",
    "84 912 345 678",
    "84912345678",
    "0084 912 345 678",
    "(+84) 912 345 678",
    "+84(0)912345678",
    "+84.912.345.678",
    "O912 345 678",
    "o912345678",
    "0912 345678",
    "số 0912345678",
    "số 09 12 34 56 78",
    "SĐT: 0912345678",
    "ĐT:0912345678.",
    "ĐTDĐ 0912345678;",
    "(0225) 384 7777",
    "0225.384.7777",
    "0225 3847777",
    "02253847777",
    "+84 225 384 7777",
    "024-3847-7777",
    "024 3847 7777 - 0912 345 678",
    "0912345678 - 0987654321",
    "0912 345 678, 0987 654 321",
    "0912345678 hoặc 0987654321",
    "0912.345.678 (chị Hoa)",
    "Tel. 0912345678",
    "hotline 0912 345 678",
    "Zalo 0912345678",
    "zalo.me/0912345678",
    "Fax: 0225 3847 778",
    "gọi 3847777",
    "ĐT 3 847 777",
    "máy bàn 384.7777",
    "binh.to@vidu.example",
    "Binh.To@Vidu.Example",
    "binh.to @ vidu.vn",
    "binh.to[at]vidu.vn",
    "binh.to (at) vidu.vn",
    "binh.to (a còng) vidu.vn",
    "binh.to@vidu[.]vn",
    "binh.to at vidu dot vn",
    "mailto:binh@vidu.vn",
    "<binh@vidu.vn>",
    "E-mail:binh_to+1@vidu.com.vn.",
    "031085001234",
    "031 085 001 234",
    "0310 8500 1234",
    "031.085.001.234",
    "031-085-001-234",
    "CCCD 031085001234",
    "CCCD: 031085001234",
    "CCCD số 031 085 001 234",
    "số CCCD của ông ấy 031085001234",
    "căn cước công dân số 031085001234",
    "căn cước: 031085001234",
    "số định danh cá nhân 031085001234",
    "CMND 031234567",
    "CMND số 031 234 567",
    "CMTND: 031234567",
    "chứng minh nhân dân số 031234567",
    "chứng minh thư 031.234.567",
    "031234567",
    "CMND/CCCD: 031234567",
    "hộ chiếu B1234567",
    "Hộ chiếu số C 1234567",
    "passport: N1234567",
    "STK 0011001234567",
    "số tài khoản 0011001234567",
    "Số tài khoản: 19034567890123 tại Techcombank",
    "STK Vietcombank: 001 100 123 4567",
    "tài khoản 1234567890 BIDV",
    "TK: 102345678901 Vietinbank",
    "Vietcombank 0011001234567",
    "0011001234567 (Agribank)",
    "số thẻ 9704 3600 1234 5678",
    "BHXH 3120123456",
    "mã số BHXH: 3120123456",
    "GPLX 310123456789",
    "sinh ngày 01/02/1980",
    "sinh năm 1980",
    "ngày sinh: 1-2-1980",
    "sinh 01.02.1980",
    "biển số 15A-123.45",
    "BKS 15A-12345",
    "BKS: 15B1-123.45",
    "facebook.com/nguyen.van.a",
    "https://www.facebook.com/nguyenvana",
    "fb: nguyen.van.a",
    "fb.com/abc",
    "t.me/nguyenvana",
    "chị Bình kế toán",
    "gặp chị Bình (kế toán)",
    "chị bình kế toán",
    "ông Nam",
    "Ông Nam.",
    "bà Lê Thị Hoa",
    "anh Tô Văn Bình",
    "ÔNG LÊ VĂN TÁM",
    "đ/c Tám",
    "đồng chí Lê Văn Tám",
    "Mr. Bình",
    "Ms Hoa",
    "cô Lan phụ trách",
    "chú Ba lái xe",
    "giám đốc Nguyễn Thị Hoa",
    "kế toán Hoa",
    "ông: Nguyễn Văn Bê",
    "Ông/Bà Nguyễn Văn Bê",
    "anh Q. Huy",
    "nguyen van an",
    "NGUYỄN VĂN AN",
    "Nguyễn  Văn An",
    "Nguyễn Văn An",
    "luật sư Trần Bê",
    "0912345678 máy lẻ 12",
    "0225 3847777 (ext 12)",
    "0912 345 678/679",
]
KEPT_FORMS = [
    "Nghị định số 36/2026/NĐ-CP ngày 23/01/2026, ISO 9001, 2.127 kiến nghị, MST 0200000010-001",
    "MST 0200000010",
    "MST: 0301234567",
    "mã số thuế 0901234567",
    "mức phí 1.250.000 đồng/lần",
    "khối lượng 123456789 kg",
    "0,1 µm",
    "áp kế 1.000 bar",
    "Công văn số 1234/SKHCN-CCTĐC ngày 24/4/2026",
    "từ năm 2026 đến năm 2030",
    "QCVN 01:2019/BKHCN",
    "TCVN 6477:2016",
    "ngày 13/5/2026",
    "14 giờ 50 phút",
    "Bà Rịa - Vũng Tàu",
    "huyện Cô Tô",
    "tiếng Anh",
    "nước Anh Quốc",
    "ông Giám đốc Sở",
    "Ông Phó Chủ tịch",
    "bà con nông dân",
    "Giám đốc Sở Khoa học và Công nghệ",
    "Kế toán trưởng của Công ty",
    "điện thoại 0225 3823 456",
    "skhcn@haiphong.gov.vn",
    "đường Nguyễn Văn Anh",
    "Trưởng phòng và Kế toán",
    "Chủ tọa, Giám đốc Sở, Công ty TNHH Lê Gia Phát, Trưởng phòng và Kế toán",
    "mã vạch 8934567890123",
    "123.456.789.012 đồng",
    "lô hàng 1234567 sản phẩm",
    "nhân viên Công ty",
    "cán bộ Chi cục",
    "anh hùng lao động",
    "kế toán trưởng",
    "số 09/2026/TT-BKHCN",
    "doanh thu 250.000.000.000 đồng",
    "Luật số 08/2026/QH16",
    "0,912 345",
    "quý I/2026",
    "chuyên viên Phòng Đo lường",
    "thời hạn 05 ngày làm việc, 02 tháng",
    "www.haiphong.gov.vn",
    "GS.TS",
    "TK 2026-2030",
    "khu công nghiệp Nam Đình Vũ",
    "lãnh đạo Ủy ban xem xét",
]
KNOWN = Recogniser(
    names={"Nguyễn Văn An", "Tô Thị Hạnh"}, allowed={"0225 3823 456", "skhcn@haiphong.gov.vn"}, tax_codes={"0301234567"}
)


def test_the_table_is_as_large_as_it_should_be() -> None:
    assert len(HIDDEN_FORMS) >= 120 and len(set(HIDDEN_FORMS)) == len(HIDDEN_FORMS)


@pytest.mark.parametrize("text", HIDDEN_FORMS)
def test_a_way_to_name_or_reach_a_person_is_taken_out(text: str) -> None:
    shown = KNOWN.hide(text)
    assert HIDDEN in shown and not any(character.isdigit() for character in shown)


@pytest.mark.parametrize("text", HIDDEN_FORMS)
def test_it_is_taken_out_of_a_sentence_too(text: str) -> None:
    shown = KNOWN.hide(f"Việc này, đề nghị {text}, xin cảm ơn.")
    assert HIDDEN in shown and not any(character.isdigit() for character in shown)
    assert shown.startswith("Việc này, đề nghị ") and shown.endswith("xin cảm ơn.")


@pytest.mark.parametrize("text", KEPT_FORMS)
def test_what_is_no_person_stays(text: str) -> None:
    assert KNOWN.hide(text) == text
    assert KNOWN.find(text) == []


@pytest.mark.parametrize(("text", "secrets"), personal_forms.HIDDEN)
def test_what_names_or_reaches_a_person_is_taken_out_wherever_it_stands(text: str, secrets: tuple[str, ...]) -> None:
    for sentence in (text, f"{text}\nXin cảm ơn.", f"Kiến nghị xem xét. {text}"):
        shown = KNOWN.hide(sentence)
        assert all(secret in sentence for secret in secrets)
        assert [secret for secret in secrets if secret in shown] == []


@pytest.mark.parametrize("text", personal_forms.KEPT)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert KNOWN.hide(text) == text
    assert KNOWN.hide(f"Đề nghị xem xét: {text}, theo quy định.") == f"Đề nghị xem xét: {text}, theo quy định."


def test_two_numbers_are_two_findings_and_none_lies_over_another() -> None:
    found = KNOWN.find("gọi 0912345678/0987654321 hoặc an@vidu.vn")
    assert [one.kind for one in found] == ["phone", "phone", "email"]
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("code", "name", "personal"),
    [
        ("031085001234", "", True), ("031 085 001 234", "Công ty TNHH A", True), ("0200000010", "Công ty TNHH A", False),
        ("0200000010-001", "Công ty TNHH A", False), ("8012345678", "Hộ kinh doanh Lan", True), ("0200123456", "Hộ kinh doanh Lan", True),
        ("", "Hộ kinh doanh Lan", False),
    ],
)  # fmt: skip
def test_a_households_tax_code_is_its_owners(code: str, name: str, personal: bool) -> None:
    assert is_personal_tax_code(code, name) is personal
    assert (shortened(code, name) == code) is not personal


def test_a_long_text_is_read_in_time() -> None:
    """No pattern goes back and forth over a long text: 200 kB of digits, blanks and letters."""
    for piece in ("0 ", "09 12 ", "a@", "ông ", "84-", "@.", "Nguyễn ", "1.", "tài khoản "):
        KNOWN.hide(piece * (20_000 // len(piece)))
