"""Lists of people: the invited for the signed invitation, the seats, whom to call again, and who is in the hall now."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from badges import seats
from badges.refusal import Refusal
from badges.vietnamese import fold
from kiosk.papers.pdf import people
from kiosk.papers.pdf.list_sheet import ROMAN, Paper, as_of, occasion, two
from kiosk.papers.text.listing import Column, Listing, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from badges.guests import Guest
    from kiosk.conference.conference import Conference
    from kiosk.papers.pdf.people import Person


def invited(conference: Conference, chosen: Sequence[Guest], step: Callable[[int], object]) -> Paper:
    """The list that goes with the signed invitation; its top right corner is left to the agency's signature."""
    paper = Paper("Danh sách đại biểu được mời", conference)
    for one in invited_listings(conference, chosen):
        paper.listing(one, step)
    return paper


def invited_listings(conference: Conference, chosen: Sequence[Guest]) -> list[Listing]:
    """Whoever of the guests chosen is invited, by block in protocol order."""
    wanted = conference.settings.documents
    rows, number = [], 0
    asked = people.people(conference, [guest for guest in chosen if not guest.walk_in])
    for n, (block, members) in enumerate(people.by_block(conference, asked)):
        rows.append(Row(band=f"{ROMAN[n % len(ROMAN)]}. {block.name}"))
        for one in people.by_protocol(conference, members):
            number += 1
            note = f"Mời {two(one.guest.seats)} người" if one.guest.seats > 1 else ""
            rows.append(Row((str(number), one.guest.called, one.guest.position, one.organisation, note), guests=1))
    columns = [
        Column("STT", 11, "C"), Column("Họ và tên", 44), Column("Chức vụ", 38), Column("Đơn vị", 53), Column("Ghi chú", 19),
    ]  # fmt: skip
    note = (
        f"(Kèm theo Giấy mời số ……/GM-{wanted.symbol} ngày …… tháng …… năm {conference.settings.date.year} "
        f"của {wanted.organiser_name})"
    )
    closing = f"Danh sách này gồm {two(number)} đại biểu./."
    return [Listing("DANH SÁCH ĐẠI BIỂU ĐƯỢC MỜI", note, columns, rows, closing, headed=False)]


def seating(conference: Conference, chosen: Sequence[Guest], step: Callable[[int], object]) -> Paper:
    """Row by row who sits where; a seat given twice says so (a table or a row without number has room for many), those
    without one come last.
    """
    paper = Paper("Danh sách vị trí ngồi", conference)
    y = paper.titles(paper.head(paper.begin(), nation=False), "DANH SÁCH VỊ TRÍ NGỒI", conference.settings.name,
                     note=f"{occasion(conference)}. {as_of(conference)}")  # fmt: skip
    persons = people.people(conference, chosen)
    taken = Counter(fold(one.guest.seat) for one in persons if seats.row_and_seat(one.guest.seat)[1])
    seated = sorted((one for one in persons if one.guest.seat), key=lambda one: seats.seat_key(one.guest.seat))
    rows: list[Row] = []
    for name, members in groupby(seated, key=lambda one: seats.row_and_seat(one.guest.seat)[0]):
        line = list(members)
        rows.append(Row(band=f"{seats.row_name(name)} ({two(len(line))} đại biểu)"))
        rows += [_seat(one, doubled=taken[fold(one.guest.seat)] > 1) for one in line]
    unseated = [one for _block, members in people.by_block(conference, persons) for one in people.by_name(members)
                if not one.guest.seat]  # fmt: skip
    if unseated:
        rows.append(Row(band=f"Chưa xếp chỗ ({two(len(unseated))} đại biểu)"))
        rows += [_seat(one, doubled=False) for one in unseated]
    columns = [Column("Vị trí", 26, "C", 700), Column("Họ và tên", 47), Column("Chức vụ, đơn vị", 64), Column("Ghi chú", 28)]  # fmt: skip
    paper.ruled(columns, rows, y, step)
    return paper


