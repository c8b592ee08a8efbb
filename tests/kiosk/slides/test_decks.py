"""Decks: a PDF or pictures drawn page by page, and every hostile file refused in a sentence, with nothing left behind."""

import io
import sys
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from badges.refusal import Refusal, Unknown
from kiosk.machine import libreoffice
from kiosk.slides import decks, draw

pytestmark = pytest.mark.whole


def pdf(pages=2, *, width=338, height=190, text="Noi dung"):
    paper = FPDF(format=(width, height))
    for n in range(pages):
        paper.add_page()
        paper.set_font("helvetica", size=20)
        paper.text(20, 30, f"{text} {n + 1}")
    return bytes(paper.output())


def image(size=(400, 300), kind="PNG", colour=(20, 40, 160)):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def add(folder, *files, question=0, title="Bài trình bày", speaker="Ông An"):
    return decks.add(folder, decks.new(title, speaker, "2026-04-24T07:00:00.000Z", question), files)


def sizes(folder, deck):
    found = []
    for n in range(deck.pages):
        with Image.open(decks.picture(folder, deck, n)) as drawn:
            found.append(drawn.size)
    return found


def test_each_page_of_a_pdf_becomes_a_picture_as_wide_as_the_screen(tmp_path):
    deck = add(tmp_path, ("bai.pdf", pdf(3)))
    assert (deck.pages, deck.title, deck.speaker) == (3, "Bài trình bày", "Ông An")
    assert {width for width, _height in sizes(tmp_path, deck)} == {1920}
    assert decks.every(tmp_path) == [deck] == [decks.by_key(tmp_path, deck.key)]
    assert sorted(p.name for p in (tmp_path / "slides" / deck.id).iterdir()) == [
        "000.webp",
        "001.webp",
        "002.webp",
        "deck.json",
    ]


def test_pictures_of_a_folder_come_in_the_order_of_their_numbers(tmp_path):
    named = [
        ("anh10.png", image((100, 10))),
        ("anh9.jpg", image((100, 90), "JPEG")),
        ("anh2.webp", image((100, 20), "WEBP")),
    ]
    deck = add(tmp_path, *named)
    assert [height for _w, height in sizes(tmp_path, deck)] == [20, 90, 10]


def test_an_extract_loses_its_empty_margins_and_a_talk_keeps_them(tmp_path):
    paper = ("trich.pdf", pdf(1, width=210, height=297))
    whole, extract = add(tmp_path, paper), add(tmp_path, paper, question=1)
    (w0, h0), (w1, h1) = sizes(tmp_path, whole)[0], sizes(tmp_path, extract)[0]
    assert w1 * h1 < w0 * h0 / 4
    empty = add(tmp_path, ("trang.png", image(colour=(255, 255, 255))), question=1)
    assert sizes(tmp_path, empty) == [(400, 300)]


def test_a_font_that_the_file_does_not_bring_is_named_by_its_page(tmp_path):
    assert add(tmp_path, ("a.pdf", pdf(2))).fonts == [1, 2]  # the standard fonts are not embedded
    assert add(tmp_path, ("b.png", image())).fonts == []


