"""Which rows of a list are people or questions, and which are sections, totals, repeated headings and signatures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from badges.vietnamese import fold
from kiosk.i18n import _
from kiosk.intake.reader import cells
from kiosk.intake.reader.block_names import is_common
from kiosk.intake.reader.content import is_organisation, is_person
from kiosk.intake.reader.heading_synonyms import is_heading, matches
from kiosk.intake.reader.table import Skipped

if TYPE_CHECKING:
    from kiosk.intake.reader.listing import Listing
    from kiosk.intake.reader.table import Kind


_ROMAN: Final = re.compile(r"\(?(?:[IVXLC]+|[A-ZĐ])\)?[.):]?")
_LABELLED: Final = re.compile(r"^\s*(?:[IVXLC]+|[A-ZĐ])\s*[.):/-]\s*(?=\S)")
_NUMBERED: Final = re.compile(r"^\s*\d{1,2}\s*[.)/]\s*(?=[^\W\d])")
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
_FOOT: Final = re.compile(
    r"(?:trang|page|to)(?: so)? \d+(?: (?:tren |of )?\d+)?|het(?: danh sach)?|the end|end|"
    r"(?:xem |con |chuyen |tiep )?(?:tiep )?(?:theo )?(?:trang|to) (?:sau|tiep theo)|tiep theo(?: trang \d+)?|mang sang.*|chuyen sang.*"
)
_NOT_INVITED: Final = re.compile(
    r"\b(?:du phong|du bi|vang(?: mat)?|khong (?:du|tham du|tham gia|moi)|rut ten|da huy|huy)\b"
)
_REMARK: Final = re.compile(r"\s*(?:[(\[*].*|(?i:ghi chú|lưu ý|note|chú thích|nb)\b\s*[:.].*)")
_HINT: Final = re.compile(r"\s*\([^()]*\)\s*")
_EXAMPLES: Final = frozenset(["vd", "vi du", "mau", "example", "e g", "eg", "vd 1"])
_NAMED_SECTION: Final = re.compile(r"(?:khoi|nhom|cac|thanh phan|linh vuc)\b")
_LONGEST_SECTION: Final = 150
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
    for row in listing.all_rows:
        own = listing.own_texts(row)
        if not own:
            continue
        if _are_headings(listing, own):
            is_other = not _mean_the_same(listing, own)
        why = _("signatures below the list") if row >= end else _why_not(listing, row, own)
        if is_other:
            why = why or _("another table, which names nobody")
        if not why and (found := _section(listing, row, own)):
            section, pending, why = found, found, _("heading of a section")
            if _NOT_INVITED.search(fold(found)):
                text = _("“{section}” heads a section: check whether those below it are to be invited.")
                listing.say_at("warning", row, min(own), text.format(section=found[:60]))
        if why:
            skipped.append(Skipped(row, why, cells.line(" | ".join(own.values()))[:120]))
        else:
            kept.append(Kept(row, section))
            pending = ""
    return kept, skipped, pending


def section_of_sheet(name: str, kind: Kind, *, is_part: bool) -> str:
    """Return the section that the name of a sheet, or the line above a table, is; empty where it is none.

    "Khối sở ngành" is one; "Báo chí" where the sheet is one of several (`is_part`).
    """
    bare = _COUNTED.sub("", _NUMBERED.sub("", _LABELLED.sub("", name))).strip(" :.-–")
    if kind == "questions":
        return bare if fold(bare).startswith("linh vuc ") else ""
    is_block = re.match(r"(?:khoi|nhom)\b", fold(bare)) is not None or (is_part and is_common(bare))
    return bare if is_block and len(bare) <= _LONGEST_SECTION else ""


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
        (_is_total(texts[0]) and sum(not _is_number(text) for text in texts) < 3) or _counts_below(texts)
    ):
        return _("total")
    if len(texts) == 1 and _REMARK.fullmatch(texts[0]) and not is_person(texts[0].strip("*([ ")):
        return _("a remark")
    if set(own) <= {listing.mapping.get("ordinal")} and (_is_number(texts[0]) or _ROMAN.fullmatch(texts[0])):
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
        and all(_is_number(text) and len(text) < 6 for text in texts[1:])
    )


def _is_numbering(texts: list[str]) -> bool:
    """Say whether a row numbers the columns: (1) (2) (3), or A B 1 2."""
    marks = [text.strip("()[] ") for text in texts]
    if len(marks) < 3 or not all(re.fullmatch(r"\d{1,2}|[A-E]", mark) for mark in marks):
        return False
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    letters = [mark for mark in marks if not mark.isdigit()]
    return numbers == list(range(1, len(numbers) + 1)) and letters == list("ABCDE")[: len(letters)]


def has_ordinal(listing: Listing, row: int) -> bool:
    """Say whether a row has a number of its own."""
    return re.fullmatch(r"\d+(?:\.\d+)*\.?", listing.line(row, "ordinal")) is not None


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
    columns = {listing.mapping.get(name) for name in ("name", "family", "asker")} & own.keys()
    others = {listing.mapping.get(name) for name in ("organisation", "position", "phone", "email", "text")} & own.keys()
    return bool(others) and any(is_person(own[column]) for column in columns if column)


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
    if not texts or len(texts[0]) > _LONGEST_SECTION:
        return ""
    if (
        mark
        and not _ROMAN.fullmatch(mark)
        and (len(texts) > 1 or not _is_numbered_section(listing, row, mark, texts[0]))
    ):
        return ""
    if ordinal and listing.origin(row, ordinal) != (row, ordinal):
        return ""  # inside a merged ordinal: the second person of one business
    name = _COUNTED.sub("", _NUMBERED.sub("", _LABELLED.sub("", texts[0]))).strip(" :.-–")
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


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[\d.,\s]+", text) is not None
