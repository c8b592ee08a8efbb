"""Which rows of a list are people or questions, and which are sections, totals, repeated headings and signatures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from badges.vietnamese import fold
from kiosk.i18n import _
from kiosk.intake.reader import cells
from kiosk.intake.reader.block_names import is_common
from kiosk.intake.reader.table import Skipped

if TYPE_CHECKING:
    from kiosk.intake.reader.listing import Listing

_ROMAN: Final = re.compile(r"\(?(?:[IVXLC]+|[A-ZĐ])\)?[.):]?")
_LABELLED: Final = re.compile(r"^\s*(?:[IVXLC]+|[A-ZĐ])\s*[.):/-]\s*(?=\S)")
_TOTAL: Final = re.compile(
    r"(?:tong cong|tong so|tong|cong)(?: (?:la|co|cac|danh sach|dai bieu|nguoi|doanh nghiep|kien nghi|khoi|\d+)\b.*)?"
    r"|(?:an dinh )?danh sach (?:nay )?(?:gom|co)\b.*"
)
_SIGNATURE: Final = re.compile(
    r"noi nhan|nguoi lap|lap bieu|lap bang|xac nhan cua|ky ghi|ky va ghi|ky ten dong dau|ky dong dau|"
    r".{0,40}\bngay(?: \d+)? thang(?: \d+)? nam(?: \d+)?$|"
    r"(?:kt|tm|tl|tuq|q) (?:giam doc|truong|chu tich|chi cuc|chanh|ubnd|uy ban|ban)\b|thu truong don vi"
)
_SIGNER: Final = re.compile(
    r"(?:pho )?(?:tong )?(?:giam doc|chi cuc truong|chu tich|truong phong|chanh van phong|thu truong)"
)
_SECTION: Final = re.compile(r"(?:khoi|nhom|cac|thanh phan|dai bieu|linh vuc|khach moi)\b")
_SECTION_IF_UNNUMBERED: Final = re.compile(
    r"(?:lanh dao|doanh nghiep|bao chi|so nganh|hiep hoi|ubnd|uy ban|don vi|co quan|ban to chuc|phong vien|truyen thong|"
    r"hop tac xa|thanh uy|hdnd|chu tri|xa phuong)\b"
)
_COUNTED: Final = re.compile(
    r"\s*[:(–-]?\s*\(?\s*\d+\s*(?:người|đại biểu|đb|doanh nghiệp|dn|kiến nghị|khách)\b\.?\s*\)?\s*:?$", re.I
)
_LONGEST_SECTION: Final = 150
_LONGEST_SIGNATURE: Final = 80
_MOST_SIGNERS: Final = 3
"""Texts side by side in a row of signatures; a row with more of them is data."""


class Kept(NamedTuple):
    """A row of data and the section it stands under."""

    row: int
    section: str


def sort_out(listing: Listing) -> tuple[list[Kept], list[Skipped]]:
    """Return the rows of data with their sections, and every other row that is not empty with the reason."""
    kept: list[Kept] = []
    skipped: list[Skipped] = []
    section = ""
    end = _first_signature(listing)
    for row in range(listing.first, len(listing.grid.rows) + 1):
        own = listing.own_texts(row)
        if not own:
            continue
        why = _("signatures below the list") if row >= end else _why_not(listing, row, own)
        if not why and (found := _section(listing, row, own)):
            section, why = found, _("heading of a section")
        if why:
            skipped.append(Skipped(row, why, cells.line(" | ".join(own.values()))[:120]))
        else:
            kept.append(Kept(row, section))
    return kept, skipped


def _why_not(listing: Listing, row: int, own: dict[int, str]) -> str:
    """Why a row is no data although it holds something, or nothing."""
    texts = [cells.line(text) for text in own.values()]
    if _is_numbering(texts):
        return _("numbers of the columns")
    if listing.looks_like_headings(row):
        return _("headings repeated")
    if (
        not _has_ordinal(listing, row)
        and _TOTAL.fullmatch(fold(texts[0]))
        and sum(not _is_number(text) for text in texts) < 3
    ):
        return _("total")
    if set(own) <= {listing.mapping.get("ordinal")} and (_is_number(texts[0]) or _ROMAN.fullmatch(texts[0])):
        return _("nothing but an ordinal number")
    return ""


def _is_numbering(texts: list[str]) -> bool:
    """Say whether a row numbers the columns: (1) (2) (3), or A B 1 2."""
    marks = [text.strip("()[] ") for text in texts]
    if len(marks) < 3 or not all(re.fullmatch(r"\d{1,2}|[A-E]", mark) for mark in marks):
        return False
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    letters = [mark for mark in marks if not mark.isdigit()]
    return numbers == list(range(1, len(numbers) + 1)) and letters == list("ABCDE")[: len(letters)]


def _has_ordinal(listing: Listing, row: int) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)*\.?", listing.line(row, "ordinal")) is not None


def _first_signature(listing: Listing) -> int:
    """The row from which on there are only place, date and signatures; beyond the end where there are none."""
    rows = range(listing.first, len(listing.grid.rows) + 1)
    last = max((row for row in rows if _has_ordinal(listing, row)), default=0)
    full = max((row for row in rows if len(listing.own_texts(row)) > _MOST_SIGNERS), default=0)
    for row in rows:
        if row > max(last, full) and _is_signature(listing, row, is_numbered=last > 0):
            return row
    return len(listing.grid.rows) + 1


def _is_signature(listing: Listing, row: int, *, is_numbered: bool) -> bool:
    folded = [text for text in map(fold, listing.own_texts(row).values()) if len(text) <= _LONGEST_SIGNATURE]
    return any(_SIGNATURE.match(text) or (is_numbered and _SIGNER.fullmatch(text)) for text in folded)


def _section(listing: Listing, row: int, own: dict[int, str]) -> str:
    """The name of a section if that is what the row is, otherwise nothing."""
    ordinal = listing.mapping.get("ordinal", 0)
    mark = cells.line(own.get(ordinal, ""))
    texts = [cells.line(text) for column, text in own.items() if column != ordinal and not _is_number(text)]
    if not texts and mark and not _is_number(mark) and not _ROMAN.fullmatch(mark):
        texts, mark = [mark], ""  # the section's name stands in the first column
    if not texts or len(texts[0]) > _LONGEST_SECTION or (mark and not _ROMAN.fullmatch(mark)):
        return ""
    if ordinal and listing.origin(row, ordinal) != (row, ordinal):
        return ""  # inside a merged ordinal: the second person of one business
    name = _COUNTED.sub("", _LABELLED.sub("", texts[0])).strip(" :.-–")
    folded = fold(name)
    is_named = _SECTION.match(folded) or (ordinal and _SECTION_IF_UNNUMBERED.match(folded))
    if len(texts) > 1:
        return name if mark and is_named else ""
    if mark or is_named or listing.is_wide(row) or _LABELLED.match(texts[0]):
        return name
    return name if _names_block(listing, own, name) else ""


def _names_block(listing: Listing, own: dict[int, str], text: str) -> bool:
    """Say whether a row without a number holds the name of a block and nothing else: "Báo chí".

    In the column of the organisations "UBND thành phố" may be one that names nobody.
    """
    bodies = {listing.mapping.get("organisation"), listing.mapping.get("agency")}
    return listing.kind == "guests" and len(own) == 1 and is_common(text, but_bodies=bool(bodies & own.keys()))


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[\d.,\s]+", text) is not None
