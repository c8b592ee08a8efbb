"""The class of every question, and the identity of the report over random histories."""

import contextlib
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badges.refusal import Refusal
from kiosk.storage import database
from live import answers, questions, undo
from live.answers import Form
from live.outcomes import Outcome, fits, outcome, totals
from live.questions import SOURCES, Question
from live.queue import Move, Place
from tests.support import voices

AT = "2026-04-24T08:00:00.000Z"
FORMS = ("", *Form)


def question(place: Place) -> Question:
    return Question(1, "o", "?", place=place)


@pytest.mark.parametrize(("place", "form"), list(product(Place, FORMS)))
def test_every_place_and_form_has_a_class(place: Place, form: str) -> None:
    found = outcome(question(place), voices.answer(1, form=form))
    refined = place is Place.ANSWERED and form
    assert found == (Outcome(str(form)) if refined else outcome(question(place), None))


@pytest.mark.parametrize("place", [Place.RECEIVED, Place.WAITING, Place.FLOOR])
def test_what_waits_is_open_whatever_was_drafted(place: Place) -> None:
    assert outcome(question(place), voices.answer(1, form=Form.LIVE)) is Outcome.OPEN


def test_an_answered_question_without_a_record_counts_as_live() -> None:
    assert outcome(question(Place.ANSWERED), None) is Outcome.LIVE


def test_a_promise_at_the_microphone_counts_as_writing() -> None:
    assert outcome(question(Place.ANSWERED), voices.answer(1, form=Form.WRITING)) is Outcome.WRITING


def test_nothing_received_is_nothing_everywhere() -> None:
    assert totals([], {}).outcomes == dict.fromkeys(Outcome, 0)


received = st.tuples(st.just("add"), st.sampled_from(SOURCES))
moved = st.tuples(st.sampled_from(list(Move)), st.integers(1, 6), st.integers(1, 6))
answered = st.tuples(st.just("answer"), st.integers(1, 6), st.sampled_from(FORMS))
steps = st.lists(st.one_of(received, moved, answered, st.just(("undo",))), max_size=30)


def step(writing: database.Writing, op: str, what: tuple) -> None:
    """One thing that somebody does; what the rules refuse changes nothing."""
    match what:
        case ("add", source):
            questions.add(writing, Question(0, "o", "?", source=source))
        case ("answer", number, form):
            questions.get(writing, number)
            voices.record(writing, number, form=str(form))
        case ("undo",):
            undo.take_back_last(writing, op)
        case (move, number, other):
            questions.turn(writing, op, move, number, reason="vì thế", merge_into=other)


@settings(max_examples=60)
@given(steps)
def test_the_numbers_add_up_after_every_history(history: list[tuple]) -> None:
    store = database.memory()
    for n, what in enumerate([("add", "advance"), ("add", "hall"), *history]):
        with contextlib.suppress(Refusal), store.writing(AT, op=str(n)) as writing:
            step(writing, str(n), what)
        everything = questions.every(store)
        count = totals(everything, answers.every(store))
        ends = sum(n for name, n in count.outcomes.items() if name is not Outcome.MERGED)
        assert count.received == len(everything) == sum(count.sources.values())
        assert count.received - count.outcomes[Outcome.MERGED] == count.distinct == ends
    store.close()


BY_PLACE = {
    Place.RECEIVED: Outcome.OPEN, Place.WAITING: Outcome.OPEN, Place.FLOOR: Outcome.OPEN, Place.ANSWERED: Outcome.LIVE,
    Place.BEFORE: Outcome.BEFORE, Place.WRITING: Outcome.WRITING, Place.FORWARDED: Outcome.FORWARDED, Place.OUT: Outcome.OUT,
    Place.MERGED: Outcome.MERGED, Place.WITHDRAWN: Outcome.WITHDRAWN,
}  # fmt: skip
FITTING = {Place.BEFORE: Form.BEFORE, Place.WRITING: Form.WRITING, Place.FORWARDED: Form.FORWARDED, Place.OUT: Form.OUT}


@pytest.mark.parametrize("place", BY_PLACE)
def test_where_a_question_stands_is_its_class(place: Place) -> None:
    assert outcome(question(place), None) is BY_PLACE[place]


def test_the_distinct_are_those_received_without_the_merged() -> None:
    counted = totals([question(place) for place in BY_PLACE] + [question(Place.MERGED)], {})
    assert (counted.received, counted.outcomes[Outcome.MERGED], counted.distinct) == (11, 2, 9)


@pytest.mark.parametrize(("place", "form"), list(product(FITTING, Form)))
def test_one_form_fits_where_a_question_was_put(place: Place, form: Form) -> None:
    assert fits(question(place), [form]) == (form is FITTING[place])
    assert fits(question(place), [form, FITTING[place]])
    assert fits(question(Place.ANSWERED), [form])
