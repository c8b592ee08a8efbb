"""Undo takes back the last thing that the page did, whatever it was, and nothing that somebody built on."""

import uuid

import pytest

from kiosk.conference.devices import Role
from kiosk.papers import record
from live import answers, hall_mode, notes, programme, questions, speeches, turns
from live.voices import Voice

ACTS = {
    "pause": ("turns", {"move": "pause"}),
    "order": ("turns", {"move": "order", "question": 4, "before": 2}),
    "writing": ("turns", {"move": "writing", "question": 3}),
    "out": ("turns", {"move": "out", "question": 3, "reason": "ngoài phạm vi"}),
    "forward": ("turns", {"move": "forward", "question": 3, "reason": "thuộc Sở Y tế", "refer_to": "Sở Y tế"}),
    "merge": ("turns", {"move": "merge", "question": 3, "merge_into": 2}),
    "next": ("turns", {"move": "next"}),
    "put back": ("turns", {"move": "put_back", "question": 1}),
    "absent": ("turns", {"move": "absent", "question": 1}),
    "question at the end": ("questions", {"business": "Công ty gõ nhầm", "text": "taxi"}),
    "question as the next": ("questions", {"business": "Công ty gõ nhầm", "text": "taxi", "place": "next"}),
    "wording": ("wording", {"question": 2, "text": "Ngắn", "unit": "technology"}),
    "hall": ("hall", {"mode": "pause", "message": "Nghỉ 10 phút"}),
    "minutes more": ("programme", {"item": 4, "do": "extend", "minutes": 5}),
    "another item": ("programme", {"item": 5, "do": "start"}),
    "end": ("programme", {"item": 4, "do": "end"}),
    "all later": ("programme", {"do": "shift", "minutes": 10}),
    "pressed": ("programme", {"do": "fit"}),
    "speaker": ("speakers", {"name": "Bà Phó Chủ tịch", "title": "UBND thành phố"}),
}


def state(conference):
    """All that a moderator can change, without who wrote it last."""
    db = conference.db
    rows = [list(db.query(f"select * from {table} order by 1")) for table in ("item", "hall", "speech", "organisation")]
    plain = [[{k: v for k, v in row.items() if k not in ("at", "by")} for row in found] for found in rows]
    return [questions.every(db), *plain, turns.paused(db), turns.aside(db)]


@pytest.fixture
def begun(conference, one, write):
    """Four questions, the first on the floor."""
    for _ in range(4):
        write.question()
    one.do(move="call", question=1)


@pytest.mark.parametrize("act", ACTS)
def test_whatever_was_done_last_is_taken_back_and_done_again(conference, begun, one, act):
    before = state(conference)
    path, body = ACTS[act]
    one.do(path, **body)
    after = state(conference)
    assert after != before
    one.do(move="undo")
    assert state(conference) == before
    one.do(move="redo")
    assert state(conference) == after


@pytest.mark.parametrize(
    "acts",
    [("pause", "wording", "hall"), ("order", "minutes more", "speaker"), ("next", "writing", "question at the end")],
)
def test_three_steps_back_lead_where_one_was(conference, begun, one, acts):
    before = state(conference)
    for act in acts:
        path, body = ACTS[act]
        one.do(path, **body)
    for _ in acts:
        one.do(move="undo")
    assert state(conference) == before


def test_each_page_takes_back_its_own_last_step(conference, begun, one, two):
    two.do(move="order", question=4, before=2)
    one.do("hall", mode="pause")
    two.do(move="undo")
    assert [q.number for q in questions.line(questions.every(conference.db))] == [2, 3, 4]
    assert hall_mode.held(conference.db).mode is hall_mode.Mode.PAUSE


def test_a_step_on_which_another_built_is_not_taken_back_and_the_later_one_is_named(conference, begun, one, two):
    two.do(move="answered", question=1)
    status, answer = one.send(move="undo")
    assert (status, answer["error"]) == (
        409,
        "Ông Minh đã làm tiếp trên thao tác này: hãy hoàn tác thao tác sau trước.",
    )
    assert answer["known"]["ask"] == "Ông Minh đã ghi KN số 1 trả lời xong lúc 13h45."
    one.do(move="undo", of=answer["known"]["of"])
    assert questions.get(conference.db, 1).place == "floor"
    one.do(move="undo")
    assert questions.get(conference.db, 1).place == "waiting"


