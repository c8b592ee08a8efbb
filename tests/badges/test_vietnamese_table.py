"""The table of folds that the desk's own copy runs too."""

import json
from pathlib import Path

import pytest

from badges import vietnamese

TABLE = json.loads(Path(__file__).with_name("vietnamese.json").read_text(encoding="utf-8"))
ROWS = [(kind, text, wanted) for kind in ("fold", "initials", "tidy_name") for text, wanted in TABLE[kind]]


@pytest.mark.parametrize(("kind", "text", "wanted"), ROWS)
def test_the_fold_of(kind: str, text: str, wanted: str) -> None:
    assert getattr(vietnamese, kind)(text) == wanted
