"""Nobody closes the day without knowing what is missing: the chair's lines, the nods, and the papers that wait."""

import re

import pytest

from kiosk.conference.devices import Role
from kiosk.dialogue import closing
from kiosk.papers import made
from live import answers, conclusions, questions
from live.conclusions import Conclusion
from live.queue import Place
from live.voices import Voice
from tests.conftest import new_id

ORIGIN = {"Origin": "http://localhost"}


@pytest.fixture
def left_over(conference, write):
    """After 16h30: one question without a record, one draft, one promise, one task."""
    for n in range(3):
        write.question(f"Câu hỏi {n + 1}?", place=Place.ANSWERED)
    with write.writing() as writing:
        answers.write(writing, Voice("2", 2, unit="tdc", text="nháp", form="live"))
        answers.write(
            writing,
            Voice(
                "3",
                3,
                unit="tdc",
                text="sẽ trả lời",
                form="live",
                result="considered",
                promised=True,
                due="2026-05-08",
                complete=True,
            ),
        )
        conclusions.write(writing, Conclusion("c1", "Ông Thắng", "tdc", "Rà soát thủ tục", "2026-05-15"))
    conference.clock.shift = (
        type(conference.clock)
        .at(conference.settings.timezone, conference.settings.date, conference.settings.moment("16:35").time())
        .shift
    )


def test_the_lines_name_what_is_missing_first_and_each_task_as_typed(conference, left_over):
    found = [(line.kind, line.id) for line in closing.lines(conference)]
    assert found == [
        ("unrecorded", "unrecorded:1"),
        ("draft", "draft:2"),
        ("promise", "promise:3"),
        ("task", "task:c1"),
    ]
    assert closing.unrecorded(conference) == [1, 2]
    assert "Rà soát thủ tục" in closing.lines(conference)[-1].text


def test_the_chair_nods_to_the_very_words_and_is_asked_again_when_they_change(conference, left_over, enrolled, write):
    chair = enrolled(Role.CHAIR)
    html = chair.get("/chair/picture").json["html"]
    ident, text = re.search(r'data-nod="(task:c1)" data-text="([^"]*)"', html).groups()
    assert chair.post("/chair/nods", json={"id": new_id(), "line": ident, "text": "khác"}).status_code == 409
    assert chair.post("/chair/nods", json={"id": new_id(), "line": ident, "text": text}).status_code == 200
    assert closing.lines(conference)[-1].nodded
    with write.writing() as writing:
        conclusions.write(writing, Conclusion("c1", "Ông Thắng", "tdc", "Rà soát lại", "2026-05-15", version=1))
    assert not closing.lines(conference)[-1].nodded


def test_before_the_dialogues_end_and_while_a_question_is_on_the_floor_nothing_of_it_is_shown(
    conference, left_over, write
):
    assert closing.view(conference)["closing"]
    write.question(place=Place.FLOOR)
    assert closing.view(conference) == {"closing": []}


def test_papers_wait_for_answers_or_a_name(conference, left_over, enrolled, monkeypatch):
    office = enrolled(Role.OFFICE)
    asked = []
    monkeypatch.setattr(made, "make", asked.append)
    refused = office.post("/office/papers", data={"id": new_id()}, headers=ORIGIN)
    assert (refused.status_code, asked, "1, 2" in refused.text) == (400, [], True)
    assert office.post("/office/papers", data={"id": new_id(), "override": "Bà Hoa"}, headers=ORIGIN).status_code == 303
    rows = list(conference.db.query("select text from incident where kind = 'papers'"))
    assert ([row["text"] for row in rows], len(asked)) == (["Bà Hoa: KN 1, 2"], 1)


def test_one_touch_reaches_the_moderator_and_answers_the_note(conference, enrolled):
    moderator, chair = enrolled(Role.MODERATOR), enrolled(Role.CHAIR)
    note = new_id()
    moderator.post("/notes", json={"id": note, "text": "Còn 10 phút"})
    chair.post(f"/notes/{note}/receipt", json={"id": new_id(), "reply": "Dừng tại đây"})
    chair.post("/notes", json={"id": new_id(), "stand": "moderator", "text": "Dừng tại đây"})
    html = moderator.get("/moderator/picture").json["html"]
    assert html.count("Dừng tại đây") == 2
    assert questions.every(conference.db) == []
