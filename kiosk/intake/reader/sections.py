"""Sections of a list: rows, names of sheets and lines above tables that name a block, a field, a place or an organisation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from badges.vietnamese import fold
from kiosk.intake.reader import cells
from kiosk.intake.reader.block_names import is_common
from kiosk.intake.reader.content import is_organisation, is_person

if TYPE_CHECKING:
    from kiosk.intake.reader.listing import Listing
    from kiosk.intake.reader.table import Kind

ROMAN: Final = re.compile(r"\(?(?:[IVXLC]+|[A-ZĐ])\)?[.):]?")
_LABELLED: Final = re.compile(r"^\s*(?:[IVXLC]+|[A-ZĐ])\s*[.):/-]\s*(?=\S)")
_NUMBERED: Final = re.compile(r"^\s*\d{1,2}\s*[.)/]\s*(?=[^\W\d])")
_SECTION: Final = re.compile(r"(?:khoi|nhom|cac|thanh phan|dai bieu|linh vuc|khach moi)\b")
_SECTION_IF_UNNUMBERED: Final = re.compile(
    r"(?:lanh dao|doanh nghiep|bao chi|so nganh|hiep hoi|ubnd|uy ban|don vi|co quan|ban to chuc|phong vien|truyen thong|"
    r"hop tac xa|thanh uy|hdnd|chu tri|xa phuong)\b"
)
_PLACE: Final = re.compile(
    r"(?:khu|cum) (?:cong nghiep|kinh te|che xuat|cong nghe cao)\b|(?:kcn|ccn|kkt|kcx)\b|(?:quan|huyen|thi xa|phuong|xa|dac khu|dia ban)\b"
)
"""Places whose businesses stand below them."""
_COUNTED: Final = re.compile(
    r"\s*[:(–-]?\s*\(?\s*\d+\s*(?:người|đại biểu|đb|doanh nghiệp|dn|kiến nghị|khách|đơn vị|hộ|đ/c|đồng chí)\b\.?\s*\)?\s*:?$"
    r"|\s*\(\s*\d+\s*\)\s*:?$",
    re.I,
)
_NAMED_SECTION: Final = re.compile(r"(?:khoi|nhom|cac|thanh phan|linh vuc)\b")
_LONGEST_SECTION: Final = 150


def name_of_section(text: str) -> str:
    """A section's name without its number and without how many stand below it."""
    return _COUNTED.sub("", _NUMBERED.sub("", _LABELLED.sub("", text))).strip(" :.-–")


def section_of_sheet(name: str, kind: Kind, *, is_part: bool) -> str:
    """Return the section that the name of a sheet, or the line above a table, is; empty where it is none.

    "Khối sở ngành" is one; "Báo chí" where the sheet is one of several (`is_part`).
    """
    bare = name_of_section(name)
    if kind == "questions":
        return bare if fold(bare).startswith("linh vuc ") else ""
    is_block = re.match(r"(?:khoi|nhom)\b", fold(bare)) is not None or (is_part and is_common(bare))
    return bare if is_block and len(bare) <= _LONGEST_SECTION else ""


def has_ordinal(listing: Listing, row: int) -> bool:
    """Say whether a row has a number of its own."""
    return re.fullmatch(r"\d+(?:\.\d+)*\.?", listing.line(row, "ordinal")) is not None


def section_of_row(listing: Listing, row: int, own: dict[int, str]) -> str:
    """The name of a section if that is what the row is, otherwise nothing."""
    ordinal = listing.mapping.get("ordinal", 0)
    mark = cells.line(own.get(ordinal, ""))
    texts = [cells.line(text) for column, text in own.items() if column != ordinal and not is_number(text)]
    if not texts and mark and not is_number(mark) and not ROMAN.fullmatch(mark):
        texts, mark = [mark], ""  # the section's name stands in the first column
    if not texts or len(texts[0]) > _LONGEST_SECTION:
        return ""
    if _heads_its_people(listing, row, texts):
        return name_of_section(texts[0])
    if (
        mark
        and not ROMAN.fullmatch(mark)
        and (len(texts) > 1 or not _is_numbered_section(listing, row, mark, texts[0]))
    ):
        return ""
    if ordinal and listing.origin(row, ordinal) != (row, ordinal):
        return ""  # inside a merged ordinal: the second person of one business
    name = name_of_section(texts[0])
    folded = fold(name)
    is_named = _SECTION.match(folded) or (ordinal and _SECTION_IF_UNNUMBERED.match(folded))
    is_named = is_named or (_PLACE.match(folded) if ordinal and has_ordinal(listing, row + 1) else None)
    if len(texts) > 1:
        return name if mark and is_named else ""
    if mark or is_named or listing.is_wide(row) or _LABELLED.match(texts[0]):
        return name
    if (
        "organisation" not in listing.mapping
        and len(own) == 1
        and is_organisation(texts[0])
        and not is_person(texts[0])
    ):
        return name
    return name if _names_block(listing, own, name) else ""


def _heads_its_people(listing: Listing, row: int, texts: list[str]) -> bool:
    """Say whether a row of a list without organisations names one, and the rows below it are its people.

    A number of its own does not count: "1 | Sở A", then "- | Ông B", or "1 | Ông B" once more.
    """
    column = listing.mapping.get("name")
    if "organisation" in listing.mapping or not column or len(texts) > 1 or row >= listing.last:
        return False
    if not is_organisation(texts[0]) or is_person(texts[0]) or not has_ordinal(listing, row):
        return False
    below = listing.line(row + 1, "ordinal").rstrip(".")
    return is_person(listing.at(row + 1, column)) and (not below.isdigit() or below == "1")


def _is_numbered_section(listing: Listing, row: int, mark: str, text: str) -> bool:
    """Say whether a row with a number of its own heads a section: it names a group, or the next number counts below it."""
    below = next(
        (
            listing.line(other, "ordinal")
            for other in range(row + 1, listing.last + 1)
            if listing.line(other, "ordinal")
        ),
        "",
    )
    is_counted = re.fullmatch(rf"{re.escape(mark.rstrip('.'))}\.\d+\.?", below) is not None
    return not is_person(text) and (is_counted or _NAMED_SECTION.match(fold(text)) is not None)


def _names_block(listing: Listing, own: dict[int, str], text: str) -> bool:
    """Say whether a row without a number holds the name of a block and nothing else: "Báo chí".

    In the column of the organisations "UBND thành phố" may be one that names nobody.
    """
    bodies = {listing.mapping.get("organisation"), listing.mapping.get("agency")}
    return listing.kind == "guests" and len(own) == 1 and is_common(text, but_bodies=bool(bodies & own.keys()))


def is_number(text: str) -> bool:
    """Say whether a text is nothing but a number."""
    return re.fullmatch(r"[\d.,\s]+", text) is not None
