"""No internal code reaches a screen: each code that the record can hold has its words, in both languages."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from kiosk import i18n
from kiosk.i18n import labels
from live import floor_times, questions, screening, undo
from live.answers import Detail, Form, Result
from live.outcomes import Outcome
from live.questions import Question
from live.queue import Move, Place

CODES: dict[Any, list[str]] = {
    labels.place: list(Place),
    labels.move: [*Move, *floor_times.STANDS, undo.UNDO],
    labels.form: list(Form),
    labels.form_button: list(Form),
    labels.result: list(Result),
    labels.detail: list(Detail),
    labels.outcome: list(Outcome),
    labels.source: list(questions.SOURCES),
    labels.part: sorted({one.name for one in dataclasses.fields(Question)} - screening.LEFT_OUT),
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("label", "code"), [(label, str(code)) for label, codes in CODES.items() for code in codes])
def test_each_code_has_its_words(language: str, label: Any, code: str) -> None:
    with i18n.speaking(language):
        said = label(code)
    assert said != ""
    assert said != code
