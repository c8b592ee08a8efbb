"""The chair's page, and notes that cover it until they are acknowledged."""

import uuid

import pytest

from kiosk.conference.devices import Role
from live import notes, questions
from live.queue import Move


def new_id() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def moderator(enrolled):
    return enrolled(Role.MODERATOR, "Điều hành")


@pytest.fixture
def chair(enrolled):
    return enrolled(Role.CHAIR, "Giám đốc")


def html(client) -> str:
    return client.get("/chair/picture").json["html"]


def test_the_chair_reads_the_question_with_what_was_prepared(chair, write):
    asked = write.question(
        "Hỏi gì?", write.organisation("Công ty A"), prepared="Trả lời thế này", basis="Luật Đo lường"
    )
    with write.writing() as writing:
        questions.turn(writing, "op", Move.CALL, asked.number)
    shown = html(chair)
    assert [text in shown for text in ("Công ty A", "Hỏi gì?", "Trả lời thế này", "Luật Đo lường")] == [True] * 4


def test_the_chair_sees_the_next_two(chair, write):
    for name in ("Công ty A", "Công ty B", "Công ty C"):
        write.question(organisation=write.organisation(name))
    assert [name in html(chair) for name in ("Công ty A", "Công ty B", "Công ty C")] == [True, True, False]


def test_a_note_covers_the_page_until_it_is_acknowledged(chair, moderator, conference):
    sent = {"id": new_id(), "text": "Còn <b>5</b> phút"}
    first = moderator.post("/notes", json=sent).json
    assert moderator.post("/notes", json=sent).json == first | {"replay": True}
    assert "Còn &lt;b&gt;5&lt;/b&gt; phút" in html(chair)
    chair.post(f"/notes/{sent['id']}/receipt", json={"id": new_id()})
    assert sent["id"] not in html(chair)
    (note,) = notes.sent(conference.db)
    assert (note.by, note.receipt_by, bool(note.receipt_at)) == ("Điều hành", "Giám đốc", True)


def test_the_first_receipt_stands(chair, moderator, conference):
    sent = {"id": new_id(), "text": "Mời nghỉ"}
    moderator.post("/notes", json=sent)
    first = chair.post(f"/notes/{sent['id']}/receipt", json={"id": new_id()}).json["at"]
    assert chair.post(f"/notes/{sent['id']}/receipt", json={"id": new_id()}).json["at"] == first


def test_the_newest_note_stands_first_and_none_covers_the_question(chair, moderator):
    for text in ("một", "hai"):
        moderator.post("/notes", json={"id": new_id(), "text": text})
    shown = html(chair)
    assert shown.count("data-note=") == 2
    assert shown.index(">hai<") < shown.index(">một<")
    assert ("inert" in shown, "cover" in shown) == (False, False)


def test_an_empty_note_is_refused(moderator):
    assert moderator.post("/notes", json={"id": new_id(), "text": "  "}).status_code == 400


def test_only_the_chair_acknowledges_and_only_staff_sends(chair, moderator, enrolled):
    sent = {"id": new_id(), "text": "x"}
    assert chair.post("/notes", json=sent).status_code == 403
    moderator.post("/notes", json=sent)
    assert moderator.post(f"/notes/{sent['id']}/receipt", json={"id": new_id()}).status_code == 403
    assert chair.post("/notes/unknown/receipt", json={"id": new_id()}).status_code == 404
    assert enrolled(Role.DESK).post("/notes", json=sent).status_code == 403
