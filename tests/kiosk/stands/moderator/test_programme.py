"""Plans of other shapes: two dialogues around a break, and none. Each is led by hand to its end, and its minutes say what was."""

import uuid
from datetime import time

import pytest

from kiosk.conference.clock import Clock
from kiosk.conference.devices import Role
from kiosk.papers import happenings
from kiosk.settings import doubts
from live import questions
from live.queue import Place

DIALOGUE = 'start = "14:50"\nend = "16:30"\nkind = "dialogue"\ntitle = "Đối thoại với Doanh nghiệp"\n'
TWO = """start = "14:50"
end = "15:30"
kind = "dialogue"
title = "Đối thoại, phần 1"

[[programme]]
start = "15:30"
end = "15:45"
kind = "break"
title = "Giải lao"

[[programme]]
start = "15:45"
end = "16:30"
kind = "dialogue"
title = "Đối thoại, phần 2"
"""
FIRST, PAUSE, SECOND, LEADER = 4, 5, 6, 7


@pytest.fixture(params=["two"])
def folder(folder, request):
    toml = folder / "conference.toml"
    text = toml.read_text(encoding="utf-8")
    assert DIALOGUE in text
    other = {"two": TWO, "none": DIALOGUE.replace('"dialogue"', '"talk"')}[request.param]
    toml.write_text(text.replace(DIALOGUE, other), encoding="utf-8")
    return folder


class Day:
    """The moderator's hand, the conference's clock, and what the hall reads."""

    def __init__(self, app, conference, client):
        self.app, self.conference, self.client = app, conference, client

    def at(self, hour):
        settings = self.conference.settings
        self.conference.clock = Clock.at(settings.timezone, settings.date, time.fromisoformat(hour))
        self.app.extensions["screens"]._newest.clear()

    def post(self, path, **body):
        sent = {"id": str(uuid.uuid4()), "seen": self.conference.db.seq} | body
        reply = self.client.post(f"/moderator/{path}", json=sent)
        self.app.extensions["screens"]._newest.clear()
        return reply.status_code

    def hall(self):
        return self.app.test_client().get("/hall/picture").json["html"]

    def moderator(self):
        return self.client.get("/moderator/picture").json["html"]


@pytest.fixture
def day(app, conference, write, enrolled):
    for n in range(4):
        write.question(f"Hỏi {n}?", write.organisation(f"Công ty {n}"), place=Place.WAITING, unit="tdc")
    return Day(app, conference, enrolled(Role.MODERATOR, "Điều hành"))


def test_two_dialogues_around_a_break_are_no_doubt_and_a_day_like_any_other(day, conference):
    assert list(doubts.doubts(conference.settings)) == []
    day.at("14:50")
    assert day.post("turns", move="next") == 200
    assert conference.on() == FIRST
    assert "Hỏi 0?" in day.hall()
    assert "15h30" in day.hall()  # the first dialogue's own end
    day.at("15:31")
    day.post("turns", move="answered", question=1)
    day.post("programme", item=FIRST, do="end")
    assert conference.on() == PAUSE
    assert "scene-pause" in day.hall()
    day.at("15:44")
    assert "scene-pause" in day.hall()
    assert day.post("programme", item=SECOND, do="start") == 200
    day.post("turns", move="next")
    assert conference.on() == SECOND
    assert ("Hỏi 1?" in day.hall(), "16h30" in day.hall()) == (True, True)
    day.at("16:20")
    day.post("turns", move="answered", question=2)
    day.post("programme", item=SECOND, do="end")
    assert conference.on() == LEADER
    items = [one.number for one in happenings.happenings(conference) if one.kind == happenings.ITEM]
    assert [n for n in items if n in (FIRST, PAUSE, SECOND)] == [FIRST, PAUSE, SECOND]


def test_a_call_after_the_break_begins_the_second_dialogue_and_not_the_first_again(day, conference):
    day.at("14:50")
    day.post("turns", move="next")
    day.at("15:30")
    day.post("turns", move="answered", question=1)
    day.post("programme", item=FIRST, do="end")
    day.at("15:45")
    day.post("turns", move="next")
    assert "Hỏi 1?" in day.hall() or conference.on() == PAUSE  # the break was announced, not started by a hand
    assert conference.runs()[FIRST].over
    day.post("programme", item=SECOND, do="start")
    assert conference.on() == SECOND
    assert "Hỏi 1?" in day.hall()


def test_the_pace_counts_what_both_dialogues_have_left(day, conference):
    day.at("14:50")
    day.post("turns", move="next")
    first = day.moderator()
    assert ">4<" in first.split("Dự kiến trả lời được đến")[1][:120]  # 40 + 45 minutes are enough for four


@pytest.mark.parametrize("folder", ["none"], indirect=True)
def test_a_plan_without_a_dialogue_is_named_and_can_be_led(day, conference):
    assert [key for key, _text in doubts.doubts(conference.settings)] == ["programme"]
    day.at("14:55")
    for item in range(1, len(conference.slots)):
        assert day.post("programme", item=item, do="start") == 200
        assert conference.on() == item
        assert "scene-" in day.hall()
        assert "Hỏi" not in day.hall()
    day.moderator()
    assert len(questions.line(questions.every(conference.db))) == 4
