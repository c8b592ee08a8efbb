"""The reader of scans: one table of key sequences for Python and JavaScript, and random sequences on which both agree."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from badges.codes import TEST_CARD
from badges.keystrokes import STEADY_MS
from badges.scan_reader import Reader
from tests.badges.keystroke_table import NAMED, play

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "static/shared"
A_PERSONS_GAPS = (55, 70, 90, 120, 180, 240, 300, 700)
FAMILIES = ("layout", "method", "field", "caret", "prefix", "gap")


@cache
def table() -> dict[str, Any]:
    """Return the table with the two codes written out."""
    text = (HERE / "keystrokes.json").read_text(encoding="utf-8")
    codes = json.loads(text)
    filled: dict[str, Any] = json.loads(text.replace("{a}", codes["a"]).replace("{b}", codes["b"]))
    return filled


def in_javascript(rows: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """Return what the browser's reader makes of the rows, run by node on a copy that it takes for modules."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: the browser's half of the table is not run")
    for name in ("codes.js", "keystrokes.js", "scan-reader.js"):
        shutil.copy(SHARED / name, folder)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    sent = json.dumps({"rows": rows, "layouts": table()["layouts"]})
    command = [node, str(HERE / "keystroke_table.mjs"), str(folder / "scan-reader.js")]
    done = subprocess.run(
        command, input=sent, capture_output=True, text=True, check=True, encoding="utf-8", timeout=120
    )
    played: list[dict[str, Any]] = json.loads(done.stdout)
    return played


def wrong(rows: list[dict[str, Any]], played: list[dict[str, Any]]) -> list[tuple[str, Any, Any]]:
    """Return the rows that came to something else than expected."""
    found = []
    for row, came in zip(rows, played, strict=True):
        wanted = {key: row[key] for key in ("heard", "left", "acts", "hidden")}
        came["heard"] = [
            [kind, text if at >= len(row["heard"]) or row["heard"][at][1] is not None else None]
            for at, (kind, text) in enumerate(came["heard"])
        ]
        if came != wanted:
            found.append((row["why"], wanted, came))
    return found


def test_the_table_is_large_and_no_row_stands_twice() -> None:
    rows = table()["rows"]
    assert len(rows) >= 400
    keys = [json.dumps([row.get(name) for name in (*FAMILIES, "most", "steps")]) for row in rows]
    assert len(set(keys)) == len(rows)


def test_python_reads_every_row_as_expected() -> None:
    rows = table()["rows"]
    assert wrong(rows, [play(row, table()["layouts"]) for row in rows]) == []


def test_javascript_reads_every_row_as_expected(tmp_path: Path) -> None:
    rows = table()["rows"]
    assert wrong(rows, in_javascript(rows, tmp_path)) == []


def some_sequence(rng: random.Random) -> dict[str, Any]:
    """Return a row of random keys: parts of cards, words, other codes, named keys, with gaps around every limit."""
    a = table()["a"]
    texts = [
        a, a[:20], a[20:], a[5:], "phuong", "ương", "an", "1", "0912345678", f"https://x.vn/abc/I/{a}", "31 12 ", "\u202f",
        "TICKET-2026-1", "]Q1", "WIFI:S:A;;", "031090001234||NGUYEN VAN AN|01011990|Nam|HP|01012022", "12345678",
    ]  # fmt: skip
    gaps = (1, 2, 5, 30, 40, 41, 62, 70, 90, 120, 200, 249, 250, 251, 260, 299, 301, 400)
    steps = [[rng.choice(texts if rng.random() < 0.65 else NAMED), rng.choice(gaps)] for _ in range(rng.randint(1, 9))]
    return {
        "steps": steps, "layout": rng.choice(list(table()["layouts"])),
        "method": rng.choice(["none", "none", "process", "merged", "unidentified", "whole", "packet"]),
        "field": rng.choice([None, "", "Lê Khánh", "12"]), "prefix": rng.choice(["", "]Q1"]),
        "most": rng.choice([40, 300]),
    }  # fmt: skip


def test_both_languages_agree_on_any_keys(tmp_path: Path) -> None:
    rng = random.Random(11)
    rows = [some_sequence(rng) for _ in range(300)]
    ours = [play(row, table()["layouts"]) for row in rows]
    assert [
        row for row, one, other in zip(rows, ours, in_javascript(rows, tmp_path), strict=True) if one != other
    ] == []


@pytest.mark.parametrize("gap", A_PERSONS_GAPS)
def test_what_a_person_types_is_never_taken_out_nor_heard(gap: int) -> None:
    rng = random.Random(gap)
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạ " + ("0123456789" if gap > STEADY_MS else "")
    for _ in range(200):
        text = "".join(rng.choice(letters) for _ in range(rng.randint(1, 30)))
        if max(map(len, "".join(c if c.isdigit() else " " for c in text).split()), default=0) >= 12:
            continue
        played = play({"steps": [[text, gap], ["Enter", max(gap, 90)]], "field": "Lê "}, table()["layouts"])
        assert (text, played["heard"], played["left"]) == (text, [], f"Lê {text}")


def test_a_card_is_read_at_every_pace_in_every_field() -> None:
    for gap in range(1, 250, 7):
        for field in (None, "", "Lê Khánh"):
            reader, at, value, heard = Reader(), 1000.0, field, []
            for digit in TEST_CARD:
                at += gap
                answer = reader.key(digit, f"Digit{digit}", at=at, value=value)
                heard += answer.results
                if value is not None and not answer.swallow:
                    value += digit
                    reader.text(value, at)
            answer = reader.key("Enter", "Enter", at=at + gap, value=value)
            assert [(gap, field, found.text, found.left) for found in answer.results] == [
                (gap, field, TEST_CARD, field)
            ]
            assert answer.swallow
