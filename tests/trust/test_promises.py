"""docs/trust.md: every failure and every attack has its row, and every test it names is there."""

import re

import pytest

from tests.trust import named

pytestmark = pytest.mark.audit

PAGE = named.page("trust.md")


LONGEST = 260
"""Letters of a line at most: it is read aloud."""


def parts() -> dict[str, str]:
    """Failure or attack → what stands below its heading."""
    found = re.split(r"^### ([FS]\d+)\. ", PAGE, flags=re.MULTILINE)[1:]
    return dict(zip(found[::2], found[1::2], strict=True))


def test_every_failure_and_attack_is_there_once():
    named = re.findall(r"^### ([FS]\d+)\. ", PAGE, re.MULTILINE)
    assert named == [f"F{n}" for n in range(1, 34)] + [f"S{n}" for n in range(1, 29)]


def test_every_test_that_is_named_is_there():
    assert named.missing(PAGE) == []


def test_one_without_a_test_says_why():
    assert [
        key
        for key, text in parts().items()
        if "::" not in text and not re.search(r"[Nn]o test|only in the campaign", text)
    ] == []


def test_it_can_be_read_aloud():
    assert [line for line in PAGE.splitlines() if len(line) > LONGEST] == []
    first = {key: text.strip().split("\n")[2] for key, text in parts().items()}
    assert {key: said for key, said in first.items() if not said.endswith(".") or not said[0].isupper()} == {}
