"""What tests of the secretary's page share: one question on the floor, one that waits, in the midst of the dialogue."""

import pytest

from live import questions
from live.queue import Move, Place


@pytest.fixture
def folder(folder, fill):
    """A question on the floor and one that waits, of a unit whose leader is known."""
    with fill(folder) as write:
        for n in range(2):
            write.question(f"Hỏi {n}?", place=Place.WAITING, unit="tdc", prepared="Dự thảo", basis="Luật")
        with write.writing() as writing:
            questions.turn(writing, "call", Move.CALL, 1)
    return folder
