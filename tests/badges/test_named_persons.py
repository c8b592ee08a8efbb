"""Persons whom nobody has on record are known by how they are named; places, businesses and posts are none."""

import pytest

from badges.personal_data import Recogniser
from tests.support import petitions


@pytest.mark.parametrize(("sentence", "secrets"), petitions.PERSONS)
def test_a_person_named_in_a_petition_is_taken_out(sentence: str, secrets: tuple[str, ...]) -> None:
    shown = Recogniser().hide(sentence)
    assert all(secret in sentence for secret in secrets)
    assert [secret for secret in secrets if secret in shown] == []


def test_a_name_that_begins_another_is_found_whole() -> None:
    known = Recogniser(names={"Lã An", "Lã An Bình", "Lã An Bình Minh"})
    assert known.hide("Lã An, lã an bình; LÃ AN BÌNH MINH và Lã Anh") == "[…], […]; […] và Lã Anh"
