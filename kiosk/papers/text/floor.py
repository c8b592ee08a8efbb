"""The course of the dialogue (diễn biến), call by call, for a template that wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.papers.text import questions, voices
from kiosk.papers.text.wording import hour, inside
from live.outcomes import Outcome

if TYPE_CHECKING:
    from kiosk.papers.record import Matter, Record, Step

Fields = dict[str, Any]
COURSE = {
    "later": "Kiến nghị được lùi lại, trả lời sau.",
    "absent": "Đại diện doanh nghiệp không có mặt tại thời điểm mời phát biểu; kiến nghị được lùi lại.",
    "writing": "Kiến nghị được chuyển sang trả lời bằng văn bản sau Hội nghị.",
    "withdraw": "Doanh nghiệp rút kiến nghị.",
}


def course(record: Record) -> list[Fields]:
    """The dialogue as it went (diễn biến): what had the floor, from when, and how that ended."""
    calls = [step for step in record.steps if step.move == "call"]
    return [turn(record, step, next_ends(record, step)) for step in calls]


def next_ends(record: Record, call: Step) -> Step | None:
    """What ended this call: the next move of the same question."""
    later = record.steps[record.steps.index(call) + 1 :]
    return next((step for step in later if step.question == call.question), None)


def turn(record: Record, call: Step, end: Step | None) -> Fields:
    """One call in the minutes."""
    matter = record.matter(call.question)
    if matter is None:
        raise LookupError(f"question {call.question} is in the log and not in the record")
    done = end is None or end.move == "answered"
    heard = voices.of_call(record, matter, call.at)
    told = said(record, heard) if done else ending(record, matter, end)
    alone = heard.answer.voices[0] if len(heard.answer.voices) == 1 else None
    who = voices.who(record, alone) if alone else "" if heard.answer.voices else record.answering(matter)
    return questions.row(record, matter, 0) | {
        "hour": hour(call.at),
        "until": hour(end.at) if end else "",
        "answerer": who if done and (heard.answer.text or told == voices.SAID) else "",
        "said": told,
        "promised": promised(heard) if done or (end and end.move == "writing") else "",
        "basis": questions.basis(record, heard) if done else "",
    }


def promised(matter: Matter) -> str:
    """The day that was named, or that the settings name for what was promised without one."""
    return questions.dues(matter) if matter.answer.promised or matter.answer.due else ""


def said(record: Record, matter: Matter) -> str:
    """What was said at the microphone: only what is on record."""
    if matter.answer.text:
        return voices.text(record, matter)
    if matter.outcome is Outcome.WRITING:
        return "Kiến nghị được trả lời bằng văn bản sau Hội nghị."
    if matter.outcome is Outcome.BEFORE:
        return "Kiến nghị đã được trả lời bằng văn bản trước Hội nghị."
    return (
        questions.answer(record, matter)
        if matter.outcome in (Outcome.FORWARDED, Outcome.OUT, Outcome.MERGED)
        else voices.SAID
    )


def ending(record: Record, matter: Matter, end: Step | None) -> str:
    """How a call ended that was not answered."""
    move = end.move if end else ""
    if move == "forward":
        return f"Kiến nghị được chuyển {questions.referred(record, matter)} xem xét, giải quyết theo thẩm quyền."
    if move == "out":
        reason = inside(end.reason) if end else ""
        return f"Kiến nghị không thuộc thẩm quyền hoặc phạm vi Hội nghị{f' ({reason})' if reason else ''}."
    return COURSE.get(move, "Kiến nghị được trả lời sau.")
