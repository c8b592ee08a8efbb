"""Questions as papers show them: the annex table, what is still open, the course of the dialogue, letters, referrals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.i18n.dates import short_date
from kiosk.papers import statistics
from kiosk.papers.record import UNASSIGNED
from kiosk.papers.text import sentences, voices
from kiosk.papers.text.wording import clause, count, inside, joined, roman, sentence
from live.answers import Result
from live.outcomes import Outcome

if TYPE_CHECKING:
    from datetime import date

    from kiosk.papers.record import Matter, Record

Fields = dict[str, Any]
SOURCES = {
    "advance": "Gửi trước Hội nghị", "hall": "Tại Hội nghị", "phone": "Tại Hội nghị (gửi qua điện thoại)",
    "carried": "Kỳ trước chuyển sang",
}  # fmt: skip
FORMS = {
    Outcome.LIVE: "Trực tiếp tại Hội nghị",
    Outcome.BEFORE: "Bằng văn bản trước Hội nghị",
    Outcome.WRITING: "Bằng văn bản sau Hội nghị",
    Outcome.FORWARDED: "Chuyển cơ quan có thẩm quyền",
    Outcome.OUT: "Không thuộc thẩm quyền, phạm vi Hội nghị",
    Outcome.MERGED: "Kiến nghị trùng (gộp)",
    Outcome.WITHDRAWN: "Doanh nghiệp rút kiến nghị",
    Outcome.OPEN: "Chưa có kết quả",
}
"""How each class is called in a table."""
CLOSED = frozenset({Outcome.WITHDRAWN, Outcome.OUT, Outcome.MERGED})
"""Nothing more is owed to these, or only by the question that carries them."""
NOBODY = "cơ quan có thẩm quyền"
"""To whom a question was sent where nobody noted it."""
NO_UNIT = "[Cơ quan, đơn vị thực hiện]"
"""Where a task or a reply in writing was given to nobody yet."""
SAID = voices.SAID
LETTERED = frozenset({Outcome.LIVE, Outcome.BEFORE, Outcome.WRITING, Outcome.FORWARDED, Outcome.OPEN})
"""Each of these makes a letter of its own; the others are told of in a letter that is written anyway."""


def fields(record: Record) -> Fields:
    """What the common papers say of the questions."""
    open_ = [m for m in record.matters if unsettled(m)]
    return {
        "bands": bands(record),
        "open": [
            row(record, m, n) | {"reason": why(record, m), "state": state(m), "answering": answering(record, m)}
            for n, m in enumerate(open_, 1)
        ],
        "main": [row(record, m, n) for n, m in enumerate(answered(record), 1)],
        "due_units": due_units(record),
        "withheld": withheld(record),
    }


def unsettled(matter: Matter) -> bool:
    """Return True where something is still to be settled: no outcome, a written reply due, or under consideration.

    What was settled is not among them, even where a written reply about it is still due.
    """
    if matter.answer.result == Result.SETTLED:
        return False
    considered = matter.answer.result == Result.CONSIDERED and matter.outcome not in CLOSED
    return matter.outcome is Outcome.OPEN or matter.due is not None or considered


WAITS = {
    "absent": "đại diện doanh nghiệp vắng khi được mời phát biểu", "later": "được lùi lại, chưa trả lời",
    "put_back": "được đưa lại danh sách chờ, chưa trả lời",
}  # fmt: skip


def state(matter: Matter) -> str:
    """Return how far a question got, inside a sentence."""
    return sentences.FORMS.get(matter.outcome, FORMS[matter.outcome][:1].lower() + FORMS[matter.outcome][1:])


def answering(record: Record, matter: Matter) -> str:
    """Return who is to answer, inside a sentence."""
    unit = record.responsible(matter)
    return f"đơn vị trả lời: {unit}" if unit != UNASSIGNED else "chưa phân công đơn vị trả lời"


def why(record: Record, matter: Matter) -> str:
    """Why it is not settled: the reason that was given, or for one without any result what the log says of it."""
    steps = [step for step in record.steps if step.question == matter.number]
    given = inside(matter.question.reason) or (inside(steps[-1].reason) if steps else "")
    if given or matter.outcome is not Outcome.OPEN:
        return given
    return (
        WAITS.get(steps[-1].move, "chưa được trả lời tại Hội nghị") if steps else "chưa đến lượt trả lời tại Hội nghị"
    )


def unrecorded(record: Record) -> list[Matter]:
    """Return the questions answered at the conference of which no answer is on record yet, or only a draft."""
    return [m for m in record.matters if m.outcome is Outcome.LIVE and not m.answer.complete]


def withheld(record: Record) -> str:
    """How many questions are not published, or nothing."""
    number = sum(bool(matter.question.withheld) for matter in record.matters)
    return f"{count(number)} kiến nghị không công khai theo đề nghị của doanh nghiệp" if number else ""


def answered(record: Record) -> list[Matter]:
    """Those answered at the conference, in the order in which they had the floor."""
    live = [m for m in record.matters if m.outcome is Outcome.LIVE]
    return sorted(live, key=lambda m: (m.called is None, m.called.timestamp() if m.called else 0.0, m.number))


def bands(record: Record) -> list[Fields]:
    """The annex: all questions by field, each field under its roman number; the running number goes through."""
    order = [field.name for field in record.settings.fields]
    order += ["Khác"] if "Khác" not in order else []
    groups = [(name, [m for m in record.matters if record.field(m.question.field) == name]) for name in order]
    found: list[Fields] = []
    n = 0
    for name, matters in ((name, matters) for name, matters in groups if matters):
        rows = [row(record, m, n + k) for k, m in enumerate(matters, 1)]
        n += len(rows)
        merged = sum(m.outcome is Outcome.MERGED for m in matters)
        found.append(band(len(found) + 1, name, len(rows), merged) | {"rows": rows})
    return found


def band(n: int, name: str, rows: int, merged: int) -> Fields:
    """The title of a field's questions in the annex; merged ones have a row there and count with the question that carries them."""
    extra = f" và {count(merged)} kiến nghị trùng đã gộp" if merged else ""
    title = f"{roman(n)}. {name} ({count(rows - merged)} kiến nghị{extra})"
    return {"roman": roman(n), "name": name, "count": count(rows - merged), "merged": count(merged), "title": title}


