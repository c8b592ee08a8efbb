"""The minutes' own texts: what happened in its order, each sentence only of what is on record; what is missing in [brackets]."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from badges.vietnamese import fold
from kiosk.papers.happenings import CALL, ITEM, began, ended
from kiosk.papers.text import floor, sentences, voices
from kiosk.papers.text import questions as matters
from kiosk.papers.text.wording import clause, count, hour, inside, sentence
from live import speeches

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.papers.happenings import Happening
    from kiosk.papers.record import Attendee, Matter, Record
    from kiosk.settings.schema import Item
    from live.voices import Voice

Fields = dict[str, Any]
SPEECH_MISSING = "[Thư ký bổ sung nội dung phát biểu]"
LATE_KINDS = frozenset({"leader", "host"})


def fields(record: Record) -> Fields:
    """Everything that only the minutes say."""
    return {
        "started": _opened(record),
        "ended": _closed(record),
        "delegations": delegations(record),
        "events": events(record),
        "unrecorded": [str(matter.number) for matter in matters.unrecorded(record)],
    }


def _unless_recorded(moment: datetime | None, planned: datetime) -> str:
    return hour(moment) if moment else f"[ghi giờ thực tế; theo chương trình: {hour(planned)}]"


def _opened(record: Record) -> str:
    """The reception is not yet the conference: it begins with the item after it."""
    real = [ran for ran in record.programme if ran.item.kind != "reception" and not ran.skipped] or list(
        record.programme
    )
    return _unless_recorded(began(record.happenings, real[0].number), record.settings.moment(real[0].item.start))


def _closed(record: Record) -> str:
    real = [ran for ran in record.programme if not ran.skipped] or list(record.programme)
    return _unless_recorded(ended(record.happenings, real[-1].number), record.settings.moment(real[-1].item.end))


def delegations(record: Record) -> list[Fields]:
    """Who is present of each block; leaders who came after the opening with their hour."""
    settings, found = record.settings, []
    real = [ran for ran in record.programme if ran.item.kind != "reception" and not ran.skipped]
    opened = (began(record.happenings, real[0].number) if real else None) or record.settings.moment(
        (real or list(record.programme))[0].item.start
    )
    for block in sorted(settings.blocks, key=lambda b: b.rank):
        people = [a for a in record.attendees if a.arrival and settings.block(a.guest.block).code == block.code]
        named = block.kind in ("leader", "official") and len(people) <= 12
        shown = people if named else [p for p in people if block.kind in LATE_KINDS and _late(record, p, opened)]
        who = [_who(record, person, opened, block.name) for person in sorted(shown, key=lambda a: a.guest.rank)]
        persons = sum(a.arrival.party for a in people if a.arrival)
        if people:
            found.append({"name": block.name, "count": count(persons), "people": who, "whole": len(who) == persons})
    return found


def _late(record: Record, person: Attendee, opened: datetime) -> bool:
    return person.arrival is not None and record.local(person.arrival.at) > opened


def _who(record: Record, person: Attendee, opened: datetime, block: str) -> str:
    """Return who came, with the body unless the block bears its name."""
    name = sentences.who_came(person, with_organisation=fold(person.organisation.name) != fold(block))
    if person.arrival is None or not _late(record, person, opened):
        return name
    return f"{name} (có mặt từ {hour(record.local(person.arrival.at))})"


def events(record: Record) -> list[Fields]:
    """What happened, in order; items that nobody started stand where the plan has them, and say so."""
    happened = [one for one in record.happenings if not _is_reception(record, one)]
    led = [one.number for one in happened if one.kind == ITEM]
    unsaid = [r for r in record.programme if not r.skipped and r.item.kind != "reception" and r.number not in led]
    dialogue = next((ran.number for ran in record.programme if ran.item.kind == "dialogue"), len(record.programme))
    first = min(led) if led else dialogue + 1
    before, after = ([ran for ran in unsaid if (ran.number < first) is early] for early in (True, False))
    told = [fields for one in happened if (fields := _one(record, one))]
    return [*(_planned(ran.item) for ran in before), *told, *(_planned(ran.item) for ran in after)]


def _is_reception(record: Record, one: Happening) -> bool:
    return one.kind == ITEM and record.settings.programme[one.number].kind == "reception"


def _one(record: Record, one: Happening) -> Fields | None:
    if one.kind == CALL:
        return call(record, one)
    if one.kind == ITEM:
        return _item(record, one)
    speech = one.speech
    if speech is None:
        return None
    until = f" đến {hour(one.end)}" if one.end else ""
    who = ", ".join(part for part in (speech.name, speech.title) if part)
    said = record.remarks.get(f"speech:{speech.id}", "")
    head = f"Từ {hour(one.start)}{until}: Phát biểu của {who}." if one.start else f"Phát biểu của {who}."
    return {"head": head, "lines": [sentence(said) or SPEECH_MISSING]}


def _item(record: Record, one: Happening) -> Fields:
    item = record.settings.programme[one.number]
    if one.again:
        when = f"{hour(one.start)}: " if one.start else ""
        return {"head": f"{when}Tiếp tục {_lower(item.title)}.", "lines": []}
    begun = f"Từ {hour(one.start)}" if one.start else f"[Ghi giờ bắt đầu; theo chương trình: {_plan(item.start)}]"
    last = ended(record.happenings, one.number)
    until = f" đến {hour(last)}" if last else ""
    lines = _about(item)
    if item.kind in speeches.KINDS:
        lines.append(sentence(record.remarks.get(f"item:{one.number}", "")) or SPEECH_MISSING)
    return {"head": f"{begun}{until}: {item.title}.", "lines": lines}


def _planned(item: Item) -> Fields:
    head = f"[Ghi giờ thực tế; theo chương trình: {_plan(item.start)} - {_plan(item.end)}]: {item.title}."
    return {"head": head, "lines": _about(item) + ([SPEECH_MISSING] if item.kind in speeches.KINDS else [])}


def _about(item: Item) -> list[str]:
    people = "; ".join(sentences.called(person) for person in item.presenters) or item.presenter_note
    lines = [f"Thực hiện: {people}."] if people and item.kind != "dialogue" else []
    return lines + [f"- {clause(p.title)}{f' ({p.presenter})' if p.presenter else ''}." for p in item.parts]


def _plan(text: str) -> str:
    return f"{text[:2]} giờ {text[3:]} phút"


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def call(record: Record, one: Happening) -> Fields | None:
    """One question at the microphone: who asked, what, what each answered, how it ended."""
    matter = record.matter(one.number)
    if matter is None:
        return None
    row = matters.row(record, matter, 0)
    lines = [f"Nội dung kiến nghị: {row['summary']}"]
    if spoke := speaker(record, matter):
        lines.append(spoke)
    lines += interruptions(record, one)
    lines += answers(record, matter, one)
    start = hour(one.start) if one.start else ""
    return {"head": f"{start}: KN số {matter.number} - {row['business']}.", "lines": lines}


def speaker(record: Record, matter: Matter) -> str:
    """Who asked for the business, as far as it is on record: who raised it in the hall, or who of it is here."""
    if matter.question.source == "hall" and matter.question.asker:
        return f"Người nêu: {matter.question.asker}."
    here = [
        sentences.who_came(person)
        for person in record.attendees
        if person.arrival and matter.organisation.id and person.organisation.id == matter.organisation.id
    ]
    return f"Đại diện có mặt: {'; '.join(here)}." if here else ""


def interruptions(record: Record, one: Happening) -> list[str]:
    """What else was on while this question had the floor."""
    found = []
    for other in record.happenings:
        inside = other.seq > one.seq and other.start and (one.end is None or other.start < one.end)
        if other is one or other.kind == CALL or not inside or other.again:
            continue
        is_dialogue = other.kind == ITEM and record.settings.programme[other.number].kind == "dialogue"
        if not is_dialogue and other.start:
            until = f" đến {hour(other.end)}" if other.end else ""
            found.append(f"Tạm dừng từ {hour(other.start)}{until}.")
    return found


def answers(record: Record, matter: Matter, one: Happening) -> list[str]:
    """What was answered at this call, or how it ended; only what is on record, the rest in brackets."""
    heard = voices.of_call(record, matter, one.start) if one.start else matter
    spoken = [line for voice in heard.answer.voices for line in voice_lines(record, heard, voice)]
    due = "" if heard.answer.voices else floor.promised(heard)
    promise = [f"Thời hạn trả lời bằng văn bản: chậm nhất ngày {due}."] if due else []
    if one.move == "writing":
        return [how_it_ended(record, matter, one), *spoken, *promise]
    if one.move not in ("", "answered"):
        return [how_it_ended(record, matter, one)]
    if not spoken and one.move == "":
        return ["[Kiến nghị đang được trả lời khi lập biên bản]"]
    return [*(spoken if heard.answer.text else [floor.said(record, heard), *spoken]), *promise]


def voice_lines(record: Record, matter: Matter, voice: Voice) -> list[str]:
    """What was asked further, what one person answered, by his own body, its basis, and by when he owes a reply."""
    told = voices.fields(record, matter, voice)
    lines = []
    if voices.first_of_part(matter.answer.voices, voice) and voice.asked:
        asker = f" ({voice.asker})" if voice.asker else ""
        lines.append(f"Hỏi thêm{asker}, KN số {voice.kn}: {sentence(voice.asked)}")
    if voice.text:
        lines.append(_spoken(record, matter, voice))
    if voice.text and voice.basis:
        lines.append(f"Căn cứ: {told['basis']}.")
    if told["due"] and (voice.promised or voice.due):
        lines.append(f"Thời hạn trả lời bằng văn bản: chậm nhất ngày {told['due']}.")
    return lines


def _spoken(record: Record, matter: Matter, voice: Voice) -> str:
    """One person's words; a draft is marked as one."""
    who = voices.who(record, voice if voice.unit else replace(voice, unit=matter.question.unit))
    text = sentence(voice.text)
    if not voice.complete:
        text = f"[Dự thảo, thư ký chưa xác nhận: {text}]"
    return f"Trả lời ({who}): {text}" if who else f"Trả lời: {text}"


def how_it_ended(record: Record, matter: Matter, one: Happening) -> str:
    """How a call ended that was not answered: what was done, nobody's words."""
    reason = inside(one.reason)
    if one.move == "forward":
        return f"Kiến nghị được chuyển {matters.referred(record, matter)} xem xét, giải quyết theo thẩm quyền."
    if one.move == "out":
        return f"Kiến nghị không thuộc thẩm quyền hoặc phạm vi Hội nghị{f' ({reason})' if reason else ''}."
    return ENDINGS.get(one.move, "Kiến nghị được trả lời sau.")


ENDINGS = {
    "later": "Kiến nghị được lùi lại, trả lời sau.",
    "absent": "Đại diện doanh nghiệp không có mặt tại thời điểm mời phát biểu; kiến nghị được lùi lại.",
    "writing": "Kiến nghị được chuyển sang trả lời bằng văn bản sau Hội nghị.",
    "withdraw": "Doanh nghiệp rút kiến nghị.",
}
