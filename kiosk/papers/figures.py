"""The figures of all papers, each with its one definition; docs/figures.md lists them, a test compares the papers by them.

Where two papers say the same thing they say the same number: both read it here, from `statistics.count`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kiosk.papers import statistics
from live.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.papers.record import Record
    from kiosk.papers.statistics import Statistics


@dataclass(frozen=True)
class Figure:
    """A figure: its name, what officials call it, its definition, how it is counted, and what it is the sum of."""

    name: str
    label: str
    definition: str
    of: Callable[[Statistics], int]
    parts: tuple[str, ...] = ()
    """Names of the figures that it is the sum of; one with a leading "-" is taken away."""


def _outcome(kind: Outcome) -> Callable[[Statistics], int]:
    return lambda counted: counted.questions.outcomes[kind]


def _result(kind: str) -> Callable[[Statistics], int]:
    return lambda counted: counted.by_result.get(kind, 0)


PEOPLE: Final = (
    Figure("invited", "Đại biểu được mời", "Guests with an invitation that was not cancelled, walk-ins left out; a cancelled one "
           "counts where its guest came before that.", lambda s: s.everybody.invited),
    Figure("confirmed", "Đại biểu xác báo tham dự", "Of the invited: said they would come, or named a substitute.",
           lambda s: s.everybody.confirmed),
    Figure("declined", "Đại biểu báo vắng", "Of the invited: said they would not come.", lambda s: s.everybody.declined),
    Figure("absent", "Đại biểu vắng", "Of the invited: nobody came on the card.", lambda s: s.everybody.absent),
    Figure("listed", "Đại biểu có mặt theo danh sách mời", "Cards of invited guests on which somebody came, the guest or a "
           "substitute.", lambda s: s.everybody.listed, ("invited", "-absent")),
    Figure("walk_ins", "Đại biểu phát sinh ngoài danh sách mời", "Guests who came without an invitation and were entered at the "
           "reception.", lambda s: s.everybody.walk_ins),
    Figure("present", "Đại biểu có mặt", "Cards on which somebody came.", lambda s: s.everybody.present, ("listed", "walk_ins")),
    Figure("substitutes", "Đại biểu dự thay", "Of those present: came instead of the guest named on the card.",
           lambda s: s.everybody.substitutes),
    Figure("companions", "Người đi cùng", "Persons who came on somebody else's card.", lambda s: s.everybody.companions),
    Figure("persons", "Tổng số người có mặt", "Everybody in the hall.", lambda s: s.everybody.persons, ("present", "companions")),
    Figure("businesses_invited", "Doanh nghiệp được mời", "Organisations of guests of a business block that were invited.",
           lambda s: s.businesses_invited),
    Figure("businesses", "Doanh nghiệp có mặt", "Organisations of guests of a business block with at least one person in the hall.",
           lambda s: s.businesses_present),
    Figure("business_persons", "Đại biểu của doanh nghiệp", "Persons in the hall on cards of business blocks, companions included.",
           lambda s: s.business_persons),
)  # fmt: skip
QUESTIONS: Final = (
    Figure("advance", "Kiến nghị gửi trước Hội nghị", "Questions received before the day.", lambda s: s.questions.advance),
    Figure("hall", "Kiến nghị tiếp nhận tại Hội nghị", "Questions raised in the hall or sent by telephone on the day.",
           lambda s: s.questions.hall),
    Figure("carried", "Kiến nghị kỳ trước chuyển sang", "Questions carried over from the conference before.",
           lambda s: s.questions.carried),
    Figure("received", "Kiến nghị tiếp nhận", "All questions with a number.", lambda s: s.questions.received,
           ("advance", "hall", "carried")),
    Figure("merged", "Kiến nghị trùng đã gộp", "Questions merged into another one, which carries their answer.",
           _outcome(Outcome.MERGED)),
    Figure("distinct", "Kiến nghị sau khi gộp", "Questions without those that were merged: the base of every share, of the fields, "
           "the units and the results.", lambda s: s.questions.distinct, ("received", "-merged")),
    Figure("live", "Trả lời trực tiếp tại Hội nghị", "Answered at the microphone.", _outcome(Outcome.LIVE)),
    Figure("before", "Trả lời bằng văn bản trước Hội nghị", "Marked by the office as answered before the day.",
           _outcome(Outcome.BEFORE)),
    Figure("writing", "Trả lời bằng văn bản sau Hội nghị", "To be answered in writing after the conference and not at the microphone.",
           _outcome(Outcome.WRITING)),
    Figure("forwarded", "Chuyển cơ quan có thẩm quyền", "Sent to the body that is competent; it counts for that body among the units.",
           _outcome(Outcome.FORWARDED)),
    Figure("out", "Không thuộc thẩm quyền, phạm vi Hội nghị", "Out of competence or scope.", _outcome(Outcome.OUT)),
    Figure("withdrawn", "Doanh nghiệp đã rút", "Taken back by the business.", _outcome(Outcome.WITHDRAWN)),
    Figure("open", "Chưa có kết quả", "None of these yet.", _outcome(Outcome.OPEN)),
    Figure("outcomes", "Cộng theo hình thức trả lời", "Each question counts in one class.", lambda s: s.questions.distinct,
           ("live", "before", "writing", "forwarded", "out", "withdrawn", "open")),
    Figure("explained", "Giải trình, cung cấp thông tin", "Result noted by the secretary.", _result("explained")),
    Figure("settled", "Đã giải quyết xong", "Result noted by the secretary.", _result("settled")),
    Figure("considered", "Đang xem xét giải quyết", "Result noted by the secretary.", _result("considered")),
    Figure("elsewhere", "Đã chuyển, không thuộc thẩm quyền, phạm vi hoặc doanh nghiệp đã rút",
           "Forwarded, out of competence or scope, or withdrawn, whatever result was noted.", _result("elsewhere")),
    Figure("no_result", "Chưa ghi kết quả xử lý", "No result noted.", _result("none")),
    Figure("results", "Cộng theo kết quả xử lý", "Each question counts in one class of result.", lambda s: s.questions.distinct,
           ("explained", "settled", "considered", "elsewhere", "no_result")),
    Figure("promised", "Kiến nghị có văn bản trả lời theo thời hạn", "Questions with a reply in writing due, each by its own day.",
           lambda s: s.promised, ("writing", "promised_live", "promised_otherwise")),
    Figure("promised_live", "Trong đó đã trả lời trực tiếp, hẹn bổ sung bằng văn bản", "Of these, answered at the microphone already.",
           lambda s: s.promised_live),
    Figure("promised_otherwise", "Trong đó kiến nghị khác có hẹn trả lời bằng văn bản",
           "Of these, in any other class: a promise was noted all the same.", lambda s: s.promised_otherwise),
    Figure("withheld", "Kiến nghị không công khai", "Left out of portal and press, as the business did not agree.", lambda s: s.withheld),
)  # fmt: skip
FIGURES: Final = (*PEOPLE, *QUESTIONS)


def values(record: Record) -> dict[str, int]:
    """Return every figure of a record by its name."""
    counted = statistics.count(record)
    return {figure.name: figure.of(counted) for figure in FIGURES}


def summed(figure: Figure, known: dict[str, int]) -> int:
    """Return the sum of a figure's parts."""
    return sum(-known[part[1:]] if part.startswith("-") else known[part] for part in figure.parts)
