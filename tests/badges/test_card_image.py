"""The card: its code is read, its words fit, its corner is free, and its block is told in words."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw

from badges import card_image, codes, qr, text_image
from badges.card_image import CardText, Colours, Fonts

pytestmark = pytest.mark.whole

FOLDER = Path(__file__).parents[2] / "static" / "vendor" / "fonts"
BLOCKS = {
    "Lãnh đạo UBND thành phố": "#b3261e",
    "Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia": "#8a4b08",
    "Doanh nghiệp": "#1f5fa8",
    "Cơ quan báo chí, truyền thông": "#5c5f66",
}
LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Phước Quỳnh Hương Thảo"
LONG_BUSINESS = (
    "Chi nhánh tại Hải Phòng - Công ty Trách nhiệm hữu hạn Một thành viên Thương mại, Dịch vụ, Sản xuất, "
    "Xuất nhập khẩu Thiết bị đo lường và Kiểm định kỹ thuật an toàn khu vực Duyên hải Bắc Bộ"
)


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    files = [FOLDER / f"be-vietnam-pro-{weight}.ttf" for weight in (400, 600, 700)]
    assert all(file.is_file() for file in files), "The fonts are fetched by: python hatch_build.py"
    return Fonts(*files)


def text_for(guest: str) -> CardText:
    return CardText(
        governing="ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
        organiser="SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        title="HỘI NGHỊ\nĐỐI THOẠI, GIẢI QUYẾT KIẾN NGHỊ CỦA DOANH NGHIỆP\nLĨNH VỰC TIÊU CHUẨN, ĐO LƯỜNG, CHẤT LƯỢNG",
        honorific="Bà",
        name=guest,
        position="Giám đốc",
        organisation="Công ty TNHH Cơ khí Sao Mai",
        time="14 giờ 00, thứ Sáu, ngày 24/4/2026",
        place="Trung tâm Hội nghị - Biểu diễn thành phố Hải Phòng, đường Trần Kiên, phường Thủy Nguyên",
        block="Doanh nghiệp",
        code=codes.derive(bytes(range(32)), "haiphong-2026", guest, 0),
    )


def scanned(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("address", [None, "https://hoinghi.skhcn.haiphong.gov.vn"])
@pytest.mark.parametrize(("block", "colour"), BLOCKS.items(), ids=BLOCKS.values())
@pytest.mark.parametrize(("name", "organisation"), [("Vũ Thị Ân", "HTX Ân"), (LONG_NAME, LONG_BUSINESS)])
def test_every_card_is_read_back_from_its_file(
    fonts: Fonts, name: str, organisation: str, block: str, colour: str, address: str | None
) -> None:
    who = replace(text_for(name), organisation=organisation, block=block, seat="Dãy C, ghế 12")
    content = qr.content(who.code, address)
    file = card_image.png(card_image.card(who, content, Colours(colour), fonts))
    assert scanned(Image.open(BytesIO(file))) == [content]


@pytest.mark.parametrize("address", [None, "kiosk.vn", "https://hoinghi.skhcn.haiphong.gov.vn", "https://" + "a" * 60])
def test_the_code_is_at_least_30_mm_wide_and_has_its_quiet_zone(fonts: Fonts, address: str | None) -> None:
    who = text_for("Vũ Thị Ân")
    content = qr.content(who.code, address)
    (found,) = zxingcpp.read_barcodes(card_image.card(who, content, Colours("#1f5fa8"), fonts))
    where = found.position
    width = where.bottom_right.x - where.top_left.x
    assert width / card_image.PER_MM >= 29.9  # the reader's corners are the middles of pixels
    modules = len(qr.matrix(content))
    assert where.top_left.x - 4 * width / modules > 72


def test_a_card_prints_at_a6(fonts: Fonts) -> None:
    who = text_for("Vũ Thị Ân")
    picture = Image.open(BytesIO(card_image.png(card_image.card(who, who.code, Colours("#1f5fa8"), fonts))))
    width, height = (side / dpi * 25.4 for side, dpi in zip(picture.size, picture.info["dpi"], strict=True))
    assert (round(width), round(height)) == (105, 148)


def test_the_corner_of_the_signature_stays_empty(fonts: Fonts) -> None:
    who = replace(text_for(LONG_NAME), governing="ỦY BAN NHÂN DÂN " * 4, organiser="SỞ KHOA HỌC VÀ CÔNG NGHỆ " * 3)
    picture = card_image.card(who, who.code, Colours("#1f5fa8"), fonts)
    corner = picture.crop((700, 40, card_image.WIDTH - 40, 170))
    assert corner.getcolors() == [(corner.width * corner.height, (255, 253, 247))]


def test_nothing_is_drawn_outside_the_frame(fonts: Fonts) -> None:
    who = replace(
        text_for("Nguyễn" * 40),
        position=LONG_BUSINESS,
        organisation=LONG_BUSINESS * 4,
        place=LONG_BUSINESS,
        seat=LONG_BUSINESS,
        notice=LONG_BUSINESS * 2,
        block=LONG_BUSINESS,
        title=LONG_BUSINESS * 2,
    )
    picture = card_image.card(who, who.code, Colours("#1f5fa8"), fonts)
    plain = card_image.card(text_for("An"), who.code, Colours("#1f5fa8"), fonts)
    for edge in (
        (0, 0, 60, 1420),
        (card_image.WIDTH - 60, 0, card_image.WIDTH, 1420),
        (0, 1428, 60, 1522),
        (60, 1410, 1020, 1434),
    ):
        assert picture.crop(edge).tobytes() == plain.crop(edge).tobytes()
    assert scanned(picture) == [who.code]


def test_cards_differ_where_guests_do(fonts: Fonts) -> None:
    one, other = text_for("Vũ Thị Ân"), text_for("Lê Văn Bảo")
    first = card_image.card(one, one.code, Colours("#1f5fa8"), fonts)
    card_image.card(other, other.code, Colours("#1f5fa8"), fonts)
    assert card_image.card(one, one.code, Colours("#1f5fa8"), fonts).tobytes() == first.tobytes()
    assert card_image.card(other, other.code, Colours("#1f5fa8"), fonts).tobytes() != first.tobytes()


def test_the_block_is_told_in_words_that_can_be_read_on_its_colour(fonts: Fonts) -> None:
    who = text_for("Vũ Thị Ân")
    for colour in ("#000000", "#ffffff", "#f2c94c", "#1f5fa8", "#777777"):
        picture = card_image.card(who, who.code, Colours(colour), fonts)
        band = picture.crop((0, 1440, card_image.WIDTH, card_image.HEIGHT))
        counted = sorted(band.getcolors(maxcolors=1 << 20), reverse=True)
        assert [pixel for _, pixel in counted[:2]] == [rgb(colour), rgb(card_image.readable_on(colour))]


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


@pytest.mark.parametrize("phrases", [False, True])
@pytest.mark.parametrize("text", [LONG_NAME, LONG_BUSINESS, "Thử" * 90, "một\nhai ba", "a, b, c", "", ",,, ,"])
@pytest.mark.parametrize("width", [40, 90, 452, 936])
def test_wrapping_loses_no_letter_and_keeps_within_the_width(
    fonts: Fonts, text: str, width: int, phrases: bool
) -> None:
    lines = text_image.wrap(text, fonts.regular, 24, width, phrases=phrases)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_image.font(fonts.regular, 24).getlength(line) <= width for line in lines)


def test_lines_are_about_equally_long(fonts: Fonts) -> None:
    lines = text_image.wrap(LONG_BUSINESS, fonts.regular, 24, 900)
    lengths = [text_image.font(fonts.regular, 24).getlength(line) for line in lines]
    assert len(lines) == 3
    assert max(lengths) - min(lengths) < 120


def test_an_address_is_broken_after_its_commas(fonts: Fonts) -> None:
    place = "đường Trần Kiên, phường Thủy Nguyên, thành phố Hải Phòng"
    assert text_image.wrap(place, fonts.regular, 24, 330, phrases=True) == (
        "đường Trần Kiên,",
        "phường Thủy Nguyên,",
        "thành phố Hải Phòng",
    )


def test_stacked_marks_do_not_touch_the_line_above(fonts: Fonts) -> None:
    for path in (fonts.regular, fonts.strong, fonts.bold):
        lowest, highest = (text_image.font(path, 1000).getbbox(text, anchor="ls") for text in ("ẶỘỆỵỰ", "ẴẲỔỖỞ"))
        assert -highest[1] <= text_image.ABOVE * 1000
        assert lowest[3] <= (text_image.LEADING - text_image.ABOVE) * 1000


@pytest.mark.parametrize("anchor", ["ls", "ms"])
@pytest.mark.parametrize("at", [(200, 60), (200.25, 60.5), (199.6, 61.48)])
def test_a_line_from_kept_masks_is_the_line_that_pillow_draws(
    fonts: Fonts, at: tuple[float, float], anchor: str
) -> None:
    for words in ("Nguyễn Thị Hồng Ệ, 0123", "8", "ĐỖ QUÝ Ỷ"):
        one, other = (Image.new("RGB", (700, 120), "#fffdf7") for _ in range(2))
        ImageDraw.Draw(one).text(at, words, fill="#a3161c", font=text_image.font(fonts.bold, 33), anchor=anchor)
        for _twice in range(2):
            other = Image.new("RGB", (700, 120), "#fffdf7")
            text_image.put(ImageDraw.Draw(other), at, words, (fonts.bold, 33), "#a3161c", anchor)
        assert one.tobytes() == other.tobytes()


def test_cards_of_a_block_share_their_colours_and_lose_none(fonts: Fonts) -> None:
    colours = Colours("#1f5fa8")
    short, long = (
        replace(text_for(name), seat=seat) for name, seat in (("Vũ Thị Ân", ""), (LONG_NAME, "Dãy C, ghế 12"))
    )
    palette = card_image.palette(short, colours, fonts)
    assert card_image.palette(long, colours, fonts) is palette
    for who in (short, long):
        picture = card_image.card(who, who.code, colours, fonts)
        shown = Image.open(BytesIO(card_image.png(picture, palette))).convert("RGB")
        furthest = max(high for _low, high in ImageChops.difference(picture, shown).getextrema())
        own = Image.open(BytesIO(card_image.png(picture))).convert("RGB")
        assert furthest <= max(high for _low, high in ImageChops.difference(picture, own).getextrema()) + 24


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("김민수", "kr"), ("Giám đốc 박서준", "kr"), ("㈜한국", "kr"), ("王晓明", "sc"), ("赟喆堃", "sc"), ("陳大文", "sc"),
        ("田中さくら", "jp"), ("株式会社トヨタ", "jp"), ("葛\U000e0100城ｶﾅ", "jp"),
    ],
)  # fmt: skip
def test_a_korean_japanese_or_chinese_text_is_drawn_whole(fonts: Fonts, text: str, second: str) -> None:
    drawn = text_image.runs(text, fonts.bold)
    assert {path for path, _piece in drawn} <= {fonts.bold, FOLDER / f"noto-sans-{second}-600.ttf"}
    assert "".join(piece for _path, piece in drawn) == text.replace("\U000e0100", "").replace("ｶﾅ", "カナ")
    assert text_image.unknown(text, fonts.bold) == frozenset()
    shapes = [text_image.font(path, 40).getmask(letter) for path, piece in drawn for letter in piece if letter != " "]
    assert len({bytes(shape) for shape in shapes}) == len(
        set(text.replace("\U000e0100", "")) - {" "}
    )  # none is the sign for a missing one


def test_a_letter_that_no_font_holds_is_never_left_out(fonts: Fonts) -> None:
    assert text_image.runs("ไทย 裵 x\u0323", fonts.bold) == ((fonts.bold, "??? ? x\u0323"),)
    assert text_image.unknown("ไทย 裵 x\u0323 한\u0323", fonts.bold) == set("ไทย裵\u0323")
    assert text_image.runs("Ngọc 𐍈 An", fonts.bold) == ((fonts.bold, "Ngọc ? An"),)
    assert text_image.runs("Nguye\u0302\u0303n", fonts.bold) == ((fonts.bold, "Nguyễn"),)
