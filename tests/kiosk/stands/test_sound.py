"""The hall's sound over HTTP: who may record and hear, where it is off, the sign in the hall, the stretch of a call."""

import time
import uuid
from datetime import time as hour
from datetime import timedelta

import msgspec
import pytest

from kiosk.conference.clock import Clock
from kiosk.conference.devices import Role
from kiosk.recording import recorder as recorder_module
from kiosk.recording.chunks import CHUNK
from live import questions
from live.queue import Move, Place


@pytest.fixture(autouse=True)
def _allowed(conference):
    """Recording is switched on; a test of its being off switches it off again."""
    allow(conference, on=True)


def allow(conference, *, on):
    recording = msgspec.structs.replace(conference.settings.recording, on=on)
    conference.settings = msgspec.structs.replace(conference.settings, recording=recording)


@pytest.fixture
def secretary(enrolled):
    return enrolled(Role.SECRETARY, "Thư ký 1")


def begin(client, take=None, after=""):
    take = take or str(uuid.uuid4())
    return take, client.post("/sound/begin", json={"id": take, "after": after})


def send(client, take, n, body=b"\1\0" * (CHUNK // 2), **query):
    return client.post(f"/sound/{take}/{n}", data=body, query_string=query, headers={"Origin": "http://localhost"})


def test_what_was_recorded_is_heard_again(secretary):
    take, reply = begin(secretary)
    assert reply.json == {"on": True, "by": "Thư ký 1"}
    reply = send(secretary, take, 0)
    assert (reply.status_code, reply.json) == (200, {"n": 0, "on": True})
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
    assert [other.get(path).status_code for path in ("/sound/play.wav?last=30", "/office/sound/day.wav")] == [403, 403]
    assert send(other, take, 1).status_code == 403


def test_the_page_that_records_may_ask_for_the_microphone_and_no_other(app, secretary):
    assert "microphone=(self)" in secretary.get("/secretary").headers["Permissions-Policy"]
    assert "microphone=()" in app.test_client().get("/hall").headers["Permissions-Policy"]


def test_a_page_loaded_again_records_on(secretary, enrolled):
    first, _ = begin(secretary)
    assert begin(enrolled(Role.SECRETARY, "Thư ký 2"))[1].status_code == 400
    assert begin(secretary, after=first)[1].status_code == 200


def test_a_live_take_goes_on_where_the_server_began_anew_and_another_is_told_to_stop(app, secretary):
    take, other = str(uuid.uuid4()), str(uuid.uuid4())
    assert send(secretary, take, 5, age=100).json["on"]
    assert app.extensions["recorder"].on
    assert send(secretary, other, 0, age=60_000).json["on"]  # what waited in a browser says nothing of now
    assert not send(secretary, other, 1, age=100).json["on"]


def test_the_last_chunk_may_come_after_the_word_of_the_end(app, secretary):
    take, _ = begin(secretary)
    secretary.post("/sound/end", json={"id": take})
    assert send(secretary, take, 3, age=10).json == {"n": 3, "on": True}
    assert not app.extensions["recorder"].on


def test_a_page_that_was_killed_is_soon_no_sign_in_the_hall(app, monkeypatch):
    recorder, told = app.extensions["recorder"], []
    monkeypatch.setattr(recorder, "changed", lambda: told.append(recorder.on))
    monkeypatch.setattr(recorder_module, "GONE_SECONDS", 0.1)
    recorder.begin("one", "Thư ký 1")
    for _ in range(60):
        if len(told) == 2:
            break
        time.sleep(0.05)
    assert told == [True, False]


def test_nothing_is_recorded_where_the_settings_do_not_allow_it(conference, app, secretary):
    allow(conference, on=False)
    take, reply = begin(secretary)
    assert (reply.status_code, "Chức năng ghi âm đang tắt" in reply.json["error"]) == (400, True)
    assert send(secretary, take, 0).status_code == 400
    page = secretary.get("/secretary")
    assert "microphone=()" in page.headers["Permissions-Policy"]
    assert 'id="sound-bar" role="group" aria-label="Ghi âm" hidden' in page.text
    assert "bản ghi âm" not in app.test_client().get("/register").text.lower()


def test_the_public_form_says_that_sound_is_recorded_and_until_when_it_is_kept(app, conference):
    conference.clock = Clock.at(conference.settings.timezone, conference.settings.date - timedelta(days=20), hour(9, 0))
    assert (
        "Bản ghi âm chỉ dùng để lập biên bản và được xóa sau ngày 24/5/2026" in app.test_client().get("/register").text
    )


def test_a_call_has_its_own_stretch(secretary, write):
    write.question("Hỏi?", write.organisation("Công ty A"), place=Place.WAITING)
    with write.writing() as writing:
        questions.turn(writing, "call", Move.CALL, 1)
    take, _ = begin(secretary)
    send(secretary, take, 0, age=0)
    time.sleep(0.01)
    heard = secretary.get("/sound/play.wav?question=1")
    assert (heard.status_code, heard.data[:4]) == (200, b"RIFF")
    assert 44 + 2 * 32_000 < len(heard.data) < 44 + 20 * 32_000


@pytest.mark.parametrize("query", ["", "question=9", "start=5&end=1", "last=x"])
def test_what_was_not_recorded_is_a_sentence(secretary, query):
    assert secretary.get(f"/sound/play.wav?{query}").status_code == 400
