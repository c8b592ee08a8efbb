"""The numbers add up, whatever happened."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from badges.guests import Guest, Organisation
from kiosk.arrivals.arrival_rows import Arrival
from kiosk.conference.conference import Conference
from kiosk.papers import record, statistics
from kiosk.papers.record import Attendee, Matter, Owing, Record
from kiosk.papers.text import sentences
from kiosk.settings import load as settings_file
from live import outcomes
from live.answers import Answer, Form, Result
from live.outcomes import Outcome
from live.questions import SOURCES, Question
from live.queue import Place
from tests.support import voices

SETTINGS = settings_file.load(Path(__file__).parents[3] / "examples" / "haiphong-2026")
HOUSES = [Organisation(str(n), f"Công ty {n}") for n in range(4)]


def matters() -> st.SearchStrategy[Matter]:
    """Questions in any place, with or without any answer."""
    question = st.builds(
        Question, st.just(0), st.sampled_from("0123"), st.text(), field=st.sampled_from(["", "quality", "nowhere"]),
        unit=st.sampled_from(["", "tdc", "it", "elsewhere"]), source=st.sampled_from(SOURCES), place=st.sampled_from(Place),
    )  # fmt: skip
    forms, results = st.sampled_from(["", *map(str, Form)]), st.sampled_from(["", *map(str, Result)])
    answer = st.none() | st.builds(voices.answer, st.just(0), form=forms, result=results)
    return st.tuples(question, answer).map(
        lambda pair: Matter(pair[0], pair[1] or Answer(0), HOUSES[0], outcomes.outcome(*pair))
    )


def attendees() -> st.SearchStrategy[Attendee]:
    """Guests of any block, in or not."""
    guest = st.builds(
        Guest, st.just("g"), st.just("0"), st.text(), block=st.sampled_from([b.code for b in SETTINGS.blocks] + ["none"]),
        rsvp=st.sampled_from(["none", "coming", "substitute", "declined"]), walk_in=st.booleans(),
        cancelled=st.sampled_from(["", "2026"]),
    )  # fmt: skip
    arrival = st.none() | st.builds(
        Arrival, st.just("g"), st.just("s"), st.just("2026-04-24T07:00:00.000Z"), st.just("Bàn 1"),
        party=st.integers(1, 5), substitute=st.booleans(),
    )  # fmt: skip
    return st.builds(Attendee, guest, st.sampled_from(HOUSES), arrival)


def counted(people: list[Attendee], questions: list[Matter]) -> statistics.Statistics:
    kept = Record(SETTINGS, datetime.now(UTC), tuple(people), {}, tuple(questions), (), (), ())
    return statistics.count(kept)


def summed(parts: Mapping[Outcome, int]) -> int:
    return sum(parts[o] for o in Outcome if o is not Outcome.MERGED)


@given(st.lists(matters(), max_size=60))
def test_questions_add_up(questions: list[Matter]) -> None:
    numbers = counted([], questions)
    asked = numbers.questions
    assert asked.received == len(questions) == asked.advance + asked.hall + asked.carried
    assert asked.distinct == asked.received - asked.outcomes[Outcome.MERGED] == summed(asked.outcomes)
    for groups in (numbers.by_field, numbers.by_unit):
        assert sum(group.distinct for _, group in groups) == asked.distinct
    sentences.sentences(numbers)


@given(st.lists(attendees(), max_size=60))
def test_attendance_adds_up(people: list[Attendee]) -> None:
    numbers = counted(people, [])
    for row in (*numbers.blocks, numbers.everybody):
        assert row.present == row.invited - row.absent + row.walk_ins
        assert row.substitutes <= row.present <= row.persons
    for name in ("invited", "confirmed", "declined", "present", "substitutes", "absent", "walk_ins", "persons"):
        assert sum(getattr(row, name) for row in numbers.blocks) == getattr(numbers.everybody, name)


def test_the_driven_day_in_numbers(kept: Record) -> None:
    numbers = statistics.count(kept)
    asked = numbers.questions
    assert (asked.received, asked.advance, asked.hall, asked.carried) == (40, 33, 5, 2)
    assert asked.outcomes == {
        Outcome.LIVE: 21, Outcome.BEFORE: 2, Outcome.WRITING: 9, Outcome.FORWARDED: 2, Outcome.OUT: 1,
        Outcome.MERGED: 2, Outcome.WITHDRAWN: 1, Outcome.OPEN: 2,
    }  # fmt: skip
    assert (numbers.businesses_present, numbers.business_persons, numbers.everybody.substitutes) == (12, 13, 1)


def test_the_driven_day_read_aloud(kept: Record) -> None:
    assert sentences.sentences(statistics.count(kept))["aloud"] == [
        "Hội nghị có 15 đại biểu tham dự (gồm 13 đại biểu theo danh sách mời, 01 đại biểu phát sinh ngoài danh sách mời và "
        "01 người đi cùng), trong đó có 13 đại biểu của 12 doanh nghiệp; có 01 đại biểu dự thay.",
        "Ban Tổ chức đã tiếp nhận 40 kiến nghị, gồm 33 kiến nghị gửi trước Hội nghị, 05 kiến nghị tiếp nhận tại Hội nghị "
        "và 02 kiến nghị kỳ trước chuyển sang. Sau khi phân loại, gộp 02 kiến nghị trùng nội dung, còn 38 kiến nghị.",
        "Đến thời điểm này, 21 kiến nghị đã được trả lời trực tiếp tại Hội nghị (đạt 55,26%); "
        "02 kiến nghị đã được trả lời bằng văn bản trước Hội nghị (5,26%); "
        "09 kiến nghị sẽ được trả lời bằng văn bản sau Hội nghị (23,68%); 02 kiến nghị được chuyển cơ quan có thẩm quyền (5,26%); "
        "01 kiến nghị không thuộc thẩm quyền, phạm vi Hội nghị (2,63%); 01 kiến nghị doanh nghiệp đã rút (2,63%); "
        "02 kiến nghị đang tiếp tục được giải quyết (5,26%).",
        "Có 09 kiến nghị trả lời bằng văn bản sau Hội nghị, theo thời hạn đã thông báo.",
    ]


def test_an_empty_day_in_words(conference: Conference) -> None:
    assert sentences.sentences(statistics.count(record.gather(conference)))["aloud"] == [
        "Chưa ghi nhận đại biểu có mặt.", "Ban Tổ chức chưa nhận được kiến nghị nào.",
    ]  # fmt: skip


def attendee(name: str, house: int, came: int = 0, *, other: bool = False, **facts: Any) -> Attendee:
    """A guest; `came`: how many persons on his card, 0 where nobody did; `other`: a substitute."""
    guest = Guest(name, str(house), name, block=facts.pop("block", "business"), **facts)
    here = Arrival(name, "s", "2026-04-24T07:00:00.000Z", "Bàn 1", party=came, substitute=other)
    return Attendee(guest, HOUSES[house], here if came else None)


PEOPLE = [
    attendee("An", 0, 2, rsvp="coming"),
    attendee("Bình", 0, 1, rsvp="substitute", other=True),
    attendee("Chi", 1, rsvp="declined"),
    attendee("Dũng", 2, 3, rsvp="declined", walk_in=True),
    attendee("Em", 1),
    attendee("Giang", 1, rsvp="coming", cancelled="2026-04-20T08:00:00.000Z"),
    attendee("Phó Chủ tịch", 3, 1, rsvp="coming", block="city"),
]


def test_attendance_by_hand() -> None:
    numbers = counted(PEOPLE, [])
    assert numbers.everybody == statistics.Attendance(
        "Tổng cộng", invited=5, confirmed=3, declined=1, present=4, substitutes=1, absent=2, walk_ins=1, persons=7
    )
    assert (numbers.everybody.listed, numbers.everybody.companions) == (3, 3)
    assert [(row.invited, row.present, row.persons) for row in numbers.blocks] == [(1, 1, 1), (4, 3, 6)]
    assert (numbers.businesses_invited, numbers.businesses_present, numbers.business_persons) == (2, 2, 6)


def matter(number: int, place: Place, source: str, result: str = "", *, owes: bool = False, **facts: Any) -> Matter:
    """A question of the unit tdc; `owes`: a reply in writing is due."""
    unit = facts.pop("answered_by", "")
    question = Question(number, "0", f"Câu {number}", unit="tdc", source=source, place=place, **facts)
    answer = voices.answer(number, result=result, unit=unit)
    owed = tuple(Owing(voice, date(2026, 5, 20)) for voice in answer.voices) if owes else ()
    return Matter(question, answer, HOUSES[0], outcomes.outcome(question, answer), owed=owed)


MATTERS = [
    matter(1, Place.ANSWERED, "advance", Result.SETTLED, owes=True, answered_by="it", withheld="tên người"),
    matter(2, Place.BEFORE, "advance", Result.EXPLAINED),
    matter(3, Place.WRITING, "hall", Result.CONSIDERED, owes=True),
    matter(4, Place.FORWARDED, "carried", Result.SETTLED, referred_to="Bộ Tài chính"),
    matter(5, Place.MERGED, "hall", Result.EXPLAINED, merged_into=1),
    matter(6, Place.OUT, "advance"),
    matter(7, Place.WAITING, "hall", withheld="tên người"),
    matter(8, Place.WITHDRAWN, "advance"),
]


def test_questions_by_hand() -> None:
    numbers = counted([], MATTERS)
    asked = numbers.questions
    assert (asked.received, asked.advance, asked.hall, asked.carried) == (8, 4, 3, 1)
    assert asked.outcomes == dict.fromkeys(Outcome, 1)
    assert (asked.distinct, asked.answered) == (7, 2)
    assert numbers.by_result == {"settled": 1, "explained": 1, "considered": 1, "elsewhere": 3, "none": 1}
    units = {unit.code: unit.name for unit in SETTINGS.units}
    assert {name: group.received for name, group in numbers.by_unit} == {
        units["tdc"]: 5, units["it"]: 1, "Bộ Tài chính": 1,
    }  # fmt: skip
    assert (numbers.promised, numbers.promised_live, numbers.promised_otherwise) == (2, 1, 0)
    assert (numbers.settled_promised, numbers.withheld, numbers.withheld_live) == ((1,), 2, 1)
