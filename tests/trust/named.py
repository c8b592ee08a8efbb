"""What a page of the documents names: tests as `tests/x.py::test_y`, files as `docs/x.md`, and whether they are there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
FILE = re.compile(r"`((?:tests|docs|kiosk|live|badges|static|templates)/[\w/.-]+\.\w+)`")


def page(name: str) -> str:
    """A page of docs/."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@cache
def tests_of(path: str) -> frozenset[str]:
    """The functions of a test file; none where it does not exist."""
    file = ROOT / path
    tree = ast.parse(file.read_bytes()) if file.is_file() else ast.Module([], [])
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def missing(text: str) -> list[str]:
    """Everything that the text names and that is not there."""
    tests = [f"{path}::{name}" for path, name in TEST.findall(text) if name not in tests_of(path)]
    return tests + [path for path in FILE.findall(text) if not (ROOT / path).is_file()]
