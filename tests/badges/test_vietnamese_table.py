"""The table of folds, and every character, in Python and in the browser's script: one rule for search."""

import json
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from badges import vietnamese

HERE = Path(__file__).parent
SCRIPT = HERE.parents[1] / "static" / "shared" / "fold.js"
TABLE = json.loads((HERE / "vietnamese.json").read_text(encoding="utf-8"))
ROWS = [(kind, text, wanted) for kind in ("fold", "initials", "tidy_name") for text, wanted in TABLE[kind]]
IN_JAVASCRIPT = {"fold": "fold", "initials": "initials", "tidy_name": "tidyName", "unkey": "unkey"}
BLOCKS = (range(0x3400), range(0xA000, 0xAC00), range(0xF900, 0x10000), range(0x1D400, 0x1F700))
"""Every block but ideographs and Hangul, of which the fold keeps nothing."""
RUN = """
import { readFileSync } from "node:fs";
const rules = await import(process.argv[1]);
const asked = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.map(([rule, text]) => rules[rule](text))));
"""


def in_javascript(asked: list[tuple[str, str]], folder: Path) -> list[str]:
    """Return what the browser's rules make of each (rule, text), run by node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: the browser's half of the table is not run")
    copy = folder / "fold.mjs"
    shutil.copy(SCRIPT, copy)
    command = [node, "--input-type=module", "--eval", RUN, copy.as_uri()]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=120)
    answers: list[str] = json.loads(done.stdout)
    return answers


@pytest.mark.parametrize(("kind", "text", "wanted"), ROWS)
def test_the_fold_of(kind: str, text: str, wanted: str) -> None:
    assert getattr(vietnamese, kind)(text) == wanted


def test_the_browser_agrees_on_every_row(tmp_path: Path) -> None:
    rows = [(kind, text, wanted) for kind in IN_JAVASCRIPT for text, wanted in TABLE[kind]]
    answers = in_javascript([(IN_JAVASCRIPT[kind], text) for kind, text, _wanted in rows], tmp_path)
    assert [(*row, answer) for row, answer in zip(rows, answers, strict=True) if row[2] != answer] == []


@pytest.mark.parametrize("kind", ["fold", "tidy_name"])
def test_the_browser_agrees_on_every_character(kind: str, tmp_path: Path) -> None:
    unassigned = {"Cn", "Cs", "Co"}  # node may know a newer Unicode than Python
    characters = [chr(n) for block in BLOCKS for n in block]
    texts = [f"a{char}b" for char in characters if unicodedata.category(char) not in unassigned]
    answers = in_javascript([(IN_JAVASCRIPT[kind], text) for text in texts], tmp_path)
    rule = getattr(vietnamese, kind)
    assert [
        (text, rule(text), answer) for text, answer in zip(texts, answers, strict=True) if rule(text) != answer
    ] == []
