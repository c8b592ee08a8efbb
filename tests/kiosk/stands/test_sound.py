"""The hall's sound over HTTP: who may record and hear, the sign in the hall, the stretch of a call, the marks."""

import uuid

import pytest

from kiosk.conference.devices import Role
from kiosk.recording.chunks import CHUNK
from live import questions
from live.queue import Move, Place


@pytest.fixture
def secretary(enrolled):
    return enrolled(Role.SECRETARY, "Thư ký 1")


def begin(client, take=None):
    take = take or str(uuid.uuid4())
    return take, client.post("/sound/begin", json={"id": take})


def send(client, take, n, body=b"\1\0" * (CHUNK // 2), **query):
    return client.post(f"/sound/{take}/{n}", data=body, query_string=query, headers={"Origin": "http://localhost"})


def test_what_was_recorded_is_heard_again(secretary):
    take, reply = begin(secretary)
    assert reply.json == {"on": True, "by": "Thư ký 1"}
    reply = send(secretary, take, 0)
    assert (reply.status_code, reply.json) == (200, {"n": 0})
    heard = secretary.get("/sound/play.wav?last=30")
    assert (heard.status_code, heard.mimetype, len(heard.data)) == (200, "audio/wav", 44 + 30 * 32_000)
    part = secretary.get("/sound/play.wav?last=30", headers={"Range": "bytes=0-43"})
    assert (part.status_code, len(part.data)) == (206, 44)


def test_a_second_page_is_refused_while_one_records(secretary, enrolled):
    begin(secretary)
    reply = begin(enrolled(Role.SECRETARY, "Thư ký 2"))[1]
    assert (reply.status_code, "Thư ký 1" in reply.json["error"]) == (400, True)


def test_the_hall_sees_that_it_is_recorded(app, secretary):
    hall = lambda: app.test_client().get("/hall/picture").json["html"]  # noqa: E731
    assert "có ghi âm" not in hall()
    take, _ = begin(secretary)
    app.extensions["screens"]._newest.clear()
    assert "có ghi âm" in hall()
    secretary.post("/sound/end", json={"id": take})
    app.extensions["screens"]._newest.clear()
    assert "có ghi âm" not in hall()


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.CHAIR, Role.PRESENTER, Role.DESK, Role.HALL])
def test_nobody_else_records_or_hears(secretary, enrolled, role):
    take, _ = begin(secretary)
    send(secretary, take, 0)
    other = enrolled(role)
    assert [other.get(path).status_code for path in ("/sound/play.wav?last=30", "/sound/marks.vtt")] == [403, 403]
    assert send(other, take, 1).status_code == 403


def test_the_page_that_records_may_ask_for_the_microphone_and_no_other(app, secretary):
    assert "microphone=(self)" in secretary.get("/secretary").headers["Permissions-Policy"]
    assert "microphone=()" in app.test_client().get("/hall").headers["Permissions-Policy"]


def test_a_call_has_its_own_stretch_and_mark(secretary, write):
    write.question("Hỏi?", write.organisation("Công ty --> A"), place=Place.WAITING)
    with write.writing() as writing:
        questions.turn(writing, "call", Move.CALL, 1)
    take, _ = begin(secretary)
    send(secretary, take, 0, age=0)
    reply = secretary.get("/sound/play.wav?question=1")
    assert reply.status_code in (200, 400)
    marks = secretary.get("/sound/marks.vtt").text
    assert marks.startswith("WEBVTT\n\n00:00:0")
    assert "KN 1 - Công ty → A" in marks


@pytest.mark.parametrize("query", ["", "question=9", "start=5&end=1", "last=x"])
def test_what_was_not_recorded_is_a_sentence(secretary, query):
    assert secretary.get(f"/sound/play.wav?{query}").status_code == 400
