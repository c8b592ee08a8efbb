"""One letter for each business with all its questions, and one referral slip for each body that questions are sent to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.i18n.dates import short_date
from kiosk.papers.text import questions
from kiosk.papers.text.wording import clause, count, joined, roman, sentence
from live.outcomes import Outcome

if TYPE_CHECKING:
    from kiosk.papers.record import Matter, Owing, Record

Fields = dict[str, Any]


def every(record: Record) -> list[Fields]:
    """All letters, in the order of their first question."""
    return [letter(record, group) for group in _by_business(record) if _is_written(record, group)]


def _by_business(record: Record) -> list[list[Matter]]:
    groups: dict[str, list[Matter]] = {}
    for matter in record.matters:
        if matter.outcome is not Outcome.WITHDRAWN:
            groups.setdefault(record.asker(matter), []).append(matter)
    return list(groups.values())


def _is_written(record: Record, group: list[Matter]) -> bool:
    """A merged question makes a letter where the one that carries it does."""
    return any(record.carrier(matter).outcome in questions.LETTERED for matter in group)


def letter(record: Record, group: list[Matter]) -> Fields:
    """The letter's own fields; everything else is as in all papers."""
    first = questions.row(record, group[0], 1)
    several = len(group) > 1
    numbers = [str(m.number) for m in group]
    return {
        "to": first["business"],
        "tax_code": first["tax_code"],
        "count": count(len(group)),
        "numbers": joined(numbers),
        "several": several,
        "copies": copies(record, group),
        "received": received(first["business"], group),
        "questions": [question(record, m, n) for n, m in enumerate(group, 1)],
    }


def copies(record: Record, group: list[Matter]) -> list[str]:
    """The bodies that questions of this letter were sent to: each gets a copy."""
    carriers = [record.carrier(matter) for matter in group]
    sent = [record.referred(m) for m in carriers if m.outcome is Outcome.FORWARDED]
    return list(dict.fromkeys(to if to != questions.NOBODY else "[Cơ quan có thẩm quyền]" for to in sent))


SOURCES = {
    "gửi trước Hội nghị": ("advance",), "nêu tại Hội nghị": ("hall",), "gửi qua điện thoại tại Hội nghị": ("phone",),
    "từ kỳ trước chuyển sang": ("carried",),
}  # fmt: skip


def received(business: str, group: list[Matter]) -> str:
    """How many came from whom, and when: 02 kiến nghị của Công ty A gửi trước Hội nghị (KN số 3 và 5)."""
    parts = [(told, [m.number for m in group if m.question.source in kinds]) for told, kinds in SOURCES.items()]
    parts = [(told, numbers) for told, numbers in parts if numbers]
    if len(parts) == 1:
        return f"{count(len(group))} kiến nghị của {business} {_numbered(*parts[0])}"
    each = joined(f"{count(len(numbers))} kiến nghị {_numbered(told, numbers)}" for told, numbers in parts)
    return f"{count(len(group))} kiến nghị của {business}, gồm {each}"


def _numbered(told: str, numbers: list[int]) -> str:
    return f"{told} (KN số {joined(map(str, numbers))})"


def question(record: Record, matter: Matter, n: int) -> Fields:
    """One question with its answer, quoted as the business wrote it. A merged one has the answer of its carrier."""
    carrier = record.carrier(matter)
    return questions.row(record, matter, n) | {
        "roman": roman(n),
        "live": carrier.outcome is Outcome.LIVE,
        "quoted": clause(matter.question.text),
        "proposal": clause(matter.question.proposal),
        "answer": questions.answer(record, carrier),
        "draft": draft(carrier),
        "promise": promise(record, carrier),
        "basis": questions.basis(record, carrier),
        "unit": record.answering(carrier) or record.settings.documents.organiser_name,
        "referred_to": questions.referred(record, carrier) if carrier.outcome is Outcome.FORWARDED else "",
    }


def draft(matter: Matter) -> str:
    """What was prepared for a reply that goes out in writing, marked as nobody approved it: the unit reads it before it is signed."""
    written = matter.outcome is Outcome.WRITING and not matter.answer.text
    text = sentence(matter.question.prepared) if written else ""
    basis = clause(matter.question.basis)
    return f"[Dự thảo chưa được duyệt: {text}{f' Căn cứ: {basis}.' if basis else ''}]" if text else ""


def promise(record: Record, matter: Matter) -> str:
    """What a question answered at the conference still has coming in writing: the date that was named, and room for the text."""
    told = matter.outcome is not Outcome.OPEN or matter.answer.text
    if matter.outcome is Outcome.WRITING:
        return unwritten(record, matter) if questions.recorded(record, matter) else ""
    if not told:
        return ""
    return "\n".join(_promise(record, matter, one) for one in matter.owed)


def unwritten(record: Record, matter: Matter) -> str:
    """Room for the units that have not written yet where others have: each with the day by which it owes its part."""
    usual = record.answering(matter) or record.settings.documents.organiser_name
    return "\n".join(
        f"[{record.unit(one.voice.unit) or usual} bổ sung nội dung trả lời; thời hạn {short_date(one.due)}]"
        for one in matter.owed
        if not one.voice.text.strip()
    )


def _promise(record: Record, matter: Matter, one: Owing) -> str:
    unit = record.unit(one.voice.unit) or record.answering(matter) or record.settings.documents.organiser_name
    day = short_date(one.due)
    return (
        f"Tại Hội nghị, {unit} hẹn trả lời bổ sung bằng văn bản chậm nhất ngày {day}. "
        f"[{unit} bổ sung nội dung trả lời; thời hạn {day}]"
    )


def referrals(record: Record) -> list[Fields]:
    """The slips, one for each receiving body."""
    groups: dict[str, list[Matter]] = {}
    for matter in record.matters:
        if matter.outcome is Outcome.FORWARDED:
            groups.setdefault(questions.referred(record, matter), []).append(matter)
    return [referral(record, to, group) for to, group in groups.items()]


def referral(record: Record, to: str, group: list[Matter]) -> Fields:
    """One slip. `businesses` get a copy; each is named once."""
    rows = [questions.row(record, m, n) for n, m in enumerate(group, 1)]
    return {
        "to": to if to != questions.NOBODY else "[Cơ quan có thẩm quyền]",
        "count": count(len(rows)),
        "numbers": joined(str(m.number) for m in group),
        "rows": rows,
        "businesses": list(dict.fromkeys(row["business"] for row in rows)),
    }
