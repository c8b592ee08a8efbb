"""Each of the hall's screens by itself: held on one thing, opened by address in another room, and blank with all the others."""

import re
import uuid

import pytest

from kiosk.conference.devices import Role
from live import hall_mode, questions
from live.hall_mode import Mode
from live.queue import Move, Place


@pytest.fixture
def moderator(enrolled):
    return enrolled(Role.MODERATOR, "Điều hành")


@pytest.fixture
def lobby(enrolled, conference):
    """A second screen; returns its client and its device."""
    client = enrolled(Role.HALL, "Màn hình sảnh")
    (row,) = conference.db.query("select id from device where role = 'hall'")
    return client, row["id"]


@pytest.fixture
def scene(app):
    def read(address="/hall"):
        app.extensions["screens"]._newest.clear()
        html = app.test_client().get(f"{address}/picture").json["html"]
        return re.search(r'id="scene-(\w+)"', html)[1], html

    return read


def send(conference, client, path, **body):
    return client.post(path, json={"id": str(uuid.uuid4()), "seen": conference.db.seq} | body)


@pytest.fixture
def _asked(write):
    write.question("Hỏi gì?", place=Place.WAITING, unit="tdc")
    with write.writing() as writing:
        questions.turn(writing, "call", Move.CALL, 1)


@pytest.mark.parametrize("mode", hall_mode.ALONE)
@pytest.mark.usefixtures("_asked")
def test_each_thing_that_a_screen_can_be_held_on_has_an_address(app, scene, mode):
    assert app.test_client().get(f"/hall/{mode}").status_code == 200
    name, html = scene(f"/hall/{mode}")
    wanted = {Mode.DIALOGUE: "question", Mode.BLANK: "blank", Mode.PAUSE: "pause"}.get(mode, "t")
    assert name.startswith(wanted)
    assert ("Hỏi gì?" in html) == (mode is Mode.DIALOGUE)


@pytest.mark.usefixtures("_asked")
def test_one_screen_is_held_and_the_others_go_on(conference, moderator, lobby, scene):
    _client, device = lobby
    assert send(conference, moderator, "/moderator/hall/screen", screen=device, mode="welcome").status_code == 200
    _name, html = scene()
    assert f"&#34;{device}&#34;: &#34;welcome&#34;" in html
    send(conference, moderator, "/moderator/hall", mode="dialogue")
    assert scene()[0] == "question"
    assert send(conference, moderator, "/moderator/hall/screen", screen=device, mode="auto").status_code == 200
    assert device not in scene()[1]


def test_undo_lets_the_screen_go(conference, moderator, lobby, scene):
    _client, device = lobby
    send(conference, moderator, "/moderator/hall/screen", screen=device, mode="blank")
    assert send(conference, moderator, "/moderator/turns", move="undo").status_code == 200
    assert device not in scene()[1]


def test_the_blank_key_blanks_every_screen(conference, moderator, scene):
    send(conference, moderator, "/moderator/hall/blank", on=True)
    assert {scene(address)[0] for address in ("/hall", "/hall/welcome", "/hall/dialogue")} == {"blank"}
    send(conference, moderator, "/moderator/hall/blank", on=False)
    assert scene("/hall/welcome")[0] == "title"


@pytest.mark.parametrize(("screen", "mode"), [("nobody", "welcome"), (None, "slides")])
def test_what_is_no_screen_or_no_thing_to_hold_it_on_is_refused(conference, moderator, lobby, screen, mode):
    reply = send(conference, moderator, "/moderator/hall/screen", screen=screen or lobby[1], mode=mode)
    assert reply.status_code == 400