def bomb():
    """A PNG of a few kilobytes that says it is 30,000 points high and wide."""

    def part(name, body):
        crc = zlib.crc32(name + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + name + body + crc

    head = (30_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0" * 100_000)) + part(b"IEND", b"")
    )


def locked():
    paper = FPDF()
    paper.add_page()
    paper.set_encryption(owner_password="a", user_password="b")
    return bytes(paper.output())


HOSTILE = {
    "empty": (b" ", "PDF nor picture"),
    "text": (b"hello", "PDF nor picture"),
    "half a PDF": (pdf(3)[:400], "PDF nor picture"),
    "PDF in name only": (b"%PDF-1.7 hello", "PDF nor picture"),
    "a deck of PowerPoint": (b"PK\x03\x04" + b"\0" * 200, "PDF nor picture"),
    "locked": (locked(), "password"),
    "half a picture": (image()[:60], "PDF nor picture"),
    "bomb": (bomb(), "too large"),
    "many pages": (pdf(draw.MOST_PAGES + 1), "300 pages"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_drawn_is_refused_in_a_sentence_and_leaves_nothing(tmp_path, name):
    body, says = HOSTILE[name]
    with pytest.raises(Refusal, match=says):
        add(tmp_path, ("x.pdf", body))
    assert list((tmp_path / "slides").iterdir()) == []


def test_a_file_that_fails_says_its_own_fault_whatever_failed_before_it(tmp_path):
    for body, says in (HOSTILE["locked"], HOSTILE["half a PDF"], HOSTILE["locked"]):
        with pytest.raises(Refusal, match=says):
            add(tmp_path, ("x.pdf", body))


def test_a_page_very_long_in_one_direction_is_bounded_in_both(tmp_path):
    deck = add(tmp_path, ("lang.pdf", pdf(1, width=20, height=5000)), ("ngang.png", image((9000, 20))))
    for width, height in sizes(tmp_path, deck):
        assert width <= draw.WIDTH
        assert height <= draw.HEIGHT


def test_a_page_that_takes_too_long_is_given_up(tmp_path):
    source = tmp_path / "source"
    source.write_bytes(pdf(1))
    with pytest.raises(Refusal, match="too long"):
        decks.draw(tmp_path, [source], seconds=0.01)


def test_what_comes_over_the_network_never_becomes_a_path(tmp_path):
    deck = add(tmp_path, ("a.png", image()))
    for ident in ("", "..", "../slides/" + deck.id, deck.id.upper() + "/", "/etc", deck.id + "\n"):
        assert decks.find(tmp_path, ident) is None
        decks.remove(tmp_path, ident)
    for page in (-1, 1, 999):
        with pytest.raises(Unknown):
            decks.picture(tmp_path, deck, page)
    with pytest.raises(Unknown):
        decks.by_key(tmp_path, "ưu")
    decks.remove(tmp_path, deck.id)
    assert decks.every(tmp_path) == []


def test_so_many_decks_and_no_more(tmp_path, monkeypatch):
    monkeypatch.setattr(decks, "MOST_DECKS", 1)
    add(tmp_path, ("a.png", image()))
    with pytest.raises(Refusal, match="remove some"):
        add(tmp_path, ("b.png", image()))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_two_of_one_id_at_once_are_one_deck_and_neither_spoils_the_other(tmp_path):
    one = decks.new("Bài", "Ông An", "2026-04-24T07:00:00.000Z", ident="0" * 16)
    with ThreadPoolExecutor() as both:
        made = list(both.map(lambda files: decks.add(tmp_path, one, files), [[("a.pdf", pdf(3))]] * 2))
    assert made[0] == made[1] == decks.every(tmp_path)[0]
    assert (len(sizes(tmp_path, made[0])), [p.name for p in (tmp_path / "slides").iterdir()]) == (3, [one.id])


def test_the_child_limits_itself_before_it_looks_at_a_file(monkeypatch):
    told = []
    monkeypatch.setattr(draw, "limit_process", lambda *limits: told.append(limits))
    monkeypatch.setattr(draw.sys, "stdin", io.StringIO("no JSON"))
    with pytest.raises(ValueError):
        draw.main()
    assert told == [(draw.MOST_MEMORY, draw.MOST_SECONDS)]


def presentation():
    """An OpenDocument presentation of two pages."""
    spaces = "".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0" '
        for short, long in (("office", "office"), ("draw", "drawing"), ("text", "text"), ("svg", "svg-compatible"))
    )
    box = "<draw:text-box><text:p>Trang {n}</text:p></draw:text-box>"
    frame = f'<draw:frame svg:width="20cm" svg:height="3cm" svg:x="2cm" svg:y="2cm">{box}</draw:frame>'
    pages = "".join(f'<draw:page draw:name="p{n}">{frame.format(n=n)}</draw:page>' for n in (1, 2))
    body = f"<office:body><office:presentation>{pages}</office:presentation></office:body>"
    kind = "application/vnd.oasis.opendocument.presentation"
    manifest = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"))
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", kind)
        file.writestr(
            "content.xml", f'<office:document-content {spaces} office:version="1.2">{body}</office:document-content>'
        )
        file.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{manifest}</manifest:manifest>',
        )
    return out.getvalue()


def has_impress():
    """Whether LibreOffice is here with its part for presentations, which some systems pack by itself."""
    soffice = libreoffice.program()
    return bool(soffice) and any(Path(soffice).resolve().parent.parent.rglob("*sdlo.*"))


@pytest.mark.slow
@pytest.mark.skipif(
    not has_impress(), reason="LibreOffice Impress is not here: apt-get install libreoffice-impress-nogui"
)
def test_a_presentation_is_drawn_by_way_of_libreoffice_and_a_broken_one_refused(tmp_path):
    deck = add(tmp_path, ("Bai.ODP", presentation()))
    assert (deck.pages, sizes(tmp_path, deck)[0][0]) == (2, draw.WIDTH)
    assert sorted(path.name for path in (tmp_path / "slides" / deck.id).iterdir()) == [
        "000.webp",
        "001.webp",
        "deck.json",
    ]
    with pytest.raises(Refusal, match="LibreOffice cannot read"):
        add(tmp_path, ("bai.pptx", b"PK\x03\x04" + b"\0" * 200))


def test_without_libreoffice_a_presentation_is_refused_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    with pytest.raises(Refusal, match="is not on this computer"):
        add(tmp_path, ("bai.pptx", presentation()))
    assert list((tmp_path / "slides").iterdir()) == []
