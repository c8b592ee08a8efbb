"""Which rows of a list are people or questions, and which are sections, totals, repeated headings and signatures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from badges.vietnamese import fold
from kiosk.i18n import _
from kiosk.intake.reader import cells
from kiosk.intake.reader.content import is_person
from kiosk.intake.reader.heading_synonyms import is_heading, matches
from kiosk.intake.reader.sections import ROMAN, has_ordinal, is_number, section_of_row
from kiosk.intake.reader.table import Skipped

if TYPE_CHECKING:
    from kiosk.intake.reader.listing import Listing


_TOTAL: Final = re.compile(
    r"(?:tong cong|tong so|tong|cong)(?: (?:la|co|cac|muc|phan|nhom|danh sach|dai bieu|nguoi|doanh nghiep|kien nghi|khoi|toan|so|"
    r"[ivxlc]+|[a-e]|\d+)\b.*)?"
    r"|(?:an dinh )?danh sach (?:nay )?(?:gom|co)\b.*|(?:sub ?)?total\b.*|(?:cong )?(?:don|luy ke)\b.*"
)
_TOTAL_WRITTEN: Final = re.compile(r"(?:tổng|cộng|ấn định|danh sách|total|subtotal|sub total|lũy kế|luỹ kế)\b", re.I)
_SIGNATURE: Final = re.compile(
    r"noi nhan|nguoi lap|lap bieu|lap bang|xac nhan cua|ky ghi|ky va ghi|ky ten dong dau|ky dong dau|"
    r".{0,40}\bngay(?: \d+)? thang(?: \d+)? nam(?: \d+)?$|"
    r"(?:kt|tm|tl|tuq|q) (?:giam doc|truong|chu tich|chi cuc|chanh|ubnd|uy ban|ban)\b|thu truong don vi"
)
_SIGNER: Final = re.compile(
    r"(?:pho )?(?:tong )?(?:giam doc|chi cuc truong|chu tich|truong phong|chanh van phong|thu truong)"
)
_FOOT: Final = re.compile(
    r"(?:trang|page|to)(?: so)? \d+(?: (?:tren |of )?\d+)?|het(?: danh sach)?|the end|end|"
    r"(?:xem |con |chuyen |tiep )?(?:tiep )?(?:theo )?(?:trang|to) (?:sau|tiep theo)|tiep theo(?: trang \d+)?|mang sang.*|chuyen sang.*"
)
_NOT_INVITED: Final = re.compile(
    r"\b(?:du phong|du bi|vang(?: mat)?|khong (?:du|tham du|tham gia|moi)|rut ten|da huy|(?<!chi )huy)\b"
)
_LISTED: Final = re.compile(r"(?:danh sach|ds)\b")
_REMARK: Final = re.compile(r"\s*(?:[(\[*].*|(?i:ghi chú|lưu ý|note|chú thích|nb)\b\s*[:.].*)")
_HINT: Final = re.compile(r"\s*\([^()]*\)\s*")
_EXAMPLES: Final = frozenset(["vd", "vi du", "mau", "example", "e g", "eg", "vd 1"])
_LONGEST_SIGNATURE: Final = 80
_MOST_SIGNERS: Final = 3
"""Texts side by side in a row of signatures; a row with more of them is data."""


class Kept(NamedTuple):
    """A row of data and the section it stands under."""

    row: int
    section: str


def sort_out(listing: Listing, section: str = "") -> tuple[list[Kept], list[Skipped], str]:
    """Return the rows of data with their sections, every other row that is not empty with the reason, and the section
    that stands below the last row of data: it belongs to the next table.

    `section`: the one that stands above this table.
    """
    kept: list[Kept] = []
    skipped: list[Skipped] = []
    pending = ""
    end = _first_signature(listing)
    is_other = False
    for row in range(1, listing.header.rows[0] if listing.header.rows else 1):
        for column, text in listing.titles(row).items():
            if _LISTED.match(fold(text)):
                _tell_not_invited(listing, row, column, cells.line(text))
    for row in listing.all_rows:
        own = listing.own_texts(row)
        if not own:
            continue
        if _are_headings(listing, own):
            is_other = not _mean_the_same(listing, own)
        why = _("signatures below the list") if row >= end else _why_not(listing, row, own)
        if is_other:
            why = why or _("another table, which names nobody")
        if not why and (found := section_of_row(listing, row, own)):
            section, pending, why = found, found, _("heading of a section")
            _tell_not_invited(listing, row, min(own), found)
        if why:
            skipped.append(Skipped(row, why, cells.line(" | ".join(own.values()))[:120]))
        else:
            kept.append(Kept(row, section))
            pending = ""
    return kept, skipped, pending


def is_not_invited(text: str) -> bool:
    """Say whether words above a list say that its people may not be invited: "Danh sách dự phòng", "Vắng mặt"."""
    return _NOT_INVITED.search(fold(text)) is not None


def _tell_not_invited(listing: Listing, row: int, column: int, words: str) -> None:
    if is_not_invited(words):
        text = _("“{section}” heads a section: check whether those below it are to be invited.")
        listing.say_at("warning", row, column, text.format(section=words[:60]))


def _why_not(listing: Listing, row: int, own: dict[int, str]) -> str:
    """Why a row is no data although it holds something, or nothing."""
    texts = [cells.line(text) for text in own.values()]
    if _is_numbering(texts):
        return _("numbers of the columns")
    if listing.looks_like_headings(row):
        return _("headings repeated")
    if _are_headings(listing, own):
        return _("headings repeated")
    if _is_rule(texts):
        return _("a line drawn between rows")
    if len(texts) == 1 and _FOOT.fullmatch(fold(texts[0])):
        return _("foot of a page, or end of the list")
    if len(texts) > 1 and all(_HINT.fullmatch(text) for text in texts):
        return _("hints on how to fill the list in")
    if fold(listing.line(row, "ordinal")) in _EXAMPLES and len(texts) > 1:
        return _("an example of how to fill the list in")
    if not has_ordinal(listing, row) and (
        (_is_total(texts[0]) and sum(not is_number(text) for text in texts) < 3) or _counts_below(texts)
    ):
        return _("total")
    if len(texts) == 1 and _REMARK.fullmatch(texts[0]) and not is_person(texts[0].strip("*([ ")):
        return _("a remark")
    filled = [text for column, text in own.items() if column != listing.mapping.get("ordinal")]
    if len(filled) > 1 and not any(re.search(r"\w", text) for text in filled):
        return _("nothing but an ordinal number")
    if set(own) <= {listing.mapping.get("ordinal")} and (is_number(texts[0]) or ROMAN.fullmatch(texts[0])):
        return _("nothing but an ordinal number")
    return ""


def _are_headings(listing: Listing, own: dict[int, str]) -> bool:
    """Say whether a row is nothing but words that are headings, as they stand on top of a further page."""
    return len(own) >= 3 and all(is_heading(cells.line(text), listing.kind) for text in own.values())


def _mean_the_same(listing: Listing, own: dict[int, str]) -> bool:
    """Say whether most headings of a row mean what their columns are; those of another table do not."""
    fields = {column: name for name, column in listing.mapping.items()}
    same = 0
    for column, text in own.items():
        meant = {match.field for match in matches(cells.line(text), listing.kind)}
        meant |= {"organisation"} if meant & {"business", "either"} else set()
        head = listing.header.heads.get(column)
        known = {match.field for match in matches(head.text, listing.kind)} if head else set()
        same += fields.get(column) in meant or bool(known & meant)
    return 2 * same >= len(own)


def _is_rule(texts: list[str]) -> bool:
    return all(re.fullmatch(r"[-–—=_.*:|+ ]{2,}", text) for text in texts)


def _is_total(text: str) -> bool:
    """Say whether a row opens as a total does; marks count, as Tống is a family name."""
    return _TOTAL.fullmatch(fold(text)) is not None and (
        text.isascii() or _TOTAL_WRITTEN.match(text.lstrip(" ([*-–")) is not None
    )


def _counts_below(texts: list[str]) -> bool:
    """Say whether a row is a subtotal that names what it counts: "Cộng phường Thử | 2"."""
    return (
        len(texts) > 1
        and _TOTAL_WRITTEN.match(texts[0].lstrip(" ([*-–")) is not None
        and all(is_number(text) and len(text) < 6 for text in texts[1:])
    )


def _is_numbering(texts: list[str]) -> bool:
    """Say whether a row numbers the columns: (1) (2) (3), or A B 1 2."""
    marks = [text.strip("()[] ") for text in texts]
    if len(marks) < 3 or not all(re.fullmatch(r"\d{1,2}|[A-E]", mark) for mark in marks):
        return False
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    letters = [mark for mark in marks if not mark.isdigit()]
    return numbers == list(range(1, len(numbers) + 1)) and letters == list("ABCDE")[: len(letters)]


def _first_signature(listing: Listing) -> int:
    """The row from which on there are only place, date and signatures; beyond the end where there are none."""
    rows = listing.all_rows
    last = next((row for row in reversed(rows) if has_ordinal(listing, row)), 0)
    full = next((row for row in reversed(rows) if len(listing.own_texts(row)) > _MOST_SIGNERS), 0)
    for row in rows[max(last, full, listing.first - 1) - listing.first + 1 :]:
        if _is_signature(listing, row, is_numbered=last > 0) and not _is_person(listing, row):
            return row
    return listing.last + 1


def _is_person(listing: Listing, row: int) -> bool:
    """Say whether a row names a person beside an office or a body: somebody added below the last number."""
    own = listing.own_texts(row)
    named = ("name", "family", "asker") if "name" in listing.mapping else ("family", "asker", "organisation")
    columns = {listing.mapping.get(name) for name in named} & own.keys()
    others = {listing.mapping.get(name) for name in ("organisation", "position", "phone", "email", "text")} & own.keys()
    return bool(others - columns) and any(is_person(own[column]) for column in columns if column)


def _is_signature(listing: Listing, row: int, *, is_numbered: bool) -> bool:
    folded = [text for text in map(fold, listing.own_texts(row).values()) if len(text) <= _LONGEST_SIGNATURE]
    return any(_SIGNATURE.match(text) or (is_numbered and _SIGNER.fullmatch(text)) for text in folded)
