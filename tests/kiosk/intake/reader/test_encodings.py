"""Old encodings: every letter there and back, and which of them a column was typed in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.intake.reader.encodings import Encoding, clean, decode, is_garbled, of_column, of_file
from kiosk.intake.reader.legacy_encodings import TCVN3, VNI, from_tcvn3, from_utf8_twice, from_vni
from kiosk.intake.reader.syllables import is_syllable

pytestmark = pytest.mark.whole

LOWER = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
LETTERS = LOWER + LOWER.upper()

# What TCVN 5712:1993 gives for these letters, as glibc's converter writes it.
TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđ" + "".join(letter for letter in LOWER if letter not in "ăâêôơưđ")
TCVN3_BYTES = bytes.fromhex(
    "a1a2a3a4a5a6a7a8a9aaabacadae"
    "b5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6d7d8dcdddedfe1e2e3e4e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe"
)
TO_TCVN3 = dict(zip(TCVN3_LETTERS, TCVN3_BYTES.decode("latin-1"), strict=True))

HEADINGS = ["Họ và tên", "Chức vụ", "Điện thoại", "Tên doanh nghiệp", "Công ty", "Nội dung kiến nghị", "Ghi chú"]
NAMES = ["Nguyễn Văn Đức", "Trần Thị Thủy", "Phạm Hữu Phước", "Lê Thị Ngọc Oanh", "Vũ Đình Tuấn", "Ngô Quỳnh Hương"]
FIRMS = ["Công ty TNHH Thương mại Hải Long", "Công ty Cổ phần Đầu tư Bạch Đằng", "Hợp tác xã Dịch vụ Kỳ Sơn"]
NOTES = ["Đề nghị xếp chỗ ngồi gần lối đi", "Đã gửi giấy mời", "Chưa liên lạc được"]

GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300\u0301\u0303\u0309\u0323"
ROOF, BOWL, HORN = "\u0302\u0306\u031b"
VNI_TONE = {"": "", GRAVE: "ø", ACUTE: "ù", TILDE: "õ", HOOK: "û", DOT: "ï"}
VNI_ROOF = {"": "â", GRAVE: "à", ACUTE: "á", TILDE: "ã", HOOK: "å", DOT: "ä"}
VNI_BOWL = {"": "ê", GRAVE: "è", ACUTE: "é", TILDE: "ü", HOOK: "ú", DOT: "ë"}
VNI_ALONE = {"ì": "ì", "í": "í", "ĩ": "ó", "ỉ": "æ", "ị": "ò", "ỵ": "î", "đ": "ñ", "ơ": "ô", "ư": "ö"}


def to_tcvn3(text: str) -> str:
    """As .VnTime stores it; a toned capital has no code and becomes a small letter."""
    return "".join(TO_TCVN3.get(char) or TO_TCVN3.get(char.lower(), char) for char in text)


def to_vni(text: str) -> str:
    """As VNI-Times stores it."""
    return "".join(_vni(char) for char in text)


def _vni(char: str) -> str:
    if char.lower() in VNI_ALONE:
        return _cased(VNI_ALONE[char.lower()], char)
    base, *marks = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in marks if mark in VNI_TONE), "")
    if ROOF in marks:
        return base + _cased(VNI_ROOF[tone], char)
    if BOWL in marks:
        return base + _cased(VNI_BOWL[tone], char)
    if HORN in marks:
        return _cased({"o": "ô", "u": "ö"}[base.lower()] + VNI_TONE[tone], char)
    return base + _cased(VNI_TONE[tone], char) if marks else char


def _cased(code: str, like: str) -> str:
    return code.upper() if like.isupper() else code


def twice(text: str) -> str:
    """UTF-8 read as cp1252, and as Latin-1 where that has no character."""
    return "".join(
        bytes([byte]).decode("latin-1" if byte in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else "cp1252")
        for byte in text.encode()
    )


WRITTEN = {Encoding.TCVN3: to_tcvn3, Encoding.VNI: to_vni, Encoding.UTF8_TWICE: twice, Encoding.UNICODE: str}


def test_there_are_134_letters() -> None:
    assert len(set(LETTERS)) == 134
    assert unicodedata.is_normalized("NFC", LETTERS)


def test_tcvn3_has_every_code_of_the_standard() -> None:
    assert {code: letter for letter, code in TO_TCVN3.items()} == TCVN3


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_comes_back_from_vni(letter: str) -> None:
    assert from_vni(to_vni(letter)) == letter


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_comes_back_from_utf8_read_as_latin1(letter: str) -> None:
    assert from_utf8_twice(twice(letter)) == letter


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_comes_back_from_loose_marks(letter: str) -> None:
    assert clean(unicodedata.normalize("NFD", letter)) == letter


def test_half_composed_windows_1258_comes_back() -> None:
    for word in NAMES + HEADINGS:
        half = "".join(_half(char) for char in word)
        assert clean(half.encode("cp1258").decode("cp1258")) == word


def _half(char: str) -> str:
    """A letter with its roof, bowl or horn composed and its tone loose, as Windows-1258 has it."""
    loose = unicodedata.normalize("NFD", char)
    tone = "".join(mark for mark in loose if mark in VNI_TONE)
    return unicodedata.normalize("NFC", "".join(mark for mark in loose if mark not in tone)) + tone


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Hä vµ tªn", "Họ và tên"),
        ("Chøc vô", "Chức vụ"),
        ("§iÖn tho¹i", "Điện thoại"),
        ("Tªn doanh nghiÖp", "Tên doanh nghiệp"),
        ("C«ng ty", "Công ty"),
        ("Néi dung kiÕn nghÞ", "Nội dung kiến nghị"),
        ("Ghi chó", "Ghi chú"),
        ("NGUYÔN V¡N H\u00adNG", "NGUYỄN VĂN HƯNG"),
        ("Vò §ç Tó", "Vũ Đỗ Tú"),
    ],
)
def test_tcvn3_reads_as_found_in_real_lists(seen: str, meant: str) -> None:
    assert from_tcvn3(seen) == meant


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Hoï vaø teân", "Họ và tên"),
        ("Chöùc vuï", "Chức vụ"),
        ("Ñieän thoaïi", "Điện thoại"),
        ("Coâng ty", "Công ty"),
        ("Noäi dung kieán nghò", "Nội dung kiến nghị"),
        ("COÂNG TY TRAÙCH NHIEÄM HÖÕU HAÏN", "CÔNG TY TRÁCH NHIỆM HỮU HẠN"),
    ],
)
def test_vni_reads_as_found_in_real_lists(seen: str, meant: str) -> None:
    assert from_vni(seen) == meant


@pytest.mark.parametrize("encoding", list(Encoding))
@pytest.mark.parametrize("column", [NAMES, FIRMS, NOTES, HEADINGS], ids=["names", "firms", "notes", "headings"])
def test_a_column_is_told_and_comes_back(encoding: Encoding, column: list[str]) -> None:
    written = [WRITTEN[encoding](text) for text in column]
    assert of_column(written, Encoding.UNICODE) == encoding
    assert of_file(written) == encoding
    assert [decode(text, encoding) for text in written] == column


def test_a_toned_capital_of_tcvn3_comes_out_small() -> None:
    assert from_tcvn3(to_tcvn3("Ngọc Ánh")) == "Ngọc ánh"


def test_one_undecidable_word_follows_its_file() -> None:
    assert of_column(["Ghi chó"], Encoding.TCVN3) == Encoding.TCVN3
    assert of_column(["Ghi chó"], Encoding.UNICODE) == Encoding.UNICODE


def test_a_unicode_column_of_a_tcvn3_file_stays_unicode() -> None:
    assert of_column(NAMES, Encoding.TCVN3) == Encoding.UNICODE


def test_measures_do_not_make_a_list_tcvn3() -> None:
    assert of_file(["5 µm", "10 µg", "± 0,5 °C", "½ ngày", "sai so 5 µm"]) == Encoding.UNICODE
    assert of_file(["TÂN HÒA", "Nhà máy «Ánh Dương»", "sai số 5 µm"]) == Encoding.UNICODE


def test_a_cell_typed_in_another_encoding_than_its_column_is_seen() -> None:
    assert is_garbled(to_tcvn3("Nguyễn Văn Đức"), Encoding.UNICODE)
    assert is_garbled(to_vni("Trần Thị Thủy"), Encoding.UNICODE)
    assert not any(is_garbled(name, Encoding.UNICODE) for name in NAMES + FIRMS)
    assert not is_garbled("Müller Straße GmbH", Encoding.UNICODE)


def test_look_alikes_and_the_invisible_are_put_right() -> None:
    assert clean("Ðặng\u200b Văn\u00a0Ðức\ufeff") == "Đặng Văn Đức"
    assert clean("một\x0bhai\x00\r\nba\ud800") == "một\nhai\nba"
    assert clean("dòng một_x000D_\ndòng hai") == "dòng một\ndòng hai"


@given(st.text())
def test_cleaning_is_composed_visible_and_final(text: str) -> None:
    once = clean(text)
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in once.replace("\n", ""))
    assert clean(once) == once


@given(st.text(), st.sampled_from(list(Encoding)))
def test_decoding_never_fails(text: str, encoding: Encoding) -> None:
    read = decode(text, encoding)
    assert read.encode().decode() == read  # no lone surrogate is left


@given(st.lists(st.sampled_from(sorted(set(" ".join(NAMES + FIRMS + NOTES).split()))), min_size=8, unique=True))
def test_any_eight_words_of_a_unicode_list_are_left_as_they_are(words: list[str]) -> None:
    assert of_file(words) == Encoding.UNICODE


def test_syllables() -> None:
    right = "nguyễn hoàng khuya quyết thoại nghiêng uống ươm giếng giữa gì gìn quốc thuở khuỷu ngoèo yêu ỷ hòa hoà thủy thuỷ"
    assert [word for word in right.split() if not is_syllable(word)] == []
    assert [
        word for word in ["chøc", "teân", "hoï", "nghò", "vuï", "tiÕng", "hàt", "ngế", "ấá"] if is_syllable(word)
    ] == []


def test_vni_reads_one_letter_from_one_or_two() -> None:
    assert {len(code) for code in VNI} == {1, 2}
    assert set(VNI.values()) == set(LETTERS)
