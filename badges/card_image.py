"""The card one guest carries (Thẻ mời): a picture for Zalo that prints at A6 with a code of at least 30 mm.

It is not the signed Giấy mời. The top right corner stays empty, since that is where an agency's digital signature
goes on a file sent separately (Nghị định 30/2020/NĐ-CP, phụ lục I). The block is told by its name, never by its
colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageColor, ImageDraw

from badges import codes, ornament, qr, text_image
from badges.text_image import Text

if TYPE_CHECKING:
    from pathlib import Path

WIDTH: Final = 1080
HEIGHT: Final = 1522
PER_MM: Final = WIDTH / 105
"""Pixels in a millimetre when the card is printed at A6, 105 × 148 mm."""

_EDGE: Final = 72
_INNER: Final = WIDTH - 2 * _EDGE
_KIND_TOP: Final = 192
_BAND_TOP: Final = 1428
_FOOT_TOP: Final = 862
_FOOT_BOTTOM: Final = 1406
_CODE_SIDE: Final = 340
"""Pixels that the dark part of the code fills at most; never less than 30 mm."""
_COLUMN: Final = 556
"""Where the column beside the code begins."""


@dataclass(frozen=True, slots=True)
class CardText:
    """What one card says, in official Vietnamese; an empty text leaves its place out."""

    governing: str
    organiser: str
    title: str
    """Of the conference; line ends in it are kept."""
    name: str
    code: str
    """The 41 digits, printed under the square for the eye."""
    time: str
    place: str
    block: str
    honorific: str = ""
    position: str = ""
    organisation: str = ""
    seat: str = ""
    notice: str = "Hội nghị có ghi âm, ghi hình."
    kind: str = "THẺ MỜI"
    greeting: str = "Trân trọng kính mời"
    purpose: str = "tới dự"
    hint: str = "Quý đại biểu vui lòng xuất trình mã QR tại bàn đón tiếp."
    time_label: str = "THỜI GIAN"
    place_label: str = "ĐỊA ĐIỂM"
    seat_label: str = "VỊ TRÍ NGỒI"
    code_label: str = "Mã đại biểu"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a card, each "#rrggbb"; only the block's own changes from guest to guest."""

    block: str
    paper: str = "#fffdf7"
    ink: str = "#20222a"
    quiet: str = "#5b5e68"
    accent: str = "#a3161c"
    gold: str = "#b98a2f"


@dataclass(frozen=True, slots=True)
class Fonts:
    """The font files of a card: TrueType, holding every Vietnamese letter."""

    regular: Path
    strong: Path
    bold: Path


def card(who: CardText, code_content: str, colours: Colours, fonts: Fonts) -> Image.Image:
    """Draw one card, 1080 × 1522 pixels. `code_content` is what the square says, from `qr.content`.

    Long names, titles and addresses are wrapped and stepped down in size; nothing is ever cut.
    """
    picture = _blank(_without_guest(who), colours, fonts).copy()
    canvas = ImageDraw.Draw(picture)
    _invitation(canvas, who, colours, fonts)
    _code(picture, canvas, who, code_content, colours, fonts)
    _column(canvas, who, colours, fonts)
    return picture


@lru_cache(maxsize=16)
def _blank(alike: CardText, colours: Colours, fonts: Fonts) -> Image.Image:
    """Draw what a whole block's cards have in common, once; do not draw on it, it is kept."""
    picture = ornament.paper((WIDTH, HEIGHT), colours.paper, colours.gold, (WIDTH / 2, 512), 352).copy()
    canvas = ImageDraw.Draw(picture)
    _head(canvas, alike, colours, fonts)
    _kind(canvas, alike, colours, fonts)
    _band(canvas, alike, colours, fonts)
    return picture


