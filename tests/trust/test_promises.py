"""docs/trust.md: every failure and every attack has its row, and every test it names is there."""

import re

from tests.trust import named

PAGE = named.page("trust.md")


def rows():
    return dict(re.findall(r"^\| ([FS]\d+) \| (.*)$", PAGE, re.MULTILINE))


def test_every_failure_and_attack_has_one_row():
    named = re.findall(r"^\| ([FS]\d+) \|", PAGE, re.MULTILINE)
    assert named == [f"F{n}" for n in range(1, 33)] + [f"S{n}" for n in range(1, 27)]


def test_every_test_that_is_named_is_there():
    assert named.missing(PAGE) == []


def test_a_row_without_a_test_says_why():
    silent = [
        name for name, row in rows().items() if "::" not in row and not re.search(r"no test|only in the campaign", row)
    ]
    assert silent == []
