"""An answer of several voices: what it sums up to, which voice a call is recorded in, and that none is ever lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badges.refusal import Refusal
from kiosk.storage import database
from live import answers, calls, editions, questions, undo
from live.answers import Answer, Form, Overwritten, Result
from live.calls import Call
from live.questions import Question
from live.queue import Move, Place
from tests.support.voices import record, voice

DONE = {"form": Form.LIVE, "result": Result.EXPLAINED, "complete": True}


@pytest.fixture
def store():
    made = database.memory()
    with made.writing("2026-04-24T07:49:00.000Z") as writing:
        for _ in range(2):
            questions.add(writing, Question(0, "o", "Hỏi?", place=Place.WAITING))
    return made


def do(store, minute, *moves):
    """Moves at a minute of the afternoon; each an operation of its own."""
    for n, (move, number) in enumerate(moves):
        with store.writing(f"2026-04-24T08:{minute:02}:{n:02}.000Z") as writing:
            questions.turn(writing, f"{minute}-{n}", move, number)


def write(store, minute, question, **facts):
    with store.writing(f"2026-04-24T08:{minute:02}:30.000Z", by="Thư ký") as writing:
        return record(writing, question, **facts)


def test_a_question_that_is_answered_again_keeps_both_answers_with_their_calls(store):
    do(store, 0, (Move.CALL, 1), (Move.ANSWERED, 1))
    write(store, 1, 1, text="một", **DONE)
    do(store, 10, (Move.REOPEN, 1), (Move.CALL, 1), (Move.ANSWERED, 1))
    write(store, 11, 1, text="hai", **DONE)
    known = answers.get(store, 1).voices
    assert [(one.id, one.text, one.called) for one in known] == [
        ("1", "một", "2026-04-24T08:00:00.000Z"), ("1:2", "hai", "2026-04-24T08:10:01.000Z"),
    ]  # fmt: skip


def test_a_correction_of_what_was_said_at_one_call_makes_no_second_voice(store):
    do(store, 0, (Move.CALL, 1), (Move.ANSWERED, 1))
    write(store, 1, 1, text="một", **DONE)
    assert write(store, 2, 1, text="một, sửa", **DONE).id == "1"


def test_a_call_that_was_put_back_needs_no_record_and_a_draft_goes_on_at_the_next(store):
    do(store, 0, (Move.CALL, 1))
    write(store, 1, 1, text="nháp")
    do(store, 2, (Move.PUT_BACK, 1), (Move.CALL, 1), (Move.ANSWERED, 1))
    stored = write(store, 3, 1, text="một", **DONE)
    assert (stored.id, stored.called) == ("1", "2026-04-24T08:02:01.000Z")


def test_what_was_prepared_before_the_call_becomes_the_answer_at_it(store):
    write(store, 0, 1, text="soạn trước")
    do(store, 1, (Move.CALL, 1))
    assert write(store, 2, 1, text="đã nói").id == "1"


def test_a_letter_sent_before_and_an_answer_aloud_are_two_voices(store):
    write(store, 0, 1, text="bằng văn bản", form=Form.BEFORE, result=Result.EXPLAINED, complete=True)
    do(store, 1, (Move.CALL, 1))
    assert answers.fitting(store, 1) == "1:2"


def test_an_id_is_never_used_again(store):
    write(store, 0, 1, text="một")
    with store.writing("2026-04-24T08:01:00.000Z") as writing:
        answers.write(writing, voice(1, 2, text="hai"))
        answers.drop(writing, "1:2", 1)
    assert (answers.next_id(store, 1), len(answers.get(store, 1).voices)) == ("1:3", 1)
    assert [one.text for one in editions.history(store, "1:2")] == ["hai"]


def test_nobody_drops_what_somebody_else_wrote_in_meanwhile(store):
    write(store, 0, 1, text="một")
    write(store, 1, 1, text="hai")
    with pytest.raises(Overwritten), store.writing("2026-04-24T08:02:00.000Z") as writing:
        answers.drop(writing, "1", 1)


@pytest.mark.parametrize("identity", ["", "0", "1:0", "1:1", "1:100", "2", "x", "1:2:3", "01", "-1"])
def test_only_ids_of_this_question_are_known(store, identity):
    with pytest.raises(Refusal), store.writing("2026-04-24T08:02:00.000Z") as writing:
        answers.write(writing, answers.Voice(identity, 1))


def test_what_was_asked_further_is_needed_before_it_is_complete(store):
    with pytest.raises(Refusal), store.writing("2026-04-24T08:02:00.000Z") as writing:
        answers.write(writing, voice(1, 2, part=1, text="trả lời", **DONE))
    with store.writing("2026-04-24T08:02:00.000Z") as writing:
        assert answers.write(writing, voice(1, 2, part=1, asked="Còn phí?", text="trả lời", **DONE)).kn == "1.1"


def test_voices_stand_by_call_then_what_was_asked_further_then_as_written():
    found = [voice(1, n, called=at, part=part) for n, at, part in ((1, "a", 0), (2, "a", 1), (3, "b", 0), (4, "a", 0))]
    assert [one.n for one in answers.ordered(reversed(found))] == [1, 4, 2, 3]


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ([], ("", "")),
        ([("a", "settled")], ("live", "settled")),
        ([("a", "settled"), ("a", "considered")], ("live", "considered")),
        ([("a", "explained"), ("a", "settled")], ("live", "settled")),
        ([("a", "considered"), ("b", "settled")], ("live", "settled")),
        ([("a", "settled"), ("b", "")], ("live", "settled")),
    ],
)
def test_the_result_is_the_last_calls_and_the_least_settled(told, wanted):
    voices = tuple(voice(1, n, called=at, result=result, form="live") for n, (at, result) in enumerate(told, 1))
    assert (Answer(1, voices).form, Answer(1, voices).result) == wanted


def test_one_heard_aloud_makes_the_question_answered_aloud():
    assert Answer(1, (voice(1, form="writing"), voice(1, 2, form="live"))).form == "live"


def test_a_call_is_recorded_when_nothing_of_it_is_a_draft():
    said = Answer(
        1, (voice(1, called="a", complete=True), voice(1, 2, called="b"), voice(1, 3, called="b", complete=True))
    )
    assert [said.recorded(at) for at in ("a", "b", "c")] == [True, False, False]


def test_calls_say_how_each_stay_on_the_floor_ended(store):
    do(store, 0, (Move.CALL, 1), (Move.PUT_BACK, 1), (Move.CALL, 2), (Move.ANSWERED, 2), (Move.CALL, 1))
    at = [f"2026-04-24T08:00:0{n}.000Z" for n in range(5)]
    assert calls.read(store) == [Call(1, at[0], at[1], "put_back"), Call(2, at[2], at[3], "answered"), Call(1, at[4])]
    assert calls.answered_starts(store, 1) == [at[4]]


step = st.tuples(
    st.sampled_from(["call", "answered", "put_back", "reopen", "draft", "complete", "undo"]), st.integers(1, 2)
)


@settings(max_examples=60)
@given(st.lists(step, max_size=30))
def test_a_complete_text_is_never_lost_by_a_later_call(steps):
    """Whatever happens: each text that was complete when its question was called again still stands."""
    store = database.memory()
    with store.writing("2026-04-24T07:49:00.000Z") as writing:
        for _ in range(2):
            questions.add(writing, Question(0, "o", "Hỏi?", place=Place.WAITING))
    settled: set[str] = set()
    for n, (what, number) in enumerate(steps):
        try:
            with store.writing(f"2026-04-24T08:{n:02}:00.000Z", op=f"op{n}") as writing:
                if what == "undo":
                    undo.take_back_last(writing, f"op{n}")
                elif what in ("draft", "complete"):
                    record(writing, number, text=f"text {n}", **(DONE if what == "complete" else {}))
                else:
                    if what == "call":
                        fixed = {one.text for one in answers.get(writing, number).voices if one.complete and one.called}
                        starts = calls.answered_starts(writing, number)
                        fixed &= {one.text for one in answers.get(writing, number).voices if one.called in starts}
                    questions.turn(writing, f"op{n}", Move(what), number)
                    undo.record(writing, f"op{n}", "turn", number)
                    if what == "call":
                        settled |= fixed
        except Refusal:
            continue
        if what == "undo":
            settled = set()  # a call that is taken back never was: its record goes on
    known = {one.text for number in (1, 2) for one in answers.get(store, number).voices}
    assert settled <= known


THREE = (
    {"form": Form.WRITING, "unit": "", "answerer": "Ông An", "text": " ", "basis": "Luật A", "promised": True, "due": "2026-05-08"},
    {"form": Form.LIVE, "unit": "tdc", "answerer": "Bà Ba", "text": "hai", "basis": "Luật B", "result": Result.EXPLAINED},
    {"form": Form.FORWARDED, "unit": "kn", "answerer": "Ông An", "text": "ba", "basis": "Luật A", "referred_to": "Sở Y tế"},
)  # fmt: skip
SUMS = [
    ((), {"form": "", "text": "", "unit": "", "promised": False, "due": "", "complete": False, "version": 0, "by": ""}),
    ((0,), {"form": Form.WRITING, "text": "", "unit": "", "promised": True, "due": "2026-05-08", "complete": True}),
    ((0, 1, 2), {
        "form": Form.LIVE, "text": "hai\nba", "unit": "tdc", "answerer": "Ông An; Bà Ba", "basis": "Luật A; Luật B",
        "referred_to": "Sở Y tế",
        "result": Result.EXPLAINED, "promised": True, "due": "2026-05-08", "complete": True, "version": 3, "by": "Lan 2",
    }),
    ((2, 0), {"form": Form.FORWARDED, "text": "ba", "unit": "kn", "result": "", "complete": True}),
]  # fmt: skip


@pytest.mark.parametrize(("voices", "sums"), SUMS)
def test_what_several_voices_come_to(voices: tuple[int, ...], sums: dict) -> None:
    known = Answer(
        1,
        tuple(
            voice(1, n, complete=True, version=1, at=f"2026-04-24T08:0{n}", by=f"Lan {n}", **THREE[n]) for n in voices
        ),
    )
    assert {name: getattr(known, name) for name in sums} == sums


def test_the_last_date_promised_and_every_voice_count() -> None:
    dated = [
        voice(1, n, promised=True, due=due, complete=n != 1) for n, due in enumerate(("2026-05-08", "2026-05-15", ""))
    ]
    assert (Answer(1, tuple(dated)).due, Answer(1, tuple(dated)).complete) == ("2026-05-15", False)
