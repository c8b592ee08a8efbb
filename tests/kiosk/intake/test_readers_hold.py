"""Whatever is done to a Word file, an .ods, a page or a text: the reader answers with a table or a sentence, within its limits."""

import io
import random
import zipfile

import msgspec
import pytest

from kiosk.intake.reader.read_table import answer_to
from kiosk.intake.reader.table import Request
from tests.kiosk.intake.conftest import make_xlsx
from tests.kiosk.intake.shapes_of_files import excel_2003, html, ods, word
from tests.kiosk.intake.shapes_of_guests import H, L

pytestmark = pytest.mark.whole

ASKED = msgspec.json.encode(Request("guests", None, {}, None, "vi"))
SOUND = {"docx": word, "ods": lambda: ods([H, *L]), "html": html, "xml": excel_2003}
INNER = {"docx": "word/document.xml", "ods": "content.xml"}


def parted(data: bytes, part: str, content: bytes) -> bytes:
    """The archive with another content of one part."""
    source, file = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, content if name == part else source.read(name))
    return file.getvalue()


@pytest.mark.parametrize(
    ("make", "part"),
    [
        (lambda: make_xlsx([H, *L]), "xl/worksheets/sheet1.xml"),
        (lambda: make_xlsx([H, *L]), "xl/workbook.xml"),
        (lambda: ods([H, *L]), "content.xml"),
        (word, "word/document.xml"),
        (excel_2003, ""),
    ],
)
def test_a_document_type_is_refused(make, part: str) -> None:
    sound = make()
    assert answer_to(ASKED, sound)[:1] == b"+"
    inner = zipfile.ZipFile(io.BytesIO(sound)).read(part) if part else sound
    begin = inner.index(b"<", inner.index(b"?>") if inner.startswith(b"<?xml") else 0)
    changed = inner[:begin] + b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + inner[begin:]
    assert answer_to(ASKED, parted(sound, part, changed) if part else changed)[:1] == b"-"


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kind", SOUND)
def test_broken_markup_is_refused_or_read(kind: str, seed: int) -> None:
    chance, sound = random.Random(seed), SOUND[kind]()
    part = INNER.get(kind, "")
    inner = zipfile.ZipFile(io.BytesIO(sound)).read(part) if part else sound
    for _round in range(6):
        broken = bytearray(inner)
        for _change in range(chance.randrange(1, 12)):
            place = chance.randrange(len(broken))
            broken[place : place + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        data = parted(sound, part, bytes(broken)) if part else bytes(broken)
        assert answer_to(ASKED, data)[:1] in (b"+", b"-")


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("ods", b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1000000">'),
        ("ods", b"<table:table-cell office", b'<table:table-cell table:number-columns-repeated="16384" office'),
        ("ods", b"<office:document-content", b"<!DOCTYPE x [<!ENTITY a 'b'>]><office:document-content"),
        ("docx", b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="99999"/>'),
        ("docx", b"<w:document ", b"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document "),
        ("html", b"<td>", b'<td colspan="100000" rowspan="100000">'),
        ("html", b"<table", b"<table><tr><td>" * 200 + b"<table"),
        ("xml", b"<Row>", b'<Row ss:Index="99999999">'),
    ],
)
def test_what_would_grow_without_end_is_refused_or_cut(kind: str, old: bytes, new: bytes) -> None:
    sound = SOUND[kind]()
    part = INNER.get(kind, "")
    inner = zipfile.ZipFile(io.BytesIO(sound)).read(part) if part else sound
    assert old in inner
    changed = inner.replace(old, new)
    reply = answer_to(ASKED, parted(sound, part, changed) if part else changed)
    assert reply[:1] in (b"+", b"-")
    assert len(reply) < 3_000_000
