"""The PDF that is written: sound, found and copied by its letters, alike each time, drawn where it is said."""

import re
from datetime import UTC, datetime

import pypdfium2
import pytest

from kiosk import assets
from kiosk.papers.pdf.document import Document

AT = datetime(2026, 4, 24, 14, 0, tzinfo=UTC)
WORDS = "Nguyễn Văn Ẳ Ệ ỵ"


def written(title="Thẻ đại biểu", size=(100.0, 50.0)):
    document = Document(title, AT, size)
    document.add_page()
    document.text((10, 20), WORDS, (assets.font(700), 14), "#1b1d22")
    document.add_page()
    with document.rotation(180, 50, 25):
        document.area((10, 10, 20, 10), fill="#ff0000")
    document.area((60, 10, 20, 10), fill="#00ff00", line="#000000", round_=3)
    document.rule(0, 40, 100, 40, "#0000ff", 1)
    document.path("0 0 10 10 re", 80, 25, 0.5, "#00ffff")
    return document.output()


def drawn(data, page):
    return pypdfium2.PdfDocument(data)[page].render(scale=72 / 25.4).to_pil().convert("RGB")


def test_the_file_is_sound_and_says_what_it_is():
    data = written()
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n ", data[start:])]
    assert all(data[place:].startswith(b"%d 0 obj\n" % number) for number, place in enumerate(places, 1))
    assert len(places) == data.count(b" 0 obj\n") == int(re.search(rb"/Size (\d+)", data)[1]) - 1
    streams = re.findall(rb"/Length (\d+)[^>]*>>\nstream\n(.*?)\nendstream", data, re.S)
    assert streams and all(int(length) == len(stream) for length, stream in streams)
    file = pypdfium2.PdfDocument(data)
    assert (len(file), file.get_metadata_value("Title")) == (2, "Thẻ đại biểu")
    assert file.get_metadata_value("CreationDate") == "D:20260424140000+00'00"
    assert all(
        part in data
        for part in (b"/Lang (vi)", b"/DisplayDocTitle true", b"/PrintScaling /None", b"/FontFile2", b"/ToUnicode")
    )
    assert file[0].get_size() == pytest.approx((100 * 72 / 25.4, 50 * 72 / 25.4), abs=0.01)


def test_its_letters_are_found_and_copied():
    text = pypdfium2.PdfDocument(written())[0].get_textpage()
    assert text.get_text_range().strip() == WORDS
    assert text.search("Ẳ Ệ").get_next() is not None


def test_the_same_is_written_alike():
    assert written() == written()
    assert written() != written("Nhãn")


@pytest.mark.parametrize(
    ("place", "colour"),
    [
        ((80, 35), (255, 0, 0)), ((15, 15), (255, 255, 255)), ((70, 15), (0, 255, 0)), ((60, 10), (255, 255, 255)), ((30, 40), (0, 0, 255)),
        ((82, 27), (0, 255, 255)), ((86, 27), (255, 255, 255)),
    ],
)  # fmt: skip
def test_what_is_drawn_stands_where_it_was_put(place, colour):
    """Turned about the middle, filled with round corners, a line, a path in its own unit."""
    picture = drawn(written(), 1)
    scale = 72 / 25.4
    shown = picture.getpixel(
        (int(place[0] * scale * picture.width / (100 * scale)), int(place[1] * picture.height / 50))
    )
    assert all(abs(one - other) <= 40 for one, other in zip(shown, colour, strict=True))
