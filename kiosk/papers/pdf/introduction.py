"""The introduction of the delegates on paper: the presenter's list as it stands, with the hour at which it was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badges.refusal import Refusal
from kiosk.arrivals import introductions
from kiosk.papers.pdf.list_sheet import ROMAN, Paper, as_of, two
from kiosk.papers.text.listing import Column, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from badges.guests import Guest
    from kiosk.arrivals.introductions import Line, Part
    from kiosk.conference.conference import Conference

COLUMNS = (
    Column("TT", 12, "C"), Column("Đại biểu", 64, weight=700), Column("Chức vụ, đơn vị", 69), Column("Đến lúc", 20, "C"),
)  # fmt: skip
WHOM = {"business": "doanh nghiệp", "press": "cơ quan báo chí"}


def introduction(conference: Conference, chosen: Sequence[Guest], step: Callable[[int], object]) -> Paper:
    """Who is here of the guests chosen, in protocol order (`kiosk.arrivals.introductions`), in large type."""
    wanted = {guest.id for guest in chosen}
    parts = [(part, [line for line in part.lines if line.guest in wanted])
             for part in introductions.parts(conference.db, conference.settings)]  # fmt: skip
    parts = [(part, lines) for part, lines in parts if lines]
    if not parts:
        raise Refusal("Nobody has arrived yet who could be introduced.")
    paper = Paper("Danh sách giới thiệu đại biểu", conference)
    head = paper.head(paper.begin(), nation=False)
    y = paper.titles(head, "DANH SÁCH GIỚI THIỆU ĐẠI BIỂU", conference.settings.name, note=as_of(conference))
    rows, number = [], 0
    for n, (part, lines) in enumerate(parts):
        rows.append(Row(band=f"{ROMAN[n % len(ROMAN)]}. {part.block.name}"))
        for line in [None] if part.collective else lines:
            number += 1
            rows.append(_together(conference, number, part, lines) if line is None else _one(conference, number, line))
    paper.ruled(COLUMNS, rows, y, step, size=13, least=13)
    return paper


def _one(conference: Conference, number: int, line: Line) -> Row:
    name = f"{line.honorific} {line.name}".strip()
    instead = f"\n(dự thay {line.instead_of})" if line.instead_of else ""
    return Row((str(number), name + instead, line.title, conference.clock.hour(line.at)), guests=1)


def _together(conference: Conference, number: int, part: Part, lines: list[Line]) -> Row:
    """Businesses and press are introduced as one."""
    whom = WHOM.get(part.block.kind, "đơn vị")
    said = f"{two(part.people)} đại biểu của {two(part.organisations)} {whom}"
    return Row((str(number), said, "Giới thiệu chung", ""), guests=len(lines))