def test_a_page_that_did_nothing_is_offered_the_newest_step_of_all(begun, one, two):
    html = two.look()["html"]
    assert 'data-of=""' in html
    two.do(move="undo")


def test_a_question_typed_by_mistake_leaves_no_trace_in_the_papers_and_its_number_is_not_used_again(
    conference, begun, one
):
    number = one.do("questions", business="Công ty gõ nhầm", text="taxi")["question"]
    one.do(move="discard", question=number)
    assert number not in [matter.number for matter in record.gather(conference).matters]
    assert one.do("questions", business="Công ty thật", text="Hỏi thật")["question"] == number + 1


def test_what_a_business_sent_or_what_is_answered_is_not_discarded(conference, begun, one, write):
    assert one.send(move="discard", question=2)[0] == 400
    number = one.do("questions", business="Công ty A", text="Hỏi tại chỗ")["question"]
    with write.writing() as writing:
        answers.write(writing, Voice(str(number), number, text="đã trả lời"))
    assert one.send(move="discard", question=number)[0] == 400
    status, answer = one.send(move="undo")
    assert (status, f"KN số {number}" in answer["error"]) == (409, True)


def test_a_note_is_recalled_until_it_is_read_and_then_it_is_no_step_any_more(conference, begun, one, enrolled):
    chair = enrolled(Role.CHAIR)
    ids = [str(uuid.uuid4()) for _ in range(2)]
    for op, text in zip(ids, ("tin một", "tin hai"), strict=True):
        one.client.post("/notes", json={"id": op, "text": text})
    one.do(move="undo")
    assert [note.text for note in notes.waiting(conference.db, "chair")] == ["tin một"]
    chair.post(f"/notes/{ids[0]}/receipt", json={"id": str(uuid.uuid4())})
    one.do(move="undo")
    assert questions.get(conference.db, 1).place == "waiting"


def test_an_unscreened_question_is_seen_and_accepted(conference, one, write):
    write.question("Chưa sàng lọc?", place="received")
    assert "Chưa sàng lọc?" in one.look()["html"]
    one.do(move="accept", question=1)
    assert questions.get(conference.db, 1).place == "waiting"


def test_a_question_without_a_business_shows_who_asks(one, write, conference):
    with write.writing() as writing:
        questions.add(writing, questions.Question(0, "", "Hỏi riêng?", asker="Ông Tự Do", place="waiting"))
    text = one.look()["html"]
    assert ("Ông Tự Do" in text, "chưa đến" in text) == (True, False)


def test_a_speaker_stands_on_the_hall_and_the_clocks_stand(conference, begun, one, write):
    guest = write.arrive(
        write.guest("Nguyễn Thị Hoa", block="city", honorific="Bà"), name="Lê Văn Thay", title="Phó Chánh Văn phòng"
    )
    found = one.client.get("/moderator/speakers?q=").json["speakers"]
    assert found[0]["guest"] == guest.id
    one.do("speakers", guest=guest.id)
    speech = speeches.current(conference.db)
    assert ("Lê Văn Thay" in speech.name, turns.aside(conference.db)) == (True, True)
    hall = conference and one.client.get("/hall/picture").json["html"]
    assert "Lê Văn Thay" in hall
    one.do("speakers", do="end")
    assert (speeches.current(conference.db), turns.aside(conference.db)) == (None, False)
    assert one.send("speakers", do="end")[0] == 409


def test_the_speech_that_is_ended_is_the_one_that_was_seen(conference, begun, one, two):
    one.do("speakers", name="Bà Lan")
    seen = speeches.current(conference.db).id
    two.do("speakers", do="end", speech=seen)
    two.do("speakers", name="Ông Minh")
    status, answer = one.send("speakers", do="end", speech=seen)
    assert (status, answer["error"]) == (409, "Ông Minh vừa được mời phát biểu. Hãy xem lại rồi bấm.")
    assert speeches.current(conference.db).name == "Ông Minh"


def test_a_call_begins_the_dialogue_and_the_clock_takes_nothing_from_the_hall(conference, begun, one):
    assert programme.runs(conference.db)[4].running


def test_a_speaker_who_speaks_already_is_not_put_there_a_second_time(one, two):
    one.do("speakers", name="Bà Lan")
    status, answer = two.send("speakers", name="Bà Lan")
    assert (status, answer["error"]) == (409, "Bà Lan đang phát biểu rồi.")
    one.do("speakers", do="end")
    one.do("speakers", name="Bà Lan")