def row(record: Record, matter: Matter, n: int) -> Fields:
    """One question with everything a paper may say of it."""
    asked, organisation = matter.question, matter.organisation
    return {
        "n": str(n),
        "number": str(matter.number),
        "business": organisation.name or asked.asker or "Không nêu tên",
        "tax_code": organisation.tax_code,
        "address": organisation.address,
        "text": asked.text,
        "summary": sentence(asked.summary or asked.text),
        "proposal": asked.proposal,
        "field": record.field(asked.field),
        "source": SOURCES.get(asked.source, asked.source),
        "answer": answer(record, matter),
        "basis": basis(record, matter),
        "unit": record.responsible(matter),
        "form": FORMS[matter.outcome],
        "result": result(matter),
        "due": dues(record.carrier(matter)),
        "voices": voices.of(record, record.carrier(matter)),
        "note": note(record, matter),
        "reason": inside(asked.reason),
    }


def answer(record: Record, matter: Matter) -> str:
    """What was answered, as it is on record; where nothing is, a text in brackets says what is missing.

    What was prepared was neither said nor sent yet, so it is no answer: but for a question that the office marked as
    answered in writing before the conference, where it is the text that went out.
    """
    carrier = record.carrier(matter)
    if carrier is not matter:
        return f"Nội dung trả lời như KN số {carrier.number}."
    reason = inside(matter.question.reason)
    if matter.outcome is Outcome.WITHDRAWN:
        return "Doanh nghiệp đã rút kiến nghị."
    if matter.outcome is Outcome.FORWARDED:
        own, told = record.settings.documents.organiser_name, recorded(record, matter)
        told = f"{told}\n" if told else ""
        return f"{told}{own} đã chuyển kiến nghị đến {referred(record, matter)} để xem xét, trả lời theo thẩm quyền."
    if matter.outcome is Outcome.OUT and not matter.answer.text:
        return f"Kiến nghị không thuộc thẩm quyền giải quyết hoặc phạm vi Hội nghị{f' ({reason})' if reason else ''}."
    return recorded(record, matter) or missing(record, matter)


