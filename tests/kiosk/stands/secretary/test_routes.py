"""The secretary's requests: answers and conclusions, once each, never over somebody else's."""

import uuid

import pytest

from kiosk.conference.devices import Role
from kiosk.stands.secretary.routes import facts
from live import answers, conclusions, editions, questions
from live.queue import Move, Place


def new_id() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def secretary(enrolled):
    return enrolled(Role.SECRETARY, "Thư ký 1")


@pytest.fixture
def other(enrolled):
    return enrolled(Role.SECRETARY, "Thư ký 2")


def sent(question: int, seen: int, **facts):
    return {"id": new_id(), "question": question, "seen": seen, "text": "Đã trả lời.", **facts}


def test_an_answer_is_on_record(secretary, write, conference):
    question = write.question()
    body = sent(
        question.number, 0, unit="Chi cục TĐC", form="live", result="explained", promised=True, due="2026-05-13"
    )
    reply = secretary.post("/secretary/answers", json=body)
    assert (reply.status_code, reply.json) == (
        200,
        {"number": conference.db.seq, "version": 1, "voice": "1", "replay": False},
    )
    kept = answers.voice(conference.db, str(question.number))
    assert (kept.unit, kept.text, kept.due, kept.by, kept.version) == (
        "tdc",
        "Đã trả lời.",
        "2026-05-13",
        "Thư ký 1",
        1,
    )


def test_a_repeat_gets_the_same_answer(secretary, write, conference):
    body = sent(write.question().number, 0)
    first = secretary.post("/secretary/answers", json=body).json
    assert secretary.post("/secretary/answers", json=body).json == first | {"replay": True}
    assert len(editions.every(conference.db, str(body["question"]))) == 1


def test_another_body_under_the_same_id_is_refused(secretary, write):
    body = sent(write.question().number, 0)
    secretary.post("/secretary/answers", json=body)
    assert secretary.post("/secretary/answers", json=body | {"text": "khác"}).status_code == 409


def test_nobody_writes_over_the_other(secretary, other, write, conference):
    number = write.question().number
    secretary.post("/secretary/answers", json=sent(number, 0, text="của một"))
    reply = other.post("/secretary/answers", json=sent(number, 0, text="của hai"))
    assert (reply.status_code, reply.json["known"]["text"]) == (409, "của một")
    assert "Thư ký 1" in reply.json["error"]
    assert answers.get(conference.db, number).text == "của một"


def test_the_number_of_a_new_picture_serves_as_seen_and_an_old_one_does_not(secretary, write, conference):
    number = write.question().number
    old = secretary.get("/secretary/picture").json["number"]
    assert secretary.post("/secretary/answers", json=sent(number, old)).status_code == 200
    assert secretary.post("/secretary/answers", json=sent(number, old)).status_code == 409
    now = secretary.get("/secretary/picture").json["number"]
    assert secretary.post("/secretary/answers", json=sent(number, now)).json["version"] == 2


