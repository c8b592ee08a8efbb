"""Cards four to a sheet, name plates and the letter's code: sizes, every letter, every code, both sides."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import correlation

import msgspec
import pytest
import zxingcpp
from PIL import Image

from badges.refusal import Refusal
from kiosk.guests import invitations
from kiosk.papers.pdf import catalogue, selection
from tests.support.pdf_reader import Printed

pytestmark = pytest.mark.whole

ADDRESS = "https://hoinghi.skhcn.haiphong.gov.vn"
LONG = "Công ty Trách nhiệm hữu hạn Một thành viên Thương mại, Dịch vụ, Sản xuất, Xuất nhập khẩu " * 2


@pytest.fixture
def paper(conference, tmp_path):
    """paper("cards") → the PDF as a stranger's tools read it."""

    def make(name, **narrowed):
        return Printed(
            catalogue.draw(conference, catalogue.find(name), selection.choose(conference, **narrowed)), tmp_path
        )

    return make


def letters(*texts):
    return Counter("".join("".join(texts).split()))


def addressed(conference, address):
    conference.settings = msgspec.structs.replace(conference.settings, public_address=address)


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_every_card_of_a_sheet_is_read_and_its_code_is_at_least_30_mm_wide(conference, write, paper, address):
    addressed(conference, address)
    codes = [write.code(write.guest(f"Khách Thứ {n}", seat=f"A-{n}")) for n in range(9)]
    printed = paper("cards")
    assert printed.sizes() == [(210.0, 297.0)] * 3
    found = [code for picture in printed.pictures(200) for code in zxingcpp.read_barcodes(picture)]
    wanted = [f"HTTPS://HOINGHI.SKHCN.HAIPHONG.GOV.VN/I/{code}" if address else code for code in codes]
    assert sorted(code.text for code in found) == sorted(wanted)
    widths = [(code.position.top_right.x - code.position.top_left.x) / 200 * 25.4 for code in found]
    assert min(widths) > 30


def test_a_printed_card_says_what_the_picture_says(conference, write, paper):
    house = write.organisation(LONG)
    guest = write.guest("Công Tằng Tôn Nữ Nguyễn Phước Quỳnh Hương Thảo", house, position="Phó Giám đốc", seat="C-12")
    said = invitations.text(conference, guest, house)
    labels = (said.kind, said.greeting, said.purpose, said.hint, said.notice, said.code_label)
    facts = (
        said.governing,
        said.organiser,
        said.title,
        said.name,
        said.code,
        said.time,
        said.place,
        said.block.upper(),
    )
    more = (said.honorific, said.position, said.organisation, said.seat)
    headings = (said.time_label, said.place_label, said.seat_label)
    (page,) = paper("cards").pages()
    assert letters(page) == letters(*labels, *facts, *more, *headings)


def test_nothing_is_printed_within_5_mm_of_a_cards_edge(write, paper):
    for n in range(4):
        write.guest(
            "Ẵ" * 90, write.organisation("X" * 500), position=LONG, seat="S" * 60, block=("city", "press")[n % 2]
        )
    printed = paper("cards")
    for _, left, top, right, bottom in printed.words():
        x, y = left % 105, top % 148.5
        assert x > 5 and right - left + x < 100 and y > 4 and bottom - top + y < 144.5
    assert len(printed.codes()) == 4


def test_the_corner_of_the_signature_stays_empty(write, paper):
    write.guest("Lê Mời")
    assert [w for w in paper("cards").words() if w[1] > 68 and w[1] < 105 and w[4] < 20] == []


def test_cutting_marks_stand_in_the_middle_of_the_edges(write, paper):
    write.guest("Lê Mời")
    (picture,) = paper("cards").pictures(254)  # ten dots to a millimetre
    dark = picture.convert("L").point(lambda value: 255 * (value < 200))
    assert dark.crop((1040, 0, 1060, 38)).getbbox() is not None
    assert dark.crop((0, 1475, 38, 1495)).getbbox() is not None
    assert dark.crop((0, 0, 1030, 38)).getbbox() is None


def test_a_plate_has_the_name_on_both_sides_one_on_its_head(write, paper):
    write.guest("Hoàng Minh Cường", block="city", position="Phó Chủ tịch")
    write.guest("Người Thường")
    printed = paper("nameplates")
    assert printed.sizes() == [(297.0, 210.0)]
    (text,) = printed.pages("-raw")
    assert text.count("CƯỜNG") == 2
    (plate,) = printed.pictures(60)
    rows = [
        plate.convert("L").resize((1, plate.height // 4), Image.Resampling.BOX).getpixel((0, y)) for y in range(124)
    ]
    assert correlation(rows, rows[::-1]) > 0.9  # what stands at the foot of one side stands at the head of the sheet
    half = rows[:62]
    assert correlation(half, half[::-1]) < 0.9  # and a side is not the same upside down


def test_plates_are_for_leaders_and_those_of_the_programme_unless_chosen(write, paper):
    write.guest("Lê Lãnh Đạo", block="city")
    write.guest("Nguyễn Cao Thắng", block="host")
    write.guest("Người Thường")
    assert len(paper("nameplates").sizes()) == 2
    assert len(paper("nameplates", people=["nguoi thuong"]).sizes()) == 1


def test_the_plate_of_a_substitute_bears_his_own_name(write, paper):
    write.guest("Lê Bận", block="city", rsvp="substitute", substitute="Hồ Thay", substitute_title="Chánh Văn phòng")
    (text,) = paper("nameplates").pages("-raw")
    assert "HỒ THAY" in text and "LÊ BẬN" not in text


def test_a_long_name_fits_its_plate(write, paper):
    write.guest("Ẵ" * 60, write.organisation("X" * 300), block="city", position=LONG)
    printed = paper("nameplates")
    assert all(l > 10 and r < 287 and t > 3 and b < 207 for _, l, t, r, b in printed.words())  # noqa: E741


def test_the_letters_code_is_the_public_address_in_four_sizes(conference, write, paper):
    addressed(conference, ADDRESS)
    write.guest()
    printed = paper("letter-code")
    (picture,) = printed.pictures(254)
    found = zxingcpp.read_barcodes(picture)
    assert {code.text for code in found} == {ADDRESS.upper()}
    widths = sorted((code.position.top_right.x - code.position.top_left.x) / 10 for code in found)
    assert [round(width) for width in widths] == [20, 25, 30, 90]
    assert all(one < other for one, other in pairwise(widths))


def test_without_a_public_address_there_is_no_code_for_the_letter(write, paper):
    write.guest()
    with pytest.raises(Refusal, match="public address"):
        paper("letter-code")
