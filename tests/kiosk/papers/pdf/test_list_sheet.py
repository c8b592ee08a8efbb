"""The lists on paper: who stands in them, in which order, under whose name; their pages, letter by letter."""

from __future__ import annotations

import re

import pytest

from badges.refusal import Refusal
from badges.vietnamese import sort_key
from kiosk.papers.pdf import catalogue, selection
from live.queue import Place
from tests.support.pdf_reader import Printed

pytestmark = pytest.mark.whole

LISTS = ("invited", "seating", "in-hall", "sign-in", "roll", "introduction", "speaking", "calls")
NAMES = ("Vũ Đình Ẩn", "Trần Thị An", "Lê Ân", "Đặng Văn Ân", "Nguyễn Văn Ấn")


@pytest.fixture
def paper(conference, tmp_path):
    """paper("roll") → the PDF as a stranger's tools read it."""

    def make(name, **narrowed):
        return Printed(
            catalogue.draw(conference, catalogue.find(name), selection.choose(conference, **narrowed)), tmp_path
        )

    return make


def order(text, names):
    """The names in the order in which the text has them."""
    return sorted((name for name in names if name in text), key=text.index)


def test_the_roll_is_sorted_by_block_and_vietnamese_name(write, paper):
    for name in NAMES:
        write.arrive(write.guest(name))
    write.arrive(write.guest("Ông Cuối Cùng", block="city"))
    (page, *_) = paper("roll").pages("-raw")
    expected = ("Ông Cuối Cùng", "Trần Thị An", "Vũ Đình Ẩn", "Đặng Văn Ân", "Lê Ân", "Nguyễn Văn Ấn")
    assert order(page, expected) == ["Ông Cuối Cùng", *sorted(NAMES, key=sort_key)]


def test_the_roll_names_who_really_came(write, paper):
    write.arrive(write.guest("Lê Bận", honorific="Bà"), name="Hồ Thay", honorific="Ông", title="Trưởng phòng Kỹ thuật")
    write.arrive(write.guest("Đỗ Đông"), party=3)
    text = " ".join(paper("roll").pages("-raw"))
    assert "Hồ Thay (dự thay Bà Lê Bận)" in text
    assert "Trưởng phòng Kỹ thuật" in text
    assert text.count("(đi cùng Ông Đỗ Đông)") == 2
    assert "gồm 04 đại biểu, chưa kể các dòng bổ sung" in text
    assert "VẮNG MẶT" not in text


def test_the_absent_are_noted_apart_with_the_reason(write, paper):
    write.arrive(write.guest("Lê Đến"))
    write.guest("Vũ Ốm", rsvp="declined", rsvp_reason="Ốm")
    write.guest("Hồ Lặng")
    write.guest("Ngô Hủy", cancelled="Trùng")
    *signed, absent = paper("roll").pages("-raw")
    assert "Vũ Ốm" not in " ".join(signed)
    assert re.search(r"Vũ Ốm .*Ốm", absent) and re.search(r"Hồ Lặng .*Chưa xác báo", absent)
    assert "02 đại biểu" in absent
    assert "Ngô Hủy" not in absent


def test_before_anybody_came_the_roll_says_which_sheet_to_print(write, paper):
    write.guest("Lê Sớm")
    with pytest.raises(Refusal, match="sign-in"):
        paper("roll")
    assert "Lê Sớm" in paper("sign-in").pages()[0]


def test_headings_stand_on_every_page_and_numbers_from_the_second(write, paper):
    for n in range(60):
        write.guest(f"Người Thứ {n}")
    pages = paper("sign-in").pages("-layout")
    assert len(pages) > 2
    assert all("STT Họ và tên Chức vụ Đơn vị Ký nhận" in page for page in pages[:-1])
    assert [page.split()[0] for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]
    text = " ".join(pages)
    assert all(f"Người Thứ {n} " in text for n in range(60))


def test_margins_are_those_of_the_decree(write, paper):
    for n in range(40):
        write.arrive(write.guest(f"Người Thứ {n}", write.organisation("Công ty " + "Dài " * 30)))
    printed = paper("roll")
    for page in range(1, len(printed.sizes()) + 1):
        words = [word for word in printed.words(page) if word[2] > 18]  # the page number stands in the top margin
        assert min(left for _, left, *_ in words) >= 29.9
        assert max(right for *_, right, _ in words) <= 195.1
        assert max(bottom for *_, bottom in words) <= 297 - 19


def test_the_invitation_list_leaves_the_signature_corner_free_and_tells_no_number(write, paper):
    write.guest("Lê Mời", phone="0912345678", honorific="Bà", seats=2)
    write.guest("Vũ Phát Sinh", walk_in=True)
    printed = paper("invited")
    (text,) = printed.pages("-raw")
    assert "Bà Lê Mời" in text and "Mời 02 người" in text and "/GM-SKHCN" in text
    assert "0912345678" not in text and "Phát Sinh" not in text
    assert all(top > 30 for _, left, top, *_ in printed.words() if left > 105)


def test_seats_are_counted_as_the_hall_counts_them(write, paper):
    for seat in ("A-10", "A-2", "B-1", "A-2", ""):
        write.guest(f"Khách {seat or 'Đứng'}", seat=seat)
    (text,) = paper("seating").pages("-raw")
    assert re.findall(r"(?<![\w])[AB]-\d+(?= Khách)", text) == ["A-2", "A-2", "A-10", "B-1"]
    assert text.count("Trùng vị trí") == 2
    assert "Dãy A (03 đại biểu)" in text and "Chưa xếp chỗ (01 đại biểu)" in text


