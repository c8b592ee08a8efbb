"""Past one machine: a real Redis, the writer, and socket processes that show only what is live."""

from __future__ import annotations

import io
import json
import shutil
import urllib.request
from contextlib import closing
from urllib.error import HTTPError

import pytest
import websocket
from PIL import Image

from kiosk.slides import decks
from tests.support.drive import Device, Server, prepare
from tests.support.trials.audience import Redis, Screens, until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("redis-server") is None, reason="needs redis-server"),
]


def newest(line: websocket.WebSocket) -> dict:
    """The next picture that comes."""
    while True:
        text = line.recv()
        if text == "2":
            line.send("3")
        if text.startswith("42"):
            return json.loads(text[2:])[1]


@pytest.fixture
def redis(tmp_path):
    running = Redis(tmp_path)
    yield running
    running.kill()


@pytest.fixture
def writer(tmp_path, redis, monkeypatch):
    monkeypatch.setenv("KIOSK_REDIS", redis.url)  # it may hold a password: never an argument
    prepare(tmp_path / "conference")
    server = Server(tmp_path / "conference", "14:55").start()
    yield server
    server.kill()


@pytest.fixture
def screens(redis, writer):
    made = [Screens(redis), Screens(redis)]
    for each in made:
        until(lambda each=each: each.status() == 200)
    yield made
    for each in made:
        each.kill()


def test_every_socket_process_shows_what_the_writer_drew(writer, screens):
    moderator = Device(writer, "moderator")
    lines = [each.hall() for each in screens]
    for line in lines:
        newest(line)
    number = moderator.turn("next")[1]["number"]
    for line in lines:
        assert newest(line)["number"] >= number
    with closing(screens[0].hall()) as newcomer:
        assert newest(newcomer)["number"] >= number, "a newcomer is right at once"
    for line in lines:
        line.close()
    for each in screens:
        page = urllib.request.urlopen(f"http://127.0.0.1:{each.port}/hall", timeout=5).read().decode()
        assert 'id="picture"' in page


def test_a_page_of_slides_is_on_every_screen_and_no_other_page(writer, screens):
    deck = decks.add(
        writer.folder, decks.new("Bài", "", "2026-04-24T07:00:00.000Z"), [(f"{n}.png", image()) for n in range(2)]
    )
    Device(writer, "moderator").post(
        "/moderator/hall/slide", {"id": "slide-00000001", "seen": 0, "deck": deck.id, "page": 1}
    )
    status = lambda each, n: asked(f"http://127.0.0.1:{each.port}/hall/slides/{deck.id}/{n}.webp")  # noqa: E731
    for each in screens:
        until(lambda each=each: status(each, 1) == 200)
        assert status(each, 0) == 404


def asked(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status
    except HTTPError as error:
        return error.code


def image():
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "PNG")
    return out.getvalue()


def test_a_lost_redis_hangs_up_and_its_return_makes_all_right_while_the_writer_goes_on(writer, redis, screens):
    moderator, desk = Device(writer, "moderator"), Device(writer, "desk")
    line = screens[0].hall()
    newest(line)
    redis.kill()
    until(lambda: screens[0].status() == 503)
    with pytest.raises((websocket.WebSocketException, OSError)):
        for _ in range(50):
            newest(line)
    line.close()
    status, turn = moderator.turn("next")
    assert status == 200
    assert desk.scan("1" * 41)["outcome"] == "unreadable"
    redis.start()
    until(lambda: all(each.status() == 200 for each in screens))
    with closing(screens[1].hall()) as newcomer:
        assert newest(newcomer)["number"] >= turn["number"], "what happened meanwhile is there"


def test_a_silent_writer_is_not_shown_as_live(writer, screens):
    writer.kill()
    until(lambda: screens[0].status() == 503)
    writer.start()
    until(lambda: screens[0].status() == 200)
