"""The voices of an answer as papers show them: who said what for which unit, at which hour, and what each still owes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kiosk.i18n.dates import short_date
from kiosk.papers.text import sentences
from kiosk.papers.text.wording import clause, hour, sentence
from live import answers
from live.answers import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kiosk.papers.record import Matter, Record
    from live.voices import Voice

Fields = dict[str, Any]
SAID = "[Thư ký bổ sung nội dung đã trả lời tại Hội nghị]"


def of(record: Record, matter: Matter) -> list[Fields]:
    """Return each voice of a question's answer as fields, in the order in which they spoke."""
    return [fields(record, matter, voice) for voice in matter.answer.voices]


def fields(record: Record, matter: Matter, voice: Voice) -> Fields:
    """Return one voice. `due` is the day of the reply that it owes, or empty; `asked` only of a further question."""
    owed = next((one.due for one in matter.owed if one.voice.id == voice.id), None)
    return {
        "kn": voice.kn,
        "hour": hour(record.local(voice.called)) if voice.called else "",
        "who": who(record, voice),
        "unit": record.unit(voice.unit),
        "asked": clause(voice.asked),
        "asker": voice.asker,
        "answer": sentence(voice.text),
        "basis": clause(voice.basis),
        "result": sentences.result(voice.result, voice.detail),
        "due": short_date(owed) if owed else "",
    }


def who(record: Record, voice: Voice) -> str:
    """Return who spoke, each person with his own body: "A, chức vụ - Chi cục; B - Ban".

    Two persons written into one field with a semicolon are paired where as many bodies were noted.
    """
    persons = [part.strip() for part in voice.answerer.split(";") if part.strip()]
    bodies = [record.unit(part.strip()) for part in voice.unit.split(";") if part.strip()]
    if persons and len(persons) == len(bodies):
        return "; ".join(_of(person, body) for person, body in zip(persons, bodies, strict=True))
    return " - ".join(part for part in ("; ".join(persons), "; ".join(bodies)) if part)


def _of(person: str, body: str) -> str:
    return person if body.casefold() in person.casefold() else f"{person} - {body}"


def text(record: Record, matter: Matter) -> str:
    """Return all that was answered: the text alone of a single voice, otherwise a line a voice, each with its speaker."""
    told = [voice for voice in matter.answer.voices if voice.text.strip() or voice.part]
    if len(told) == 1 and not told[0].part:
        return sentence(told[0].text)
    return "\n".join(line(record, matter, voice) for voice in told)


def line(record: Record, matter: Matter, voice: Voice) -> str:
    """Return one voice in a line: (14 giờ 52 phút) Bà A, Chi cục X: … ; before it what was asked further."""
    asked = (
        f"KN số {voice.kn} (hỏi thêm): {sentence(voice.asked)} " if first_of_part(matter.answer.voices, voice) else ""
    )
    at = f"({hour(record.local(voice.called))}) " if voice.called and several_calls(matter.answer.voices) else ""
    speaker = who(record, voice)
    told = sentence(voice.text) or unsaid(matter, voice)
    said = f"{speaker}: {told}" if speaker else told
    return asked + at + said


def unsaid(matter: Matter, voice: Voice) -> str:
    """Return what stands for an answer without text: the day by which it was promised, or room for what was said."""
    due = next((one.due for one in matter.owed if one.voice.id == voice.id), None)
    return f"Hẹn trả lời bằng văn bản chậm nhất ngày {short_date(due)}." if due else SAID


def first_of_part(voices: Sequence[Voice], voice: Voice) -> bool:
    """Return whether this is the first voice that answers a further question."""
    return bool(voice.part) and next(one for one in voices if one.part == voice.part) is voice


def several_calls(voices: Sequence[Voice]) -> bool:
    """Return whether the question was answered at more than one call."""
    return len({voice.called for voice in voices if voice.called}) > 1


def of_call(record: Record, matter: Matter, start: datetime) -> Matter:
    """Return the question with those voices alone that were heard at the call that began then.

    What was written without a call, or under one that was taken back, belongs to the last.
    """
    starts = [step.at for step in record.steps if step.move == "call" and step.question == matter.number]
    mine = [voice for voice in matter.answer.voices if voice.called and record.local(voice.called) == start]
    if start == max(starts, default=start):
        mine += [v for v in matter.answer.voices if not v.called or record.local(v.called) not in starts]
    owed = tuple(one for one in matter.owed if one.voice in mine or not matter.answer.voices)
    return replace(matter, answer=Answer(matter.number, answers.ordered(mine)), owed=owed)
