"""Badges and labels: their size to the millimetre, every letter of the record, every code read from the print."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec
import pytest

from badges.refusal import Refusal
from kiosk.papers.pdf import catalogue, selection
from kiosk.papers.pdf.sheet import Para, Sheet
from tests.support.pdf_reader import Printed

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.conference.conference import Conference

pytestmark = pytest.mark.whole

LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Phước Quỳnh Hương Thảo"
LONG_HOUSE = (
    "Chi nhánh tại Hải Phòng - Công ty Trách nhiệm hữu hạn Một thành viên Thương mại, Dịch vụ, Sản xuất, "
    "Xuất nhập khẩu Thiết bị đo lường và Kiểm định kỹ thuật an toàn khu vực Duyên hải Bắc Bộ"
)
HOSTILE = ["A" * 300, "Ẵ" * 80, "(Tj) \\ ET q <b>x</b> %s {0} ((", "Nguyễn\u202eVăn\u200b An", "Lỗ Chữ "]


def made(conference: Conference, paper: str, folder: Path, **narrowed: list[str]) -> Printed:
    return Printed(catalogue.draw(conference, catalogue.find(paper), selection.choose(conference, **narrowed)), folder)


def fill(write: object, count: int = 12) -> list[object]:
    houses = [write.organisation("HTX Ân"), write.organisation(LONG_HOUSE)]  # type: ignore[attr-defined]
    blocks = [block.code for block in write.conference.settings.blocks]  # type: ignore[attr-defined]
    names = ["Vũ Thị Ân", LONG_NAME, "Đặng Ỷ Lỡ", "Nguyễn Phượng Hằng"]
    return [
        write.guest(  # type: ignore[attr-defined]
            names[n % 4], houses[n % 2], position="Phó Giám đốc", block=blocks[n % len(blocks)], seat=f"Dãy {n}"
        )
        for n in range(count)
    ]


def letters(*texts: str) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


def test_badges_stand_on_a4_ten_to_a_page_and_labels_are_pages_of_their_own(conference, write, tmp_path):
    fill(write, 12)
    assert made(conference, "badges", tmp_path).sizes() == [(210.0, 297.0)] * 2
    assert made(conference, "labels", tmp_path).sizes() == [(90.0, 55.0)] * 12


def test_a_label_says_what_the_record_says_and_nothing_else(conference, write, tmp_path):
    guests = fill(write, 8)
    houses = {guest.id: ("HTX Ân", LONG_HOUSE)[n % 2] for n, guest in enumerate(guests)}
    title = " ".join([conference.settings.title.kind, *conference.settings.title.lines])
    kinds = {"press": "BÁO CHÍ", "staff": "BAN TỔ CHỨC"}
    for guest, page in zip(guests, made(conference, "labels", tmp_path).pages(), strict=True):
        block = conference.settings.block(guest.block)
        kind = kinds.get(block.kind, "ĐẠI BIỂU")
        said = (guest.name, guest.position, houses[guest.id], block.name, kind, guest.seat, title)
        assert letters(page) == letters(*said)
        assert guest.name in page or guest.name == LONG_NAME


def test_every_code_is_read_from_the_printed_sheets(conference, write, tmp_path):
    codes = sorted(write.code(guest) for guest in fill(write, 24))
    assert sorted(made(conference, "badges", tmp_path).codes()) == codes
    assert sorted(made(conference, "labels", tmp_path).codes()) == codes


def test_with_a_public_address_the_code_is_the_guests_page(conference, write, tmp_path):
    conference.settings = msgspec.structs.replace(
        conference.settings, public_address="https://hoinghi.skhcn.haiphong.gov.vn"
    )
    expected = sorted(f"HTTPS://HOINGHI.SKHCN.HAIPHONG.GOV.VN/I/{write.code(guest)}" for guest in fill(write, 10))
    assert sorted(made(conference, "badges", tmp_path).codes()) == expected


def test_fonts_are_embedded_as_subsets_with_unicode(conference, write, tmp_path):
    fill(write, 3)
    assert set(made(conference, "badges", tmp_path).fonts()) == {("yes", "yes", "yes")}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_inside_its_badge_and_is_printed_whole(conference, write, tmp_path, name):
    write.guest(name, write.organisation("X" * 400), position="Y " * 200, seat="Z" * 30)
    printed = made(conference, "labels", tmp_path)
    visible = "".join(char for char in name if char.isprintable())
    (page,) = printed.pages("-raw")
    assert letters(page) >= letters(visible)
    assert all(left > 0 and right < 90 and top > 0 and bottom < 55.5 for _, left, top, right, bottom in printed.words())
    assert len(printed.codes(300)) == 1


FOREIGN = ["김민수", "박서준 (Park Seo-jun)", "田中 さくら", "王晓明", "陳大文"]


@pytest.mark.parametrize("paper", ["badges", "labels", "nameplates", "invited", "sign-in", "cards"])
def test_a_name_in_another_script_is_printed_whole_and_can_be_read_back(conference, write, tmp_path, paper):
    house = write.organisation("㈜한국 株式会社トヨタ 海防贸易有限公司")
    for name in FOREIGN:
        write.guest(name, house, position="代表理事", block=conference.settings.blocks[0].code)
    printed = made(conference, paper, tmp_path)
    text = "".join("".join(printed.pages("-raw")).split())
    words = [word for name in (*FOREIGN, "株式会社トヨタ" if paper != "nameplates" else "") for word in name.split()]
    assert [word for word in words if word.upper() not in text.upper()] == []
    assert set(printed.fonts()) == {("yes", "yes", "yes")}


def test_a_long_number_is_set_smaller_rather_than_broken(conference):
    sheet = Sheet("x", conference.clock.now())
    number = sheet.fit(Para("MST 031234567890 của hộ", 12, lines=9), 22)
    assert "031234567890" in sheet.lines(number.para, number.words, number.width, number.size)
    assert sheet.fit(Para("MST của hộ", 12, lines=9), 22).size == 12


def test_letters_that_the_type_lacks_are_told(conference):
    sheet = Sheet("x", conference.clock.now())
    assert sheet.plain("Иван № ２ Nguyê\u0303n\t①") == "???? No ２ Nguyễn 1"
    assert sheet.unknown == set("Иван")


def test_the_name_can_be_read_at_two_metres(conference, write, tmp_path):
    write.guest("Nguyễn Văn An")
    heights = {word: bottom - top for word, _, top, _, bottom in made(conference, "labels", tmp_path).words()}
    assert heights["Nguyễn"] * 0.74 / 1.265 > 5.8  # capitals of 10 minutes of arc; the box is ascent and descent


@pytest.mark.parametrize(("size", "grid"), [((90, 55), 10), ((100, 70), 8), ((86, 124), 4), ((60, 90), 9)])
def test_badges_of_any_usual_size(conference, write, tmp_path, size, grid):
    door = msgspec.structs.replace(conference.settings.door, badge_mm=size, label_mm=size)
    conference.settings = msgspec.structs.replace(conference.settings, door=door)
    codes = sorted(write.code(guest) for guest in fill(write, grid))
    printed = made(conference, "badges", tmp_path)
    assert (len(printed.sizes()), sorted(printed.codes())) == (1, codes)


@pytest.mark.parametrize("size", [(50, 30), (300, 400)])
def test_a_size_that_cannot_be_printed_is_refused(conference, write, size):
    fill(write, 1)
    door = msgspec.structs.replace(conference.settings.door, badge_mm=size)
    conference.settings = msgspec.structs.replace(conference.settings, door=door)
    with pytest.raises(Refusal, match="A badge"):
        catalogue.draw(conference, catalogue.find("badges"), selection.choose(conference))


def test_blocks_and_guests_can_be_chosen(conference, write):
    press = write.guest("Lê Báo", block="press")
    ours = write.guest("Trần Đạt")
    write.guest("Vũ Hủy", cancelled="Trùng")
    assert [g.id for g in selection.choose(conference)] == [press.id, ours.id]
    assert selection.choose(conference, ["press"]) == [press]
    assert selection.choose(conference, [], ["tran dat"]) == selection.choose(conference, [], [ours.id]) == [ours]
    for wrong in ({"blocks": ["nobody"]}, {"people": ["Ai Đó"]}):
        with pytest.raises(Refusal, match="There is no"):
            selection.choose(conference, **wrong)


def test_a_list_without_guests_is_refused(conference):
    with pytest.raises(Refusal, match="nobody"):
        catalogue.draw(conference, catalogue.find("badges"), [])


def test_press_and_staff_are_told_by_a_word(conference, write, tmp_path):
    business = next(block for block in conference.settings.blocks if block.code == "business")
    staff = msgspec.structs.replace(business, code="staff", kind="staff", name="Ban Tổ chức")
    conference.settings = msgspec.structs.replace(conference.settings, blocks=[*conference.settings.blocks, staff])
    for block in ("business", "press", "staff"):
        write.guest(block=block)
    pages = made(conference, "labels", tmp_path).pages()
    assert [next(k for k in ("BÁO CHÍ", "BAN TỔ CHỨC", "ĐẠI BIỂU") if k in page) for page in pages] == [
        "ĐẠI BIỂU", "BÁO CHÍ", "BAN TỔ CHỨC",
    ]  # fmt: skip