def test_a_table_has_room_for_many(write, paper):
    for n, seat in enumerate(("Bàn báo chí", "Bàn báo chí", "Bàn 5", "Bàn 5", "Dãy C, ghế 1", "Dãy C, ghế 1")):
        write.guest(f"Khách {n}", seat=seat)
    (text,) = paper("seating").pages("-raw")
    assert text.count("Trùng vị trí") == 2
    assert "Bàn báo chí (02 đại biểu)" in text and "Bàn 5 (02 đại biểu)" in text


def test_who_is_in_the_hall_now_row_by_row(write, paper):
    write.arrive(write.guest("Khách Mười", seat="A-10"))
    write.arrive(write.guest("Khách Hai", seat="A-2", seats=3), party=3)
    write.arrive(write.guest("Khách Đứng"))
    write.guest("Khách Vắng", seat="A-3")
    write.leave(write.arrive(write.guest("Khách Ra", seat="B-1")))
    (text,) = paper("in-hall").pages("-raw")
    assert re.findall(r"A-\d+(?= (?:Ông )?Khách)", text) == ["A-2", "A-10"]
    assert "Dãy A (04 người)" in text and "Không có vị trí ngồi (01 người)" in text and "Tổng số 05 người" in text
    assert "Khách Vắng" not in text and "Khách Ra" not in text


def test_the_call_list_has_only_who_has_not_answered(write, paper):
    write.guest("Lê Lặng", phone="0912345678")
    write.guest("Vũ Đáp", rsvp="coming")
    write.arrive(write.guest("Hồ Đến"))
    (text,) = paper("calls").pages("-raw")
    assert "Lê Lặng" in text and "0912345678" in text
    assert "Vũ Đáp" not in text and "Hồ Đến" not in text


def test_when_everybody_has_answered_there_is_no_call_list(write, paper):
    write.guest(rsvp="coming")
    with pytest.raises(Refusal, match="answered"):
        paper("calls")


def test_the_introduction_is_the_presenters_list(write, paper):
    write.arrive(write.guest("Hoàng Lãnh Đạo", block="city", rank=2, position="Phó Chủ tịch"))
    write.arrive(write.guest("Bùi Vắng", block="city", rank=1), name="Hồ Thay", honorific="Bà", title="Chánh Văn phòng")
    write.arrive(write.guest("Chủ Nhà", block="host"))
    for n in range(3):
        write.arrive(write.guest(f"Doanh Nhân {n}"))
    write.guest("Chưa Đến", block="city")
    (text,) = paper("introduction").pages("-raw")
    names = (
        "Bà Hồ Thay (dự thay Ông Bùi Vắng)",
        "Ông Hoàng Lãnh Đạo",
        "03 đại biểu của 03 doanh nghiệp",
        "Ông Chủ Nhà",
    )
    assert order(text, names) == list(names)
    assert "Chưa Đến" not in text and "Doanh Nhân" not in text
    assert "Cập nhật lúc 13h4" in text


def test_the_order_of_speaking_tells_who_speaks_and_where_he_sits(write, paper):
    here, away = write.organisation("Công ty Có Mặt"), write.organisation("Công ty Vắng")
    write.arrive(write.guest("Lê Nói", here, seat="C-4"))
    write.guest("Vũ Trễ", away, seat="D-9")
    write.question("Câu hai?", away, asker="Vũ Trễ")
    write.question("Câu một?", here, place=Place.FLOOR)
    write.question("Đã xong?", here, place=Place.ANSWERED)
    (text,) = paper("speaking").pages("-raw")
    assert order(text, ("Công ty Có Mặt", "Công ty Vắng")) == ["Công ty Có Mặt", "Công ty Vắng"]
    assert "Ông Lê Nói (có mặt từ 13h45) C-4 Câu một?" in text
    assert "Vũ Trễ (chưa đến) D-9 Câu hai?" in text
    assert "Đã xong?" not in text


HOSTILE = ("A" * 3000, "Ẵ " * 900, "(Tj) \\ ET <b> %s {0}", "x\u202ey\u0000z")


@pytest.mark.parametrize("list_", LISTS)
def test_a_hostile_name_is_printed_whole_on_every_list(write, paper, list_):
    for n, name in enumerate(HOSTILE):
        house = write.organisation(name)
        guest = write.guest(name, house, seat=f"A-{n}", block="city")
        if list_ != "calls":
            write.arrive(guest)
        write.question("?", house)
    printed = paper(list_)
    letters = "".join(char for char in "".join(HOSTILE) if char.isprintable() and char != " ")
    printed_letters = "".join("".join(printed.pages("-raw")).split())
    assert all(printed_letters.count(char) >= letters.count(char) for char in set(letters))
    width, height = printed.sizes()[0]
    for page in range(1, len(printed.sizes()) + 1):
        assert all(x > 0 and r < width and t > 0 and b < height for _, x, t, r, b in printed.words(page))


def test_every_list_embeds_its_fonts(write, paper):
    write.question("?", write.guest(block="city").organisation and write.organisation())
    write.arrive(write.guest(block="city"))
    for name in LISTS:
        assert set(paper(name).fonts()) == {("yes", "yes", "yes")}
