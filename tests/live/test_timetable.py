"""The plan's hours propose and never switch; what ends goes to what has not been; the rest of the day is moved or pressed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from badges.refusal import Refusal
from live import programme, timetable
from live.programme import Run, current
from live.programme_spans import Span, spans

RECEPTION, INTRODUCTION, OPENING, TALK, DIALOGUE, DIRECTION, CLOSING = range(7)


@pytest.fixture
def at(conference):
    """at("16:45") → that moment of the conference's day."""
    return conference.settings.moment


def run(number, started="", ended="", **facts):
    """How an item ran, from hours of the day in UTC+7."""

    def stamp(hour):
        return f"2026-04-24T{int(hour[:2]) - 7:02d}:{hour[3:]}:00.000Z" if hour else ""

    return Run(number, stamp(started), stamp(ended), **facts)


HOURS = [f"{hour:02d}:{minute:02d}" for hour in (13, 14, 15, 16, 17) for minute in range(0, 60, 5)]


@pytest.mark.parametrize("watched", ["13:50", "14:05", "14:45", "15:30", "16:29", "16:44"])
def test_without_any_hand_the_clock_takes_nothing_from_the_screen(conference, at, watched):
    was = current(conference.slots, {}, at(watched), None, at(watched))
    later = {current(conference.slots, {}, at(hour), None, at(watched)) for hour in HOURS if hour >= watched}
    assert later == {was}


@pytest.mark.parametrize("on", range(7))
def test_once_led_by_hand_no_hour_changes_what_is_on(conference, at, on):
    ran = {on: run(on, "14:00")}
    assert {current(conference.slots, ran, at(hour)) for hour in HOURS} == {on}
    ended = {on: run(on, "14:00", "17:30")}
    after = {current(conference.slots, ended, at(hour)) for hour in HOURS}
    assert after == {on + 1 if on < CLOSING else None}


@pytest.mark.parametrize("hour", ["16:10", "16:46", "17:05"])
def test_what_ends_early_or_late_goes_to_the_next_that_has_not_been(conference, at, hour):
    ran = {DIALOGUE: run(DIALOGUE, "14:50", hour)}
    assert current(conference.slots, ran, at(hour)) == DIRECTION
    ran[DIRECTION] = Run(DIRECTION, skipped=True)
    assert current(conference.slots, ran, at(hour)) == CLOSING


def test_the_first_item_comes_by_its_hour(conference, at):
    assert current(conference.slots, {}, at("13:44"), None, at("13:00")) is None
    assert current(conference.slots, {}, at("13:46"), None, at("13:00")) == RECEPTION


@pytest.mark.parametrize(
    ("on", "hour", "proposed"),
    [(TALK, "14:47", None), (TALK, "14:48", DIALOGUE), (DIALOGUE, "16:28", DIRECTION), (DIRECTION, "16:50", CLOSING)],
)
def test_two_minutes_before_its_hour_the_next_item_is_proposed(conference, at, on, hour, proposed):
    found = timetable.proposal(conference.slots, {on: run(on, "14:00")}, at(hour), on)
    assert (found.number if found else None) == proposed


def test_a_proposal_is_silent_a_while_after_keep_and_the_last_one_proposes_the_end(conference, at):
    ran = {TALK: run(TALK, "14:20"), DIALOGUE: run(DIALOGUE, kept="2026-04-24T07:49:00.000Z")}
    silent = [timetable.proposal(conference.slots, ran, at(hour), TALK) is None for hour in ("14:50", "14:53", "14:54")]
    assert silent == [True, True, False]
    last = timetable.proposal(conference.slots, {CLOSING: run(CLOSING, "16:45")}, at("16:59"), CLOSING)
    assert last.number is None


def test_lateness_is_by_how_much_the_end_or_the_start_was_missed(conference, at):
    ran = {DIALOGUE: run(DIALOGUE, "15:05")}
    late = [timetable.lateness(conference.slots, ran, at(hour), DIALOGUE) for hour in ("15:30", "16:30", "16:52")]
    assert late == [15, 15, 22]


