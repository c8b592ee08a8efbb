"""The square on the card: what it says, how it is drawn, and that a reader gets the same digits back."""

import re
from xml.etree import ElementTree

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from badges import codes, qr

CODE = codes.derive(bytes(range(32)), "haiphong-2026", "17", 0)


def scanned(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def test_without_a_public_address_the_square_says_the_digits() -> None:
    assert qr.content(CODE) == qr.content(CODE, None) == qr.content(CODE, "") == CODE


@pytest.mark.parametrize(
    ("address", "start"),
    [
        ("https://hoinghi.example.vn", "HTTPS://HOINGHI.EXAMPLE.VN/I/"),
        ("https://hoinghi.example.vn/", "HTTPS://HOINGHI.EXAMPLE.VN/I/"),
        (" hoinghi.example.vn ", "HTTPS://HOINGHI.EXAMPLE.VN/I/"),
        ("hoinghi.example.vn:8443", "HTTPS://HOINGHI.EXAMPLE.VN:8443/I/"),
        ("http://192.168.1.10:8000", "HTTP://192.168.1.10:8000/I/"),
    ],
)
def test_with_a_public_address_it_says_the_guests_page_in_capitals(address: str, start: str) -> None:
    assert qr.content(CODE, address) == start + CODE


@pytest.mark.parametrize(
    "address",
    [
        "https://hoinghi.example.vn/kiosk",
        "https://hoinghi.example.vn?x=1",
        "https://hộinghị.vn",
        "https://",
        "ftp://hoinghi.example.vn",
        "https://-x.vn",
    ],
)
def test_an_address_that_would_not_lead_to_the_page_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="host name"):
        qr.content(CODE, address)


def test_a_bare_code_is_25_modules_wide_and_an_address_33() -> None:
    assert len(qr.matrix(CODE)) == 25
    assert len(qr.matrix(qr.content(CODE, "https://hoinghi.skhcn.haiphong.gov.vn"))) == 33


def test_the_square_is_drawn_at_level_q() -> None:
    (found,) = zxingcpp.read_barcodes(qr.image(CODE))
    assert (found.ec_level, found.format) == ("Q", zxingcpp.BarcodeFormat.QRCode)


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.sampled_from([None, "https://hoinghi.example.vn", "kiosk.local:8443"]))
def test_a_camera_reads_back_what_was_written(guest: int, address: str | None) -> None:
    code = codes.derive(bytes(range(32)), "c", str(guest), 0)
    text = qr.content(code, address)
    assert scanned(qr.image(text, box=4)) == [text]
    assert codes.read(text) == code


def test_box_and_border_are_pixels_and_modules() -> None:
    picture = qr.image(CODE, box=3, border=2)
    assert picture.size == ((25 + 4) * 3, (25 + 4) * 3)
    assert picture.crop((0, 0, 29 * 3, 6)).getextrema() == (255, 255)
    assert picture.getpixel((6, 6)) == 0


def test_the_svg_paints_the_same_modules_as_the_picture() -> None:
    root = ElementTree.fromstring(qr.svg(CODE, border=0))
    assert root.attrib["viewBox"] == "0 0 25 25"
    strokes = root[1].attrib["d"]
    dark = {
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", strokes)
        for step in range(int(length))
    }
    assert dark == {(x, y) for y, row in enumerate(qr.matrix(CODE)) for x, module in enumerate(row) if module}


def test_the_svg_says_nothing_but_numbers() -> None:
    assert "script" not in qr.svg("<script>")
    assert "style" not in qr.svg(CODE)


def test_a_text_too_long_for_any_square_is_refused() -> None:
    with pytest.raises(ValueError):
        qr.matrix("x" * 5000)
