"""Files meant to do harm, or broken on the way: refused with one sentence, no row of them read."""

import io
import random

import msgspec
import pytest

from kiosk.intake.reader import limits
from kiosk.intake.reader.read_table import answer
from kiosk.intake.reader.table import Request, Unreadable
from kiosk.intake.sandbox import read as read_apart
from tests.support.hostile_lists import FOOT, HEAD, HOSTILE, SHEET, old, plain, text, with_part

pytestmark = pytest.mark.whole


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_reason(name: str) -> None:
    make, reason = HOSTILE[name]
    data = make()
    assert len(data) <= limits.MOST_BYTES or name == "too many bytes"
    with pytest.raises(Unreadable, match=reason):
        read_apart(data, "guests")


def test_a_million_rows_within_the_ratio_are_refused_as_well() -> None:
    noise = random.Random(2)
    rows = (f'<row r="{n}"><c r="A{n}"><v>{noise.randrange(10)}</v></c></row>' for n in range(1, 500_001))
    data = with_part(SHEET, [HEAD, *rows, FOOT])
    assert limits.MEGABYTE < len(data) < limits.MOST_BYTES
    with pytest.raises(Unreadable, match="unpacks to more"):
        read_apart(data, "guests")


def said_to(data: bytes) -> bytes:
    """What the child answers; anything it raises fails the test."""
    request = msgspec.json.encode(Request("guests", None, {}, None, "vi"))
    return answer(io.BytesIO(request + b"\n" + data))


def check(data: bytes, sound: bytes) -> None:
    """Either a refusal of one sentence, or a whole table."""
    reply = said_to(data)
    if reply.startswith(b"-"):
        said, facts = msgspec.json.decode(reply[1:])
        assert str(Unreadable(said, **facts)).endswith((".", "?"))
    else:
        assert reply.startswith(b"+") and msgspec.json.decode(reply[1:])["kind"] == "guests"
    assert said_to(sound).startswith(b"+")


SOUND = {"xlsx": plain, "xls": old, "text": text}


@pytest.mark.parametrize("kind", SOUND)
@pytest.mark.parametrize("seed", range(20))
def test_a_broken_file_never_does_anything_but_refuse_or_read(kind: str, seed: int) -> None:
    chance = random.Random(f"{kind} {seed}")
    sound = SOUND[kind]()
    for _round in range(2):
        check(sound[: chance.randrange(1, len(sound))], sound)
        flipped = bytearray(sound)
        for _flip in range(chance.randrange(1, 9)):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        check(bytes(flipped), sound)
        noise = chance.randbytes(chance.randrange(1, 3000))
        check(noise, sound)
        check(sound[:8] + noise, sound)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/styles.xml", SHEET, "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
)
@pytest.mark.parametrize("content", ["", "<a/>", "<", "\0", HEAD, '<?xml version="1.0" encoding="utf-7"?><a/>'])
def test_a_workbook_with_one_senseless_part_is_refused_or_read(part: str, content: str) -> None:
    check(with_part(part, [content]), plain())


@pytest.mark.parametrize("row", ["0", "-1", "x", "1e9", "99999999999999999999", ""])
@pytest.mark.parametrize("cell", ["A0", "ZZZZZ1", "1A", "", "A99999999999", "$A$1"])
def test_senseless_addresses_are_refused_or_read(row: str, cell: str) -> None:
    check(with_part(SHEET, [HEAD, f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>', FOOT]), plain())


@pytest.mark.parametrize("span", ["", "A1", "A1:ZZZZ9", "B9:A1", "A:C", "1:3", "A1:A1:A1", "x"])
def test_senseless_merged_ranges_are_refused_or_read(span: str) -> None:
    check(
        with_part(SHEET, [HEAD, f'</sheetData><mergeCells><mergeCell ref="{span}"/></mergeCells></worksheet>']), plain()
    )