def test_the_time_left_is_the_rest_of_this_dialogue_and_all_of_the_later_ones(conference, at):
    slots = [replace(slot, kind="dialogue") if slot.number == CLOSING else slot for slot in conference.slots]
    ran = {DIALOGUE: run(DIALOGUE, "14:50")}
    assert timetable.dialogue_left(slots, ran, at("16:00"), DIALOGUE) == timedelta(minutes=30 + 15)
    ran[DIALOGUE] = run(DIALOGUE, "14:50", "16:20")
    ran[CLOSING] = run(CLOSING, "16:50")
    assert timetable.dialogue_left(slots, ran, at("16:50"), CLOSING) == timedelta(minutes=10)


def test_an_interrupted_dialogue_goes_on_when_the_other_item_ends(conference, write, at):
    conference.clock.shift += timedelta(minutes=75)
    with write.writing() as writing:
        programme.start(writing, conference.slots, DIALOGUE)
        programme.start(writing, conference.slots, DIRECTION, DIALOGUE)
    conference.clock.shift += timedelta(minutes=10)
    with write.writing() as writing:
        programme.finish(writing, conference.slots, DIRECTION)
    assert programme.runs(conference.db)[DIALOGUE].running
    conference.clock.shift += timedelta(minutes=100)
    with write.writing() as writing:
        programme.start(writing, conference.slots, DIRECTION, DIALOGUE)
        programme.finish(writing, conference.slots, DIRECTION)
    assert conference.on() == CLOSING


def test_the_rest_of_the_programme_is_moved_or_pressed_to_the_minute(conference, write, at):
    conference.clock.shift += timedelta(minutes=65)
    with write.writing() as writing:
        programme.start(writing, conference.slots, DIALOGUE)
        timetable.shift(writing, conference.slots, DIALOGUE, 10)
    ran = programme.runs(conference.db)
    ends = [programme.ends(conference.slots[n], ran.get(n)) for n in (DIALOGUE, DIRECTION, CLOSING)]
    assert ends == [at("16:40"), at("16:55"), at("17:10")]
    begins = [programme.starts(conference.slots[n], ran.get(n)) for n in (DIALOGUE, DIRECTION, CLOSING)]
    assert begins == [at("14:50"), at("16:40"), at("16:55")]
    conference.clock.shift += timedelta(minutes=110)
    with write.writing() as writing:
        timetable.fit(writing, conference.slots, DIALOGUE, at("17:00"))
    ran = programme.runs(conference.db)
    starts = [programme.starts(conference.slots[n], ran[n]) for n in (DIRECTION, CLOSING)]
    assert programme.ends(conference.slots[CLOSING], ran[CLOSING]) == at("17:00")
    assert starts == sorted(starts) and starts[0] == programme.ends(conference.slots[DIALOGUE], ran[DIALOGUE])
    with write.writing() as writing, pytest.raises(Refusal, match="no time left"):
        timetable.fit(writing, conference.slots, DIALOGUE, at("16:42"))


def test_what_was_on_is_told_with_interruptions_and_what_was_only_announced(conference):
    first, second, third = "2026-04-24T08:00:00.000Z", "2026-04-24T08:05:00.000Z", "2026-04-24T08:20:00.000Z"
    changes = [
        (first, Run(DIALOGUE, first)), (second, Run(DIALOGUE, first, second)), (second, Run(DIRECTION, second)),
        (third, Run(DIRECTION, second, third)), (third, Run(DIALOGUE, first)),
        ("2026-04-24T09:30:00.000Z", Run(DIALOGUE, first, "2026-04-24T09:30:00.000Z")),
    ]  # fmt: skip
    assert spans(conference.slots, changes) == [
        Span(DIALOGUE, first, second), Span(DIRECTION, second, third), Span(DIALOGUE, third, "2026-04-24T09:30:00.000Z"),
        Span(CLOSING, "2026-04-24T09:30:00.000Z"),
    ]  # fmt: skip
