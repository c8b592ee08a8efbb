"""The numbers in sentences, and persons in a line: what is read aloud at 16h45 and what stands in the report."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from kiosk.i18n.dates import short_date
from kiosk.papers.text.wording import count, joined, percent, share
from live.answers import Detail, Result
from live.outcomes import Outcome

if TYPE_CHECKING:
    from kiosk.papers.record import Attendee
    from kiosk.papers.statistics import Questions, Statistics
    from kiosk.settings.schema import Person

FORMS = {
    Outcome.LIVE: "trả lời trực tiếp tại Hội nghị",
    Outcome.BEFORE: "trả lời bằng văn bản trước Hội nghị",
    Outcome.WRITING: "trả lời bằng văn bản sau Hội nghị",
    Outcome.FORWARDED: "chuyển cơ quan có thẩm quyền",
    Outcome.OUT: "không thuộc thẩm quyền, phạm vi Hội nghị",
    Outcome.WITHDRAWN: "doanh nghiệp đã rút",
    Outcome.OPEN: "chưa có kết quả",
}
"""How each class is called in a sentence. Merged questions are told of before."""

RESULTS = {
    Result.EXPLAINED: "Giải trình, cung cấp thông tin",
    Result.SETTLED: "Đã giải quyết xong",
    Result.CONSIDERED: "Đang xem xét giải quyết",
}
RESULT_LINES: dict[str, str] = {
    **{str(kind): name for kind, name in RESULTS.items()},
    "elsewhere": "Đã chuyển, không thuộc thẩm quyền, phạm vi hoặc doanh nghiệp đã rút",
    "none": "Chưa ghi kết quả xử lý",
}
"""The results as lines of a list that sums up to all questions."""
DETAILS = {
    Detail.DOCUMENT: "ban hành văn bản", Detail.INSPECTION: "thanh tra, kiểm tra", Detail.CARRIED_OUT: "tổ chức thực hiện",
    Detail.ROADMAP: "có lộ trình", Detail.NO_ROADMAP: "chưa có lộ trình", Detail.NO_MEANS: "chưa có nguồn lực",
    Detail.SUPERIOR: "liên quan văn bản của cấp trên",
}  # fmt: skip


def result(kind: str, detail: str) -> str:
    """What came of a question: Đã giải quyết xong (ban hành văn bản)."""
    name = RESULTS[Result(kind)] if kind else ""
    return f"{name} ({DETAILS[Detail(detail)]})" if name and detail else name


def day(text: str) -> str:
    """A stored date as 13/5/2026; empty stays empty, anything else as it is."""
    try:
        return short_date(dt.date.fromisoformat(text[:10]))
    except ValueError:
        return text


def called(person: Person) -> str:
    """Return a person with honorific and position."""
    return ", ".join(part for part in (f"{person.honorific} {person.name}".strip(), person.position) if part)


def who_came(person: Attendee, *, with_organisation: bool = False) -> str:
    """Ông Nguyễn Văn An, Giám đốc; a substitute with his own name and title."""
    guest, arrival = person.guest, person.arrival
    name, title = guest.called, guest.position
    if arrival and arrival.substitute:
        name = f"{arrival.came_honorific} {arrival.came_name}".strip()
        title = arrival.came_title
    organisation = (
        person.organisation.name
        if with_organisation and not _names_organisation(title, person.organisation.name)
        else ""
    )
    text = ", ".join(part for part in (name, title, organisation) if part)
    return f"{text} (dự thay {guest.called})" if arrival and arrival.substitute else text


def _names_organisation(title: str, organisation: str) -> bool:
    """Whether the title says the house already: Phó Chủ tịch Ủy ban nhân dân thành phố."""
    return " ".join(organisation.split()[:3]).casefold() in title.casefold()


def numbers(numbers: Statistics) -> dict[str, Any]:
    """Every number by name, as it is written."""
    asked, total = numbers.questions, numbers.questions.distinct
    results = {str(r): count(numbers.by_result.get(r, 0)) for r in RESULT_LINES}
    return {
        "received": count(asked.received),
        "advance": count(asked.advance),
        "hall": count(asked.hall),
        "carried": count(asked.carried),
        "distinct": count(total),
        "answered": count(asked.answered),
        "answered_share": share(asked.answered, total),
        "promised": count(numbers.promised),
        "listed": count(numbers.everybody.listed),
        "companions": count(numbers.everybody.companions),
        "walk_ins": count(numbers.everybody.walk_ins),
        "businesses_invited": count(numbers.businesses_invited),
        "businesses": count(numbers.businesses_present),
        "business_persons": count(numbers.business_persons),
        "guests": count(numbers.everybody.present),
        "persons": count(numbers.everybody.persons),
        "results": results,
        "outcomes": {str(o): count(asked.outcomes[o]) for o in Outcome},
        "shares": {str(o): share(asked.outcomes[o], total) for o in FORMS},
    }


def sentences(numbers: Statistics) -> dict[str, Any]:
    """The paragraphs of the report that are numbers, and `aloud`, to be read as they stand."""
    asked = numbers.questions
    return {
        "attendance": attendance(numbers),
        "received": received(asked),
        "outcomes": [
            f"{text[0].upper()}{text[1:]}: {share(asked.outcomes[o], asked.distinct)}" for o, text in _told(asked)
        ],
        "outcomes_joined": outcomes_joined(asked),
        "promised": promised(numbers) if numbers.promised else "",
        "fields": [f"{name}: {parts(q)}" for name, q in numbers.by_field],
        "units": [f"{name}: {parts(q)}" for name, q in numbers.by_unit],
        "results": [
            f"{name}: {count(numbers.by_result[r])} kiến nghị"
            for r, name in RESULT_LINES.items()
            if numbers.by_result.get(r)
        ],
        "settled_promised": settled_promised(numbers),
        "withheld_live": withheld_live(numbers),
        "aloud": aloud(numbers),
    }


def attendance(numbers: Statistics) -> str:
    """How many came."""
    all_, firms = numbers.everybody, numbers.businesses_present
    if not all_.present:
        return "Chưa ghi nhận đại biểu có mặt."
    text = f"Hội nghị có {count(all_.persons)} đại biểu tham dự"
    if all_.walk_ins or all_.companions:
        kinds = (
            (all_.listed, "đại biểu theo danh sách mời"),
            (all_.walk_ins, "đại biểu phát sinh ngoài danh sách mời"),
            (all_.companions, "người đi cùng"),
        )
        text += f" (gồm {joined(f'{count(n)} {what}' for n, what in kinds if n)})"
    if firms:
        text += f", trong đó có {count(numbers.business_persons)} đại biểu của {count(firms)} doanh nghiệp"
    return f"{text}; có {count(all_.substitutes)} đại biểu dự thay." if all_.substitutes else f"{text}."


def received(asked: Questions) -> str:
    """How many questions came, from where, and how many are left after merging."""
    if not asked.received:
        return "Ban Tổ chức chưa nhận được kiến nghị nào."
    sources = [
        f"{count(n)} kiến nghị {what}"
        for n, what in (
            (asked.advance, "gửi trước Hội nghị"),
            (asked.hall, "tiếp nhận tại Hội nghị"),
            (asked.carried, "kỳ trước chuyển sang"),
        )
        if n
    ]
    text = f"Ban Tổ chức đã tiếp nhận {count(asked.received)} kiến nghị, gồm {joined(sources)}."
    merged = asked.outcomes[Outcome.MERGED]
    if merged:
        text += (
            f" Sau khi phân loại, gộp {count(merged)} kiến nghị trùng nội dung, còn {count(asked.distinct)} kiến nghị."
        )
    return text


def _told(asked: Questions) -> list[tuple[Outcome, str]]:
    return [(o, text) for o, text in FORMS.items() if asked.outcomes[o]]


def outcomes_joined(asked: Questions) -> str:
    """Return all classes in one sentence."""
    told = "; ".join(f"{text}: {share(asked.outcomes[o], asked.distinct)}" for o, text in _told(asked))
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def parts(asked: Questions) -> str:
    """12 kiến nghị, trong đó trả lời trực tiếp tại Hội nghị 10, …"""
    told = [f"{text} {count(asked.outcomes[o])}" for o, text in _told(asked)]
    if len(told) == 1:
        return f"{count(asked.distinct)} kiến nghị, {_told(asked)[0][1]}"
    return f"{count(asked.distinct)} kiến nghị, trong đó {', '.join(told)}"


ALOUD = {
    Outcome.LIVE: "đã được trả lời trực tiếp tại Hội nghị",
    Outcome.BEFORE: "đã được trả lời bằng văn bản trước Hội nghị",
    Outcome.WRITING: "sẽ được trả lời bằng văn bản sau Hội nghị",
    Outcome.FORWARDED: "được chuyển cơ quan có thẩm quyền",
    Outcome.OUT: "không thuộc thẩm quyền, phạm vi Hội nghị",
    Outcome.WITHDRAWN: "doanh nghiệp đã rút",
    Outcome.OPEN: "đang tiếp tục được giải quyết",
}
"""What is read out of each class: 18 kiến nghị đã được trả lời trực tiếp tại Hội nghị (đạt 41,86%)."""


def aloud(numbers: Statistics) -> list[str]:
    """Return what is read at the closing, sentence by sentence, as it stands at this moment."""
    asked = numbers.questions
    lines = [attendance(numbers), received(asked)]
    told = [
        f"{count(asked.outcomes[o])} kiến nghị {text} ({'đạt ' if o is Outcome.LIVE else ''}{percent(asked.outcomes[o], asked.distinct)})"
        for o, text in ALOUD.items()
        if asked.outcomes[o]
    ]
    if told:
        lines.append(f"Đến thời điểm này, {'; '.join(told)}.")
    return lines + ([promised(numbers)] if numbers.promised else [])


def promised(numbers: Statistics) -> str:
    """How many written replies are due, and of which questions, so that no figure seems to be another."""
    kinds = (
        (numbers.promised - numbers.promised_live - numbers.promised_otherwise, "trả lời bằng văn bản sau Hội nghị"),
        (numbers.promised_live, "đã trả lời trực tiếp, hẹn bổ sung bằng văn bản"),
        (numbers.promised_otherwise, "khác được hẹn trả lời bằng văn bản"),
    )
    parts_ = [f"{count(n)} kiến nghị {what}" for n, what in kinds if n]
    if len(parts_) == 1:
        return f"Có {parts_[0].replace('kiến nghị khác', 'kiến nghị')}, theo thời hạn đã thông báo."
    return f"Tổng cộng {count(numbers.promised)} kiến nghị có văn bản trả lời theo thời hạn đã thông báo, gồm {joined(parts_)}."


def settled_promised(numbers: Statistics) -> str:
    """Questions that are settled and of which a written reply is still to be sent, or nothing."""
    settled = [str(number) for number in numbers.settled_promised]
    if not settled:
        return ""
    return (
        f"{count(len(settled))} kiến nghị đã giải quyết xong còn gửi văn bản trả lời theo thời hạn đã thông báo (KN số "
        f"{joined(settled)})"
    )


def withheld_live(numbers: Statistics) -> str:
    """How many of those answered at the conference are not published, or nothing."""
    if not numbers.withheld_live:
        return ""
    return (
        f"{count(numbers.withheld_live)} kiến nghị đã trả lời trực tiếp không công khai theo đề nghị của doanh nghiệp"
    )
