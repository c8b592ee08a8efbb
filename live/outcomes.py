"""Outcomes: the one class in which the report counts a question.

The class is a total function of the question's place and its answer's form, so that the numbers of every paper add up
by construction: received - merged = live + before + writing + forwarded + out + withdrawn + open.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from live.answers import Answer, Form
from live.queue import OPEN, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from live.questions import Question


class Outcome(StrEnum):
    """What became of a question, for the report. Each question has exactly one."""

    LIVE = "live"
    """Answered at the conference."""
    BEFORE = "before"
    """Answered in writing before it."""
    WRITING = "writing"
    """Answered, or to be answered, in writing after it."""
    FORWARDED = "forwarded"
    OUT = "out"
    """Not in the department's competence or not in the conference's scope."""
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    OPEN = "open"
    """None of these yet."""


BY_PLACE = {
    Place.ANSWERED: Outcome.LIVE, Place.BEFORE: Outcome.BEFORE, Place.WRITING: Outcome.WRITING,
    Place.FORWARDED: Outcome.FORWARDED, Place.OUT: Outcome.OUT, Place.MERGED: Outcome.MERGED,
    Place.WITHDRAWN: Outcome.WITHDRAWN,
} | dict.fromkeys(OPEN, Outcome.OPEN)  # fmt: skip

BY_FORM = {
    Form.LIVE: Outcome.LIVE, Form.BEFORE: Outcome.BEFORE, Form.WRITING: Outcome.WRITING,
    Form.FORWARDED: Outcome.FORWARDED, Form.OUT: Outcome.OUT,
}  # fmt: skip


def outcome(question: Question, answer: Answer | None) -> Outcome:
    """The class of one question.

    The place decides, as somebody put it there on purpose; only one that left the floor as answered is refined by what
    the secretary wrote of the form ("this will be answered in writing" is said at the microphone, too).
    """
    if question.place is Place.ANSWERED and answer is not None and answer.form:
        return BY_FORM[Form(answer.form)]
    return BY_PLACE[question.place]


SAID_BY_PLACE = {place: form for place, said in BY_PLACE.items() for form, told in BY_FORM.items() if told is said}


def form_of(question: Question) -> Form | None:
    """The only form that fits where the question was put; None where any does: it is open, or left the floor as answered."""
    return None if question.place is Place.ANSWERED else SAID_BY_PLACE.get(question.place)


def fits(question: Question, forms: Iterable[str]) -> bool:
    """Return whether any of the forms that the voices of its answer say is the one the question is counted as."""
    return form_of(question) in (None, *forms)


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers of the report. `sources` and `outcomes` have an entry for every source that occurs and every class."""

    received: int
    sources: dict[str, int]
    outcomes: dict[Outcome, int]

    @property
    def distinct(self) -> int:
        """Received without those merged into another one."""
        return self.received - self.outcomes[Outcome.MERGED]


def totals(questions: Iterable[Question], answers: Mapping[int, Answer]) -> Totals:
    """Count questions by source and by outcome."""
    everything = list(questions)
    classes = Counter(outcome(question, answers.get(question.number)) for question in everything)
    return Totals(
        len(everything), dict(Counter(question.source for question in everything)), {o: classes[o] for o in Outcome}
    )
