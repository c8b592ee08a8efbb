"""The office's page of the hall's sound: one click to allow it, the day's lines with ticks, the files, erasing."""

import struct
import uuid

import pytest

from kiosk.conference.devices import Role
from kiosk.recording.chunks import CHUNK
from kiosk.settings import load as settings_file
from live import answers, questions
from live.queue import Move, Place
from live.voices import Voice

HERE = {"Origin": "http://localhost"}


@pytest.fixture
def office(enrolled):
    return enrolled(Role.OFFICE, "Văn phòng")


def record(client, chunks=3):
    """Some seconds of sound, from the secretary's own requests."""
    take = str(uuid.uuid4())
    assert client.post("/sound/begin", json={"id": take}).status_code == 200
    for n in range(chunks):
        body = b"\1\0" * (CHUNK // 2)
        age = (chunks - 1 - n) * 2000
        assert client.post(f"/sound/{take}/{n}", data=body, query_string={"age": age}, headers=HERE).status_code == 200
    return take


def test_one_click_switches_it_on_at_once_and_in_the_settings(office, conference, folder):
    assert not conference.settings.recording.on
    assert "Chức năng ghi âm đang tắt" in office.get("/office/sound").text
    office.post("/office/sound/allow", data={"on": "1"}, headers=HERE)
    assert conference.settings.recording.on
    assert settings_file.load(folder).recording.on
    assert 'data-microphone="1"' in office.get("/secretary").text
    assert "microphone=(self)" in office.get("/secretary").headers["Permissions-Policy"]
    record(office, 1)
    office.post("/office/sound/allow", data={"on": ""}, headers=HERE)
    assert (conference.settings.recording.on, settings_file.load(folder).recording.on) == (False, False)
    assert office.get("/office/sound/day.wav").status_code == 200  # what was recorded stays


@pytest.fixture
def recorded(office, conference, write):
    """A call with an answer, and the sound of it."""
    office.post("/office/sound/allow", data={"on": "1"}, headers=HERE)
    write.question("Hỏi?", write.organisation("Công ty A & B --> C"), place=Place.WAITING, unit="tdc")
    with write.writing() as writing:
        questions.turn(writing, "call", Move.CALL, 1)
        answers.write(
            writing, Voice("1", 1, answerer="Bà Ngọc", text="Không phải\n\nkiểm định lại", form="live"), "2026-04-24"
        )
    record(office)
    return office


def test_each_line_of_the_record_has_its_sound_and_its_tick(recorded):
    page = recorded.get("/office/sound").text
    assert "KN 1 – Công ty A &amp; B --&gt; C" in page
    assert "KN 1: Bà Ngọc" in page
    stretch = page.split('data-play="')[1].split('"')[0].replace("&amp;", "&")
    assert recorded.get(f"/sound/play.wav?{stretch}").status_code == 200
    line = page.split('data-line="')[1].split('"')[0]
    sent = {"id": str(uuid.uuid4()), "line": line, "done": True}
    assert recorded.post("/office/sound/checked", json=sent).json == {"line": line, "done": True}
    assert f'data-line="{line}" aria-pressed="true"' in recorded.get("/office/sound").text
    sent = {"id": str(uuid.uuid4()), "line": "9@1", "done": True}
    assert recorded.post("/office/sound/checked", json=sent).status_code == 400


def test_a_line_worded_anew_is_to_be_checked_again(recorded, write):
    sent = {"id": str(uuid.uuid4()), "line": "1@1", "done": True}
    assert recorded.post("/office/sound/checked", json=sent).status_code == 200
    with write.writing() as writing:
        answers.write(writing, Voice("1", 1, text="Phải kiểm định lại", form="live", version=1), "2026-04-24")
    assert 'data-line="1@2" aria-pressed="false"' in recorded.get("/office/sound").text


def test_the_day_is_one_file_with_marks_that_count_from_its_first_sample(recorded):
    wav = recorded.get("/office/sound/day.wav")
    assert wav.headers["Content-Length"] == str(len(wav.data))
    assert struct.unpack("<I", wav.data[40:44])[0] == len(wav.data) - 44 == 3 * CHUNK
    marks = recorded.get("/office/sound/marks.vtt").text
    assert marks.startswith("WEBVTT\n\n00:00:0")
    cue = marks.rstrip().split("\n\n")[1].split("\n")
    assert cue[1:] == ["KN 1 – Công ty A &amp; B → C", "KN 1: Bà Ngọc: Không phải kiểm định lại"]
    assert marks.count(" --> ") == 1  # the text with a blank line made no cue of its own


def test_it_is_erased_only_by_somebody_who_says_so_and_not_while_it_is_recorded(recorded, folder):
    erase = lambda **form: recorded.post("/office/sound/erase", data=form, headers=HERE).status_code  # noqa: E731
    assert erase(sure="1") == 400
    recorded.application.extensions["recorder"].take = ""
    assert erase() == 400
    assert list((folder / "sound").rglob("*.pcm"))
    assert erase(sure="1") == 303
    assert not (folder / "sound").exists()
    assert "Chưa có ghi âm" in recorded.get("/office/sound").text
