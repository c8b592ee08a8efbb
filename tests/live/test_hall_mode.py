"""What the hall's screens are told: by themselves, or held by a person."""

import pytest

from badges.refusal import Refusal
from live import hall_mode
from live.hall_mode import LONGEST, Held, Mode


def test_by_themselves_they_follow_the_programme() -> None:
    kinds = (
        "before",
        "reception",
        "introduction",
        "opening",
        "talk",
        "dialogue",
        "break",
        "direction",
        "closing",
        "between",
        "after",
    )
    assert [str(hall_mode.shows(Held(), kind)) for kind in kinds] == [
        "welcome", "welcome", "title", "talk", "talk", "dialogue", "pause", "talk", "talk", "title", "thanks",
    ]  # fmt: skip


@pytest.mark.parametrize("mode", [mode for mode in Mode if mode is not Mode.AUTO])
def test_held_on_one_thing_the_programme_does_not_matter(mode: Mode) -> None:
    assert hall_mode.shows(Held(mode), "dialogue") is mode


def test_what_they_are_told_is_kept_with_who_and_when(conference, write) -> None:
    assert hall_mode.held(conference.db) == Held()
    with write.writing() as writing:
        told = hall_mode.hold(writing, Mode.PAUSE, "  Nghỉ   giải lao 10 phút ")
    assert hall_mode.held(conference.db) == told == Held(Mode.PAUSE, "Nghỉ giải lao 10 phút", told.at, "test")


def test_a_message_that_nobody_can_read_is_refused(conference, write) -> None:
    with write.writing() as writing, pytest.raises(Refusal, match=f"at most {LONGEST} letters"):
        hall_mode.hold(writing, Mode.AUTO, "Ẵ" * (LONGEST + 1))
    assert hall_mode.held(conference.db) == Held()