@pytest.mark.parametrize(
    "wrong",
    [{"form": "shout"}, {"result": "settled", "detail": "roadmap"}, {"due": "mai"}, {"seen": -1}, {"colour": "red"},
     {"promised": True, "due": "2026-04-23"}],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_nothing_is_kept(secretary, write, conference, wrong):
    number = write.question().number
    assert secretary.post("/secretary/answers", json=sent(number, 0) | wrong).status_code == 400
    assert answers.every(conference.db) == {}


DONE = {"form": "live", "result": "explained", "text": "Đã trả lời.", "complete": True}


@pytest.mark.parametrize(
    ("lacks", "says"),
    [
        ({"form": ""}, "Hãy chọn hình thức trả lời."),
        ({"text": " "}, "Hãy ghi nội dung trả lời."),
        ({"text": "", "form": "before"}, "Hãy ghi nội dung trả lời."),
        ({"result": ""}, "Hãy chọn kết quả."),
        ({"promised": True}, "Hãy ghi thời hạn trả lời bằng văn bản (chậm nhất ngày nào)."),
        ({"promised": True, "due": "2020-01-01"}, "Ngày hẹn trả lời sớm hơn ngày Hội nghị. Hãy chọn ngày sau đó."),
        ({"form": "forwarded"}, "Hãy ghi chuyển đến cơ quan nào."),
    ],
)
def test_what_lacks_a_part_is_not_complete_and_the_sentence_names_it(secretary, write, conference, lacks, says):
    reply = secretary.post("/secretary/answers", json=sent(write.question().number, 0) | DONE | lacks)
    assert (reply.status_code, reply.json["error"]) == (400, says)
    assert answers.every(conference.db) == {}


@pytest.mark.parametrize(
    "facts", [{}, {"promised": True, "due": "2026-04-24"}, {"form": "writing", "text": "", "result": ""}]
)
def test_what_lacks_nothing_is_complete(secretary, write, conference, facts):
    number = write.question().number
    assert secretary.post("/secretary/answers", json=sent(number, 0) | DONE | facts).status_code == 200
    assert answers.get(conference.db, number).complete


def test_nothing_is_complete_in_another_form_than_it_is_counted_in(secretary, write, conference):
    number = write.question(place=Place.WRITING).number
    reply = secretary.post("/secretary/answers", json=sent(number, 0) | DONE)
    assert (reply.status_code, "«Trả lời bằng văn bản sau Hội nghị»" in reply.json["error"]) == (400, True)
    assert secretary.post("/secretary/answers", json=sent(number, 0) | DONE | {"form": "writing"}).status_code == 200
    assert secretary.get(f"/secretary/questions/{number}").json["wanted"] == "writing"


def lacking(app, conference):
    """The numbers of the questions whose record is not complete."""
    with app.app_context():
        return [q["number"] for q in facts(conference)["groups"]["lacking"]]


def test_a_complete_record_of_a_question_that_was_moved_since_is_to_be_done_again(app, secretary, write, conference):
    number = write.question().number
    with write.writing() as writing:
        questions.turn(writing, "call", Move.CALL, number)
    secretary.post("/secretary/answers", json=sent(number, 0) | DONE)
    with write.writing() as writing:
        questions.turn(writing, "answered", Move.ANSWERED, number)
    assert lacking(app, conference) == []
    with write.writing() as writing:
        questions.turn(writing, "reopen", Move.REOPEN, number)
        questions.turn(writing, "writing", Move.WRITING, number)
    assert lacking(app, conference) == [number]


def test_an_answer_to_no_question_is_refused(secretary):
    assert secretary.post("/secretary/answers", json=sent(99, 0)).status_code == 404


def test_only_the_secretary_and_the_office_write(app, enrolled, write):
    body = sent(write.question().number, 0)
    assert app.test_client().post("/secretary/answers", json=body).status_code == 401
    assert enrolled(Role.MODERATOR).post("/secretary/answers", json=body).status_code == 403
    assert enrolled(Role.OFFICE).post("/secretary/answers", json=body).status_code == 200


def test_a_task_is_given_reworded_and_withdrawn(secretary, conference):
    given = {"id": new_id(), "giver": "Ông Cường", "unit": "Sở Tài chính", "task": "Trả lời", "due": "2026-05-08"}
    reply = secretary.post("/secretary/conclusions", json=given).json
    assert secretary.post("/secretary/conclusions", json=given).json == reply | {"replay": True}
    again = given | {"id": new_id(), "conclusion": reply["conclusion"], "seen": 1, "task": "Trả lời doanh nghiệp"}
    assert secretary.post("/secretary/conclusions", json=again).json["version"] == 2
    (task,) = conclusions.every(conference.db)
    assert (task.unit, task.task, task.due) == ("finance", "Trả lời doanh nghiệp", "2026-05-08")
    assert secretary.post("/secretary/conclusions", json=again | {"id": new_id()}).status_code == 409
    gone = again | {"id": new_id(), "seen": 2, "withdrawn": "ghi nhầm"}
    secretary.post("/secretary/conclusions", json=gone)
    assert conclusions.every(conference.db) == []
    assert [one.task for one in conclusions.history(conference.db, task.id)] == [
        "Trả lời",
        *["Trả lời doanh nghiệp"] * 2,
    ]


def test_a_task_needs_unit_and_text(secretary):
    body = {"id": new_id(), "unit": " ", "task": "x"}
    assert secretary.post("/secretary/conclusions", json=body).status_code == 400


def test_two_secretaries_see_each_other(secretary, other, write):
    number = write.question().number
    secretary.post("/secretary/presence", json={"page": "page-one-1", "question": number})
    assert 'data-page="page-one-1"' in other.get("/secretary/picture").json["html"]
    secretary.post("/secretary/presence", json={"page": "page-one-1", "question": None})
    assert "page-one-1" not in other.get("/secretary/picture").json["html"]


def test_a_page_learns_everything_about_a_question(secretary, write):
    business = write.organisation("Công ty A")
    number = write.question("Hỏi <b>gì</b>?", business, prepared="Dự thảo", basis="Luật").number
    secretary.post("/secretary/answers", json=sent(number, 0))
    known = secretary.get(f"/secretary/questions/{number}").json
    assert (known["business"], known["text"], known["prepared"]) == ("Công ty A", "Hỏi <b>gì</b>?", "Dự thảo")
    assert [edition["by"] for edition in known["history"]] == ["Thư ký 1"]
    assert known["answer"]["version"] == 1


def turn(write, op, *moves):
    with write.writing() as writing:
        for n, (move, number) in enumerate(moves):
            questions.turn(writing, f"{op}-{n}", move, number)


def test_a_second_person_is_a_voice_of_his_own(secretary, write, conference):
    number = write.question().number
    secretary.post("/secretary/answers", json=sent(number, 0, answerer="Bà A"))
    known = secretary.get(f"/secretary/questions/{number}").json
    assert (known["offered"], known["fresh"]) == ("1", "1:2")
    reply = secretary.post("/secretary/answers", json=sent(number, 0, answerer="Ông B", voice=known["fresh"]))
    assert (reply.json["voice"], reply.json["version"]) == ("1:2", 1)
    known = secretary.get(f"/secretary/questions/{number}").json
    assert [one["fields"]["answerer"] for one in known["voices"]] == ["Bà A", "Ông B"]
    assert [edition["kn"] for edition in known["history"]] == ["1", "1"]


def test_a_question_answered_again_keeps_both_also_where_the_page_names_no_voice(app, secretary, write, conference):
    number = write.question().number
    turn(write, "a", (Move.CALL, number), (Move.ANSWERED, number))
    secretary.post("/secretary/answers", json=sent(number, 0) | DONE | {"text": "một"})
    turn(write, "b", (Move.REOPEN, number), (Move.CALL, number), (Move.ANSWERED, number))
    assert lacking(app, conference) == [number]
    assert secretary.get(f"/secretary/questions/{number}").json["offered"] == "1:2"
    reply = secretary.post("/secretary/answers", json=sent(number, conference.db.seq) | DONE | {"text": "hai"})
    assert reply.json["voice"] == "1:2"
    assert [one.text for one in answers.get(conference.db, number).voices] == ["một", "hai"]
    assert lacking(app, conference) == []


def test_a_voice_added_by_mistake_is_taken_out_and_its_history_stays(secretary, write, conference):
    number = write.question().number
    secretary.post("/secretary/answers", json=sent(number, 0))
    secretary.post("/secretary/answers", json=sent(number, 0, voice="1:2", text="nhầm"))
    body = {"id": new_id(), "voice": "1:2", "seen": 1}
    assert secretary.post("/secretary/answers/drop", json=body).status_code == 200
    assert secretary.post("/secretary/answers/drop", json=body).json["replay"]
    known = secretary.get(f"/secretary/questions/{number}").json
    assert ([one["id"] for one in known["voices"]], known["fresh"]) == (["1"], "1:3")
    assert [edition["text"] for edition in known["history"]] == ["Đã trả lời.", "nhầm"]


def test_a_voice_is_not_taken_out_under_somebody_who_writes_in_it(secretary, other, write):
    number = write.question().number
    secretary.post("/secretary/answers", json=sent(number, 0))
    other.post("/secretary/answers", json=sent(number, 1, text="tiếp"))
    reply = secretary.post("/secretary/answers/drop", json={"id": new_id(), "voice": "1", "seen": 1})
    assert (reply.status_code, reply.json["known"]["text"]) == (409, "tiếp")


@pytest.mark.parametrize("voice", ["2", "1:1", "x", "1:2:3"])
def test_a_voice_of_another_question_is_refused(secretary, write, voice):
    number = write.question().number
    assert secretary.post("/secretary/answers", json=sent(number, 0, voice=voice)).status_code == 400