def png(picture: Image.Image, palette: Image.Image | None = None) -> bytes:
    """Return a card as a PNG file of some 120 kB, light enough for Zalo, that knows its printed size, A6.

    `palette`: of its block (`palette`), the same for all cards of it; without one the card's own colours are looked for.
    """
    buffer = BytesIO()
    few = picture.quantize(palette=palette or _few(picture), dither=Image.Dither.NONE)
    few.save(buffer, "PNG", compress_level=2, dpi=(PER_MM * 25.4, PER_MM * 25.4))
    return buffer.getvalue()


def palette(who: CardText, colours: Colours, fonts: Fonts) -> Image.Image:
    """Return the colours of all cards that differ in the guest alone, found on a specimen."""
    return _palette(_without_guest(who), colours, fonts)


@lru_cache(maxsize=64)
def _palette(alike: CardText, colours: Colours, fonts: Fonts) -> Image.Image:
    code = "0" * codes.LENGTH
    specimen = replace(
        alike, name="Nguyễn Văn An", honorific="Ông", position="Giám đốc", organisation="Công ty", code=code
    )
    return _few(card(specimen, code, colours, fonts))


def _few(picture: Image.Image) -> Image.Image:
    """Return 96 colours, found on a ninth of the pixels."""
    sample = picture.resize((WIDTH // 3, HEIGHT // 3), Image.Resampling.NEAREST)
    return sample.quantize(96, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def _without_guest(who: CardText) -> CardText:
    return replace(who, name="", honorific="", position="", organisation="", seat="", code="")


def _head(canvas: ImageDraw.ImageDraw, who: CardText, colours: Colours, fonts: Fonts) -> None:
    """Draw the two agencies at the top left, with the rule that the second one carries."""
    width, top = 600, 62
    names = [
        Text(who.governing, fonts.regular, 27, colours.ink, lines=2),
        Text(who.organiser, fonts.bold, 30, colours.ink, lines=2),
    ]
    middle = _EDGE + width / 2
    bottom = text_image.draw(canvas, text_image.stack(names, width, 120), middle, top, centred=True) + 10
    canvas.line((middle - 90, bottom, middle + 90, bottom), fill=colours.gold, width=3)


def _kind(canvas: ImageDraw.ImageDraw, who: CardText, colours: Colours, fonts: Fonts) -> None:
    """Draw what this is, between two gold lines."""
    middle, line = WIDTH / 2, _KIND_TOP + 50
    half = text_image.draw_spaced(canvas, Text(who.kind, fonts.bold, 62, colours.accent), middle, _KIND_TOP, 14)
    for side in (-1, 1):
        inner, outer = middle + side * (half + 36), middle + side * (half + 186)
        canvas.line((inner, line, outer, line), fill=colours.gold, width=3)
        canvas.regular_polygon((inner, line, 9), 4, rotation=45, fill=colours.gold)


def _invitation(canvas: ImageDraw.ImageDraw, who: CardText, colours: Colours, fonts: Fonts) -> None:
    """Draw who is invited to what, in the middle of the card."""
    top, middle = _KIND_TOP + 92, WIDTH / 2
    texts = [
        Text(who.greeting, fonts.regular, 29, colours.quiet),
        Text(who.honorific, fonts.regular, 34, colours.ink, before=8),
        Text(who.name, fonts.bold, 70, colours.ink, lines=2),
        Text(who.position, fonts.regular, 31, colours.ink, lines=2, before=2),
        Text(who.organisation, fonts.strong, 31, colours.ink, lines=3),
        Text(who.purpose, fonts.regular, 29, colours.quiet, before=12),
        Text(who.title, fonts.bold, 33, colours.accent, lines=3, before=6),
    ]
    room = _FOOT_TOP - 24 - top
    sets = text_image.stack(texts, _INNER, room)
    free = room - sum(each.height for each in sets)
    text_image.draw(canvas, sets, middle, top + free / 2, centred=True)


def _code(
    picture: Image.Image,
    canvas: ImageDraw.ImageDraw,
    who: CardText,
    content: str,
    colours: Colours,
    fonts: Fonts,
) -> None:
    """Draw the square on white, and under it the digits for whoever must type them."""
    modules = len(qr.matrix(content))
    box = max(_CODE_SIDE // modules, -(-round(30 * PER_MM) // modules))
    square = qr.image(content, box)
    left, right = _EDGE, _COLUMN - 36
    canvas.rounded_rectangle((left, _FOOT_TOP, right, _FOOT_BOTTOM), 18, fill="#ffffff", outline=colours.gold, width=2)
    middle = (left + right) / 2
    picture.paste(square, (round(middle - square.width / 2), _FOOT_TOP + 3))
    label = text_image.fit(Text(who.code_label, fonts.regular, 23, colours.quiet), right - left)
    y = text_image.draw(canvas, [label], middle, _FOOT_TOP + 2 + square.height, centred=True)
    _digits(canvas, codes.groups(who.code), middle, y, colours, fonts)


def _digits(
    canvas: ImageDraw.ImageDraw, groups: list[str], middle: float, y: float, colours: Colours, fonts: Fonts
) -> None:
    """Draw the groups in columns, five to a line, every digit equally wide, so that an eye can keep its place."""
    digit, step = 15.6, 78
    left = middle - (4 * step + 5 * digit) / 2
    for place, group in enumerate(groups):
        row, column = divmod(place, 5)
        for number, char in enumerate(group):
            middle_of_digit = left + column * step + (number + 0.5) * digit
            text_image.put(canvas, (middle_of_digit, y + 27 + row * 35), char, (fonts.strong, 25), colours.ink, "ms")


def _column(canvas: ImageDraw.ImageDraw, who: CardText, colours: Colours, fonts: Fonts) -> None:
    """Draw when and where, the seat, what to do with the card, and what the hall records."""
    pairs = [(who.time_label, who.time), (who.place_label, who.place), (who.seat_label, who.seat)]
    texts = [
        text
        for label, value in pairs
        if value
        for text in (
            Text(label, fonts.bold, 22, colours.accent, before=14),
            Text(value, fonts.strong, 28, colours.ink, lines=6, phrases=True),
        )
    ]
    texts.append(Text(who.hint, fonts.regular, 25, colours.ink, lines=4, before=22))
    texts.append(Text(who.notice, fonts.regular, 24, colours.quiet, lines=4, before=12))
    sets = text_image.stack(texts, WIDTH - _EDGE - _COLUMN, _FOOT_BOTTOM - _FOOT_TOP)
    free = _FOOT_BOTTOM - _FOOT_TOP - sum(each.height for each in sets)
    text_image.draw(canvas, sets, _COLUMN, _FOOT_TOP + free / 2)


def _band(canvas: ImageDraw.ImageDraw, who: CardText, colours: Colours, fonts: Fonts) -> None:
    """Draw the block's colour over the foot of the card, with the block's name in it."""
    canvas.rectangle((0, _BAND_TOP, WIDTH, HEIGHT), fill=colours.block)
    canvas.rectangle((0, _BAND_TOP, WIDTH, _BAND_TOP + 5), fill=colours.gold)
    name = Text(who.block.upper(), fonts.bold, 36, readable_on(colours.block), lines=1)
    sets = text_image.stack([name], _INNER, HEIGHT - _BAND_TOP - 20)
    free = HEIGHT - _BAND_TOP - 5 - sum(each.height for each in sets)
    text_image.draw(canvas, sets, WIDTH / 2, _BAND_TOP + 5 + free / 2, centred=True)


def readable_on(colour: str) -> str:
    """Return white or near black, whichever stands out more from the colour (WCAG 2 contrast)."""
    red, green, blue = (_linear(part / 255) for part in ImageColor.getrgb(colour)[:3])
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#ffffff" if 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 else "#111111"


def _linear(part: float) -> float:
    """Return the physical brightness of one sRGB part, 0 to 1."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
