"""docs/security.md: every promise names the tests that fail where it is broken, and each of them is there."""

import re

import pytest

from tests.trust import named

pytestmark = pytest.mark.audit

PAGE = named.page("security.md")
NO_PROMISES = ("Why:", "For people:", "Not promised:", "What takes long, and where it runs:")
"""How paragraphs begin that promise nothing."""


def unproved(page: str) -> list[str]:
    """Return every line and paragraph that promises something and names no test."""
    _head, *sections = re.split(r"^## ", page, flags=re.MULTILINE)
    found = []
    for block in "\n\n".join(section.partition("\n")[2] for section in sections).split("\n\n"):
        lines = [line for line in block.strip().splitlines() if not line.startswith("## ")]
        if not lines or block.strip().startswith(NO_PROMISES):
            continue
        if lines[0].startswith("|"):
            lines = lines[2:]  # without its head
        found += [line for line in lines if not line.startswith(("- ", "|")) or not named.TEST.search(line)]
    return found


def test_every_promise_names_a_test():
    assert unproved(PAGE) == []


def test_every_test_that_is_named_is_there():
    assert named.missing(PAGE) == []


@pytest.mark.parametrize(
    "planted",
    [
        "- Nobody reads it.",
        "It is never read.",
        "| a | b |\n|---|---|\n| key | never given out |",
        "Why: it is so.\n\nAnd it holds.",
    ],
)
def test_a_promise_without_a_test_is_found(planted):
    assert len(unproved(f"# Page\n\nHead.\n\n## Part\n\n{planted}\n")) == 1
    assert unproved("# Page\n\nHead.\n\n## Part\n\nWhy: it is so.\n\n- It holds. `tests/a.py::test_b`\n") == []