def recorded(record: Record, matter: Matter) -> str:
    """The text with which a question was answered, a line a voice where there are several, or nothing."""
    prepared = matter.question.prepared if matter.outcome is Outcome.BEFORE else ""
    return voices.text(record, matter) or sentence(prepared)


def dues(matter: Matter) -> str:
    """The days by which replies in writing are owed, each once."""
    return joined(dict.fromkeys(short_date(one.due) for one in sorted(matter.owed, key=lambda one: one.due)))


def missing(record: Record, matter: Matter) -> str:
    """The place to fill in: by the secretary what was said, by the answering unit what is owed."""
    if matter.outcome is Outcome.LIVE:
        return SAID
    usual = record.answering(matter) or "Đơn vị được phân công"
    owed = [(record.unit(one.voice.unit) or usual, f"; thời hạn {short_date(one.due)}") for one in matter.owed]
    return "\n".join(f"[{unit} bổ sung nội dung trả lời{due}]" for unit, due in dict.fromkeys(owed or [(usual, "")]))


def result(matter: Matter) -> str:
    """What came of it, for a question that counts under its result: merged, forwarded, out and withdrawn ones do not."""
    if matter.outcome is Outcome.MERGED or statistics.result_class(matter) == "elsewhere":
        return ""
    return sentences.result(matter.answer.result, matter.answer.detail)


def basis(record: Record, matter: Matter) -> str:
    """The legal basis on record, of the question that carries this one; what was prepared, as with the answer."""
    carrier = record.carrier(matter)
    return clause(carrier.answer.basis or (carrier.question.basis if carrier.outcome is Outcome.BEFORE else ""))


def referred(record: Record, matter: Matter) -> str:
    """To whom a question was sent."""
    return record.referred(matter)


def note(record: Record, matter: Matter) -> str:
    """Where it came from if not in advance, what was merged with it, and why it ended as it did."""
    asked = matter.question
    parts = [] if asked.source == "advance" else [SOURCES.get(asked.source, asked.source)]
    if matter.outcome is Outcome.MERGED:
        parts.append(f"Gộp vào KN số {record.carrier(matter).number}")
    twins = [str(number) for number in record.twins.get(matter.number, ())]
    if twins:
        parts.append(f"Gộp các KN số {joined(twins)}" if len(twins) > 1 else f"Gộp KN số {twins[0]}")
    if asked.reason and matter.outcome in (Outcome.WITHDRAWN, Outcome.FORWARDED):
        parts.append(inside(asked.reason))
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def due_units(record: Record) -> list[Fields]:
    """Which unit owes which written replies by which day: each day that was named in public stands for itself."""
    owed: dict[tuple[str, date], list[str]] = {}
    for matter in record.matters:
        for one in matter.owed:
            owed.setdefault((record.owing(matter, one.voice), one.due), []).append(one.voice.kn)
    order = sorted(dict.fromkeys(unit for unit, _ in owed), key=lambda unit: unit == UNASSIGNED)
    return [
        {
            "unit": unit if unit != UNASSIGNED else NO_UNIT,
            "count": count(len(set(numbers))),
            "numbers": joined(dict.fromkeys(numbers)),
            "due": short_date(day),
        }
        for (unit, day), numbers in sorted(owed.items(), key=lambda one: (order.index(one[0][0]), one[0][1]))
    ]
