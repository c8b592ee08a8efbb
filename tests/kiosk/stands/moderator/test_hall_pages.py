"""The hall from the moderator's page: long questions turned page by page, and one key that blanks all screens."""

import re
import uuid

import pytest

from kiosk.conference.devices import Role
from live import questions
from live.queue import Move, Place

LONG = "Lý do của doanh nghiệp rất dài, " * 40 + ". Đề nghị Sở hướng dẫn thủ tục."


@pytest.fixture
def moderator(enrolled):
    return enrolled(Role.MODERATOR, "Điều hành")


@pytest.fixture
def floor(write):
    write.question(LONG, write.organisation("Công ty A"), place=Place.WAITING)
    with write.writing() as writing:
        questions.turn(writing, "call", Move.CALL, 1)


def send(client, path, **body):
    seen = client.get("/moderator/picture").json["number"]
    return client.post(path, json={"id": str(uuid.uuid4()), "seen": seen} | body)


def hall(app):
    return re.sub(r"\s+", " ", app.test_client().get("/hall/picture").json["html"])


@pytest.mark.usefixtures("floor")
def test_the_hall_reads_the_request_first_and_the_moderator_turns_the_page(app, moderator):
    send(moderator, "/moderator/hall", mode="dialogue")
    assert "Đề nghị Sở hướng dẫn thủ tục." in hall(app)
    assert "trang 1/" in hall(app)
    assert "Hội trường đang đọc trang 1/" in moderator.get("/moderator/picture").json["html"]
    assert send(moderator, "/moderator/hall/page", question=1, page=1).status_code == 200
    assert "trang 2/" in hall(app)
    assert "Đề nghị Sở hướng dẫn thủ tục." not in hall(app)
    assert "Lý do của doanh nghiệp rất dài" in hall(app)
    send(moderator, "/moderator/hall/page", question=1, page=99)
    assert re.search(r"trang (\d+)/\1", hall(app))


@pytest.mark.usefixtures("floor")
def test_a_page_of_one_question_is_not_that_of_the_next(app, moderator, write):
    send(moderator, "/moderator/hall", mode="dialogue")
    send(moderator, "/moderator/hall/page", question=1, page=1)
    write.question(LONG, write.organisation("Công ty B"), place=Place.WAITING)
    send(moderator, "/moderator/turns", move="next", question=2)
    assert "trang 1/" in hall(app)


def test_a_page_of_no_question_is_refused(moderator):
    assert send(moderator, "/moderator/hall/page", question=99, page=0).status_code == 404


def test_one_key_blanks_all_screens_and_brings_back_what_stood_there(app, moderator):
    send(moderator, "/moderator/hall", mode="thanks", message="Xin cảm ơn")
    assert send(moderator, "/moderator/hall/blank", on=True).json["mode"] == "blank"
    assert "scene-blank" in hall(app)
    assert "Xin cảm ơn" not in hall(app)
    assert send(moderator, "/moderator/hall/blank", on=False).json["mode"] == "thanks"
    assert "Xin cảm ơn" in hall(app)


def test_a_screen_blanked_before_anything_was_held_follows_the_programme_again(moderator):
    send(moderator, "/moderator/hall/blank", on=True)
    assert send(moderator, "/moderator/hall/blank", on=False).json["mode"] == "auto"


def test_two_hands_that_both_blank_leave_the_screens_dark(moderator):
    for _ in range(2):
        assert send(moderator, "/moderator/hall/blank", on=True).json["mode"] == "blank"
    for _ in range(2):
        assert send(moderator, "/moderator/hall/blank", on=False).json["mode"] == "auto"


def test_who_chooses_what_is_shown_leaves_the_line_of_words_that_another_set(app, moderator):
    send(moderator, "/moderator/hall", message="Mời giải lao")
    assert send(moderator, "/moderator/hall", mode="pause").json["mode"] == "pause"
    assert "Mời giải lao" in hall(app)
    assert send(moderator, "/moderator/hall", message="").json["mode"] == "pause"
    assert "Mời giải lao" not in hall(app)


@pytest.mark.usefixtures("floor")
def test_a_question_that_is_called_again_begins_at_its_first_page(app, moderator):
    send(moderator, "/moderator/hall", mode="dialogue")
    send(moderator, "/moderator/hall/page", question=1, page=1)
    send(moderator, "/moderator/turns", move="put_back", question=1)
    send(moderator, "/moderator/turns", move="undo")
    assert "trang 2/" in hall(app)
    send(moderator, "/moderator/turns", move="put_back", question=1)
    send(moderator, "/moderator/turns", move="next", question=1)
    assert "trang 1/" in hall(app)
