"""Slides over HTTP: sent in at the office, put on by the moderator, turned by the speaker's key; everybody sees the page shown only."""

import io
import uuid

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from kiosk.conference.devices import Role
from kiosk.slides import decks
from live import questions
from live.queue import Move, Place

HERE = {"Origin": "http://localhost"}


def picture(colour):
    out = io.BytesIO()
    Image.new("RGB", (160, 90), colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def deck(conference):
    files = [(f"{n}.png", picture((n * 60, 0, 0))) for n in range(3)]
    return decks.add(conference.folder, decks.new("Mã vạch <b>", "Ông An", "2026-04-24T07:00:00.000Z"), files)


@pytest.fixture
def extract(conference, write):
    write.question("Hỏi gì?", place=Place.WAITING, unit="tdc")
    with write.writing() as writing:
        questions.turn(writing, "call", Move.CALL, 1)
    one = decks.new("Điều 5", "", "2026-04-24T07:00:00.000Z", 1)
    return decks.add(conference.folder, one, [("a.png", picture((0, 0, 99)))])


@pytest.fixture
def moderator(enrolled):
    return enrolled(Role.MODERATOR, "Điều hành")


@pytest.fixture
def hall(app):
    def read():
        app.extensions["screens"]._newest.clear()
        return app.test_client().get("/hall/picture").json["html"]

    return read


def send(conference, client, path, **body):
    return client.post(path, json={"id": str(uuid.uuid4()), "seen": conference.db.seq} | body)


def test_the_moderator_puts_a_deck_on_and_turns_it(conference, moderator, deck, hall):
    assert "slides/" not in hall()
    reply = send(conference, moderator, "/moderator/hall/slide", deck=deck.id, page=0)
    assert (reply.status_code, reply.json["page"]) == (200, 0)
    assert f"/hall/slides/{deck.id}/0.webp" in hall()
    assert "Ông An" in hall()
    assert "Mã vạch &lt;b&gt;" in hall()
    send(conference, moderator, "/moderator/hall/slide", deck=deck.id, page=99)
    assert (f"{deck.id}/2.webp" in hall(), "3/3" in hall()) == (True, True)


def test_everybody_sees_the_page_that_is_shown_and_no_other(app, conference, moderator, deck):
    public = app.test_client()
    seen = lambda n: public.get(f"/hall/slides/{deck.id}/{n}.webp").status_code  # noqa: E731
    assert [seen(n) for n in range(3)] == [404, 404, 404]
    send(conference, moderator, "/moderator/hall/slide", deck=deck.id, page=1)
    assert [seen(n) for n in range(3)] == [404, 200, 404]
    send(conference, moderator, "/moderator/hall/blank", on=True)
    assert [seen(n) for n in range(3)] == [404, 404, 404]
    send(conference, moderator, "/moderator/hall/blank", on=False)
    assert seen(1) == 200
    assert moderator.get(f"/hall/slides/{deck.id}/2.webp").status_code == 200


@pytest.mark.parametrize("role", [Role.DESK, Role.HALL, Role.SELF, Role.STEWARD])
def test_stands_that_do_not_lead_see_no_more_than_everybody(enrolled, deck, role):
    assert enrolled(role).get(f"/hall/slides/{deck.id}/0.webp").status_code == 404


def test_the_speaker_turns_his_own_deck_while_it_is_shown(app, conference, moderator, deck, hall):
    speaker = app.test_client()
    turn = lambda page: speaker.post(f"/slides/{deck.key}/turn", json={"id": str(uuid.uuid4()), "page": page})  # noqa: E731
    assert turn(1).status_code == 409
    assert speaker.get(f"/slides/{deck.key}/state").json == {"on": False, "page": 0}
    send(conference, moderator, "/moderator/hall/slide", deck=deck.id)
    assert turn(1).json == {"on": True, "page": 1}
    assert f"{deck.id}/1.webp" in hall()
    assert turn(50).json["page"] == 2
    assert speaker.get(f"/slides/{deck.key}").status_code == 200
    assert speaker.get(f"/slides/{deck.key}/0.webp").mimetype == "image/webp"
    assert speaker.get(f"/slides/{'0' * 32}").status_code == 404


def test_a_key_turns_no_other_deck(app, conference, moderator, deck):
    other = decks.add(
        conference.folder, decks.new("B", "", "2026-04-24T07:01:00.000Z"), [("b.png", picture((9, 9, 9)))]
    )
    send(conference, moderator, "/moderator/hall/slide", deck=deck.id)
    reply = app.test_client().post(f"/slides/{other.key}/turn", json={"id": str(uuid.uuid4()), "page": 0})
    assert reply.status_code == 409


def test_undo_takes_the_slides_off_also_after_pages_were_turned(app, conference, moderator, deck, hall):
    send(conference, moderator, "/moderator/hall/slide", deck=deck.id)
    send(conference, moderator, "/moderator/hall/slide", deck=deck.id, page=1)
    app.test_client().post(f"/slides/{deck.key}/turn", json={"id": str(uuid.uuid4()), "page": 2})
    assert send(conference, moderator, "/moderator/turns", move="undo").status_code == 200
    assert "slides/" not in hall()
    assert send(conference, moderator, "/moderator/turns", move="redo").status_code == 200
    assert f"{deck.id}/2.webp" in hall()


def test_a_deck_that_was_removed_leaves_the_title_on_the_hall(conference, moderator, deck, hall):
    send(conference, moderator, "/moderator/hall/slide", deck=deck.id)
    decks.remove(conference.folder, deck.id)
    assert "scene-title" in hall()
    assert moderator.get("/moderator/picture").status_code == 200
    assert send(conference, moderator, "/moderator/hall/slide", deck=deck.id).status_code == 404


def test_an_extract_stands_beside_its_question_and_goes_with_it(app, conference, moderator, extract, hall):
    shown = f"/hall/slides/{extract.id}/0.webp"
    assert "Điều 5" in moderator.get("/moderator/picture").json["html"]
    assert send(conference, moderator, "/moderator/hall/beside", deck=extract.id, question=1).status_code == 200
    assert ("with-extract" in hall(), shown in hall()) == (True, True)
    assert app.test_client().get(shown).status_code == 200
    send(conference, moderator, "/moderator/hall/beside", deck="", question=1)
    assert "with-extract" not in hall()
    send(conference, moderator, "/moderator/hall/beside", deck=extract.id, question=1)
    send(conference, moderator, "/moderator/turns", move="answered", question=1)
    assert (shown in hall(), app.test_client().get(shown).status_code) == (False, 404)
    assert send(conference, moderator, "/moderator/hall/beside", deck=extract.id, question=1).status_code == 400


def test_the_office_sends_slides_in_and_removes_them(enrolled, conference):
    office = enrolled(Role.OFFICE)
    files = {"file": [(io.BytesIO(picture((1, 2, 3))), "a.png")], "speaker": " Ông  An ", "title": ""}
    twice = str(uuid.uuid4())
    assert office.post("/office/slides", data=files | {"id": twice}, headers=HERE).status_code == 303
    again = {"file": [(io.BytesIO(picture((1, 2, 3))), "a.png")], "id": twice}
    assert office.post("/office/slides", data=again, headers=HERE).status_code == 303
    (one,) = decks.every(conference.folder)
    assert (one.title, one.speaker, one.pages) == ("a", "Ông An", 1)
    assert one.key in office.get("/office/slides").text
    wrong = {"file": [(io.BytesIO(b"hello"), "a.pdf")]}
    reply = office.post("/office/slides", data=wrong | {"id": str(uuid.uuid4())}, headers=HERE)
    assert (reply.status_code, "Tệp bị hỏng" in reply.text) == (400, True)
    asked = {"file": [(io.BytesIO(picture((1, 2, 3))), "a.png")], "question": "7"}
    assert (
        "Không có KN số 7" in office.post("/office/slides", data=asked | {"id": str(uuid.uuid4())}, headers=HERE).text
    )
    assert "Hãy chọn tệp" in office.post("/office/slides", data={"id": str(uuid.uuid4())}, headers=HERE).text
    office.post(f"/office/slides/{one.id}/remove", headers=HERE)
    assert decks.every(conference.folder) == []


def test_slides_that_are_too_large_are_refused_before_they_are_drawn(conference, enrolled, monkeypatch):
    monkeypatch.setattr("kiosk.slides.decks.MOST_BYTES", 1000)
    monkeypatch.setattr("kiosk.slides.decks.draw", lambda *_words, **_more: pytest.fail("drawn"))
    sent = {
        "id": str(uuid.uuid4()),
        "title": "Bài",
        "file": FileStorage(io.BytesIO(b"%PDF-" + b"x" * 1_100_000), "a.pdf"),
    }
    boundary, body = encode_multipart(sent)  # in memory: the client would leave a file open
    kind = f"multipart/form-data; boundary={boundary}"
    refused = enrolled(Role.OFFICE).post("/office/slides", data=body, content_type=kind, headers=HERE)
    assert (refused.status_code, list(decks.every(conference.folder))) == (413, [])
