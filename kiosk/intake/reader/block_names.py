"""Which block of the conference a list means by "Khối doanh nghiệp (100 đại biểu)" or by a column "Thành phần"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from badges.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Sequence


class Block(Protocol):
    """What is needed of a block: `kiosk.settings` has the rest."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def kind(self) -> str: ...


_SHORTER: Final = (
    ("uy ban nhan dan", "ubnd"),
    ("thanh pho", "tp"),
    ("doanh nghiep", "dn"),
    ("khoa hoc va cong nghe", "khcn"),
    ("khoa hoc cong nghe", "khcn"),
    ("kh cn", "khcn"),
    ("tieu chuan do luong chat luong", "tcdlcl"),
    ("quoc gia", "qg"),
    ("tcdlclqg", "tcdlcl qg"),
    ("tdc", "tcdlcl"),
    ("cac ", ""),
)

_FAMILIES: Final[tuple[tuple[str, str], ...]] = (
    ("business", "dn|cong ty|cty|hop tac xa|htx|ho kinh doanh|nha san xuat|co so san xuat|dn hop tac xa"),
    ("press", "bao chi|truyen thong|phong vien|nha bao|bao dai|co quan bao chi|thong tin bao chi"),
    ("association", "hiep hoi|hhdn|hiep hoi dn|hoi dn|hoi nganh nghe"),
    ("staff", "phuc vu|le tan|ky thuat|hau can|bo phan phuc vu|ban to chuc"),
    ("host", "chu nha|don vi to chuc|ban to chuc|chi cuc|chi cuc tcdlcl"),
    ("so nganh", "so nganh|so ban nganh|ban nganh|so ban nganh tp|co quan nha nuoc|so nganh tp"),
    ("xa phuong", "xa phuong|phuong xa|xa phuong dac khu|ubnd xa|ubnd phuong|ubnd xa phuong|cap xa|dac khu"),
    (
        "lanh dao tp",
        "lanh dao tp|lanh dao ubnd tp|ubnd tp|tp|thanh uy|hdnd|hdnd tp|thuong truc tp|thuong truc thanh uy",
    ),
    ("tcdlcl qg", "uy ban tcdlcl|uy ban tcdlcl qg|tcdlcl qg|trung uong|bo khcn|bo nganh|bo nganh trung uong"),
)
"""What blocks are called, by the kind of a block or by words in its name."""


_OF_ONE: Final = (
    "tp|hdnd|hdnd tp|thanh uy|ubnd tp|chi cuc|chi cuc tcdlcl|trung uong|bo khcn|dac khu|uy ban tcdlcl|tcdlcl qg|"
    "thuong truc tp|thuong truc thanh uy|uy ban tcdlcl qg|cong ty|cty|hop tac xa|htx"
)
"""Phrases of these that also are what one body is called."""


def is_common(text: str, *, but_bodies: bool = False) -> bool:
    """Say whether a text is what a block is commonly called, in any conference. `but_bodies`: and no single body is."""
    known = {phrase for _family, phrases in _FAMILIES for phrase in phrases.split("|")}
    return _shorten(text) in known - set(_OF_ONE.split("|") if but_bodies else ())


class _Hit(NamedTuple):
    start: int
    end: int
    code: str


def match_block(text: str, blocks: Sequence[Block]) -> str:
    """Return the code of the one block that a text names, or an empty text where it names none or several.

    Compared on folds: the block's own code, names and what such blocks are commonly called. A longer name hides a
    shorter one inside it: "Hiệp hội doanh nghiệp" is no business.
    """
    wanted = _shorten(text)
    hits = {hit for block in blocks for phrase in _phrases(block) for hit in _hits(phrase, block.code, wanted)}
    visible = [hit for hit in hits if not any(_hides(other, hit) for other in hits)]
    whole = [hit for hit in visible if hit.end - hit.start == len(wanted)]
    codes = {hit.code for hit in whole or visible}
    return codes.pop() if len(codes) == 1 else ""


_OPENINGS: Final[tuple[tuple[str, str], ...]] = (
    (
        "business",
        "cong ty|cty|ctcp|tong cong ty|tap doan|dn|dntn|htx|hop tac xa|ho kinh doanh|chi nhanh cong ty|nha may|xi nghiep",
    ),
    ("press", "bao|dai|tap chi|trung tam bao chi|cong thong tin|trung tam cong nghe thong tin va truyen thong"),
    ("association", "hiep hoi|hoi|lien doan|lien minh"),
    ("host", "so khcn|chi cuc tcdlcl"),
    ("xa phuong", "ubnd xa|ubnd phuong|ubnd dac khu|phuong|xa|dac khu|dang uy xa|dang uy phuong"),
    ("lanh dao tp", "ubnd tp|thanh uy|hdnd tp|van phong ubnd tp|doan dai bieu quoc hoi"),
    ("tcdlcl qg", "uy ban tcdlcl|tong cuc|bo|ban tieu chuan|ban do luong|ban quan ly chat luong|cuc"),
    ("so nganh", "so|ban|chi cuc|cong an|thue|hai quan|thanh tra|kho bac"),
)
"""How the names of organisations begin, by the block they belong in; the first that fits."""


def guess_block(organisation: str, blocks: Sequence[Block]) -> str:
    """Return the code of the block that an organisation of this name usually belongs in, where a list has no blocks.

    A guess to be shown as one; an empty text where no block of the conference fits.
    """
    wanted = _shorten(organisation)
    own = [
        block for block in blocks if any(phrase == wanted for phrase in (_shorten(block.name), _shorten(block.short)))
    ]
    if own:
        return own[0].code
    for family, openings in _OPENINGS:
        if re.match(rf"(?:{openings})\b", wanted):
            fitting = [block for block in blocks if _is_of(block, family)]
            if fitting:
                return fitting[0].code
    return ""


def _is_of(block: Block, family: str) -> bool:
    names = f"{_shorten(block.name)} {_shorten(block.short)}"
    return family == block.kind or re.search(rf"\b{family}\b", names) is not None


def _hides(longer: _Hit, hit: _Hit) -> bool:
    return longer.start <= hit.start and hit.end <= longer.end and longer.end - longer.start > hit.end - hit.start


@lru_cache(maxsize=4096)
def _shorten(text: str) -> str:
    folded = f"{fold(text)} "
    for long, short in _SHORTER:
        folded = re.sub(rf"\b{long}", short, folded)
    return " ".join(folded.split())


def _phrases(block: Block) -> set[str]:
    own = {_shorten(block.name), _shorten(block.short), fold(block.code)} - {""}
    common = [phrases for family, phrases in _FAMILIES if _is_of(block, family)]
    return own | {phrase for phrases in common for phrase in phrases.split("|")}


def _hits(phrase: str, code: str, wanted: str) -> list[_Hit]:
    return [_Hit(found.start(), found.end(), code) for found in re.finditer(rf"\b{re.escape(phrase)}\b", wanted)]
