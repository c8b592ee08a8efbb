"""The programme: the plan's hours decide until somebody says otherwise, and a question on the floor is never left."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from badges.refusal import Refusal
from live import programme, timetable
from live.programme import Run, current, ends, phase

if TYPE_CHECKING:
    from kiosk.conference.conference import Conference

RECEPTION, INTRODUCTION, OPENING, TALK, DIALOGUE, DIRECTION, CLOSING = range(7)


def hour(conference: "Conference", text: str) -> datetime:
    """An hour of the conference's day."""
    return conference.settings.moment(text)


@pytest.mark.parametrize(
    ("at", "on"),
    [
        ("13:44", None), ("13:45", RECEPTION), ("13:59", RECEPTION), ("14:00", INTRODUCTION), ("14:10", OPENING),
        ("14:49", TALK), ("14:50", DIALOGUE), ("16:29", DIALOGUE), ("16:30", DIRECTION), ("16:45", CLOSING), ("17:00", None),
    ],
)  # fmt: skip
def test_the_plans_hours_decide_while_nobody_says_otherwise(conference: "Conference", at: str, on: int | None) -> None:
    assert current(conference.slots, {}, hour(conference, at)) == on


def test_a_question_on_the_floor_keeps_the_dialogue_on_past_its_hour(conference: "Conference") -> None:
    assert current(conference.slots, {}, hour(conference, "16:40"), DIALOGUE) == DIALOGUE
    assert current(conference.slots, {}, hour(conference, "14:45"), DIALOGUE) == DIALOGUE


def test_a_person_who_ends_the_dialogue_or_starts_another_item_is_obeyed(conference: "Conference") -> None:
    ended = {DIALOGUE: Run(DIALOGUE, ended="2026-04-24T09:35:00.000Z")}
    assert current(conference.slots, ended, hour(conference, "16:40"), DIALOGUE) == DIRECTION
    started = {DIRECTION: Run(DIRECTION, started="2026-04-24T09:20:00.000Z")}
    assert current(conference.slots, started, hour(conference, "16:20"), DIALOGUE) == DIRECTION


@pytest.mark.parametrize(
    ("at", "ran", "where"),
    [
        ("13:40", {}, "before"),
        ("13:40", {RECEPTION: Run(RECEPTION, started="x", ended="y")}, "between"),
        ("14:05", {INTRODUCTION: Run(INTRODUCTION, skipped=True)}, "between"),
        ("17:00", {}, "after"),
        ("16:50", {CLOSING: Run(CLOSING, ended="x")}, "after"),
        ("17:05", {CLOSING: Run(CLOSING, until="2026-04-24T10:20:00.000Z")}, "between"),
    ],
)
def test_where_the_day_is_while_no_item_is_on(
    conference: "Conference", at: str, ran: dict[int, Run], where: str
) -> None:
    assert phase(conference.slots, ran, hour(conference, at)) == where


def test_starting_an_item_ends_the_one_that_is_on(conference: "Conference", write) -> None:
    conference.clock.shift += timedelta(minutes=50)
    with write.writing() as writing:
        programme.start(writing, conference.slots, DIALOGUE, TALK)
    ran = programme.runs(conference.db)
    assert set(ran) == {TALK, DIALOGUE}
    assert (bool(ran[TALK].ended), ran[DIALOGUE].running, ran[DIALOGUE].by) == (True, True, "test")
    assert conference.on() == DIALOGUE


def test_an_item_started_by_hand_goes_on_until_it_is_ended(conference: "Conference", write) -> None:
    with write.writing() as writing:
        programme.start(writing, conference.slots, OPENING)
    assert current(conference.slots, programme.runs(conference.db), hour(conference, "15:30")) == OPENING
    with write.writing() as writing:
        programme.finish(writing, conference.slots, OPENING)
    assert current(conference.slots, programme.runs(conference.db), hour(conference, "15:30")) == TALK


def test_an_item_started_again_keeps_the_moment_it_first_began(conference: "Conference", write) -> None:
    with write.writing() as writing:
        first = programme.start(writing, conference.slots, DIALOGUE).started
    conference.clock.shift += timedelta(minutes=5)
    for item, on in ((DIRECTION, DIALOGUE), (DIALOGUE, DIRECTION)):
        with write.writing() as writing:
            programme.start(writing, conference.slots, item, on)
    ran = programme.runs(conference.db)
    assert (ran[DIALOGUE].started, ran[DIALOGUE].running, ran[DIRECTION].running) == (first, True, False)


def test_starting_another_item_while_a_question_has_the_floor_ends_the_dialogue(
    conference: "Conference", write
) -> None:
    with write.writing() as writing:
        programme.start(writing, conference.slots, DIRECTION, DIALOGUE, True)
    assert bool(programme.runs(conference.db)[DIALOGUE].ended) is True


def test_a_skipped_item_is_left_out_and_can_be_given_back_to_the_plan(conference: "Conference", write) -> None:
    with write.writing() as writing:
        programme.skip(writing, conference.slots, RECEPTION, RECEPTION)
    assert conference.on() == INTRODUCTION
    with write.writing() as writing:
        programme.restore(writing, conference.slots, RECEPTION)
    assert conference.on() == RECEPTION


def test_an_end_moves_by_minutes_and_the_next_item_waits_for_it(conference: "Conference", write) -> None:
    for minutes in (5, 10, -5):
        with write.writing() as writing:
            timetable.extend(writing, conference.slots, DIALOGUE, minutes)
    ran = programme.runs(conference.db)
    assert (ends(conference.slots[DIALOGUE], ran[DIALOGUE]), ran[DIALOGUE].until) == (
        hour(conference, "16:40"),
        "2026-04-24T09:40:00.000Z",
    )
    assert current(conference.slots, ran, hour(conference, "16:39")) == DIALOGUE
    assert current(conference.slots, ran, hour(conference, "16:40")) == DIRECTION


def test_an_item_cannot_end_before_it_begins(conference: "Conference", write) -> None:
    with write.writing() as writing, pytest.raises(Refusal, match="after the item's start"):
        timetable.extend(writing, conference.slots, OPENING, -10)
    assert programme.runs(conference.db) == {}


def test_the_talk_that_is_on_is_named_and_unnamed(conference: "Conference", write) -> None:
    for part in (2, 0):
        with write.writing() as writing:
            programme.part(writing, conference.slots, TALK, part)
        assert programme.runs(conference.db)[TALK].part == part


@pytest.mark.parametrize("act", [programme.start, programme.finish, programme.skip, programme.restore])
def test_an_item_that_is_not_in_the_plan_is_refused(conference: "Conference", write, act) -> None:
    with write.writing() as writing, pytest.raises(Refusal, match="no item 7"):
        act(writing, conference.slots, 7)


def test_of_several_items_that_ended_the_one_ended_last_leads() -> None:
    ran = {
        TALK: Run(TALK, ended="2026-04-24T07:50:00.000Z"),
        OPENING: Run(OPENING, ended="2026-04-24T07:55:00.000Z"),
        DIALOGUE: Run(DIALOGUE, started="2026-04-24T07:56:00.000Z"),
    }
    last = programme.last_ended(ran)
    assert last is not None
    assert (last.number, programme.led_to(ran)) == (OPENING, DIALOGUE)
    assert programme.led_to({TALK: ran[TALK], OPENING: ran[OPENING]}) == OPENING