def _seat(one: Person, *, doubled: bool) -> Row:
    notes = ["Trùng vị trí"] if doubled else []
    notes += ["Báo vắng"] if one.guest.rsvp == "declined" and not one.arrival else []
    return Row((one.guest.seat, one.written, one.title, "; ".join(notes)), guests=1)


def in_hall(conference: Conference, chosen: Sequence[Guest], step: Callable[[int], object]) -> Paper:
    """Print who is in the hall now, row by row, to be called out and ticked should the hall be cleared."""
    here = [one for one in people.people(conference, chosen) if one.arrival and not one.arrival.away]
    if not here:
        raise Refusal("Nobody is in the hall now.")
    paper = Paper("Danh sách người đang có mặt", conference)
    heads = sum(one.arrival.party for one in here if one.arrival)
    y = paper.titles(paper.head(paper.begin(), nation=False), "DANH SÁCH NGƯỜI ĐANG CÓ MẶT TRONG HỘI TRƯỜNG",
                     conference.settings.name, note=f"{as_of(conference)}. Tổng số {two(heads)} người, {two(len(here))} thẻ.")  # fmt: skip
    seated = sorted((one for one in here if one.guest.seat), key=lambda one: seats.seat_key(one.guest.seat))
    rows: list[Row] = []
    for name, members in groupby(seated, key=lambda one: seats.row_and_seat(one.guest.seat)[0]):
        rows += _present(seats.row_name(name) or "Các ghế", list(members))
    rows += _present("Không có vị trí ngồi", people.by_name(one for one in here if not one.guest.seat))
    columns = [
        Column("Vị trí", 22, "C", 700), Column("Họ và tên", 50), Column("Đơn vị", 55), Column("Số người", 18, "C"),
        Column("Điểm danh", 20, "C"),
    ]  # fmt: skip
    paper.ruled(columns, rows, y, step)
    return paper


def _present(title: str, persons: Sequence[Person]) -> list[Row]:
    if not persons:
        return []
    heads = sum(one.arrival.party for one in persons if one.arrival)
    return [
        Row(band=f"{title} ({two(heads)} người)"),
        *(
            Row(
                (one.guest.seat, one.called, one.organisation, str(one.arrival.party if one.arrival else 1), ""),
                guests=1,
            )
            for one in persons
        ),
    ]


def calls(conference: Conference, chosen: Sequence[Guest], step: Callable[[int], object]) -> Paper:
    """Whoever has not answered the invitation, with the number to call and room for what is said (xác báo)."""
    silent = [one for one in people.people(conference, chosen) if one.guest.rsvp == "none" and not one.arrival]
    if not silent:
        raise Refusal("Everybody has answered the invitation.")
    paper = Paper("Danh sách đại biểu chưa xác báo", conference, wide=True)
    y = paper.titles(paper.head(paper.begin(), nation=False), "DANH SÁCH ĐẠI BIỂU CHƯA XÁC BÁO", conference.settings.name,
                     note=f"{as_of(conference)}. Có số điện thoại cá nhân: chỉ dùng nội bộ, hủy sau khi dùng.")  # fmt: skip
    rows, number = [], 0
    for n, (block, members) in enumerate(people.by_block(conference, silent)):
        rows.append(Row(band=f"{ROMAN[n % len(ROMAN)]}. {block.name} ({two(len(members))} đại biểu)"))
        for one in people.by_name(members):
            number += 1
            rows.append(Row((str(number), one.called, one.title, one.guest.phone, "", "", "", ""), guests=1))
    columns = [
        Column("STT", 12, "C"), Column("Họ và tên", 44), Column("Chức vụ, đơn vị", 62), Column("Điện thoại", 30, "C"),
        Column("Tham dự", 20), Column("Cử người dự thay (họ tên, chức vụ)", 42), Column("Vắng (lý do)", 28),
        Column("Người gọi, giờ", 24),
    ]  # fmt: skip
    paper.ruled(columns, rows, y, step, least=11)
    return paper
