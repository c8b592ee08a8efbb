"""The order of speaking: the queue as it stands, who speaks for each business, and where he sits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from badges import guests
from badges.refusal import Refusal
from kiosk.arrivals import heads
from kiosk.papers.pdf.list_sheet import Paper, as_of, two
from kiosk.papers.text.listing import Column, Row
from live import questions
from live.queue import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from badges.guests import Guest
    from kiosk.arrivals.heads import Presence
    from kiosk.conference.conference import Conference
    from live.questions import Question

COLUMNS = (
    Column("TT", 11, "C"), Column("KN số", 15, "C", 700), Column("Doanh nghiệp", 62, weight=600),
    Column("Người phát biểu", 40), Column("Vị trí ngồi", 25, "C", 700), Column("Nội dung kiến nghị", 69),
    Column("Đơn vị trả lời", 40),
)  # fmt: skip


def speaking(conference: Conference, _chosen: Sequence[Guest], step: Callable[[int], object]) -> Paper:
    """One row for each question on the floor or waiting, in the order of the queue."""
    every = questions.every(conference.db)
    line = [q for q in every if q.place is Place.FLOOR] + questions.line(every)
    if not line:
        raise Refusal("No question is waiting.")
    paper = Paper("Thứ tự phát biểu và vị trí ngồi", conference, wide=True)
    head = paper.head(paper.begin(), nation=False)
    y = paper.titles(head, "THỨ TỰ PHÁT BIỂU VÀ VỊ TRÍ NGỒI", conference.settings.name, note=as_of(conference))
    organisations, here = guests.organisations(conference.db), heads.presence(conference.db)
    seats = _seats(conference)
    rows = []
    for n, question in enumerate(line, 1):
        organisation = organisations.get(question.organisation)
        presence = here.get(question.organisation)
        seat = (presence.seat if presence else "") or seats.get(question.organisation, "")
        unit = conference.settings.unit(question.unit)
        rows.append(Row((
            str(n), two(question.number), organisation.name if organisation else "", _speaker(conference, question, presence), seat,
            question.shown, unit.name if unit else "",
        )))  # fmt: skip
    paper.ruled(COLUMNS, rows, y, step)
    step(len(_chosen))
    return paper


def _seats(conference: Conference) -> dict[str, str]:
    """The first seat of each organisation."""
    seats: dict[str, str] = {}
    for guest in guests.every(conference.db):
        if guest.seat and not guest.cancelled:
            seats.setdefault(guest.organisation, guest.seat)
    return seats


def _speaker(conference: Conference, question: Question, presence: Presence | None) -> str:
    """Who asked, and who is here of them."""
    if presence is None:
        return "\n".join(part for part in (question.asker, "(chưa đến)") if part)
    here = f"{presence.name} (dự thay)" if presence.substitute else presence.name
    since = f"có mặt từ {conference.clock.hour(presence.at)}"
    if question.asker and question.asker not in presence.name:
        return f"{question.asker}\n({here}, {since})"
    return f"{here}\n({since})"
