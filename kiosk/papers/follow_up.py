"""The follow-up board: which written replies are due, how far each is, overdue ones first; and as a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.i18n.dates import short_date
from kiosk.papers import record
from kiosk.papers.text import questions, sentences
from kiosk.papers.xlsx.workbook import Sheet
from live import replies, working_days
from live.outcomes import Outcome
from live.replies import Reply, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kiosk.conference.conference import Conference
    from kiosk.papers.record import Matter, Owing, Record
    from live.voices import Voice

STATES = {State.DRAFT: "Dự thảo", State.SIGNED: "Đã ký", State.SENT: "Đã gửi"}
SOON_DAYS = 3
"""So many working days before its date a reply is close."""


@dataclass(frozen=True)
class Owed:
    """One written reply: its question, for which voice of its answer, by when, how far it is.

    A question that was merged into another business's has a reply of its own, due when its `carrier`'s is.
    `left` counts working days until it is due, negative when they are over; 0 may be past, too, on a day off.
    """

    matter: Matter
    carrier: Matter
    voice: Voice
    business: str
    unit: str
    due: date
    past: bool
    left: int
    reply: Reply

    @property
    def sent(self) -> bool:
        """Whether it is settled."""
        return self.reply.state == State.SENT

    @property
    def overdue(self) -> bool:
        """Whether it should have been sent before today."""
        return not self.sent and self.past

    @property
    def soon(self) -> bool:
        """Whether it is due within days."""
        return not self.sent and not self.past and self.left <= SOON_DAYS


@dataclass(frozen=True)
class Unit:
    """A unit's replies in numbers; total = sent + signed + drafts, and overdue ones are among the last two."""

    name: str
    total: int
    overdue: int
    drafts: int
    signed: int
    sent: int


def board(conference: Conference) -> list[Owed]:
    """Every written reply that is due: overdue first, then by date; those that were sent at the end."""
    kept, noted = record.gather(conference, people=False), replies.every(conference.db)
    found: dict[tuple[int, str], list[Owed]] = {}
    for matter in sorted(kept.matters, key=lambda m: (m.outcome is Outcome.MERGED, m.number)):
        found.setdefault(
            addressed(kept, matter), [_owed(kept, matter, one, noted) for one in kept.carrier(matter).owed]
        )
    every = [one for owed in found.values() for one in owed]
    return sorted(every, key=lambda one: (one.sent, one.due, one.matter.number, one.voice.n))


def addressed(kept: Record, matter: Matter) -> tuple[int, str]:
    """Return what is answered, and to whom: by this a reply is known, as a business's own doubles are answered by one."""
    return kept.carrier(matter).number, kept.asker(matter)


def _owed(kept: Record, matter: Matter, one: Owing, noted: Mapping[str, Reply]) -> Owed:
    settings, carrier, today = kept.settings, kept.carrier(matter), kept.made.date()
    left = working_days.days_left(today, one.due, settings.holidays, settings.working_weekends)
    business = questions.row(kept, matter, 0)["business"]
    unit = kept.owing(carrier, one.voice) or "Chưa phân công"
    identity = replies.reply_id(matter.number, one.voice.id)
    reply = noted.get(identity) or replies.empty(identity)
    return Owed(matter, carrier, one.voice, business, unit, one.due, one.due < today, left, reply)


def by_unit(owed: list[Owed]) -> list[Unit]:
    """The replies in numbers, the unit with most overdue ones first."""
    names = dict.fromkeys(one.unit for one in owed)
    rows = [_unit(name, [one for one in owed if one.unit == name]) for name in names]
    return sorted(rows, key=lambda row: (-row.overdue, -row.total, row.name))


def _unit(name: str, owed: list[Owed]) -> Unit:
    states = [one.reply.state for one in owed]
    return Unit(
        name, len(owed), sum(one.overdue for one in owed), states.count(State.DRAFT), states.count(State.SIGNED),
        states.count(State.SENT),
    )  # fmt: skip


def words(one: Owed) -> str:
    """How much time is left, as it is written: còn 05 ngày làm việc."""
    if one.sent:
        return ""
    if one.past:
        return f"quá hạn {-one.left:02d} ngày làm việc" if one.left else "quá hạn"
    return f"còn {one.left:02d} ngày làm việc" if one.left else "đến hạn"


def kn(one: Owed) -> str:
    """Return the KN number that the reply answers: 9, or 9.1 for what was asked further."""
    return f"{one.matter.number}.{one.voice.part}" if one.voice.part else str(one.matter.number)


def merged(one: Owed) -> str:
    """That its answer is another question's: Gộp vào KN số 3."""
    return "" if one.carrier is one.matter else f"Gộp vào KN số {one.carrier.number}"


def sheet(owed: list[Owed]) -> Sheet:
    """The board as a spreadsheet."""
    columns = [
        ("TT", 6), ("KN số", 8), ("Doanh nghiệp", 36), ("Nội dung kiến nghị", 60), ("Đơn vị trả lời", 34),
        ("Thời hạn", 13), ("Thời gian còn lại", 22), ("Tình trạng", 14), ("Số văn bản", 20), ("Ngày văn bản", 14),
        ("Ghi chú", 30),
    ]  # fmt: skip
    rows = [
        [
            str(n), kn(one), one.business, one.matter.question.text, one.unit, short_date(one.due),
            words(one), STATES[State(one.reply.state)], one.reply.document, sentences.day(one.reply.date),
            "; ".join(part for part in (merged(one), one.reply.note) if part),
        ]
        for n, one in enumerate(owed, 1)
    ]  # fmt: skip
    return Sheet("Theo dõi trả lời kiến nghị", columns, rows)
