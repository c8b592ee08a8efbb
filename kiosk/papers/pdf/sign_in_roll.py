"""The sign-in roll (Danh sách đại biểu ký nhận), for the settlement of costs: whoever really came, under his own name.

Sorted by block and in the order of Vietnamese names, with blank rows at the end; who stayed away follows separately,
with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from badges.refusal import Refusal
from kiosk.papers.pdf import people
from kiosk.papers.pdf.list_sheet import ROMAN, Paper, occasion, two
from kiosk.papers.text.listing import Column, Listing, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from badges.guests import Guest
    from kiosk.conference.conference import Conference
    from kiosk.papers.pdf.people import Person

BLANK_ROWS = 10
DOTS = "………………………"
"""Where whoever came along writes his name."""
COLUMNS = (
    Column("STT", 12, "C"), Column("Họ và tên", 46), Column("Chức vụ", 34), Column("Đơn vị", 43), Column("Ký nhận", 30),
)  # fmt: skip
TITLE = "DANH SÁCH ĐẠI BIỂU KÝ NHẬN"


def roll(conference: Conference, chosen: Sequence[Guest], step: Callable[[int], object]) -> Paper:
    """Those of the guests chosen who came, to sign; then those who did not."""
    return _drawn(conference, roll_listings(conference, chosen), step)


def sign_in(conference: Conference, chosen: Sequence[Guest], step: Callable[[int], object]) -> Paper:
    """Everybody who is invited, to be signed at the desks should the machines fail."""
    return _drawn(conference, sign_in_listings(conference, chosen), step)


def _drawn(conference: Conference, listings: list[Listing], step: Callable[[int], object]) -> Paper:
    paper = Paper("Danh sách đại biểu ký nhận", conference)
    for one in listings:
        paper.listing(one, step)
    return paper


def roll_listings(conference: Conference, chosen: Sequence[Guest]) -> list[Listing]:
    """Whoever came, and where somebody stayed away a second list of those."""
    persons = people.people(conference, chosen)
    came = [one for one in persons if one.arrival]
    if not came:
        raise Refusal("Nobody has arrived yet. The sheet to be signed at the desks is: print sign-in.")
    missing = [one for one in persons if not one.arrival]
    return [_signed(conference, came), *([_absent(conference, missing)] if missing else [])]


def sign_in_listings(conference: Conference, chosen: Sequence[Guest]) -> list[Listing]:
    """Everybody who is invited."""
    return [_signed(conference, people.people(conference, chosen))]


def _signed(conference: Conference, persons: list[Person]) -> Listing:
    rows = _rows(conference, persons)
    count = sum(bool(row.cells and row.cells[0]) for row in rows)
    closing = f"Danh sách này gồm {two(count)} đại biểu, chưa kể các dòng bổ sung."
    signers = ("NGƯỜI LẬP DANH SÁCH", "THỦ TRƯỞNG ĐƠN VỊ")
    return Listing(TITLE, occasion(conference), COLUMNS, rows, closing, signers=signers, least=11)


def _rows(conference: Conference, persons: list[Person]) -> list[Row]:
    rows, number = [], 0
    for n, (block, members) in enumerate(people.by_block(conference, persons)):
        rows.append(Row(band=f"{ROMAN[n % len(ROMAN)]}. {block.name}"))
        for one in people.by_name(members):
            number += 1
            rows.append(Row((str(number), one.written, one.position, one.organisation, ""), guests=1))
            for _k in range(1, one.arrival.party if one.arrival else 1):
                number += 1
                rows.append(Row((str(number), f"{DOTS}\n(đi cùng {one.called})", "", one.organisation, "")))
    rows.append(Row(band="Đại biểu bổ sung"))
    return rows + [Row(("", "", "", "", ""))] * BLANK_ROWS


def _absent(conference: Conference, missing: list[Person]) -> Listing:
    rows, number = [], 0
    for n, (block, members) in enumerate(people.by_block(conference, missing)):
        rows.append(Row(band=f"{ROMAN[n % len(ROMAN)]}. {block.name}"))
        for one in people.by_name(members):
            number += 1
            rows.append(Row((str(number), one.written, one.position, one.organisation, reason(one.guest)), guests=1))
    columns = [*COLUMNS[:4], Column("Lý do vắng", 30)]
    closing = f"Danh sách này gồm {two(number)} đại biểu."
    return Listing("DANH SÁCH ĐẠI BIỂU VẮNG MẶT", occasion(conference), columns, rows, closing)


def reason(guest: Guest) -> str:
    """Why a guest stayed away, as far as it is known."""
    said = guest.absent_reason or guest.rsvp_reason
    return said or {"declined": "Báo vắng", "none": "Chưa xác báo"}.get(guest.rsvp, "")
