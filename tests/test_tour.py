"""docs/tour.md and docs/glossary.md are true: what they name is there, and the old synonyms are gone from names."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.test_layout import modules

ROOT = Path(__file__).parents[1]
NAMED = re.compile(r"`((?:badges|live|kiosk|static|templates|tests)/[\w./-]+\.\w+)(?::(\w+))?`")
TOUR = sorted(set(NAMED.findall((ROOT / "docs" / "tour.md").read_text(encoding="utf-8"))))
ROWS = re.findall(
    r"^\| (.+?) \| (.+?) \| `(.+?)` \|$", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.M
)
OLD = {
    "Day": "Conference", "this_day": "current_conference", "open_day": "open_conference", "take_in": "import_list",
    "put_on": "apply", "organisation_of": "find_or_create", "house": "organisation", "houses": "organisations",
}  # fmt: skip
"""Names that stood for several things, and the one that took their place."""


@pytest.mark.parametrize(("file", "name"), TOUR)
def test_the_tour_names_what_is_there(file: str, name: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not name or re.search(rf"(?m)^\s*(?:export )?(?:async )?(?:def|class|function|const) {name}\b", text), file


def test_the_tour_has_five_ways() -> None:
    assert (ROOT / "docs" / "tour.md").read_text(encoding="utf-8").count("\n## ") == 5


def identifiers() -> set[str]:
    """Every name that our code defines or uses."""
    found = {module.rpartition(".")[2] for module in modules()}
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                found.add(node.id)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.arg):
                found.add(node.arg)
            elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                found.add(node.name)
    return found


def test_the_glossary_has_one_row_for_each_thing_and_names_what_is_there() -> None:
    assert len(ROWS) >= 40
    assert len({english for _vi, english, _name in ROWS}) == len({name for _vi, _english, name in ROWS}) == len(ROWS)
    assert {name for _vi, _english, name in ROWS} - identifiers() == set()


def test_old_synonyms_are_gone() -> None:
    assert identifiers() & OLD.keys() == set()
