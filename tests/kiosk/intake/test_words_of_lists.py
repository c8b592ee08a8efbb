"""Answers to the invitation and cells of names in the words of lists are taken for what they say."""

import pytest

from kiosk.intake.reader import name_cell
from kiosk.intake.reader.rsvp import understood
from tests.kiosk.intake.words_of_lists import ANSWERS, NAMES

pytestmark = pytest.mark.whole


@pytest.mark.parametrize(("state", "written"), [(state, text) for state, texts in ANSWERS.items() for text in texts])
def test_answers(state: str, written: str) -> None:
    answer = understood(written)
    assert (answer.state, answer.is_sure) == ("none" if state == "asked" else state, state != "asked")


@pytest.mark.parametrize("written", NAMES)
def test_names(written: str) -> None:
    name, position = NAMES[written]
    who = name_cell.read(written).who
    assert (who.name, who.position if name else "") == (name, position)
