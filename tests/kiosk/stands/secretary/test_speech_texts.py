"""The text of a speech: written by the secretary, in its place in the minutes, a bracket where there is none."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from kiosk.conference.devices import Role
from kiosk.papers import record
from kiosk.papers.text import minutes
from live import programme, speeches
from live.speeches import Speech

TEXT = "Thành phố sẽ đồng hành cùng doanh nghiệp."


@pytest.fixture
def secretary(enrolled: Any) -> Any:
    return enrolled(Role.SECRETARY, "Thư ký 1")


@pytest.fixture
def begun(conference: Any, write: Any) -> str:
    """The opening was started by hand, and a leader was put in; gives the speech's id."""
    opening = next(n for n, item in enumerate(conference.settings.programme) if item.kind == "opening")
    with write.writing() as writing:
        programme.start(writing, conference.slots, opening)
    with write.writing() as writing:
        speeches.begin(writing, Speech("speech-1", "Bà Nguyễn Thị Hoa", "Phó Chủ tịch"))
    return f"item:{opening}"


def send(secretary: Any, speech: str, text: str, seen: int = 0) -> tuple[int, dict[str, Any]]:
    body = {"id": str(uuid.uuid4()), "speech": speech, "text": text, "seen": seen}
    answer = secretary.post("/secretary/speeches", json=body)
    return answer.status_code, answer.json


def events(conference: Any) -> list[dict[str, Any]]:
    return minutes.events(record.gather(conference))


def test_each_speech_stands_with_who_spoke_and_a_bracket_until_there_is_a_text(
    conference: Any, begun: str, secretary: Any
) -> None:
    html = secretary.get("/secretary/picture").json["html"]
    assert html.count("data-speech=") == 2
    title = conference.settings.programme[int(begun.removeprefix("item:"))].title
    before = [
        one for one in events(conference) if minutes.SPEECH_MISSING in one["lines"] and one["head"].startswith("Từ ")
    ]
    assert (title in before[0]["head"], "Phát biểu của Bà Nguyễn Thị Hoa, Phó Chủ tịch" in before[1]["head"]) == (
        True,
        True,
    )
    for ident in (begun, "speech:speech-1"):
        assert send(secretary, ident, TEXT)[0] == 200
    told = events(conference)
    assert [one["lines"][-1] for one in told if one["head"] in [one["head"] for one in before]] == [TEXT, TEXT]


def test_who_wrote_in_between_is_named_and_nothing_is_overwritten(begun: str, secretary: Any, enrolled: Any) -> None:
    assert send(enrolled(Role.SECRETARY, "Thư ký 2"), begun, "Một")[0] == 200
    status, answer = send(secretary, begun, "Hai")
    assert (status, answer["known"]["text"], answer["known"]["version"]) == (409, "Một", 1)
    assert "Thư ký 2" in answer["error"]
    assert send(secretary, begun, "Hai", 1)[1]["version"] == 2


@pytest.mark.usefixtures("begun")
def test_what_was_no_speech_has_no_text(secretary: Any, conference: Any) -> None:
    reception = next(n for n, item in enumerate(conference.settings.programme) if item.kind == "reception")
    for ident in (f"item:{reception}", "item:99", "speech:nobody", ""):
        assert send(secretary, ident, TEXT)[0] == 404
