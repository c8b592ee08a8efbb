"""Which block a text means, and which one an organisation usually belongs in."""

import tomllib
from pathlib import Path

import msgspec
import pytest

from kiosk.intake.reader.block_names import guess_block, match_block
from kiosk.settings.schema import Block

SAMPLE = Path(__file__).parents[4] / "examples" / "haiphong-2026" / "conference.toml"
BLOCKS = msgspec.convert(tomllib.loads(SAMPLE.read_text(encoding="utf-8"))["blocks"], list[Block])


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.code)
def test_a_block_is_known_by_its_own_names(block: Block) -> None:
    assert match_block(block.name, BLOCKS) == block.code
    assert match_block(block.short, BLOCKS) == block.code
    assert match_block(block.code, BLOCKS) == block.code
    assert match_block(f"II. KHỐI {block.name.upper()} (25 đại biểu):", BLOCKS) == block.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Khối doanh nghiệp", "business"),
        ("DN", "business"),
        ("Hợp tác xã", "business"),
        ("Phóng viên, báo đài", "press"),
        ("Hội doanh nghiệp trẻ", "association"),
        ("Các Sở, ban, ngành", "agency"),
        ("UBND các xã, phường", "commune"),
        ("Lãnh đạo thành phố", "city"),
        ("Lãnh đạo Ủy ban nhân dân TP Hải Phòng", "city"),
        ("Sở KH&CN", "host"),
        ("Ban Tổ chức", "host"),
        ("Ủy ban TĐC", "committee"),
        ("Các sở, ngành, UBND các xã, phường", ""),
        ("Khách mời", ""),
        ("VIP", ""),
        ("", ""),
    ],
)
def test_a_block_as_lists_call_it(text: str, code: str) -> None:
    assert match_block(text, BLOCKS) == code


@pytest.mark.parametrize(
    ("organisation", "code"),
    [
        ("Công ty TNHH An Phú", "business"),
        ("Cty CP Bạch Đằng", "business"),
        ("Sở Công Thương", "agency"),
        ("UBND phường Thủy Nguyên", "commune"),
        ("UBND thành phố Hải Phòng", "city"),
        ("Báo Hải Phòng", "press"),
        ("Hiệp hội Doanh nghiệp nhỏ và vừa", "association"),
        ("Ban Đo lường", "committee"),
        ("Sở Khoa học và Công nghệ", "host"),
        ("Chi cục Tiêu chuẩn Đo lường Chất lượng", "host"),
        ("Sao Mai", ""),
    ],
)
def test_an_organisation_is_guessed_by_how_its_name_begins(organisation: str, code: str) -> None:
    assert guess_block(organisation, BLOCKS) == code
