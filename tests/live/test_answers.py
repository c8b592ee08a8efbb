"""Answers and their history: editions, what fits together, what a complete answer holds."""

import pytest

from badges.refusal import Refusal
from kiosk.storage import database
from live import answers, editions
from live.answers import DETAILS, Detail, Form, Overwritten, Result
from live.voices import Voice
from tests.support import voices

AT = "2026-04-24T08:00:00.000Z"


def write(store: database.Db, by: str, seen: int, **facts) -> Voice:
    with store.writing(AT, by=by) as writing:
        return answers.write(writing, voices.voice(1, version=seen, **facts))


def test_an_edition_names_the_one_it_saw() -> None:
    store = database.memory()
    write(store, "Lan", 0, text="một")
    with pytest.raises(Overwritten) as refused:
        write(store, "Minh", 0, text="hai")
    assert refused.value.known == answers.voice(store, "1")
    assert write(store, "Minh", 1, text="hai").version == 2


def test_drafts_of_one_person_are_one_edition_of_the_history_and_all_stay_in_the_log() -> None:
    store = database.memory()
    for seen, (by, text) in enumerate([("Lan", "m"), ("Lan", "một"), ("Minh", "hai"), ("Lan", "ba")]):
        write(store, by, seen, text=text)
    assert [(one.by, one.text) for one in editions.history(store, "1")] == [
        ("Lan", "một"),
        ("Minh", "hai"),
        ("Lan", "ba"),
    ]
    assert [one.text for one in editions.every(store, "1")] == ["m", "một", "hai", "ba"]


def test_a_late_correction_does_not_hide_what_was_complete() -> None:
    store = database.memory()
    done = {"form": Form.LIVE, "result": Result.EXPLAINED, "complete": True}
    write(store, "Lan", 0, text="một", **done)
    write(store, "Lan", 1, text="hai", **done)
    assert [one.text for one in editions.history(store, "1")] == ["một", "hai"]


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize("result", Result)
def test_details_belong_to_their_result(result: Result, detail: Detail) -> None:
    if detail in DETAILS[result]:
        assert write(database.memory(), "Lan", 0, result=result, detail=detail).detail == detail
    else:
        with pytest.raises(Refusal):
            write(database.memory(), "Lan", 0, result=result, detail=detail)


@pytest.mark.parametrize(
    "facts", [{"form": Form.FORWARDED, "complete": True}, {"form": "đúng"}, {"result": "tốt"}, {"detail": "roadmap"}]
)
def test_what_does_not_fit_together_is_refused(facts: dict) -> None:
    with pytest.raises(Refusal):
        write(database.memory(), "Lan", 0, text="một", **facts)


@pytest.mark.parametrize(
    ("due", "taken"), [("2026-04-23", False), ("2026-04-24", True), ("2026-04-25", True), ("", True)]
)
def test_a_promise_is_for_the_conferences_own_day_at_the_earliest(due: str, taken: bool) -> None:
    said = voices.voice(1, form=Form.WRITING, promised=True, due=due)
    with database.memory().writing(AT, by="Lan") as writing:
        if taken:
            assert answers.write(writing, said, "2026-04-24").due == due
        else:
            with pytest.raises(Refusal, match="lies before the conference"):
                answers.write(writing, said, "2026-04-24")


HEARD = {"form": Form.LIVE, "text": "một", "result": Result.EXPLAINED, "complete": True}
WRITTEN = {"form": Form.WRITING, "complete": True}
SENT_ON = {"form": Form.FORWARDED, "referred_to": "Sở Y tế", "complete": True}
LACKS = [
    (HEARD, None), (HEARD | {"complete": False, "text": "", "result": ""}, None), (WRITTEN, None), (SENT_ON, None),
    (HEARD | {"form": ""}, "how it was answered"), (HEARD | {"text": " \n"}, "what was answered"), (HEARD | {"result": ""}, "the result"),
    (HEARD | {"form": Form.BEFORE, "text": ""}, "what was answered"), (HEARD | {"form": Form.BEFORE, "result": ""}, "the result"),
    (HEARD | {"promised": True}, "by which date"), (WRITTEN | {"promised": True}, "by which date"),
    (WRITTEN | {"promised": True, "due": "2026-05-08"}, None), (SENT_ON | {"referred_to": ""}, "which body"),
    (HEARD | {"part": 1, "asked": " "}, "asked further"), (HEARD | {"part": 1, "asked": "Bao nhiêu?"}, None),
    (HEARD | {"part": 20, "asked": "Bao nhiêu?"}, None), (HEARD | {"part": 21, "asked": "Bao nhiêu?"}, "At most"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "lack"), LACKS)
def test_what_is_complete_lacks_nothing_that_report_and_letters_need(facts: dict, lack: str | None) -> None:
    if lack is None:
        assert write(database.memory(), "Lan", 0, **facts).complete == facts["complete"]
    else:
        with pytest.raises(Refusal, match=lack):
            write(database.memory(), "Lan", 0, **facts)
